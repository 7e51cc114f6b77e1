"""What every panel offers on a right click or the menu key: itself as a picture, and its numbers."""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage, QMouseEvent, QPalette, QRegion
from PySide6.QtWidgets import QMenu, QWidget

from simclr_gui.engine.storage.spreadsheet_cells import spreadsheet_cell
from simclr_gui.gui.look.theme import Theme, light_palette
from simclr_gui.gui.parts.card import Card, Page, around
from simclr_gui.gui.parts.painting import PAPER_SCALE
from simclr_gui.gui.parts.paper import Drawing, as_svg, on_paper, titled
from simclr_gui.gui.parts.saving import ask_for_file, attempt, save_file, save_image

Table = Sequence[Sequence[str | float]]
PICTURE_ENDINGS = (".png", ".svg")
PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick)


@runtime_checkable
class Printable(Protocol):
    """A panel that consists of others, or that is coloured before it is painted."""

    def dress_for_paper(self, dots_per_px: float | None) -> None:
        """Is told before it is painted on paper with so many dots to a pixel, and by None when that is over."""


class PanelMenu(QObject):
    """Is made with the panel: `PanelMenu(self, "scores", numbers=self.numbers)`.

    The panel's own paintEvent paints on paper too; it asks `shows_focus` for what is only for the screen.

    Args:
        file_name: that is proposed, without its ending.
        title: stands above the picture; by default that of the card around the panel, or else the panel's name.
        numbers: what is shown as a table, its head first; no rows where there is nothing to copy.
        drawing: what is painted instead of the panel alone; it has its title then.
        more: adds further actions to the menu, before and after those of a panel.
    """

    def __init__(
        self,
        panel: QWidget,
        file_name: str,
        *,
        title: Callable[[], str] | None = None,
        numbers: Callable[[], Table] | None = None,
        drawing: Callable[[], Drawing] | None = None,
        more: tuple[Callable[[QMenu], object], Callable[[QMenu], object]] | None = None,
    ) -> None:
        super().__init__(panel)
        self.panel, self.file_name = panel, file_name
        self._title, self.numbers, self.drawing, self._more = title, numbers, drawing, more
        panel.installEventFilter(self)

    @property
    def title(self) -> str:
        """What the panel shows, in a few words."""
        if self._title is not None:
            return self._title()
        card = around(self.panel, Card)
        return (card.title.text() if card is not None else "") or self.panel.accessibleName() or self.file_name

    @property
    def has_numbers(self) -> bool:
        return self.numbers is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A right click chooses nothing in the panel."""
        if isinstance(event, QContextMenuEvent):
            is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
            self.open(self.panel.mapToGlobal(self.panel.rect().center()) if is_by_key else event.globalPos())
            return True
        if isinstance(event, QMouseEvent) and event.type() in PRESSES:
            return event.button() == Qt.MouseButton.RightButton
        return super().eventFilter(watched, event)

    def open(self, at: QPoint) -> None:
        """Shows the menu."""
        menu = self.make_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def make_menu(self, parent: QWidget | None = None) -> QMenu:
        """What can be done with the panel."""
        menu = QMenu(self.title, parent or self.panel)
        if self._more is not None:
            self._more[0](menu)
            menu.addSeparator()
        menu.addAction(self.tr("Copy as picture"), self.copy_picture)
        menu.addAction(self.tr("Save as picture…"), self.save_picture)
        if self.numbers is not None:
            menu.addAction(self.tr("Copy numbers"), self.copy_numbers)
        if self._more is not None:
            self._more[1](menu)
        return menu

    # the picture

    def image(self) -> QImage:
        """On white paper, with three times the screen's pixels."""
        with self._printing(PAPER_SCALE):
            return on_paper(self._on_sheet(), self._source)

    def svg(self) -> bytes:
        """The same as a drawing."""
        with self._printing(1):
            return as_svg(self._on_sheet(), self.title, self._source)

    def write(self, path: Path) -> None:
        """Writes .png or .svg; UserError where that is impossible."""
        if path.suffix.lower() == ".svg":
            save_file(path, self.svg())
        else:
            save_image(path, self.image())

    @property
    def _source(self) -> str:
        page = around(self.panel, Page)
        return page.source() if page is not None else ""

    def _on_sheet(self) -> Drawing:
        return self.drawing() if self.drawing is not None else titled(painted(self.panel), self.title)

    @contextmanager
    def _printing(self, dots_per_px: float) -> Iterator[None]:
        """Light colours for as long as it is drawn."""
        panel = self.panel
        try:
            with Theme.printed(dots_per_px):
                if isinstance(panel, Printable):  # a plot has a palette of its own, which must stay
                    panel.dress_for_paper(dots_per_px)
                else:
                    panel.setPalette(light_palette())
                yield
        finally:
            if isinstance(panel, Printable):
                panel.dress_for_paper(None)
            else:
                panel.setPalette(QPalette())  # that of the window again

    # what is done with it

    @Slot()
    def copy_picture(self) -> None:
        """Puts it into the clipboard."""
        QGuiApplication.clipboard().setImage(self.image())
        self._tell_copied(self.tr("The picture is in the clipboard: paste it into a chat or a document."))

    @Slot()
    def copy_numbers(self) -> None:
        """Puts the table into the clipboard, as spreadsheets take it."""
        table = self.numbers() if self.numbers is not None else ()
        if not table:
            self._tell_copied(self.tr("No numbers are shown yet."))
        else:
            QGuiApplication.clipboard().setText(tabbed(table))
            self._tell_copied(self.tr("The numbers are in the clipboard: paste them into a spreadsheet."))

    @Slot()
    def save_picture(self) -> None:
        """Asks for a file and writes it, or says why it could not."""

        def save() -> Path | None:
            path = ask_for_file(self.panel, self.tr("Save as picture"), f"{self.file_name}.png", PICTURE_ENDINGS)
            if path is not None:
                self.write(path)
            return path

        page = around(self.panel, Page)
        if page is not None:
            attempt(save, page.saved.emit, page.failed.emit)

    def _tell_copied(self, words: str) -> None:
        page = around(self.panel, Page)
        if page is not None:
            page.copied.emit(words)


