"""Trying the network as a graph: the quicker way stays, whatever happens while it is tried."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from simclr_gui.engine.events import GraphTried
from simclr_gui.engine.observers import GraphTrialObserver
from simclr_gui.engine.training import learner as learner_module
from simclr_gui.engine.training.graphed_step import STEPS_BEFORE, STEPS_TIMED, GraphTrial, tried_as_graph
from tests.small import machine, small_config, train_small

STEPS_OF_A_TRIAL = 2 * (STEPS_BEFORE + STEPS_TIMED + 1)
VIEWS = torch.ones(4, 3)


class Clock:
    """Tells of steps that take as long as the way of computing they go."""

    def __init__(self, plain_s: float, graphed_s: float) -> None:
        self.plain_s, self.graphed_s = plain_s, graphed_s
        self.is_graphed = False
        self._seconds = 0.0

    def __call__(self) -> float:
        self._seconds += self.graphed_s if self.is_graphed else self.plain_s
        return self._seconds

    def graphed(self, network: nn.Module, views: Tensor) -> Callable[[Tensor], Tensor]:
        self.is_graphed = True
        network(views)  # as capturing does
        return lambda images: network(images) + 100


def tried(trial: GraphTrial, steps: int = STEPS_OF_A_TRIAL) -> Tensor:
    return [trial(VIEWS) for _ in range(steps)][-1]


def test_that_a_quicker_graph_is_kept() -> None:
    clock = Clock(plain_s=0.010, graphed_s=0.006)
    trial = GraphTrial(nn.Identity(), clock.graphed, clock)
    assert tried(trial, STEPS_BEFORE + STEPS_TIMED)[0, 0] == 1, "nothing is changed before it was timed"
    tried(trial)
    assert trial.result is not None
    assert (trial.result.plain_ms, trial.result.graphed_ms) == pytest.approx((10, 6))
    assert trial.result.kept
    assert trial(VIEWS)[0, 0] == 101


@pytest.mark.parametrize("graphed_s", [0.0099, 0.02])
def test_that_a_graph_that_gains_nothing_is_given_up(graphed_s: float) -> None:
    clock = Clock(plain_s=0.010, graphed_s=graphed_s)
    trial = GraphTrial(nn.Identity(), clock.graphed, clock)
    tried(trial)
    assert trial.result is not None and not trial.result.kept
    assert trial(VIEWS)[0, 0] == 1


@pytest.mark.parametrize("words", ["CUDA out of memory", "operation not permitted when stream is capturing"])
def test_that_a_network_that_cannot_be_captured_trains_on_as_it_is(words: str) -> None:
    def fail(network: nn.Module, views: Tensor) -> Callable[[Tensor], Tensor]:
        network(views)
        raise RuntimeError(words)

    network = nn.BatchNorm1d(3)
    clock = Clock(0.010, 0.010)
    trial = GraphTrial(network, fail, clock)
    tried(trial)
    assert trial.result is not None and not trial.result.kept
    assert trial.result.graphed_ms is None and trial.result.trouble


def test_that_capturing_leaves_no_trace_in_the_averages_of_batch_norm() -> None:
    clock = Clock(0.010, 0.006)
    with_trial, without = nn.BatchNorm1d(3), nn.BatchNorm1d(3)
    trial = GraphTrial(with_trial, clock.graphed, clock)
    tried(trial)
    for _ in range(STEPS_OF_A_TRIAL):
        without(VIEWS)
    assert torch.equal(with_trial.running_mean, without.running_mean)  # type: ignore[arg-type]
    assert torch.equal(with_trial.num_batches_tracked, without.num_batches_tracked)  # type: ignore[arg-type]


def test_that_a_processor_tries_no_graph() -> None:
    network = nn.Identity()
    assert tried_as_graph(network, machine()) is network


def test_that_a_training_with_a_trial_learns_the_same_and_tells_how_it_went(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = small_config(budget__epochs=STEPS_OF_A_TRIAL // 4 + 2)
    plain = train_small(tmp_path / "plain", config)

    def same(network: nn.Module, views: Tensor) -> Callable[[Tensor], Tensor]:
        return lambda images: network(images)

    def trial(network: nn.Module, _machine: object) -> GraphTrial:
        seconds: Iterator[float] = iter(range(1_000_000))
        return GraphTrial(network, same, lambda: next(seconds))

    monkeypatch.setattr(learner_module, "tried_as_graph", trial)
    with_trial = train_small(tmp_path / "tried", config, observers=[GraphTrialObserver()])
    (told,) = [event for event in with_trial if isinstance(event, GraphTried)]
    assert told.plain_ms == told.graphed_ms == 1_000
    assert not told.kept
    losses = [[e.loss for e in events if e.as_record()["event"] == "step"] for events in (plain, with_trial)]
    assert losses[0] == losses[1]
