"""Many maps as one image; a click chooses one."""

import math

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from simclr_gui.engine.events import Pixels
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.parts.painting import dots_per_px, painting, shows_focus
from simclr_gui.gui.parts.panel_menu import PanelMenu

COLOUR_MAP = "viridis"
GROUND = 255  # the level between the maps
SMALLEST_PX = 140
FRAME_PX = 2
LARGE_ENOUGH = 0.9  # of the largest side that maps could have
UNITS_A_GAP = 12  # units of a map to one of the gap beside it

_COLOURS = pg.colormap.get(COLOUR_MAP).getLookupTable(nPts=256, alpha=False)
_RGB = 0xFF000000 + (_COLOURS.astype(np.uint32) << np.array([16, 8, 0], np.uint32)).sum(axis=1, dtype=np.uint32)


def colours_of(levels: NDArray[np.uint8]) -> Pixels:
    """Grey levels as colours, one more axis of three."""
    table: Pixels = _COLOURS
    return table[levels]


class Mosaic(QWidget):
    """Maps in rows, at the top left of its room.

    Attributes:
        marked: the place of the map with the frame around it, None where that is out of sight.

    Signals:
        chosen(int): the place of a map among those that are shown.
        walked(int): a key wants the map so many places further.
        resized(): there is more or less room.
    """

    chosen = Signal(int)
    walked = Signal(int)
    resized = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.count, self.columns, self.cell_px, self._map_px = 0, 1, 1.0, 1.0
        self._maps: Pixels = np.zeros((0, 1, 1), np.uint8)
        self._drawn: tuple[float, str] | None = None
        self._image = QImage()
        self.panel_menu = PanelMenu(self, "feature-maps", title=self.accessibleName)
        self.marked: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(SMALLEST_PX, SMALLEST_PX)

    def show_maps(self, maps: Pixels, columns: int, cell_px: float, chosen: int | None) -> None:
        """Shows uint8 maps of shape (count, side, side), each in a cell of so many pixels with the gap beside it."""
        self._maps, self._drawn = maps, None
        self.count, self.columns, self.cell_px, self.marked = len(maps), columns, cell_px, chosen
        self._draw(self.devicePixelRatioF())
        self.update()

    def _draw(self, dots_a_px: float) -> None:
        """As fine as can be seen where it is painted; the gaps in the colour of what lies around them."""
        surface = self._theme.colours.surface
        if self._drawn == (dots_a_px, surface):
            return
        self._drawn = dots_a_px, surface
        maps = suited(self._maps, self.cell_px * dots_a_px)
        levels = mosaic(maps, self.columns)
        pixels = np.append(_RGB[:GROUND], np.uint32(QColor(surface).rgb()))[levels]
        height, width = levels.shape
        self._image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()
        self._map_px = self.cell_px * maps.shape[1] * self.columns / width

    def resizeEvent(self, _event: object) -> None:
        self.resized.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.count:
            return
        width = self.columns * self.cell_px
        with painting(self) as painter:
            self._draw(dots_per_px(painter))
            painter.drawImage(QRectF(0, 0, width, width * self._image.height() / self._image.width()), self._image)
            if self.marked is not None:
                self._frame(painter, self.tile(self.marked), self._theme.colours.danger)
            if shows_focus(self):
                self._frame(painter, QRectF(self.rect()), self._theme.colours.accent)

    def _frame(self, painter: QPainter, place: QRectF, colour: str) -> None:
        pen = QPen(QColor(colour), FRAME_PX)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        inset = FRAME_PX / 2
        painter.drawRect(place.adjusted(inset, inset, -inset, -inset))

    def tile(self, place: int) -> QRectF:
        """Where the map at a place is drawn, without the gap beside it."""
        row, column = divmod(place, self.columns)
        return QRectF(column * self.cell_px, row * self.cell_px, self._map_px, self._map_px)

    def _place(self, at: QPointF) -> int | None:
        row, column = int(at.y() / self.cell_px), int(at.x() / self.cell_px)
        place = row * self.columns + column
        return place if column < self.columns and place < self.count else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place(event.position())
        if place is not None:
            self.chosen.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows walk through the maps, up and down from row to row; page keys do one after the other."""
        step = self._steps().get(Qt.Key(event.key()))
        if step is None or not self.count:
            super().keyPressEvent(event)
        else:
            self.walked.emit(step)

    def _steps(self) -> dict[Qt.Key, int]:
        keys, columns = Qt.Key, self.columns
        steps = {keys.Key_Left: -1, keys.Key_Right: 1, keys.Key_Up: -columns, keys.Key_Down: columns}
        return steps | {keys.Key_PageUp: -1, keys.Key_PageDown: 1}


def suited(maps: Pixels, cell_px: float) -> Pixels:
    """Maps of a few units with each unit repeated, so that a narrow gap fits between them; larger than their cell,
    with the mean of a few units for one."""
    count, side = maps.shape[:2]
    if side < UNITS_A_GAP:
        times = math.ceil(UNITS_A_GAP / side)
        return maps.repeat(times, axis=1).repeat(times, axis=2)
    by = int(side // max(cell_px, UNITS_A_GAP))
    if by < 2:
        return maps
    kept = side // by
    sums = np.zeros((count, kept, kept), np.uint32)
    for row, column in np.ndindex(by, by):  # ten times as quick as a sum over two axes
        sums += maps[:, row : kept * by : by, column : kept * by : by]
    return (sums // by**2).astype(np.uint8)


def mosaic(maps: Pixels, columns: int) -> Pixels:
    """Maps of shape (count, side, side) in rows of so many; between them GROUND, which no map has."""
    count, side = maps.shape[:2]
    cell = side + max(1, round(side / UNITS_A_GAP))
    rows = math.ceil(count / columns)
    cells = np.full((rows * columns, cell, cell), GROUND, np.uint8)
    cells[:count, :side, :side] = np.minimum(maps, GROUND - 1)
    return cells.reshape(rows, columns, cell, cell).transpose(0, 2, 1, 3).reshape(rows * cell, columns * cell)


def columns_of_largest(count: int, aspect: float) -> int:
    """How many columns make `count` square cells largest; rows that are all full are worth a little of their size."""
    near = math.sqrt(count * aspect)  # the best ones fill the room, so they lie about here
    choices = range(max(1, min(count, int(near / 2))), min(count, 2 * math.ceil(near) + 1) + 1)
    sides = {columns: min(aspect / columns, 1 / math.ceil(count / columns)) for columns in choices}
    large = [columns for columns, side in sides.items() if side >= LARGE_ENOUGH * max(sides.values())]
    return min(large, key=lambda columns: (count % columns > 0, -sides[columns], -columns))
