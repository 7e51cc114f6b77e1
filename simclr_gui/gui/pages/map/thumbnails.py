"""Small images in rows that can be clicked: neighbours of an image, or a selection."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from simclr_gui.gui.look.language import listed
from simclr_gui.gui.parts.foreign_text import plain_tooltip
from simclr_gui.gui.parts.image import SMOOTH_FROM_PX, as_image
from simclr_gui.gui.parts.painting import painting, shows_focus
from simclr_gui.gui.parts.panel_menu import PanelMenu

GAP_PX, FRAME_PX = 4, 2


class Thumbnails(QWidget):
    """As many in a row as fit; each in a frame of its colour.

    Signals:
        clicked(int): the key of an image.
    """

    clicked = Signal(int)

    def __init__(self, side_px: int, *, one_row: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side_px, self._is_one_row = side_px, one_row
        self._images: list[QImage] = []
        self.keys: Sequence[int] = ()
        self._words: Sequence[str] = ()
        self._colours: Sequence[QColor] = ()
        self._current = 0
        self.panel_menu = PanelMenu(self, "images", title=self.accessibleDescription)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_images(
        self,
        images: Sequence[object],
        keys: Sequence[int],
        words: Sequence[str],
        colours: Sequence[QColor],
        description: str = "",
    ) -> None:
        """Shows uint8 images (height, width, 3); `keys` are told on a click, `words` under the mouse.

        Args:
            description: what they are, for those who listen.
        """
        self._images = [as_image(image) for image in images]  # type: ignore[arg-type]
        self.keys, self._words, self._colours, self._current = keys, words, colours, 0
        self.setAccessibleName(listed(words))
        self.setAccessibleDescription(description)
        self.updateGeometry()
        self.update()

    def _columns(self, width: int) -> int:
        return max(1, (width + GAP_PX) // (self._side_px + GAP_PX))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = 1 if self._is_one_row else -(-len(self._images) // self._columns(width))
        return max(1, rows) * (self._side_px + GAP_PX) - GAP_PX

    def sizeHint(self) -> QSize:
        return QSize(3 * (self._side_px + GAP_PX), self.heightForWidth(max(self.width(), self._side_px)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._side_px, self._side_px)

    def _place(self, number: int) -> QRectF:
        row, column = divmod(number, self._columns(self.width()))
        step = self._side_px + GAP_PX
        return QRectF(column * step, row * step, self._side_px, self._side_px)

    def _shown(self) -> int:
        return min(len(self._images), self._columns(self.width())) if self._is_one_row else len(self._images)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            for number in range(self._shown()):
                place = self._place(number)
                if not place.intersects(QRectF(event.rect())):
                    continue  # of thousands selected, those in sight
                image = self._images[number]
                smooth = image.width() >= SMOOTH_FROM_PX or image.width() > self._side_px
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
                painter.fillRect(place, self._colours[number])
                painter.drawImage(place.adjusted(FRAME_PX, FRAME_PX, -FRAME_PX, -FRAME_PX), image)
                if shows_focus(self) and number == self._current:
                    painter.setPen(QPen(self.palette().text().color(), FRAME_PX))
                    painter.drawRect(place.adjusted(1, 1, -1, -1))

    def _number_at(self, at: QPointF) -> int | None:
        return next((number for number in range(self._shown()) if self._place(number).contains(at)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self._number_at(event.position())
        if number is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPosition().toPoint(), plain_tooltip(self._words[number]), self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._number_at(event.position())
        if number is not None:
            self.clicked.emit(self.keys[number])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from image to image, Return looks at one."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and self._shown():
            self._current = (self._current + step) % self._shown()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._shown():
            self.clicked.emit(self.keys[self._current])
        else:
            super().keyPressEvent(event)
