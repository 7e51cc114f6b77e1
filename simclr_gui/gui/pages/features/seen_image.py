"""The image with a frame around what the strongest unit of a channel sees of it."""

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from simclr_gui.engine.events import FeatureMapsTaken
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.parts.image import Image
from simclr_gui.gui.parts.painting import painting

LINE_PX = 2
SMALLEST_FRAME_PX = 8  # a smaller one would be all line


class SeenImage(Image):
    """Large; the frame is the receptive field, cut off at the image's edge."""

    def __init__(self, side_px: int, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(side_px, parent)
        self._theme = theme
        self._seen: tuple[float, float, float] | None = None
        self._image_px = 1

    def show_seen(self, taken: FeatureMapsTaken, channel: int) -> None:
        """Shows the image, and what the strongest unit of the channel sees."""
        strongest = np.unravel_index(taken.maps[0, channel].argmax(), taken.maps.shape[2:])
        row, column = int(strongest[0]), int(strongest[1])
        field = taken.receptive_field
        self._seen = field.square(row, column) if field is not None else None
        self._image_px = len(taken.images[0])
        self.setToolTip(self.tr("Frame: what the strongest point of the chosen map sees"))
        self.show_pixels(taken.images[0], self.tr("The image, and what the strongest point of the map sees of it"))

    def frame(self) -> QRectF | None:
        """Where the frame is drawn, None where the unit sees everything."""
        if self._seen is None:
            return None
        top, left, side = (value * self.width() / self._image_px for value in self._seen)
        return QRectF(left, top, side, side).intersected(QRectF(self.rect()))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        place = self.frame()
        if place is None:
            return
        with painting(self) as painter:
            for colour, width in (("white", LINE_PX + 2), (self._theme.colours.danger, LINE_PX)):
                painter.setPen(QPen(QColor(colour), width))
                painter.drawRect(self._visible(place))

    def _visible(self, frame: QRectF) -> QRectF:
        """Inside the image, and never so small that it cannot be seen."""
        inset = frame.adjusted(LINE_PX, LINE_PX, -LINE_PX, -LINE_PX)
        width, height = max(inset.width(), SMALLEST_FRAME_PX), max(inset.height(), SMALLEST_FRAME_PX)
        left = min(max(frame.center().x() - width / 2, LINE_PX), self.width() - LINE_PX - width)
        top = min(max(frame.center().y() - height / 2, LINE_PX), self.height() - LINE_PX - height)
        return QRectF(left, top, width, height)
