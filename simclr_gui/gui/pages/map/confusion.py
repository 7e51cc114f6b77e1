"""The confusion matrix as a table of counts: rows are the true classes, columns the predicted ones."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from simclr_gui.gui.look.contrast import laid_over, readable_on
from simclr_gui.gui.look.language import spoken_in_a_row
from simclr_gui.gui.look.theme import SPACE, Theme
from simclr_gui.gui.parts.chart import caption_font
from simclr_gui.gui.parts.foreign_text import plain_tooltip
from simclr_gui.gui.parts.image import as_image
from simclr_gui.gui.parts.painting import painting, shows_focus
from simclr_gui.gui.parts.panel_menu import PanelMenu, Table

SMALLEST_CELL_PX, SMALLEST_HIT_PX, LARGEST_CELL_PX = 14, 5, 320
FEWEST_SHOWN, ZOOM_PER_NOTCH = 10, 1.25
FAINTEST = 0.35  # of a single error among many: still seen
WIDEST_NAME_PX = 110
FRAME_PX = 3  # of the cell that the keys have reached
STRONGEST_ALPHA = 210
DIGITS_SHARE, LARGEST_DIGITS = 0.12, 2.0  # of a large cell's side; times as large as in a small one
STEPS = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}


class ConfusionView(QWidget):
    """The stronger a cell is coloured, the larger the share of its row; right answers and mistakes differ in colour.

    Of many classes cells are too small for numbers: the wheel, or a click, comes nearer; a double click shows all.
    While it has the focus a frame goes from cell to cell with the arrows; Return or Space chooses the framed one.

    Attributes:
        counts: int64, shape (classes, classes), images by true and predicted class.
        shown: how many classes are seen at once, along each side.

    Signals:
        chosen(int, int): a cell, true class and predicted class.
    """

    chosen = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.counts: NDArray[np.int64] = np.zeros((0, 0), np.int64)
        self._names: tuple[str, ...] = ()
        self._cell: tuple[int, int] | None = None
        self._pointed_at = (0, 0)
        self._first, self.shown = (0, 0), 0
        self.panel_menu = PanelMenu(self, "confusion-matrix", numbers=self.numbers)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._paint_again)

    def minimumSizeHint(self) -> QSize:
        side = WIDEST_NAME_PX + 10 * SMALLEST_CELL_PX
        return QSize(side, side)

    def show_counts(self, counts: NDArray[np.int64], names: tuple[str, ...]) -> None:
        """Shows counts of shape (classes, classes)."""
        self.counts, self._names, self._pointed_at = counts, names, (0, 0)
        self.setAccessibleDescription(self._content())
        self._tell_cell()
        self._look_at(0, 0, len(names))

    def _content(self) -> str:
        """How many images there are, and how many of them lie on the diagonal."""
        if not self._names:
            return ""
        total, right = int(self.counts.sum()), int(np.trace(self.counts))
        classes = self.tr("%Ln classes", None, len(self._names))
        words = self.tr("%Ln test images of {classes}: {right:,} predicted correctly, {wrong:,} not.", None, total)
        keys = self.tr("Arrow keys go from cell to cell; Space shows its images.")
        return spoken_in_a_row(words.format(classes=classes, right=right, wrong=total - right), keys)

    def numbers(self) -> Table:
        """All counts, with the classes above and at the left."""
        rows = zip(self._names, self.counts.tolist(), strict=True)
        return (("", *self._names), *((name, *counts) for name, counts in rows))

    def mark(self, cell: tuple[int, int] | None) -> None:
        """Frames a cell, None for none."""
        self._cell = cell
        if cell is not None:
            self._point_at(cell)
        self.update()

    def _point_at(self, cell: tuple[int, int]) -> None:
        """Moves the frame of the keys to a cell, which comes into sight."""
        self._pointed_at = cell
        if not self._is_in_sight(*cell):
            self._look_at(cell[0] - self.shown // 2, cell[1] - self.shown // 2, self.shown)
        self._tell_cell()
        self.update()

    def _tell_cell(self) -> None:
        """To a screen reader, as the name of what has the focus."""
        name = self.tr("Confusion matrix: true classes by predicted classes")
        if self._names:
            name = self.tr("{matrix}. {cell}").format(matrix=name, cell=self._words_of(self._pointed_at))
        self.setAccessibleName(name)

    def _words_of(self, cell: tuple[int, int]) -> str:
        return self.tr("{count} of {total} of class {label} predicted as {guess}").format(
            count=int(self.counts[cell]),
            total=int(self.counts[cell[0]].sum()),
            label=self._names[cell[0]],
            guess=self._names[cell[1]],
        )

    def _look_at(self, row: int, column: int, shown: int) -> None:
        """Shows so many classes from a row and a column on, as far as there are any."""
        classes = len(self._names)
        self.shown = max(min(FEWEST_SHOWN, classes), min(classes, shown))
        self._first = (_within(row, classes - self.shown), _within(column, classes - self.shown))
        self.setToolTip(self.tr("Scroll to zoom, double-click to see all") if classes > FEWEST_SHOWN else "")
        self.update()

    def _is_in_sight(self, row: int, column: int) -> bool:
        places = zip((row, column), self._first, strict=True)
        return all(first <= place < first + self.shown for place, first in places)

    @Slot()
    def _paint_again(self) -> None:
        self.update()

    def edges(self) -> tuple[float, float, float]:
        """Left and top of the first cell, and the side of a cell."""
        left, line_px = self._longest_name_px() + SPACE, self.fontMetrics().height() + SPACE
        side = self._side_with(left, line_px)
        return (left, line_px, side) if left <= side else (left, left, self._side_with(left, left))

    def _side_with(self, left: float, top: float) -> float:
        room = min(self.width() - left, self.height() - top)
        return min(LARGEST_CELL_PX, room / max(1, self.shown))

    def _longest_name_px(self) -> int:
        metrics = self.fontMetrics()
        return min(WIDEST_NAME_PX, max((metrics.horizontalAdvance(name) for name in self._names), default=0))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._names:
            return
        with painting(self) as painter:
            painter.setFont(caption_font())
            left, top, side = self.edges()
            if side < SMALLEST_CELL_PX:
                self._paint_as_image(painter, QRectF(left, top, side * self.shown, side * self.shown))
            else:
                self._paint_cells(painter, left, top, side)
            self._paint_names(painter, left, top, side)
            if shows_focus(self) and self._is_in_sight(*self._pointed_at):
                down, right = (place - first for place, first in zip(self._pointed_at, self._first, strict=True))
                painter.setPen(QPen(QColor(self._theme.colours.text), FRAME_PX, Qt.PenStyle.DotLine))
                painter.drawRect(QRectF(left + right * side, top + down * side, side, side))

    def _paint_cells(self, painter: QPainter, left: float, top: float, side: float) -> None:
        totals = np.maximum(self.counts.sum(axis=1), 1)
        painter.save()
        painter.setFont(_digits_font(side))
        for down in range(self.shown):
            for right in range(self.shown):
                place = QRectF(left + right * side, top + down * side, side, side)
                self._paint_cell(painter, self._first[0] + down, self._first[1] + right, place, totals)
        painter.restore()

    def _paint_as_image(self, painter: QPainter, place: QRectF) -> None:
        """One pixel for each cell, or the strongest of a few where there are more cells than pixels."""
        row, column = self._first
        counts = self.counts[row : row + self.shown, column : column + self.shown]
        shares = counts / np.maximum(self.counts.sum(axis=1), 1)[row : row + self.shown, None]
        is_right = np.add.outer(np.arange(row, row + self.shown), -np.arange(column, column + self.shown)) == 0
        step = max(1, -(-self.shown // max(1, int(place.width()))))
        right, wrong = (_strongest(np.where(mask, shares, 0), step) for mask in (is_right, ~is_right))
        colours = self._theme.colours
        ground, good, bad = (_levels(colour) for colour in (colours.raised, colours.simclr, colours.danger))
        strength = np.maximum(right, wrong)
        visible = np.where(strength > 0, FAINTEST + (1 - FAINTEST) * strength, 0)[..., None]
        pixels = ground + visible * (np.where((right >= wrong)[..., None], good, bad) - ground)
        painter.drawImage(place, as_image(pixels.astype(np.uint8)))
        if self._cell is not None and self._is_in_sight(*self._cell):
            side = place.width() / self.shown
            at = QPointF(place.left() + (self._cell[1] - column) * side, place.top() + (self._cell[0] - row) * side)
            painter.setPen(QPen(QColor(colours.text), 2))
            painter.drawRect(QRectF(at, QSizeF(side, side)).adjusted(-1, -1, 1, 1))

    def _paint_names(self, painter: QPainter, left: float, top: float, side: float) -> None:
        """Of every class, or where they would overlap of every few; above wide cells they are written across."""
        painter.setPen(QColor(self._theme.colours.quiet))
        every = max(1, math.ceil(painter.fontMetrics().height() / side))
        height = every * side
        for number in range(0, self.shown, every):
            row, column = (self._short(painter, first + number, left) for first in self._first)
            beside = QRectF(0, top + (number + 0.5) * side - height / 2, left - SPACE, height)
            painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row)
            if top < left:  # wide cells
                above = QRectF(left + number * side, 0, side, top - SPACE)
                painter.drawText(above, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, column)
                continue
            painter.save()
            painter.translate(left + (number + 0.5) * side, top - SPACE)
            painter.rotate(-90)
            painter.drawText(QRectF(0, -height / 2, top, height), Qt.AlignmentFlag.AlignVCenter, column)
            painter.restore()

    def _short(self, painter: QPainter, label: int, left: float) -> str:
        return painter.fontMetrics().elidedText(self._names[label], Qt.TextElideMode.ElideRight, int(left - SPACE))

    def _paint_cell(self, painter: QPainter, row: int, column: int, place: QRectF, totals: NDArray[np.int64]) -> None:
        colours, count = self._theme.colours, int(self.counts[row, column])
        colour = QColor(colours.simclr if row == column else colours.danger)
        colour.setAlpha(round(STRONGEST_ALPHA * count / int(totals[row])))
        ground, inner = laid_over(colour, QColor(colours.raised)), place.adjusted(1, 1, -1, -1)
        painter.fillRect(inner, ground)
        if count and painter.fontMetrics().horizontalAdvance(str(count)) < inner.width():
            painter.setPen(readable_on(ground, colours.text, colours.on_accent))
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, str(count))
        if (row, column) == self._cell:
            painter.setPen(QPen(QColor(colours.text), 2))
            painter.drawRect(inner)

    def _cell_at(self, at: QPointF) -> tuple[int, int] | None:
        left, top, side = self.edges()
        down, right = int((at.y() - top) // side), int((at.x() - left) // side)
        if not (0 <= down < self.shown and 0 <= right < self.shown):
            return None
        return self._first[0] + down, self._first[1] + right

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Cells that nobody could hit come nearer first."""
        cell = self._cell_at(event.position())
        if cell is None:
            return
        if self.edges()[2] < SMALLEST_HIT_PX:
            self._zoom(event.position(), FEWEST_SHOWN * 2)
        else:
            self.chosen.emit(*cell)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks have chosen a cell, or come nearer; of many classes the second shows all again."""
        if self.shown < len(self._names):
            self._look_at(0, 0, len(self._names))
        else:
            super().mouseDoubleClickEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / 120
        shown = self.shown * ZOOM_PER_NOTCH**-notches
        self._zoom(event.position(), math.floor(shown) if notches > 0 else math.ceil(shown))
        event.accept()

    def _zoom(self, at: QPointF, shown: int) -> None:
        """The cell under the mouse stays there."""
        cell = self._cell_at(at)
        if cell is None:
            return
        shown = max(min(FEWEST_SHOWN, len(self._names)), min(len(self._names), shown))
        row, column = (
            round(place - shown * (place - first) / self.shown) for place, first in zip(cell, self._first, strict=True)
        )
        self._look_at(row, column, shown)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        if cell is None:
            QToolTip.hideText()
            return
        QToolTip.showText(event.globalPosition().toPoint(), plain_tooltip(self._words_of(cell)), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self._names and key in STEPS:
            classes = len(self._names)
            row, column = ((place + step) % classes for place, step in zip(self._pointed_at, STEPS[key], strict=True))
            self._point_at((row, column))
        elif self._names and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(*self._pointed_at)
        else:
            super().keyPressEvent(event)


def _digits_font(side: float) -> QFont:
    """As small as captions, but in large cells larger."""
    font = caption_font()
    usual_px = QFontMetricsF(font).height()
    font.setPointSizeF(font.pointSizeF() * min(LARGEST_DIGITS, max(1.0, DIGITS_SHARE * side / usual_px)))
    return font


def _within(place: int, highest: int) -> int:
    return max(0, min(place, highest))


def _strongest(shares: NDArray[np.float64], step: int) -> NDArray[np.float64]:
    """The largest value of every block of `step` times `step`."""
    padding = -len(shares) % step
    padded = np.pad(shares, ((0, padding), (0, padding)))
    blocks = padded.reshape(len(padded) // step, step, len(padded) // step, step)
    strongest: NDArray[np.float64] = blocks.max(axis=(1, 3))
    return strongest


def _levels(colour: str) -> NDArray[np.float64]:
    shown = QColor(colour)
    return np.array([shown.red(), shown.green(), shown.blue()], np.float64)