def painted(panel: QWidget) -> Drawing:
    """As it paints itself, and what lies in it where it consists of others; buttons laid over it are not of it."""
    parts = QWidget.RenderFlag.DrawChildren if isinstance(panel, Printable) else QWidget.RenderFlag(0)
    return Drawing(panel.size(), lambda painter: QWidget.render(panel, painter, QPoint(), QRegion(), parts))


def tabbed(table: Table) -> str:
    """Lines of cells between tabs; what is no number stays empty."""
    return "\n".join("\t".join(map(_cell, row)) for row in table) + "\n"


def panel_menus(page: QWidget) -> list[PanelMenu]:
    """Of the panels that show something there, in the order of reading; an empty place has no name."""
    shown = [menu for menu in page.findChildren(PanelMenu) if menu.panel.isVisible() and menu.title]
    return sorted(shown, key=lambda menu: menu.panel.mapTo(page, QPoint()).toTuple()[::-1])


def fill_with_panels(menu: QMenu, page: QWidget) -> None:
    """A submenu for each panel that is on show on the page; those with the same title are counted."""
    panels = panel_menus(page)
    of_title, seen = Counter(panel.title for panel in panels), Counter[str]()
    for panel in panels:
        submenu = panel.make_menu(menu)
        seen[panel.title] += 1
        if of_title[panel.title] > 1:
            submenu.setTitle(f"{panel.title} ({seen[panel.title]}/{of_title[panel.title]})")
        menu.addMenu(submenu)


def _cell(value: str | float) -> str:
    if isinstance(value, str):
        return spreadsheet_cell(" ".join(value.split()))
    return "" if math.isnan(value) else f"{value:.6g}" if isinstance(value, float) else str(value)
