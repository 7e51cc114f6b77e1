"""Numbers as an image: grey, or blue below zero and orange above; with the numbers where there is room."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.parts.image import CORNER_PX, as_image
from simclr_gui.gui.parts.painting import painting
from simclr_gui.gui.parts.panel_menu import PanelMenu, Table

SMALLEST_PX = 84
MOST_DECIMALS = 4
CELL_EDGE_PX = 2  # that a number leaves free at each side
SMALLER_TYPE = (1.0, 0.87, 0.75, 0.65)  # of the window's own, tried in this order
BELOW, ABOVE = (42, 91, 215), (216, 110, 0)


class ArrayView(QWidget):
    """Shows pixels (height, width, 3 or 4), or values (height, width); a square of them can be framed.

    Attributes:
        framed: row, column and side of the square of cells that is framed, None before one is.

    Signals:
        pointed(int, int): row and column under the mouse, while its button is down.
        pressed(): the button went down.
    """

    pointed = Signal(int, int)
    pressed = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image: QImage | None = None
        self.values: NDArray[np.float64] | None = None
        self._all_values: NDArray[np.float64] = np.zeros((0, 0))
        self.rows, self._columns = 1, 1
        self.framed: tuple[int, int, int] | None = None
        self.seen_until: int | None = None
        self.panel_menu = PanelMenu(self, "array", title=self.accessibleName, numbers=self.numbers)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(SMALLEST_PX, SMALLEST_PX)

    def show_pixels(self, pixels: NDArray[np.uint8]) -> None:
        self.rows, self._columns = pixels.shape[:2]
        self._image, self.values, self._all_values = as_image(pixels), None, np.zeros((0, 0))
        self.update()

    def show_values(
        self, values: NDArray[np.float64], *, with_numbers: bool = False, strongest: float | None = None
    ) -> None:
        """The strongest value, or one of a given size, has the fullest colour; what is no number stays empty."""
        self.rows, self._columns = values.shape
        self._image = as_image(coloured(values, strongest))
        self.values, self._all_values = (values if with_numbers else None), values
        self.update()

    def numbers(self) -> Table:
        """The values, as they lie; none of pixels."""
        rows: Table = self._all_values.tolist()
        return rows

    def frame(self, row: int, column: int, side: int) -> None:
        """Frames a square of cells; it may reach beyond the edge."""
        self.framed = (row, column, side)
        self.update()

    def veil_beyond(self, cells: int | None) -> None:
        """Rows and columns from this number on are never seen; None for all are."""
        self.seen_until = cells
        self.update()

    def _place(self) -> QRectF:
        cell = min(self.width() / self._columns, self.height() / self.rows)
        width, height = cell * self._columns, cell * self.rows
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            if self._image is None:
                self._paint_empty_place(painter)
                return
            place = self._place()
            cell = place.width() / self._columns
            painter.drawImage(place, self._image)
            if self.values is not None:
                self._paint_numbers(painter, place, cell)
            if self.seen_until is not None:
                self._paint_veil(painter, place, cell * self.seen_until)
            if self.framed is not None:
                row, column, side = self.framed
                painter.setPen(QPen(QColor(self._theme.colours.accent), 2.5))
                painter.drawRect(
                    QRectF(place.left() + column * cell, place.top() + row * cell, side * cell, side * cell)
                )

    def _paint_empty_place(self, painter: QPainter) -> None:
        """Where something will be seen; no image and no number is made up until it is there."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().alternateBase())
        painter.drawRoundedRect(self._place(), CORNER_PX, CORNER_PX)

    def _paint_veil(self, painter: QPainter, place: QRectF, seen_px: float) -> None:
        veil = QBrush(QColor(self._theme.colours.danger), Qt.BrushStyle.DiagCrossPattern)
        painter.fillRect(place.adjusted(seen_px, 0, 0, 0), veil)
        painter.fillRect(QRectF(place.left(), place.top() + seen_px, seen_px, place.height() - seen_px), veil)

    def _paint_numbers(self, painter: QPainter, place: QRectF, cell: float) -> None:
        assert self.values is not None
        fitting = self.fitting(cell)
        if fitting is None:
            return
        font, decimals = fitting
        painter.setFont(font)
        strongest = max(float(np.nanmax(np.abs(self.values))), 1e-9)
        for row in range(self.rows):
            for column in range(self._columns):
                value = float(self.values[row, column])
                if np.isnan(value):
                    continue
                is_on_blue = value < -0.55 * strongest
                painter.setPen(QColor("#ffffff" if is_on_blue else "#1a1d23"))
                where = QRectF(place.left() + column * cell, place.top() + row * cell, cell, cell)
                painter.drawText(where, Qt.AlignmentFlag.AlignCenter, written(value, decimals))

    def fitting(self, cell: float) -> tuple[QFont, int] | None:
        """The type and the decimals with which every number stays inside its cell; None where none do."""
        assert self.values is not None
        known = self.values[~np.isnan(self.values)]
        for decimals in decimals_worth_it(known):
            words = {written(float(value), decimals) for value in known}
            for smaller in SMALLER_TYPE:
                font = QFont(self.font())
                font.setPointSizeF(self.font().pointSizeF() * smaller)
                metrics = QFontMetricsF(font)
                widest = max(map(metrics.horizontalAdvance, words), default=0)
                if max(widest, metrics.capHeight() + metrics.descent()) <= cell - 2 * CELL_EDGE_PX:
                    return font, decimals
        return None

    def _tell(self, at: QPointF) -> None:
        if self._image is None:
            return  # an empty place has no rows
        place = self._place()
        cell = place.width() / self._columns
        row, column = int((at.y() - place.top()) // cell), int((at.x() - place.left()) // cell)
        if 0 <= row < self.rows and 0 <= column < self._columns:
            self.pointed.emit(row, column)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()
        self._tell(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._tell(event.position())


def written(value: float, decimals: int) -> str:
    """With so many decimals, and never as -0.00."""
    return f"{round(value, decimals) + 0.0:.{decimals}f}"


def decimals_worth_it(values: NDArray[np.float64]) -> range:
    """From those that tell most down to one figure of the strongest value."""
    power = math.floor(math.log10(max(float(np.abs(values).max(initial=0)), 1e-9)))
    most = 2 - power if power >= 0 else 1 - power
    fewest = -power
    return range(min(MOST_DECIMALS, max(0, most)), min(MOST_DECIMALS, max(0, fewest)) - 1, -1)


def coloured(values: NDArray[np.float64], strongest: float | None = None) -> NDArray[np.uint8]:
    """White at zero, blue below, orange above, nothing where there is no number; uint8, shape (height, width, 4)."""
    if strongest is None:
        strongest = float(np.nanmax(np.abs(values), initial=0))
    strength = np.nan_to_num(np.abs(values) / max(strongest, 1e-9)).clip(0, 1)[..., None]
    side = np.where((np.nan_to_num(values) < 0)[..., None], BELOW, ABOVE)
    opacity = np.where(np.isnan(values), 0, 255)[..., None]
    return np.concatenate([255 + (side - 255) * strength, opacity], axis=-1).round().astype(np.uint8)
