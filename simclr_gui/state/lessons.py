"""What the lessons show: computed when a lesson asks, the newest wish of each kind next."""

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.config import DataSettings, EncoderName, Stem
from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import (
    BlockProbed,
    BlocksCompared,
    ErrorMeasured,
    Event,
    FeatureMapsTaken,
    GradientsFlowed,
    LessonPictures,
    SizesWalked,
)
from simclr_gui.engine.run_folder import RunFolder
from simclr_gui.jobs.player import MakeEvents, Stage
from simclr_gui.state.experiment import Experiment

SECONDS_OF_A_RACE = 120.0


class Lessons(QObject):
    """One computation at a time, each a matter of a moment, and beside them the race of networks, which takes minutes.

    Signals:
        pictures_taken(): `pictures` are there.
        sizes_walked(object), gradients_flowed(object), block_probed(object), blocks_compared(object),
        maps_taken(object): the event.
        race_changed(): the networks have learned a little, or the race is over, or begins.
        failed(object): a Failure.
        became_quiet(): nothing is being computed.
    """

    pictures_taken = Signal()
    sizes_walked = Signal(object)
    gradients_flowed = Signal(object)
    block_probed = Signal(object)
    blocks_compared = Signal(object)
    maps_taken = Signal(object)
    race_changed = Signal()
    failed = Signal(object)
    became_quiet = Signal()

    def __init__(self, experiment: Experiment, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._experiment = experiment
        self.pictures: LessonPictures | None = None
        self.errors: dict[str, list[ErrorMeasured]] = {}
        self._wishes: dict[str, MakeEvents] = {}
        self._is_open = self._is_stopped = False
        self._stage, self._race = Stage(self), Stage(self)
        self._stage.emptied.connect(self._go_on)
        self._race.emptied.connect(self._end_race)
        for stage in (self._stage, self._race):
            stage.played.connect(self._take)
            stage.failed.connect(self.failed)
        experiment.config_changed.connect(self._forget_pictures)

    @property
    def is_quiet(self) -> bool:
        return self._stage.is_empty and self._race.is_empty

    @property
    def is_racing(self) -> bool:
        return not self._race.is_empty

    def open(self) -> None:
        """The engine is loaded: from now on wishes are granted."""
        self._is_open = True
        self._go_on()

    def close(self) -> None:
        """Grants no further wishes, and ends the race."""
        self._is_open = False
        self._wishes.clear()
        self.stop_race()

    def take_pictures(self) -> None:
        """A handful of the pictures that the user has chosen; nothing where they are there."""
        if self.pictures is None:
            settings = self._experiment.config.data
            self._wish("pictures", "simclr_gui.engine.lessons.material", "take_pictures", settings)

    def walk_sizes(self, encoder: EncoderName, stem: Stem, side_px: int) -> None:
        """Of several wishes for the same network the last counts."""
        self._wish(f"sizes of {encoder}", "simclr_gui.engine.lessons.size_walk", "walk_sizes", encoder, stem, side_px)

    def flow_gradients(self, **settings: object) -> None:
        """See `engine.lessons.gradients.FlowSettings`."""
        self._wishes["flow"] = lambda: _flowed(settings)
        self._go_on()

    def probe_block(self, scale: float) -> None:
        self._wish("block", "simclr_gui.engine.lessons.blocks", "probe_block", scale)

    def compare_blocks(self) -> None:
        self._wish("blocks", "simclr_gui.engine.lessons.blocks", "compare_blocks")

    def take_chain(self) -> None:
        """The maps of the stem, of each stage's end and of h, of the run in hand."""
        run, run_dir = self._experiment.run, self._experiment.run_dir
        if run is not None and run_dir is not None:
            self._wishes["chain"] = lambda: _chained(run_dir, run.layers)
            self._go_on()

    def start_race(self) -> None:
        """Lets plain and residual networks of two depths learn side by side, while nothing else is trained."""
        if not self._is_open or self._experiment.phase.is_busy or self.is_racing:
            return
        self.errors, self._is_stopped = {}, False
        settings = self._experiment.config.data
        self._race.play(lambda: _raced(settings, self._should_stop))
        self.race_changed.emit()

    def stop_race(self) -> None:
        self._is_stopped = True

    def _should_stop(self) -> bool:
        return self._is_stopped

    def _wish(self, kind: str, module: str, function: str, *arguments: object) -> None:
        self._wishes[kind] = lambda: _computed(module, function, *arguments)
        self._go_on()

    @Slot()
    def _go_on(self) -> None:
        if self._is_open and self._stage.is_empty and self._wishes:
            self._stage.play(self._wishes.pop(next(iter(self._wishes))))
        if self.is_quiet:
            self.became_quiet.emit()

    @Slot()
    def _end_race(self) -> None:
        self.race_changed.emit()
        if self.is_quiet:
            self.became_quiet.emit()

    @Slot()
    def _forget_pictures(self) -> None:
        self.pictures = None

    @Slot(object)
    def _take(self, event: Event) -> None:
        match event:
            case LessonPictures():
                self.pictures = event
                self.pictures_taken.emit()
            case SizesWalked():
                self.sizes_walked.emit(event)
            case GradientsFlowed():
                self.gradients_flowed.emit(event)
            case BlockProbed():
                self.block_probed.emit(event)
            case BlocksCompared():
                self.blocks_compared.emit(event)
            case FeatureMapsTaken():
                self.maps_taken.emit(event)
            case ErrorMeasured():
                self.errors.setdefault(event.network, []).append(event)
                self.race_changed.emit()


def _computed(module: str, function: str, *arguments: object) -> Iterator[Event]:
    """One event, or those of a stream; the module is loaded on the stream's thread."""
    answer = getattr(importlib.import_module(module), function)(*arguments)
    if isinstance(answer, Event):
        yield answer
    else:
        yield from answer


def _raced(settings: DataSettings, should_stop: Callable[[], bool]) -> Iterator[Event]:
    from simclr_gui.engine.lessons.degradation import watch_degradation
    from simclr_gui.engine.lessons.material import lesson_data

    data = yield from lesson_data(settings)
    if not data.has_classes:
        raise UserError("These pictures have no classes to be told apart.", "Choose data with classes, such as Shapes.")
    for event in watch_degradation(data.bank, len(data.class_names), SECONDS_OF_A_RACE):
        yield event
        if should_stop():
            return


def _flowed(settings: dict[str, Any]) -> Iterator[Event]:
    from simclr_gui.engine.lessons.gradients import FlowSettings, flow_gradients

    yield flow_gradients(FlowSettings(**settings))


def _chained(run_dir: Path, layers: tuple[str, ...]) -> Iterator[Event]:
    """One look at each: the last block of a stage stands for the stage."""
    from simclr_gui.engine.feature_maps import Gaze
    from simclr_gui.engine.run_viewer import RunViewer

    viewer = RunViewer(RunFolder(run_dir))
    ends = {layer.partition(".")[0]: layer for layer in layers if layer != "z"}
    for layer in ends.values():
        yield from viewer.look(Gaze(layer))
