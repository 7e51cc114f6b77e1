"""Every convolution that an offered network does over small maps, in bfloat16, held against float64.

`python -m tests.engine.network.convolution_sweep` takes all channels, which takes minutes;
`--few-channels` takes seconds.
A process of its own, since a library that writes beside its memory takes its process down.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, get_args

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.utils._python_dispatch import TorchDispatchMode

from simclr_gui.engine.config.settings import EncoderName, Stem
from simclr_gui.engine.config.stems import resolved_stem
from simclr_gui.engine.network.encoders import build_encoder
from simclr_gui.engine.network.resnet import STAGES, ResNet, convolution

SIDES_PX = range(16, 225)
LARGEST_UNSAFE_SIDE_PX = 2
LARGEST_SWEPT_SIDE_PX = 8  # of an answer
ALLOWED = 0.02  # of the largest number: bfloat16 has eight bits
FEW_CHANNELS = (6, 7)
IMAGES = 3
HALVES = (torch.bfloat16, torch.float16)
FORWARD, BACKWARD = torch.ops.aten.convolution.default, torch.ops.aten.convolution_backward.default


@dataclass(frozen=True, order=True)
class Shape:
    """What a convolution is given: maps of `side_px`, and what it makes of them."""

    kernel: int
    stride: int
    side_px: int
    channels_in: int
    channels_out: int

    @property
    def side_out_px(self) -> int:
        return (self.side_px - 1) // self.stride + 1


def offered_shapes() -> set[Shape]:
    """Those of every encoder with every stem for images of 16 to 224 px."""
    shapes: set[Shape] = set()
    for name in get_args(EncoderName):
        for stem in sorted({resolved_stem(name, stem, side) for stem in get_args(Stem) for side in (16, 224)}):
            shapes |= shapes_of(meta_network(name, stem), SIDES_PX)
    return shapes


def meta_network(name: EncoderName, stem: Stem) -> ResNet:
    """The network without content."""
    with torch.device("meta"):
        return build_encoder(name, stem, SIDES_PX[0], torch.zeros(3), torch.ones(3)).network.eval()


def shapes_of(network: ResNet, sides_px: Iterable[int]) -> set[Shape]:
    """Those that the network's convolutions have for images of these sides, by the arithmetic of sizes."""
    shapes: set[Shape] = set()
    sides = _passed([network.conv1], set(sides_px), shapes)
    if isinstance(network.maxpool, nn.MaxPool2d):
        sides = {(side - 1) // 2 + 1 for side in sides}
    for number in range(1, STAGES + 1):
        for block in network.stage(number):
            if isinstance(block.downsample, nn.Sequential):
                _passed([block.downsample[0]], sides, shapes)
            in_a_row = [part for name, part in block.named_children() if name.startswith("conv")]
            sides = _passed(in_a_row, sides, shapes)
    return shapes


def _passed(layers: list[nn.Module], sides: set[int], shapes: set[Shape]) -> set[int]:
    """The sides behind the layers; notes what each of them meets."""
    for layer in layers:
        assert isinstance(layer, nn.Conv2d)
        kernel, stride = layer.kernel_size[0], layer.stride[0]
        seen = {Shape(kernel, stride, side, layer.in_channels, layer.out_channels) for side in sides}
        shapes |= seen
        sides = {shape.side_out_px for shape in seen}
    return sides


class Watch(TorchDispatchMode):
    """Notes what reaches torch's own convolution in half precision, forward and backward: sides, and steps of 1x1."""

    def __init__(self) -> None:
        super().__init__()
        self.sides_px: list[int] = []
        self.strides_of_1x1: list[int] = []

    def __torch_dispatch__(self, function: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        answer = function(*args, **(kwargs or {}))
        if function is FORWARD and args[0].dtype in HALVES:
            self._note((args[0], answer), weight=args[1], stride=args[3])
        if function is BACKWARD and args[0].dtype in HALVES:
            self._note((args[0], args[1]), weight=args[2], stride=args[4])
        return answer

    def _note(self, maps: tuple[Tensor, Tensor], weight: Tensor, stride: list[int]) -> None:
        self.sides_px += [each.shape[-1] for each in maps]
        if weight.shape[-1] == 1:
            self.strides_of_1x1.append(stride[0])

    @property
    def was_trusted_wrongly(self) -> bool:
        """Whether the library was given something that it is known to fail at."""
        is_small = any(side <= LARGEST_UNSAFE_SIDE_PX for side in self.sides_px)
        return is_small or any(stride > 1 for stride in self.strides_of_1x1)


def trouble_with(shape: Shape) -> str | None:
    """What is wrong with the convolution of this shape in bfloat16, forward or backward; None where nothing is."""
    generator = torch.Generator().manual_seed(0)
    layer = convolution(shape.channels_in, shape.channels_out, shape.kernel, shape.stride)
    with torch.no_grad():
        layer.weight.copy_(torch.randn(layer.weight.shape, generator=generator).bfloat16())
    size = (IMAGES, shape.channels_in, shape.side_px, shape.side_px)
    maps = torch.randn(size, generator=generator).bfloat16().float().to(memory_format=torch.channels_last)
    maps.requires_grad_()
    pull = torch.randn(IMAGES, shape.channels_out, *2 * [shape.side_out_px], generator=generator).bfloat16()
    with Watch() as watch:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            answers = layer(maps)
            with torch.no_grad():
                seen = layer(maps)
        gradients = torch.autograd.grad(answers, (maps, layer.weight), pull.to(answers.dtype))
    if watch.was_trusted_wrongly:
        return "it reaches torch's convolution in half precision"
    exact = [each.detach().double().requires_grad_() for each in (maps, layer.weight)]
    expected = functional.conv2d(*exact, None, shape.stride, shape.kernel // 2)
    expected_gradients = torch.autograd.grad(expected, exact, pull.double())
    pairs = zip((answers, seen, *gradients), (expected, expected, *expected_gradients), strict=True)
    for name, (ours, theirs) in zip(("answer", "unlearned answer", "to maps", "to weights"), pairs, strict=True):
        share = float((ours.detach().double() - theirs.detach()).abs().max() / theirs.detach().abs().max())
        if not share <= ALLOWED:
            return f"{name}: {share:.3f} off"
    return None


def swept(shapes: set[Shape], *, has_few_channels: bool) -> Iterator[tuple[Shape, str | None]]:
    """Every shape with small answers and what is wrong with it; the ways taken do not depend on the channels."""
    small = {shape for shape in shapes if shape.side_out_px <= LARGEST_SWEPT_SIDE_PX}
    if has_few_channels:
        small = {replace(shape, channels_in=FEW_CHANNELS[0], channels_out=FEW_CHANNELS[1]) for shape in small}
    for shape in sorted(small):
        yield shape, trouble_with(shape)


def main() -> None:
    """Prints each shape and exits with 1 where one is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--few-channels", action="store_true")
    faults = 0
    for shape, trouble in swept(offered_shapes(), has_few_channels=parser.parse_args().few_channels):
        faults += trouble is not None
        sys.stdout.write(f"{shape}: {trouble or 'right'}\n")
        sys.stdout.flush()
    raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
    main()
