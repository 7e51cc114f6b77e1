"""What the classifier makes of each picture, kept with the run."""

from collections.abc import Iterator

import numpy as np
from torch import Tensor

from simclr_gui.engine.array_files import read_arrays, write_arrays
from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import PicturesGuessed
from simclr_gui.engine.run_folder import RunFolder
from simclr_gui.engine.sentences import said

GUESSES_FILE = "guesses.npz"


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
    """Whether an evaluation has left guesses."""
    return (folder.path / GUESSES_FILE).is_file()


def read_guesses(folder: RunFolder) -> Iterator[PicturesGuessed]:
    """Those of the last evaluation; nothing where there was none, or one from before guesses were kept.

    Raises:
        UserError: the file is damaged.
    """
    path = folder.path / GUESSES_FILE
    if not has_guesses(folder):
        return
    values = read_arrays(path, "labels", "guesses", "confidence", "own", "class_names")
    labels, guesses, confidence, own = (values[name] for name in ("labels", "guesses", "confidence", "own"))
    names = tuple(str(name) for name in values["class_names"])
    is_whole = all(array.shape == (len(labels),) for array in (labels, guesses, confidence, own)) and all(
        not len(array) or (array.min() >= 0 and array.max() < len(names)) for array in (labels, guesses)
    )
    if not is_whole:
        raise UserError(
            said("{path} is damaged: its parts do not belong together.", path=path), "Evaluate the run again."
        )
    yield PicturesGuessed(labels, guesses, confidence, own, names)
