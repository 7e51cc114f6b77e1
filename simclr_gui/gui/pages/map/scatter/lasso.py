"""The loop drawn around points: how it looks, and which points lie inside."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from simclr_gui.engine.events import Floats
from simclr_gui.gui.pages.map.scatter.point_set import Flags

LINE_PX, FILL_ALPHA = 1.5, 36
MASK_MARGIN_PX = 2


def paint_loop(painter: QPainter, loop: Sequence[QPointF], colour: str) -> None:
    """Faintly filled, so that one sees what is caught."""
    fill = QColor(colour)
    fill.setAlpha(FILL_ALPHA)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), LINE_PX))
    painter.setBrush(fill)
    painter.drawPolygon(QPolygonF(list(loop)), Qt.FillRule.WindingFill)
    painter.restore()


def points_inside(loop: Sequence[QPointF], xs: Floats, ys: Floats) -> Flags:
    """Which points lie in a loop, all in pixels of the screen.

    The loop is painted once, and each point looks its pixel up: the time does not grow with the corners. What is
    circled twice is inside as well, as a hand that crosses its own line means it.
    """
    polygon = QPolygonF(list(loop))
    bounds = (
        polygon.boundingRect()
        .toAlignedRect()
        .adjusted(-MASK_MARGIN_PX, -MASK_MARGIN_PX, MASK_MARGIN_PX, MASK_MARGIN_PX)
    )
    mask = QImage(bounds.size(), QImage.Format.Format_Grayscale8)
    mask.fill(0)
    with QPainter(mask) as painter:
        painter.translate(-bounds.left(), -bounds.top())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawPolygon(polygon, Qt.FillRule.WindingFill)
    painted = np.frombuffer(mask.constBits(), np.uint8).reshape(mask.height(), mask.bytesPerLine())
    inside: Flags = np.zeros(len(xs), np.bool_)
    near = np.flatnonzero(
        (xs >= bounds.left()) & (xs <= bounds.right()) & (ys >= bounds.top()) & (ys <= bounds.bottom())
    )
    columns = np.floor(xs[near]).astype(np.int64) - bounds.left()
    rows = np.floor(ys[near]).astype(np.int64) - bounds.top()
    inside[near] = painted[rows, columns] > 0
    return inside
