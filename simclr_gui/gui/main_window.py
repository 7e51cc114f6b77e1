"""The main window: composes its parts and connects their requests to the session. Nothing else."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QAbstractButton, QDialog, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from simclr_gui.engine.storage.places import APP_NAME
from simclr_gui.gui.banner import Banner
from simclr_gui.gui.header import Header
from simclr_gui.gui.keeping import take_over
from simclr_gui.gui.keys import KeysDialog
from simclr_gui.gui.look.icons import application_icon
from simclr_gui.gui.look.language import Language
from simclr_gui.gui.look.style_cache import let_go_of_styles
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.navigation import Navigation
from simclr_gui.gui.page_menu import PageMenu
from simclr_gui.gui.page_stack import PageStack
from simclr_gui.gui.pages import names, registry
from simclr_gui.gui.presentation import Presentation
from simclr_gui.gui.rail import Rail
from simclr_gui.gui.reception import Reception
from simclr_gui.gui.run_requests import RunRequests
from simclr_gui.gui.tour_bar import TourBar
from simclr_gui.gui.window_place import remember_place, restore_place
from simclr_gui.state.session import Session

SMALLEST_SIZE_PX = (1024, 680)
MOST_KEYS = 9  # of pages
GUIDE = "guide window"


class MainWindow(QMainWindow):
    """Rail, header, banner and the pages.

    Attributes:
        may_close: closing it asks nothing to end first.
    """

    def __init__(self, session: Session, theme: Theme, language: Language | None = None) -> None:
        super().__init__()
        self.setWindowTitle(APP_NAME)
        self.setWindowIcon(application_icon())
        self.setMinimumSize(*SMALLEST_SIZE_PX)
        self._session, self._theme, self.language = session, theme, language
        self.may_close = False
        self.rail = Rail(theme)
        self.header = Header(session.experiment, session.queue, session.progress, theme)
        self.pages = PageStack(registry.PAGES, session, theme)
        for entry in self.pages.entries:
            self.rail.add_page(entry.name, entry.title, entry.icon, entry.tip)
        self._lay_out()
        self._navigation = Navigation(self.pages, self.banner, session.tour, self.tour_bar, self)
        self.requests = RunRequests(session, self.pages, self._navigation, self.banner, theme, self)
        self._presentation = Presentation(theme, self)
        self._connect_window()
        for name in self.pages.made:
            self._welcome(name)
        self._receive()
        self._add_keys()
        self._add_menu()
        restore_place(self)
        self.show_page(names.TRAIN)
        self.header.main_button.setFocus()  # else the first button of the rail has it

    def _lay_out(self) -> None:
        chrome = QWidget()
        chrome.setObjectName("chrome")
        column = QVBoxLayout(chrome)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.pages, 1)
        self.tour_bar = TourBar(self._session.tour, self._theme)
        column.addWidget(self.tour_bar)
        self.banner = Banner(self._theme, chrome, foot=self.pages.train.setup)
        middle = QWidget()
        line = QHBoxLayout(middle)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.rail)
        line.addWidget(chrome, 1)
        self.setCentralWidget(middle)

    def _connect_window(self) -> None:
        """Rail, header and banner, and what the session tells of itself."""
        session, requests = self._session, self.requests
        self.rail.page_requested.connect(self.show_page)
        self.rail.theme_requested.connect(self._switch_theme)
        self.rail.language_requested.connect(self._switch_language)
        self.pages.page_shown.connect(self.rail.show_page)
        self.pages.page_made.connect(self._welcome)
        self.header.start_requested.connect(requests.start)
        self.header.queue_requested.connect(requests.start)
        self.header.pause_requested.connect(session.pause)
        self.header.go_on_requested.connect(session.go_on)
        self.header.stop_requested.connect(session.stop)
        self.banner.proposal_accepted.connect(requests.accept)
        session.compared.connect(self._navigation.show_comparison)
        session.offered.connect(self.banner.show_hint)
        session.failed.connect(self.banner.show_failure)
        session.queue.asked.connect(self.banner.show_hint)
        session.experiment.images_read.connect(self._tell_left_out)
        session.experiment.mended.connect(self.banner.hide)
        session.left.connect(self._close_at_last)

    @Slot(str)
    def _welcome(self, name: str) -> None:
        """A page, made now or later, asks and tells."""
        page = self.pages.page(name)
        page.start_requested.connect(self.requests.start)
        page.page_requested.connect(self.show_page)
        page.failed.connect(self.banner.show_failure)
        page.saved.connect(self.banner.show_saved)
        page.copied.connect(self.banner.show_notice)
        match name:
            case names.TRAIN:
                self._connect_training()
            case names.VIEWS:
                self.pages.views.comparison_requested.connect(self.requests.train_twice)
            case names.MAP:
                self.pages.map.export_requested.connect(self.requests.export_run)
            case names.RUNS:
                self._connect_runs()

    def _connect_training(self) -> None:
        session, requests, navigation, train = self._session, self.requests, self._navigation, self.pages.train
        train.check_requested.connect(session.inspection.check_model)
        train.start.open_requested.connect(requests.open_run)
        train.start.tour_requested.connect(navigation.begin_tour)
        train.start.download_requested.connect(requests.accept)
        train.maps_requested.connect(navigation.show_maps)
        train.drawing_requested.connect(session.evaluation_requests.compute_maps)
        train.origin.training_requested.connect(requests.planning.train_longer)
        train.result.maps_requested.connect(navigation.show_maps)
        train.result.resume_requested.connect(requests.resume_run)
        train.result.test_requested.connect(session.evaluation_requests.test)

    def _connect_runs(self) -> None:
        requests, runs = self.requests, self.pages.runs
        runs.open_requested.connect(requests.open_run)
        runs.resume_requested.connect(requests.resume_run)
        runs.test_requested.connect(requests.test_run)
        runs.folder_requested.connect(self.banner.show_folder)
        runs.settings_requested.connect(requests.take_settings)
        runs.copied.connect(self.banner.show_notice)
        runs.compare_requested.connect(requests.compare_runs)
        runs.report_requested.connect(requests.save_report)
        runs.export_requested.connect(requests.export_run)
        runs.import_requested.connect(requests.importing.choose)
        runs.longer_requested.connect(requests.planning.train_run_longer)
        runs.plan_requested.connect(requests.planning.plan_from)

    def _receive(self) -> None:
        """What comes from outside, on whatever page."""
        session = self._session
        is_on_views = lambda: self.pages.name == names.VIEWS  # noqa: E731
        self.reception = Reception(session.arrivals, self._theme, self, is_on_views)
        self.reception.map_requested.connect(self._navigation.show_maps)
        self.reception.view_requested.connect(session.preview.show_file)
        self.reception.data_requested.connect(self.requests.take_data)
        self.reception.run_requested.connect(self.requests.open_run)
        self.reception.archive_requested.connect(self.requests.sharing.unpack)
        self.reception.encoder_requested.connect(self.requests.importing.look_at)
        self.reception.runs_requested.connect(self.requests.list_runs)
        self.reception.told.connect(self.banner.show_hint)
        session.arrivals.placed_late.connect(self._tell_of_late_image)

    def _add_keys(self) -> None:
        for number, entry in enumerate(self.pages.entries[:MOST_KEYS], 1):
            shortcut = QShortcut(QKeySequence(str(number)), self)
            shortcut.setProperty("page", entry.name)
            shortcut.activated.connect(self._show_page_of_key)
        QShortcut(QKeySequence("Shift+F10"), self).activated.connect(self.pages.open_menu)

    def _add_menu(self) -> None:
        menu = PageMenu(self.pages, self._session, self._theme, self)
        menu.copied.connect(self.banner.show_notice)
        self.pages.train.result.copy_requested.connect(menu.copy_result.trigger)
        menu.saved.connect(self.banner.show_saved)
        menu.failed.connect(self.banner.show_failure)
        menu.report_requested.connect(self.requests.save_report)
        menu.export_requested.connect(self.requests.export_run)
        menu.plan_requested.connect(self.requests.planning.plan)
        menu.longer_requested.connect(self.requests.planning.train_longer)
        menu.present_requested.connect(self._presentation.toggle)
        menu.keys_requested.connect(self._show_keys)
        menu.guide_requested.connect(self._show_guide)
        menu.tour_requested.connect(self._navigation.begin_tour)
        menu.aboutToShow.connect(self._offer_tour)
        self.menu = menu
        self.header.more.setMenu(menu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the focused control has no use for."""
        focused = self.focusWidget()
        match event.key():
            case Qt.Key.Key_Space:
                self.header.pause_or_resume()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if isinstance(focused, QAbstractButton):
                focused.click()
            case Qt.Key.Key_Escape:
                self.let_go()
            case Qt.Key.Key_Left if self._session.tour.scene is not None:
                self._session.tour.go_back()
            case Qt.Key.Key_Right if self._session.tour.scene is not None:
                self._session.tour.go_on()
            case Qt.Key.Key_Left:
                self.show_previous_image()
            case Qt.Key.Key_Right:
                self.show_next_image()
            case _:
                super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """A control that hides or is closed would give its focus to the next one, where a key means something else."""
        focused, page = self.focusWidget(), self.pages.on_show
        if focused is not None and not (focused.isVisible() and focused.isEnabled()):
            page.setFocus()
            return True
        return super().focusNextPrevChild(forward)

    @Slot()
    def _show_keys(self) -> None:
        dialog = KeysDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.guide_requested.connect(self._show_guide)
        dialog.open()

    @Slot()
    def _show_guide(self) -> None:
        """The one that is open, or a new one."""
        from simclr_gui.gui.guide import GuideWindow  # most sessions do without it

        guide = self.findChild(QDialog, GUIDE) or GuideWindow(self._theme, self)
        guide.setObjectName(GUIDE)
        guide.show()
        guide.raise_()
        guide.activateWindow()

    def take_over(self, old: "MainWindow") -> None:
        """Shows what the window before it showed, as it was set up there."""
        for name in old.pages.made:
            self.pages.page(name)
        self.show_page(old.page)
        if old.findChild(QDialog, GUIDE):
            self._show_guide()
        take_over(old, self)
        self.pages.train.show_scene(self._session.tour.scene)
        self.banner.take_over(old.banner)

    @property
    def page(self) -> str:
        """The name of the page that is shown."""
        return self.pages.name

    @Slot(str)
    def show_page(self, name: str) -> None:
        self.pages.show_page(name)

    @Slot()
    def _show_page_of_key(self) -> None:
        self.show_page(self.sender().property("page"))

    @Slot()
    def _offer_tour(self) -> None:
        self.menu.tour.setEnabled(self._session.tour.can_begin)

    @Slot()
    def _tell_left_out(self) -> None:
        read, seen = self._session.experiment.left_out, self._session.folder_report.latest
        if read is None:
            return
        news = set(read.notes) - set(seen.notes if seen is not None else ())  # the rest stands above the choice of data
        if read.left_out or news:
            self.banner.show_read(read)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.reception.enter(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.reception.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        self.reception.drop(event)

    @Slot()
    def _tell_of_late_image(self) -> None:
        """Nobody is taken away from what they look at; on the page itself the sentence tells it."""
        if self.pages.name == names.MAP:
            self.banner.hide()
        else:
            self.banner.show_notice(self.tr("Your image has found its place on the map."))

    @Slot()
    def _switch_theme(self) -> None:
        self._theme.choose(Qt.ColorScheme.Light if self._theme.is_dark else Qt.ColorScheme.Dark)

    @Slot()
    def _switch_language(self) -> None:
        if self.language is not None:
            self.language.choose(self.language.other)

    def hand_over(self) -> None:
        """Another window has taken over; the session goes on."""
        self.may_close = True
        self.close()
        let_go_of_styles(self)
        self.deleteLater()

    @Slot()
    def show_previous_image(self) -> None:
        self.pages.on_show.show_previous()

    @Slot()
    def show_next_image(self) -> None:
        self.pages.on_show.show_next()

    @Slot()
    def let_go(self) -> None:
        """Escape: leaves the tour, the full screen, closes the settings, or lets go of what the page looks at."""
        if self._session.tour.scene is not None:
            self._session.tour.leave()
        elif self._presentation.is_on:
            self._presentation.leave()
        else:
            self.pages.on_show.let_go()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks everything to end, and closes when it has."""
        if self.may_close:
            remember_place(self)
            event.accept()
            return
        event.ignore()
        self.header.setEnabled(False)
        self.pages.setEnabled(False)
        if self._session.has_something_to_save:
            self.banner.show_notice(
                self.tr("The step in progress is completed first and the network saved; then the window closes.")
            )
            self.setWindowTitle(self.tr("{name}: saving…").format(name=APP_NAME))
        else:
            self.hide()  # what is still computed is of no value to anybody
        self._session.leave()

    @Slot()
    def _close_at_last(self) -> None:
        self.may_close = True
        self.close()
