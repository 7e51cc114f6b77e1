"""The mark of a picture from outside, at the place where it lands in the map."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from simclr_gui.gui.look.theme import Colours
from simclr_gui.gui.pages.map.scatter.near_pictures import paint_small, square

LANDED_PX, FRAME_PX, HALO_PX = 40, 3, 2


def paint_landing(painter: QPainter, at: QPointF, image: QImage, colours: Colours) -> None:
    """The picture in an accent frame, with a thin halo against the points around."""
    middle = QPointF(round(at.x()), round(at.y()))
    painter.fillRect(square(middle, LANDED_PX + 2 * (FRAME_PX + HALO_PX)), QColor(colours.surface))
    painter.fillRect(square(middle, LANDED_PX + 2 * FRAME_PX), QColor(colours.accent))
    paint_small(painter, square(middle, LANDED_PX), image)
