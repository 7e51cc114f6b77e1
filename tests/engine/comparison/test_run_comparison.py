"""Several runs beside each other: what differs, and the difference of their scores on the same test images."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import binomtest

from simclr_gui.engine.comparison.run_comparison import compare_runs
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.small import small_config
from tests.tested_runs import make_tested_run

IMAGES = 200
LABELS = np.arange(IMAGES, dtype=np.int64) % 4

MakeRun = Callable[..., Path]


@pytest.fixture
def make_run(tmp_path: Path) -> MakeRun:
    def made(name: str, right: np.ndarray, labels: np.ndarray = LABELS, **settings: Any) -> Path:
        return make_tested_run(tmp_path / name, right, labels, **settings)

    return made


def test_that_the_difference_is_that_of_mcnemar_on_the_same_images(make_run: MakeRun) -> None:
    place = np.arange(IMAGES)
    first = make_run("first", place < 120)
    second = make_run("second", place >= 40, optimisation__temperature=0.5)
    comparison = compare_runs([first, second])
    assert comparison.settings == {"optimisation.temperature": (0.2, 0.5)}
    (pair,) = comparison.pairs
    assert (pair.first, pair.second, pair.refusal) == (0, 1, "")
    difference = pair.differences["linear"]
    gained, lost = 80, 40
    assert difference.value == pytest.approx((gained - lost) / IMAGES)
    assert difference.p == pytest.approx(binomtest(gained, gained + lost).pvalue)
    # Agresti and Min 2005: half an image more in each of the four cells
    total = IMAGES + 2
    half = 1.959964 * math.sqrt((gained + lost + 1) - (gained - lost) ** 2 / total) / total
    assert (difference.low, difference.high) == (
        pytest.approx((gained - lost) / total - half, abs=1e-6),
        pytest.approx((gained - lost) / total + half, abs=1e-6),
    )
    assert pair.differences["knn"] == difference


def test_that_every_two_runs_are_compared_once(make_run: MakeRun) -> None:
    paths = [make_run(f"run {number}", np.arange(IMAGES) < 50 * number) for number in (1, 2, 3)]
    pairs = compare_runs(paths).pairs
    assert [(pair.first, pair.second) for pair in pairs] == [(0, 1), (0, 2), (1, 2)]
    assert [round(100 * pair.differences["linear"].value) for pair in pairs] == [25, 50, 25]


@pytest.mark.parametrize(
    "other",
    [
        {"labels": (LABELS + 1) % 4},
        {"data__drawing_seed": 7},
    ],
)
def test_that_other_test_images_are_not_compared(make_run: MakeRun, other: dict[str, Any]) -> None:
    right = np.arange(IMAGES) < 100
    (pair,) = compare_runs([make_run("first", right), make_run("second", right, **other)]).pairs
    assert (pair.differences, str(pair.refusal)) == ({}, "They were tested on different images.")


def test_that_a_run_that_was_not_tested_is_shown_and_not_compared(make_run: MakeRun, tmp_path: Path) -> None:
    untested = RunFolder.create(tmp_path / "untested", small_config()).path
    comparison = compare_runs([make_run("first", LABELS < 2), untested])
    assert comparison.runs[1].result is None
    assert str(comparison.pairs[0].refusal) == "untested: It was not tested."


def test_that_damaged_predictions_are_told_and_the_scores_stay(make_run: MakeRun) -> None:
    first, second = make_run("first", LABELS < 2), make_run("second", LABELS < 3)
    (second / "predictions.npz").write_bytes(b"nothing of use")
    comparison = compare_runs([first, second])
    assert comparison.runs[1].result is not None
    assert "predictions.npz" in comparison.pairs[0].refusal
    (second / "predictions.npz").unlink()
    assert "was not kept" in compare_runs([first, second]).pairs[0].refusal


def test_that_too_few_too_many_and_twice_the_same_are_refused(make_run: MakeRun, tmp_path: Path) -> None:
    run = make_run("run", LABELS < 2)
    for paths, words in (
        ([run], "1 run cannot"),
        ([run] * 9, "9 runs"),
        ([run, run], "named twice"),
        ([run, tmp_path], "not a run folder"),
    ):
        with pytest.raises(UserError, match=words):
            compare_runs(paths)
