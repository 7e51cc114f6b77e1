"""A sheet of draws: many views of one picture at once."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simclr_gui.engine.events import Pixels
from simclr_gui.gui.look.theme import SPACE
from simclr_gui.gui.parts.picture import SMOOTH_FROM_PX, as_image

SMALLEST_SIDE_PX, LARGEST_SIDE_PX = 72, 192


class Sheet(QWidget):
    """Arranges the pictures so that they are as large as the room allows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images: list[QImage] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(6 * (SMALLEST_SIDE_PX + SPACE), 4 * (SMALLEST_SIDE_PX + SPACE))

    def show_pictures(self, pictures: Pixels) -> None:
        """Shows uint8 pictures of shape (count, height, width, 3)."""
        self._images = [as_image(picture) for picture in pictures]
        self.setAccessibleName(self.tr("{count} random views of the same picture").format(count=len(pictures)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._images:
            return
        painter = QPainter(self)
        columns, side = _best_columns(len(self._images), self.width(), self.height())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._images[0].width() >= SMOOTH_FROM_PX)
        for number, image in enumerate(self._images):
            row, column = divmod(number, columns)
            painter.drawImage(QRectF(column * (side + SPACE), row * (side + SPACE), side, side), image)


def _best_columns(count: int, width: int, height: int) -> tuple[int, float]:
    """How many columns make the pictures largest, and their side in pixels."""
    choices = []
    for columns in range(1, count + 1):
        rows = -(-count // columns)
        side = min((width + SPACE) / columns, (height + SPACE) / rows) - SPACE
        choices.append((min(side, LARGEST_SIDE_PX), -columns, columns))
    side, _, columns = max(choices)
    return columns, max(side, 1.0)
