"""Lesson 3: what pooling keeps of a feature map."""

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from simclr_gui.engine.lessons.convolution import KERNELS, convolve
from simclr_gui.engine.lessons.pooling import POOLINGS, pool
from simclr_gui.gui.look.theme import CARD_GAP, Theme
from simclr_gui.gui.pages.learn.array_view import ArrayView
from simclr_gui.gui.pages.learn.convolution import GREY
from simclr_gui.gui.pages.learn.lesson import Lesson
from simclr_gui.gui.parts.card import Card
from simclr_gui.state.lessons import Lessons

FEATURES_PAGE = 2
SQUARE = 2


class PoolingLesson(Lesson):
    """A real map of edges, and its three poolings; point at a square and see its four numbers."""

    def __init__(self, lessons: Lessons, theme: Theme) -> None:
        super().__init__(
            self.tr("Pooling keeps one number of every small square: the map shrinks, what matters should stay."),
            self.tr("Try: find a square with one strong number. Which pooling keeps it, which one drowns it?"),
            self.tr(
                "2×2 with stride 2: (W − 2) / 2 + 1. Max: the largest of the four. Average: their mean. Sum: four "
                "times that."
            ),
            self.tr("Pool a network's maps"),
            FEATURES_PAGE,
        )
        self._lessons = lessons
        self._map = np.zeros((32, 32))
        self.before, self.square = ArrayView(theme, self.tr("Feature map")), ArrayView(theme, self.tr("The square"))
        self.pooled = {kind: ArrayView(theme, kind) for kind in POOLINGS}
        titles = {"max": self.tr("Largest"), "average": self.tr("Average"), "sum": self.tr("Sum")}
        line = QHBoxLayout()
        line.setSpacing(CARD_GAP - 4)
        first = Card(self.tr("Edges in the picture"))
        first.body.addWidget(self.before, 2)
        first.body.addWidget(self.square, 1)
        line.addWidget(first, 3)
        for kind, view in self.pooled.items():
            card = Card(titles[kind])
            card.body.addWidget(view, 1)
            line.addWidget(card, 2)
            view.pointed.connect(self._look_at)
        self.stage.addLayout(line, 1)
        self.before.pointed.connect(self._point)
        lessons.pictures_taken.connect(self._take_picture)
        self._take_picture()

    def enter(self) -> None:
        self._lessons.take_pictures()

    @Slot()
    def _take_picture(self) -> None:
        taken = self._lessons.pictures
        if taken is not None:
            grey = (taken.pixels[0] @ GREY)[None] / 255
            self._map = np.maximum(convolve(grey, KERNELS["edge"][None].astype(np.float64)), 0)
        self.before.show_values(self._map)
        for kind, view in self.pooled.items():
            view.show_values(pool(self._map, kind))
        place = np.unravel_index(int(pool(self._map, "max").argmax()), (len(self._map) // 2, self._map.shape[1] // 2))
        self._look_at(int(place[0]), int(place[1]))

    @Slot(int, int)
    def _point(self, row: int, column: int) -> None:
        self._look_at(row // SQUARE, column // SQUARE)

    @Slot(int, int)
    def _look_at(self, row: int, column: int) -> None:
        """Looks at one square and what becomes of it."""
        top, left = SQUARE * row, SQUARE * column
        square = self._map[top : top + SQUARE, left : left + SQUARE]
        if square.shape != (SQUARE, SQUARE):
            return
        self.before.frame(top, left, SQUARE)
        self.square.show_values(square, with_numbers=True)
        for view in self.pooled.values():
            view.frame(row, column, 1)
        values = {kind: float(pool(square[None], kind)[0, 0, 0]) for kind in POOLINGS}
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
