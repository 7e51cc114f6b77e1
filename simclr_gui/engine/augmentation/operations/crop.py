"""Crop, antialiased resize and flip: with them every view begins, whatever the side of its image.

One operation, since for a batch two products with small matrices do it all, and mirroring costs nothing there.
"""

import math

import numpy as np
import torch
from torch import Tensor

from simclr_gui.engine.augmentation.operations.lines import HALF, ONE, ZERO, Array, Float, Numbers, add, clear
from simclr_gui.engine.augmentation.operations.operation import Sampling, Step, ViewParameters
from simclr_gui.engine.config.views import ViewSettings

CROP_ATTEMPTS = 10  # as torchvision's RandomResizedCrop
ASPECT_RANGE = (3 / 4, 4 / 3)


def _sample(uniform: Tensor, side_px: int, settings: ViewSettings) -> tuple[Tensor, ...]:
    """Top, left, height and width in pixels, int64, and whether the view is mirrored left to right.

    Ten tries at an area and an aspect ratio; the first that fits, else the whole (square) image.
    """
    attempts, place = uniform[:, : 2 * CROP_ATTEMPTS].unflatten(1, (2, CROP_ATTEMPTS)), uniform[:, 2 * CROP_ATTEMPTS :]
    low, high = settings.crop_area_min, settings.crop_area_max
    area = side_px**2 * (low + (high - low) * attempts[:, 0])
    log_low, log_high = math.log(ASPECT_RANGE[0]), math.log(ASPECT_RANGE[1])
    aspect = torch.exp(log_low + (log_high - log_low) * attempts[:, 1])
    widths = torch.sqrt(area * aspect).round().long()
    heights = torch.sqrt(area / aspect).round().long()
    fits = (widths > 0) & (heights > 0) & (widths <= side_px) & (heights <= side_px)

    first = fits.to(torch.int8).argmax(dim=1, keepdim=True)
    found = fits.gather(1, first)[:, 0]
    width = torch.where(found, widths.gather(1, first)[:, 0], side_px)
    height = torch.where(found, heights.gather(1, first)[:, 0], side_px)
    top = (place[:, 0] * (side_px - height + 1)).long().clamp(max=side_px - 1)
    left = (place[:, 1] * (side_px - width + 1)).long().clamp(max=side_px - 1)
    flipped = place[:, 3] < settings.flip_probability  # the third is the jitter's first
    return torch.minimum(top, side_px - height), torch.minimum(left, side_px - width), height, width, flipped


def crop_resize_flip(images: Tensor, parameters: ViewParameters, side_px: int) -> Tensor:
    """Cuts each crop out, brings it to `side_px` and mirrors it where asked.

    Args:
        images: float, shape (count, 3, height, width).

    Returns:
        Shape (count, 3, side_px, side_px), as torchvision's antialiased bilinear `resized_crop`.
    """
    count, channels, height, width = images.shape
    rows = resize_matrix(parameters.top, parameters.height, height, side_px)
    columns = resize_matrix(parameters.left, parameters.width, width, side_px)
    columns = torch.where(parameters.flipped[:, None, None], columns.flip(1), columns)
    narrowed = torch.bmm(images.reshape(count, channels * height, width), columns.transpose(1, 2))
    return torch.matmul(rows[:, None], narrowed.reshape(count, channels, height, side_px))


def resize_matrix(start: Tensor, length: Tensor, full_length: int, side_px: int) -> Tensor:
    """The matrix that takes a line of `full_length` pixels to `side_px` samples of [start, start + length).

    Every row is a triangle as wide as the enlargement is small (antialiasing), cut off at the crop's ends and
    normalised to sum 1: the weights of torchvision's and Pillow's bilinear filter.

    Returns:
        Shape (count, side_px, full_length), float32.
    """
    scale = (length / side_px)[:, None, None]
    centre = (torch.arange(side_px, device=start.device) + 0.5)[None, :, None] * scale
    pixel = torch.arange(full_length, device=start.device)[None, None, :] - start[:, None, None]
    weights = (1 - (pixel + 0.5 - centre).abs() / scale.clamp(min=1)).clamp(min=0)
    inside = (pixel >= 0) & (pixel < length[:, None, None])
    weights = weights * inside
    return weights / weights.sum(dim=2, keepdim=True)


def weights_of_lines(longest_px: int, side_px: int) -> tuple[Array, Array, Array, Array]:
    """Room for what `crop_resize_flip_one` computes of every crop: first pixels and weights of rows and of columns."""
    most_taps = 2 * (longest_px // side_px + 1) + 2
    rows, columns = np.empty(side_px, np.int64), np.empty(side_px, np.uint32)
    return rows, np.empty((side_px, most_taps), np.float32), columns, np.empty((side_px, most_taps), np.float32)


def crop_resize_flip_one(
    pixels: Array, view: Array, sampled: Numbers, weights: tuple[Array, Array, Array, Array]
) -> None:
    """Writes the view of one image, uint8 (3, height, width), as `crop_resize_flip` does those of a batch.

    Args:
        sampled: the numbers of `CROP.parameters`.
        weights: room that all images may share.
    """
    top, left, height, width = int(sampled[0]), int(sampled[1]), int(sampled[2]), int(sampled[3])
    _resize(pixels[:, top : top + height, left : left + width], view, weights)
    if sampled[4] != ZERO:
        _mirror(view)


def _resize(crop: Array, view: Array, weights: tuple[Array, Array, Array, Array]) -> None:
    """Each line from above, then along itself."""
    height, width = crop.shape[1:]
    side_px = view.shape[2]
    rows, row_weights, columns, column_weights = weights
    row_taps = _weigh(height, side_px, rows, row_weights)
    column_taps = _weigh(width, side_px, columns, column_weights)
    line = np.empty(width + column_weights.shape[1], np.float32)
    clear(line)  # beyond the crop the weights are 0, but 0 times what lay in memory may be no number
    near, next_to_it = column_weights[:, 0].copy(), column_weights[:, 1].copy()
    for channel in range(3):
        for y in range(side_px):
            clear(line[:width])
            for tap in range(row_taps):
                add(line[:width], row_weights[y, tap] / Float(255), crop[channel, min(rows[y] + tap, height - 1)])
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


def _weigh(length: int, side_px: int, first: Array, weights: Array) -> int:
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


def _mirror(view: Array) -> None:
    side_px = view.shape[2]
    for channel in range(3):
        for y in range(side_px):
            line = view[channel, y]
            for x in range(side_px // 2):
                line[x], line[side_px - 1 - x] = line[side_px - 1 - x], line[x]


CROP = Sampling(
    columns=slice(0, 24),
    parameters=("top", "left", "height", "width", "flipped"),
    sample=_sample,
    steps=(Step("crop"), Step("flip", "flipped")),
)
