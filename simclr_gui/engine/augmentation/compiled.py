"""Views on a processor: image after image, from crop to blur, while it lies in the core's cache.

The same arithmetic as in `geometry` and `colour`, written out as loops that numba compiles. A core computes an image
three to five times as fast as torch would with its one pass through all images for every operation. What was
compiled is kept, so that a machine compiles once.
"""

import itertools
import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import numba
import numpy as np
import torch
from torch import Tensor

from simclr_gui.engine.augmentation.colour import GREY_WEIGHTS, SMALLEST_CHROMA
from simclr_gui.engine.augmentation.geometry import blur_kernel_size_px
from simclr_gui.engine.augmentation.parameters import BRIGHTNESS, CONTRAST, HUE, SATURATION, ViewParameters
from simclr_gui.engine.storage.places import cache_dir

Array = np.ndarray[Any, np.dtype[Any]]
Function = TypeVar("Function", bound=Callable[..., Any])
Scalar = Any  # np.float32
Float = np.float32  # a bare 0.5 would turn whole lines into float64

ZERO, HALF, ONE, TWO, THREE, FOUR, SIX = (Float(value) for value in (0, 0.5, 1, 2, 3, 4, 6))
RED_WEIGHT, GREEN_WEIGHT, BLUE_WEIGHT = (Float(weight) for weight in GREY_WEIGHTS)
LEAST_PIXELS_A_THREAD = 2**18  # about 2 ms: sharing less would not pay
LEAST_CHROMA = Float(SMALLEST_CHROMA)
OPTIONS: dict[str, Any] = {"nogil": True, "fastmath": True, "error_model": "numpy"}


def compiled(function: Function) -> Function:
    """Compiles when it is first called, for the types that it is called with."""
    dispatcher: Function = numba.njit(**OPTIONS)(function)
    return dispatcher


