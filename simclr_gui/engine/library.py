"""The engine for scripts and notebooks: each call plays a stream of events to its end and returns what came of it.

The window and the command line play the same streams; a run that is trained here opens there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from simclr_gui.engine.config.settings import DataSettings, TrainingConfig
from simclr_gui.engine.datasets import data as data_module
from simclr_gui.engine.datasets.images import DataSet
from simclr_gui.engine.events import EvaluationFinished, EvaluationResult, Event, MapComputed
from simclr_gui.engine.events.streams import result_of
from simclr_gui.engine.experiments.experiment import new_run, opened_run, recorded_training
from simclr_gui.engine.experiments.run_evaluator import RunEvaluator
from simclr_gui.engine.mapping.settings import MapSettings
from simclr_gui.engine.mapping.umap_layout import umap_layout
from simclr_gui.engine.observers import lasting_observers
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.control import Control

OnEvent = Callable[[Event], object]


@dataclass(frozen=True)
class Run:
    """A run folder and the images that belong to it."""

    path: Path
    config: TrainingConfig
    data: DataSet


def load_data(settings: DataSettings, *, downloads: bool = False, on_event: OnEvent | None = None) -> DataSet:
    """Draws or reads the images of these settings.

    Args:
        downloads: whether a published data set that is not here may be downloaded.

    Returns:
        Train and test images, uint8, shape (count, 3, side_px, side_px), labels int64, -1 where no class is known.

    Raises:
        UserError: the images cannot be read.
    """
    return result_of(data_module.load_data(settings, downloads=downloads), on_event)


def train(
    config: TrainingConfig, run_dir: Path | str, data: DataSet | None = None, on_event: OnEvent | None = None
) -> Run:
    """Trains SimCLR (Chen et al. 2020) in a new run folder, until the budget of the config is used up.

    Args:
        data: the images, where they are in memory already; else those of `config.data` are read.
        on_event: is shown what the training tells: losses, accuracies, checkpoints (see `simclr_gui.engine.events`).

    Raises:
        UserError: the folder holds a run already, the images cannot be read or are too few, memory does not suffice,
            or the training broke down.
    """
    data = load_data(config.data, on_event=on_event) if data is None else data
    folder = result_of(new_run(config, Path(run_dir), data), on_event)
    for event in recorded_training(folder, data, Control(), lasting_observers()):
        if on_event is not None:
            on_event(event)
    return Run(folder.path, folder.config(), data)


def open_run(run_dir: Path | str, moved_to: Path | str | None = None) -> Run:
    """Opens a run folder and reads its images.

    Args:
        moved_to: where its images lie now, if that is not where they lay when it was trained.

    Raises:
        UserError: it is no run folder, somebody trains in it, or its images are gone.
    """
    place = None if moved_to is None else Path(moved_to)
    folder, data = result_of(opened_run(Path(run_dir), place, goes_on=False))
    folder.release_lock()
    return Run(folder.path, folder.config(), data)


def evaluate(run: Run, on_event: OnEvent | None = None) -> EvaluationResult:
    """Linear evaluation (logistic regression on frozen h) and kNN, beside PCA and the untrained network.

    The result is kept in the run folder; one that is kept already and still true is returned as it is.

    Raises:
        UserError: no checkpoint, no classes, or one class only.
    """
    result = None
    for event in _evaluator(run).evaluate():
        if on_event is not None:
            on_event(event)
        if isinstance(event, EvaluationFinished):
            result = event.result
    assert result is not None, "an evaluation that does not end in a result raises"
    return result


def compute_maps(
    run: Run, settings: MapSettings | None = None, on_event: OnEvent | None = None
) -> dict[str, MapComputed]:
    """UMAP of the test images' features: of SimCLR ("simclr"), of PCA ("pca") and of the untrained network.

    Returns:
        By kind; `coordinates` are float32, shape (points, 2), in the order of the test images.

    Raises:
        UserError: no checkpoint, or too few images.
    """
    maps: dict[str, MapComputed] = {}
    for event in _evaluator(run).compute_maps(settings):
        if on_event is not None:
            on_event(event)
        if isinstance(event, MapComputed) and event.method == "umap":
            maps[event.features] = event
    return maps


def _evaluator(run: Run) -> RunEvaluator:
    return RunEvaluator(RunFolder.open(run.path), umap_layout, run.data)
