"""What the classifier makes of each picture, kept with the run."""

from collections.abc import Iterator

import numpy as np
from torch import Tensor

from simclr_gui.engine.array_files import Wanted, read_arrays, write_arrays
from simclr_gui.engine.events import PicturesGuessed
from simclr_gui.engine.files import is_there
from simclr_gui.engine.run_folder import RunFolder

HIGHEST_PROBABILITY = 1 + 1e-4  # rounding may lift one over 1
GUESSES_FILE = "guesses.npz"
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


def write_guesses(folder: RunFolder, guessed: PicturesGuessed) -> None:
    write_arrays(
        folder,
        folder.path / GUESSES_FILE,
        labels=guessed.labels,
        guesses=guessed.guesses,
        confidence=guessed.confidence,
        own=guessed.own,
        class_names=np.array(guessed.class_names, dtype=np.str_),
    )


def has_guesses(folder: RunFolder) -> bool:
    """Whether an evaluation has left guesses; UserError where they are damaged."""
    return any(True for _ in read_guesses(folder))


def read_guesses(folder: RunFolder) -> Iterator[PicturesGuessed]:
    """Those of the last evaluation; nothing where there was none, or one from before guesses were kept.

    Raises:
        UserError: the file is damaged.
    """
    path = folder.path / GUESSES_FILE
    if not is_there(path):
        return
    values = read_arrays(path, WANTED)
    names = tuple(values.pop("class_names").tolist())
    yield PicturesGuessed(**values, class_names=names)
