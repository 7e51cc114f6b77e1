"""Paired differences of accuracies, held against values worked out by hand and against simulation."""

import math

import numpy as np
import pytest

from simclr_gui.engine.evaluation.differences import paired_difference


def marks(both: int, ours: int, theirs: int, neither: int) -> tuple[np.ndarray, np.ndarray]:
    first = np.repeat([True, True, False, False], [both, ours, theirs, neither])
    return first, np.repeat([True, False, True, False], [both, ours, theirs, neither])


def test_a_difference_worked_out_by_hand() -> None:
    """64.0 / 1602 ± 1.96 · sqrt(237 − 64² / 1602) / 1602; for p, twice the upper tail of 236 tosses of a coin."""
    found = paired_difference(*marks(794, 150, 86, 570))
    assert found.value == pytest.approx(64 / 1600)
    half = 1.959964 * (237 - 64**2 / 1602) ** 0.5 / 1602
    assert (found.low, found.high) == (pytest.approx(64 / 1602 - half), pytest.approx(64 / 1602 + half))
    tail = sum(math.comb(236, heads) for heads in range(150, 237)) / 2**236
    assert found.p == pytest.approx(2 * tail)


def test_that_a_few_uneven_pictures_prove_nothing() -> None:
    found = paired_difference(*marks(20, 3, 1, 20))
    assert found.p == pytest.approx(0.625)  # exact: 2 * (1 + 4) / 2 ** 4
    assert found.low < 0 < found.high


def test_that_equal_predictions_differ_by_nothing() -> None:
    found = paired_difference(*marks(5, 0, 0, 5))
    assert (found.value, found.p) == (0, 1)
    assert found.low == -found.high < 0


def test_that_the_interval_holds_the_true_difference_19_times_in_20() -> None:
    random = np.random.default_rng(0)
    shares, count, times = np.array([0.4, 0.25, 0.1, 0.25]), 60, 2_000
    held = 0
    for cells in random.multinomial(count, shares, size=times):
        found = paired_difference(*marks(*cells))
        held += found.low <= 0.15 <= found.high
    assert 0.93 < held / times < 0.98
