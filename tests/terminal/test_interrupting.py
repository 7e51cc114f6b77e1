"""Ctrl+C in the terminal: what takes long before a training, or after it, ends at its next word."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from simclr_gui.cli import main
from simclr_gui.engine.datasets import data
from simclr_gui.engine.events import Announced, Event
from simclr_gui.engine.experiments import experiment, run_evaluator
from simclr_gui.engine.planning.queue import Queue
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.places import runs_dir
from tests.small import small_config, train_small
from tests.test_cli import SMALL_OPTIONS

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
INTERRUPTED = 130


def reading_that_is_interrupted(*_given: object, **_named: object) -> Iterator[Event]:
    """As a download or the reading of a large folder."""
    yield Announced("Reading")
    os.kill(os.getpid(), signal.SIGINT)
    yield Announced("Reading on")
    pytest.fail("it went on after Ctrl+C")


@pytest.fixture(autouse=True)
def reading_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in (
        (data, "load_data"),
        (experiment, "load_data"),
        (experiment, "images_of"),
        (run_evaluator, "images_of"),
    ):
        monkeypatch.setattr(module, name, reading_that_is_interrupted)


def test_that_a_training_whose_images_are_being_read_leaves_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", *SMALL_OPTIONS, "--run-dir", str(tmp_path / "run")]) == INTERRUPTED
    told = capfd.readouterr().err
    assert "Stopping." in told
    assert "saved" not in told
    assert not (tmp_path / "run").exists()


def reading_that_is_interrupted_at_its_end(*_given: object, **_named: object) -> Iterator[Event]:
    """As the drawing of few Shapes, which tells nothing more."""
    yield Announced("Drawing")
    os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.parametrize("command", [["train", *SMALL_OPTIONS], ["demo", "--no-window"]])
def test_that_nothing_begins_after_an_interruption_that_came_with_the_last_image(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (data, experiment):
        monkeypatch.setattr(module, "load_data", reading_that_is_interrupted_at_its_end)
    assert main([*command, "--run-dir", str(tmp_path / "run")]) == INTERRUPTED
    assert not (tmp_path / "run").exists()


def test_that_the_demonstration_does_not_go_on_either(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--no-window"]) == INTERRUPTED
    told = capfd.readouterr().err
    assert "Stopping." in told
    assert "saved" not in told
    assert not any(runs_dir().iterdir())


@pytest.mark.parametrize("command", [["train", "--resume"], ["evaluate"], ["map"]])
def test_that_a_run_whose_images_are_being_read_stays_as_it_is(command: list[str], tmp_path: Path) -> None:
    train_small(tmp_path / "run", small_config(budget__epochs=1))
    files = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.*")}
    assert main([*command, str(tmp_path / "run")]) == INTERRUPTED
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.*")} == files
    RunFolder(tmp_path / "run").take_lock()  # it was let go of


def test_that_the_queue_keeps_what_it_had_taken(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["queue", "add", *SMALL_OPTIONS]) == 0
    assert main(["queue", "run"]) == INTERRUPTED
    told = capfd.readouterr().err
    assert "Interrupted. `simclr-gui queue run` goes on from here." in told
    assert "failed" not in told
    (entry,) = Queue().contents().to_come
    assert entry.state == "waiting"
