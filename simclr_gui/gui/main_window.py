"""The main window: composes pages and connects their wishes to the session. Nothing else."""

from pathlib import Path

from PySide6.QtCore import QSettings, Qt, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from simclr_gui.engine.messages.errors import Proposal
from simclr_gui.engine.storage.places import APP_NAME, settings_dir
from simclr_gui.gui.banner import Banner
from simclr_gui.gui.header import Header
from simclr_gui.gui.keeping import take_over
from simclr_gui.gui.keys import KeysDialog
from simclr_gui.gui.look.icons import application_icon
from simclr_gui.gui.look.language import Language
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.page_menu import PageMenu
from simclr_gui.gui.pages.features import FeaturesPage
from simclr_gui.gui.pages.learn import LearnPage
from simclr_gui.gui.pages.map import MapPage
from simclr_gui.gui.pages.runs_page import RunsPage
from simclr_gui.gui.pages.train import TrainPage
from simclr_gui.gui.pages.train.page import OVERVIEW_TAB
from simclr_gui.gui.pages.views import ViewsPage
from simclr_gui.gui.parts.chart import Chart
from simclr_gui.gui.rail import Rail
from simclr_gui.gui.reception import Reception
from simclr_gui.gui.tour_bar import TourBar
from simclr_gui.state.session import Session
from simclr_gui.state.tour import Scene

FIRST_SIZE_PX = (1280, 800)
SMALLEST_SIZE_PX = (1024, 680)
TITLE_BAR_PX = 32  # the frame has no size before it shows


