"""A kernel that walks over a picture: sizes, products and the map that results. Loads no torch."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import Floats

Values = NDArray[np.float64]

KERNELS: dict[str, Floats] = {
    "edge": np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], np.float32),
    "flat edge": np.array([[-1, -2, -1], [0, 0, 0], [1, 2, 1]], np.float32),
    "outline": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]], np.float32),
    "blur": np.full((3, 3), 1 / 9, np.float32),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]], np.float32),
    "large edge": np.full((5, 1), 0.2, np.float32) * np.array([[-1, -1, 0, 1, 1]], np.float32),
}
"""Kernels that everybody can read, by name; Sobel's first."""


@dataclass(frozen=True)
class OutputSize:
    """How many places a kernel takes along one side.

    Attributes:
        side: 1 + (W + 2P - K) / S, rounded down.
        left_over: so many pixels at the end, padding included, are never seen where it does not divide.
    """

    side: int
    left_over: int


def output_size(width: int, kernel: int, padding: int = 0, stride: int = 1) -> OutputSize:
    """Sizes of a convolution or a pooling, in pixels.

    Raises:
        UserError: the kernel does not fit into the padded picture even once.
    """
    room = width + 2 * padding - kernel
    if room < 0:
        raise UserError(
            f"A kernel of {kernel} px does not fit into {width + 2 * padding} px.", "Take a smaller one, or pad more."
        )
    return OutputSize(1 + room // stride, room % stride)


def padded(values: Values, padding: int) -> Values:
    """Zeros around the last two sides of (..., height, width)."""
    around = [(0, 0)] * (values.ndim - 2) + [(padding, padding)] * 2
    return np.pad(values, around)


def patches(values: Values, kernel: int, padding: int = 0, stride: int = 1) -> Values:
    """What the kernel sees at each of its places; shape (..., rows, columns, kernel, kernel)."""
    output_size(min(values.shape[-2:]), kernel, padding, stride)
    seen = np.lib.stride_tricks.sliding_window_view(padded(values, padding), (kernel, kernel), axis=(-2, -1))
    every: Values = seen[..., ::stride, ::stride, :, :]
    return every


def convolve(values: Values, kernel: Values, padding: int = 0, stride: int = 1) -> Values:
    """Products of the kernel with every patch, summed; what deep learning calls a convolution does not flip it.

    Args:
        values: shape (channels, height, width).
        kernel: shape (channels, K, K).

    Returns:
        One map, shape (rows, columns).
    """
    seen = patches(values, kernel.shape[-1], padding, stride)
    summed: Values = np.einsum("crskl,ckl->rs", seen, kernel)
    return summed
