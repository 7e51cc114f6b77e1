"""What the outside wants of a stream of events; may be asked and told from any thread."""

from collections.abc import Callable, Generator, Iterator
from typing import TypeVar

from simclr_gui.engine.events import Event
from simclr_gui.engine.messages.errors import Cancelled

Result = TypeVar("Result")


class Control:
    """Two requests: end the training (and go on to its evaluation), or leave everything as soon as it is safe.

    And one fact: whether whoever plays the stream asks for no further event just now.
    """

    def __init__(self) -> None:
        self._stop = False
        self._leave = False
        self._is_paused = False

    def request_stop(self) -> None:
        """Ends the training after its current step; evaluation and maps follow."""
        self._stop = True

    def request_leave(self) -> None:
        """Ends everything; training still saves."""
        self._leave = True

    def should_stop(self) -> bool:
        return self._stop or self._leave

    def should_leave(self) -> bool:
        return self._leave

    def note_pause(self, is_paused: bool) -> None:
        """The stream is held, or goes on; the run's folder says so to others."""
        self._is_paused = is_paused

    def is_paused(self) -> bool:
        return self._is_paused


def until(should_leave: Callable[[], bool], events: Iterator[Event]) -> Iterator[Event]:
    """Passes events on until somebody wants to leave."""
    for event in events:
        yield event
        if should_leave():
            return


def cancellable(
    events: Generator[Event, None, Result], control: Control, let_go: Callable[[Result], object] = lambda _result: None
) -> Generator[Event, None, Result]:
    """Passes events on, and what they return; raises Cancelled once somebody wants to leave, also after the last one.

    Args:
        let_go: is given what they have returned, where nobody wants it any more.
    """
    while True:
        try:
            event = next(events)
        except StopIteration as end:
            result: Result = end.value
            break
        yield event
        if control.should_leave():
            events.close()
            raise Cancelled
    if control.should_leave():
        let_go(result)
        raise Cancelled
    return result
