"""Random numbers that depend on a seed and a place alone, never on what ran before or beside."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import torch

_GLOBAL_STATE = threading.Lock()


def generator_for(seed: int, *place: int, device: torch.device | str = "cpu") -> torch.Generator:
    """The random numbers of one place in a run (an epoch, a step): they depend on nothing that came before,
    so a run that is resumed draws what it would have drawn."""
    mixed = np.random.SeedSequence([seed, *place]).generate_state(1, np.uint64)[0]
    return torch.Generator(device).manual_seed(int(mixed) >> 1)


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Seeds torch's global random state and puts it back; for what takes no generator of its own.

    One thread at a time: another that drew from the same state meanwhile would change both.
    """
    with _GLOBAL_STATE, torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        yield
