"""From edges to objects, operation by operation through a real network."""

import math

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton

from simclr_gui.engine.events import ChainLink, Floats
from simclr_gui.gui.look.theme import CARD_GAP, Theme
from simclr_gui.gui.pages import names
from simclr_gui.gui.pages.learn.array_view import ArrayView
from simclr_gui.gui.pages.learn.chance_note import ChanceNote
from simclr_gui.gui.pages.learn.lesson import Lesson
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.gui.parts.choices import tell_as_choice
from simclr_gui.state.lessons import Lessons
from simclr_gui.state.waiting import CHAIN

COLUMNS = 4
LINKS_A_ROW = 6


class ChainLesson(Lesson):
    """The operations as a chain of buttons; each shows what the network in hand makes of an image there."""

    def __init__(self, lessons: Lessons, theme: Theme) -> None:
        super().__init__(
            self.tr("Convolution, ReLU, again and again: edges become parts, parts become objects."),
            self.tr("What does ReLU take away, and where is the image lost to your eyes?"),
            self.tr("Try: go from layer to layer."),
            self.tr(
                "ReLU sets to 0 whatever is below 0: only what was found stays. In the later stages the maps are few "
                "pixels wide: they hardly show where something is any more, but what."
            ),
            self.tr(
                "Conv → ReLU → Conv → ReLU → pool … → average → fully connected. ReLU(x) = max(0, x). A convolution "
                "looks at a small square of all maps before it, a fully connected layer at all numbers. Here each "
                "convolution is followed by BatchNorm."
            ),
            self.tr("All layers, all channels"),
            names.FEATURES,
        )
        self._lessons = lessons
        self.group = QButtonGroup(self)
        self.group.setExclusive(True)
        self.group.idClicked.connect(self._show_link)
        self.touched_by(self.group.idClicked)
        self.links = QGridLayout()
        self.image, self.maps = ArrayView(theme, self.tr("Image")), ArrayView(theme, self.tr("Strongest maps"))
        self.another = QPushButton(self.tr("Another image"))
        self.another.setProperty("role", "link")
        self.words = label("", "caption")
        self.chance = ChanceNote()
        self.chance.start_requested.connect(self.start_requested)
        left, self._right = Card(self.tr("Image")), Card(self.tr("What the network makes of it"))
        left.body.addWidget(self.image, 1)
        left.body.addWidget(self.another)
        self._right.body.addWidget(self.maps, 1)
        self._right.body.addWidget(self.words)
        line = row(left, self._right, spacing=CARD_GAP - 4)
        line.setStretch(0, 1)
        line.setStretch(1, 2)
        chain = Card()
        chain.body.addLayout(self.links)
        chain.body.addWidget(self.chance)
        self.stage.addWidget(chain)
        self.stage.addLayout(line, 1)
        self.touched_by(self.image.pressed, self.another.clicked)
        self.image.pressed.connect(lessons.show_next_image)
        self.another.clicked.connect(lessons.show_next_image)
        lessons.chain_taken.connect(self.show_chain)
        lessons.network_changed.connect(self.enter_again)
        self.wait_for(lessons, CHAIN)

    def enter(self) -> None:
        self._lessons.follow_chain()
        self.show_chain()

    @Slot()
    def show_chain(self) -> None:
        """Shows the image that is on its way, at the link that was looked at last."""
        chain = self._lessons.chain
        if chain is None:
            return
        names = [self._name(link) for link in chain.links]
        if names != [button.text() for button in self.group.buttons()]:
            self._make_links(names)
        self.image.show_pixels(chain.image)
        self.chance.show_step(chain.step, is_busy=self._lessons.is_engine_busy)
        self._show_link(self.group.checkedId())

    def _make_links(self, names: list[str]) -> None:
        while (item := self.links.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for button in self.group.buttons():
            self.group.removeButton(button)
        for number, name in enumerate(names):
            place, column = divmod(number, LINKS_A_ROW)
            button = QPushButton(name)
            button.setCheckable(True)
            button.setProperty("role", "link of a chain")
            self.group.addButton(button, number)
            tell_as_choice(button)
            if number:
                self.links.addWidget(label("→"), place, 2 * column)
            self.links.addWidget(button, place, 2 * column + 1)
            self.links.setColumnStretch(2 * column + 1, 1)
        self.group.button(0).setChecked(True)

    def _name(self, link: ChainLink) -> str:
        names = {
            "convolution": self.tr("Conv"),
            "relu": "ReLU",
            "sum": self.tr("+ skip"),
            "pool": self.tr("Pool"),
            "average": self.tr("Average: h"),
            "averages": self.tr("Averages: h"),
            "dense": self.tr("Head: z"),
        }
        return names.get(link.kind) or self.tr("Stage {number}").format(number=link.stage)

    @Slot(int)
    def _show_link(self, number: int) -> None:
        chain = self._lessons.chain
        if chain is None or not 0 <= number < len(chain.links):
            return
        link = chain.links[number]
        is_map = link.maps.ndim == 3
        self.maps.show_values(mosaic(link.maps, COLUMNS) if is_map else folded(link.maps))
        self.words.setText(
            self.tr("{count} of {channels} maps, the strongest; orange above 0, blue below").format(
                count=len(link.maps), channels=link.channels
            )
            if is_map
            else self.tr("{count} numbers, one per cell; orange above 0, blue below").format(count=link.channels)
        )
        self.tell(self._explanation(link))

    def _explanation(self, link: ChainLink) -> str:
        side, channels = link.maps.shape[-1], link.channels
        words = {
            "convolution": self.tr("{channels} filters, {channels} maps of {side}×{side}: each looks for one thing."),
            "relu": self.tr("What was below 0 is gone: only what was found stays. {channels} maps of {side}×{side}."),
            "sum": self.tr(
                "What came through the skip connection is added, then ReLU. {channels} maps of {side}×{side}."
            ),
            "pool": self.tr("The largest of each square: {channels} maps of {side}×{side}."),
            "stage": self.tr(
                'After all blocks of the stage: {channels} maps of {side}×{side}; coarser "where", richer "what".'
            ),
            "average": self.tr("h: each map becomes its mean, {channels} numbers; where something was is forgotten."),
            "averages": self.tr(
                "h: each map of stages 2, 3 and 4 becomes its mean, {channels} numbers; where something was is "
                "forgotten."
            ),
            "dense": self.tr("z: {channels} numbers, each made of all before it; the loss compares these."),
        }
        return words[link.kind].format(side=side, channels=channels)


def mosaic(maps: Floats, columns: int) -> np.ndarray:
    """Maps (count, side, side) beside each other, each by its own strength, with empty numbers between them."""
    side = maps.shape[-1]
    gap = max(1, side // 8)
    rows = -(-len(maps) // columns)
    sheet = np.full((rows * (side + gap) - gap, columns * (side + gap) - gap), np.nan)
    for number, one in enumerate(maps):
        top, left = (place * (side + gap) for place in divmod(number, columns))
        strongest = max(float(np.abs(one).max()), 1e-9)
        sheet[top : top + side, left : left + side] = one / strongest
    return sheet


def folded(numbers: Floats) -> np.ndarray:
    """Numbers (count,) in rows, about twice as wide as high, empty ones at the end."""
    columns = 2 ** math.ceil(math.log2(2 * len(numbers)) / 2)
    rows = -(-len(numbers) // columns)
    sheet = np.full(rows * columns, np.nan)
    sheet[: len(numbers)] = numbers
    return sheet.reshape(rows, columns)
