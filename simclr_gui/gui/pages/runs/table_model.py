"""The lines of the table of runs for Qt: what is new, gone or changed is told as such, so that the view stays put."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.engine.listing.seed_groups import SeedGroup
from simclr_gui.gui.look.language import spoken
from simclr_gui.gui.pages.runs.columns import STATE, Column, columns
from simclr_gui.gui.parts.foreign_text import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

LINES_MEASURED = 50  # more than a window shows; each of 200 asked for all its texts would hold up who types


class RunTable(QAbstractTableModel):
    """A line a row. Qt's own proxies would ask Python twice for each comparison, a second for ten thousand runs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns()
        self.lines: list[SeedGroup] = []
        self._rows: dict[str, int] = {}
        self._in_hand = ("", "")

    def show_in_hand(self, folder: str, words: str) -> None:
        """What this window does with a run stands for its state; without words its folder tells it."""
        before, self._in_hand = self._in_hand[0], (folder, words)
        self._tell_changed([row for row in {self._rows.get(before, -1), self._rows.get(folder, -1)} if row >= 0])

    def text_of(self, line: SeedGroup, column: Column) -> str:
        """What stands in a cell."""
        folder, words = self._in_hand
        return words if words and column.key == STATE and line.key == folder else column.text(line)

    def show_lines(self, lines: list[SeedGroup]) -> None:
        """Shows these lines in this order; selection and current row stay with their runs."""
        before, keys = self.lines, [line.key for line in lines]
        if not before or not lines:
            self._begin_anew(lines, keys)
            return
        if len(before) == len(lines) and all(line.key == key for line, key in zip(before, keys, strict=True)):
            self.lines = lines
            self._tell_changed([row for row, line in enumerate(lines) if line.runs != before[row].runs])
            return
        self.layoutAboutToBeChanged.emit()
        persistent = self.persistentIndexList()
        old_keys = [before[index.row()].key for index in persistent]
        self.lines, self._rows = lines, {key: row for row, key in enumerate(keys)}
        rows = [self._rows.get(key, -1) for key in old_keys]
        moved = [
            QModelIndex() if row < 0 else self.index(row, index.column())
            for row, index in zip(rows, persistent, strict=True)
        ]
        self.changePersistentIndexList(persistent, moved)
        self.layoutChanged.emit()

    def _begin_anew(self, lines: list[SeedGroup], keys: list[str]) -> None:
        if self.lines:
            self.beginRemoveRows(QModelIndex(), 0, len(self.lines) - 1)
            self.lines, self._rows = [], {}
            self.endRemoveRows()
        if lines:
            self.beginInsertRows(QModelIndex(), 0, len(lines) - 1)
            self.lines, self._rows = lines, {key: row for row, key in enumerate(keys)}
            self.endInsertRows()

    def _tell_changed(self, rows: Sequence[int]) -> None:
        last = len(self.columns) - 1
        for row in rows:
            self.dataChanged.emit(self.index(row, 0), self.index(row, last))

    def longest_words(self) -> tuple[int, ...]:
        """Letters of the longest text in each column that is shown unless somebody chose others, in the first lines."""
        seen = self.lines[:LINES_MEASURED]
        usual = (column for column in self.columns if column.is_usual and column.has_words)
        return tuple(max((len(column.text(line)) for line in seen), default=0) for column in usual)

    def number_of(self, key: str) -> int:
        """The number of a column."""
        return [column.key for column in self.columns].index(key)

    def row_of(self, folder: str) -> int:
        """Where the run in a folder is shown, alone or among others; -1 where it is not."""
        row = self._rows.get(folder, -1)
        if row >= 0:
            return row
        shown = (row for row, line in enumerate(self.lines) if line.seeds > 1 and _holds(line, folder))
        return next(shown, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.columns[section].tip or None
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[section].is_number:
            return RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, column = self.lines[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text_of(line, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column.is_number:
            return RIGHT
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip("\n".join(_tip(run) for run in line.runs))
        return None


def _tip(run: RunSummary) -> str:
    return spoken(run.trouble) or run.folder


def _holds(line: SeedGroup, folder: str) -> bool:
    return any(run.folder == folder for run in line.runs)
