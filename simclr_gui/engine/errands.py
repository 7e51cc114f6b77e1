"""Work on a thread of its own that may ask whether anybody still waits for it. Imports nothing of the engine."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Errand(threading.Thread, Generic[Result]):
    """The thread is no daemon: the program's end waits for it, torch must not compute while it is taken down.

    Attributes:
        is_wanted: whether somebody waits for what it finds; the work may ask `is_still_wanted`.
    """

    def __init__(self, work: Callable[[], Result]) -> None:
        super().__init__(name="errand")
        self.is_wanted = True
        self._work = work
        self._results: list[Result] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._results.append(self._work())
        except BaseException as error:  # raised again where the result is asked for
            self._error = error

    @property
    def has_failed(self) -> bool:
        return self._error is not None

    def result(self) -> Result:
        """What the work gave; its error is raised."""
        if self._error is not None:
            raise self._error
        return self._results[0]


def is_still_wanted() -> bool:
    """Whether somebody waits for what is being computed here."""
    thread = threading.current_thread()
    return not isinstance(thread, Errand) or thread.is_wanted
