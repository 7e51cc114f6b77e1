"""The pages of the window, one of them on show; most are made after the window has shown, or when first opened."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QPoint, Signal, Slot
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu, QStackedWidget

from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.pages import names
from simclr_gui.gui.pages.registry import PageEntry
from simclr_gui.gui.parts.card import Page
from simclr_gui.gui.parts.late import LatePart
from simclr_gui.gui.parts.panel_menu import fill_with_panels
from simclr_gui.gui.parts.still_wheel import keep_wheel_from_boxes
from simclr_gui.state.session import Session

if TYPE_CHECKING:  # the window must show quickly: a page is imported when it is made
    from simclr_gui.gui.pages.compare import ComparePage
    from simclr_gui.gui.pages.features import FeaturesPage
    from simclr_gui.gui.pages.learn import LearnPage
    from simclr_gui.gui.pages.map import MapPage
    from simclr_gui.gui.pages.runs import RunsPage
    from simclr_gui.gui.pages.train import TrainPage
    from simclr_gui.gui.pages.views import ViewsPage

OF_THE_RUN = (names.TRAIN, names.VIEWS, names.FEATURES, names.MAP)
"""Pages whose pictures bear the name of the active run."""


class PageStack(QStackedWidget):
    """Signals, each with a page's name: page_made(str), one that was not made at the start; page_shown(str)."""

    page_made = Signal(str)
    page_shown = Signal(str)

    def __init__(self, entries: Sequence[PageEntry], session: Session, theme: Theme) -> None:
        super().__init__()
        self.entries, self._session, self._theme = tuple(entries), session, theme
        self._made: dict[str, Page] = {}
        for entry in self.entries:
            if entry.is_made_at_start:
                self.page(entry.name)

    @property
    def name(self) -> str:
        """Of the page on show."""
        return next((name for name, page in self._made.items() if page is self.currentWidget()), "")

    @property
    def on_show(self) -> Page:
        return self._made[self.name]

    def page(self, name: str) -> Page:
        """The page of this name, made where it was not yet; KeyError where there is none."""
        if name not in self._made:
            entry = {each.name: each for each in self.entries}[name]
            page = self._made[name] = entry.make(self._session, self._theme)
            if name in OF_THE_RUN:
                page.source = self._run_name
            keep_wheel_from_boxes(page)
            self.addWidget(page)
            self.page_made.emit(name)
        return self._made[name]

    def _run_name(self) -> str:
        run_dir = self._session.experiment.run_dir
        return run_dir.name if run_dir is not None else ""

    @property
    def made(self) -> tuple[str, ...]:
        """The names of all pages that there are by now."""
        return tuple(self._made)

    def make_more(self) -> bool:
        """Makes one part or page that was left for later; False where none is left."""
        part = next((part for part in self.findChildren(LatePart) if not part.is_made), None)
        name = next((entry.name for entry in self.entries if entry.name not in self._made), None)
        if part is not None:
            part.part()
        elif name is not None:
            self.page(name)
        return part is not None or name is not None

    @property
    def train(self) -> "TrainPage":
        return cast("TrainPage", self.page(names.TRAIN))

    @property
    def views(self) -> "ViewsPage":
        return cast("ViewsPage", self.page(names.VIEWS))

    @property
    def features(self) -> "FeaturesPage":
        return cast("FeaturesPage", self.page(names.FEATURES))

    @property
    def map(self) -> "MapPage":
        return cast("MapPage", self.page(names.MAP))

    @property
    def runs(self) -> "RunsPage":
        return cast("RunsPage", self.page(names.RUNS))

    @property
    def compare(self) -> "ComparePage":
        return cast("ComparePage", self.page(names.COMPARE))

    @property
    def learn(self) -> "LearnPage":
        return cast("LearnPage", self.page(names.LEARN))

    def show_page(self, name: str) -> None:
        """Puts a page on show, and lets it know."""
        page = self.page(name)
        self.setCurrentWidget(page)
        self.page_shown.emit(name)
        page.enter()

    @Slot()
    def open_menu(self) -> None:
        """Of what has the focus, as a right click does; where that has none, of all panels of the page on show."""
        focused = self.window().focusWidget()
        receivers = [self.on_show] if focused is None else [focused, self.on_show]
        for receiver in receivers:
            middle = receiver.rect().center()
            event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, receiver.mapToGlobal(middle))
            QCoreApplication.sendEvent(receiver, event)
            if event.isAccepted():
                return

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Keys reach every panel of the page, wherever they are."""
        if event.reason() != QContextMenuEvent.Reason.Keyboard:
            super().contextMenuEvent(event)
            return
        menu = QMenu(self)
        fill_with_panels(menu, self.on_show)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(self.width() // 3, self.height() // 3)))
