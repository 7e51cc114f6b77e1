"""Runs that differ in the seed alone are one line, with the mean and the spread of their scores."""

import numpy as np
import pytest

from simclr_gui.engine.listing.seed_groups import grouped
from tests.engine.listing.made import made_run

SCORES = (0.91, 0.97, 0.94)


def test_that_the_deviation_is_numpys_of_a_sample() -> None:
    runs = [made_run(str(seed), {"machine.seed": seed}, linear=score) for seed, score in enumerate(SCORES)]
    (line,) = grouped(runs)
    assert (line.seeds, line.runs) == (3, tuple(runs))
    assert line.linear == pytest.approx((np.mean(SCORES), np.std(SCORES, ddof=1)))
    assert line.knn is None


def test_that_other_settings_and_one_seed_alone_stay_lines_of_their_own() -> None:
    runs = [
        made_run("a", {"machine.seed": 1}),
        made_run("b", {"machine.seed": 2, "optimisation.temperature": 0.1}),
        made_run("c", {"machine.seed": 2, "optimisation.temperature": 0.1}),
    ]
    assert [line.runs for line in grouped(runs)] == [(run,) for run in runs]


def test_that_of_two_runs_with_one_seed_the_later_name_counts_and_an_untested_one_does_not() -> None:
    runs = [
        made_run("3", {"machine.seed": 1}, linear=0.8),
        made_run("2", {"machine.seed": 0}, linear=0.6),
        made_run("1", {"machine.seed": 0}, linear=0.1),
        made_run("0", {"machine.seed": 5}),
    ]
    (line,) = grouped(runs)
    assert line.seeds == 3
    assert line.linear == pytest.approx((0.7, np.std([0.6, 0.8], ddof=1)))
