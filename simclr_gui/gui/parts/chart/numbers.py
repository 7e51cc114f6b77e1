"""The numbers of a chart as a table."""

import csv
import io
import math
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QDialog, QTableView, QVBoxLayout, QWidget

from simclr_gui.engine.storage.spreadsheet_cells import spreadsheet_cell
from simclr_gui.gui.parts.saving import save_file

Values = NDArray[np.float64]
SIZE_PX = (420, 520)
TIME_NAME = "training_time_s"


class NumbersModel(QAbstractTableModel):
    """Reads straight from the arrays, so that a million rows cost nothing until they are looked at."""

    def __init__(self, columns: dict[str, Values], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names, self._columns = list(columns), list(columns.values())

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else max((len(column) for column in self._columns), default=0)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            value = self._columns[index.column()][index.row()]
            return "" if np.isnan(value) else f"{value:.6g}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._names[section] if orientation == Qt.Orientation.Horizontal else section + 1


class NumbersDialog(QDialog):
    """A table beside the window, newest row in sight."""

    def __init__(self, title: str, columns: dict[str, Values], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE_PX)
        self.table = QTableView()
        self.table.setModel(NumbersModel(columns, self))
        self.table.scrollToBottom()
        layout = QVBoxLayout(self)
        layout.addWidget(self.table)


def write_csv(path: Path, columns: dict[str, Values]) -> None:
    """Writes columns of the same length, their names first; what was not measured stays empty.

    Raises:
        UserError: the file cannot be written.
    """
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(map(spreadsheet_cell, columns))
    for row in np.column_stack(list(columns.values())).tolist():
        writer.writerow(["" if math.isnan(value) else value for value in row])
    save_file(path, lines.getvalue().encode(errors="backslashreplace"))
