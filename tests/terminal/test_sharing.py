"""The commands that hand runs on, and what `simclr-gui PATH` opens."""

import zipfile
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from simclr_gui.cli import main
from tests.tested_runs import make_tested_run
from tests.untrained_runs import make_untrained_run

LABELS = np.arange(40, dtype=np.int64) % 4


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> None:
    """A PDF needs one, which would be in the way of the windows of other tests."""


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return make_tested_run(tmp_path / "run", LABELS < 2, LABELS)


def test_that_a_report_is_written_in_the_form_that_its_name_asks_for(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, begin in (("r.html", b"<!DOCTYPE html>"), ("r.PDF", b"%PDF-")):
        assert main(["report", str(run), "--output", str(tmp_path / name)]) == 0
        assert (tmp_path / name).read_bytes().startswith(begin)
        assert f"Written to {tmp_path / name}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["report", "{run}", "--output", "{place}/r.doc"], "neither .html nor .pdf"),
        (["report", "{run}", "--output", "{place}/nowhere/r.html"], "cannot be written: no such file or directory"),
        (["report", "{run}", "--output", "{place}/nowhere/r.pdf"], "cannot be written: no such file or directory"),
        (["report", "{place}", "--output", "{place}/r.html"], "is not a run folder"),
        (["report", "{run}", "{run}", "--output", "{place}/r.html"], "is named twice"),
        (["report", *["{run}"] * 9, "--output", "{place}/r.html"], "9 runs cannot be compared"),
        (["report", "{run}"], "required: --output"),
        (["export", "{place}", "--as", "zip"], "is not a run folder"),
        (["export", "{run}", "--as", "rar"], "invalid choice: 'rar'"),
        (["export", "{place}", "--as", "onnx"], "is not a run folder"),
        (
            ["export", "{run}", "--as", "features", "--output", "{place}/h.xlsx"],
            "ends in none of: .parquet, .npz, .csv",
        ),
        (["export", "{run}", "--as", "timm", "--output", "{place}"], "is there already"),
        (["export", "{run}", "--as", "timm", "--output", "{place}/net"], "has no checkpoint yet"),
        (["trian"], "Did you mean train?"),
        (["raport"], "Did you mean report?"),
        (["nowhere/at/all"], "There is no file or folder nowhere/at/all"),
        (["{run}/config.json"], "is neither a run nor images, nor an encoder"),
        (["{run}", "--epochs", "3"], "Unrecognized arguments: --epochs 3"),
    ],
)
def test_that_a_mistake_is_one_sentence(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert main([each.format(run=run, place=tmp_path) for each in arguments]) == 2
    told = capsys.readouterr().err
    assert sentence in told
    assert "Traceback" not in told


def test_that_a_run_becomes_a_zip_here_or_where_it_is_named(
    run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", str(run), "--as", "zip"]) == 0
    assert zipfile.is_zipfile("run.zip")
    assert main(["export", str(run), "--as", "zip"]) == 2
    assert "run.zip is there already" in capsys.readouterr().err
    assert main(["export", str(run), "--as", "zip", "--output", "run.zip", "--newest-checkpoint"]) == 0


@pytest.mark.parametrize(
    ("kind", "name", "line"),
    [
        ("torchvision", "net.safetensors", 'encoder = load_encoder("net.safetensors")'),
        ("timm", "net-timm", 'encoder = load_encoder("net-timm/model.safetensors")'),
        ("onnx", "net.onnx", 'session = onnxruntime.InferenceSession("net.onnx")'),
        ("features", "net.parquet", 'table = pandas.read_parquet("net.parquet")'),
        ("tensorboard", "net-tensorboard", 'tensorboard --logdir "net-tensorboard"'),
    ],
)
def test_that_a_run_is_exported_here_and_the_lines_that_open_it_are_the_result(
    kind: str, name: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    make_untrained_run(tmp_path / "net")
    assert main(["export", "net", "--as", kind]) == 0
    assert Path(name).exists()
    result = capsys.readouterr()
    assert line in result.out.splitlines()
    assert f"Written to {name}" in result.err
    assert "Opens with " in result.err
    assert ("Largest difference of a number in h: " in result.err) == (kind == "onnx")
    assert main(["export", "net", "--as", kind]) == 2
    assert f"{name} is there already. Name another place with --output." in capsys.readouterr().err


def test_that_a_path_opens_the_window_with_it(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path | None] = []

    def pretend(*, start_demo: bool, run_dir: Path | None, opens: Path | None) -> int:
        opened.append(opens)
        return 0

    monkeypatch.setattr("simclr_gui.gui.application.run_application", pretend)
    monkeypatch.chdir(run.parent)
    assert main(["run"]) == 0
    assert main([str(run)]) == 0
    assert opened == [run, run]
