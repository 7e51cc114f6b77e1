"""Verdicts on curves of every kind, and on real small trainings."""

from pathlib import Path

import numpy as np
import pytest

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.events import BatchStatisticsTaken, Event, StepMeasured
from simclr_gui.engine.losses.table import LOSSES
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.observers import BatchStatisticsObserver
from simclr_gui.engine.training.health import Remedy, TrainingHealth, Verdict, assess, remedy_for
from tests.small import SMALL, train_small

CHANCE, FLOOR = 5.0, 1.0


def assessed(loss: np.ndarray, cosine: float | None = 0.2, *, is_over: bool = False) -> TrainingHealth:
    return assess(loss, np.full(len(loss), 0.3), CHANCE, FLOOR, negative_cosine=cosine, is_over=is_over)


def falling(steps: int, to: float = 2.0) -> np.ndarray:
    return np.linspace(CHANCE, to, steps)


@pytest.mark.parametrize(
    ("loss", "cosine", "is_over", "verdict"),
    [
        (falling(20), 0.2, False, Verdict.BEGUN),
        (falling(300), 0.2, False, Verdict.LEARNING),
        (falling(300), None, False, Verdict.LEARNING),
        (falling(300), 0.2, True, Verdict.FINISHED),
        (falling(300), 0.99, False, Verdict.COLLAPSED),
        (falling(300), 0.99, True, Verdict.COLLAPSED),
        (np.full(300, CHANCE), 0.5, False, Verdict.AT_CHANCE),
        (np.full(100, CHANCE), 0.5, False, Verdict.LEARNING),
        (np.concatenate([falling(100), np.full(400, 2.0)]), 0.2, False, Verdict.STANDING),
        (np.concatenate([falling(200), np.full(100, 4.0)]), 0.2, False, Verdict.TOO_FAST),
        (np.concatenate([falling(100), np.full(100, 5.6)]), 0.2, False, Verdict.DIVERGING),
    ],
)
def test_that_each_kind_of_curve_has_its_verdict(
    loss: np.ndarray, cosine: float | None, is_over: bool, verdict: Verdict
) -> None:
    assert assessed(loss, cosine, is_over=is_over).verdict is verdict


def test_that_a_slow_machine_is_judged_by_time_and_evidence_and_not_by_a_count_of_steps() -> None:
    def after(seconds: float, loss: np.ndarray) -> Verdict:
        top1 = np.full(len(loss), 0.3)
        elapsed_s = np.linspace(0, seconds, len(loss))
        return assess(loss, top1, CHANCE, FLOOR, negative_cosine=0.2, is_over=False, elapsed_s=elapsed_s).verdict

    noise = np.random.default_rng(0).normal(0, 0.05, 12)
    assert after(5, falling(12) + noise) is Verdict.BEGUN
    assert after(11, falling(12) + noise) is Verdict.LEARNING
    assert after(11, np.full(12, CHANCE) + noise) is Verdict.BEGUN, "nothing has moved that is not noise"
    assert after(60, falling(3)) is Verdict.BEGUN, "three steps are no evidence"


def at_speeds(*speeds: tuple[int, float]) -> TrainingHealth:
    """Of batches of 100 images, each so many at a speed."""
    values = np.repeat([speed for _, speed in speeds], [steps for steps, _ in speeds])
    loss, elapsed_s = falling(len(values)), np.cumsum(100 / values)
    return assess(
        loss, loss, CHANCE, FLOOR, negative_cosine=0.2, is_over=False, elapsed_s=elapsed_s, images_per_second=values
    )


def test_that_a_starved_machine_is_noticed_and_a_slow_one_is_not() -> None:
    assert at_speeds((60, 1_000), (30, 100)).is_starved
    assert at_speeds((60, 1_000), (30, 100)).speed == pytest.approx(0.1)
    assert not at_speeds((90, 100)).is_starved
    assert not at_speeds((30, 1_000), (30, 100), (60, 1_000)).is_starved


@pytest.mark.parametrize(
    ("share", "is_over", "is_crowded"), [(0.33, False, True), (0.65, False, False), (0.33, True, False)]
)
def test_that_a_training_that_waits_from_its_beginning_is_noticed(
    share: float, *, is_over: bool, is_crowded: bool
) -> None:
    loss = falling(60)
    health = assess(loss, loss, CHANCE, FLOOR, negative_cosine=0.2, is_over=is_over, core_share=share)
    assert (health.is_crowded, health.is_starved) == (is_crowded, False)


@pytest.mark.parametrize("stall", [(2, 20), (10, 350)])
def test_that_a_stall_of_few_steps_or_seconds_is_not_put_down_to_others(stall: tuple[int, float]) -> None:
    assert not at_speeds((300, 1_000), stall).is_starved


def test_that_the_way_is_counted_from_guessing_to_perfect_pairs() -> None:
    assert assessed(np.full(60, CHANCE)).way == pytest.approx(0)
    assert assessed(np.full(60, 3.0)).way == pytest.approx(0.5)
    assert assessed(np.full(60, FLOOR)).way == pytest.approx(1)
    assert assessed(np.concatenate([np.full(60, 5.0), np.full(25, 3.0)])).way == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("found", "has_colour_changes", "advised"),
    [
        (1.0, False, Remedy.COLOUR_CHANGES),
        (1.0, True, Remedy.STRONGER_VIEWS),
        (0.4, False, Remedy.LONGER),
        (None, False, Remedy.LONGER),
    ],
)
def test_that_views_are_blamed_only_where_partners_are_found_nearly_always(
    found: float | None, advised: Remedy, *, has_colour_changes: bool
) -> None:
    assert remedy_for(found, has_colour_changes=has_colour_changes) is advised


def verdict_of(events: list[Event]) -> Verdict:
    steps = [event for event in events if isinstance(event, StepMeasured)]
    batch_statistics = [event for event in events if isinstance(event, BatchStatisticsTaken)][-1]
    optimisation = SMALL.optimisation
    chance = LOSSES[optimisation.loss].chance(optimisation.batch_size)
    floor = LOSSES[optimisation.loss].floor(optimisation.batch_size, optimisation.temperature)
    loss, top1 = (np.array([getattr(step, name) for step in steps]) for name in ("loss", "top1"))
    return assess(loss, top1, chance, floor, negative_cosine=batch_statistics.negative, is_over=False).verdict


def test_that_a_real_training_learns(tmp_path: Path) -> None:
    long = config_with(SMALL, {"budget.epochs": 40, "optimisation.learning_rate": 0.06})
    events = train_small(tmp_path / "run", long, observers=[BatchStatisticsObserver()])
    assert verdict_of(events) in (Verdict.LEARNING, Verdict.STANDING)


def test_that_a_real_training_at_far_too_high_a_rate_is_not_praised(tmp_path: Path) -> None:
    fast = config_with(SMALL, {"budget.epochs": 40, "optimisation.learning_rate": 30.0})
    try:
        verdict = verdict_of(train_small(tmp_path / "run", fast, observers=[BatchStatisticsObserver()]))
    except UserError as error:  # it ran away altogether
        assert "broke down" in error.sentence
        return
    assert verdict in (Verdict.COLLAPSED, Verdict.AT_CHANCE, Verdict.DIVERGING, Verdict.TOO_FAST)
