"""Convolutions over small maps: the same outputs and gradients as the library's."""

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from simclr_gui.engine.small_maps import convolve

SIDES_AND_STRIDES = [(1, 1), (2, 1), (2, 2), (4, 2), (7, 2), (8, 1), (16, 2)]


def maps_and_weight(side_px: int, precision: torch.dtype) -> tuple[Tensor, Tensor]:
    generator = torch.Generator().manual_seed(side_px)
    maps = torch.randn(5, 6, side_px, side_px, generator=generator).to(precision)
    weight = torch.randn(7, 6, 3, 3, generator=generator).to(precision)
    return maps.to(memory_format=torch.channels_last).requires_grad_(), weight.requires_grad_()


@pytest.mark.parametrize("precision", [torch.float32, torch.bfloat16])
@pytest.mark.parametrize(("side_px", "stride"), SIDES_AND_STRIDES)
def test_that_outputs_and_gradients_equal_torchs(side_px: int, stride: int, precision: torch.dtype) -> None:
    maps, weight = maps_and_weight(side_px, precision)
    answers = convolve(maps, weight, stride)
    expected = functional.conv2d(maps.double(), weight.double(), None, stride, 1)
    pull = torch.randn(expected.shape, generator=torch.Generator().manual_seed(0)).to(precision)
    gradients = torch.autograd.grad(answers, (maps, weight), pull)
    expected_gradients = torch.autograd.grad(expected, (maps, weight), pull.double())
    allowed = 1e-5 if precision == torch.float32 else 2e-2
    for ours, theirs in zip((answers, *gradients), (expected, *expected_gradients), strict=True):
        assert ours.shape == theirs.shape
        assert ours.dtype == precision
        assert (ours.double() - theirs.double()).abs().max() <= allowed * theirs.abs().max()


def test_that_autocast_decides_the_precision() -> None:
    maps, weight = maps_and_weight(2, torch.float32)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        answers = convolve(maps, weight, 1)
    assert answers.dtype == torch.bfloat16
    answers.float().sum().backward()
    assert weight.grad is not None and weight.grad.dtype == torch.float32
