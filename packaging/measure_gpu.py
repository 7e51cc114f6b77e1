"""Measures the engine on a GPU: views a second, how busy it is, what compiling gains, accuracy after 1 and 5 minutes.

    python packaging/measure_gpu.py --images FOLDER --json gpu.json

FOLDER holds the CIFAR-10 images as train/<class>/ and test/<class>/. It needs the engine's packages alone, no Qt.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import torch

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.presets import preset_for
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.datasets.data import load_data
from simclr_gui.engine.datasets.images import DataSet, ImageSet, image_statistics
from simclr_gui.engine.devices import choose_machine, machine_description
from simclr_gui.engine.evaluation.evaluation import evaluate
from simclr_gui.engine.events import EvaluationFinished, GraphTried, StepMeasured
from simclr_gui.engine.experiments.experiment import new_run, recorded_training
from simclr_gui.engine.features.features import FeatureSource
from simclr_gui.engine.observers import lasting_observers
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.control import Control
from simclr_gui.engine.training.learner import Learner
from simclr_gui.engine.training.step import Batches, contrastive_step, two_views

SPEEDS = (
    {"model.encoder": "resnet18", "data.side_px": 32, "optimisation.batch_size": 512},
    {"model.encoder": "resnet18", "data.side_px": 96, "optimisation.batch_size": 512},
    {"model.encoder": "resnet50", "data.side_px": 96, "optimisation.batch_size": 256},
)
NOISE_IMAGES = 20_000
SECONDS_OF_SPEED = 30.0
SECONDS_OF_TRAINING = (60.0, 300.0)
SECONDS_BETWEEN_SAMPLES = 0.5
PARTS = ("speed", "compiled", "training")
STEPS_TIMED = 30
GPU_SETTINGS = {"model.encoder": "resnet18", "optimisation.batch_size": 512, "optimisation.learning_rate": 0.4}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--images", type=Path, help="folder of the CIFAR-10 images; without it speed alone")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="which figures; all unless named")
    parser.add_argument("--seconds", nargs="+", type=float, default=SECONDS_OF_TRAINING, help="of the trainings")
    parser.add_argument("--json", type=Path, help="also write the figures as JSON")
    parser.add_argument("--device", default="cuda", help="default: cuda; cpu tries the script itself")
    arguments = parser.parse_args()
    figures: dict[str, Any] = {"machine": machine_description(), "speed": [], "training": []}
    for changes in SPEEDS if "speed" in arguments.parts else ():
        figures["speed"].append(
            measure_speed(config_with(TrainingConfig(), changes | {"machine.device": arguments.device}))
        )
        print(json.dumps(figures["speed"][-1]), flush=True)
    if "compiled" in arguments.parts:
        config = config_with(TrainingConfig(), SPEEDS[0] | {"machine.device": arguments.device})
        figures["compiled"] = measure_compiled(config)
        print(json.dumps(figures["compiled"]), flush=True)
    if arguments.images and "training" in arguments.parts:
        preset = config_with(preset_for("folder", arguments.images.absolute()), GPU_SETTINGS)
        for seconds in arguments.seconds:
            config = config_with(preset, {"budget.seconds": seconds, "machine.device": arguments.device})
            figures["training"].append({"seconds": seconds} | measure_training(config))
            print(json.dumps(figures["training"][-1]), flush=True)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=2))


def measure_speed(config: TrainingConfig) -> dict[str, Any]:
    """Views a second over the second half of a short training on noise, and how busy the GPU was meanwhile."""
    gently = {"optimisation.learning_rate": 1e-3}  # noise teaches nothing: at the usual rate it would collapse
    config = config_with(config, {"budget.seconds": SECONDS_OF_SPEED} | gently)
    images_per_second: list[float] = []
    graph: GraphTried | None = None
    with Busyness() as busyness, tempfile.TemporaryDirectory() as folder:
        for event in _trained(config, noise(config.data.side_px), Path(folder) / "run"):
            if isinstance(event, StepMeasured) and event.progress > 0.5:
                images_per_second.append(event.images_per_second)
            if isinstance(event, GraphTried):
                graph = event
    machine = choose_machine(config.machine)
    return {
        "device": machine.name,
        "precision": machine.precision_name,
        "net": config.model.encoder,
        "side_px": config.data.side_px,
        "batch": config.optimisation.batch_size,
        "views_per_second": 2 * statistics.median(images_per_second),
        "gpu_busy_percent": busyness.median(),
        "graph": vars(graph) if graph is not None else None,
    }


def measure_compiled(config: TrainingConfig) -> dict[str, Any]:
    """Milliseconds of a step as it is, with torch.compile, and with CUDA graphs under it; and of the first step."""
    machine = choose_machine(config.machine)
    data = noise(config.data.side_px)
    figures: dict[str, Any] = {"net": config.model.encoder, "side_px": config.data.side_px}
    for mode in (None, "default", "reduce-overhead"):
        learner = Learner(config, image_statistics(data.train), machine)
        if mode is not None:
            learner.project = torch.compile(learner.project, mode=mode)
        batches = Batches(len(data.train), config.optimisation.batch_size, seed=0)
        times_ms = []
        for step in range(STEPS_TIMED):
            start = time.perf_counter()
            views = two_views(data.train, batches.at(step), config, step, machine)
            loss, _ = contrastive_step(learner, views, config.optimisation, config.optimisation.learning_rate)
            loss.item()  # waits for the device
            times_ms.append(1_000 * (time.perf_counter() - start))
        figures[mode or "as it is"] = {"first_ms": times_ms[0], "median_ms": statistics.median(times_ms[3:])}
    return figures


def measure_training(config: TrainingConfig) -> dict[str, Any]:
    """Linear and kNN accuracy after a training of the config's length."""
    data = _value(load_data(config.data))
    with tempfile.TemporaryDirectory() as folder:
        run = Path(folder) / "run"
        for _ in _trained(config, data, run):
            pass
        opened = RunFolder.open(run)
        source = FeatureSource(opened.config(), data, opened)
        (result,) = (e.result for e in evaluate(source, opened) if isinstance(e, EvaluationFinished))
    return result.model_dump(include={"simclr", "pca"})


