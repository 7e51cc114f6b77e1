"""Random numbers that depend on a seed and a place alone, never on what ran before or beside."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

import numpy as np
import torch

_GLOBAL_STATE = threading.Lock()


class Stream(IntEnum):
    """What random numbers are for: with another purpose they are others, though seed and place are the same.

    A number that has been used stays, since runs that were made with it could not be repeated otherwise.
    """

    EPOCH_ORDER = 0
    VIEWS = 1
    WATCHED_PAIRS = 2
    COMPARED_VIEWS = 3
    INSPECTED_VIEWS = 4
    SUPERVISED_VIEWS = 5
    LABELLED_IMAGES = 6
    GRADIENT_FLOW = 7
    DEGRADATION_ORDER = 8
    LESSON_VIEWS = 9
    PREVIEWED_VIEWS = 10
    COMPARED_EXPORT = 11


def generator_for(seed: int, stream: Stream, *place: int, device: torch.device | str = "cpu") -> torch.Generator:
    """The random numbers of one place in a run (an epoch, a step): they depend on nothing that came before,
    so a run that is resumed draws what it would have drawn."""
    mixed = np.random.SeedSequence([seed, stream, *place]).generate_state(1, np.uint64)[0]
    return torch.Generator(device).manual_seed(int(mixed) >> 1)


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Seeds torch's global random state and puts it back; for what takes no generator of its own.

    One thread at a time: another that drew from the same state meanwhile would change both.
    """
    with _GLOBAL_STATE, torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        yield
