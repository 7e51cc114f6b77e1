"""A point for each run with its interval and its letter, as one item of a plot: three items a run took ten times."""

from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

POINT_PX, LINE_PX, LETTER_GAP_PX = 10, 2, 4


@dataclass(frozen=True)
class RunPoint:
    """Where a run stands; `interval` is where its score lies with 95 % certainty."""

    x: float
    score: float
    interval: tuple[float, float] | None
    letter: str
    colour: str


class RunPoints(pg.GraphicsObject):
    """Its size is in pixels of the desktop, on the screen as on paper."""

    def __init__(self) -> None:
        super().__init__()
        self.points: tuple[RunPoint, ...] = ()
        self._font, self._ink = QFont(), QColor()

    def show_points(self, points: tuple[RunPoint, ...], font: QFont, ink: str) -> None:
        """Letters are written in this font and colour."""
        self.points, self._font, self._ink = points, font, QColor(ink)
        self.update()

    def area(self) -> QRectF:
        """What the points and their intervals take up of the plot."""
        xs = [point.x for point in self.points]
        ends = [end for point in self.points for end in (point.score, *(point.interval or ()))]
        return QRectF(QPointF(min(xs), min(ends)), QPointF(max(xs), max(ends)))

    def boundingRect(self) -> QRectF:
        return QRectF(self.viewRect() or QRectF())  # points may look out over an edge of their area

    def viewTransformChanged(self) -> None:
        self.prepareGeometryChange()
        super().viewTransformChanged()

    def paint(self, painter: QPainter, *_: object) -> None:
        across, up = self.pixelVectors()
        if across is None or up is None:  # nothing is laid out yet
            return
        unit_x, unit_y = abs(across.x()), abs(up.y())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        for point in self.points:
            painter.save()
            painter.translate(point.x, point.score)
            painter.scale(unit_x, -unit_y)
            self._paint_point(painter, point, unit_y)
            painter.restore()

    def _paint_point(self, painter: QPainter, point: RunPoint, unit_y: float) -> None:
        """Around the origin, in pixels, downwards."""
        if point.interval is not None:
            painter.setPen(QPen(QColor(point.colour), LINE_PX))
            low, high = ((point.score - end) / unit_y for end in point.interval)
            painter.drawLine(QPointF(0, low), QPointF(0, high))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(point.colour))
        painter.drawEllipse(QPointF(0, 0), POINT_PX / 2, POINT_PX / 2)
        metrics = QFontMetricsF(self._font)
        painter.setPen(self._ink)
        baseline = (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(POINT_PX / 2 + LETTER_GAP_PX, baseline), point.letter)
