"""What is predicted of every test picture, from each kind of features, kept with the run."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from simclr_gui.engine.array_files import Wanted, read_arrays, write_arrays
from simclr_gui.engine.events import PicturesGuessed
from simclr_gui.engine.files import is_there
from simclr_gui.engine.run_folder import RunFolder

HIGHEST_PROBABILITY = 1 + 1e-4  # rounding may lift one over 1
PREDICTIONS_FILE, EARLIER_FILE = "predictions.npz", "guesses.npz"
COMPARED, SCORES = ("simclr", "pca", "untrained"), ("linear", "knn")
Predictions = dict[tuple[str, str], NDArray[np.int64]]
"""By kind of features and score, the class that is predicted of every test picture; int64, shape (count,)."""

WANTED = {
    "labels": Wanted(np.int64, ("n",), 0, "classes"),
    "guesses": Wanted(np.int64, ("n",), 0, "classes"),
    "confidence": Wanted(np.float32, ("n",), 0, HIGHEST_PROBABILITY),
    "own": Wanted(np.float32, ("n",), 0, HIGHEST_PROBABILITY),
    "class_names": Wanted(np.str_, ("classes",)),
}


def guesses_from(log_probabilities: Tensor, labels: Tensor, class_names: tuple[str, ...]) -> PicturesGuessed:
    """The most probable class of every row (count, classes), and how sure the classifier is."""
    probabilities = log_probabilities.exp()
    confidence, guesses = probabilities.max(dim=1)
    own = probabilities.gather(1, labels[:, None])[:, 0]
    return PicturesGuessed(labels.numpy(), guesses.numpy(), confidence.numpy(), own.numpy(), class_names)


ALL_WANTED = WANTED | {
    f"{score}_{kind}": Wanted(np.int64, ("n",), 0, "classes") for kind in COMPARED for score in SCORES
}


def write_guesses(
    folder: RunFolder, guessed: PicturesGuessed, predictions: Mapping[tuple[str, str], NDArray[np.int64]]
) -> None:
    """Writes what the classifier on SimCLR's features makes of the pictures, and what every kind of features predicts.

    UserError where the disk refuses.
    """
    write_arrays(
        folder,
        folder.path / PREDICTIONS_FILE,
        **{f"{score}_{kind}": values for (kind, score), values in predictions.items()},
        labels=guessed.labels,
        guesses=guessed.guesses,
        confidence=guessed.confidence,
        own=guessed.own,
        class_names=np.array(guessed.class_names, dtype=np.str_),
    )


def read_guesses(folder: RunFolder) -> Iterator[PicturesGuessed]:
    """Those of the last evaluation; nothing where there was none, or one from before guesses were kept.

    Raises:
        UserError: the file is damaged.
    """
    path = guesses_file(folder)
    if not is_there(path):
        return
    values = read_arrays(path, WANTED)
    names = tuple(values.pop("class_names").tolist())
    yield PicturesGuessed(**values, class_names=names)


def guesses_file(folder: RunFolder) -> Path:
    """Where they lie; runs of earlier versions have another name for it."""
    path, earlier = folder.path / PREDICTIONS_FILE, folder.path / EARLIER_FILE
    return earlier if is_there(earlier) and not is_there(path) else path


def read_predictions(folder: RunFolder) -> Predictions:
    """Those of the last evaluation that are kept; an earlier version kept none but SimCLR's.

    Raises:
        UserError: the file is damaged.
    """
    path = guesses_file(folder)
    if not is_there(path):
        return {}
    if path.name == EARLIER_FILE:
        return {("simclr", "linear"): read_arrays(path, WANTED)["guesses"]}
    values = read_arrays(path, ALL_WANTED)
    return {(kind, score): values[f"{score}_{kind}"] for kind in COMPARED for score in SCORES}
