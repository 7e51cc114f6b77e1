"""Small images shown large: pixels stay pixels below 64 px, smooth above. Large ones shown small are averaged."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from simclr_gui.gui.parts.painting import dots_per_px, painting
from simclr_gui.gui.parts.panel_menu import PanelMenu

SMOOTH_FROM_PX = 64
CORNER_PX = 6
FRAME_ALPHA = 50


def as_image(pixels: NDArray[np.uint8]) -> QImage:
    """A QImage with its own copy of uint8 pixels, shape (height, width, 3), or 4 with how opaque they are."""
    pixels = np.ascontiguousarray(pixels)
    height, width, channels = pixels.shape
    kind = QImage.Format.Format_RGBA8888 if channels == 4 else QImage.Format.Format_RGB888
    return QImage(pixels.data, width, height, channels * width, kind).copy()


def draw_image(painter: QPainter, place: QRectF, image: QImage) -> None:
    """An image that is shown much smaller than it is is averaged first: of every few pixels one would be drawn."""
    ratio = dots_per_px(painter)
    width, height = max(1, round(ratio * place.width())), max(1, round(ratio * place.height()))
    is_shrunk = image.width() > width
    if is_shrunk:
        image = image.scaled(width, height, mode=Qt.TransformationMode.SmoothTransformation)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_shrunk or image.width() >= SMOOTH_FROM_PX)
    painter.drawImage(place, image)


def frame_pen(widget: QWidget) -> QPen:
    """A hairline that is seen on light and dark images and cards."""
    colour = QColor(widget.palette().windowText().color())
    colour.setAlpha(FRAME_ALPHA)
    return QPen(colour, 1)


class Image(QWidget):
    """One image in a square with round corners."""

    def __init__(self, side_px: int = 96, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image: QImage | None = None
        self.panel_menu = PanelMenu(self, "image", title=self.accessibleName)
        self.set_side(side_px)

    def set_side(self, side_px: int) -> None:
        """As large as there is room for it."""
        self._side_px = side_px
        self.setFixedSize(side_px, side_px)

    def show_pixels(self, pixels: NDArray[np.uint8] | None, description: str = "") -> None:
        """Shows uint8 pixels of shape (height, width, 3), or an empty place."""
        self.image = None if pixels is None else as_image(pixels)
        self.setAccessibleName(description)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side_px, self._side_px)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            outline = QPainterPath()
            outline.addRoundedRect(place, CORNER_PX, CORNER_PX)
            painter.setClipPath(outline)
            if self.image is None:
                painter.fillRect(self.rect(), self.palette().alternateBase())
            else:
                draw_image(painter, place, self.image)
                painter.setPen(frame_pen(self))  # white images end somewhere, too
                painter.drawPath(outline)