def render_each(pixels: Tensor, parameters: ViewParameters, side_px: int) -> Tensor:
    """The views that `parameters` describe, on as many cores as torch may use.

    Args:
        pixels: uint8 on the CPU, shape (count, 3, height, width).

    Returns:
        float32 in [0, 1], shape (count, 3, side_px, side_px).
    """
    views = torch.empty(len(pixels), 3, side_px, side_px)
    amounts = (parameters.brightness, parameters.contrast, parameters.saturation, parameters.hue)
    arrays = [
        tensor.contiguous().numpy()
        for tensor in (
            pixels,
            views,
            *(parameters.top, parameters.left, parameters.height, parameters.width, parameters.flipped),
            *(parameters.order, torch.stack(amounts, dim=1), parameters.grey, parameters.sigma_px),
        )
    ]
    radius = min(blur_kernel_size_px(side_px) // 2, side_px - 1)
    threads = min(torch.get_num_threads(), len(pixels), max(1, views[:, 0].numel() // LEAST_PIXELS_A_THREAD))
    if threads <= 1:
        _render(*arrays, radius)
        return views
    bounds = [len(pixels) * share // threads for share in range(threads + 1)]
    with ThreadPoolExecutor(threads) as pool:  # of the caller's own threads, since they inherit its priority
        shares = [
            pool.submit(_render, *(array[start:end] for array in arrays), radius)
            for start, end in itertools.pairwise(bounds)
        ]
    for share in shares:
        share.result()
    return views


@compiled
def _clear(line: Array) -> None:
    for x in range(len(line)):
        line[x] = ZERO


@compiled
def _add(line: Array, weight: Scalar, other: Array) -> None:
    for x in range(len(line)):
        line[x] += weight * Float(other[x])


@compiled
def _resize_weights(length: int, side_px: int, first: Array, weights: Array) -> int:
    """For each of `side_px` samples of a line: its first pixel and the weights from there on, as `resize_matrix`.

    Returns:
        How many weights the widest sample has.
    """
    scale = Float(length) / Float(side_px)
    reach = max(ONE, scale)
    widest = 0
    for sample in range(side_px):
        centre = (Float(sample) + HALF) * scale
        start = max(0, math.floor(centre - reach + HALF))
        taps = min(length, math.floor(centre + reach + HALF)) - start
        total = ZERO
        for tap in range(weights.shape[1]):
            weight = max(ZERO, ONE - abs(Float(start + tap) + HALF - centre) / reach)
            weights[sample, tap] = weight if tap < taps else ZERO
            total += weights[sample, tap]
        for tap in range(taps):
            weights[sample, tap] /= total
        first[sample] = start
        widest = max(widest, taps)
    return widest


@compiled
def _resize(crop: Array, view: Array, rows: Array, row_weights: Array, columns: Array, column_weights: Array) -> None:
    """Brings a crop, uint8 (3, height, width), to the view's side: each line from above, then along itself."""
    height, width = crop.shape[1:]
    side_px = view.shape[2]
    row_taps = _resize_weights(height, side_px, rows, row_weights)
    column_taps = _resize_weights(width, side_px, columns, column_weights)
    line = np.empty(width + column_weights.shape[1], np.float32)
    _clear(line)  # beyond the crop the weights are 0, but 0 times what lay in memory may be no number
    near, next_to_it = column_weights[:, 0].copy(), column_weights[:, 1].copy()
    for channel in range(3):
        for y in range(side_px):
            _clear(line[:width])
            for tap in range(row_taps):
                _add(line[:width], row_weights[y, tap] / Float(255), crop[channel, min(rows[y] + tap, height - 1)])
            samples = view[channel, y]
            if column_taps <= 2:  # every enlargement
                for x in range(side_px):
                    samples[x] = near[x] * line[columns[x]] + next_to_it[x] * line[columns[x] + np.uint32(1)]
            else:
                for x in range(side_px):
                    total = ZERO
                    for tap in range(column_taps):
                        total += column_weights[x, tap] * line[columns[x] + np.uint32(tap)]
                    samples[x] = total


@compiled
def _mirror(view: Array) -> None:
    side_px = view.shape[2]
    for channel in range(3):
        for y in range(side_px):
            line = view[channel, y]
            for x in range(side_px // 2):
                line[x], line[side_px - 1 - x] = line[side_px - 1 - x], line[x]


@compiled
def _within(value: Scalar, low: Scalar, high: Scalar) -> Scalar:
    return min(max(value, low), high)


@compiled
def _grey(red: Scalar, green: Scalar, blue: Scalar) -> Scalar:
    return RED_WEIGHT * red + GREEN_WEIGHT * green + BLUE_WEIGHT * blue


@compiled
def _brighten(red: Array, green: Array, blue: Array, factor: Scalar) -> None:
    for colour in (red, green, blue):
        for i in range(len(red)):
            colour[i] = min(colour[i] * factor, ONE)


@compiled
def _change_contrast(red: Array, green: Array, blue: Array, factor: Scalar) -> None:
    total = ZERO
    for i in range(len(red)):
        total += _grey(red[i], green[i], blue[i])
    rest = total / Float(len(red)) * (ONE - factor)
    for colour in (red, green, blue):
        for i in range(len(red)):
            colour[i] = _within(colour[i] * factor + rest, ZERO, ONE)


@compiled
def _saturate(red: Array, green: Array, blue: Array, factor: Scalar) -> None:
    for i in range(len(red)):
        rest = _grey(red[i], green[i], blue[i]) * (ONE - factor)
        red[i] = _within(red[i] * factor + rest, ZERO, ONE)
        green[i] = _within(green[i] * factor + rest, ZERO, ONE)
        blue[i] = _within(blue[i] * factor + rest, ZERO, ONE)


@compiled
def _turn_hue(red: Array, green: Array, blue: Array, turn: Scalar) -> None:
    """The closed form that `colour.turn_hue` explains."""
    for i in range(len(red)):
        highest = max(red[i], green[i], blue[i])
        lowest = min(red[i], green[i], blue[i])
        chroma = highest - lowest
        from_three = (red[i] - green[i] - blue[i] + lowest) / max(chroma, LEAST_CHROMA) + TWO
        sixths = math.copysign(from_three, blue[i] - green[i]) + THREE + SIX * turn
        sixths -= SIX * math.floor(sixths / SIX)
        red[i] = lowest + chroma * (_within(abs(sixths - THREE), ONE, TWO) - ONE)
        green[i] = highest + chroma * (ONE - _within(abs(sixths - TWO), ONE, TWO))
        blue[i] = highest + chroma * (ONE - _within(abs(sixths - FOUR), ONE, TWO))


@compiled
def _jitter(red: Array, green: Array, blue: Array, order: Array, amounts: Array) -> None:
    """The four changes in the order drawn; those that change nothing are left out."""
    for kind in order:
        amount = amounts[kind]
        if kind == HUE:
            if amount != ZERO:
                _turn_hue(red, green, blue, amount)
        elif amount != ONE:
            if kind == BRIGHTNESS:
                _brighten(red, green, blue, amount)
            elif kind == CONTRAST:
                _change_contrast(red, green, blue, amount)
            elif kind == SATURATION:
                _saturate(red, green, blue, amount)


@compiled
def _take_colour_away(red: Array, green: Array, blue: Array) -> None:
    for i in range(len(red)):
        red[i] = green[i] = blue[i] = _grey(red[i], green[i], blue[i])


@compiled
def _gaussian(radius: int, sigma_px: Scalar) -> Array:
    kernel, total = np.empty(2 * radius + 1, np.float32), ZERO
    for tap in range(len(kernel)):
        kernel[tap] = math.exp(-HALF * (Float(tap - radius) / sigma_px) ** 2)
        total += kernel[tap]
    for tap in range(len(kernel)):
        kernel[tap] /= total
    return kernel


@compiled
def _blur(view: Array, radius: int, sigma_px: Scalar) -> None:
    """Gaussian blur with reflected borders: down the columns into a line, then along the line."""
    side_px = view.shape[2]
    kernel = _gaussian(radius, sigma_px)
    blurred = np.empty((side_px, side_px), np.float32)
    line = np.empty(side_px + 2 * radius, np.float32)
    middle = line[radius : radius + side_px]
    for channel in range(3):
        for y in range(side_px):
            _clear(middle)
            for tap in range(len(kernel)):
                row = abs(y + tap - radius)
                _add(middle, kernel[tap], view[channel, min(row, 2 * (side_px - 1) - row)])
            for x in range(radius):
                line[x] = middle[radius - x]
                line[radius + side_px + x] = middle[side_px - 2 - x]
            _clear(blurred[y])
            for tap in range(len(kernel)):
                _add(blurred[y], kernel[tap], line[tap : tap + side_px])
        for y in range(side_px):
            for x in range(side_px):
                view[channel, y, x] = blurred[y, x]


def _render_in_turn(
    pixels: Array,
    views: Array,
    top: Array,
    left: Array,
    height: Array,
    width: Array,
    flipped: Array,
    order: Array,
    amounts: Array,
    grey: Array,
    sigma_px: Array,
    radius: int,
) -> None:
    """Writes `views`; amounts: float32 (count, 4), by kind of change."""
    side_px = views.shape[2]
    longest = max(pixels.shape[2], pixels.shape[3])
    most_taps = 2 * (longest // side_px + 1) + 2
    rows, columns = np.empty(side_px, np.int64), np.empty(side_px, np.uint32)
    row_weights, column_weights = np.empty((side_px, most_taps), np.float32), np.empty((side_px, most_taps), np.float32)
    for i in range(len(pixels)):
        view = views[i]
        crop = pixels[i, :, top[i] : top[i] + height[i], left[i] : left[i] + width[i]]
        _resize(crop, view, rows, row_weights, columns, column_weights)
        if flipped[i]:
            _mirror(view)
        red, green, blue = view[0].reshape(-1), view[1].reshape(-1), view[2].reshape(-1)
        _jitter(red, green, blue, order[i], amounts[i])
        if grey[i]:
            _take_colour_away(red, green, blue)
        if sigma_px[i] > 0:
            _blur(view, radius, sigma_px[i])


def kept(function: Callable[..., Any], signature: str) -> Callable[..., Any]:
    """Compiles, and keeps the result on the disk; where that is impossible, it is compiled at every start."""
    numba.config.CACHE_DIR = numba.config.CACHE_DIR or str(cache_dir() / "compiled")  # type: ignore[attr-defined]
    try:
        return numba.njit(signature, cache=True, **OPTIONS)(function)
    except Exception:  # the place is closed or full, or what lies there is broken; a fault of ours is raised below
        return numba.njit(signature, **OPTIONS)(function)


_render = kept(
    _render_in_turn,
    "void(uint8[:,:,:,::1], float32[:,:,:,::1], int64[::1], int64[::1], int64[::1], int64[::1], boolean[::1], "
    "int64[:,::1], float32[:,::1], boolean[::1], float32[::1], int64)",
)
