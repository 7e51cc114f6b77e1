"""The network as a strip: the image, its maps growing smaller and more numerous, h and z; a click chooses a layer."""

import math
from itertools import accumulate, pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QToolTip, QWidget

from simclr_gui.engine.events import Pixels
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.pages.features.wording import group_name, group_of, shape_words
from simclr_gui.gui.parts.chart import caption_font
from simclr_gui.gui.parts.choices import tell_as_choice
from simclr_gui.gui.parts.image import as_image, draw_image, frame_pen
from simclr_gui.gui.parts.painting import painting, shows_focus
from simclr_gui.gui.parts.panel_menu import PanelMenu
from simclr_gui.gui.words.names import layer_name

SMALLEST_WIDTH_PX, DRAWING_PX = 560, 56
GAP_PX, ARROW_PX = 22, 4
THICKEST_PX, AROUND_PX, SMALLEST_PX = 36, 8, 4
FAR = 1_000  # layers, more than any network has
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Home: -FAR,
    Qt.Key.Key_End: FAR,
}


class Slab(QAbstractButton):
    """A layer: as high as its maps are wide, and the thicker the more there are. Both are shares of the largest.

    Signals:
        walked(int): a key wants so many layers further.
    """

    walked = Signal(int)

    def __init__(self, layer: str, thickness: float, height: float, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.layer = layer
        self._thickness, self._height, self._theme = thickness, height, theme
        self.larger = 1.0
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(SMALLEST_PX, DRAWING_PX)

    def slab(self) -> QRectF:
        """Where it is drawn; never so small that it cannot be seen."""
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        width = max(SMALLEST_PX, self._thickness * THICKEST_PX * self.larger)
        result = QRectF(0, 0, min(width, room.width()), max(SMALLEST_PX, self._height * room.height()))
        result.moveCenter(room.center())
        return result

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = self._theme.colours
        fill = (
            colours.accent
            if self.isChecked()
            else colours.quiet
            if self.underMouse() and not Theme.is_printing()
            else colours.faded
        )
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours.accent if self.isChecked() else colours.quiet), 1))
            painter.setBrush(QColor(fill))
            painter.drawRect(self.slab().adjusted(0.5, 0.5, -0.5, -0.5))
            if shows_focus(self):
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(colours.accent), 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows walk through the layers and stay at the ends."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.walked.emit(step)


