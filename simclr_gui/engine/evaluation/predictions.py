"""What is predicted of every test image, from each kind of features, kept with the run."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.events import ImagesPredicted
from simclr_gui.engine.events.evaluation import COMPARED, SCORES, ComparedKind, ScoreName
from simclr_gui.engine.runs.array_files import Wanted, read_arrays, write_arrays
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.files import is_there

if TYPE_CHECKING:
    from torch import Tensor

HIGHEST_PROBABILITY = 1 + 1e-4  # rounding may lift one over 1
PREDICTIONS_FILE, EARLIER_FILE = "predictions.npz", "guesses.npz"
PredictionsByKind = dict[tuple[ComparedKind, ScoreName], NDArray[np.int64]]
"""By kind of features and score, the class that is predicted of every test image; int64, shape (count,)."""

WANTED = {
    "labels": Wanted(np.int64, ("n",), 0, "classes"),
    "guesses": Wanted(np.int64, ("n",), 0, "classes"),
    "confidence": Wanted(np.float32, ("n",), 0, HIGHEST_PROBABILITY),
    "own": Wanted(np.float32, ("n",), 0, HIGHEST_PROBABILITY),
    "class_names": Wanted(np.str_, ("classes",)),
}


def predictions_from(log_probabilities: "Tensor", labels: "Tensor", class_names: tuple[str, ...]) -> ImagesPredicted:
    """The most probable class of every row (count, classes), and how sure the classifier is."""
    probabilities = log_probabilities.exp()
    confidence, predictions = probabilities.max(dim=1)
    own = probabilities.gather(1, labels[:, None])[:, 0]
    return ImagesPredicted(labels.numpy(), predictions.numpy(), confidence.numpy(), own.numpy(), class_names)


ALL_WANTED = WANTED | {
    f"{score}_{kind}": Wanted(np.int64, ("n",), 0, "classes") for kind in COMPARED for score in SCORES
}


def write_predictions(
    folder: RunFolder,
    predicted: ImagesPredicted,
    predictions: Mapping[tuple[ComparedKind, ScoreName], NDArray[np.int64]],
) -> None:
    """Writes what the classifier on SimCLR's features makes of the images, and what every kind of features predicts.

    UserError where the disk refuses.
    """
    write_arrays(
        folder,
        folder.path / PREDICTIONS_FILE,
        **{f"{score}_{kind}": values for (kind, score), values in predictions.items()},
        labels=predicted.labels,
        guesses=predicted.predictions,
        confidence=predicted.confidence,
        own=predicted.own,
        class_names=np.array(predicted.class_names, dtype=np.str_),
    )


def read_predicted_images(folder: RunFolder) -> Iterator[ImagesPredicted]:
    """Those of the last evaluation; nothing where there was none, or one from before predictions were kept.

    Raises:
        UserError: the file is damaged.
    """
    path = predictions_file(folder)
    if not is_there(path):
        return
    values = read_arrays(path, WANTED)
    names = tuple(values.pop("class_names").tolist())
    predictions = values.pop("guesses")
    yield ImagesPredicted(**values, predictions=predictions, class_names=names)


def predictions_file(folder: RunFolder) -> Path:
    """Where they lie; runs of earlier versions have another name for it."""
    path, earlier = folder.path / PREDICTIONS_FILE, folder.path / EARLIER_FILE
    return earlier if is_there(earlier) and not is_there(path) else path


def read_predictions(folder: RunFolder) -> PredictionsByKind:
    """Those of the last evaluation that are kept; an earlier version kept none but SimCLR's.

    Raises:
        UserError: the file is damaged.
    """
    path = predictions_file(folder)
    if not is_there(path):
        return {}
    if path.name == EARLIER_FILE:
        return {("simclr", "linear"): read_arrays(path, WANTED)["guesses"]}
    values = read_arrays(path, ALL_WANTED)
    return {(kind, score): values[f"{score}_{kind}"] for kind in COMPARED for score in SCORES}
