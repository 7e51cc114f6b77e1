"""The menu of the window: the result handed on, the page on show saved as an image or presented, guide and keys."""

from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QImage, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.page_stack import PageStack
from simclr_gui.gui.pages import names
from simclr_gui.gui.parts.panel_menu import fill_with_panels, panel_menus
from simclr_gui.gui.parts.saving import IMAGE_ENDINGS, ask_for_file, attempt, save_image
from simclr_gui.gui.words.sharing import sharing_tip
from simclr_gui.state.session import Session

PAGE_SCALE = 2


class PageMenu(QMenu):
    """Its actions' keys work in the whole window.

    Signals:
        copied(str): something is in the clipboard, in words.
        saved(object): a Path; something was written there.
        failed(object): a Failure of what was to be written.
        report_requested(object): a list of one Path, the run whose report is wanted.
        export_requested(object): a Path, the run that is to be exported.
        plan_requested(): several trainings are to be planned.
        longer_requested(): the run that is shown is to be trained for longer.
        present_requested(): to full screen, or back.
        keys_requested(): the sheet of keys.
        guide_requested(): the guide.
        tour_requested(): somebody wants to be shown around.
    """

    copied = Signal(str)
    saved = Signal(object)
    failed = Signal(object)
    report_requested = Signal(object)
    export_requested = Signal(object)
    plan_requested = Signal()
    longer_requested = Signal()
    present_requested = Signal()
    keys_requested = Signal()
    guide_requested = Signal()
    tour_requested = Signal()

    def __init__(self, pages: PageStack, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._pages, self._session, self._theme = pages, session, theme
        self.setToolTipsVisible(True)
        self.tour = self._add(self.tr("Show me in two minutes"))
        self.tour.triggered.connect(self.tour_requested)
        self.plan = self._add(self.tr("Plan several trainings…"))
        self.plan.triggered.connect(self.plan_requested)
        self.longer = self._add(self.tr("Train for longer…"))
        self.longer.triggered.connect(self.longer_requested)
        self.addSeparator()
        self.copy_result = self._add(self.tr("Copy the result"))
        self.copy_result.triggered.connect(self._copy_result)
        self.save_result = self._add(self.tr("Save the result as an image…"))
        self.save_result.triggered.connect(self._save_result)
        self.report = self._add(self.tr("Report…"))
        self.report.triggered.connect(self._request_report)
        self.export = self._add(self.tr("Export…"))
        self.export.triggered.connect(self._request_export)
        self.addSeparator()
        self.save_page = self._add(self.tr("Save the page as an image…"), "Ctrl+S")
        self.save_page.triggered.connect(self._save_page)
        self.save_maps = self._add(self.tr("Save the maps as a figure…"))
        self.save_maps.triggered.connect(self._save_maps)
        self.panels = self.addMenu(self.tr("One panel of the page"))
        self.panels.aboutToShow.connect(self._list_panels)
        self.addSeparator()
        self._add(self.tr("Full screen, larger type"), "F11").triggered.connect(self.present_requested)
        self._add(self.tr("Guide")).triggered.connect(self.guide_requested)
        self._add(self.tr("Keyboard"), "F1", "?").triggered.connect(self.keys_requested)
        parent.addActions(self.actions())  # the keys of a menu that is closed are its window's
        self.aboutToShow.connect(self._fit_page)
        session.experiment.phase_changed.connect(self._fit_run)
        self._fit_run()
        for signal in (session.experiment.result_changed, session.experiment.started):
            signal.connect(self._fit_result)
        self._fit_result()

    def _add(self, words: str, *keys: str) -> QAction:
        action = QAction(words, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        self.addAction(action)
        return action

    @Slot()
    def _fit_page(self) -> None:
        self.save_maps.setVisible(self._pages.name == names.MAP and self._pages.map.shows_maps)
        self.panels.setEnabled(bool(panel_menus(self._pages.on_show)))

    @Slot()
    def _list_panels(self) -> None:
        """Those on show now; what was listed before belongs to other panels."""
        for before in self.panels.findChildren(QMenu):
            before.deleteLater()
        self.panels.clear()
        fill_with_panels(self.panels, self._pages.on_show)

    @Slot()
    def _fit_result(self) -> None:
        experiment = self._session.experiment
        for action in (self.copy_result, self.save_result):
            action.setEnabled(experiment.result is not None)
            action.setToolTip(sharing_tip(experiment))

    @Slot()
    def _fit_run(self) -> None:
        experiment = self._session.experiment
        for action, tip in (
            (self.longer, self.tr("A new run that begins with the weights of this one")),
            (self.report, self.tr("One file that tells of this run, as HTML or PDF")),
            (self.export, self.tr("The encoder or its features for other programs, or the whole run as a zip")),
        ):
            action.setEnabled(experiment.is_whole)
            action.setToolTip(tip if experiment.is_whole else self.tr("There is no run yet, or something is running."))

    @Slot()
    def _request_report(self) -> None:
        if self._session.experiment.run_dir is not None:
            self.report_requested.emit([self._session.experiment.run_dir])

    @Slot()
    def _request_export(self) -> None:
        if self._session.experiment.run_dir is not None:
            self.export_requested.emit(self._session.experiment.run_dir)

    def _result(self) -> QImage:
        from simclr_gui.gui.result_sheet import result_sheet  # it draws with pyqtgraph, which takes long to load

        return result_sheet(self._session, self._theme)

    @Slot()
    def _copy_result(self) -> None:
        QGuiApplication.clipboard().setImage(self._result())
        self.copied.emit(self.tr("The result is in the clipboard: paste it into a chat or a document."))

    @Slot()
    def _save_result(self) -> None:
        run_dir = self._session.experiment.run_dir
        name = run_dir.name if run_dir is not None else "result"
        self._save(self.tr("Save the result as an image"), f"{name}.png", self._result())

    @Slot()
    def _save_page(self) -> None:
        self._save(self.tr("Save the page as an image"), "simclr-explorer.png", page_image(self._pages.on_show))

    @Slot()
    def _save_maps(self) -> None:
        self._save(self.tr("Save the maps as a figure"), "maps.png", self._pages.map.figure())

    def _save(self, title: str, name: str, image: QImage) -> None:
        """Asks for a file; the image is of the moment before."""

        def save() -> Path | None:
            path = ask_for_file(self._pages, title, name, IMAGE_ENDINGS)
            if path is not None:
                save_image(path, image)
            return path

        attempt(save, self.saved.emit, self.failed.emit)


def page_image(page: QWidget) -> QImage:
    """As it is seen, with twice the screen's pixels."""
    image = QImage(QSize(page.size()) * PAGE_SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(PAGE_SCALE)
    image.fill(Qt.GlobalColor.white)
    page.render(image, QPoint())
    return image
