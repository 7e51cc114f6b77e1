"""The paired difference against other computations: the exact McNemar test, the interval of Agresti and Min."""

from math import comb, sqrt

import numpy as np
import pytest
from scipy.stats import binomtest

from simclr_gui.engine.evaluation.differences import paired_difference

SIZES = (1, 2, 7, 40, 200, 1_000, 10_000)


def exact_p(gained: int, lost: int) -> float:
    """McNemar's exact test: how probable so uneven a split is, if each image could as well fall to the other."""
    count = gained + lost
    if not count:
        return 1.0
    tail = sum(comb(count, k) for k in range(min(gained, lost) + 1))
    return min(1.0, 2 * tail / 2**count)


def interval(gained: int, lost: int, count: int) -> tuple[float, float]:
    """Wald's interval of the difference of paired proportions after half an image more in each of the four cells."""
    p12, p21, total = (gained + 0.5) / (count + 2), (lost + 0.5) / (count + 2), count + 2
    half = 1.959963984540054 * sqrt((p12 + p21 - (p12 - p21) ** 2) / total)
    return max(-1.0, p12 - p21 - half), min(1.0, p12 - p21 + half)


@pytest.mark.parametrize("count", SIZES)
@pytest.mark.parametrize("shares", [(0.5, 0.5), (0.97, 0.95), (0.1, 0.9), (1.0, 1.0), (0.0, 0.3)])
def test_that_value_interval_and_p_are_those_of_an_independent_computation(
    count: int, shares: tuple[float, float]
) -> None:
    random = np.random.default_rng(count)
    ours, theirs = (random.random(count) < share for share in shares)
    gained, lost = int((ours & ~theirs).sum()), int((theirs & ~ours).sum())
    found = paired_difference(ours, theirs)
    assert found.value == pytest.approx((gained - lost) / count)
    assert (found.low, found.high) == pytest.approx(interval(gained, lost, count), abs=2e-8)
    if gained + lost <= 1_000:
        assert found.p == pytest.approx(exact_p(gained, lost), rel=1e-9)
    if gained + lost:
        assert found.p == pytest.approx(binomtest(gained, gained + lost).pvalue)


def test_that_few_images_that_differ_are_judged_exactly() -> None:
    """Five of five: the usual chi-square approximation would say 0.025."""
    ours, theirs = np.ones(100, np.bool_), np.arange(100) >= 5
    assert paired_difference(ours, theirs).p == pytest.approx(2 / 2**5)


def test_that_two_runs_that_agree_on_every_image_differ_by_nothing() -> None:
    marks = np.arange(50) < 20
    found = paired_difference(marks, marks)
    assert (found.value, found.p) == (0.0, 1.0)
    assert found.low < 0 < found.high


def test_that_about_95_of_100_intervals_hold_the_true_difference() -> None:
    random = np.random.default_rng(1)
    gain, loss, count, trials = 0.08, 0.05, 300, 2_000
    held = 0
    for _ in range(trials):
        drawn = random.random(count)
        ours, theirs = (drawn < gain) | (drawn >= 0.5), ((drawn >= gain) & (drawn < gain + loss)) | (drawn >= 0.5)
        found = paired_difference(ours, theirs)
        held += found.low <= gain - loss <= found.high
    assert 0.935 <= held / trials <= 0.965
