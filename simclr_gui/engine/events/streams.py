"""Streams of events played to their end, for whoever wants what they return rather than what they tell."""

from collections.abc import Callable, Generator
from typing import TypeVar

from simclr_gui.engine.events.base import Event

Result = TypeVar("Result")


def result_of(events: Generator[Event, None, Result], on_event: Callable[[Event], object] | None = None) -> Result:
    """Plays a stream to its end.

    Args:
        on_event: is shown each event.

    Returns:
        What the generator returns.
    """
    while True:
        try:
            event = next(events)
        except StopIteration as end:
            result: Result = end.value
            return result
        if on_event is not None:
            on_event(event)
