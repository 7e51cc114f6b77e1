"""The selected runs tidied up: archived, tagged, off the list, in the trash; and what was said of them taken back."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QInputDialog, QWidget

from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.engine.runs.about import MOST_TAGS, About
from simclr_gui.gui.pages.runs.details import tags_in
from simclr_gui.gui.pages.runs.trash_question import TrashQuestion
from simclr_gui.gui.pages.runs.undoing import DescriptionUndo
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.run_library import RunLibrary


class Tidying(QObject):
    """Signals: archived(int): so many runs are out of sight now. failed(object): a Failure.

    Args:
        selected: the runs that are meant.
    """

    archived = Signal(int)
    failed = Signal(object)

    def __init__(
        self, experiment: Experiment, library: RunLibrary, selected: Callable[[], Sequence[RunSummary]], page: QWidget
    ) -> None:
        super().__init__(page)
        self._library, self._selected, self._page = library, selected, page
        self.undo = DescriptionUndo(library, self)
        self.question = TrashQuestion(experiment, library, page)
        self.question.failed.connect(self.failed)
        self.tags_dialog: QInputDialog | None = None

    @Slot()
    def archive(self) -> None:
        """Out of sight, or back where all of them are."""
        runs = self._selected()
        archived = not all(run.archived for run in runs)
        self._library.archive([run.path for run in runs], archived=archived)
        if archived:
            self.archived.emit(len(runs))

    @Slot()
    def ask_for_tags(self) -> None:
        """Which tags the runs get beside those that each of them has."""
        runs = self._selected()
        dialog = self.tags_dialog = QInputDialog(self._page)
        dialog.setWindowTitle(self.tr("Add tags"))
        dialog.setLabelText(self.tr("Tags for %Ln runs, with commas between them:", None, len(runs)))
        dialog.setOkButtonText(self.tr("Add"))
        dialog.setCancelButtonText(self.tr("Cancel"))
        dialog.textValueSelected.connect(self._add_tags)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(str)
    def _add_tags(self, text: str) -> None:
        def tagged(about: About) -> About:
            return replace(about, tags=tuple(dict.fromkeys((*about.tags, *tags_in(text))))[:MOST_TAGS])

        self._library.describe([run.path for run in self._selected()], tagged)

    @Slot()
    def forget_places(self) -> None:
        """The run's own folder, or the folder in which it lies with others."""
        for run in self._selected():
            self._library.forget_place(run.path)
            self._library.forget_place(run.path.parent)

    @Slot()
    def ask_about_trash(self) -> None:
        self.question.ask([run.path for run in self._selected()])
