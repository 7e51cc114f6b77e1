"""The pages of the window, one of them on show; each is made at the start or when it is first opened."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.pages.registry import PageEntry
from simclr_gui.gui.parts.card import Page
from simclr_gui.state.session import Session

AnyPage = TypeVar("AnyPage", bound=Page)


class PageStack(QStackedWidget):
    """Signals: page_made(object), a Page: one that was not made at the start; page_shown(str), its name."""

    page_made = Signal(object)
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

    @property
    def made(self) -> tuple[Page, ...]:
        """All pages that there are by now."""
        return tuple(self._made.values())

    def page(self, name: str) -> Page:
        """The page of this name, made where it was not yet; KeyError where there is none."""
        if name not in self._made:
            entry = {each.name: each for each in self.entries}[name]
            page = self._made[name] = entry.make(self._session, self._theme)
            self.addWidget(page)
            self.page_made.emit(page)
        return self._made[name]

    def of(self, kind: type[AnyPage]) -> AnyPage:
        """The page of this class, which is made at the start; StopIteration where there is none."""
        return next(page for page in self._made.values() if isinstance(page, kind))

    def show_page(self, name: str) -> None:
        """Puts a page on show, and lets it know."""
        page = self.page(name)
        self.setCurrentWidget(page)
        self.page_shown.emit(name)
        page.enter()
