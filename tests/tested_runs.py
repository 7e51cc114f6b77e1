"""Runs that look tested, made without training: what was predicted of each test image is given. And one that is."""

from pathlib import Path
from typing import Any

import numpy as np

from simclr_gui.engine.evaluation.predictions import write_predictions
from simclr_gui.engine.evaluation.result import write_evaluation
from simclr_gui.engine.events import ImagesPredicted
from simclr_gui.engine.events.evaluation import COMPARED, SCORES
from simclr_gui.engine.experiments.run_evaluator import RunEvaluator
from simclr_gui.engine.observers import lasting_observers
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.small import evaluated, small_config, small_data, train_small

CLASS_NAMES = ("a", "b", "c", "d")


def make_tested_run(path: Path, right: np.ndarray, labels: np.ndarray, **settings: Any) -> Path:
    """Makes a run of which these predictions are right, by every score and from every kind of features.

    Args:
        right: bool, one for each test image.
        labels: int64, the classes of the images.
        settings: as of `small_config`.
    """
    folder = RunFolder.create(path, small_config(**settings))
    share = float(right.mean())
    scores = {"linear": share, "knn": share}
    values = {
        "dataset": "Shapes",
        "test_images": len(labels),
        "chance": 0.25,
        "simclr": scores,
        "frozen_verified": True,
        "pca": {"components": 128, **scores},
        "untrained": scores,
    }
    write_evaluation(folder, evaluated(values))
    predictions = np.where(right, labels, (labels + 1) % len(CLASS_NAMES))
    ones = np.ones(len(labels), np.float32)
    told = ImagesPredicted(labels, predictions, ones, ones, CLASS_NAMES)
    write_predictions(folder, told, {(kind, score): predictions for kind in COMPARED for score in SCORES})
    return path


def make_mapped_run(path: Path, **settings: Any) -> Path:
    """Trained for a moment, tested and mapped; the maps are laid out where their points begin."""
    config = small_config(**settings)
    train_small(path, config, observers=lasting_observers())
    evaluator = RunEvaluator(RunFolder.open(path), lambda task: task.start, small_data(config))
    list(evaluator.evaluate())
    list(evaluator.compute_maps())
    return path
