"""Pooling: what is left of each small square of a map. Loads no torch."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.lessons.convolution import patches

Pooling = Literal["max", "average", "sum"]
POOLINGS: tuple[Pooling, ...] = ("max", "average", "sum")


def pool(values: NDArray[np.float64], kind: Pooling, kernel: int = 2, stride: int = 2) -> NDArray[np.float64]:
    """Each K x K square of (..., height, width) becomes one number; squares lie S apart."""
    squares = patches(values, kernel, 0, stride)
    if kind == "max":
        return np.asarray(squares.max(axis=(-2, -1)))
    total = squares.sum(axis=(-2, -1))
    return np.asarray(total if kind == "sum" else total / kernel**2)
