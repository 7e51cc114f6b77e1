"""What a monkey finds on its disk: two finished runs, images, files to drop, and names that nobody should choose."""

import json
import os
import shutil
import socket
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from simclr_gui.engine.runs.run_status import start_of_process
from tests.frozen_run import ARCHIVE, unpacked_frozen_run

HOSTILE_NAMES = (
    "",
    ".",
    "..",
    "nowhere/else.png",
    "a" * 300,
    "x\ny.png",
    "=1+1.csv",
    "<b>bold</b>.png",
    "图片.png",
    "-rf",
)


class Places:
    """A home of its own for each session; whatever the monkey writes, it writes there."""

    def __init__(self, home: Path) -> None:
        self.home, self.out, self.images, self.nowhere = home, home / "out", home / "images", home / "nowhere"
        self.runs = [home / "runs" / name for name in ("first", "second")]

    def make(self, further_runs: int = 0) -> None:
        """The further runs differ in a number, so that their scores can be drawn against it."""
        for run_dir in self.runs:
            unpacked_frozen_run(run_dir)
        for number in range(further_runs):
            run_dir = unpacked_frozen_run(self.home / "runs" / f"further-{number}")
            warmer = {"temperature": 0.1 + 0.05 * number}
            _rewrite(run_dir / "config.json", lambda values, warmer=warmer: values["optimisation"].update(warmer))
            self.runs.append(run_dir)
        self.out.mkdir()
        random = np.random.default_rng(1)
        for name in ("cats", "dogs"):
            (self.images / name).mkdir(parents=True)
            for number in range(12):
                pixels = random.integers(0, 256, (16, 16, 3), np.uint8)
                Image.fromarray(pixels).save(self.images / name / f"{number}.png")
            Image.fromarray(pixels).save(self.images / name / "a copy.png")
        shutil.copy(self.images / "cats" / "0.png", self.out / "image.png")
        weights = next((self.runs[0] / "checkpoints").glob("*.safetensors"))
        shutil.copy(weights, self.out / "encoder.safetensors")
        shutil.copy(ARCHIVE, self.out / "run.zip")
        with zipfile.ZipFile(self.out / "images.zip", "w") as archive:
            for path in sorted(self.images.rglob("*.png")):
                archive.write(path, path.relative_to(self.images))
        (self.out / "broken.jpg").write_bytes(b"\xff\xd8\xff no image")
        (self.out / "notes.txt").write_text("nothing of any use")

    def forget_runs(self) -> None:
        """Nothing was trained here yet."""
        for run_dir in self.runs:
            shutil.rmtree(run_dir)
        self.runs = []

    def remove(self, run_dir: Path) -> None:
        """As another program might."""
        if run_dir.is_relative_to(self.home):
            shutil.rmtree(run_dir, ignore_errors=True)

    def restore(self) -> None:
        """The runs as they were, where they are missing."""
        for run_dir in self.runs:
            if not (run_dir / "config.json").exists():
                shutil.rmtree(run_dir, ignore_errors=True)
                unpacked_frozen_run(run_dir)

    def incomplete_run(self, name: str, missing: Sequence[str]) -> Path:
        """A run as it is where these of its parts were never written."""
        run_dir = self.home / "runs" / name
        shutil.rmtree(run_dir, ignore_errors=True)
        unpacked_frozen_run(run_dir)
        for part in missing:
            shutil.rmtree(run_dir / part, ignore_errors=True)
            (run_dir / part).unlink(missing_ok=True)
        return run_dir

    def run_without_images(self) -> Path:
        """A run on a folder that has gone."""
        run_dir = self.incomplete_run("without-images", ())
        gone = {"source": "folder", "folder": str(self.nowhere)}
        image = {"name": "one.png", "digest": 32 * "0", "label": 0}
        _rewrite(run_dir / "config.json", lambda values: values["data"].update(gone))
        _rewrite(run_dir / "data.json", lambda values: values.update(gone, train=[image]))
        return run_dir

    def run_elsewhere(self) -> Path:
        """Not among those of the program."""
        run_dir = self.home / "elsewhere" / "apart"
        return run_dir if run_dir.exists() else unpacked_frozen_run(run_dir)

    def run_of_another_process(self) -> Path:
        """As the process that began this one would leave it while it trains."""
        run_dir = self.incomplete_run("elsewhere", ("evaluation.json", "predictions.npz", "maps"))
        pid = os.getppid()
        status = {"state": "running", "pid": pid, "host": socket.gethostname(), "heartbeat": time.time()}
        status["started"] = start_of_process(pid)
        (run_dir / "status.json").write_text(json.dumps(status))
        return run_dir

    def droppable(self) -> list[Path]:
        return [*sorted(self.out.iterdir())[:40], *self.runs, self.images, self.nowhere]

    def names(self) -> list[str]:
        """What may be typed into a dialog that asks for a file or a folder."""
        hostile = [str(self.out / name) if name else "" for name in HOSTILE_NAMES]
        good = [
            "page.png",
            "numbers.csv",
            "report.html",
            "report.pdf",
            "encoder.onnx",
            "run.zip",
            "film.gif",
            "chart.svg",
        ]
        return [
            *hostile,
            *(str(self.out / name) for name in good),
            *map(str, (self.images, self.out, *self.runs)),
            "/dev/full",
            "/dev/null",
        ]


def _rewrite(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    values = json.loads(path.read_text())
    change(values)
    path.write_text(json.dumps(values))