def noise(side_px: int) -> DataSet:
    """Images without content: speed does not depend on it."""
    pixels = torch.randint(0, 256, (NOISE_IMAGES, 3, side_px, side_px), dtype=torch.uint8)
    images = ImageSet(pixels, torch.arange(NOISE_IMAGES) % 10)
    return DataSet("noise", tuple("0123456789"), images, images.subset(100))


class Busyness:
    """Samples what the driver says of the GPU's use, while open."""

    def __init__(self) -> None:
        self._samples: list[float] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> "Busyness":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def median(self) -> float | None:
        """Over the second half; None where there is no driver to ask."""
        late = self._samples[len(self._samples) // 2 :]
        return statistics.median(late) if late else None

    def _sample(self) -> None:
        if shutil.which("nvidia-smi") is None:
            return
        command = ["nvidia-smi", "--query-gpu=utilization.gpu", "--format=csv,noheader,nounits"]
        while not self._over.wait(SECONDS_BETWEEN_SAMPLES):
            answer = subprocess.run(command, capture_output=True, text=True, check=False)
            if answer.returncode == 0:
                self._samples.append(float(answer.stdout.splitlines()[0]))


def _trained(config: TrainingConfig, data: DataSet, run: Path) -> Any:
    folder = _value(new_run(config, run, data))
    return recorded_training(folder, data, Control(), lasting_observers())


def _value(events: Any) -> Any:
    """Plays a stream for its result."""
    while True:
        try:
            next(events)
        except StopIteration as end:
            return end.value


if __name__ == "__main__":
    main()
