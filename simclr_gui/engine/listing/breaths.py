"""Pauses in long work on a thread: whoever sleeps leaves Python's lock to the window, which paints meanwhile."""

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

ITEMS_BETWEEN_BREATHS, SECONDS_OF_A_BREATH = 100, 0.001

Item = TypeVar("Item")


def breathing(items: Iterable[Item]) -> Iterator[Item]:
    """The same items, with a pause now and then."""
    for number, item in enumerate(items, 1):
        yield item
        if number % ITEMS_BETWEEN_BREATHS == 0:
            time.sleep(SECONDS_OF_A_BREATH)
