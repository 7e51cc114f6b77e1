"""Crop, antialiased resize, flip and blur, each image with its own parameters."""

import functools

import torch
from torch import Tensor
from torch.nn import functional

from simclr_gui.engine.augmentation.parameters import ViewParameters

BLUR_BLOCK_PX = 32  # the blur's matrix covers so many pixels and its own width: more would be multiplying zeros


def crop_resize_flip(images: Tensor, parameters: ViewParameters, side_px: int) -> Tensor:
    """Cuts each crop out, brings it to `side_px` and mirrors it where asked: two products with small matrices.

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


def blur_kernel_size_px(side_px: int) -> int:
    """About a tenth of the side (SimCLR, appendix A), odd and at least 3."""
    return max(3, int(0.1 * side_px) // 2 * 2 + 1)


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
