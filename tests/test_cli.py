"""The command line: what it loads, what it refuses, and how it says so."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from simclr_gui.cli import build_parser, main
from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.presets import PHOTOGRAPHS, SHAPES, preset_for, suited_to
from simclr_gui.engine.config.settings import SECTIONS, Source
from simclr_gui.engine.network.model_facts import model_facts
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.terminal.options import config_from
from tests.small import SMALL, train_small

SMALL_OPTIONS = [
    "--side-px",
    "16",
    "--train-images",
    "64",
    "--test-images",
    "40",
    "--batch-size",
    "16",
    "--epochs",
    "1",
]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "simclr_gui", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
    )


def loaded_by(modules: str, *names: str) -> list[str]:
    """Which of `names` a fresh process has loaded after importing `modules`."""
    program = f"import sys, {modules}; print(' '.join(m for m in {names!r} if m in sys.modules))"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return result.stdout.split()


def test_that_importing_the_commands_loads_neither_torch_nor_qt() -> None:
    assert loaded_by("simclr_gui.cli, simclr_gui.__main__", "torch", "PySide6", "numpy") == []


def test_that_importing_the_window_loads_no_torch() -> None:
    assert loaded_by("simclr_gui.gui.application", "torch", "sklearn", "umap") == []


def test_that_every_setting_has_an_option_with_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        build_parser().parse_args(["train", "--help"])
    help_text = capsys.readouterr().out
    for model in SECTIONS.values():
        for name, field in model.model_fields.items():
            assert f"--{name.replace('_', '-')}" in help_text
            assert field.title
            assert field.description
            assert field.json_schema_extra["usual"]  # type: ignore[index]


def test_that_options_replace_settings_of_the_preset_for_the_data(tmp_path: Path) -> None:
    parser = build_parser()
    shapes = config_from(parser.parse_args(["train", "--temperature", "0.3", "--epochs", "7"]))
    assert (shapes.optimisation.temperature, shapes.budget.epochs) == (0.3, 7)
    assert shapes.views == SHAPES.views
    images = config_from(parser.parse_args(["train", "--folder", str(tmp_path)]))
    assert images.data.folder == tmp_path
    assert images.views == PHOTOGRAPHS.views


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["trian"], "invalid choice: 'trian'"),
        (["train", "--batchsize", "3"], "Did you mean --batch-size?"),
        (["train", "--batch-size", "many"], "--batch-size: Batch cannot be many"),
        (["train", "--temperature", "0"], "--temperature: Temperature cannot be 0"),
        (["train", "--temperature", "nan"], "--temperature: Temperature cannot be nan"),
        (["train", "--encoder", "vgg"], "invalid choice: 'vgg'"),
        (["train", "--source", "folder"], "needs the folder's path"),
        (["train", "--source", "shapes", "--folder", "x"], "exclude each other"),
        (["train", "--folder", "/nowhere/at/all"], "There is no folder /nowhere/at/all"),
        (["train", "--train-images", "5"], "too few"),
        (["train", *SMALL_OPTIONS, "--batch-size", "100"], "A batch of 100 is larger than the data"),
        (["train", *SMALL_OPTIONS, "--device", "mps"], "The device mps cannot be used"),
        (["train", *SMALL_OPTIONS, "--run-dir", "/proc/nowhere"], "cannot be written"),
        (["train", "--resume", "/nowhere"], "is not a run folder"),
        (["train", "--resume", "/nowhere", "--epochs", "3"], "keeps its settings"),
        (["evaluate", "/nowhere"], "is not a run folder"),
        (["map"], "required: RUN"),
        (["bench"], "required"),
        (["bench", "window"], None),
    ],
)
def test_that_a_mistake_is_one_clear_sentence_and_exit_2(
    arguments: list[str], sentence: str | None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if sentence is None:
        monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
        monkeypatch.delenv("DISPLAY", raising=False)
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        sentence = "no display"
    assert main(arguments) == 2
    output = capsys.readouterr()
    assert sentence in output.err
    assert "Traceback" not in output.err
    assert output.err.strip().endswith((".", "?", ")"))


def test_that_no_display_is_told_with_what_works_instead() -> None:
    result = run(QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    assert result.returncode == 2
    assert "no display" in result.stderr
    assert "demo" in result.stderr
    assert "train" in result.stderr
    assert result.stdout == ""


def test_that_a_missing_library_is_told_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from simclr_gui import display

    monkeypatch.setattr(display, "loads", lambda name: name != "libxcb-cursor.so.0")
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert display.display_trouble() == ("The window needs libxcb-cursor.so.0: sudo apt-get install libxcb-cursor0.")


@pytest.mark.logs_errors
def test_that_our_own_fault_is_a_sentence_a_log_file_and_exit_1(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    def break_down(*_: object) -> None:
        raise ZeroDivisionError("the engine fell off")

    monkeypatch.setattr("simclr_gui.terminal.doctor.findings", break_down)
    assert main(["doctor"]) == 1
    log = home / "logs" / "simclr-gui.log"
    assert str(log) in capsys.readouterr().err
    assert "ZeroDivisionError: the engine fell off" in log.read_text()


def test_that_training_evaluating_and_mapping_work_one_after_the_other(tmp_path: Path) -> None:
    run_dir = tmp_path / "run"
    trained = run("train", "--run-dir", str(run_dir), *SMALL_OPTIONS)
    assert trained.returncode == 0, trained.stderr
    assert trained.stdout == ""
    assert "Finished after" in trained.stderr
    assert RunFolder(run_dir).config().machine.precision != "auto"
    evaluated = run("evaluate", str(run_dir), "--pca", "64", "--layers")
    assert evaluated.returncode == 0, evaluated.stderr
    assert "PCA-64" in evaluated.stdout
    assert "Layer by layer:" in evaluated.stdout
    result = json.loads((run_dir / "evaluation.json").read_text())
    assert f"{100 * result['simclr']['linear']:.1f} %" in evaluated.stdout
    mapped = run("map", str(run_dir), "--points", "30", "--neighbours", "5")
    assert mapped.returncode == 0, mapped.stderr
    with np.load(run_dir / "maps" / "simclr.npz") as file:
        assert file["coordinates"].shape == (30, 2)
    drawn = {path.name for path in (run_dir / "maps").iterdir()}
    assert drawn >= {"pictures.npz", "simclr.npz", "untrained.npz", "pca.npz"}


def test_that_a_finished_run_resumed_says_it_is_finished(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    train_small(tmp_path / "run", SMALL)
    assert main(["train", "--resume", str(tmp_path / "run")]) == 2
    assert "has used up its budget" in capsys.readouterr().err


def test_that_doctor_names_device_display_memory_and_folders(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    output = capsys.readouterr().out
    for subject in ("cpu", "Display", "Memory", "Runs", "Precision"):
        assert subject in output


@pytest.mark.parametrize(("images", "batch"), [(10, 8), (16, 16), (3, 2), (300, 128)])
def test_that_few_images_are_trained_on_in_batches_that_they_fill(images: int, batch: int) -> None:
    suited = suited_to(preset_for("folder", Path("/images")), images)
    assert suited.optimisation.batch_size == batch


def test_that_a_small_folder_is_trained_on_without_further_options(tmp_path: Path) -> None:
    for name in ("cat", "dog"):
        (tmp_path / "pets" / name).mkdir(parents=True)
        for number in range(8):
            pixels = np.random.default_rng(number).integers(0, 256, (20, 20, 3), np.uint8)
            Image.fromarray(pixels).save(tmp_path / "pets" / name / f"{number}.png")
    run_dir = tmp_path / "run"
    assert main(["train", "--folder", str(tmp_path / "pets"), "--epochs", "1", "--run-dir", str(run_dir)]) == 0
    assert json.loads((run_dir / "config.json").read_text())["optimisation"]["batch_size"] == 8


@pytest.mark.parametrize("source", ["stl10", "imagenette"])
def test_that_large_photographs_get_the_stem_that_leaves_time_for_steps(source: Source) -> None:
    preset = preset_for(source)
    small = preset_for("cifar10")
    assert (preset.data.side_px, preset.model.stem, preset.budget.seconds) == (96, "imagenet", 600.0)
    assert preset.views == small.views
    assert preset.optimisation == small.optimisation
    taken = model_facts(preset).multiply_adds
    assert taken < model_facts(config_with(preset, {"model.stem": "thin"})).multiply_adds / 3
