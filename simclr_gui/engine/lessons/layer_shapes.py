"""An image's way through an encoder: the size of the maps after every layer, and what each layer costs."""

import math
from collections.abc import Iterator

import torch
from torch import Tensor, nn

from simclr_gui.engine.config.settings import EncoderName, Stem
from simclr_gui.engine.config.stems import resolved_stem
from simclr_gui.engine.events import Event, LayerShape, LayerShapesComputed
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.network.encoders import Encoder, build_encoder, parameter_count
from simclr_gui.engine.network.model_facts import multiply_adds_counted
from simclr_gui.engine.network.resnet import STAGES
from simclr_gui.engine.network.taps import STEM, H, receptive_field

MOST_PX = 1_024
IMAGES = 2  # BatchNorm cannot train on one


def demonstrate_layer_shapes(encoder: EncoderName, stem: Stem, side_px: int) -> Iterator[Event]:
    """The way of an image through an encoder, as `compute_layer_shapes` computes it."""
    yield compute_layer_shapes(encoder, stem, side_px)


def compute_layer_shapes(encoder: EncoderName, stem: Stem, side_px: int) -> LayerShapesComputed:
    """Computed from the shapes alone: nothing is allocated and nothing is multiplied.

    Raises:
        UserError: the image is smaller than one pixel or larger than 1,024.
    """
    if not 1 <= side_px <= MOST_PX:
        raise UserError(
            said("Images of {side} px cannot be walked.", side=side_px), said("Take 1 to {most}.", most=MOST_PX)
        )
    with torch.device("meta"):
        network = build_encoder(encoder, stem, side_px, torch.zeros(3), torch.ones(3))
        maps = torch.zeros(IMAGES, 3, side_px, side_px)
        layers = _computed_shapes(network, maps)
    return LayerShapesComputed(encoder, resolved_stem(encoder, stem, side_px), side_px, tuple(layers))


def _computed_shapes(encoder: Encoder, maps: Tensor) -> list[LayerShape]:
    network = encoder.network
    stem = nn.Sequential(network.conv1, network.bn1, network.relu, network.maxpool)
    steps: list[tuple[str, nn.Module]] = [(STEM, stem)]
    for stage in range(1, STAGES + 1):
        for number, block in enumerate(network.stage(stage), start=1):
            steps.append((f"layer{stage}.{number}", block))
    layers = []
    for name, module in steps:
        with multiply_adds_counted(module) as multiply_adds:
            maps = module(maps)
        is_last = name == steps[-1][0]
        layers.append(
            LayerShape(
                name,
                *_windows_of(module),
                maps.shape[-1],
                maps.shape[1],
                parameter_count(module),
                sum(multiply_adds) // IMAGES,
                receptive_field(encoder, name).size_px,
                is_too_small=maps.shape[-1] == 1 and not is_last and not name.startswith(f"layer{STAGES}"),
            )
        )
    whole_px = layers[-1].receptive_field_px + (layers[-1].side - 1) * receptive_field(encoder, steps[-1][0]).stride_px
    layers.append(LayerShape(H, (), 1, 0, 1, encoder.feature_dim, 0, 0, whole_px, False))
    return layers


def _windows_of(module: nn.Module) -> tuple[tuple[int, ...], int, int]:
    """Kernels, stride and the side of a pooling; of a block those of its long way."""
    parts = [part for name, part in module.named_children() if name != "downsample"]
    convolutions = [part for part in parts if isinstance(part, nn.Conv2d)]
    poolings = [part.kernel_size for part in parts if isinstance(part, nn.MaxPool2d)]
    pooling = poolings[0] if poolings and isinstance(poolings[0], int) else 0
    kernels = tuple(convolution.kernel_size[0] for convolution in convolutions)
    return kernels, math.prod(convolution.stride[0] for convolution in convolutions), pooling
