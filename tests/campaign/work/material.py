"""What all pieces of work begin from, made once: a trained run, mapped, listed and queued ones, images."""

import contextlib
import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from simclr_gui.engine.experiments.run_evaluator import RunEvaluator
from simclr_gui.engine.mapping.settings import MapSettings
from simclr_gui.engine.planning.planned_training import PlannedTraining
from simclr_gui.engine.planning.queue import Queue
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.sharing.run_archive import export_run
from simclr_gui.engine.training.control import Control
from tests.campaign.files.run_folders import StopAfter, quick_layout
from tests.campaign.work.at_home import SHORT, images
from tests.campaign.work.piece import CONFIG, copy, data, play
from tests.campaign.work.trained import HALF_WAY
from tests.small import train_small

CLASSES, IMAGES_A_CLASS = ("cat", "dog", "owl"), 8


def make_material(base: Path) -> None:
    """In `base/material`; meanwhile whatever is loaded late is loaded, once for all children."""
    material = base / "material"
    material.mkdir()
    with _home(base / "home"):
        train_small(material / "trained", CONFIG)
        control = Control()
        train_small(material / "half", CONFIG, control, [StopAfter(HALF_WAY, control)])
        folder = RunFolder(material / "trained")
        copy(folder.path, material / "mapped")
        evaluator = RunEvaluator(RunFolder(material / "mapped"), quick_layout, data())
        play(evaluator.evaluate())
        play(evaluator.compute_maps(MapSettings(neighbours=5)))
        play(export_run(RunFolder(material / "mapped"), material / "run.zip"))
        shutil.make_archive(str(material / "flat"), "zip", material / "mapped")
    for name in "abcd":
        copy(folder.path, material / "listed" / "runs" / name)
    _draw_images(material)
    with _home(material / "queued"):
        Queue().add([PlannedTraining(SHORT, "one", ("tag",)), PlannedTraining(SHORT, "two")])
    for archived in (0, 1):
        with _home(base / f"home-of-images-{archived}"):
            found, _ = images(material.parent / "anywhere", archived)
            torch.save(torch.cat([found.train.pixels, found.test.pixels]), material / f"decoded-{archived}.pt")
            shutil.rmtree(base / f"home-of-images-{archived}")


def _draw_images(material: Path) -> None:
    chance = np.random.default_rng(0)
    with zipfile.ZipFile(material / "images.zip", "w") as archive:
        for name in CLASSES:
            (material / "images" / name).mkdir(parents=True)
            for number in range(IMAGES_A_CLASS):
                file = material / "images" / name / f"{number}.png"
                Image.fromarray(chance.integers(0, 256, (16, 16, 3), np.uint8)).save(file)
                archive.write(file, f"{name}/{number}.png")


@contextlib.contextmanager
def _home(path: Path) -> Iterator[None]:
    before = os.environ.get("SIMCLR_EXPLORER_HOME")
    os.environ["SIMCLR_EXPLORER_HOME"] = str(path)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SIMCLR_EXPLORER_HOME"]
        else:
            os.environ["SIMCLR_EXPLORER_HOME"] = before
