"""Where the classifier errs: counted by class, and the images it finds hard or easy. Loads no torch."""

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.events import ImagesPredicted

Places = NDArray[np.int64]


def confusion(predicted: ImagesPredicted) -> NDArray[np.int64]:
    """How many images of each class (rows) were taken for each class (columns); shape (classes, classes)."""
    classes = len(predicted.class_names)
    counts = np.bincount(predicted.labels * classes + predicted.predictions, minlength=classes**2)
    return counts.reshape(classes, classes).astype(np.int64)


def most_confused(predicted: ImagesPredicted, most: int, fewest: int) -> list[tuple[int, int]]:
    """The pairs of true and predicted class that occur oftenest among the errors, `fewest` times or more."""
    counts = confusion(predicted)
    np.fill_diagonal(counts, 0)
    order = np.argsort(-counts, axis=None, kind="stable")[:most]
    rows, columns = np.unravel_index(order, counts.shape)
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return [(row, column) for row, column in pairs if counts[row, column] >= fewest]


def taken_for(predicted: ImagesPredicted, label: int, prediction: int) -> Places:
    """Places of the images of one class that were taken for another (or the same), the surest first."""
    places = np.flatnonzero((predicted.labels == label) & (predicted.predictions == prediction))
    return places[np.argsort(-predicted.confidence[places], kind="stable")]


def hardest(predicted: ImagesPredicted) -> Places:
    """All places, those first whose own class was found least probable."""
    return np.argsort(predicted.own, kind="stable")


def surest(predicted: ImagesPredicted) -> Places:
    """All places, those first of whose guess the classifier was surest, right or wrong."""
    return np.argsort(-predicted.confidence, kind="stable")
