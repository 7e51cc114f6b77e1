"""The command import, and `train --from` with a file of another program."""

import json
from pathlib import Path

import pytest
import torch

from simclr_gui.cli import main
from simclr_gui.engine.exchange import foreign_file
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.engine.exchange.conftest import taken_out_here
from tests.engine.exchange.test_importing import exported

FEW = ["--train-images", "64", "--test-images", "40"]


@pytest.fixture(autouse=True)
def reads_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign_file, "taken_out", taken_out_here)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return exported(tmp_path / "thin.safetensors", "resnet18-thin", "thin", "last-stage", side_px=32)


def test_that_what_was_recognised_and_where_the_run_is_are_printed(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(file), "--run-dir", str(tmp_path / "run"), *FEW]) == 0
    told = capsys.readouterr().out
    for words in ("SimCLR Explorer", "thin ResNet-18", "0.2, 0.25, 0.3", "32 px", f"Run folder: {tmp_path / 'run'}"):
        assert words in told
    assert "left out    nothing" in told


def test_that_an_imported_run_is_tested_listed_compared_and_reported(
    file: Path, tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one", "other"):
        assert main(["import", str(file), "--run-dir", str(tmp_path / name), *FEW]) == 0
    assert main(["evaluate", str(tmp_path / "one")]) == 0
    told = capsys.readouterr().out
    assert "imported" in told and "SimCLR " not in told.replace("SimCLR Explorer", "")
    assert main(["runs", str(tmp_path / "one"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["state"] == "imported"
    assert main(["compare", str(tmp_path / "one"), str(tmp_path / "other")]) == 0
    assert main(["report", str(tmp_path / "one"), "--output", str(tmp_path / "r.html")]) == 0
    html = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "thin.safetensors" in html and "was not trained here" in html


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--mean", "red"], "--mean: “red” is not three numbers."),
        (["--mean", "1,2"], "--mean: “1,2” is not three numbers."),
        (["--std", "0"], "--std: A standard deviation is more than 0, not 0."),
        (["--side-px", "5000"], "--side-px: Image side: 16 to 224 px."),
        (["--stem", "imagenet"], "The stem imagenet does not fit"),
        (["--stem", "big"], "invalid choice: 'big'"),
        (["--test-images", "many"], "--test-images"),
        (["--temperature", "1"], "belongs to"),
    ],
)
def test_that_a_mistake_is_one_sentence(
    file: Path, tmp_path: Path, options: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(file), "--run-dir", str(tmp_path / "run"), *options]) == 2
    told = capsys.readouterr().err
    assert sentence in told and "Traceback" not in told
    assert not (tmp_path / "run").exists()


def test_that_a_resume_says_that_there_is_no_training(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(file), "--run-dir", str(tmp_path / "run"), *FEW]) == 0
    assert main(["train", "--resume", str(tmp_path / "run")]) == 2
    assert "was imported: there is no training that could go on" in capsys.readouterr().err


def test_that_a_training_begins_from_a_file_which_is_imported_first(
    file: Path, tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quick = ["--epochs", "1", "--batch-size", "32", "--run-dir", str(tmp_path / "child")]
    assert main(["train", "--from", str(file), *FEW, *quick]) == 0
    told = capsys.readouterr().err
    (imported,) = (home / "runs").iterdir()
    assert f"Imported: {imported}" in told
    assert "its projection head begins from random ones" in told
    assert RunFolder(imported).condition() == "imported"
    parent = json.loads((tmp_path / "child" / "parent.json").read_text())
    assert (parent["path"], parent["has_new_head"]) == (str(imported), True)


def test_that_a_training_from_nothing_of_use_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_text("no weights at all")
    torch.save({"state_dict": {"w": torch.zeros(2)}}, tmp_path / "w.pth")
    for name, sentence in (
        ("notes.txt", "holds no weights that can be read"),
        ("w.pth", "w.pth holds no ResNet"),
        ("nowhere", "is not a run folder"),
    ):
        assert main(["train", "--from", str(tmp_path / name), "--epochs", "1"]) == 2
        assert sentence in capsys.readouterr().err


def test_that_an_imported_run_cannot_be_overwritten(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for status in (0, 2):
        assert main(["import", str(file), "--run-dir", str(tmp_path / "run"), *FEW]) == status
    assert "already holds a run" in capsys.readouterr().err
