"""The colours of a map's dots: by class, guess, correctness or loss, or each image's own."""

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from simclr_gui.engine.events import ImagesChosen, ImagesPredicted, Pixels
from simclr_gui.gui.look.theme import PETROFF_10, Colours, class_colour

BY_CLASS, BY_PREDICTION, BY_CORRECTNESS, BY_LOSS, OWN = "class", "guess", "correctness", "loss", "own"
NEED_PREDICTIONS = (BY_PREDICTION, BY_CORRECTNESS, BY_LOSS)
LEAST_PROBABILITY = 1e-6  # what is found less probable has no larger loss
KEYS_OF_A_SCALE = 3


@dataclass(frozen=True)
class Colouring:
    """Colours of all dots, and what they mean.

    Attributes:
        colours: uint8, shape (count, 3).
        kind: what they were coloured by, which is the class where predictions were asked for and are not there.
        keys: words and a colour for each, where the classes do not explain them.
        by_class: whether a class has one colour.
    """

    colours: Pixels
    kind: str
    keys: tuple[tuple[str, str], ...] = ()
    by_class: bool = False


def colour_dots(images: ImagesChosen, predicted: ImagesPredicted | None, colouring: str, theme: Colours) -> Colouring:
    """Colours by what is asked for; by class where predictions would be needed and are not there."""
    if colouring == OWN:
        return Colouring(own_colours(images.images), OWN)
    if predicted is None or colouring not in NEED_PREDICTIONS:
        return Colouring(_class_colours(images.labels), BY_CLASS, by_class=True)
    places = images.image_index
    if colouring == BY_PREDICTION:
        return Colouring(_class_colours(predicted.predictions[places]), BY_PREDICTION, by_class=True)
    if colouring == BY_CORRECTNESS:
        return _by_correctness(predicted.predictions[places] == predicted.labels[places], theme)
    return _by_loss(-np.log(np.maximum(predicted.own[places], LEAST_PROBABILITY)))


def can_be_predicted(images: ImagesChosen | None, predicted: ImagesPredicted | None) -> bool:
    """Whether every dot has a prediction."""
    return images is not None and predicted is not None and int(images.image_index.max()) < len(predicted.labels)


def longest_keys() -> tuple[tuple[str, str], ...]:
    """Keys that need as much room as those of any colouring."""
    rights = (_correctness_words()[0], ""), (_correctness_words()[1], "")
    losses = tuple((_loss_words().format(value=0.0088), "") for _ in range(KEYS_OF_A_SCALE))
    return max(rights, losses, key=_length)


def _length(keys: tuple[tuple[str, str], ...]) -> int:
    return sum(len(words) for words, _ in keys)


def _correctness_words() -> tuple[str, str]:
    return QCoreApplication.translate("colouring", "right"), QCoreApplication.translate("colouring", "wrong")


def _loss_words() -> str:
    return QCoreApplication.translate("colouring", "loss {value:.2g}")


def own_colours(images: Pixels) -> Pixels:
    """The mean colour of each image, its colourful pixels counting most; uint8, shape (count, 3).

    Args:
        images: uint8, shape (count, height, width, 3).
    """
    return np.concatenate([_own_colours(chunk) for chunk in np.array_split(images, 1 + len(images) // 2_000)])


def _own_colours(images: Pixels) -> Pixels:
    pixels = images.reshape(len(images), -1, 3).astype(np.float32)
    colourfulness = np.ptp(pixels, axis=2, keepdims=True) ** 2 + 1  # grey images have a mean too
    means = (pixels * colourfulness).sum(axis=1) / colourfulness.sum(axis=1)
    colours: Pixels = means.round().astype(np.uint8)
    return colours


def _class_colours(labels: NDArray[np.int64]) -> Pixels:
    """All alike where no class is known."""
    known = np.maximum(labels, 0)
    palette = np.array([_rgb(class_colour(label)) for label in range(len(PETROFF_10))], np.uint8)
    colours: Pixels = palette[known % len(PETROFF_10)]
    return colours


def _by_correctness(is_right: NDArray[np.bool_], theme: Colours) -> Colouring:
    right, wrong = theme.untrained, theme.danger
    colours = np.where(is_right[:, None], _rgb(right), _rgb(wrong)).astype(np.uint8)
    words = _correctness_words()
    return Colouring(colours, BY_CORRECTNESS, ((words[0], right), (words[1], wrong)))


def _by_loss(loss: NDArray[np.float32]) -> Colouring:
    """Viridis up to the 98th percentile: a few images of enormous loss would leave all others dark."""
    scale = pg.colormap.get("viridis")
    high = max(float(np.percentile(loss, 98)), 1e-3)
    colours = scale.map(np.clip(loss / high, 0, 1), mode="byte")[:, :3]
    words = _loss_words()
    steps = np.linspace(0, 1, KEYS_OF_A_SCALE)
    keys = tuple((words.format(value=step * high), scale.map(step, mode="qcolor").name()) for step in steps)
    return Colouring(np.ascontiguousarray(colours, np.uint8), BY_LOSS, keys)


def _rgb(colour: str) -> tuple[int, int, int]:
    named = QColor(colour)
    return named.red(), named.green(), named.blue()
