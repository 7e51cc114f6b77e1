"""A window that is used again and again holds as much as before; what grows is found."""

import math
from pathlib import Path

import pytest

from tests.campaign.leaks import Counts, Slope, make_runs, what_leaks
from tests.campaign.lived_window import ROUNDS, LivedWindow
from tests.small import small_config

OFTEN = ("opens of a run", "dialogs", "exports")
WARM, COUNTED = 1, 2


def counts(*, held_kb: float = 1_000.0, objects: int = 100) -> Counts:
    return Counts(held_kb, threads=4, files=12, qobjects=objects, windows=3, ours=50)


def test_that_what_grows_is_told_apart_from_what_only_varies() -> None:
    spread = [50.0 * math.sin(7 * number) for number in range(40)]
    assert what_leaks([counts(held_kb=1e6 + noise) for noise in spread]) == ""
    grown = what_leaks([counts(held_kb=1e6 + 20 * number + noise) for number, noise in enumerate(spread)])
    assert grown.startswith("held_kb grows by ")
    assert what_leaks([counts(objects=100 + number) for number in range(40)]) == "qobjects grows by 1 ± 0 a round"
    assert what_leaks([counts(objects=100 + min(number, 19)) for number in range(40)]) == "", "a cache that fills"
    assert Slope.of([1.0, 2.0]).error == math.inf


@pytest.fixture
def lived(home: Path) -> LivedWindow:
    make_runs(home)
    return LivedWindow((home / "runs" / "first", home / "runs" / "second"), home, small_config(budget__epochs=1))


def test_that_nothing_is_held_for_longer_than_a_round(lived: LivedWindow) -> None:
    grown = {}
    for kind in OFTEN:
        counted = []
        for _ in range(WARM + COUNTED):
            ROUNDS[kind](lived)
            lived.settle()
            counted.append(Counts.now())
        before, after = counted[WARM - 1], counted[-1]
        for name in ("threads", "files", "qobjects", "windows", "ours"):
            if getattr(after, name) >= getattr(before, name) + COUNTED:
                grown[kind, name] = [getattr(each, name) for each in counted]
    lived.leave()
    assert not grown
