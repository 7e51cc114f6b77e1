"""A square matrix as an image of colours; the mouse reads it off, a click chooses a row."""

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.parts.image import as_image
from simclr_gui.gui.parts.painting import painting
from simclr_gui.gui.parts.panel_menu import PanelMenu, Table

COLOUR_MAP = "viridis"
SMALLEST_PX = 220
MARK_PX = 2


class MatrixView(QWidget):
    """Signals: pointed(int, int) at row and column, (-1, -1) at none; chosen(int): a row."""

    pointed = Signal(int, int)
    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image: QImage | None = None
        self.count = 0
        self._values: NDArray[np.float32] = np.zeros((0, 0), np.float32)
        self._row = 0
        self.panel_menu = PanelMenu(self, "matrix", numbers=self.numbers)
        self._colours = pg.colormap.get(COLOUR_MAP).getLookupTable(nPts=256, alpha=False)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(SMALLEST_PX, SMALLEST_PX)

    def show_values(self, values: NDArray[np.float32], low: float, high: float, row: int) -> None:
        """Shows a square matrix, colours from `low` to `high`, with a row marked."""
        self.count, self._row, self._values = len(values), row, values
        levels = np.clip((values - low) * (255 / max(high - low, 1e-12)), 0, 255).astype(np.uint8)
        self.image = as_image(self._colours[levels])
        self.update()

    def numbers(self) -> Table:
        """The values, a row of the matrix in each line."""
        rows: Table = self._values.astype(float).tolist()
        return rows

    def square(self) -> QRectF:
        """Where the matrix lies, in the middle of its room."""
        side = min(self.width(), self.height())
        return QRectF((self.width() - side) / 2, 0, side, side)

    def _cell(self, at: QPointF) -> tuple[int, int] | None:
        place = self.square()
        if self.image is None or not place.contains(at):
            return None
        scale = self.count / place.width()
        row, column = (at.y() - place.top()) * scale, (at.x() - place.left()) * scale
        return min(self.count - 1, int(row)), min(self.count - 1, int(column))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.image is None:
            return
        with painting(self) as painter:
            place = self.square()
            painter.drawImage(place, self.image)
            if Theme.is_printing():
                return
            height = place.height() / self.count
            painter.setPen(QPen(QColor("white"), MARK_PX))
            painter.drawRect(
                QRectF(place.left() + 1, self._row * height - 1, place.width() - 2, max(height, MARK_PX) + 2)
            )
            if self.hasFocus():
                painter.setPen(QPen(self.palette().highlight().color(), 2 * MARK_PX))
                painter.drawRect(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointed.emit(*(self._cell(event.position()) or (-1, -1)))

    def leaveEvent(self, _event: object) -> None:
        self.pointed.emit(-1, -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell(event.position())
        if cell is not None:
            self.chosen.emit(cell[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down choose the next row."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None or not self.count:
            super().keyPressEvent(event)
            return
        self.chosen.emit((self._row + step) % self.count)
