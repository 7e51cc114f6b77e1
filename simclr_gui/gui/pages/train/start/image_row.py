"""Images in one row, as many as there is room for, with signs between them."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from simclr_gui.engine.events import Pixels
from simclr_gui.gui.look.theme import SPACE
from simclr_gui.gui.parts.image import as_image, draw_image, frame_pen
from simclr_gui.gui.parts.painting import painting

SIGN_WIDTH_PX = 26

Item = Pixels | str | None


class ImageRow(QWidget):
    """Shows uint8 images of shape (height, width, 3), empty places, and signs such as an arrow."""

    def __init__(self, side_px: int, gap_px: int = SPACE // 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side_px, self._gap_px = side_px, gap_px
        self._items: list[QImage | str | None] = []
        self._instead = QIcon()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(self._side_px, self._side_px)

    def show_items(self, items: Sequence[Item], description: str = "") -> None:
        self._items = [item if item is None or isinstance(item, str) else as_image(item) for item in items]
        self.setAccessibleName(description)
        self.update()

    def set_side(self, side_px: int) -> None:
        """As large as there is room for it."""
        if side_px != self._side_px:
            self._side_px = side_px
            self.updateGeometry()
            self.update()

    def show_instead(self, icon: QIcon) -> None:
        """What stands here as long as there are no images."""
        self._instead = icon
        self.update()

    @property
    def has_images(self) -> bool:
        return any(isinstance(item, QImage) for item in self._items)

    def room_for(self) -> int:
        """How many images fit."""
        return max(1, (self.width() + self._gap_px) // (self._side_px + self._gap_px))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            if not self._items:
                self._instead.paint(painter, QRect(0, 0, self._side_px, self._side_px).adjusted(4, 4, -4, -4))
            left = 0.0
            for item in self._items:
                width = SIGN_WIDTH_PX if isinstance(item, str) else self._side_px
                if left + width > self.width():
                    break
                place = QRectF(left, 0, width, self._side_px)
                if isinstance(item, str):
                    painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
                    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, item)
                elif item is None:
                    painter.fillRect(place, self.palette().alternateBase())
                else:
                    draw_image(painter, place, item)
                    painter.setPen(frame_pen(self))
                    painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
                left += width + self._gap_px
