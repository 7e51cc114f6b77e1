"""What the lessons show: computed when a lesson asks, the newest request of each kind next."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.events import (
    Announced,
    ChainTaken,
    ErrorMeasured,
    Event,
    HeadCompared,
    ImagesReplaced,
    LessonAnswer,
    LessonImages,
)
from simclr_gui.jobs import work
from simclr_gui.jobs.player import MakeEvents
from simclr_gui.jobs.requests import RequestQueue
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.lesson_network import Demonstrate, active_network
from simclr_gui.state.lesson_progress import LessonProgress
from simclr_gui.state.network_race import NetworkRace
from simclr_gui.state.waiting import (
    CHAIN,
    HEAD,
    IMAGES,
    LOADING,
    RACE,
    Wait,
    Waiting,
    Watch,
    is_one_of,
)

if TYPE_CHECKING:
    from simclr_gui.engine.lessons import chain, head, material
else:
    chain, head, material = map(work.LessonModule, ("chain", "head", "material"))


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
        answered(str, object): what a page has asked for, and the LessonAnswer.
        trouble_changed(): `trouble` is another.
        network_changed(): another network is in hand, or other data: what was shown of the old is forgotten.
        race_changed(): the networks have learned a little, or the race is over, or begins.
        waiting_changed(): a request waits for something else than before, or for nothing any more.
        failed(object): a Failure.
        became_quiet(): nothing is being computed.
    """

    images_taken = Signal()
    chain_taken = Signal()
    head_compared = Signal()
    answered = Signal(str, object)
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
        self.progress = LessonProgress(self)
        self._network = active_network(experiment)
        self._looked_at = self._network
        self.watch = Watch(LOADING)
        self._announced: Announced | None = None
        self._has_failed = False
        self._of_every_network: set[str] = set()
        self.requests = RequestQueue(self, is_open=False)
        self.requests.began.connect(self._begin_answer)
        self.requests.played.connect(self._take)
        self.requests.failed.connect(self._note_failure)
        self.requests.failed.connect(self.failed)
        self.requests.ended.connect(self._end_answer)
        self.requests.became_quiet.connect(self._become_quiet)
        self._race = NetworkRace(self)
        self._race.changed.connect(self.race_changed)
        self._race.waiting_changed.connect(self.waiting_changed)
        self._race.played.connect(self._take_of_network)
        self._race.failed.connect(self.failed)
        self._race.ended.connect(self._become_quiet)
        for signal in (experiment.config_changed, experiment.started, experiment.phase_changed):
            signal.connect(self._look_at_network)

    @property
    def is_quiet(self) -> bool:
        return self.requests.is_quiet and not self.is_racing

    @property
    def is_racing(self) -> bool:
        return self._race.is_running

    @property
    def errors(self) -> dict[str, list[ErrorMeasured]]:
        """What the race has measured, by network."""
        return self._race.errors

    @property
    def is_engine_busy(self) -> bool:
        """Whether a network is being trained or judged."""
        return self._network.is_busy

    @property
    def is_open(self) -> bool:
        """Whether requests are answered."""
        return self.requests.is_open

    def waiting(self, *kinds: str) -> Waiting | None:
        """What requests of these kinds wait for; None where none of them does."""
        if RACE in kinds and self.is_racing and not self.errors:
            return self._awaited(Wait.COMPUTING, RACE, self._race.watch, self._race.announced)
        if self.requests.is_answering and is_one_of(self.requests.kind, kinds):
            return self._awaited(Wait.COMPUTING, self.requests.kind, self.watch, self._announced)
        if not any(is_one_of(request, kinds) for request in self.requests.waiting):
            return None
        if self.is_open:
            return self._awaited(Wait.QUEUED, self.requests.kind, self.watch)
        return self._awaited(Wait.LOADING, LOADING, self.watch)

    def _awaited(self, reason: Wait, kind: str, watch: Watch, announced: Announced | None = None) -> Waiting:
        usual_s = None if self.is_engine_busy else watch.usual_s
        return Waiting(reason, kind.partition(" ")[0], announced, watch.seconds, usual_s)

    def open(self) -> None:
        """The engine is loaded: from now on requests are answered."""
        self.watch.remember()
        self.requests.open()
        self.waiting_changed.emit()

    def close(self) -> None:
        """Answers no further requests, and leaves what is being computed."""
        self.requests.close()
        self.stop()

    def stop(self) -> None:
        """The machine is wanted for something else, or nobody looks any more."""
        self.requests.clear()
        self.requests.leave()
        self.stop_race()
        self.waiting_changed.emit()

    def take_images(self) -> None:
        """A handful of the images that the user has chosen; nothing where they are there."""
        if self.images is None:
            config = self._experiment.active_config
            self._request(IMAGES, lambda: material.take_images(config))

    def ask(self, kind: str, demonstrate: Demonstrate) -> None:
        """Something about the network in hand or the chosen images; of several requests of a kind the last counts.

        Args:
            kind: a word, and behind a space, where there is one, what tells requests apart that are all answered.
            demonstrate: called on the stream's thread, so what it takes from widgets is taken before.
        """
        network = self._network
        self._request(kind, lambda: network.demonstrated(demonstrate))

    def ask_of_every_network(self, kind: str, make_events: MakeEvents) -> None:
        """As `ask`, for what stays the same whichever network and images are in hand."""
        self._of_every_network.add(kind)
        self._request(kind, make_events)

    def follow_chain(self) -> None:
        """The way of the image through the network in hand; nothing where it is there."""
        if self.chain is None:
            image = self.image
            self.ask(CHAIN, lambda demonstrator: chain.demonstrate_chain(demonstrator, image))

    def compare_head(self) -> None:
        """What h and z still know; nothing where it is there."""
        is_coming = self.requests.kind == HEAD and self.requests.is_answering
        if self.head is None and not (is_coming and self._looked_at is self._network):
            self.ask(HEAD, head.demonstrate_head)

    def leave_head(self) -> None:
        """Nobody waits for the answer any more, which may take a large network long."""
        self.requests.discard(HEAD)
        if self.requests.kind == HEAD:
            self.requests.leave()
        self.waiting_changed.emit()

    def show_next_image(self) -> None:
        """Another image takes its way through the network."""
        self.image += 1
        self.chain = None
        self.follow_chain()

    def start_race(self) -> None:
        """Lets plain and residual networks of two depths learn side by side, while nothing else is trained."""
        if self.is_open and not self._experiment.phase.is_busy:
            self._race.start(self._experiment.config.data)

    def stop_race(self) -> None:
        """What was measured so far stays."""
        self._race.stop()

    def _request(self, kind: str, make_events: MakeEvents) -> None:
        self.requests.request(kind, make_events)
        self.waiting_changed.emit()

    @Slot(str)
    def _begin_answer(self, kind: str) -> None:
        """What waits is of the network in hand: of another it would have been forgotten."""
        self._looked_at = self._network
        self.watch = Watch(kind) if kind in self._of_every_network else self._network.watch_over(kind)
        self._announced, self._has_failed = None, False
        self.waiting_changed.emit()

    @Slot()
    def _note_failure(self) -> None:
        self._has_failed = True

    @Slot()
    def _end_answer(self) -> None:
        """Only what came to its end, and had the machine for itself, tells how long it takes."""
        if not (self.requests.is_left or self._has_failed or self.is_engine_busy or self.is_racing):
            self.watch.remember()

    @Slot()
    def _become_quiet(self) -> None:
        self.waiting_changed.emit()
        if self.is_quiet:
            self.became_quiet.emit()

    @Slot()
    def _look_at_network(self) -> None:
        """Where it is another one, what was shown of the old is forgotten."""
        network = active_network(self._experiment)
        if network != self._network:
            self._network = network
            self.images = self.chain = self.head = None
            for kind in self.requests.waiting:
                if kind not in self._of_every_network:
                    self.requests.discard(kind)
            self._tell("")
            self.network_changed.emit()
            self.waiting_changed.emit()

    @Slot(object)
    def _take(self, event: Event) -> None:
        match event:
            case LessonAnswer():
                self._pass_on(event)
            case Announced():
                self._announced = event
                self.waiting_changed.emit()
            case _:
                self._take_of_network(event)

    def _pass_on(self, answer: LessonAnswer) -> None:
        """Another network may have come into hand while this was computed."""
        kind = self.requests.kind
        if kind in self._of_every_network or self._looked_at is self._network:
            self.answered.emit(kind.partition(" ")[0], answer)

    def _tell(self, trouble: str) -> None:
        if trouble != self.trouble:
            self.trouble = trouble
            self.trouble_changed.emit()

    @Slot(object)
    def _take_of_network(self, event: Event) -> None:
        """Another network may have come into hand while this was computed."""
        if self._looked_at is not self._network:
            return
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
            case ImagesReplaced():
                self._tell(event.trouble)
