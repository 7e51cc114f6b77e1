"""Waiting for a long computation so that whoever plays the events may leave meanwhile."""

from collections.abc import Callable, Generator
from typing import TypeVar

from simclr_gui.engine.errands import Errand
from simclr_gui.engine.events import Announced

SECONDS_BETWEEN_WORDS = 0.1

Result = TypeVar("Result")


def run_in_thread(work: Callable[[], Result], sentence: str) -> Generator[Announced, None, Result]:
    """Does the work on a thread of its own and announces it until it is done.

    Somebody who leaves need not wait: the work ends by itself, and what it found is dropped. It must let go of
    Python's lock, as torch's decompositions do, and must change nothing that others see; between its steps it may ask
    `is_still_wanted`.
    """
    errand = Errand(work)
    errand.start()
    return (yield from awaited(errand, sentence))


def awaited(errand: Errand[Result], sentence: str) -> Generator[Announced, None, Result]:
    """Announces work that has begun, once at least and until it is done.

    Whoever leaves meanwhile does not want it any more.
    """
    is_done = False
    try:
        while not is_done:
            yield Announced(sentence)
            errand.join(SECONDS_BETWEEN_WORDS)
            is_done = not errand.is_alive()
    finally:
        errand.is_wanted = False
    return errand.result()
