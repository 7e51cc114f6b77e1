"""Broken and hostile files of every kind that the program reads: what comes out is right, or a sentence refuses it."""

import importlib
from collections.abc import Iterator
from itertools import accumulate

from tests.campaign.trial import Campaign, Trial

SHARES = {
    "images": 6_000,
    "archives": 200,
    "cached_images": 500,
    "tables": 700,
    "arrays": 600,
    "small_files": 700,
    "encoders": 300,
    "run_zips": 200,
    "run_folders": 2_000,
}
"""How many of each module are tried in full: as many as takes a core some minutes."""


def trials(count: int, seed: int) -> Iterator[Trial]:
    """So many of all of them, in their shares."""
    ends = [round(count * end / CAMPAIGN.full) for end in accumulate(SHARES.values())]
    for module, begin, end in zip(SHARES, [0, *ends], ends, strict=False):
        if end > begin:
            yield from importlib.import_module(f"{__name__}.{module}").trials(end - begin, seed)


CAMPAIGN = Campaign("broken files of every kind", trials, full=sum(SHARES.values()), unit="s")
