"""One image with both crops, its two views large, and each view step by step below."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from simclr_gui.engine.events import ViewsInspected
from simclr_gui.engine.messages.shares import in_percent
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.pages.views.crops import CropsView
from simclr_gui.gui.pages.views.strip import StepStrip
from simclr_gui.gui.parts.card import Card, label, larger_type, row
from simclr_gui.gui.parts.image import Image

LARGEST_PX, SMALLEST_PX = 800, 128
SHARE_OF_HEIGHT = 0.64
CAPTION_PX = 24


class StepsView(QWidget):
    """The large images grow with the window; what is left below them belongs to the strips."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.crops = CropsView(SMALLEST_PX, theme)
        self.views = (Image(SMALLEST_PX), Image(SMALLEST_PX))
        self.strips = (StepStrip(self.tr("View A, step by step")), StepStrip(self.tr("View B, step by step")))
        self._shared = label("", "caption")
        self._shared.setToolTip(self.tr("Area that both crops show, of the area that at least one shows"))
        self._upper, self._lower = self._make_upper(), self._make_lower()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CARD_GAP - 4)
        column.addWidget(self._upper)
        column.addWidget(self._lower, 1)

    def _make_upper(self) -> Card:
        names = (_badge(self.tr("View A"), "view_a"), _badge(self.tr("View B"), "view_b"))
        self._name = names[0]
        self._sizes = (label("", "caption"), label("", "caption"))
        images = row(_captioned(self.crops, self._shared), spacing=2 * SPACE)
        for view, name, size in zip(self.views, names, self._sizes, strict=True):
            size.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            images.addWidget(_captioned(view, name, size))
        images.addStretch(1)
        card = Card()
        card.body.addLayout(images)
        return card

    def _make_lower(self) -> Card:
        card = Card()
        for strip, letter, role in zip(self.strips, "AB", ("view_a", "view_b"), strict=True):
            badge = _badge(letter, role)
            badge.setAlignment(Qt.AlignmentFlag.AlignTop)
            line = row(badge, strip)
            line.setStretch(1, 1)
            card.body.addLayout(line, 1)
        return card

    def minimumSizeHint(self) -> QSize:
        """With the smallest images: the size that they have now must not keep the window from becoming smaller."""
        chrome = 2 * CARD_GAP
        lower = self._lower.minimumSizeHint()
        upper_width = 3 * SMALLEST_PX + 4 * SPACE + chrome
        upper_height = SMALLEST_PX + self._caption_px() + chrome
        return QSize(max(lower.width(), upper_width), lower.height() + upper_height + CARD_GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def event(self, event: QEvent) -> bool:
        """A change of type is told to hidden pages late: what it needs is asked again whenever it is laid out."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._share_room()
        return super().event(event)

    def _share_room(self) -> None:
        room = (self.width() - 2 * CARD_GAP - 4 * SPACE) // 3
        chrome = self._caption_px() + 3 * CARD_GAP + 2 * SPACE
        above_strips = self.height() - self._lower.minimumSizeHint().height()
        high = int(min(SHARE_OF_HEIGHT * self.height(), above_strips)) - chrome
        side_px = max(SMALLEST_PX, min(LARGEST_PX, room, high))
        for widget in (self.crops, *self.views):
            widget.setFixedSize(side_px, side_px)
        self._show_sizes()

    def _show_sizes(self) -> None:
        """Below images that are too small for all of the words stand none."""
        for size in self._sizes:
            needed_px = self._name.sizeHint().width() + SPACE + size.sizeHint().width()
            size.setVisible(needed_px <= self.views[0].width())

    def _caption_px(self) -> int:
        """Chinese needs more than its type."""
        words_px = max(words.sizeHint().height() for words in (self._shared, self._name))
        return max(round(CAPTION_PX * larger_type(self)), words_px + 8)

    def show_views(self, inspected: ViewsInspected) -> None:
        self.crops.show_crops(inspected)
        views, names = (inspected.first, inspected.second), (self.tr("View A"), self.tr("View B"))
        for view, image, strip, name in zip(views, self.views, self.strips, names, strict=True):
            image.show_pixels(view.pixels, name)
            strip.show_view(view, len(inspected.original))
        for size in self._sizes:
            size.setText(self.tr("Network sees {side} × {side} px").format(side=len(inspected.original)))
        self._show_sizes()
        self._shared.setText(self.tr("Overlap: {shared:.0f} %").format(shared=in_percent(inspected.overlap)))


def _badge(name: str, role: str) -> QLabel:
    badge = label(name, "title")
    badge.setProperty("view", role)
    return badge


def _captioned(widget: QWidget, *captions: QLabel) -> QWidget:
    """A widget with its captions under it, in a line."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(widget)
    line = row(*captions)
    line.setStretch(len(captions) - 1, 1)
    column.addLayout(line)
    return box
