"""The one stream of the active run: what is played for it, and how it is paused, stopped and left."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Signal

from simclr_gui.engine.events import Event
from simclr_gui.engine.training.control import Control
from simclr_gui.jobs.player import StreamRunner
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.phases import Happening, Phase

FEWEST_TESTED_EPOCHS, SHORTEST_TESTED_S = 1.0, 30.0  # what is stopped sooner is not tested unasked

Work = Callable[[Control], Iterator[Event]]


class RunStream(QObject):
    """Trains, opens or answers, one after the other.

    Signals:
        began(): a stream is about to be played.
        played(object): an Event.
        failed(object): a Failure.
        emptied(): the stream is over; another may be played.
    """

    began = Signal()
    played = Signal(object)
    failed = Signal(object)
    emptied = Signal()

    def __init__(self, experiment: Experiment, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._experiment = experiment
        self._is_closed = False
        self._control = Control()
        self._runner = StreamRunner(self)
        self._runner.played.connect(self.played)
        self._runner.failed.connect(self.failed)
        self._runner.emptied.connect(self.emptied)

    @property
    def is_empty(self) -> bool:
        return self._runner.is_empty

    @property
    def is_free(self) -> bool:
        """Whether another stream may be played."""
        return self.is_empty and not self._is_closed

    @property
    def was_left(self) -> bool:
        """Whether a person gave up what is being played, or was played last."""
        return self._control.should_leave()

    def play(self, work: Work, *, lets_window_paint: bool = False) -> None:
        """Plays what this work gives; it is told by its control when it is to stop.

        A stream that `lets_window_paint` waits for the window after each event.
        """
        control = self._control = Control()
        self.began.emit()
        self._runner.play(lambda: work(control), lets_window_paint=lets_window_paint)

    def pause(self) -> None:
        """Of a training, after its step."""
        if self._experiment.phase is Phase.TRAINING:
            self._runner.pause()
            self._experiment.note(Happening.PAUSE_REQUESTED)
            self._control.note_pause(True)

    def go_on(self) -> None:
        """Ends a pause."""
        if self._experiment.phase is Phase.PAUSED:
            self._control.note_pause(False)
            self._experiment.note(Happening.PAUSE_ENDED)
            self._runner.resume()

    def stop(self) -> None:
        """Ends the training, which saves; what follows it only where it was long enough. Ends that when it runs."""
        is_training = self._experiment.phase in (Phase.TRAINING, Phase.PAUSED)
        if is_training and self._is_worth_a_test():
            self._control.request_stop()
        elif self._experiment.phase.is_busy:
            self._control.request_leave()
        self._experiment.note(Happening.STOP_REQUESTED)
        self._let_go()

    def close(self) -> None:
        """Plays nothing any more; what is being played ends as soon as it is safe."""
        self._is_closed = True
        self._control.request_leave()
        self._let_go()

    def _let_go(self) -> None:
        self._control.note_pause(False)
        self._runner.resume()

    def _is_worth_a_test(self) -> bool:
        step = self._experiment.last_step
        return step is not None and (step.epoch >= FEWEST_TESTED_EPOCHS or step.elapsed_s >= SHORTEST_TESTED_S)
