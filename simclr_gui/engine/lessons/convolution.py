"""A kernel that walks over an image: sizes, products and the map that results. Loads no torch."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.events import Pixels
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said

Values = NDArray[np.float64]

LUMA = (0.299, 0.587, 0.114)
"""How bright red, green and blue are to the eye: the filters here look at all three (ITU-R BT.601)."""


def _edge(side: int) -> Values:
    """Sobel's where the side is 3: a difference across, smoothed along."""
    along = np.array([math.comb(side - 1, place) for place in range(side)], np.float64)
    edge: Values = np.outer(4 * along / along.sum(), np.linspace(-1, 1, side))
    return edge


def _centre(side: int) -> Values:
    """1 in the middle; where the side is even the middle has four cells."""
    middle = np.isin(np.arange(side), ((side - 1) // 2, side // 2)).astype(np.float64)
    centre: Values = np.outer(middle, middle) / middle.sum() ** 2
    return centre


KERNELS: dict[str, Callable[[int], Values]] = {
    "edge": _edge,
    "flat edge": lambda side: _edge(side).T,
    "outline": lambda side: side**2 * _centre(side) - 1,
    "blur": lambda side: np.full((side, side), 1 / side**2),
    "sharpen": lambda side: 2 * _centre(side) - 1 / side**2,
}
"""Kernels that everybody can read, by name; shape (side, side)."""


def colour_filter(name: str, side: int) -> Values:
    """A filter for images in colour: one kernel a channel, shape (3, side, side)."""
    return np.array(LUMA)[:, None, None] * KERNELS[name](side)


def resized(pixels: Pixels, side: int) -> Pixels:
    """The nearest pixel of (height, width, 3) for each place; shape (side, side, 3)."""
    rows, columns = (((np.arange(side) + 0.5) * length / side).astype(int) for length in pixels.shape[:2])
    nearest: Pixels = pixels[rows][:, columns]
    return nearest


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
        UserError: the kernel does not fit into the padded image even once.
    """
    room = width + 2 * padding - kernel
    if room < 0:
        raise UserError(
            said("A kernel of {kernel} px does not fit into {room} px.", kernel=kernel, room=width + 2 * padding),
            "Take a smaller one, or pad more.",
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
