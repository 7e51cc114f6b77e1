"""A sheet of images: as many at once as are worth a look."""

import math
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from simclr_gui.engine.events import Pixels
from simclr_gui.gui.look.theme import SPACE
from simclr_gui.gui.parts.chart import caption_font
from simclr_gui.gui.parts.foreign_text import plain_tooltip
from simclr_gui.gui.parts.image import as_image, draw_image, frame_pen
from simclr_gui.gui.parts.painting import painting
from simclr_gui.gui.parts.panel_menu import PanelMenu

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
        self.panel_menu = PanelMenu(self, "images", title=self.accessibleName)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(6 * (SMALLEST_SIDE_PX + SPACE), 4 * (SMALLEST_SIDE_PX + SPACE))

    def show_images(
        self, images: Iterable[Pixels], name: str, captions: Sequence[str] = (), *, description: str = ""
    ) -> None:
        """Shows uint8 images of shape (height, width, 3), a caption below each where there are some.

        Args:
            description: what they are, for those who listen.
        """
        self.images, self.captions = [as_image(image) for image in images], captions
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.images:
            return
        with painting(self) as painter:
            painter.setFont(caption_font())
            places, side = self._places(painter.fontMetrics())
            for place, image, caption in zip_longest(places, self.images[: len(places)], self.captions[: len(places)]):
                square = QRectF(place.left(), place.top(), side, side)
                draw_image(painter, square, image)
                painter.setPen(frame_pen(self))
                painter.drawRect(square.adjusted(0.5, 0.5, -0.5, -0.5))
                if caption:
                    painter.setPen(self.palette().windowText().color())
                    _draw_caption(painter, place.adjusted(0, side, 0, 0), caption)

    def _places(self, metrics: QFontMetrics) -> tuple[list[QRectF], float]:
        """Of each image that fits, with the room of its caption; and the side of an image."""
        words_px = max((caption.count("\n") + 1 for caption in self.captions), default=0) * metrics.height()
        widest_px = self._widest_caption(metrics)
        needed_px = min(widest_px, WIDEST_CAPTION_PX)
        most_columns = max(1, int((self.width() + SPACE) / (needed_px + SPACE)))
        count = self._count_that_fits(most_columns, words_px)
        columns, side = best_columns(count, self.width(), self.height(), words_px, most_columns)
        cell_px = max(side, needed_px)
        if self.captions:  # what is left of the width is for longer names
            room_px = (self.width() + SPACE) / columns - SPACE
            cell_px = max(cell_px, min(max(MOST_SPREAD * cell_px, widest_px), room_px))
        rows = (divmod(number, columns) for number in range(count))
        return [
            QRectF(column * (cell_px + SPACE), row * (side + SPACE + words_px), cell_px, side + words_px)
            for row, column in rows
        ], side

    def event(self, event: QEvent) -> bool:
        """Rests the mouse on an image, its caption is told in full, however much of it is painted."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            caption = self.caption_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tooltip(caption) if caption else "", self)
            return True
        return super().event(event)

    def caption_at(self, at: QPointF) -> str:
        """Of the image there; nothing where there is none."""
        if not self.images:
            return ""
        places, _ = self._places(QFontMetrics(caption_font()))
        pairs = zip(places, self.captions, strict=False)
        return next((caption for place, caption in pairs if place.contains(at)), "")

    def _widest_caption(self, metrics: QFontMetrics) -> int:
        lines = (line for caption in self.captions for line in caption.split("\n"))
        return max(map(metrics.horizontalAdvance, lines), default=0)

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
        words = shortened(metrics, line, math.ceil(place.width()))
        painter.drawText(
            QPointF(place.left(), place.top() + (number + 1) * metrics.height() - metrics.descent()), words
        )


def shortened(metrics: QFontMetrics, line: str, width_px: int) -> str:
    """A name gives way to the per cent that follows it."""
    if metrics.horizontalAdvance(line) <= width_px:
        return line  # its parts, measured one by one, can be wider than the whole
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
