"""What the loops that numba compiles have in common: numbers of 32 bits, and arithmetic of lines of pixels."""

from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]
Scalar = Any  # np.float32
Numbers = tuple[Scalar, ...]  # of one image
Float = np.float32  # a bare 0.5 would turn whole lines into float64

ZERO, HALF, ONE = Float(0), Float(0.5), Float(1)


def clear(line: Array) -> None:
    """Makes a line black."""
    for x in range(len(line)):
        line[x] = ZERO


def add(line: Array, weight: Scalar, other: Array) -> None:
    """Adds `weight` times another line."""
    for x in range(len(line)):
        line[x] += weight * Float(other[x])


def within(value: Scalar, low: Scalar, high: Scalar) -> Scalar:
    """The value, or the end of the range that it lies beyond."""
    return min(max(value, low), high)
