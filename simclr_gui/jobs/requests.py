"""A queue of requests: of each kind the newest counts, and one stream after the other answers them."""

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.events import Event
from simclr_gui.engine.training.control import Control, until
from simclr_gui.jobs.player import Failure, MakeEvents, StreamRunner


class RequestQueue(QObject):
    """Answers requests of different kinds in the order in which they came; those made while it is closed wait.

    Attributes:
        kind: of the request that is being answered, or was answered last.

    Signals:
        began(str): a request of this kind is being answered.
        played(object): an Event of the answer.
        failed(object): a Failure; the answer is over.
        ended(): the answer is over, whatever ended it; the next one has not begun.
        became_quiet(): nothing is being answered, and nothing waits that may be.
    """

    began = Signal(str)
    played = Signal(object)
    failed = Signal(object)
    ended = Signal()
    became_quiet = Signal()

    def __init__(self, parent: QObject | None = None, *, is_open: bool = True, lets_window_paint: bool = False) -> None:
        """Answers wait for the window after each event where that is asked for: see `StreamRunner.play`."""
        super().__init__(parent)
        self.kind = ""
        self._is_open, self._lets_window_paint = is_open, lets_window_paint
        self._waiting: dict[str, MakeEvents] = {}
        self._control = Control()
        self._runner = StreamRunner(self)
        self._runner.played.connect(self._tell)
        self._runner.failed.connect(self._tell_failure)
        self._runner.emptied.connect(self._end)

    def __contains__(self, kind: str) -> bool:
        """Whether a request of this kind waits; one that is being answered does not."""
        return kind in self._waiting

    @property
    def waiting(self) -> tuple[str, ...]:
        """Kinds of the requests that wait, the next one first."""
        return tuple(self._waiting)

    @property
    def is_quiet(self) -> bool:
        return self._runner.is_empty

    @property
    def is_open(self) -> bool:
        return self._is_open

    @property
    def is_answering(self) -> bool:
        """Whether somebody still waits for what is being computed."""
        return not self.is_quiet and not self.is_left

    @property
    def is_left(self) -> bool:
        """Whether the answer that is being computed, or was computed last, was given up."""
        return self._control.should_leave()

    def request(self, kind: str, make_events: MakeEvents) -> None:
        """Answers with this stream, instead of whatever was requested of this kind and still waits."""
        self._waiting[kind] = make_events
        self._go_on()

    def discard(self, kind: str) -> None:
        """Forgets what waits of this kind."""
        self._waiting.pop(kind, None)

    def clear(self) -> None:
        """Forgets whatever waits; what is being answered goes on."""
        self._waiting.clear()

    def leave(self) -> None:
        """Gives up what is being answered: it ends at its next event, and nothing more is told of it."""
        self._control.request_leave()

    def open(self) -> None:
        """From now on requests are answered."""
        self._is_open = True
        self._go_on()

    def close(self) -> None:
        """Forgets whatever waits, and answers nothing until it is opened; what is being answered goes on."""
        self._is_open = False
        self.clear()

    def _go_on(self) -> None:
        if not (self._is_open and self._waiting and self._runner.is_empty):
            return
        self.kind = next(iter(self._waiting))
        make_events = self._waiting.pop(self.kind)
        control = self._control = Control()
        self._runner.play(lambda: until(control.should_leave, make_events()), lets_window_paint=self._lets_window_paint)
        self.began.emit(self.kind)

    @Slot(object)
    def _tell(self, event: Event) -> None:
        if not self.is_left:
            self.played.emit(event)

    @Slot(object)
    def _tell_failure(self, failure: Failure) -> None:
        if not self.is_left:
            self.failed.emit(failure)

    @Slot()
    def _end(self) -> None:
        self.ended.emit()
        self._go_on()
        if self.is_quiet:
            self.became_quiet.emit()
