"""Residual blocks: what a bottleneck saves, and why a block whose weights are 0 is the identity."""

import torch
from torch import Tensor, nn

from simclr_gui.engine.events import BlockProbed, BlocksCompared
from simclr_gui.engine.feature_maps import evaluating
from simclr_gui.engine.model_facts import multiply_adds_counted
from simclr_gui.engine.randomness import seeded
from simclr_gui.engine.resnet import BasicBlock, Bottleneck

CHANNELS, SIDE = 256, 56  # of ResNet-50's first stage at 224 px
PROBED_CHANNELS, PROBED_SIDE = 16, 16


def compare_blocks(channels: int = CHANNELS, side: int = SIDE) -> BlocksCompared:
    """Counts both kinds of block on the same maps; BatchNorm's numbers are left out on both sides."""
    with torch.device("meta"):
        basic = BasicBlock(channels, channels, 1)
        bottleneck = Bottleneck(channels, channels // Bottleneck.expansion, 1)
        maps = torch.zeros(2, channels, side, side)
        return BlocksCompared(channels, side, _cost(basic, maps), _cost(bottleneck, maps))


def _cost(block: nn.Module, maps: Tensor) -> tuple[int, int]:
    with multiply_adds_counted(block) as multiply_adds:
        block(maps)
    weights = sum(m.weight.numel() for m in block.modules() if isinstance(m, nn.Conv2d))
    return weights, sum(multiply_adds) // len(maps)


def probe_block(scale: float, seed: int = 0) -> BlockProbed:
    """Passes maps through a residual block whose weights are multiplied by `scale`.

    The maps are random and, as after every ReLU, not negative. BatchNorm keeps its first statistics, so that the
    residual shrinks with the weights.
    """
    with seeded(seed):
        block = BasicBlock(PROBED_CHANNELS, PROBED_CHANNELS, 1)
        before = _smooth(torch.randn(1, PROBED_CHANNELS, PROBED_SIDE, PROBED_SIDE)).relu()
    with torch.no_grad():
        for convolution in (block.conv1, block.conv2):
            convolution.weight.mul_(scale)
    with evaluating(block):
        after = block(before.clone())
    difference = (after - before).square().mean().sqrt() / before.square().mean().sqrt()
    return BlockProbed(scale, before[0].numpy(), after[0].numpy(), float(difference))


def _smooth(noise: Tensor) -> Tensor:
    """Blots instead of single pixels: eyes can follow them."""
    blurred = nn.functional.avg_pool2d(noise, 5, stride=1, padding=2)
    return blurred / blurred.std()
