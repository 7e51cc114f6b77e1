"""Gaussian blur with reflected borders, for views that are large enough."""

import functools
import math

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from simclr_gui.engine.augmentation.operations.lines import HALF, ZERO, Array, Float, Numbers, Scalar, add, clear
from simclr_gui.engine.augmentation.operations.operation import Operation, Step, ViewParameters
from simclr_gui.engine.config.views import SMALLEST_BLURRED_SIDE_PX, ViewSettings

BLUR_SIGMA_RANGE_PX = (0.1, 2.0)
SMALLEST_SIGMA_PX = 1e-3  # leaves every pixel as it is
BLUR_BLOCK_PX = 32  # the blur's matrix covers so many pixels and its own width: more would be multiplying zeros


def _sample(uniform: Tensor, side_px: int, settings: ViewSettings) -> tuple[Tensor, ...]:
    """sigma_px, the width of the Gaussian; 0 for none."""
    chance = uniform[:, 0]
    blurred = (chance < settings.blur_probability) & (side_px >= SMALLEST_BLURRED_SIDE_PX)
    low_px, high_px = BLUR_SIGMA_RANGE_PX
    sigma_px = low_px + (high_px - low_px) * chance / max(settings.blur_probability, 1e-9)
    return (torch.where(blurred, sigma_px, 0.0),)


def blur_kernel_size_px(side_px: int) -> int:
    """About a tenth of the side (SimCLR, appendix A), odd and at least 3."""
    return max(3, int(0.1 * side_px) // 2 * 2 + 1)


def _render(views: Tensor, parameters: ViewParameters) -> Tensor:
    blurred = blur(views, parameters.sigma_px.clamp(min=SMALLEST_SIGMA_PX))
    return torch.where((parameters.sigma_px > 0)[:, None, None, None], blurred, views)


def blur(images: Tensor, sigma_px: Tensor) -> Tensor:
    """Gaussian blur with reflected borders, as torchvision's `gaussian_blur`; sigma 0 is not allowed here."""
    side_px = images.shape[-1]
    radius = blur_kernel_size_px(side_px) // 2
    offsets = torch.arange(-radius, radius + 1, device=images.device)
    kernel = torch.exp(-0.5 * (offsets / sigma_px[:, None]) ** 2)
    band = _band_matrix(kernel / kernel.sum(dim=1, keepdim=True), BLUR_BLOCK_PX)
    return _blur_columns(_blur_columns(images, band, radius).transpose(2, 3), band, radius).transpose(2, 3)


def _blur_columns(images: Tensor, band: Tensor, radius: int) -> Tensor:
    count, channels, height, width = images.shape
    blocks = -(-width // BLUR_BLOCK_PX)
    spare = blocks * BLUR_BLOCK_PX - width
    padded = functional.pad(images, (radius, radius, 0, 0), mode="reflect")
    padded = functional.pad(padded, (0, spare)) if spare else padded
    seen = padded.reshape(count, channels * height, -1).unfold(2, BLUR_BLOCK_PX + 2 * radius, BLUR_BLOCK_PX)
    smoothed = torch.matmul(seen.transpose(1, 2), band[:, None])
    lines = smoothed.transpose(1, 2).reshape(count, channels, height, blocks * BLUR_BLOCK_PX)
    return lines[..., :width]


@functools.cache
def _shifts(radius: int, block_px: int) -> Tensor:
    """Ones where input pixel i lies `tap` pixels right of output pixel o, shape (taps, block + 2 radius, block)."""
    taps = torch.arange(2 * radius + 1)[:, None, None]
    pixel, sample = torch.arange(block_px + 2 * radius)[:, None], torch.arange(block_px)[None, :]
    return (pixel - sample == taps).to(torch.float32)


def _band_matrix(kernel: Tensor, block_px: int) -> Tensor:
    """Shape (count, block + 2 radius, block): takes the pixels around a block to its blurred pixels."""
    shifts = _shifts(kernel.shape[1] // 2, block_px).to(kernel.device)
    return (kernel @ shifts.flatten(1)).reshape(len(kernel), *shifts.shape[1:])


def _blur_one(view: Array, sampled: Numbers) -> None:
    """Down the columns into a line, then along the line."""
    sigma_px = sampled[0]
    if sigma_px <= 0:
        return
    side_px = view.shape[2]
    radius = min(blur_kernel_size_px(side_px) // 2, side_px - 1)
    kernel = _gaussian(radius, sigma_px)
    blurred = np.empty((side_px, side_px), np.float32)
    line = np.empty(side_px + 2 * radius, np.float32)
    middle = line[radius : radius + side_px]
    for channel in range(3):
        for y in range(side_px):
            clear(middle)
            for tap in range(len(kernel)):
                row = abs(y + tap - radius)
                add(middle, kernel[tap], view[channel, min(row, 2 * (side_px - 1) - row)])
            for x in range(radius):
                line[x] = middle[radius - x]
                line[radius + side_px + x] = middle[side_px - 2 - x]
            clear(blurred[y])
            for tap in range(len(kernel)):
                add(blurred[y], kernel[tap], line[tap : tap + side_px])
        for y in range(side_px):
            for x in range(side_px):
                view[channel, y, x] = blurred[y, x]


def _gaussian(radius: int, sigma_px: Scalar) -> Array:
    kernel, total = np.empty(2 * radius + 1, np.float32), ZERO
    for tap in range(len(kernel)):
        kernel[tap] = math.exp(-HALF * (Float(tap - radius) / sigma_px) ** 2)
        total += kernel[tap]
    for tap in range(len(kernel)):
        kernel[tap] /= total
    return kernel


BLUR = Operation(
    columns=slice(32, 33),
    parameters=("sigma_px",),
    sample=_sample,
    steps=(Step("blur", "sigma_px"),),
    render=_render,
    loop=_blur_one,
)
