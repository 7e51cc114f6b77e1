"""How it works, in three small images made of the chosen data."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from simclr_gui.engine.events import Pixels
from simclr_gui.gui.look.theme import CARD_GAP, SPACE
from simclr_gui.gui.pages.train.start.image_row import SIGN_WIDTH_PX, ImageRow, Item
from simclr_gui.gui.parts.card import Card
from simclr_gui.gui.parts.wrapped_label import WrappedLabel
from simclr_gui.state.album import Album
from simclr_gui.state.views_preview import ViewsPreview

SMALLEST_PX = 52
TEST_IMAGES = 3
MOST_IMAGES, MOST_SIGNS = 3, 4  # of a row, with what lies between


class Steps(Card):
    """Two views of one image, pulled together, then a test; the views are drawn as the training will draw them."""

    def __init__(self, album: Album, preview: ViewsPreview, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._album, self._preview = album, preview
        self.rows = [ImageRow(SMALLEST_PX) for _ in range(3)]
        line = QHBoxLayout()
        line.setSpacing(CARD_GAP)
        words = (
            self.tr("1  Make two views of one image, each changed at random."),
            self.tr("2  Pull these two together, push other images apart."),
            self.tr("3  Test it: does it recognise images it has never seen?"),
        )
        for image_row, text in zip(self.rows, words, strict=True):
            column = QVBoxLayout()
            column.setSpacing(SPACE)
            column.addWidget(image_row)
            column.addWidget(WrappedLabel(text, "caption"))
            column.addStretch(1)
            line.addLayout(column, 1)
        self.body.addLayout(line)
        for signal in (album.opened, album.shots_read, preview.inspected):
            signal.connect(self.show_steps)
        self.show_steps()

    def set_side(self, side_px: int, width_px: int) -> None:
        """As large as there is room for it, in a card of this width."""
        widest = (width_px // len(self.rows) - MOST_SIGNS * SIGN_WIDTH_PX - 2 * CARD_GAP) // MOST_IMAGES
        for image_row in self.rows:
            image_row.set_side(max(SMALLEST_PX, min(side_px, widest)))

    @Slot()
    def show_steps(self) -> None:
        sample = self._preview.latest
        image = sample.original if sample else self._pixels(0)
        first = sample.first.pixels if sample else None
        second = sample.second.pixels if sample else None
        self.rows[0].show_items([image, "→", first, second], self.tr("An image and two views of it"))
        self.rows[1].show_items(
            [first, "→", "←", second, "↔", self._pixels(1)],
            self.tr("Two views that belong together, and another image"),
        )
        tests: list[Item] = [self._pixels(number) for number in self.test_numbers()]
        self.rows[2].show_items([*tests, "?"], self.tr("Images for the test"))

    def test_numbers(self) -> list[int]:
        """The first images of the test."""
        album = self._album.latest
        if album is None:
            return []
        return list(range(album.train, min(len(album), album.train + TEST_IMAGES)))

    def _pixels(self, number: int) -> Pixels | None:
        shot = self._album.shot(number)
        return None if shot is None else shot.pixels
