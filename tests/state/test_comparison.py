"""Runs side by side: which are chosen, what is read of them, and what becomes of it when others are chosen."""

import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import ImagesChosen, MapComputed, StepMeasured
from simclr_gui.engine.mapping.files import MadeOf, MapFiles
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.state.comparison import Comparison
from tests.small import train_small
from tests.tested_runs import CLASS_NAMES, make_tested_run

IMAGES = 40
LABELS = np.arange(IMAGES, dtype=np.int64) % 4
PLACE = np.arange(IMAGES)
MakeRuns = Callable[[int], list[Path]]


@pytest.fixture
def comparison(qtbot: QtBot) -> Iterator[Comparison]:
    comparison = Comparison()
    yield comparison
    comparison.close()
    qtbot.waitUntil(lambda: comparison.is_quiet)
    qtbot.wait(20)


@pytest.fixture
def make_runs(tmp_path: Path) -> MakeRuns:
    def made(count: int) -> list[Path]:
        return [
            make_tested_run(tmp_path / f"run {number}", 10 + 2 * number > PLACE, LABELS, machine__seed=number + 1)
            for number in range(count)
        ]

    return made


def draw_map(path: Path, pixels: np.ndarray) -> None:
    """As the program keeps it."""
    files = MapFiles(RunFolder(path))
    files.begin(ImagesChosen(pixels, LABELS, PLACE.astype(np.int64), CLASS_NAMES))
    coordinates = np.random.default_rng(0).random((IMAGES, 2), np.float32)
    files.collect(MapComputed("simclr", "umap", coordinates, 0.5, 0.9), PLACE.astype(np.int64))
    files.finish(MadeOf(1, "", "", {}))


def settle(comparison: Comparison, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: comparison.is_quiet, timeout=30_000)


def test_that_runs_are_read_compared_and_the_first_pair_is_looked_at(
    comparison: Comparison, make_runs: MakeRuns, qtbot: QtBot
) -> None:
    runs = make_runs(3)
    comparison.compare(runs)
    assert comparison.paths == runs
    settle(comparison, qtbot)
    assert comparison.compared is not None
    assert list(comparison.compared.settings) == ["machine.seed"]
    assert comparison.pair == (runs[0], runs[1])
    assert comparison.known is not None
    assert comparison.known.only_second.tolist() == [10, 11]
    assert set(comparison.curves.runs) == set(runs)


def test_that_a_run_keeps_its_colour_whatever_becomes_of_the_others(
    comparison: Comparison, make_runs: MakeRuns, qtbot: QtBot
) -> None:
    runs = make_runs(4)
    comparison.compare(runs[:3])
    kept = comparison.colours[runs[2]]
    comparison.remove(runs[0])
    comparison.move(runs[2], -1)
    assert (comparison.paths, comparison.letter(runs[2])) == ([runs[2], runs[1]], "A")
    comparison.add(runs[3])
    assert comparison.colours[runs[2]] == kept
    assert len(set(comparison.colours.values())) == 3
    settle(comparison, qtbot)
    assert comparison.compared is not None
    assert [run.path for run in comparison.compared.runs] == [runs[2], runs[1], runs[3]]


def test_that_of_several_choices_the_newest_counts(comparison: Comparison, make_runs: MakeRuns, qtbot: QtBot) -> None:
    runs = make_runs(5)
    for count in (2, 3, 4, 5):
        comparison.compare(runs[:count])
    settle(comparison, qtbot)
    assert comparison.compared is not None
    assert len(comparison.compared.runs) == 5


def test_that_no_more_than_eight_are_taken_and_that_it_is_said(
    comparison: Comparison, make_runs: MakeRuns, qtbot: QtBot
) -> None:
    runs = make_runs(9)
    with qtbot.waitSignal(comparison.failed) as told:
        comparison.compare(runs)
    assert "the first 8" in told.args[0].sentence
    comparison.add(runs[8])
    assert comparison.paths == runs[:8]
    assert not comparison.has_room
    comparison.move(runs[0], 7)
    assert comparison.paths == [*runs[1:8], runs[0]]
    assert sorted(comparison.colours.values()) == list(range(8))
    settle(comparison, qtbot)


def test_that_a_single_run_is_not_compared(comparison: Comparison, make_runs: MakeRuns, qtbot: QtBot) -> None:
    runs = make_runs(2)
    comparison.compare(runs)
    settle(comparison, qtbot)
    comparison.remove(runs[1])
    settle(comparison, qtbot)
    assert comparison.compared is None
    assert comparison.pair is None
    assert comparison.known is None


