"""What is said of scores in the end."""

from typing import Any

import pytest

from simclr_gui.engine.evaluation.finding import Outcome, find
from simclr_gui.engine.events import EvaluationResult
from tests.small import evaluated
from tests.state.test_state import RESULT


def result(
    linear: tuple[float, float], knn: tuple[float, float] = (0.5, 0.5), count: int = 1_000, **parts: Any
) -> EvaluationResult:
    """An evaluation from before differences were kept."""
    simclr, pca = ({"linear": one, "knn": other} for one, other in zip(linear, knn, strict=True))
    return evaluated(RESULT, simclr=simclr, pca=pca | {"components": 64}, test_images=count, **parts)


def paired(value: float, low: float, high: float) -> dict[str, float]:
    return {"value": value, "low": low, "high": high, "p": 0.5}


@pytest.mark.parametrize(
    ("linear", "count", "outcome"),
    [
        ((0.38, 0.20), 1_000, Outcome.BETTER),
        ((0.20, 0.38), 1_000, Outcome.WORSE),
        ((0.51, 0.53), 47, Outcome.UNDECIDED),
        ((0.501, 0.5), 10_000, Outcome.ALIKE),
    ],
)
def test_that_the_outcome_follows_from_the_interval(linear: tuple[float, float], count: int, outcome: Outcome) -> None:
    assert find(result(linear, count=count)).outcome is outcome


def test_that_paired_differences_count_where_they_are_known() -> None:
    of_pca = {"linear": paired(0.02, 0.01, 0.035), "knn": paired(-0.1, -0.13, -0.07)}
    found = find(result((0.52, 0.5), (0.28, 0.38), differences={"pca": of_pca, "untrained": of_pca}))
    assert found.outcome is Outcome.BETTER
    assert (found.difference, found.margin) == (0.02, pytest.approx(0.015))
    assert (found.knn, found.is_knn_sure) == ((0.28, 0.38), True)


@pytest.mark.parametrize(
    ("knn", "count", "is_told", "is_sure"),
    [
        ((0.50, 0.20), 1_000, False, False),
        ((0.20, 0.38), 1_000, True, True),
        ((0.38, 0.381), 1_000, True, False),
        ((0.20, 0.20), 1_000, True, False),
        ((0.50, 0.56), 16, True, False),  # one image: no proof of anything, but no confirmation either
    ],
)
def test_that_neighbours_are_told_of_where_they_do_not_bear_out_what_is_said(
    knn: tuple[float, float], count: int, *, is_told: bool, is_sure: bool
) -> None:
    found = find(result((0.90, 0.20), knn, count))
    assert found.outcome is Outcome.BETTER
    assert (found.knn, found.is_knn_sure) == (knn if is_told else None, is_sure)


def test_that_neighbours_say_nothing_against_what_is_not_decided() -> None:
    assert find(result((0.51, 0.53), (0.56, 0.50), count=47)).knn is None
