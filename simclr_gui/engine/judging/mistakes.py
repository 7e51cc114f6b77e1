"""Where the classifier errs: counted by class, and the pictures it finds hard or easy. Loads no torch."""

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.events import PicturesGuessed

Places = NDArray[np.int64]


def confusion(guessed: PicturesGuessed) -> NDArray[np.int64]:
    """How many pictures of each class (rows) were taken for each class (columns); shape (classes, classes)."""
    classes = len(guessed.class_names)
    counts = np.bincount(guessed.labels * classes + guessed.guesses, minlength=classes**2)
    return counts.reshape(classes, classes).astype(np.int64)


def most_confused(guessed: PicturesGuessed, most: int, fewest: int) -> list[tuple[int, int]]:
    """The pairs of true and predicted class that occur oftenest among the errors, `fewest` times or more."""
    counts = confusion(guessed)
    np.fill_diagonal(counts, 0)
    order = np.argsort(-counts, axis=None, kind="stable")[:most]
    rows, columns = np.unravel_index(order, counts.shape)
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return [(row, column) for row, column in pairs if counts[row, column] >= fewest]


def taken_for(guessed: PicturesGuessed, label: int, guess: int) -> Places:
    """Places of the pictures of one class that were taken for another (or the same), the surest first."""
    places = np.flatnonzero((guessed.labels == label) & (guessed.guesses == guess))
    return places[np.argsort(-guessed.confidence[places], kind="stable")]


def hardest(guessed: PicturesGuessed) -> Places:
    """All places, those first whose own class was found least probable."""
    return np.argsort(guessed.own, kind="stable")


def surest(guessed: PicturesGuessed) -> Places:
    """All places, those first of whose guess the classifier was surest, right or wrong."""
    return np.argsort(-guessed.confidence, kind="stable")