class MainWindow(QMainWindow):
    """Rail, header, banner and the pages."""

    def __init__(self, session: Session, theme: Theme, language: Language | None = None) -> None:
        super().__init__()
        self.setWindowTitle(APP_NAME)
        self.setWindowIcon(application_icon())
        self.setMinimumSize(*SMALLEST_SIZE_PX)
        self._session, self._theme, self._language = session, theme, language
        self._may_close = False
        self.rail = Rail(theme)
        self.header = Header(session.experiment, session.plan, session.progress, theme)
        self.train_page = TrainPage(
            session.experiment,
            session.curves,
            session.pairs,
            session.feature_space,
            session.selection,
            session.preview,
            session.other_curves,
            session.library,
            session.folder_report,
            session.timeline,
            session.album,
            theme,
        )
        self.views_page = ViewsPage(
            session.experiment, session.preview, session.similarities, session.curves, session.timeline, theme
        )
        self.features_page = FeaturesPage(session.experiment, session.feature_maps, session.timeline, theme)
        self.map_page = MapPage(session, theme)
        self.runs_page = RunsPage(session.experiment, session.library, theme)
        self.learn_page = LearnPage(session, theme)
        self._pages = QStackedWidget()
        self._lay_out(theme)
        self._connect_requests()
        self._receive()
        self._add_keys()
        self._restore_place()
        self.show_page(0)
        self.header.main_button.setFocus()  # else the first button of the rail has it

    def _lay_out(self, theme: Theme) -> None:
        for page, name, icon_name, tip in (
            (self.train_page, self.tr("Train"), "train", self.tr("Train a network and watch it learn")),
            (self.views_page, self.tr("Views"), "views", self.tr("The pairs that the network is trained on")),
            (self.features_page, self.tr("Features"), "features", self.tr("What each layer makes of an image")),
            (self.map_page, self.tr("Map"), "map", self.tr("All images, laid out by their features")),
            (self.runs_page, self.tr("Runs"), "runs", self.tr("All saved runs")),
            (self.learn_page, self.tr("Learn"), "learn", self.tr("The ideas behind it, to be touched")),
        ):
            self._pages.addWidget(page)
            self.rail.add_page(name, icon_name, tip)
        chrome = QWidget()
        chrome.setObjectName("chrome")
        column = QVBoxLayout(chrome)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._pages, 1)
        self.tour_bar = TourBar(self._session.tour, theme)
        column.addWidget(self.tour_bar)
        self.banner = Banner(theme, chrome, foot=self.train_page.setup)
        middle = QWidget()
        line = QHBoxLayout(middle)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.rail)
        line.addWidget(chrome, 1)
        self.setCentralWidget(middle)

    def _connect_requests(self) -> None:
        session = self._session
        self.rail.page_requested.connect(self.show_page)
        self.rail.theme_requested.connect(self._switch_theme)
        self.rail.language_requested.connect(self._switch_language)
        self.learn_page.page_requested.connect(self.show_page)
        self.header.start_requested.connect(self._start)
        self.header.pause_requested.connect(session.pause)
        self.header.go_on_requested.connect(session.go_on)
        self.header.stop_requested.connect(session.stop)
        for page in (self.views_page, self.features_page, self.map_page, self.runs_page, self.learn_page):
            page.start_requested.connect(self._start)
        self.views_page.comparison_requested.connect(self._train_twice)
        session.compared.connect(self._show_comparison)
        session.tour.changed.connect(self._show_scene)
        self.train_page.start.open_requested.connect(self._open_run)
        self.train_page.start.tour_requested.connect(self._begin_tour)
        self.train_page.result.maps_requested.connect(self._show_maps)
        self.train_page.overview.maps_requested.connect(self._show_maps)
        self.train_page.overview.drawing_requested.connect(session.evaluation_requests.compute_maps)
        self.train_page.result.open_requested.connect(self._open_run)
        self.train_page.result.resume_requested.connect(self._resume_run)
        self.train_page.result.test_requested.connect(session.evaluation_requests.test)
        self.train_page.check_requested.connect(session.inspection.check_model)
        self.runs_page.open_requested.connect(self._open_run)
        self.runs_page.resume_requested.connect(self._resume_run)
        self.runs_page.test_requested.connect(self._test_run)
        self.runs_page.folder_requested.connect(self.banner.show_folder)
        session.failed.connect(self.banner.show_failure)
        self.map_page.failed.connect(self.banner.show_failure)
        self.map_page.saved.connect(self.banner.show_saved)
        for chart in self.findChildren(Chart):
            chart.saved.connect(self.banner.show_saved)
            chart.failed.connect(self.banner.show_failure)
        session.experiment.images_read.connect(self._tell_left_out)
        session.experiment.mended.connect(self.banner.hide)
        self.banner.proposal_accepted.connect(self._accept)
        session.left.connect(self._close_at_last)

    def _receive(self) -> None:
        """What comes from outside, on whatever page."""
        session = self._session
        is_on_views = lambda: self._pages.currentWidget() is self.views_page  # noqa: E731
        self.reception = Reception(session.arrivals, self._theme, self, is_on_views)
        self.reception.map_requested.connect(self._show_maps)
        self.reception.view_requested.connect(session.preview.show_file)
        self.reception.data_requested.connect(self._take_data)
        self.reception.run_requested.connect(self._open_run)
        self.reception.told.connect(self.banner.show_hint)
        session.arrivals.placed_late.connect(self._tell_of_late_image)

    def _add_keys(self) -> None:
        for number in range(self._pages.count()):
            shortcut = QShortcut(QKeySequence(str(number + 1)), self)
            shortcut.setProperty("page", number)
            shortcut.activated.connect(self._show_page_of_key)
        menu = PageMenu(self._pages, self._session, self._theme, self)
        menu.copied.connect(self.banner.show_notice)
        self.train_page.result.copy_requested.connect(menu.copy_result.trigger)
        menu.saved.connect(self.banner.show_saved)
        menu.failed.connect(self.banner.show_failure)
        menu.present_requested.connect(self._toggle_full_screen)
        menu.keys_requested.connect(self._show_keys)
        menu.tour_requested.connect(self._begin_tour)
        menu.aboutToShow.connect(self._offer_tour)
        self._menu = menu
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
                self._let_go()
            case Qt.Key.Key_Left if self._session.tour.scene is not None:
                self._session.tour.go_back()
            case Qt.Key.Key_Right if self._session.tour.scene is not None:
                self._session.tour.go_on()
            case Qt.Key.Key_Left:
                self._show_previous_image()
            case Qt.Key.Key_Right:
                self._show_next_image()
            case _:
                super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """A control that hides or is closed would give its focus to the next one, where a key means something else."""
        focused, page = self.focusWidget(), self._pages.currentWidget()
        if focused is not None and page is not None and not (focused.isVisible() and focused.isEnabled()):
            page.setFocus()
            return True
        return super().focusNextPrevChild(forward)

    @Slot()
    def _show_keys(self) -> None:
        dialog = KeysDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def take_over(self, old: "MainWindow") -> None:
        """Shows what the window before it showed, as it was set up there."""
        self.show_page(old.page)
        take_over(old, self)
        self.train_page.show_scene(self._session.tour.scene)
        self.banner.take_over(old.banner)

    @property
    def page(self) -> int:
        """The number of the page that is shown."""
        return self._pages.currentIndex()

    @Slot(int)
    def show_page(self, number: int) -> None:
        self._pages.setCurrentIndex(number)
        self.rail.show_page(number)
        if self._pages.currentWidget() is self.learn_page:
            self.learn_page.enter()

    @Slot()
    def _show_page_of_key(self) -> None:
        self.show_page(self.sender().property("page"))

    @Slot()
    def _show_maps(self) -> None:
        self.map_page.show_maps()
        self.show_page(self._pages.indexOf(self.map_page))

    @Slot()
    def _offer_tour(self) -> None:
        self._menu.tour.setEnabled(self._session.tour.can_begin)

    @Slot()
    def _begin_tour(self) -> None:
        self.banner.hide()
        self._session.tour.begin()

    @Slot()
    def _show_scene(self) -> None:
        """Goes where the scene is, as it is best seen."""
        scene = self._session.tour.scene
        self.train_page.show_scene(scene)
        match scene:
            case Scene.IMAGES | Scene.TRAINING | Scene.RESULT:
                self.train_page.show_charts()
                self.train_page.tabs.setCurrentIndex(OVERVIEW_TAB)
                self.show_page(self._pages.indexOf(self.train_page))
            case Scene.VIEWS:
                self.show_page(self._pages.indexOf(self.views_page))
            case Scene.LAYERS:
                self.show_page(self._pages.indexOf(self.features_page))
            case Scene.COLOURS:
                self._show_comparison()
        if scene is not None:
            self.tour_bar.next.setFocus()

    @Slot()
    def _show_comparison(self) -> None:
        self.map_page.show_own_colours()
        self._show_maps()

    @Slot()
    def _start(self) -> None:
        self._take_what_is_typed()
        if not self._session.experiment.unfit:
            self._watch_training()
        self._session.start()

    def _take_what_is_typed(self) -> None:
        """A click on a button does not take the focus from a field everywhere."""
        focused = self.focusWidget()
        if isinstance(focused, QLineEdit):
            focused.clearFocus()

    @Slot()
    def _train_twice(self) -> None:
        self._watch_training()
        self._session.train_twice()

    def _watch_training(self) -> None:
        """What stood in the way of a look at the charts goes."""
        self.banner.hide()
        self.show_page(0)
        self.train_page.show_charts()

    @Slot(object)
    def _test_run(self, path: Path) -> None:
        self._watch_training()
        self._session.test_run(path)

    @Slot()
    def _tell_left_out(self) -> None:
        read = self._session.experiment.left_out
        if read is not None and (read.left_out or read.notes):
            self.banner.show_read(read)

    @Slot(object)
    def _accept(self, proposal: Proposal) -> None:
        if proposal.asks_for_folder:
            self._ask_for_images()
            return
        if proposal.draws_maps:
            self._show_maps()
            self._session.evaluation_requests.compute_maps()
            return
        self.show_page(0)
        self._session.accept(proposal)

    def _ask_for_images(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Where are the images now?"))
        if name:
            self._session.name_images(Path(name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.reception.enter(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.reception.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        self.reception.drop(event)

    @Slot(object)
    def _take_data(self, path: Path) -> None:
        """A folder or archive of images becomes the data of the next run."""
        self.banner.hide()
        self.show_page(0)
        self.train_page.setup.choose_folder(path)

    @Slot()
    def _tell_of_late_image(self) -> None:
        """Nobody is taken away from what they look at; on the page itself the sentence tells it."""
        if self._pages.currentWidget() is self.map_page:
            self.banner.hide()
        else:
            self.banner.show_notice(self.tr("Your image has found its place on the map."))

    @Slot(object)
    def _open_run(self, path: Path) -> None:
        self._watch_training()
        self._session.open_run(path)

    @Slot(object)
    def _resume_run(self, path: Path) -> None:
        self._watch_training()
        self._session.resume_run(path)

    @Slot()
    def _switch_theme(self) -> None:
        self._theme.choose(Qt.ColorScheme.Light if self._theme.is_dark else Qt.ColorScheme.Dark)

    @Slot()
    def _switch_language(self) -> None:
        if self._language is not None:
            self._language.choose(self._language.other)

    def hand_over(self) -> None:
        """Another window has taken over; the session goes on."""
        self._may_close = True
        self.close()
        self.deleteLater()

    @Slot()
    def _show_previous_image(self) -> None:
        page = self._pages.currentWidget()
        if isinstance(page, (FeaturesPage, ViewsPage, LearnPage)):
            page.show_previous()

    @Slot()
    def _show_next_image(self) -> None:
        page = self._pages.currentWidget()
        if isinstance(page, (FeaturesPage, ViewsPage, LearnPage)):
            page.show_next()

    @Slot()
    def _toggle_full_screen(self) -> None:
        """Presents: larger type on the whole screen, and back."""
        if self.isFullScreen():
            self._leave_full_screen()
        else:
            self._theme.present(self.screen().size().height())
            self.showFullScreen()

    def _leave_full_screen(self) -> None:
        self._theme.stop_presenting()
        self.showNormal()

    @Slot()
    def _let_go(self) -> None:
        """Escape: leaves the tour, the full screen, closes the settings, or lets go of what the page looks at."""
        if self._session.tour.scene is not None:
            self._session.tour.leave()
        elif self.isFullScreen():
            self._leave_full_screen()
        elif self._pages.currentWidget() is self.train_page:
            self.train_page.show_charts()
        elif self._pages.currentWidget() is self.map_page:
            self.map_page.let_go()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks everything to end, and closes when it has."""
        if self._may_close:
            self._remember_place()
            event.accept()
            return
        event.ignore()
        self.header.setEnabled(False)
        self._pages.setEnabled(False)
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
        self._may_close = True
        self.close()

    def _settings(self) -> QSettings:
        return QSettings(str(settings_dir() / "window.ini"), QSettings.Format.IniFormat)

    def _restore_place(self) -> None:
        free = self.screen().availableGeometry().size()
        self.resize(min(FIRST_SIZE_PX[0], free.width()), min(FIRST_SIZE_PX[1], free.height() - TITLE_BAR_PX))
        geometry = self._settings().value("geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)

    def _remember_place(self) -> None:
        self._settings().setValue("geometry", self.saveGeometry())
