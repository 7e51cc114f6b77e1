"""Runs in processes of their own that are interrupted, killed, or find the disk full."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch

from simclr_gui.cli import main
from simclr_gui.engine.listing.known_run import summarise
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.checkpoints import list_checkpoints, read_checkpoint
from tests.handled_signals import started_with
from tests.small import small_config, train_small
from tests.test_cli import SMALL_OPTIONS

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")


def start_training(run_dir: Path, epochs: int, *, under_nohup: bool = False) -> subprocess.Popen[str]:
    """A training process that has done a few steps."""
    options = [*SMALL_OPTIONS, "--epochs", str(epochs), "--precision", "float32", "--device", "cpu"]
    with started_with(signal.SIGHUP, signal.SIG_IGN if under_nohup else signal.SIG_DFL):
        process = subprocess.Popen(
            [sys.executable, "-m", "simclr_gui", "train", "--run-dir", str(run_dir), *options],
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"OMP_NUM_THREADS": str(torch.get_num_threads())},  # as here: it sums in the same order
        )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        if len(list(RunFolder(run_dir).events())) > 10:
            return process
        time.sleep(0.05)
    process.kill()
    pytest.fail(f"no steps were seen: {process.communicate()[1]}")


def steps_told(run_dir: Path) -> int:
    return sum(record["event"] == "step" for record in RunFolder(run_dir).events())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_that_ctrl_c_or_a_closed_terminal_saves_and_says_so(tmp_path: Path, number: int) -> None:
    process = start_training(tmp_path / "run", epochs=100_000)
    process.send_signal(number)
    _, told = process.communicate(timeout=30)
    folder = RunFolder(tmp_path / "run")
    assert process.returncode == 0, told
    assert "Stopped after" in told
    assert folder.status().state == "stopped"
    assert list_checkpoints(folder)[-1][0].step > 0


def test_that_a_training_under_nohup_outlives_its_terminal(tmp_path: Path) -> None:
    process = start_training(tmp_path / "run", epochs=100_000, under_nohup=True)
    process.send_signal(signal.SIGHUP)
    seen, deadline = steps_told(tmp_path / "run"), time.monotonic() + 60
    while time.monotonic() < deadline and steps_told(tmp_path / "run") <= seen:
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 0, told
    assert steps_told(tmp_path / "run") > seen


def test_that_an_interrupted_start_prints_nothing(home: Path) -> None:
    with started_with(signal.SIGINT, signal.default_int_handler):
        process = subprocess.Popen(
            [sys.executable, "-X", "importtime", "-m", "simclr_gui", "demo", "--no-window"],
            stderr=subprocess.PIPE,
            text=True,
        )
    assert process.stderr is not None
    while "simclr_gui.cli" not in (line := process.stderr.readline()):
        assert line, "the program has ended before"
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert [line for line in told.splitlines() if not line.startswith("import time:")] == []


def test_that_a_killed_run_counts_as_lost_and_resumed_ends_like_an_unbroken_one(tmp_path: Path) -> None:
    process = start_training(tmp_path / "run", epochs=60)
    process.kill()
    process.communicate(timeout=30)
    assert summarise(tmp_path / "run").state == "lost"
    assert summarise(tmp_path / "run").can_resume
    assert main(["train", "--resume", str(tmp_path / "run")]) == 0
    assert RunFolder(tmp_path / "run").status().state == "finished"
    train_small(tmp_path / "unbroken", small_config(budget__epochs=60, machine__threads="auto"))
    killed, unbroken = (
        read_checkpoint(*list_checkpoints(RunFolder(tmp_path / name))[-1]) for name in ("run", "unbroken")
    )
    assert all(torch.equal(killed[name], unbroken[name]) for name in unbroken)


def test_that_a_run_in_hand_cannot_be_resumed_by_another_process(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    process = start_training(tmp_path / "run", epochs=100_000)
    try:
        assert main(["train", "--resume", str(tmp_path / "run")]) == 2
        assert f"is being trained by process {process.pid}" in capsys.readouterr().err
    finally:
        process.kill()
        process.communicate(timeout=30)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to try")
def test_that_a_full_disk_ends_a_run_with_a_sentence_and_exit_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run_dir = tmp_path / "run"
    RunFolder.create(run_dir, small_config(budget__epochs=40))
    (run_dir / "events.jsonl").symlink_to("/dev/full")
    assert main(["train", "--resume", str(run_dir)]) == 2
    told = capsys.readouterr().err
    assert "cannot be written: no space left on device" in told
    assert "Traceback" not in told
    assert RunFolder(run_dir).status().state == "failed"
