"""What the networks make of the same image: its views and the feature maps of a layer, all on one scale."""

import math
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from simclr_gui.engine.events import FeatureMapsTaken, Pixels
from simclr_gui.gui.look.language import spoken
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.pages.compare.run_grid import RunGrid, equally_full
from simclr_gui.gui.pages.compare.run_heading import RunHeading, caption_of, empty_caption
from simclr_gui.gui.pages.compare.turns import Turns
from simclr_gui.gui.pages.features.mosaic import Mosaic, columns_of_largest
from simclr_gui.gui.parts.buttons import ToolButton
from simclr_gui.gui.parts.card import Card, label, larger_type, row
from simclr_gui.gui.parts.image import Image
from simclr_gui.gui.words.names import layer_name
from simclr_gui.state.compared_looks import on_one_scale
from simclr_gui.state.comparison import Comparison

LETTERS_OF_A_CHOICE = 18
NARROWEST_PX, MAPS_PX, VIEW_PX, SMALLEST_CELL_PX = 220, 220, 64, 22


class RunLook(QWidget):
    """One run: the image and both views, and below them the maps of the image."""

    def __init__(self, comparison: Comparison, path: Path, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparison, self._path, self._theme = comparison, path, theme
        self.heading = RunHeading()
        self.images = [Image(VIEW_PX) for _ in range(3)]
        self.mosaic = Mosaic(theme)
        self.mosaic.setFixedHeight(MAPS_PX)
        self.mosaic.resized.connect(self._lay_out)
        theme.changed.connect(self._lay_out)
        self.words = empty_caption()
        self._maps: Pixels | None = None
        views = row(*self.images)
        views.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE)
        grid.addWidget(self.heading, 0, 0)
        grid.addLayout(views, 1, 0)
        grid.addWidget(self.mosaic, 2, 0)
        grid.addWidget(self.words, 3, 0)
        grid.setRowStretch(4, 1)

    def show_run(self) -> None:
        self.heading.show_run(self._comparison, self._path, self._theme)
        caption = caption_of(self._comparison, self._path)
        self.mosaic.setAccessibleName(self.tr("Feature maps of run {run}").format(run=caption))

    def show_taken(self, taken: FeatureMapsTaken, maps: Pixels) -> None:
        """Maps: uint8, shape (channels, height, width), on a scale that the other runs share."""
        letter = self._comparison.letter(self._path)
        names = [
            words.format(run=letter)
            for words in (self.tr("Run {run}: image"), self.tr("Run {run}: view A"), self.tr("Run {run}: view B"))
        ]
        for image, pixels, name in zip(self.images, taken.images, names, strict=True):
            image.show_pixels(pixels, name)
            image.setToolTip(name)
        self._maps = maps
        self._lay_out()
        when = self.tr("After %Ln steps", None, taken.step) if taken.step else self.tr("Untrained")
        similarity = self.tr("similarity of the two views {cosine:z.2f}").format(cosine=taken.cosine)
        self.words.setText(f"{when}; {similarity}")
        self._show(is_seen=True)

    def show_trouble(self, words: str) -> None:
        self.words.setText(words)
        self._show(is_seen=False)

    def _show(self, *, is_seen: bool) -> None:
        for widget in (*self.images, self.mosaic):
            widget.setVisible(is_seen)

    @Slot()
    def _lay_out(self) -> None:
        """As many maps, from the first on, as can be seen."""
        if self._maps is None:
            return
        width, height = max(1, self.mosaic.width()), MAPS_PX
        smallest_px = SMALLEST_CELL_PX * larger_type(self)
        most = max(1, int(width // smallest_px) * int(height // smallest_px))
        maps = self._maps[:most]
        columns = columns_of_largest(len(maps), width / height)
        cell_px = min(width / columns, height / math.ceil(len(maps) / columns))
        self.mosaic.show_maps(maps, columns, cell_px, None)


class LooksCard(Card):
    """Chooses image, layer and step for all runs."""

    def __init__(self, comparison: Comparison, turns: Turns, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._comparison, self._looks, self._theme = comparison, comparison.looks, theme
        self.layers, self.steps = QComboBox(), QComboBox()
        self.layers.setAccessibleName(self.tr("Layer"))
        self.steps.setAccessibleName(self.tr("Step"))
        self.layers.activated.connect(self._choose_layer)
        self.steps.activated.connect(self._choose_step)
        self.previous = ToolButton(self.tr("Previous image"), "previous", theme)
        self.next = ToolButton(self.tr("Next image"), "next", theme)
        self.previous.clicked.connect(self.show_previous)
        self.next.clicked.connect(self.show_next)
        self.number = label("", "caption")
        title = label(self.tr("What each network makes of the same image"), "title")
        for box in (self.layers, self.steps):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(LETTERS_OF_A_CHOICE)
        line = row(self.previous, self.number, self.next, self.layers, self.steps)
        line.addStretch(1)
        self.note = empty_caption()
        columns = equally_full(NARROWEST_PX)
        self._grid = RunGrid(self, turns, self._paths, self._new_look, columns, made=self._show_all)
        self._grid.layout.setSpacing(CARD_GAP)
        self.body.addWidget(title)
        self.body.addLayout(line)
        self.body.addWidget(self.note)
        self.body.addLayout(self._grid.layout)
        self._looks.choice_changed.connect(self.show_choice)
        self._looks.taken_changed.connect(self.show_taken)
        turns.follow(comparison.runs_changed, self.show_runs)
        turns.follow(comparison.compared_changed, self.show_runs)
        comparison.curves.extended.connect(self.show_choice)
        theme.changed.connect(self.show_runs)
        self.show_runs()

    @property
    def runs(self) -> dict[Path, RunLook]:
        """Those that are made, in the order of the runs."""
        return self._grid.parts

    def _paths(self) -> list[Path]:
        """The runs whose networks can be looked at."""
        seen = {run.path for run in self._looks.runs}
        return [path for path in self._comparison.paths if path in seen]

    def _new_look(self, path: Path) -> RunLook:
        return RunLook(self._comparison, path, self._theme, self)

    @Slot()
    def show_runs(self) -> None:
        """A place for each, in order."""
        self._grid.show_runs()
        self._show_all()

    def _show_all(self) -> None:
        self.show_choice()
        self.show_taken()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grid.fit()

    @Slot()
    def show_choice(self) -> None:
        looks = self._looks
        layers = self._common_layers()
        if [self.layers.itemData(place) for place in range(self.layers.count())] != layers:
            self.layers.clear()
            for layer in layers:
                self.layers.addItem(layer_name(layer), layer)
        self.layers.setCurrentIndex(max(0, self.layers.findData(looks.layer)))
        self.steps.clear()
        self.steps.addItem(self.tr("the newest step of each"), None)
        for step in reversed(looks.steps):
            words = self.tr("after %Ln steps", None, step) if step else self.tr("untrained")
            self.steps.addItem(words, step)
        self.steps.setCurrentIndex(max(0, self.steps.findData(looks.step)))
        words = self.tr("Image {number} of {count}")
        self.number.setText(words.format(number=looks.image_index + 1, count=looks.images) if looks.images else "")
        for control in (self.previous, self.next, self.layers, self.steps):
            control.setEnabled(not looks.is_resting)
            control.setVisible(bool(self.runs))
        self._tell()

    def _common_layers(self) -> list[str]:
        """In the order of the first run's network."""
        known = [self._comparison.curves.runs.get(path) for path in self.runs]
        layers = [run.layers for run in known if run is not None and run.layers]
        return [layer for layer in layers[0] if all(layer in others for others in layers)] if layers else []

    def _tell(self) -> None:
        looks = self._looks
        if looks.is_resting:
            words = self.tr("Feature maps wait until nothing is running: they need the processor.")
        elif not self.runs:
            words = self.tr("None of these runs kept a network that can be looked at.")
        elif looks.step is None and len(self.runs) > 1 and max(looks.steps, default=0) == 0:
            words = self.tr("These runs kept no network at the same step: each is shown at its newest.")
        else:
            words = self.tr(
                "The same colour is the same value in all of them. The views follow each run's own settings."
            )
        self.note.setText(words)

    @Slot()
    def show_taken(self) -> None:
        looks = self._looks
        taken = {path: looks.taken[path] for path in self.runs if path in looks.taken}
        same_layer = {path: each for path, each in taken.items() if each.layer == looks.layer}
        maps = dict(zip(same_layer, on_one_scale(list(same_layer.values())), strict=True))
        for path, shown in self.runs.items():
            if path in looks.troubles:
                shown.show_trouble(spoken(looks.troubles[path]))
            elif path in maps:
                shown.show_taken(same_layer[path], maps[path])
            else:
                shown.show_trouble("" if looks.is_resting else self.tr("Looking…"))

    @Slot()
    def _choose_layer(self) -> None:
        self._looks.choose(self.layers.currentData(), self._looks.image_index)

    @Slot()
    def _choose_step(self) -> None:
        self._looks.choose_step(self.steps.currentData())

    @Slot()
    def show_previous(self) -> None:
        self._looks.choose(self._looks.layer, self._looks.image_index - 1)

    @Slot()
    def show_next(self) -> None:
        self._looks.choose(self._looks.layer, self._looks.image_index + 1)
