"""Waiting for a long computation so that whoever plays the events may leave meanwhile."""

import threading
from collections.abc import Callable, Generator
from typing import Generic, TypeVar

from simclr_gui.engine.events import Announced

SECONDS_BETWEEN_WORDS = 0.1

Result = TypeVar("Result")


def run_in_thread(work: Callable[[], Result], sentence: str) -> Generator[Announced, None, Result]:
    """Does the work on a thread of its own and announces it until it is done.

    Somebody who leaves need not wait: the work ends by itself, and what it found is dropped. It must let go of
    Python's lock, as torch's decompositions do, and must change nothing that others see; between its steps it may ask
    `is_still_wanted`.
    """
    errand = _Errand(work)
    errand.start()
    try:
        while errand.is_alive():
            yield Announced(sentence)
            errand.join(SECONDS_BETWEEN_WORDS)
    finally:
        errand.is_wanted = False
    return errand.result()


def is_still_wanted() -> bool:
    """Whether somebody waits for what is being computed here."""
    thread = threading.current_thread()
    return not isinstance(thread, _Errand) or thread.is_wanted


class _Errand(threading.Thread, Generic[Result]):
    """The thread is no daemon: the program's end waits for it, torch must not compute while it is taken down."""

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

    def result(self) -> Result:
        if self._error is not None:
            raise self._error
        return self._results[0]
