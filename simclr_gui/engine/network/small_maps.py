"""Convolutions over maps of a few pixels, computed the way a CPU does them fastest; the results are the same.

The deep layers of a ResNet see small images as maps of 4x4 to 1x1. There most taps of a 3x3 kernel meet nothing but
padding, and the library's gradient of the weights takes most of a step.

In half precision the library is not to be trusted there: on processors with AMX its gradient of the weights was wrong
for maps of one pixel, and a series of small shapes ended in a damaged heap. (The machine on which this was written has
avx512_bf16 and no AMX.) So no convolution whose output has a side of 2 px or less reaches the library in half
precision: it is a matrix product, or computed in float32. Nor does a 1x1 convolution that steps over pixels: with fewer
than 16 channels the library's gradient of its weights wrote beside its memory on a processor with avx512_bf16.
"""

import torch
from torch import Tensor
from torch.autograd.function import FunctionCtx
from torch.nn import functional

KERNEL, PADDING = 3, 1
LARGEST_DENSE_SIDE_PX = 2  # measured: from 3 px on the matrix holds more zeros than the kernel meets padding
LARGEST_STRIDED_SIDE_PX = 16
LARGEST_UNSAFE_SIDE_PX = 2
HALVES = (torch.bfloat16, torch.float16)


def convolve(maps: Tensor, weight: Tensor, stride: int) -> Tensor:
    """A 1x1 convolution or a 3x3 one with padding 1, without bias, in the precision of the surrounding autocast.

    Args:
        maps: shape (count, channels_in, side, side), on the CPU.
        weight: shape (channels_out, channels_in, kernel, kernel), kernel 1 or 3.
    """
    if torch.is_autocast_enabled("cpu"):
        precision = torch.get_autocast_dtype("cpu")
        maps, weight = maps.to(precision), weight.to(precision)
    side, kernel = maps.shape[-1], weight.shape[-1]
    is_unsafe = maps.dtype in HALVES and (side - 1) // stride + 1 <= LARGEST_UNSAFE_SIDE_PX
    if kernel == KERNEL and side <= LARGEST_DENSE_SIDE_PX and (is_unsafe or torch.is_grad_enabled()):
        return _as_dense_layer(maps, weight, stride)
    if kernel == 1 and maps.dtype in HALVES and (is_unsafe or stride > 1):
        return _pixel_by_pixel(maps, weight, stride)
    if is_unsafe:
        return _in_float32(maps, weight, stride)
    if kernel == KERNEL and stride == 2 and side <= LARGEST_STRIDED_SIDE_PX and maps.dtype == torch.bfloat16:
        strided: Tensor = _StridedConvolution.apply(maps, weight)
        return strided
    return functional.conv2d(maps, weight, None, stride, kernel // 2)


def _pixel_by_pixel(maps: Tensor, weight: Tensor, stride: int) -> Tensor:
    """A 1x1 convolution: one matrix product over the channels of every pixel that is not stepped over."""
    pixels = maps[:, :, ::stride, ::stride].permute(0, 2, 3, 1)
    return functional.linear(pixels, weight.flatten(1)).permute(0, 3, 1, 2)


def _in_float32(maps: Tensor, weight: Tensor, stride: int) -> Tensor:
    """A 3x3 convolution computed, as are its gradients, in float32; the answer is in the maps' precision."""
    with torch.autocast("cpu", enabled=False):
        return functional.conv2d(maps.float(), weight.float(), None, stride, PADDING).to(maps.dtype)


def _as_dense_layer(maps: Tensor, weight: Tensor, stride: int) -> Tensor:
    """Every output pixel sees every input pixel through one tap: a matrix product without the padding."""
    count, channels_in, side, _ = maps.shape
    channels_out, side_out = len(weight), (side - 1) // stride + 1
    tap = torch.arange(side)[None, :] - stride * torch.arange(side_out)[:, None] + PADDING
    taps = (KERNEL * tap[:, None, :, None] + tap[None, :, None, :]).flatten()
    kernel = weight.permute(2, 3, 0, 1).reshape(KERNEL**2, channels_out, channels_in)
    blocks = kernel.index_select(0, taps).view(side_out**2, side**2, channels_out, channels_in)
    matrix = blocks.permute(0, 2, 1, 3).reshape(side_out**2 * channels_out, side**2 * channels_in)
    answers = functional.linear(maps.permute(0, 2, 3, 1).reshape(count, -1), matrix)
    return answers.view(count, side_out, side_out, channels_out).permute(0, 3, 1, 2)


class _StridedConvolution(torch.autograd.Function):
    """Stride 2; the gradient of the weights is three matrix products, one a row of the kernel."""

    @staticmethod
    def forward(ctx: FunctionCtx, maps: Tensor, weight: Tensor) -> Tensor:
        ctx.save_for_backward(maps, weight)
        return functional.conv2d(maps, weight, None, 2, PADDING)

    @staticmethod
    def backward(ctx: FunctionCtx, gradient: Tensor) -> tuple[Tensor, Tensor]:
        maps, weight = ctx.saved_tensors  # type: ignore[attr-defined]
        of_maps = torch.ops.aten.convolution_backward(
            gradient, maps, weight, None, [2, 2], [PADDING] * 2, [1, 1], False, [0, 0], 1, [True, False, False]
        )[0]
        return of_maps, _weight_gradient(maps, gradient)


def _weight_gradient(maps: Tensor, gradient: Tensor) -> Tensor:
    count, channels_in = maps.shape[:2]
    channels_out, side_out = gradient.shape[1:3]
    padded = functional.pad(maps.permute(0, 2, 3, 1), (0, 0, PADDING, PADDING, PADDING, PADDING))
    image, line, pixel, channel = padded.stride()
    answers = gradient.permute(0, 2, 3, 1).reshape(-1, channels_out).T
    rows = []
    for row in range(KERNEL):
        seen = padded.as_strided(
            (count, side_out, side_out, KERNEL * channels_in),
            (image, 2 * line, 2 * pixel, channel),
            row * line,
        )
        rows.append((answers @ seen.reshape(-1, KERNEL * channels_in)).view(channels_out, KERNEL, channels_in))
    return torch.stack(rows, dim=1).permute(0, 3, 1, 2)
