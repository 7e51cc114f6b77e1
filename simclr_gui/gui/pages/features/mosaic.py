"""All channels of a layer as one image; a click chooses one."""

import math

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from simclr_gui.engine.events import Pixels
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.parts.painting import painting

COLOUR_MAP = "viridis"
GROUND = 255  # the level between the maps
SMALLEST_PX = 140
FRAME_PX = 2
LARGE_ENOUGH = 0.9  # of the largest side that maps could have

_COLOUR_TABLE = [QColor(*map(int, colour)).rgb() for colour in pg.colormap.get(COLOUR_MAP).getLookupTable(nPts=256)]


def colours_of(levels: NDArray[np.uint8]) -> Pixels:
    """Grey levels as colours, one more axis of three."""
    table: Pixels = pg.colormap.get(COLOUR_MAP).getLookupTable(nPts=256, alpha=False)
    return table[levels]


class Mosaic(QWidget):
    """Several side by side have as many columns as their leader, so that a channel is at the same place in each.

    Signals:
        chosen(int): the place of a channel in the order shown.
        resized(): there is more or less room.
    """

    chosen = Signal(int)
    resized = Signal()

    def __init__(self, theme: Theme, leader: "Mosaic | None" = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._leader = leader or self
        self._leader.resized.connect(self._lay_out)
        self._maps: Pixels | None = None
        self._image: QImage | None = None
        self._columns, self._cell = 1, (1, 1)
        self._chosen = 0
        if leader is None:  # the others show the same choice
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._lay_out)

    def minimumSizeHint(self) -> QSize:
        return QSize(SMALLEST_PX, SMALLEST_PX)

    def show_maps(self, maps: Pixels, chosen: int) -> None:
        """Shows uint8 maps of shape (channels, height, width) in this order."""
        self._maps, self._chosen = maps, chosen
        self.setAccessibleName(self.tr("{count} feature maps").format(count=len(maps)))
        self._lay_out()

    @Slot()
    def _lay_out(self) -> None:
        if self._maps is None:
            return
        levels, self._columns, self._cell = mosaic(self._maps, self._leader.width() / max(1, self._leader.height()))
        height, width = levels.shape
        image = QImage(levels.data, width, height, width, QImage.Format.Format_Indexed8)
        image.setColorTable([*_COLOUR_TABLE[:GROUND], QColor(self._theme.colours.surface).rgb()])
        self._image = image.copy()  # the first one reads the array, which goes
        self.update()

    def resizeEvent(self, _event: object) -> None:
        self.resized.emit()

    def _place(self) -> QRectF:
        assert self._image is not None, "there is an image"
        scale = min(self.width() / self._image.width(), self.height() / self._image.height())
        return QRectF(0, 0, self._image.width() * scale, self._image.height() * scale)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image is None:
            return
        with painting(self) as painter:
            painter.drawImage(self._place(), self._image)
            self._frame(painter, self.tile(self._chosen), self._theme.colours.danger)
            if self.hasFocus():
                self._frame(painter, QRectF(self.rect()), self._theme.colours.accent)

    def _frame(self, painter: QPainter, place: QRectF, colour: str) -> None:
        pen = QPen(QColor(colour), FRAME_PX)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        inset = FRAME_PX / 2
        painter.drawRect(place.adjusted(inset, inset, -inset, -inset))

    def tile(self, place: int) -> QRectF:
        """Where the map at a place of the order shown is drawn, without the gap beside it."""
        assert self._image is not None, "there is an image"
        assert self._maps is not None, "it was made of maps"
        scale = self._place().width() / self._image.width()
        row, column = divmod(place, self._columns)
        high, wide = self._cell
        height, width = self._maps.shape[1:]
        return QRectF(column * wide * scale, row * high * scale, width * scale, height * scale)

    def _channel(self, at: QPointF) -> int | None:
        if self._image is None or self._maps is None or not self._place().contains(at):
            return None
        scale = self._image.width() / self._place().width()
        height, width = self._cell
        row, column = int(at.y() * scale / height), int(at.x() * scale / width)
        place = row * self._columns + min(column, self._columns - 1)
        return place if place < len(self._maps) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        channel = self._channel(event.position())
        if channel is not None:
            self.chosen.emit(channel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows walk through the channels, up and down from row to row; page keys do one after the other."""
        step = self._steps().get(Qt.Key(event.key()))
        if step is None or self._maps is None:
            super().keyPressEvent(event)
        elif 0 <= self._chosen + step < len(self._maps):
            self.chosen.emit(self._chosen + step)

    def _steps(self) -> dict[Qt.Key, int]:
        keys, columns = Qt.Key, self._columns
        steps = {keys.Key_Left: -1, keys.Key_Right: 1, keys.Key_Up: -columns, keys.Key_Down: columns}
        return steps | {keys.Key_PageUp: -1, keys.Key_PageDown: 1}


def mosaic(maps: Pixels, aspect: float) -> tuple[Pixels, int, tuple[int, int]]:
    """Lays maps of shape (channels, height, width) out so that they are largest where there is `aspect` times as much
    width as height.

    Returns:
        The image, 0 to 254, between the maps GROUND; how many columns; height and width of a cell.
    """
    channels, height, width = maps.shape
    gap = max(1, round(min(height, width) / 12))
    high, wide = height + gap, width + gap
    columns = _columns_of_largest(channels, aspect * high / wide)
    rows = math.ceil(channels / columns)
    cells = np.full((rows * columns, high, wide), GROUND, np.uint8)
    cells[:channels, :height, :width] = np.minimum(maps, GROUND - 1)
    grid = cells.reshape(rows, columns, high, wide).transpose(0, 2, 1, 3)
    return grid.reshape(rows * high, columns * wide), columns, (high, wide)


def _columns_of_largest(count: int, aspect: float) -> int:
    """How many columns make `count` square cells largest; rows that are all full are worth a little of their size."""
    near = math.sqrt(count * aspect)  # the best ones fill the room, so they lie about here
    choices = range(max(1, min(count, int(near / 2))), min(count, 2 * math.ceil(near) + 1) + 1)
    sides = {columns: min(aspect / columns, 1 / math.ceil(count / columns)) for columns in choices}
    large = [columns for columns, side in sides.items() if side >= LARGE_ENOUGH * max(sides.values())]
    return min(large, key=lambda columns: (count % columns > 0, -sides[columns], -columns))
