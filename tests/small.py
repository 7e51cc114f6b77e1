"""Small runs for tests: real data, a real network, a second or two."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.datasets.images import DataSet, image_statistics
from simclr_gui.engine.datasets.shapes import shapes_data
from simclr_gui.engine.devices import choose_machine
from simclr_gui.engine.events import EvaluationResult, Event
from simclr_gui.engine.experiments.experiment import recorded_training
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.control import Control
from simclr_gui.engine.training.learner import Learner
from simclr_gui.engine.training.observer import Observer

SMALL = config_with(
    TrainingConfig(),
    {
        "data.side_px": 16,
        "data.train_images": 64,
        "data.test_images": 40,
        "optimisation.batch_size": 16,
        "budget.epochs": 2,
        "machine.precision": "float32",
        "machine.device": "cpu",
        "machine.threads": 1,  # bit for bit, and as quick beside other tests
    },
)


def small_config(**changes: Any) -> TrainingConfig:
    """The small run with settings replaced: `small_config(budget__epochs=3)`."""
    return config_with(SMALL, {name.replace("__", "."): value for name, value in changes.items()})


def small_data(config: TrainingConfig = SMALL) -> DataSet:
    data = config.data
    return shapes_data(data.side_px, data.train_images, data.test_images, data.drawing_seed)


def train_small(
    run_dir: Path, config: TrainingConfig = SMALL, control: Control | None = None, observers: Sequence[Observer] = ()
) -> list[Event]:
    """Trains in `run_dir`, a new run or the one that is there; returns the events."""
    folder = RunFolder(run_dir) if (run_dir / "config.json").exists() else RunFolder.create(run_dir, config)
    return list(recorded_training(folder, small_data(config), control or Control(), observers))


def small_learner(config: TrainingConfig = SMALL, data: DataSet | None = None) -> Learner:
    """The untrained network of a small run."""
    return Learner(config, image_statistics((data or small_data()).train), machine())


def evaluated(values: dict[str, Any], **parts: Any) -> EvaluationResult:
    """An evaluation from the content of its file, with parts replaced or added."""
    return EvaluationResult.model_validate(values | parts)


def machine() -> Any:
    return choose_machine(SMALL.machine)
