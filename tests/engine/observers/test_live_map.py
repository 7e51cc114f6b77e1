"""The map while training: the test images, where they lie by the features of right now."""

from pathlib import Path

import numpy as np
import pytest

from simclr_gui.engine.events import (
    Event,
    Floats,
    LiveMapBegun,
    LiveMapComputed,
    NeighboursFound,
    RunEnded,
    StepMeasured,
    Warned,
)
from simclr_gui.engine.mapping.layouts import aligned
from simclr_gui.engine.mapping.umap_layout import LayoutTask
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.observers import live_map
from simclr_gui.engine.observers.live_map import ROUNDS, TURNS_OF_A_BASELINE, LiveMapObserver, space_of
from tests.small import small_config, small_data, train_small


class Turning:
    """Lays points out by turning them a quarter, some steps later."""

    def __init__(self, steps_later: int = 2) -> None:
        self._steps_later, self.left = steps_later, 0
        self.tasks: list[LayoutTask] = []
        self._is_working = False

    def begin(self, task: LayoutTask) -> bool:
        if self._is_working:
            return False
        self._is_working, self.left = True, self._steps_later
        self.tasks.append(task)
        return True

    def finished(self, _within_s: float = 0.0) -> Floats | None:
        self.left -= 1
        if not self._is_working or self.left > 0:
            return None
        self._is_working = False
        return self.tasks[-1].start @ np.array([[0, 1], [-1, 0]], np.float32)


class NobodyThere:
    def begin(self, _task: LayoutTask) -> bool:
        return False

    def finished(self, _within_s: float = 0.0) -> None:
        return None


@pytest.fixture(autouse=True)
def _always_due(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_map, "SECONDS_BETWEEN", 0.0)
    monkeypatch.setattr(live_map, "SHARE_OF_TIME", 1e9)


def drawn(events: list[Event], features: str, method: str) -> list[LiveMapComputed]:
    maps = [event for event in events if isinstance(event, LiveMapComputed)]
    return [event for event in maps if (event.features, event.method) == (features, method)]


def test_that_the_images_come_first_then_simclr_again_and_again_and_each_rival_once(tmp_path: Path) -> None:
    layouts = Turning()
    events = train_small(tmp_path / "run", small_config(budget__epochs=12), observers=[LiveMapObserver(layouts)])
    begun = [event for event in events if isinstance(event, LiveMapBegun)]
    assert len(begun) == 1
    np.testing.assert_array_equal(begun[0].images.labels, small_data().test.labels)
    assert len(drawn(events, "simclr", "umap")) > 2
    for baseline in ("pca", "untrained"):
        assert len(drawn(events, baseline, "pca")) == 1
        assert len(drawn(events, baseline, "umap")) == TURNS_OF_A_BASELINE
    steps = [event.step for event in drawn(events, "simclr", "umap")]
    assert steps == sorted(steps)
    assert {task.epochs for task in layouts.tasks} == {ROUNDS}


def test_that_a_map_that_takes_long_is_not_waited_for_and_no_look_is_wasted_meanwhile(tmp_path: Path) -> None:
    layouts = Turning(steps_later=8)
    events = train_small(tmp_path / "run", small_config(budget__epochs=12), observers=[LiveMapObserver(layouts)])
    shown = drawn(events, "simclr", "umap")
    after = events[events.index(shown[0]) :]
    looks = sum(isinstance(event, NeighboursFound) and event.features == "simclr" for event in after)
    assert len(shown) >= 3
    assert looks <= len(shown), "each is laid out, but for the last"


def test_that_each_map_starts_where_the_last_one_lay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_map, "BASELINES", ())
    layouts = Turning()
    events = train_small(tmp_path / "run", small_config(budget__epochs=6), observers=[LiveMapObserver(layouts)])
    shown = drawn(events, "simclr", "umap")
    starts = [task.start for task in layouts.tasks]
    for before, start in zip(shown, starts[1:], strict=False):
        np.testing.assert_allclose(start, before.coordinates, atol=0.01)  # but for the noise that parts equal images
    turned = starts[1] @ np.array([[0, 1], [-1, 0]], np.float32)
    np.testing.assert_allclose(shown[1].coordinates, aligned(turned, shown[0].coordinates), atol=0.02)


def test_that_two_principal_components_stand_for_a_map_while_nobody_lays_it_out(tmp_path: Path) -> None:
    events = train_small(tmp_path / "run", observers=[LiveMapObserver(NobodyThere())])
    assert len(drawn(events, "simclr", "pca")) > 2
    assert not any(isinstance(event, LiveMapComputed) and event.method == "umap" for event in events)


def test_that_a_map_changes_nothing_of_the_training(tmp_path: Path) -> None:
    plain, watched = (
        [event.loss for event in train_small(tmp_path / name, observers=observers) if isinstance(event, StepMeasured)]
        for name, observers in (("plain", []), ("watched", [LiveMapObserver(Turning())]))
    )
    assert plain == watched


def test_that_too_few_test_images_are_left_without_a_map(tmp_path: Path) -> None:
    config = small_config(data__test_images=4)
    events = train_small(tmp_path / "run", config, observers=[LiveMapObserver(Turning())])
    assert not any(isinstance(event, (LiveMapBegun, LiveMapComputed)) for event in events)


def test_that_the_neighbours_of_a_space_are_exact() -> None:
    features = np.random.default_rng(0).normal(size=(60, 20)).astype(np.float32)
    space = space_of(features, "simclr")
    gaps = np.linalg.norm(space.values[:, None] - space.values[None], axis=2)
    np.testing.assert_array_equal(np.sort(space.neighbours, axis=1), np.sort(gaps.argsort(axis=1)[:, :16], axis=1))


class Failing:
    """Takes every task, and fails at each."""

    def __init__(self) -> None:
        self.taken = 0

    def begin(self, _task: LayoutTask) -> bool:
        self.taken += 1
        return True

    def finished(self, _within_s: float = 0.0) -> Floats | None:
        raise UserError("The process that draws maps has ended unexpectedly.")


def test_that_layouts_that_fail_are_told_once_and_asked_for_again(tmp_path: Path) -> None:
    layouts = Failing()
    events = train_small(tmp_path / "run", observers=[LiveMapObserver(layouts)])
    (warned,) = (event for event in events if isinstance(event, Warned))
    assert "has missed a step: The process that draws maps has ended unexpectedly." in warned.sentence
    assert layouts.taken > 1
    assert isinstance(events[-1], RunEnded), "the training goes on"