def test_that_a_folder_that_is_no_run_is_told_and_can_be_removed(
    comparison: Comparison, make_runs: MakeRuns, qtbot: QtBot, tmp_path: Path
) -> None:
    runs = make_runs(2)
    comparison.compare([*runs, tmp_path])
    settle(comparison, qtbot)
    assert comparison.failure is not None
    assert "not a run folder" in comparison.failure.sentence
    comparison.remove(tmp_path)
    settle(comparison, qtbot)
    assert comparison.failure is None
    assert comparison.compared is not None


def test_that_classes_and_sides_choose_the_images(comparison: Comparison, make_runs: MakeRuns, qtbot: QtBot) -> None:
    runs = make_runs(3)
    comparison.compare(runs)
    settle(comparison, qtbot)
    comparison.choose_pair(runs[2], runs[0])
    settle(comparison, qtbot)
    assert comparison.places() == [10, 11, 12, 13]
    comparison.choose_class(2, "first")
    assert comparison.places() == [10]
    comparison.choose_class(None, "second")
    assert comparison.places() == []


def test_that_runs_that_are_no_longer_compared_are_no_pair(
    comparison: Comparison, make_runs: MakeRuns, qtbot: QtBot
) -> None:
    runs = make_runs(3)
    comparison.compare(runs[:2])
    settle(comparison, qtbot)
    before = comparison.pair
    comparison.choose_pair(runs[0], runs[2])
    assert comparison.pair == before


def test_that_maps_are_shown_where_they_are_of_the_same_images(
    comparison: Comparison, make_runs: MakeRuns, qtbot: QtBot
) -> None:
    runs, pixels = make_runs(4), np.zeros((IMAGES, 8, 8, 3), np.uint8)
    draw_map(runs[1], pixels)
    draw_map(runs[2], pixels)
    draw_map(runs[3], pixels + 1)
    comparison.compare(runs)
    settle(comparison, qtbot)
    assert [comparison.maps[run].drawn is not None for run in runs] == [False, True, True, False]
    assert [str(comparison.maps[run].refusal) for run in runs] == [
        "It has no map yet.",
        "",
        "",
        "Its map shows other images.",
    ]


def test_that_an_eye_hides_curves_and_nothing_else(comparison: Comparison, make_runs: MakeRuns, qtbot: QtBot) -> None:
    runs = make_runs(2)
    comparison.compare(runs)
    comparison.toggle_eye(runs[0])
    assert comparison.hidden == {runs[0]}
    comparison.toggle_eye(runs[0])
    assert comparison.hidden == frozenset()
    settle(comparison, qtbot)
    assert comparison.compared is not None


def test_that_curves_are_measured_over_steps_epochs_images_and_seconds(
    comparison: Comparison, qtbot: QtBot, tmp_path: Path
) -> None:
    for name in ("first", "second"):
        train_small(tmp_path / name)
    comparison.compare([tmp_path / "first", tmp_path / "second"])
    settle(comparison, qtbot)
    run = comparison.curves.runs[tmp_path / "first"]
    steps, loss = run.curve("loss", "step")
    assert len(steps) == len(loss) == 8
    assert (run.curve("loss", "images")[0] == 16 * steps).all()
    assert (run.curve("loss", "epoch")[0] == steps / 4).all()
    assert (np.diff(run.curve("loss", "seconds")[0]) > 0).all()


def test_that_a_training_elsewhere_is_followed_while_somebody_looks(
    comparison: Comparison, make_runs: MakeRuns, qtbot: QtBot
) -> None:
    runs = make_runs(2)
    (runs[0] / "evaluation.json").unlink()
    start_training(runs[0])
    tell_step(runs[0], 1)
    comparison.set_watched(True)
    comparison.compare(runs)
    settle(comparison, qtbot)
    followed = comparison.curves.runs[runs[0]]
    assert len(followed.curves.steps) == 1
    assert comparison.curves.timer.isActive()
    tell_step(runs[0], 2)
    with qtbot.waitSignal(comparison.curves.extended, timeout=10_000):
        comparison.curves.look_again()
    assert followed.curves.steps.column("step").tolist() == [1, 2]
    comparison.set_watched(False)
    assert not comparison.curves.timer.isActive()
    comparison.set_watched(True)
    RunFolder(runs[0]).write_status("finished")
    with qtbot.waitSignal(comparison.curves.ended, timeout=10_000):
        comparison.curves.look_again()
    assert not comparison.curves.timer.isActive()
    settle(comparison, qtbot)


