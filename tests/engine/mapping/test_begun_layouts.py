"""Layouts that begin while scores are computed: the same maps, and nothing left behind when somebody leaves."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from simclr_gui.engine.errands import Errand, is_still_wanted
from simclr_gui.engine.evaluation import evaluation
from simclr_gui.engine.events import Announced, EvaluationFinished, Event, MapComputed
from simclr_gui.engine.events.streams import result_of
from simclr_gui.engine.experiments.run_evaluator import RunEvaluator
from simclr_gui.engine.features.features import FeatureSource
from simclr_gui.engine.mapping.begun_layouts import BegunLayouts, Embed
from simclr_gui.engine.mapping.computation import compute_maps
from simclr_gui.engine.mapping.layouts import principal_plane
from simclr_gui.engine.mapping.settings import MapSettings
from simclr_gui.engine.mapping.umap_layout import Floats, LayoutTask, umap_layout
from simclr_gui.engine.messages.errors import Cancelled, UserError
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.small import SMALL, small_data, train_small


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    train_small(tmp_path / "run")
    return RunFolder(tmp_path / "run")


class NeverDone:
    """Lays nothing out, until nobody wants it any more."""

    def __init__(self) -> None:
        self.begun = 0
        self.has_begun = threading.Event()

    def __call__(self, _task: LayoutTask) -> Floats:
        self.begun += 1
        self.has_begun.set()
        while is_still_wanted():
            threading.Event().wait(0.01)
        raise Cancelled


def evaluate_and_map(run: RunFolder, embed: Embed) -> Iterator[Event]:
    return RunEvaluator(run, embed, small_data()).evaluate_and_map(lambda: False)


def errands() -> list[Errand[object]]:
    return [thread for thread in threading.enumerate() if isinstance(thread, Errand)]


def test_that_maps_begun_before_the_scores_are_those_drawn_after_them(run: RunFolder) -> None:
    events = list(evaluate_and_map(run, umap_layout))
    begun = [event for event in events if isinstance(event, MapComputed)]
    for file in run.maps_dir.iterdir():
        file.unlink()
    source = FeatureSource(SMALL, small_data(), run)
    alone = [event for event in compute_maps(source, run, umap_layout) if isinstance(event, MapComputed)]
    assert len(begun) == len(alone) == 6
    for one, other in zip(begun, alone, strict=True):
        assert (one.features, one.method) == (other.features, other.method)
        np.testing.assert_array_equal(one.coordinates, other.coordinates)
        assert (one.neighbours_kept, one.trustworthiness) == (other.neighbours_kept, other.trustworthiness)


def test_that_layouts_begin_before_the_scores_and_maps_are_told_and_written_after_them(run: RunFolder) -> None:
    told: list[str] = []

    def embed(task: LayoutTask) -> Floats:
        told.append("layout")
        return principal_plane(task.values)

    for event in evaluate_and_map(run, embed):
        if isinstance(event, EvaluationFinished):
            assert "layout" in told
            assert not list(run.maps_dir.iterdir())
            told.append("scores")
        if isinstance(event, MapComputed):
            assert run.evaluation_file.exists()
            told.append("map")
    assert told.count("layout") == 3
    assert told.index("scores") < told.index("map")


def test_that_one_is_laid_out_at_a_time_in_order(run: RunFolder) -> None:
    at_work, order = threading.Lock(), []

    def embed(task: LayoutTask) -> Floats:
        assert at_work.acquire(blocking=False), "two at a time"
        order.append(task)
        at_work.release()
        return principal_plane(task.values)

    source = FeatureSource(SMALL, small_data(), run)
    with closing(BegunLayouts(source, embed, MapSettings())) as layouts:
        spaces = [result_of(layouts.begin(kind)) for kind in layouts.kinds]
        for kind, space in zip(layouts.kinds, spaces, strict=True):
            np.testing.assert_array_equal(result_of(layouts.laid_out(kind)), principal_plane(space.values))
    assert [id(task.values) for task in order] == [id(space.values) for space in spaces]


def test_that_maps_that_lie_there_are_not_laid_out_again(run: RunFolder) -> None:
    def never(_task: LayoutTask) -> Floats:
        pytest.fail("laid out again")

    list(evaluate_and_map(run, lambda task: principal_plane(task.values)))
    run.evaluation_file.unlink()
    events = list(evaluate_and_map(run, never))
    assert any(isinstance(event, EvaluationFinished) for event in events)
    assert len([event for event in events if isinstance(event, MapComputed)]) == 6


def announces(start: str) -> Callable[[Event], bool]:
    return lambda event: isinstance(event, Announced) and str(event.sentence).startswith(start)


@pytest.mark.parametrize(
    "is_the_moment",
    [
        announces("Finding principal components"),
        announces("Extracting features of the untrained network"),
        announces("Testing what SimCLR"),
        announces("Testing what the untrained"),
        lambda event: isinstance(event, EvaluationFinished),
        announces("Comparing the map"),
        announces("Drawing the SimCLR map"),
    ],
)
def test_that_leaving_at_any_moment_ends_what_has_begun_and_leaves_no_thread(
    run: RunFolder, is_the_moment: Callable[[Event], bool]
) -> None:
    embed = NeverDone()
    events = evaluate_and_map(run, embed)
    next(event for event in events if is_the_moment(event))
    assert embed.has_begun.wait(timeout=60)
    events.close()
    assert not [errand for errand in errands() if errand.is_wanted], "what was left computes to its end"
    assert embed.begun == 1, "what waited for its turn did not begin"
    assert not list(run.maps_dir.iterdir())


def test_that_an_error_in_the_scores_ends_what_has_begun(run: RunFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object) -> None:
        raise UserError("The disk is full.", "Make room.")

    monkeypatch.setattr(evaluation, "write_evaluation", fail)
    embed = NeverDone()
    with pytest.raises(UserError, match="disk is full"):
        list(evaluate_and_map(run, embed))
    assert embed.begun == 1
    assert not errands()


def test_that_an_error_in_a_layout_is_told_after_the_scores_and_the_next_ones_do_not_begin(run: RunFolder) -> None:
    begun, told = [], []

    def fail(task: LayoutTask) -> Floats:
        begun.append(task)
        raise UserError("The process that draws maps has ended unexpectedly.", "Draw the map again.")

    with pytest.raises(UserError, match="ended unexpectedly"):
        for event in evaluate_and_map(run, fail):
            told.append(event)
    assert any(isinstance(event, EvaluationFinished) for event in told)
    assert len(begun) == 1
    assert not list(run.maps_dir.iterdir())
