"""What the lessons show: computed when a lesson asks, the newest wish of each kind next."""

import importlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.config.settings import DataSettings, EncoderName, Stem, TrainingConfig
from simclr_gui.engine.events import (
    Announced,
    BlockProbed,
    BlocksCompared,
    ChainTaken,
    ErrorMeasured,
    Event,
    GradientsFlowed,
    HeadCompared,
    ImagesReplaced,
    LayerShapesComputed,
    LessonImages,
)
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.jobs.player import MakeEvents, StreamRunner
from simclr_gui.state.durations import last_duration_s, remember_duration
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.lesson_progress import LessonProgress

if TYPE_CHECKING:
    from simclr_gui.engine.lessons.demonstrator import Demonstrator

SECONDS_OF_A_RACE = 120.0
IMAGES, SIZES, BLOCKS, BLOCK = "pictures", "sizes", "blocks", "block"  # what lessons wish for
CHAIN, FLOW, HEAD, RACE = "chain", "flow", "head", "race"
OF_EVERY_NETWORK = (SIZES, BLOCKS)
LOADING = "loading"

Demonstrate = Callable[["Demonstrator"], Iterator[Event]]


class Wait(Enum):
    """Why what was wished for is not there yet: the engine is loaded, others come first, or it is being computed."""

    LOADING = auto()
    QUEUED = auto()
    COMPUTING = auto()


@dataclass(frozen=True)
class Waiting:
    """What a wish waits for.

    Attributes:
        kind: what is being computed, be it the wish itself or what comes before it; LOADING while the engine is loaded.
        announced: what is being done for it now, None where nobody has said.
        seconds: how long that has been going on.
        usual_s: how long it took the last time on this machine; None where it is not known or does not count, since
            a run slows it down.
    """

    reason: Wait
    kind: str
    announced: Announced | None = None
    seconds: float = 0.0
    usual_s: float | None = None


