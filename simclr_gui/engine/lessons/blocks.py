"""Residual blocks: what a bottleneck saves, and why a block whose weights are 0 is the identity."""

import copy
from collections.abc import Iterator
from contextlib import ExitStack

import torch
from torch import Tensor, nn

from simclr_gui.engine.events import BlockProbed, BlocksCompared, Event
from simclr_gui.engine.lessons.chain import norms_of
from simclr_gui.engine.lessons.demonstrator import Demonstrator
from simclr_gui.engine.network.model_facts import multiply_adds_counted
from simclr_gui.engine.network.resnet import BasicBlock, Bottleneck
from simclr_gui.engine.network.taps import evaluating, tapped
from simclr_gui.engine.training.learner import Learner

CHANNELS, SIDE = 256, 56  # of ResNet-50's first stage at 224 px
Block = BasicBlock | Bottleneck
PROBED = "layer1.2"  # the first block whose way around is the input itself


def demonstrate_blocks() -> Iterator[Event]:
    """What a bottleneck saves, whatever the network."""
    yield compare_blocks()


def demonstrate_block(demonstrator: Demonstrator, scale: float, image: int) -> Iterator[Event]:
    """A block of the network with its weights scaled, and a test image; numbers of images go round."""
    data, learner = yield from demonstrator.opened()
    yield probe_block(learner, data.test.pixels[image % len(data.test)], scale)


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


def probe_block(learner: Learner, pixels: Tensor, scale: float) -> BlockProbed:
    """Passes an image through a network up to a block whose weights, BatchNorm's too, are multiplied by `scale`.

    Args:
        pixels: uint8, shape (3, side_px, side_px).
    """
    encoder = learner.evaluated_encoder
    image = pixels[None].to(learner.machine.device).float() / 255
    first, block = encoder.network.stage(1)[:2]
    assert isinstance(block, Block), "a stage is made of blocks"
    whole, block = block, _scaled(block, scale)
    with ExitStack() as open_while_looking:
        for module in (encoder, whole, block):
            open_while_looking.enter_context(evaluating(module))
        outputs = open_while_looking.enter_context(tapped(first, copies=True))
        residuals = open_while_looking.enter_context(tapped(norms_of(block)[-1], copies=True))
        learned_by_whole = open_while_looking.enter_context(tapped(norms_of(whole)[-1], copies=True))
        encoder(image)
        before, learned = outputs[0], learned_by_whole[0]
        after = block(before.clone())
    difference = (after - before).square().mean().sqrt() / before.square().mean().sqrt().clamp(min=1e-12)
    channel = _telling_channel(before, learned)
    x, residual, y = (maps[0, channel].float().cpu().numpy() for maps in (before, residuals[0], after))
    return BlockProbed(scale, learner.step, PROBED, x, residual, y, float(difference))


def _telling_channel(before: Tensor, learned: Tensor) -> int:
    """Where there is much to be seen both of what comes in and of what the whole block adds, whatever the scale."""
    seen, added = (maps[0].square().mean(dim=(1, 2)) for maps in (before, learned))
    return int((seen * added).argmax())


@torch.no_grad()
def _scaled(block: Block, scale: float) -> Block:
    """A copy; the network itself stays as it is."""
    scaled = copy.deepcopy(block)
    for parameter in scaled.parameters():
        parameter.mul_(scale)
    return scaled
