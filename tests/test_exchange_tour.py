"""A story: somebody else's ResNet beside SimCLR on one's own images, compared, its features opened in the notebook."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
import torchvision
from PIL import Image

from simclr_gui.cli import main
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.test_examples import executed

CLASSES, IMAGES_A_CLASS, SIDE_PX = ("rings", "stripes"), 60, 32


def write_images(folder: Path) -> None:
    """Two classes that differ in form, in colours that say nothing."""
    rng = np.random.default_rng(0)
    rows, columns = np.mgrid[0:SIDE_PX, 0:SIDE_PX]
    for name in CLASSES:
        (folder / name).mkdir(parents=True)
        for number in range(IMAGES_A_CLASS):
            x, y, wide = rng.uniform(8, 24), rng.uniform(8, 24), rng.uniform(1, 2)
            waves = np.hypot(columns - x, rows - y) if name == "rings" else columns + x
            light = 0.5 + 0.5 * np.sin(waves / wide)[..., None] * rng.uniform(0.4, 1, 3)
            Image.fromarray((255 * light).astype(np.uint8)).save(folder / name / f"{number}.png")


def test_that_a_foreign_encoder_is_mapped_beside_simclr_on_ones_own_images(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    images, foreign, own = tmp_path / "images", tmp_path / "foreign", tmp_path / "own"
    write_images(images)
    torch.manual_seed(0)
    torch.save(torchvision.models.resnet18().state_dict(), tmp_path / "imagenet.pth")
    of_images = ["--source", "folder", "--folder", str(images), "--side-px", str(SIDE_PX)]

    assert main(["import", str(tmp_path / "imagenet.pth"), "--run-dir", str(foreign), *of_images]) == 0
    trained = ["--epochs", "2", "--batch-size", "16", "--threads", "1", "--precision", "float32", "--device", "cpu"]
    assert main(["train", "--run-dir", str(own), *of_images, *trained]) == 0
    for run in (foreign, own):
        assert main(["evaluate", str(run)]) == 0
        assert main(["map", str(run)]) == 0
        assert (run / "maps" / "simclr.npz").is_file()
    assert RunFolder(foreign).condition() == "imported"

    capsys.readouterr()
    assert main(["compare", str(foreign), str(own), "--json"]) == 0
    compared = json.loads(capsys.readouterr().out)
    (pair,) = compared["pairs"]
    assert not pair["refusal"], "the same test images"
    foreign_run, own_run = compared["runs"]
    difference = pair["differences"]["linear"]
    assert difference["value"] == pytest.approx(own_run["simclr"]["linear"] - foreign_run["simclr"]["linear"])
    assert difference["low"] <= difference["value"] <= difference["high"]

    assert main(["export", str(foreign), "--as", "features", "--output", str(tmp_path / "features.npz")]) == 0
    monkeypatch.chdir(tmp_path)
    names = executed("features.ipynb")
    assert names["h"].shape == (len(CLASSES) * IMAGES_A_CLASS, 512)
    assert list(names["table"]["class_names"]) == list(CLASSES)
