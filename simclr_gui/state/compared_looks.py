"""What the networks of several runs make of the same image: the same layer, at the same step where they kept one."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.comparison.compared import ComparedRun
from simclr_gui.engine.events import IMAGES_TO_LOOK_AT, Event, FeatureMapsTaken, Pixels
from simclr_gui.engine.features.layer_selection import LayerSelection
from simclr_gui.jobs import work
from simclr_gui.jobs.player import Failure
from simclr_gui.state.requester import Requester

if TYPE_CHECKING:
    from simclr_gui.engine.experiments.run_inspector import RunInspector


class ComparedLooks(Requester):
    """Looks only while somebody watches, and not beside a training: that needs the processor.

    Attributes:
        steps: at which all of the networks can be looked at, the earliest first.
        step: the chosen one; None for the newest of each run.
        layer: None for the first; `image_index`: of the test images.
        taken: by folder, what was seen with this choice.
        troubles: by folder, why nothing was seen.
        is_resting: something is being trained or evaluated here.

    Signals:
        choice_changed(): `steps`, `step`, `layer` or `image_index` is another, or whether it rests.
        taken_changed(): `taken` or `troubles` is new.
        failed(object): a Failure.
    """

    choice_changed = Signal()
    taken_changed = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent, lets_window_paint=True)
        self.steps: tuple[int, ...] = ()
        self.step: int | None = None
        self.layer: str | None = None
        self.image_index = 0
        self.images = 0
        self.taken: dict[Path, FeatureMapsTaken] = {}
        self.troubles: dict[Path, str] = {}
        self.is_resting = False
        self._runs: tuple[ComparedRun, ...] = ()
        self._missing: list[Path] = []  # still to be seen with this choice
        self._inspectors: dict[Path, RunInspector] = {}
        self._is_page_watched = self._is_card_watched = False
        self._requests.played.connect(self._take)
        self._requests.failed.connect(self._fail)

    @property
    def runs(self) -> tuple[ComparedRun, ...]:
        """Those whose networks can be looked at."""
        return tuple(run for run in self._runs if run.kept_steps)

    def look_at(self, runs: Sequence[ComparedRun]) -> None:
        """Of these runs from now on."""
        before, self._runs = self._runs, tuple(runs)
        if [(run.path, run.kept_steps) for run in before] == [(run.path, run.kept_steps) for run in runs]:
            return
        paths = {run.path for run in self.runs}
        self._inspectors = {path: kept for path, kept in self._inspectors.items() if path in paths}
        kept = [set(run.kept_steps) for run in self.runs]
        self.steps = tuple(sorted(set.intersection(*kept))) if kept else ()
        newest_common = max(self.steps, default=0)
        self.step = newest_common or None  # the untrained networks alone are no comparison
        counts = [run.result.test_images if run.result else run.config.data.test_images for run in self.runs]
        self.images = min([IMAGES_TO_LOOK_AT, *(count for count in counts if count)]) if counts else 0
        self.image_index = min(self.image_index, max(0, self.images - 1))
        self._start_anew()

    def set_watched(self, is_watched: bool) -> None:
        """Whether the page is on show; a page that has gone keeps no network in memory."""
        self._is_page_watched = is_watched
        if not is_watched:
            self._inspectors = {}
        self._ask()

    def set_card_watched(self, is_watched: bool) -> None:
        """Whether the part of the page with the feature maps is in sight."""
        if is_watched != self._is_card_watched:
            self._is_card_watched = is_watched
            self._ask()

    @Slot()
    def rest(self) -> None:
        """The engine is about to work: no further looks."""
        self.is_resting = True
        self._requests.close()
        self._requests.leave()
        self.choice_changed.emit()

    def go_on(self) -> None:
        """The engine is through."""
        self.is_resting = False
        self._inspectors = {}
        self._requests.open()
        self.choice_changed.emit()
        self._ask()

    def choose_step(self, step: int | None) -> None:
        """One of `steps`, None for the newest of each run."""
        if step != self.step:
            self.step = step
            self._start_anew()

    def choose(self, layer: str | None, image_index: int) -> None:
        """Another layer or image; the index goes round at the ends."""
        image_index = image_index % self.images if self.images else 0
        if (layer, image_index) != (self.layer, self.image_index):
            self.layer, self.image_index = layer, image_index
            self._start_anew()

    def _start_anew(self) -> None:
        """What was seen stays until the next is there, so that nothing flickers."""
        self._requests.clear()
        self._requests.leave()
        self.taken = {path: taken for path, taken in self.taken.items() if path in {run.path for run in self.runs}}
        self.troubles = {}
        self._missing = [run.path for run in self.runs]
        self.choice_changed.emit()
        self.taken_changed.emit()
        self._ask()

    def _ask(self) -> None:
        if not (self._is_page_watched and self._is_card_watched) or self.is_resting:
            return
        selection = LayerSelection(self.layer, self.image_index)
        for path in self._missing:
            is_answering = self._requests.is_answering and self._requests.kind == str(path)
            if not is_answering and str(path) not in self._requests:
                self._requests.request(str(path), partial(_look, self._inspectors, path, selection, self.step))

    @Slot(object)
    def _take(self, event: Event) -> None:
        path = Path(self._requests.kind)
        if isinstance(event, FeatureMapsTaken) and path in self._missing:
            self._missing.remove(path)
            self.taken[path] = event
            self.layer = event.layer
            self.taken_changed.emit()

    @Slot(object)
    def _fail(self, failure: Failure) -> None:
        path = Path(self._requests.kind)
        if path in self._missing:
            self._missing.remove(path)
            self.taken.pop(path, None)
            self.troubles[path] = failure.sentence
            self.taken_changed.emit()


def on_one_scale(taken: Sequence[FeatureMapsTaken]) -> list[Pixels]:
    """The maps of the image alone, each uint8 of shape (channels, height, width): the same level is the same value."""
    if not taken:
        return []
    low, high = min(each.low for each in taken), max(each.high for each in taken)
    span = max(high - low, 1e-12)
    result = []
    for each in taken:
        first, last = 255 * (each.low - low) / span, 255 * (each.high - low) / span
        table = np.linspace(first, last, 256).round().astype(np.uint8)
        result.append(table[each.maps[0]])
    return result


def _look(
    inspectors: "dict[Path, RunInspector]", path: Path, selection: LayerSelection, step: int | None
) -> Iterator[Event]:
    if path not in inspectors:
        inspectors[path] = work.open_inspector(path)
    yield from inspectors[path].look(selection, step)
