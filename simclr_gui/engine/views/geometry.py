"""Crop, antialiased resize, flip and blur as products with small matrices, one pair per picture."""

import functools

import torch
from torch import Tensor

from simclr_gui.engine.views.drawing import ViewParameters


def crop_resize_flip(pictures: Tensor, parameters: ViewParameters, side_px: int) -> Tensor:
    """Cuts each crop out, brings it to `side_px` and mirrors it where asked.

    Args:
        pictures: float, shape (count, 3, height, width).

    Returns:
        Shape (count, 3, side_px, side_px), as torchvision's antialiased bilinear `resized_crop`.
    """
    count, channels, height, width = pictures.shape
    rows = resize_matrix(parameters.top, parameters.height, height, side_px)
    columns = resize_matrix(parameters.left, parameters.width, width, side_px)
    columns = torch.where(parameters.flipped[:, None, None], columns.flip(1), columns)
    narrowed = torch.bmm(pictures.reshape(count, channels * height, width), columns.transpose(1, 2))
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


def blur(pictures: Tensor, sigma_px: Tensor) -> Tensor:
    """Gaussian blur with reflected borders, as torchvision's `gaussian_blur`; sigma 0 is not allowed here."""
    side_px = pictures.shape[-1]
    radius = blur_kernel_size_px(side_px) // 2
    offsets = torch.arange(-radius, radius + 1, device=pictures.device)
    kernel = torch.exp(-0.5 * (offsets / sigma_px[:, None]) ** 2)
    kernel = kernel / kernel.sum(dim=1, keepdim=True)
    shifts = _reflected_shifts(side_px, radius).to(pictures.device)
    band = (kernel @ shifts.reshape(len(offsets), -1)).reshape(-1, side_px, side_px)
    count, channels = pictures.shape[:2]
    smoothed = torch.bmm(pictures.reshape(count, channels * side_px, side_px), band.transpose(1, 2))
    return torch.matmul(band[:, None], smoothed.reshape(pictures.shape))


@functools.cache
def _reflected_shifts(side_px: int, radius: int) -> Tensor:
    """For every offset the matrix that fetches the pixel so far away, reflected at the borders.

    Returns:
        Zeros and ones, shape (2 * radius + 1, side_px, side_px).
    """
    target = torch.arange(side_px)[None, :] + torch.arange(-radius, radius + 1)[:, None]
    target = target.abs()
    target = torch.where(target >= side_px, 2 * (side_px - 1) - target, target)
    return torch.nn.functional.one_hot(target, side_px).to(torch.float32)
