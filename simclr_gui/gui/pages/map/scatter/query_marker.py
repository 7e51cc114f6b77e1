"""The mark of an image from outside, at the place where it lands in the map."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from simclr_gui.gui.look.theme import Colours
from simclr_gui.gui.pages.map.scatter.near_images import paint_small, square

QUERY_MARKER_PX, FRAME_PX, HALO_PX = 40, 3, 2


def paint_query_marker(painter: QPainter, at: QPointF, image: QImage, colours: Colours) -> None:
    """The image in an accent frame, with a thin halo against the points around."""
    middle = QPointF(round(at.x()), round(at.y()))
    painter.fillRect(square(middle, QUERY_MARKER_PX + 2 * (FRAME_PX + HALO_PX)), QColor(colours.surface))
    painter.fillRect(square(middle, QUERY_MARKER_PX + 2 * FRAME_PX), QColor(colours.accent))
    paint_small(painter, square(middle, QUERY_MARKER_PX), image)