def test_that_the_curve_of_a_tested_run_goes_on_where_it_was_resumed(
    comparison: Comparison, make_runs: MakeRuns, qtbot: QtBot
) -> None:
    runs = make_runs(2)
    for step in (1, 2, 3):
        tell_step(runs[0], step)
    comparison.compare(runs)
    settle(comparison, qtbot)
    assert steps_of(comparison, runs[0]) == [1, 2, 3]
    lines = (runs[0] / "events.jsonl").read_text().splitlines(keepends=True)
    (runs[0] / "events.jsonl").write_text("".join(lines[:2]))  # cut back to the checkpoint that it goes on from
    for step in (3, 4, 5, 6):
        tell_step(runs[0], step, loss=1.0)
    comparison.compare(runs)
    settle(comparison, qtbot)
    assert steps_of(comparison, runs[0]) == [1, 2, 3, 4, 5, 6]
    assert comparison.curves.runs[runs[0]].curve("loss", "step")[1].tolist() == [3.0, 3.0, 1.0, 1.0, 1.0, 1.0]


def test_that_who_comes_back_sees_the_curve_and_the_scores_of_a_run_that_was_resumed_meanwhile(
    comparison: Comparison, make_runs: MakeRuns, qtbot: QtBot
) -> None:
    runs = make_runs(2)
    tell_step(runs[0], 1)
    comparison.compare(runs)
    comparison.set_watched(True)
    settle(comparison, qtbot)
    comparison.set_watched(False)
    tell_step(runs[0], 2)
    with qtbot.waitSignals([comparison.curves.extended, comparison.compared_changed], timeout=10_000):
        comparison.set_watched(True)
    settle(comparison, qtbot)
    assert steps_of(comparison, runs[0]) == [1, 2]
    assert not comparison.curves.timer.isActive(), "nobody trains it now"


def test_that_a_run_that_is_resumed_is_followed_again(
    comparison: Comparison, make_runs: MakeRuns, qtbot: QtBot
) -> None:
    runs = make_runs(2)
    tell_step(runs[0], 1)
    comparison.compare(runs)
    comparison.set_watched(True)
    settle(comparison, qtbot)
    start_training(runs[0])
    tell_step(runs[0], 2)
    comparison.refresh()
    qtbot.waitUntil(lambda: steps_of(comparison, runs[0]) == [1, 2], timeout=10_000)
    tell_step(runs[0], 3)
    qtbot.waitUntil(lambda: steps_of(comparison, runs[0]) == [1, 2, 3], timeout=10_000)
    settle(comparison, qtbot)


def steps_of(comparison: Comparison, path: Path) -> list[int]:
    return comparison.curves.runs[path].curve("loss", "step")[0].tolist()


def start_training(path: Path) -> None:
    """As a process that trains writes it: this one is alive."""
    status = {"state": "running", "pid": os.getpid(), "host": socket.gethostname(), "heartbeat": time.time()}
    (path / "status.json").write_text(json.dumps(status))


def tell_step(path: Path, step: int, loss: float = 3.0) -> None:
    told = StepMeasured(step, step / 4, loss, 2.0, 0.5, 0.1, 100.0, step / 8, 0.0)
    with (path / "events.jsonl").open("a") as file:
        file.write(json.dumps(told.as_record()) + "\n")


def test_that_networks_are_looked_at_only_in_sight_and_never_beside_a_training(
    comparison: Comparison, qtbot: QtBot, tmp_path: Path
) -> None:
    for name in ("first", "second"):
        train_small(tmp_path / name)
    paths = [tmp_path / "first", tmp_path / "second"]
    comparison.compare(paths)
    comparison.set_watched(True)
    settle(comparison, qtbot)
    looks = comparison.looks
    assert looks.taken == {}
    looks.rest()
    looks.set_card_watched(True)
    assert comparison.is_quiet
    looks.go_on()
    settle(comparison, qtbot)
    assert set(looks.taken) == set(paths)
    assert looks.step == 8, "the newest that both have kept"
    layer = comparison.curves.runs[paths[0]].layers[1]
    looks.choose(layer, 3)
    settle(comparison, qtbot)
    assert {(taken.layer, taken.image_index) for taken in looks.taken.values()} == {(layer, 3)}
    looks.choose_step(0)
    settle(comparison, qtbot)
    assert {taken.step for taken in looks.taken.values()} == {0}
