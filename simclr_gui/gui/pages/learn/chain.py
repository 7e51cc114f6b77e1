"""Lesson 4: from edges to objects, in the maps of a real network."""

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton

from simclr_gui.engine.events import FeatureMapsTaken
from simclr_gui.gui.look.theme import CARD_GAP, Theme
from simclr_gui.gui.pages.learn.array_view import ArrayView
from simclr_gui.gui.pages.learn.lesson import Lesson
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.gui.wording import layer_name
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.lessons import Lessons

FEATURES_PAGE = 2
MAPS_SHOWN, COLUMNS = 12, 4


class ChainLesson(Lesson):
    """The stages as a chain of buttons; each shows the strongest maps of the network in hand."""

    def __init__(self, lessons: Lessons, experiment: Experiment, theme: Theme) -> None:
        super().__init__(
            self.tr("Convolution, ReLU, again and again: edges become parts, parts become objects."),
            self.tr("Try: go from left to right. Until which stage do you still recognise the picture?"),
            self.tr(
                "ReLU(x) = max(0, x). Conv → ReLU → Conv → ReLU → pool … → average → h. The last layer of a "
                "classifier is dense."
            ),
            self.tr("All layers, all channels"),
            FEATURES_PAGE,
        )
        self._lessons, self._experiment, self._theme = lessons, experiment, theme
        self._taken: dict[str, FeatureMapsTaken] = {}
        self.links = QHBoxLayout()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.idClicked.connect(self._show_stage)
        self._layers: list[str] = []
        self.picture = ArrayView(theme, self.tr("Picture"))
        self.maps = ArrayView(theme, self.tr("Strongest maps"))
        self.words = label("", "caption")
        left, right = Card(self.tr("Picture")), Card(self.tr("Strongest maps of the stage"))
        left.body.addWidget(self.picture, 1)
        right.body.addWidget(self.maps, 1)
        right.body.addWidget(self.words)
        line = row(left, right, spacing=CARD_GAP - 4)
        line.setStretch(0, 1)
        line.setStretch(1, 2)
        chain = Card()
        chain.body.addLayout(self.links)
        self.stage.addWidget(chain)
        self.stage.addLayout(line, 1)
        lessons.maps_taken.connect(self._take)
        experiment.started.connect(self._forget)

    def enter(self) -> None:
        if self._experiment.run is None:
            self.tell(self.tr("Train a network first, or open a run: here are then its maps."))
        elif not self._taken:
            self._lessons.take_chain()

    @Slot()
    def _forget(self) -> None:
        self._taken.clear()

    @Slot(object)
    def _take(self, taken: FeatureMapsTaken) -> None:
        if taken.layer not in self._taken:
            self._taken[taken.layer] = taken
            self._show_links()

    def _show_links(self) -> None:
        layers = list(self._taken)
        for layer in layers[len(self._layers) :]:
            button = QPushButton(self._short_name(layer))
            button.setCheckable(True)
            self._group.addButton(button, len(self._layers))
            if self._layers:
                self.links.addWidget(label("→"))
            self.links.addWidget(button)
            self._layers.append(layer)
        if self._group.checkedId() < 0:
            self._group.button(0).setChecked(True)
            self._show_stage(0)

    def _short_name(self, layer: str) -> str:
        """The last block stands for its stage."""
        if layer.startswith("layer"):
            return self.tr("Stage {number}").format(number=layer.removeprefix("layer").partition(".")[0])
        return "h" if layer == "h" else layer_name(layer)

    @Slot(int)
    def _show_stage(self, number: int) -> None:
        taken = self._taken[self._layers[number]]
        self.picture.show_pixels(taken.pictures[0])
        maps = taken.maps[0].astype(np.float64)
        strongest = np.argsort(-maps.mean(axis=(1, 2)))[:MAPS_SHOWN]
        self.maps.show_values(mosaic(maps[strongest], COLUMNS))
        side, channels = maps.shape[-1], len(maps)
        self.words.setText(self.tr("{count} of {channels}").format(count=len(strongest), channels=channels))
        if side == 1:
            self.tell(self.tr("h: {channels} numbers, and where something was is forgotten.").format(channels=channels))
        else:
            self.tell(
                self.tr("{channels} maps of {side}×{side}: the later, the coarser where and the richer what.").format(
                    channels=channels, side=side
                )
            )


def mosaic(maps: np.ndarray, columns: int) -> np.ndarray:
    """Maps (count, side, side) beside each other, a row of empty numbers between them."""
    side = maps.shape[-1]
    gap = max(1, side // 8)
    rows = -(-len(maps) // columns)
    sheet = np.full((rows * (side + gap) - gap, columns * (side + gap) - gap), np.nan)
    for number, one in enumerate(maps):
        top, left = (place * (side + gap) for place in divmod(number, columns))
        strongest = max(float(np.abs(one).max()), 1e-9)
        sheet[top : top + side, left : left + side] = one / strongest
    return sheet
