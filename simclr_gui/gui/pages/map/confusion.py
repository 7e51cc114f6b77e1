"""The confusion matrix as a table of counts: rows are the classes, columns what they were taken for."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from simclr_gui.gui.look.theme import SPACE, Theme
from simclr_gui.gui.parts.chart import caption_font
from simclr_gui.gui.parts.foreign_text import plain_tooltip
from simclr_gui.gui.parts.painting import painting

SMALLEST_CELL_PX, LARGEST_CELL_PX = 14, 52
WIDEST_NAME_PX = 110
STRONGEST_ALPHA, STRONG_SHARE = 210, 0.75  # from there on the text must change sides to be read
STEPS = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}


class ConfusionView(QWidget):
    """The stronger a cell is coloured, the larger the share of its row; right answers and mistakes differ in colour.

    Signals:
        chosen(int, int): a cell, class and guess.
    """

    chosen = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts: NDArray[np.int64] = np.zeros((0, 0), np.int64)
        self._names: tuple[str, ...] = ()
        self._cell: tuple[int, int] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._paint_again)

    def minimumSizeHint(self) -> QSize:
        side = WIDEST_NAME_PX + 10 * SMALLEST_CELL_PX
        return QSize(side, side)

    def show_counts(self, counts: NDArray[np.int64], names: tuple[str, ...]) -> None:
        """Shows counts of shape (classes, classes)."""
        self._counts, self._names = counts, names
        self.update()

    def mark(self, cell: tuple[int, int] | None) -> None:
        """Frames a cell, None for none."""
        self._cell = cell
        self.update()

    @Slot()
    def _paint_again(self) -> None:
        self.update()

    def _edges(self) -> tuple[float, float, float]:
        """Left and top of the first cell, and the side of a cell."""
        metrics = self.fontMetrics()
        name_px = min(WIDEST_NAME_PX, max((metrics.horizontalAdvance(name) for name in self._names), default=0)) + SPACE
        room = min(self.width(), self.height()) - name_px
        return name_px, name_px, min(LARGEST_CELL_PX, room / max(1, len(self._names)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setFont(caption_font())
            left, top, side = self._edges()
            totals = np.maximum(self._counts.sum(axis=1), 1)
            for row in range(len(self._names)):
                for column in range(len(self._names)):
                    self._paint_cell(
                        painter, row, column, QRectF(left + column * side, top + row * side, side, side), totals
                    )
            painter.setPen(QColor(self._theme.colours.quiet))
            for number, name in enumerate(self._names):
                short = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(left - SPACE))
                beside = QRectF(0, top + number * side, left - SPACE, side)
                painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, short)
                painter.save()
                painter.translate(left + (number + 0.5) * side, top - SPACE)
                painter.rotate(-90)
                painter.drawText(QRectF(0, -side / 2, top, side), Qt.AlignmentFlag.AlignVCenter, short)
                painter.restore()

    def _paint_cell(self, painter: QPainter, row: int, column: int, place: QRectF, totals: NDArray[np.int64]) -> None:
        colours, count = self._theme.colours, int(self._counts[row, column])
        colour = QColor(colours.simclr if row == column else colours.danger)
        colour.setAlpha(round(STRONGEST_ALPHA * count / int(totals[row])))
        inner = place.adjusted(1, 1, -1, -1)
        painter.fillRect(inner, QColor(colours.raised))
        painter.fillRect(inner, colour)
        if count and painter.fontMetrics().horizontalAdvance(str(count)) < inner.width():
            is_strong = count > STRONG_SHARE * totals[row]
            painter.setPen(QColor(colours.on_accent if is_strong else colours.text))
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, str(count))
        if (row, column) == self._cell:
            painter.setPen(QPen(QColor(colours.text), 2))
            painter.drawRect(inner)

    def _cell_at(self, at: QPointF) -> tuple[int, int] | None:
        left, top, side = self._edges()
        row, column = int((at.y() - top) // side), int((at.x() - left) // side)
        classes = len(self._names)
        return (row, column) if 0 <= row < classes and 0 <= column < classes else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        if cell is not None:
            self.chosen.emit(*cell)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        if cell is None:
            QToolTip.hideText()
            return
        words = self.tr("{count} of {total} of class {label} taken for {guess}").format(
            count=int(self._counts[cell]),
            total=int(self._counts[cell[0]].sum()),
            label=self._names[cell[0]],
            guess=self._names[cell[1]],
        )
        QToolTip.showText(event.globalPosition().toPoint(), plain_tooltip(words), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows choose the next cell."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is None or not self._names:
            super().keyPressEvent(event)
            return
        row, column = self._cell or (0, 0)
        self.chosen.emit((row + step[0]) % len(self._names), (column + step[1]) % len(self._names))
