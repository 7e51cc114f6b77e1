"""The race: where SimCLR stands beside PCA and an untrained network while it trains."""

import pytest

from simclr_gui.engine.evaluation.intervals import difference_interval
from simclr_gui.engine.events import BaselineProbed, LiveProbeMeasured
from simclr_gui.state.curves import Curves
from simclr_gui.state.race import race_of, surely_ahead_from


def raced(*accuracies: float, pca: float | None = 0.3) -> Curves:
    """A second between one measurement and the next, the first at 1 s."""
    curves = Curves()
    if pca is not None:
        curves.take(BaselineProbed(1, "pca", pca, 400, 1.0))
    for number, accuracy in enumerate(accuracies, start=1):
        curves.take(LiveProbeMeasured(number, 0.0, accuracy, float(number)))
    return curves


def test_that_nothing_is_known_before_anything_was_measured() -> None:
    race = race_of(Curves())
    assert (race.estimates, race.images, race.ahead_since_s) == ({}, 0, None)


def test_that_the_newest_measurement_of_each_counts() -> None:
    curves = raced(0.1, 0.2)
    curves.take(BaselineProbed(2, "untrained", 0.25, 400, 2.0))
    race = race_of(curves)
    assert race.estimates == {"simclr": 0.2, "pca": 0.3, "untrained": 0.25}
    assert race.images == 400


@pytest.mark.parametrize(
    ("accuracies", "since_s"),
    [
        ((0.1, 0.2, 0.3), None),
        ((0.1, 0.5, 0.6), 2.0),
        ((0.5, 0.1, 0.6), 3.0),  # behind in between: the last time counts
        ((0.5, 0.6, 0.1), None),
        ((0.6, 0.7), 1.0),
        ((0.1, 0.34), None),  # of 400 images that may be chance
    ],
)
def test_that_it_is_ahead_since_it_last_got_ahead_by_more_than_chance(
    accuracies: tuple[float, ...], since_s: float | None
) -> None:
    assert race_of(raced(*accuracies)).ahead_since_s == since_s


def test_that_without_pca_nobody_is_ahead() -> None:
    race = race_of(raced(0.9, pca=None))
    assert race.estimates == {"simclr": 0.9}
    assert race.ahead_since_s is None


@pytest.mark.parametrize(("accuracy", "images"), [(0.3, 400), (0.0, 400), (0.5, 20)])
def test_that_ahead_begins_where_the_interval_of_the_difference_leaves_zero(accuracy: float, images: int) -> None:
    least = surely_ahead_from(accuracy, images)
    assert difference_interval(least, accuracy, images)[0] > 0
    assert difference_interval(least - 1 / images, accuracy, images)[0] <= 0


def test_that_nobody_is_surely_ahead_of_what_is_perfect() -> None:
    assert surely_ahead_from(1.0, 400) > 1


def test_that_another_run_begins_without_rivals() -> None:
    curves = raced(0.5)
    curves.clear()
    assert race_of(curves).estimates == {}
