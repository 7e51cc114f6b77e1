"""The race of the lesson on degradation: networks of two depths that learn side by side for two minutes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.config.settings import DataSettings
from simclr_gui.engine.events import Announced, ErrorMeasured, Event
from simclr_gui.engine.training.control import Control, until
from simclr_gui.jobs import work
from simclr_gui.jobs.player import StreamRunner
from simclr_gui.state.waiting import RACE, Watch

if TYPE_CHECKING:
    from simclr_gui.engine.lessons import degradation
else:
    degradation = work.LessonModule("degradation")

SECONDS_OF_A_RACE = 120.0


class NetworkRace(QObject):
    """Plays one race at a time, beside whatever the lessons compute.

    Attributes:
        errors: what was measured, by network; what was measured before it was stopped stays.
        announced: what is being done before the first step, None where nobody has said.
        watch: runs since the race began.

    Signals:
        changed(): the networks have learned a little, or the race is over, or begins.
        waiting_changed(): it begins, says what it does, or is over.
        played(object): an Event about the images.
        failed(object): a Failure.
        ended(): nothing is being computed.
    """

    changed = Signal()
    waiting_changed = Signal()
    played = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.errors: dict[str, list[ErrorMeasured]] = {}
        self.announced: Announced | None = None
        self.watch = Watch(RACE)
        self._control = Control()
        self._runner = StreamRunner(self)
        self._runner.played.connect(self._take)
        self._runner.failed.connect(self.failed)
        self._runner.emptied.connect(self._end)

    @property
    def is_running(self) -> bool:
        return not self._runner.is_empty

    def start(self, settings: DataSettings) -> None:
        """On these data; one that is running goes on instead."""
        if self.is_running:
            return
        self.errors, self.announced = {}, None
        self.watch = Watch(f"{RACE} {settings.source} {settings.side_px}")
        control = self._control = Control()
        self._runner.play(lambda: until(control.should_leave, degradation.race_networks(settings, SECONDS_OF_A_RACE)))
        self.changed.emit()
        self.waiting_changed.emit()

    def stop(self) -> None:
        """What was measured so far stays."""
        self._control.request_leave()

    @Slot(object)
    def _take(self, event: Event) -> None:
        match event:
            case ErrorMeasured():
                if not self.errors:
                    self.watch.remember()
                self.errors.setdefault(event.network, []).append(event)
                self.changed.emit()
            case Announced():
                self.announced = event
                self.waiting_changed.emit()
            case _:
                self.played.emit(event)

    @Slot()
    def _end(self) -> None:
        self.changed.emit()
        self.waiting_changed.emit()
        self.ended.emit()
