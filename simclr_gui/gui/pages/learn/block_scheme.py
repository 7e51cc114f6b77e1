"""A residual block as a drawing: its convolutions and ReLUs side by side, and the skip connection above them."""

import itertools
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.parts.chart import caption_font
from simclr_gui.gui.parts.painting import painting
from simclr_gui.gui.parts.panel_menu import PanelMenu, painted

CONVOLUTION, RELU, SUM = "convolution", "relu", "sum"
GAP_PX, CORNER_PX, INSIDE_PX, AROUND_PX, TIP_PX = 14, 6, 8, 12, 5


@dataclass(frozen=True)
class Part:
    """One box: `kind` says how it looks."""

    kind: str
    words: str


class BlockScheme(QWidget):
    """The parts from left to right; the skip connection leaves before the first and comes back at the sum."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self._parts: tuple[Part, ...] = ()
        self.cost = ""
        self.panel_menu = PanelMenu(self, "block", title=lambda: self._name, drawing=lambda: painted(self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._measure_again)

    def sizeHint(self) -> QSize:
        return QSize(500, 2 * QFontMetrics(caption_font()).height() + AROUND_PX + 2 * INSIDE_PX)

    def show_parts(self, parts: tuple[Part, ...], cost: str) -> None:
        self._parts, self.cost = parts, cost
        self.setAccessibleName(f"{self._name}: {' → '.join(part.words for part in parts)}. {cost}")
        self.update()

    @Slot()
    def _measure_again(self) -> None:
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(caption_font())
            metrics, colours = painter.fontMetrics(), self._theme.colours
            painter.setPen(QColor(colours.text))
            painter.drawText(0, metrics.ascent(), self._name)
            painter.setPen(QColor(colours.quiet))
            painter.drawText(metrics.horizontalAdvance(self._name) + 2 * GAP_PX, metrics.ascent(), self.cost)
            if self._parts:
                boxes = self._boxes(metrics)
                self._paint_ways(painter, boxes)
                for part, box in zip(self._parts, boxes, strict=True):
                    self._paint_box(painter, part, box)

    def _boxes(self, metrics: QFontMetrics) -> list[QRectF]:
        """As wide as their words ask for, together as wide as there is room."""
        widths = [metrics.horizontalAdvance(part.words) + 2 * INSIDE_PX for part in self._parts]
        room = self.width() - GAP_PX * len(widths)
        shrunk = min(1.0, room / sum(widths))
        top, height = metrics.height() + AROUND_PX, metrics.height() + INSIDE_PX
        lefts = itertools.accumulate((width * shrunk + GAP_PX for width in widths), initial=float(GAP_PX))
        return [QRectF(left, top, width * shrunk, height) for left, width in zip(lefts, widths, strict=False)]

    def _paint_box(self, painter: QPainter, part: Part, box: QRectF) -> None:
        colours = self._theme.colours
        is_relu = part.kind == RELU
        painter.setPen(QPen(QColor(colours.pca if is_relu else colours.line), 2 if is_relu else 1))
        painter.setBrush(QColor(colours.raised if part.kind == CONVOLUTION else colours.surface))
        painter.drawRoundedRect(box, CORNER_PX, CORNER_PX)
        painter.setPen(QColor(colours.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, part.words)

    def _paint_ways(self, painter: QPainter, boxes: list[QRectF]) -> None:
        colours, middle = self._theme.colours, boxes[0].center().y()
        painter.setPen(QPen(QColor(colours.quiet), 1.5))
        painter.drawLine(QPointF(0, middle), QPointF(boxes[-1].left(), middle))
        back = boxes[[part.kind for part in self._parts].index(SUM)]
        above = back.top() - AROUND_PX / 2
        around = QPainterPath(QPointF(GAP_PX / 2, middle))
        for corner in ((GAP_PX / 2, above), (back.center().x(), above), (back.center().x(), back.top())):
            around.lineTo(QPointF(*corner))
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(around)
        tip = QPointF(back.center().x(), back.top())
        for side in (-TIP_PX, TIP_PX):
            painter.drawLine(tip, QPointF(tip.x() + side, tip.y() - TIP_PX))
