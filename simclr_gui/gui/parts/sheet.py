"""A sheet of images: as many at once as are worth a look."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simclr_gui.engine.events import Pixels
from simclr_gui.gui.look.theme import SPACE
from simclr_gui.gui.parts.chart import caption_font
from simclr_gui.gui.parts.image import as_image, draw_image, frame_pen
from simclr_gui.gui.parts.painting import painting

SMALLEST_SIDE_PX, LARGEST_SIDE_PX, WIDEST_CAPTION_PX = 72, 400, 160
MOST_SPREAD = 1.4  # of a cell


class Sheet(QWidget):
    """Arranges the images so that they are as large as the room allows.

    Attributes:
        images, captions: what is shown, as far as there is room, in order.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.images: list[QImage] = []
        self.captions: Sequence[str] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(6 * (SMALLEST_SIDE_PX + SPACE), 4 * (SMALLEST_SIDE_PX + SPACE))

    def show_images(self, images: Iterable[Pixels], description: str, captions: Sequence[str] = ()) -> None:
        """Shows uint8 images of shape (height, width, 3), a caption below each where there are some."""
        self.images, self.captions = [as_image(image) for image in images], captions
        self.setAccessibleName(description)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.images:
            return
        with painting(self) as painter:
            painter.setFont(caption_font())
            lines = max((caption.count("\n") + 1 for caption in self.captions), default=0)
            words_px = lines * painter.fontMetrics().height()
            needed_px = self._widest_caption(painter.fontMetrics())
            most_columns = max(1, int((self.width() + SPACE) / (needed_px + SPACE)))
            count = self._count_that_fits(most_columns, words_px)
            columns, side = best_columns(count, self.width(), self.height(), words_px, most_columns)
            cell_px = max(side, needed_px)
            if self.captions:  # what is left of the width is for longer names
                cell_px = max(cell_px, min(MOST_SPREAD * cell_px, (self.width() + SPACE) / columns - SPACE))
            for number, image in enumerate(self.images[:count]):
                row, column = divmod(number, columns)
                left, top = column * (cell_px + SPACE), row * (side + SPACE + words_px)
                draw_image(painter, QRectF(left, top, side, side), image)
                painter.setPen(frame_pen(self))
                painter.drawRect(QRectF(left, top, side, side).adjusted(0.5, 0.5, -0.5, -0.5))
                if self.captions:
                    painter.setPen(self.palette().windowText().color())
                    _draw_caption(painter, QRectF(left, top + side, cell_px, words_px), self.captions[number])

    def _widest_caption(self, metrics: QFontMetrics) -> int:
        lines = (line for caption in self.captions for line in caption.split("\n"))
        return min(max(map(metrics.horizontalAdvance, lines), default=0), WIDEST_CAPTION_PX)

    def _count_that_fits(self, columns: int, words_px: int) -> int:
        """Where captions take the room, rather fewer images than names that cannot be read."""
        if not self.captions:
            return len(self.images)
        rows = max(1, int((self.height() + SPACE) / (SMALLEST_SIDE_PX + words_px + SPACE)))
        return min(len(self.images), rows * columns)


def _draw_caption(painter: QPainter, place: QRectF, caption: str) -> None:
    """Each line of its own, never beyond the image."""
    metrics = painter.fontMetrics()
    lines = caption.split("\n")
    for number, line in enumerate(lines):
        words = shortened(metrics, line, int(place.width()))
        painter.drawText(
            QPointF(place.left(), place.top() + (number + 1) * metrics.height() - metrics.descent()), words
        )


def shortened(metrics: QFontMetrics, line: str, width_px: int) -> str:
    """A name gives way to the per cent that follows it."""
    tail = "".join(f" {word}" for word in line.split(" ")[-2:]) if line.endswith(" %") else ""
    name = line.removesuffix(tail)
    return metrics.elidedText(name, Qt.TextElideMode.ElideRight, width_px - metrics.horizontalAdvance(tail)) + tail


def best_columns(count: int, width: int, height: int, words_px: int, most_columns: int) -> tuple[int, float]:
    """How many columns make the images largest, and their side in pixels; `words_px` is left below each."""
    choices = []
    for columns in range(1, min(count, most_columns) + 1):
        rows = -(-count // columns)
        side = min((width + SPACE) / columns, (height + SPACE) / rows - words_px) - SPACE
        choices.append((min(side, LARGEST_SIDE_PX), -columns, columns))
    side, _, columns = max(choices)
    return columns, max(side, 1.0)
