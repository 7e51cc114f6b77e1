"""What a process that is started is to make of a signal, whatever whoever runs the tests has told us."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def started_with(number: int, handler: object) -> Iterator[None]:
    """A process that is started now inherits this handler."""
    before = signal.signal(number, handler)
    try:
        yield
    finally:
        signal.signal(number, before)
