"""Convolutions over small maps: the same outputs and gradients as the library's."""

import subprocess
import sys

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional

from simclr_gui.engine.network.encoders import build_encoder
from simclr_gui.engine.network.small_maps import convolve
from tests.engine.network.convolution_sweep import FEW_CHANNELS, Shape, Watch, meta_network, offered_shapes, shapes_of

SIDES_AND_STRIDES = [(1, 1), (1, 2), (2, 1), (2, 2), (3, 2), (4, 2), (7, 2), (8, 1), (16, 2)]


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


@pytest.mark.parametrize(("name", "stem"), [("resnet18-thin", "thin"), ("resnet50", "imagenet"), ("resnet34", "small")])
def test_that_the_sizes_reckoned_are_those_that_the_layers_see(name: str, stem: str) -> None:
    network, seen = meta_network(name, stem), set()

    def look(layer: nn.Conv2d, maps: tuple[Tensor], _: Tensor) -> None:
        of_layer = layer.kernel_size[0], layer.stride[0], maps[0].shape[-1], layer.in_channels, layer.out_channels
        seen.add(Shape(*of_layer))

    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            module.register_forward_hook(look)
    network(torch.empty(1, 3, 35, 35, device="meta"))
    assert shapes_of(network, [35]) == seen


def test_that_no_offered_network_convolves_small_maps_in_any_other_way_than_those_that_are_swept() -> None:
    small = {(each.kernel, each.stride, each.side_px) for each in offered_shapes() if each.side_out_px <= 2}
    assert small == {
        (kernel, stride, side) for kernel in (1, 3) for stride in (1, 2) for side in range(1, 2 * stride + 1)
    }


@pytest.mark.parametrize("learns", [True, False])
def test_that_nothing_that_torchs_convolution_fails_at_reaches_it_in_half_precision(learns: bool) -> None:
    for name, stem, side in (("resnet18-thin", "thin", 16), ("resnet50-thin", "imagenet", 16)):
        encoder = build_encoder(name, stem, side, torch.zeros(3), torch.ones(3))
        with Watch() as watch, torch.set_grad_enabled(learns), torch.autocast("cpu", dtype=torch.bfloat16):
            features = encoder(torch.rand(4, 3, side, side))
            if learns:
                features.float().square().sum().backward()
        assert watch.sides_px, "larger maps do"
        assert min(watch.sides_px) > 2
        assert set(watch.strides_of_1x1) <= {1}


def test_that_all_small_convolutions_are_right_in_bfloat16() -> None:
    command = [sys.executable, "-m", "tests.engine.network.convolution_sweep", "--few-channels"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    shape = Shape(3, 2, 1, *FEW_CHANNELS)
    assert f"{shape}: right" in result.stdout
