"""A grid of images to scroll through, however many there are: only those in view are asked for and painted."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from simclr_gui.gui.look.theme import SPACE
from simclr_gui.gui.parts.image import as_image, draw_image, frame_pen
from simclr_gui.gui.parts.painting import painting
from simclr_gui.state.album import Album

CELL_PX = 84
STEP_PX = CELL_PX + SPACE
MOST_IMAGES_KEPT = 1_000


class ImageGrid(QAbstractScrollArea):
    """Shows images of an album by their numbers; arrow keys and clicks choose one.

    Signals:
        chosen(int): the number of an image.
    """

    chosen = Signal(int)

    def __init__(self, album: Album, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._album = album
        self._numbers: Sequence[int] = ()
        self._place = -1
        self._images: dict[int, QImage] = {}
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._look)
        self.verticalScrollBar().setSingleStep(STEP_PX // 2)
        album.shots_read.connect(self._repaint)

    def sizeHint(self) -> QSize:
        return QSize(7 * STEP_PX, 5 * STEP_PX)

    def show_numbers(self, numbers: Sequence[int], description: str) -> None:
        """Shows these images from the first row on."""
        self._numbers, self._place = numbers, -1
        self._images.clear()
        self.setAccessibleName(description)
        self._fit()
        self.verticalScrollBar().setValue(0)
        self._look()

    @property
    def columns(self) -> int:
        return max(1, (self.viewport().width() + SPACE) // STEP_PX)

    def in_view(self) -> list[int]:
        """The numbers of the images in view."""
        first, last = self._places_in_view()
        return list(self._numbers[first:last])

    def _places_in_view(self) -> tuple[int, int]:
        top = self.verticalScrollBar().value()
        first = top // STEP_PX * self.columns
        last = (-(-(top + self.viewport().height()) // STEP_PX)) * self.columns
        return first, min(last, len(self._numbers))

    def _fit(self) -> None:
        rows = -(-len(self._numbers) // self.columns)
        height = self.viewport().height()
        self.verticalScrollBar().setPageStep(height)
        self.verticalScrollBar().setRange(0, max(0, rows * STEP_PX - SPACE - height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._look()

    @Slot()
    def _look(self) -> None:
        self._album.look_at(self.in_view(), "gallery")
        self._repaint()

    @Slot()
    def _repaint(self) -> None:
        self.viewport().update()

    def choose(self, place: int) -> None:
        """By its place in the grid; it is scrolled into view."""
        if not 0 <= place < len(self._numbers):
            return
        self._place = place
        bar, top = self.verticalScrollBar(), place // self.columns * STEP_PX
        if top < bar.value():
            bar.setValue(top)
        elif top + CELL_PX > bar.value() + self.viewport().height():
            bar.setValue(top + CELL_PX - self.viewport().height())
        self._repaint()
        self.chosen.emit(self._numbers[place])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        column = int(event.position().x()) // STEP_PX
        row = (int(event.position().y()) + self.verticalScrollBar().value()) // STEP_PX
        if column < self.columns:
            self.choose(row * self.columns + column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.columns,
            Qt.Key.Key_Down: self.columns,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.choose(0 if self._place < 0 else self._place + step)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self.viewport()) as painter:
            for place in range(*self._places_in_view()):
                self._paint_cell(painter, place)

    def _paint_cell(self, painter: QPainter, place: int) -> None:
        row, column = divmod(place, self.columns)
        top = self.verticalScrollBar().value()
        where = QRectF(column * STEP_PX, row * STEP_PX - top, CELL_PX, CELL_PX)
        image = self._image(self._numbers[place])
        if image is None:
            painter.fillRect(where, self.palette().alternateBase())
        else:
            draw_image(painter, where, image)
        painter.setPen(QPen(self.palette().highlight(), 3) if place == self._place else frame_pen(self))
        painter.drawRect(where.adjusted(0.5, 0.5, -0.5, -0.5))

    def _image(self, number: int) -> QImage | None:
        shot = self._album.shot(number)
        if shot is None or shot.pixels is None:
            return None
        if number not in self._images:
            if len(self._images) >= MOST_IMAGES_KEPT:
                self._images.clear()
            self._images[number] = as_image(shot.pixels)
        return self._images[number]
