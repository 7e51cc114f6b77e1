"""What pooling keeps of a feature map."""

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from simclr_gui.engine.events import ChainLink
from simclr_gui.engine.lessons.pooling import POOLINGS, pool
from simclr_gui.gui.look.theme import CARD_GAP, Theme
from simclr_gui.gui.pages import names
from simclr_gui.gui.pages.learn.array_view import ArrayView
from simclr_gui.gui.pages.learn.chance_note import ChanceNote
from simclr_gui.gui.pages.learn.lesson import Lesson
from simclr_gui.gui.pages.learn.slider_row import SliderRow
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.state.lessons import Lessons
from simclr_gui.state.waiting import CHAIN

SQUARE = 2


class PoolingLesson(Lesson):
    """A map of the network in hand, and its three poolings; point at a square and see its four numbers."""

    def __init__(self, lessons: Lessons, theme: Theme) -> None:
        super().__init__(
            self.tr("Pooling keeps one number per small square: the map shrinks, what matters should stay."),
            self.tr("Which pooling keeps one strong number, and which one drowns it?"),
            self.tr("Try: click the squares of the map."),
            self.tr(
                "The largest keeps it as it is. The average drowns a strong number among weak ones, and so does the "
                "sum, which is only four times the average."
            ),
            self.tr(
                "2×2 with stride 2: (W − 2) / 2 + 1. Max: the largest of the four. Average: their mean. Sum: four "
                "times that."
            ),
            self.tr("Pool a network's maps"),
            names.FEATURES,
        )
        self._lessons = lessons
        self._map = np.zeros((0, 0))
        self.image, self.before, self.square = (
            ArrayView(theme, name) for name in (self.tr("Image"), self.tr("Feature map"), self.tr("The square"))
        )
        self.titles = {"max": self.tr("Largest"), "average": self.tr("Average"), "sum": self.tr("Sum")}
        self.pooled = {kind: ArrayView(theme, self.titles[kind]) for kind in POOLINGS}
        self.values = {kind: label("", "title") for kind in POOLINGS}
        self.number = SliderRow(self.tr("Map"), 1, 1, 1)
        self.chance = ChanceNote()
        self.chance.start_requested.connect(self.start_requested)
        self._lay_out()
        self.before.pointed.connect(self._point)
        for view in self.pooled.values():
            view.pointed.connect(self._look_at)
        self.touched_by(self.before.pointed, *(view.pointed for view in self.pooled.values()))
        self.touched_by(self.number.touched, self.image.pressed)
        self.image.pressed.connect(lessons.show_next_image)
        self.number.moved.connect(self.show_map)
        lessons.chain_taken.connect(self.show_map)
        lessons.network_changed.connect(self.enter_again)
        self.wait_for(lessons, CHAIN)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(CARD_GAP - 4)
        first = Card(self.tr("A map after the first ReLU"))
        first.body.addWidget(self.before, 2)
        first.body.addLayout(row(self.image, self.square), 1)
        line.addWidget(first, 3)
        for kind, view in self.pooled.items():
            card = Card(self.titles[kind])
            card.body.addWidget(view, 1)
            card.body.addWidget(self.values[kind])
            line.addWidget(card, 2)
        self.stage.addLayout(line, 1)
        knobs = Card()
        knobs.body.addWidget(self.number)
        knobs.body.addWidget(self.chance)
        self.stage.addWidget(knobs)

    def enter(self) -> None:
        self._lessons.follow_chain()
        self.show_map()

    @Slot()
    def show_map(self) -> None:
        """Shows the chosen map of the image that is on its way through the network, and its poolings."""
        chain = self._lessons.chain
        if chain is None:
            return
        maps = _after_first_relu(chain.links).maps
        self.number.slider.setMaximum(len(maps))
        self._map = maps[self.number.number - 1].astype(np.float64)
        self.image.show_pixels(chain.image)
        self.before.show_values(self._map)
        pooled = {kind: pool(self._map, kind) for kind in POOLINGS}
        for kind, view in self.pooled.items():
            view.show_values(pooled[kind])
        self.chance.show_step(chain.step, is_busy=self._lessons.is_engine_busy)
        drowned = pooled["max"] - pooled["average"]  # one strong number among weak ones
        row_, column = np.unravel_index(int(drowned.argmax()), drowned.shape)
        self._look_at(int(row_), int(column))

    @Slot(int, int)
    def _point(self, row_: int, column: int) -> None:
        self._look_at(row_ // SQUARE, column // SQUARE)

    @Slot(int, int)
    def _look_at(self, row_: int, column: int) -> None:
        """Looks at one square and what becomes of it."""
        top, left = SQUARE * row_, SQUARE * column
        square = self._map[top : top + SQUARE, left : left + SQUARE]
        if square.shape != (SQUARE, SQUARE):
            return
        self.before.frame(top, left, SQUARE)
        self.square.show_values(square, with_numbers=True)
        for view in self.pooled.values():
            view.frame(row_, column, 1)
        values = {kind: float(pool(square[None], kind)[0, 0, 0]) for kind in POOLINGS}
        for kind, value in values.items():
            self.values[kind].setText(f"{value:.2f}")
        self.tell(
            self.tr(
                "Of these four numbers: largest {largest:.2f}, average {average:.2f}, sum {total:.2f}. "
                "The map shrinks from {side} to {half} px; the largest stays as strong as it was."
            ).format(
                largest=values["max"],
                average=values["average"],
                total=values["sum"],
                side=len(self._map),
                half=len(self._map) // SQUARE,
            )
        )


def _after_first_relu(links: tuple[ChainLink, ...]) -> ChainLink:
    return next(link for link in links if link.kind == "relu")
