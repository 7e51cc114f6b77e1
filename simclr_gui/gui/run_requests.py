"""What a person wants done with runs: started, opened, resumed, tested, mended; each shows where it can be watched."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from simclr_gui.engine.messages.errors import Proposal
from simclr_gui.gui.banner import Banner
from simclr_gui.gui.import_requests import ImportRequests
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.navigation import Navigation
from simclr_gui.gui.page_stack import PageStack
from simclr_gui.gui.pages import names
from simclr_gui.gui.planning_requests import PlanningRequests
from simclr_gui.gui.sharing_requests import SharingRequests
from simclr_gui.state.session import Session


class RunRequests(QObject):
    """Passes them on to the session."""

    def __init__(
        self,
        session: Session,
        pages: PageStack,
        navigation: Navigation,
        banner: Banner,
        theme: Theme,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._pages, self._navigation, self._banner = session, pages, navigation, banner
        self._window = window
        self.sharing = SharingRequests(session.sharing, banner, theme, window)
        self.sharing.run_requested.connect(self.open_run)
        self.planning = PlanningRequests(session, banner, window)
        self.importing = ImportRequests(session, window)
        self.importing.run_requested.connect(self.open_run)

    @Slot()
    def start(self) -> None:
        """Trains with the settings as they stand, what is being typed included."""
        self._take_what_is_typed()
        if self._session.experiment.unfit or not self._session.has_to_wait:
            self._begin()
            return
        self._session.start()
        self._tell_waiting()

    def _tell_waiting(self) -> None:
        self._banner.show_notice(self.tr("Added to the queue: it starts when what is in progress has ended."))

    def _begin(self) -> None:
        if not self._session.experiment.unfit:
            self._navigation.show_training()
        self._session.start()

    def _take_what_is_typed(self) -> None:
        """A click on a button does not take the focus from a field everywhere."""
        focused = self._window.focusWidget()
        if isinstance(focused, QLineEdit):
            focused.clearFocus()

    @Slot()
    def train_twice(self) -> None:
        """With and without changes of colour."""
        waits = self._session.has_to_wait
        if not waits:
            self._navigation.show_training()
        self._session.train_twice()
        if waits and not self._session.experiment.unfit:
            self._tell_waiting()

    @Slot(object)
    def open_run(self, path: Path) -> None:
        self._navigation.show_training()
        self._session.open_run(path)

    @Slot(object)
    def resume_run(self, path: Path) -> None:
        self._navigation.show_training()
        self._session.resume_run(path)

    @Slot(object)
    def take_settings(self, path: Path) -> None:
        """The settings of a run become those of the next one."""
        row = self._session.library.row_of(path)
        config = self._session.library.runs[row].config if row >= 0 else None
        if config is not None:
            self._banner.hide()
            self._session.experiment.replace_config(config)
            self._pages.show_page(names.TRAIN)

    @Slot(object)
    def list_runs(self, path: Path) -> None:
        """A folder of runs is listed from now on."""
        self._pages.show_page(names.RUNS)
        self._pages.runs.open_place(path)

    @Slot(object)
    def test_run(self, path: Path) -> None:
        self._navigation.show_training()
        self._session.test_run(path)

    @Slot(object)
    def accept(self, proposal: Proposal) -> None:
        """Does what was offered."""
        if proposal.goes_on is not None:
            if proposal.goes_on:
                self._navigation.show_training()
                self._session.queue.go_on()
            return
        if proposal.asks_for_folder:
            self._ask_for_images()
            return
        if proposal.cancels:
            self.sharing.cancel()
            return
        if proposal.compares:
            self.compare_runs(proposal.compares)
            return
        if proposal.draws_maps:
            self._navigation.show_maps()
            self._session.evaluation_requests.compute_maps()
            return
        self._pages.show_page(names.TRAIN)
        self._session.accept(proposal)

    def _ask_for_images(self) -> None:
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Where are the images now?"))
        if name:
            self._session.name_images(Path(name))

    @Slot(object)
    def save_report(self, paths: Sequence[Path]) -> None:
        """Of one run, or of several beside each other."""
        self.sharing.save_report(paths)

    @Slot(object)
    def export_run(self, path: Path) -> None:
        """In a form that other programs open, or as a zip."""
        self.sharing.export_run(path)

    @Slot(object)
    def take_data(self, path: Path) -> None:
        """A folder or archive of images becomes the data of the next run."""
        self._banner.hide()
        self._pages.show_page(names.TRAIN)
        self._pages.train.setup.choose_folder(path)

    @Slot(object)
    def compare_runs(self, paths: Sequence[Path]) -> None:
        """Puts runs side by side on the page of their own."""
        self._session.comparison.compare(paths)
        self._pages.show_page(names.COMPARE)