class NetworkStrip(QWidget):
    """A slab for each block, the blocks of a stage side by side; beneath them what they give.

    Signals:
        chosen(str): another layer is asked for.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shapes: dict[str, tuple[int, int]] = {}
        self._larger = 1.0
        self._lines = 2  # of a caption; 3 where one is too long
        self._image: QImage | None = None
        self._side_px = 0
        self._places: list[QRectF] = []  # of the image and of every group
        self._groups: dict[str, list[Slab]] = {}
        self._buttons = QButtonGroup(self)
        self.panel_menu = PanelMenu(self, "network", title=self.accessibleName)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Layers of the network"))
        theme.changed.connect(self._lay_out)

    @property
    def slabs(self) -> list[Slab]:
        """From the pixels upwards."""
        return [slab for group in self._groups.values() for slab in group]

    def sizeHint(self) -> QSize:
        return QSize(SMALLEST_WIDTH_PX, self._drawing_px + self._lines * QFontMetrics(caption_font()).height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @property
    def _drawing_px(self) -> int:
        return round(DRAWING_PX * self._larger)

    def grow(self, larger: float) -> None:
        """It is drawn so many times as large as usual."""
        self._larger = larger
        self._lay_out()

    def show_network(self, shapes: dict[str, tuple[int, int]], image: Pixels) -> None:
        """Draws these layers, the maps as large as they are beside the image."""
        self._image = as_image(image)
        if (shapes, len(image)) != (self._shapes, self._side_px):
            self._shapes, self._side_px = shapes, len(image)
            self._make_slabs()
        self.update()

    def dress_for_paper(self, _dots_per_px: float | None) -> None:
        """Its slabs are of the picture: they take the colours of the moment."""
        self.update()

    def show_choice(self, layer: str | None) -> None:
        for slab in self.slabs:
            if slab.layer == layer:
                slab.setChecked(True)
        self.update()

    def _make_slabs(self) -> None:
        for slab in self.slabs:
            self._buttons.removeButton(slab)
            slab.deleteLater()
        self._groups = {}
        most = max(channels for channels, _ in self._shapes.values())
        for layer, (channels, side) in self._shapes.items():
            slab = Slab(layer, math.sqrt(channels / most), side / self._side_px, self._theme, self)
            name = f"{layer_name(layer)}: {shape_words(layer, channels, side)}"
            slab.setAccessibleName(name)
            slab.setToolTip(name)
            slab.clicked.connect(self._choose)
            slab.walked.connect(self._walk)
            self._buttons.addButton(slab)
            tell_as_choice(slab)
            self._groups.setdefault(group_of(layer), []).append(slab)
            slab.show()
        self._lay_out()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._lay_out()

    @Slot()
    def _lay_out(self) -> None:
        """A stage of many blocks is wider than one of few, but not so many times."""
        counts = [1, *(len(group) for group in self._groups.values())]
        shares = [max(1.0, math.sqrt(count) / 2) for count in counts]
        unit = (self.width() - GAP_PX * (len(shares) - 1)) / sum(shares)
        lefts = accumulate((share * unit + GAP_PX for share in shares), initial=0.0)
        self._places = [
            QRectF(left, 0, share * unit, self._drawing_px) for left, share in zip(lefts, shares, strict=False)
        ]
        for place, slabs in zip(self._places[1:], self._groups.values(), strict=True):
            width = min(place.width() / len(slabs), (THICKEST_PX + AROUND_PX) * self._larger)
            left = place.center().x() - width * len(slabs) / 2
            edges = [round(left + number * width) for number in range(len(slabs) + 1)]
            for slab, (start, end) in zip(slabs, pairwise(edges), strict=True):
                slab.larger = self._larger
                slab.setGeometry(start, 0, end - start, self._drawing_px)
        metrics = QFontMetrics(caption_font())
        are_short = all(
            metrics.horizontalAdvance(self._words(slabs)) <= self._room(place).width()
            for place, slabs in zip(self._places[1:], self._groups.values(), strict=True)
        )
        self._lines = 2 if are_short else 3
        self.updateGeometry()
        self.update()

    def _words(self, slabs: list[Slab]) -> str:
        """What a group gives in the end."""
        return shape_words(slabs[-1].layer, *self._shapes[slabs[-1].layer])

    def _room(self, place: QRectF) -> QRectF:
        """For a caption."""
        below = QRectF(self.rect().adjusted(0, self._drawing_px, 0, 0))
        return below.intersected(QRectF(place.left() - GAP_PX / 3, 0, place.width() + GAP_PX / 1.5, self.height()))

    @Slot()
    def _choose(self) -> None:
        slab = self.sender()
        if isinstance(slab, Slab):
            self.chosen.emit(slab.layer)

    @Slot(int)
    def _walk(self, step: int) -> None:
        slabs = self.slabs
        here = slabs.index(self.sender())  # type: ignore[arg-type]
        slab = slabs[min(max(here + step, 0), len(slabs) - 1)]
        slab.setChecked(True)  # only the chosen one takes the focus
        slab.setFocus()
        self.chosen.emit(slab.layer)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A caption stands for what its stage gives in the end."""
        for place, slabs in zip(self._places[1:], self._groups.values(), strict=True):
            if place.left() <= event.position().x() <= place.right():
                slabs[-1].click()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip and self._image is not None:
            is_head = self._places[-2].right() < event.pos().x() < self._places[-1].left()
            words = self.tr("The projection head g makes z of h. It is needed for training only.") if is_head else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image is None:
            return
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(caption_font())
            self._paint_image(painter, self._image)
            for before, after in pairwise(self._places):
                self.paint_arrow(painter, before.right(), after.left())
            for place, (group, slabs) in zip(self._places[1:], self._groups.items(), strict=True):
                is_chosen = any(slab.isChecked() for slab in slabs)
                self._paint_caption(painter, place, group_name(group), self._words(slabs), is_chosen=is_chosen)

    def _paint_image(self, painter: QPainter, image: QImage) -> None:
        square = QRectF(0, 0, self._drawing_px, self._drawing_px).adjusted(1, 1, -1, -1)
        square.moveCenter(self._places[0].center())
        draw_image(painter, square, image)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(frame_pen(self))
        painter.drawRect(square)
        size = f"{image.height()}\u00a0×\u00a0{image.width()}\u00a0px"
        self._paint_caption(painter, self._places[0], self.tr("Image"), size, is_chosen=False)

    def paint_arrow(self, painter: QPainter, left: float, right: float) -> None:
        """Over the last one stands what lies between h and z."""
        middle, end = self._drawing_px / 2, QPointF(right - ARROW_PX, self._drawing_px / 2)
        painter.setPen(QPen(QColor(self._theme.colours.quiet), 1))
        painter.drawLine(QPointF(left + ARROW_PX, middle), end)
        for side in (-ARROW_PX, ARROW_PX):
            painter.drawLine(end, QPointF(end.x() - ARROW_PX, middle + side))
        if right == self._places[-1].left() and "z" in self._shapes:  # an imported encoder has none
            above = QRectF(left, 0, right - left, middle - ARROW_PX)
            painter.drawText(above, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, "g")

    def _paint_caption(self, painter: QPainter, place: QRectF, name: str, words: str, *, is_chosen: bool) -> None:
        colours, line_px = self._theme.colours, painter.fontMetrics().height()
        room, flags = self._room(place), Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.setPen(QColor(colours.accent if is_chosen else colours.text))
        painter.drawText(room, flags, name)
        painter.setPen(QColor(colours.quiet))
        painter.drawText(room.adjusted(0, line_px, 0, 0), flags | Qt.TextFlag.TextWordWrap, words)
