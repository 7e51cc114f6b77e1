"""The command that plans several trainings: says which, what they will cost, and adds them to the queue."""

import json
import sys
from collections.abc import Sequence
from types import SimpleNamespace

import pytest

from simclr_gui.cli import main
from simclr_gui.engine.planning.planned_training import PlannedTraining


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Sequence[PlannedTraining], str]]:
    """What is added to a queue that only remembers."""
    calls: list[tuple[Sequence[PlannedTraining], str]] = []
    queue = SimpleNamespace(add=lambda trainings, group="": calls.append((trainings, group)))
    monkeypatch.setitem(sys.modules, "simclr_gui.engine.planning.queue", SimpleNamespace(Queue=lambda: queue))
    return calls


def test_that_all_recipes_are_listed_with_a_sentence_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["recipe", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines][-2:] == ["course-notes", "grid"]
    assert all(line.endswith((".", "?")) for line in lines)


def test_that_a_dry_run_says_what_it_would_train_and_adds_nothing(
    capsys: pytest.CaptureFixture[str], added: list[object]
) -> None:
    assert main(["recipe", "temperature", "--seconds", "30", "--dry-run"]) == 0
    printed = capsys.readouterr().out
    assert "temperature 0.05  unknown  30 s" in printed
    assert "5 runs, 2 min 30 s in all." in printed
    assert not added


def test_that_the_trainings_are_added_under_the_recipes_name(
    capsys: pytest.CaptureFixture[str], added: list[tuple[Sequence[PlannedTraining], str]]
) -> None:
    assert main(["recipe", "head", "--epochs", "3"]) == 0
    ((trainings, group),) = added
    assert group == "head"
    assert [training.name for training in trainings] == ["no projection head", "linear head", "head of two layers"]
    assert all(type(training.name) is str and training.config.budget.epochs == 3 for training in trainings)
    told = capsys.readouterr()
    assert "how long they take is unknown" in told.out
    assert "3 trainings added to the queue" in told.err


def test_that_a_grid_is_planned_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    over = ["--over", "optimisation.temperature=0.1,0.5", "--over", "optimisation.batch_size=64,128"]
    assert main(["recipe", "grid", *over, "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [run["settings"] for run in told["runs"]][1] == {
        "optimisation.temperature": 0.1,
        "optimisation.batch_size": 128,
    }
    assert told["runs"][0]["epochs"] is None
    assert told["left_out"] == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["soup"], "There is no recipe called soup."),
        (["temperature", "--over", "machine.seed=1"], "--over belongs to the recipe grid."),
        (["grid"], "A grid needs one or two settings."),
        (["grid", "--over", "machine.seed"], "name each setting once, with values"),
        (["grid", "--over", "machine.seat=1,2"], "There is no setting called machine.seat."),
        (["temperature", "--batch-size", "1"], "--batch-size: Batch cannot be 1"),
    ],
)
def test_that_what_cannot_be_planned_is_refused_in_a_sentence(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str], added: list[object]
) -> None:
    assert main(["recipe", *arguments]) == 2
    assert words in capsys.readouterr().err
    assert not added