class Lessons(QObject):
    """One computation at a time, each a matter of a moment, and beside them the race of networks, which takes minutes.

    Attributes:
        images, chain, head: what was last computed of the chosen data and the network in hand; None before.
        trouble: why Shapes stand for the chosen images; empty where they do not.
        lesson: number of the lesson that was looked at last, from 0.
        image: number of the image whose way through the network is shown.
        progress: which lessons are done.

    Signals:
        images_taken(), chain_taken(), head_compared(): what they are called after is there.
        layer_shapes_computed, gradients_flowed, block_probed, blocks_compared, each (object): the event.
        trouble_changed(): `trouble` is another.
        network_changed(): another network is in hand, or other data: what was shown of the old is forgotten.
        race_changed(): the networks have learned a little, or the race is over, or begins.
        waiting_changed(): a wish waits for something else than before, or for nothing any more.
        failed(object): a Failure.
        became_quiet(): nothing is being computed.
    """

    images_taken = Signal()
    chain_taken = Signal()
    head_compared = Signal()
    layer_shapes_computed = Signal(object)
    gradients_flowed = Signal(object)
    block_probed = Signal(object)
    blocks_compared = Signal(object)
    trouble_changed = Signal()
    network_changed = Signal()
    race_changed = Signal()
    waiting_changed = Signal()
    failed = Signal(object)
    became_quiet = Signal()

    def __init__(self, experiment: Experiment, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._experiment = experiment
        self.images: LessonImages | None = None
        self.chain: ChainTaken | None = None
        self.head: HeadCompared | None = None
        self.trouble = ""
        self.lesson = self.image = 0
        self.errors: dict[str, list[ErrorMeasured]] = {}
        self.progress = LessonProgress(self)
        self._network = self._active_network()
        self._looked_at = self._network
        self._requests: dict[str, _Request] = {}
        self._playing = ""
        self._watch = _Watch(LOADING)
        self._watch_of_race = _Watch(RACE)
        self._announced: Announced | None = None
        self._announced_of_race: Announced | None = None
        self._is_open = self._is_left = self._failed = self._race_is_stopped = False
        self._runner, self._race = StreamRunner(self), StreamRunner(self)
        self._runner.emptied.connect(self._end_of_request)
        self._race.emptied.connect(self._end_race)
        self._runner.played.connect(self._take)
        self._race.played.connect(self._take_of_race)
        for stage in (self._runner, self._race):
            stage.failed.connect(self.failed)
        self._runner.failed.connect(self._note_failure)
        for signal in (experiment.config_changed, experiment.started, experiment.phase_changed):
            signal.connect(self._look_at_network)

    @property
    def is_quiet(self) -> bool:
        return self._runner.is_empty and self._race.is_empty

    @property
    def is_racing(self) -> bool:
        return not self._race.is_empty

    @property
    def is_engine_busy(self) -> bool:
        """Whether a network is being trained or judged."""
        return self._network.is_busy

    @property
    def is_open(self) -> bool:
        """Whether wishes are granted."""
        return self._is_open

    def waiting(self, *kinds: str) -> Waiting | None:
        """What wishes of these kinds wait for; None where none of them does."""
        if RACE in kinds and self.is_racing and not self.errors:
            return self._awaited(Wait.COMPUTING, RACE, self._watch_of_race, self._announced_of_race)
        if not self._runner.is_empty and not self._is_left and _is_one_of(self._playing, kinds):
            return self._awaited(Wait.COMPUTING, self._playing, self._watch, self._announced)
        if not any(_is_one_of(request, kinds) for request in self._requests):
            return None
        if self._is_open:
            return self._awaited(Wait.QUEUED, self._playing, self._watch)
        return self._awaited(Wait.LOADING, LOADING, self._watch)

    def _awaited(self, reason: Wait, kind: str, watch: "_Watch", announced: Announced | None = None) -> Waiting:
        usual_s = None if self.is_engine_busy else watch.usual_s
        return Waiting(reason, kind.partition(" ")[0], announced, watch.seconds, usual_s)

    def open(self) -> None:
        """The engine is loaded: from now on wishes are granted."""
        self._watch.remember()
        self._is_open = True
        self._go_on()

    def close(self) -> None:
        """Grants no further wishes, and leaves what is being computed."""
        self._is_open = False
        self.stop()

    def stop(self) -> None:
        """The machine is wanted for something else, or nobody looks any more."""
        self._requests.clear()
        self._is_left = True
        self.stop_race()
        self.waiting_changed.emit()

    def take_images(self) -> None:
        """A handful of the images that the user has chosen; nothing where they are there."""
        if self.images is None:
            config = self._experiment.active_config
            self._request(IMAGES, "simclr_gui.engine.lessons.material", "take_images", config)

    def compute_layer_shapes(self, encoder: EncoderName, stem: Stem, side_px: int) -> None:
        """Of several wishes for the same network and stem the last counts."""
        self._request(
            f"{SIZES} of {encoder}, {stem}",
            "simclr_gui.engine.lessons.layer_shapes",
            "compute_layer_shapes",
            encoder,
            stem,
            side_px,
        )

    def compare_blocks(self) -> None:
        """What a bottleneck saves, whatever the network."""
        self._request(BLOCKS, "simclr_gui.engine.lessons.blocks", "compare_blocks")

    def flow_gradients(self, **settings: object) -> None:
        """See `engine.lessons.gradients.FlowSettings`."""

        def flow(demonstrator: "Demonstrator") -> Iterator[Event]:
            from simclr_gui.engine.lessons.gradients import FlowSettings

            return demonstrator.flow_gradients(FlowSettings(**settings))  # type: ignore[arg-type]

        self._demonstrate(FLOW, flow)

    def probe_block(self, scale: float) -> None:
        """A block of the network in hand, with its weights scaled."""
        image = self.image
        self._demonstrate(BLOCK, lambda demonstrator: demonstrator.probe_block(scale, image))

    def follow_chain(self) -> None:
        """The way of the image through the network in hand; nothing where it is there."""
        if self.chain is None:
            image = self.image
            self._demonstrate(CHAIN, lambda demonstrator: demonstrator.follow_chain(image))

    def compare_head(self) -> None:
        """What h and z still know; nothing where it is there."""
        is_coming = self._playing == HEAD and not self._runner.is_empty and not self._is_left
        if self.head is None and not (is_coming and self._looked_at is self._network):
            self._demonstrate(HEAD, lambda demonstrator: demonstrator.compare_head())

    def leave_head(self) -> None:
        """Nobody waits for the answer any more, which may take a large network long."""
        self._requests.pop(HEAD, None)
        if self._playing == HEAD:
            self._is_left = True
        self.waiting_changed.emit()

    def show_next_image(self) -> None:
        """Another image takes its way through the network."""
        self.image += 1
        self.chain = None
        self.follow_chain()

    def start_race(self) -> None:
        """Lets plain and residual networks of two depths learn side by side, while nothing else is trained."""
        if not self._is_open or self._experiment.phase.is_busy or self.is_racing:
            return
        self.errors, self._race_is_stopped, self._announced_of_race = {}, False, None
        settings = self._experiment.config.data
        self._watch_of_race = _Watch(f"{RACE} {settings.source} {settings.side_px}")
        self._race.play(lambda: _until(lambda: self._race_is_stopped, lambda: _raced(settings)))
        self.race_changed.emit()
        self.waiting_changed.emit()

    def stop_race(self) -> None:
        """What was measured so far stays."""
        self._race_is_stopped = True

    def _request(self, kind: str, module: str, function: str, *arguments: object) -> None:
        self._requests[kind] = _Request(self._network, lambda: _computed(module, function, *arguments))
        self._go_on()

    def _demonstrate(self, kind: str, demonstrate: Demonstrate) -> None:
        network = self._network
        self._requests[kind] = _Request(network, lambda: network.demonstrated(demonstrate))
        self._go_on()

    @Slot()
    def _end_of_request(self) -> None:
        """Only what came to its end, and had the machine for itself, tells how long it takes."""
        if not (self._is_left or self._failed or self.is_engine_busy or self.is_racing):
            self._watch.remember()
        self._go_on()

    @Slot()
    def _note_failure(self) -> None:
        self._failed = True

    @Slot()
    def _go_on(self) -> None:
        if self._is_open and self._runner.is_empty and self._requests:
            self._playing = next(iter(self._requests))
            request = self._requests.pop(self._playing)
            self._is_left, self._looked_at, self._announced = False, request.network, None
            self._failed, self._watch = False, request.network.watch_over(self._playing)
            self._runner.play(lambda: _until(lambda: self._is_left, request.make_events))
        self.waiting_changed.emit()
        if self.is_quiet:
            self.became_quiet.emit()

    @Slot()
    def _end_race(self) -> None:
        self.race_changed.emit()
        self.waiting_changed.emit()
        if self.is_quiet:
            self.became_quiet.emit()

    def _active_network(self) -> "_Network":
        experiment = self._experiment
        run_dir = None if experiment.run is None else experiment.run_dir
        return _Network(experiment.config, experiment.active_config, run_dir, experiment.phase.is_busy)

    @Slot()
    def _look_at_network(self) -> None:
        """Where it is another one, what was shown of the old is forgotten."""
        network = self._active_network()
        if network != self._network:
            self._network = network
            self.images = self.chain = self.head = None
            self._requests = {
                kind: request for kind, request in self._requests.items() if kind.startswith(OF_EVERY_NETWORK)
            }
            self._tell("")
            self.network_changed.emit()
            self.waiting_changed.emit()

    @Slot(object)
    def _take(self, event: Event) -> None:
        match event:
            case LayerShapesComputed():
                self.layer_shapes_computed.emit(event)
            case BlocksCompared():
                self.blocks_compared.emit(event)
            case Announced():
                self._announced = event
                self.waiting_changed.emit()
            case _ if self._looked_at is self._network:
                self._take_of_network(event)

    @Slot(object)
    def _take_of_race(self, event: Event) -> None:
        match event:
            case ErrorMeasured():
                if not self.errors:
                    self._watch_of_race.remember()
                self.errors.setdefault(event.network, []).append(event)
                self.race_changed.emit()
            case Announced():
                self._announced_of_race = event
                self.waiting_changed.emit()
            case _ if self._looked_at is self._network:
                self._take_of_network(event)

    def _tell(self, trouble: str) -> None:
        if trouble != self.trouble:
            self.trouble = trouble
            self.trouble_changed.emit()

    def _take_of_network(self, event: Event) -> None:
        match event:
            case LessonImages():
                self.images = event
                self.images_taken.emit()
            case ChainTaken():
                self.chain = event
                self.chain_taken.emit()
            case HeadCompared():
                self.head = event
                self.head_compared.emit()
            case GradientsFlowed():
                self.gradients_flowed.emit(event)
            case BlockProbed():
                self.block_probed.emit(event)
            case ImagesReplaced():
                self._tell(event.trouble)


@dataclass
class _Network:
    """What is in hand: the settings, and the run once there is one. Opened on the thread that needs it.

    When the engine has ceased to work on a run, its network is another one than before.
    """

    next_config: TrainingConfig
    config: TrainingConfig
    run_dir: Path | None
    is_busy: bool
    _demonstrator: "Demonstrator | None" = field(default=None, compare=False)
    _watched: set[str] = field(default_factory=set, compare=False)

    def watch_over(self, kind: str) -> "_Watch":
        """What is computed again is quicker than the first time, when the network and the images are opened."""
        if kind.startswith(OF_EVERY_NETWORK):
            return _Watch(kind)
        data, again = self.config.data, " again" if kind in self._watched else ""
        self._watched.add(kind)
        return _Watch(f"{kind} {self.config.model.encoder} {data.source} {data.side_px}{again}")

    def demonstrated(self, demonstrate: Demonstrate) -> Iterator[Event]:
        from simclr_gui.engine.lessons.demonstrator import Demonstrator

        if self._demonstrator is None:
            self._demonstrator = Demonstrator(self.config, self.run_dir)
        yield from demonstrate(self._demonstrator)


@dataclass(frozen=True)
class _Request:
    """What is to be computed, and of which network."""

    network: _Network
    make_events: MakeEvents


class _Watch:
    """Runs from when it is made, and knows how long the same took the last time."""

    def __init__(self, name: str) -> None:
        self._name, self._began_s = name, time.monotonic()
        self.usual_s = last_duration_s(name)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began_s

    def remember(self) -> None:
        remember_duration(self._name, self.seconds)


def _is_one_of(request: str, kinds: tuple[str, ...]) -> bool:
    """Wishes for sizes are called after their network too."""
    return request.partition(" ")[0] in kinds


def _until(should_leave: Callable[[], bool], make_events: MakeEvents) -> Iterator[Event]:
    from simclr_gui.engine.experiments.experiment import until

    yield from until(should_leave, make_events())


def _computed(module: str, function: str, *arguments: object) -> Iterator[Event]:
    """One event, or those of a stream; the module is loaded on the stream's thread."""
    answer = getattr(importlib.import_module(module), function)(*arguments)
    if isinstance(answer, Event):
        yield answer
    else:
        yield from answer


def _raced(settings: DataSettings) -> Iterator[Event]:
    from simclr_gui.engine.lessons.degradation import watch_degradation
    from simclr_gui.engine.lessons.material import lesson_data

    data = yield from lesson_data(settings)
    if not data.can_be_scored:
        raise UserError("These images have no classes to be told apart.", "Choose data with classes, such as Shapes.")
    yield from watch_degradation(data.bank, len(data.class_names), SECONDS_OF_A_RACE)
