"""The commands of the queue."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from simclr_gui.cli import main
from simclr_gui.engine.planning.planned_training import PlannedTraining
from simclr_gui.engine.planning.queue import Queue
from simclr_gui.engine.runs.about import About, read_about
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.places import runs_dir
from simclr_gui.engine.training.checkpoints import list_checkpoints
from tests.small import small_config, train_small
from tests.test_cli import SMALL_OPTIONS

SMALL = [*SMALL_OPTIONS, "--threads", "1", "--device", "cpu", "--precision", "float32"]


def runs() -> list[RunFolder]:
    return [RunFolder(path) for path in sorted(runs_dir().iterdir())]


def add(*options: str) -> None:
    assert main(["queue", "add", *SMALL, *options]) == 0


def test_that_what_was_added_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    add("--name", "no colour", "--tag", "a", "--tag", "b", "--temperature", "0.3")
    add()
    assert "2 trainings wait in the queue." in capsys.readouterr().err
    assert main(["queue", "list"]) == 0
    assert "1  no colour  shapes  resnet18-thin  1 epoch  waiting" in capsys.readouterr().out
    assert main(["queue", "list", "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert (first["name"], first["tags"], first["state"], first["run"]) == ("no colour", ["a", "b"], "waiting", None)
    assert first["settings"]["optimisation"]["temperature"] == 0.3
    assert (second["name"], second["tags"]) == ("", [])


@pytest.mark.parametrize(("options", "batch"), [((), 8), (("--batch-size", "4"), 4)])
def test_that_the_batch_fits_the_images_of_a_small_folder_unless_it_was_asked_for(
    tmp_path: Path, options: tuple[str, ...], batch: int
) -> None:
    for name in ("cat", "dog"):
        (tmp_path / "pets" / name).mkdir(parents=True)
        for number in range(8):
            (tmp_path / "pets" / name / f"{number}.png").write_bytes(b"counted, not yet decoded")
    assert main(["queue", "add", "--folder", str(tmp_path / "pets"), *options]) == 0
    (entry,) = Queue().contents().entries
    assert entry.training.config.optimisation.batch_size == batch


def test_that_a_folder_that_is_not_there_is_refused_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["queue", "add", "--folder", str(tmp_path / "nowhere")]) == 2
    assert "nowhere" in capsys.readouterr().err
    assert Queue().contents().entries == ()


def test_that_an_empty_queue_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["queue", "list"]) == 0
    assert capsys.readouterr().out == "The queue is empty.\n"
    assert main(["queue", "run"]) == 0
    assert main(["queue", "clear"]) == 0
    assert "0 trainings were removed." in capsys.readouterr().err


@pytest.mark.parametrize(
    "options", [["--name", "x" * 201], ["--tag", ""], ["--tag", "x" * 51], ["--tag", "a"] * 21, ["--temperature", "-1"]]
)
def test_that_what_does_not_fit_is_refused(options: list[str]) -> None:
    assert main(["queue", "add", *options]) == 2
    assert Queue().contents().entries == ()


def test_that_a_failure_is_told_and_the_next_one_is_trained_evaluated_and_mapped(
    capsys: pytest.CaptureFixture[str],
) -> None:
    add("--batch-size", "500")
    add("--name", "second", "--tag", "lecture")
    assert main(["queue", "run"]) == 2
    assert "It failed: A batch of 500 is larger than the data" in capsys.readouterr().err
    (run,) = runs()
    assert run.condition() == "finished"
    assert run.evaluation_file.exists()
    assert list(run.maps_dir.glob("*.npz"))
    assert read_about(run) == About(name="second", tags=("lecture",))
    (left,) = Queue().contents().entries
    assert (left.state, left.sentence[:18]) == ("failed", "A batch of 500 is ")
    assert main(["queue", "clear"]) == 0
    assert "1 training was removed." in capsys.readouterr().err


def start_queue() -> subprocess.Popen[str]:
    """A process that trains what is first in the queue, and has done a few steps."""
    process = subprocess.Popen(
        [sys.executable, "-m", "simclr_gui", "queue", "run"], stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        if runs_dir().is_dir() and any(len(list(run.events())) > 10 for run in runs()):
            return process
        time.sleep(0.05)
    process.kill()
    pytest.fail(f"no steps were seen: {process.communicate()[1]}")


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_that_ctrl_c_saves_the_current_one_and_keeps_it_and_the_rest(capsys: pytest.CaptureFixture[str]) -> None:
    add("--epochs", "100000", "--name", "long")
    add("--name", "short")
    process = start_queue()
    assert main(["queue", "run"]) == 2
    assert f"Process {process.pid} on " in capsys.readouterr().err, "two at once would train the same"
    assert main(["queue", "clear"]) == 0
    add("--name", "short")
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    contents = Queue().contents()
    assert [entry.training.name for entry in contents.entries] == ["long", "short"]
    assert contents.was_interrupted(contents.entries[0])
    (run,) = runs()
    assert run.status().state == "stopped"  # type: ignore[union-attr]
    assert list_checkpoints(run)[-1][0].step > 0


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_that_one_that_was_killed_goes_on_in_its_folder(capsys: pytest.CaptureFixture[str]) -> None:
    add("--epochs", "60", "--name", "long")
    process = start_queue()
    process.kill()
    process.communicate(timeout=30)
    assert main(["queue", "list"]) == 0
    assert "interrupted" in capsys.readouterr().out
    assert main(["queue", "run"]) == 0
    assert "long was interrupted, and goes on." in capsys.readouterr().err
    (run,) = runs()
    assert run.condition() == "finished"
    assert read_about(run).name == "long"
    assert Queue().contents().entries == ()


def test_that_one_that_had_finished_its_training_is_evaluated(home: Path) -> None:
    add()
    queue = Queue()
    queue.begin_work()
    entry = queue.take_next()
    assert entry is not None
    assert main(["train", *SMALL, "--run-dir", str(entry.run_dir)]) == 0
    queue.put_back(entry.id)
    queue.end_work()
    assert main(["queue", "run"]) == 0
    (run,) = runs()
    assert run.evaluation_file.exists()


def test_that_what_failed_is_tried_again_by_its_number_or_all_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    entries = Queue().add([PlannedTraining(small_config(), name) for name in "abcd"])
    for entry in entries[:3]:
        Queue().fail(entry.id, "The disk is full.")
    assert main(["queue", "retry", "3"]) == 0
    assert "2 trainings wait in the queue." in capsys.readouterr().err
    assert [entry.training.name for entry in Queue().contents().entries] == ["d", "b", "a", "c"]
    assert main(["queue", "retry"]) == 0
    assert [entry.training.name for entry in Queue().contents().entries] == ["d", "b", "a", "c"]
    assert main(["queue", "retry"]) == 0
    assert "No training has failed." in capsys.readouterr().err


@pytest.mark.parametrize("number", ["0", "1", "2", "x"])
def test_that_what_has_not_failed_is_not_tried_again(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    Queue().add([PlannedTraining(small_config(), "a")])
    assert main(["queue", "retry", number]) == 2
    assert number in capsys.readouterr().err
    assert len(Queue().contents().to_come) == 1


def test_that_the_end_of_a_recipe_tells_the_command_that_compares_its_runs(capsys: pytest.CaptureFixture[str]) -> None:
    Queue().add([PlannedTraining(small_config(machine__seed=seed), f"seed {seed}") for seed in (1, 2)], "seeds")
    assert main(["queue", "run"]) == 0
    told = capsys.readouterr().err
    assert "seeds: 2 runs are done. Compare: simclr-gui compare " in told
    assert all(str(run.path) in told for run in runs())


def test_that_one_that_begins_from_the_weights_of_another_names_it(tmp_path: Path) -> None:
    train_small(tmp_path / "parent")
    Queue().add([PlannedTraining(small_config(), "longer", parent=tmp_path / "parent")])
    assert main(["queue", "run"]) == 0
    (run,) = runs()
    assert json.loads(run.parent_file.read_text())["path"] == str(tmp_path / "parent")
