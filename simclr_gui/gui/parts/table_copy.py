"""Copies a table as what it is to be pasted into: plain text, a spreadsheet, LaTeX."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from simclr_gui.engine.sharing.tables import Rows, TableKind, table_text
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.parts.buttons import ToolButton


class TableCopyMenu(QMenu):
    """One entry for each kind.

    Args:
        rows: what is copied, titles first; asked for when somebody copies.
    """

    def __init__(self, rows: Callable[[], Rows], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        for kind, words in kind_words().items():
            action = self.addAction(words)
            action.setData(kind)
            action.triggered.connect(self._copy)

    @Slot()
    def _copy(self) -> None:
        kind: TableKind = self.sender().data()  # type: ignore[attr-defined]
        QGuiApplication.clipboard().setText(table_text(self._rows(), kind))


class TableCopyButton(ToolButton):
    """Opens the menu."""

    def __init__(self, words: str, rows: Callable[[], Rows], theme: Theme) -> None:
        super().__init__(words, "copy", theme)
        self.setPopupMode(ToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(TableCopyMenu(rows, self))


def kind_words() -> dict[TableKind, str]:
    """How the kinds are called in a menu."""
    translate = QCoreApplication.translate
    return {
        "text": translate("table", "As text"),
        "tsv": translate("table", "For a spreadsheet (TSV)"),
        "csv": translate("table", "As CSV"),
        "latex": translate("table", "As LaTeX"),
    }
