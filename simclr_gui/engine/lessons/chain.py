"""From edges to objects: what every operation of a real network makes of one image."""

from collections.abc import Iterator
from contextlib import ExitStack

import numpy as np
from torch import Tensor, nn

from simclr_gui.engine.datasets.images import as_pixels
from simclr_gui.engine.events import ChainLink, ChainTaken, Event, Floats
from simclr_gui.engine.lessons.demonstrator import Demonstrator
from simclr_gui.engine.network.resnet import STAGES, BasicBlock, Bottleneck, ResNet
from simclr_gui.engine.network.taps import evaluating, tapped
from simclr_gui.engine.training.learner import Learner

MAPS_SHOWN = 12


def demonstrate_chain(demonstrator: Demonstrator, image: int) -> Iterator[Event]:
    """The chain of a test image; numbers of images go round."""
    data, learner = yield from demonstrator.opened()
    yield follow_chain(learner, data.test.pixels[image % len(data.test)])


def follow_chain(learner: Learner, pixels: Tensor) -> ChainTaken:
    """Stem and first block operation by operation, then the ends of the stages, the average and the dense head.

    Args:
        pixels: uint8, shape (3, side_px, side_px).
    """
    encoder, head = learner.evaluated_encoder, learner.projection_head
    image = pixels[None].to(learner.machine.device).float() / 255
    steps = _steps(encoder.network)
    with ExitStack() as open_while_looking:
        for context in (evaluating(encoder), evaluating(head)):
            open_while_looking.enter_context(context)
        taps = [open_while_looking.enter_context(tapped(module, copies=True)) for _, _, module, _ in steps]
        h = encoder(image)
        z = head(h)
    outputs = [tap[call][0].float().cpu() for tap, (_, _, _, call) in zip(taps, steps, strict=True)]
    links = [
        ChainLink(kind, stage, strongest_maps(maps, _judged_by(number, steps, outputs)), len(maps))
        for number, ((kind, stage, _, _), maps) in enumerate(zip(steps, outputs, strict=True))
    ]
    pooling = "average" if encoder.network.averaged == (STAGES,) else "averages"
    for kind, numbers in ((pooling, h), ("dense", z)):
        links.append(ChainLink(kind, 0, numbers[0].float().cpu().numpy(), numbers.shape[1]))
    return ChainTaken(learner.step, as_pixels(image)[0], tuple(links))


Step = tuple[str, int, nn.Module, int]
"""Kind, stage, the module whose output it is, and which of its calls: a block has one ReLU that it calls often."""


def _steps(network: ResNet) -> list[Step]:
    steps: list[Step] = [("convolution", 0, network.bn1, 0)]
    if not isinstance(network.relu, nn.Identity):
        steps.append(("relu", 0, network.relu, 0))
    if not isinstance(network.maxpool, nn.Identity):
        steps.append(("pool", 0, network.maxpool, 0))
    first = network.stage(1)[0]
    assert isinstance(first, (BasicBlock, Bottleneck)), "a stage is made of blocks"
    norms = norms_of(first)
    for number, norm in enumerate(norms):
        steps.append(("convolution", 0, norm, 0))
        steps.append(("sum" if norm is norms[-1] else "relu", 0, first.relu, number))
    steps += [("stage", stage, network.stage(stage), 0) for stage in range(1, STAGES + 1)]
    return steps


def norms_of(block: BasicBlock | Bottleneck) -> list[nn.Module]:
    """The BatchNorms on the long way: each ends a convolution, the last gives F(x)."""
    return [block.bn1, block.bn2, block.bn3] if isinstance(block, Bottleneck) else [block.bn1, block.bn2]


def _judged_by(number: int, steps: list[Step], outputs: list[Tensor]) -> Tensor:
    """The maps by whose strength those of a step are chosen: of a convolution what its ReLU leaves of it."""
    if steps[number][0] == "convolution" and steps[number + 1][0] == "relu":
        return outputs[number + 1]
    return outputs[number]


def strongest_maps(maps: Tensor, judged: Tensor) -> Floats:
    """Those of `maps` (channels, side, side) that are largest on average in `judged`, the strongest first."""
    order = judged.abs().mean(dim=(1, 2)).argsort(descending=True, stable=True)
    chosen: Floats = maps[order[:MAPS_SHOWN]].numpy().astype(np.float32)
    return chosen
