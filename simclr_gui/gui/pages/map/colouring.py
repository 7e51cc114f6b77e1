"""The colours of a map's dots: by class, or each picture's own."""

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.events import PicturesChosen, Pixels
from simclr_gui.gui.look.theme import class_colour

BY_CLASS, OWN = "class", "own"


def dot_colours(pictures: PicturesChosen, colouring: str) -> list[str]:
    """One colour a picture, as "#rrggbb"."""
    if colouring == OWN:
        return [f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in own_colours(pictures.pictures)]
    return [class_colour(max(0, int(label))) for label in pictures.labels]  # all alike where no class is known


def own_colours(pictures: Pixels) -> NDArray[np.uint8]:
    """The mean colour of each picture, its colourful pixels counting most; uint8, shape (count, 3).

    Args:
        pictures: uint8, shape (count, height, width, 3).
    """
    pixels = pictures.reshape(len(pictures), -1, 3).astype(np.float32)
    colourfulness = np.ptp(pixels, axis=2, keepdims=True) ** 2 + 1  # grey pictures have a mean too
    means = (pixels * colourfulness).sum(axis=1) / colourfulness.sum(axis=1)
    colours: NDArray[np.uint8] = means.round().astype(np.uint8)
    return colours
