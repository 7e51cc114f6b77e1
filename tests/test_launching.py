"""Training on a cluster: the script, and what is handed to Slurm."""

import subprocess
import sys
from pathlib import Path

import pytest

from simclr_gui.cli import main
from simclr_gui.terminal.launching import without_launch

FAKE_SBATCH = """#!/bin/sh
cp "$1" "$(dirname "$0")/submitted.sh"
echo "Submitted batch job 4711"
"""


def launch(run_dir: Path, *options: str) -> int:
    return main(["train", "--run-dir", str(run_dir), "--launch", "slurm", *options])


def test_that_without_slurm_the_script_is_written_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    options = ("--encoder", "resnet50", "--nodes", "2", "--gpus-per-node", "4", "--hours", "1.5", "--partition", "big")
    assert launch(tmp_path / "run", *options) == 2
    script = tmp_path / "run.sbatch"
    assert f"sbatch {script}" in capsys.readouterr().err
    text = script.read_text()
    for line in ("--nodes=2", "--gpus-per-node=4", "--ntasks-per-node=1", "--time=90", "--partition=big"):
        assert f"#SBATCH {line}\n" in text
    assert "--nnodes=2 --nproc-per-node=4" in text
    assert f"train --run-dir {tmp_path / 'run'} --encoder resnet50" in text
    assert "--launch" not in text
    assert subprocess.run(["/bin/bash", "-n", str(script)], check=False).returncode == 0


def test_that_a_program_with_its_own_python_writes_no_script_that_no_machine_could_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert launch(tmp_path / "run") == 2
    assert "cannot start the program from this folder" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_that_slurm_gets_the_job_through_submitit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, text in (("sbatch", FAKE_SBATCH), ("srun", "#!/bin/sh\n"), ("squeue", "#!/bin/sh\n")):
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    assert launch(tmp_path / "run", "--nodes", "2", "--epochs", "3") == 0
    assert "Slurm job 4711" in capsys.readouterr().out
    submitted = (programs / "submitted.sh").read_text()
    assert "--nodes=2" in submitted
    assert "--gpus-per-node=1" in submitted


def test_that_a_mistake_is_told_before_anything_is_submitted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert launch(tmp_path / "run", "--batch-size", "1") == 2
    assert "--batch-size" in capsys.readouterr().err
    assert not (tmp_path / "run.sbatch").exists()


def test_that_the_cluster_gets_every_other_option() -> None:
    given = ["--launch=slurm", "--run-dir", "x", "--nodes", "2", "--epochs", "3", "--folder", "/data/my images"]
    assert without_launch(given) == ["--epochs", "3", "--folder", "/data/my images"]


def test_that_torchrun_runs_the_very_same_command(tmp_path: Path) -> None:
    settings = ["--side-px", "16", "--train-images", "64", "--test-images", "20", "--batch-size", "16"]
    program = [sys.executable, "-m", "torch.distributed.run", "--nproc-per-node=2", "--standalone"]
    train = ["-m", "simclr_gui", "train", "--run-dir", str(tmp_path / "run"), "--epochs", "1", "--device", "cpu"]
    result = subprocess.run([*program, *train, *settings], capture_output=True, text=True, timeout=180, check=False)
    assert result.returncode == 0, result.stderr
    assert "Finished after" in result.stderr
