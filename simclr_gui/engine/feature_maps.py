"""Feature maps: what each layer of the encoder gives for a picture, read off by forward taps."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import torch
from torch import Tensor, nn

from simclr_gui.engine.encoders import Encoder
from simclr_gui.engine.events import FeatureMapsTaken, Floats, Pixels
from simclr_gui.engine.images import ImageSet
from simclr_gui.engine.resnet import STAGES

STEM = "stem"


def layer_names(encoder: Encoder) -> tuple[str, ...]:
    """The layers that can be looked at, from the pixels upwards: stem, then every residual block."""
    return tuple(_tappable(encoder))


def _tappable(encoder: Encoder) -> dict[str, nn.Module]:
    """The stem's maps are those that enter the first stage; each block is tapped at its output."""
    modules: dict[str, nn.Module] = {STEM: encoder.network.maxpool}
    for stage in range(1, STAGES + 1):
        for number, block in enumerate(encoder.network.stage(stage), start=1):
            modules[f"layer{stage}.{number}"] = block
    return modules


@contextmanager
def tapped(encoder: Encoder, layer: str) -> Iterator[list[Tensor]]:
    """While open, every forward pass appends the layer's output to the list."""
    outputs: list[Tensor] = []

    def keep(_module: nn.Module, _inputs: object, output: Tensor) -> None:
        outputs.append(output.detach())

    handle = _tappable(encoder)[layer].register_forward_hook(keep)
    try:
        yield outputs
    finally:
        handle.remove()


@contextmanager
def evaluating(module: nn.Module) -> Iterator[None]:
    """Eval mode (BatchNorm uses and keeps its running statistics) without gradients, then back."""
    was_training = module.training
    module.eval()
    try:
        with torch.inference_mode():
            yield
    finally:
        module.train(was_training)


def take_feature_maps(encoder: Encoder, pixels: Tensor, layer: str) -> Floats:
    """The maps of one layer for one picture, the encoder in eval mode.

    Args:
        pixels: uint8, shape (3, side_px, side_px), on the encoder's device.

    Returns:
        float32, shape (channels, height, width), copied to the CPU.
    """
    with evaluating(encoder), tapped(encoder, layer) as outputs:
        encoder(pixels[None].float() / 255)
    maps: Floats = outputs[0][0].float().cpu().numpy()
    return maps


def maps_of_picture(
    encoder: Encoder, images: ImageSet, layer: str | None, image_index: int, step: int
) -> FeatureMapsTaken:
    """The maps of one layer (None: the first) for one picture, ready to be shown; the index goes round."""
    names = layer_names(encoder)
    layer = layer if layer in names else names[0]
    image_index %= len(images)
    pixels = images.pixels[image_index]
    maps, low, high = as_grey_levels(take_feature_maps(encoder, pixels.to(encoder.mean.device), layer))
    picture = pixels.permute(1, 2, 0).contiguous().numpy()
    return FeatureMapsTaken(step, layer, image_index, picture, maps, low, high)


def as_grey_levels(maps: Floats) -> tuple[Pixels, float, float]:
    """Maps all channels together to 0..255.

    Returns:
        uint8 of the same shape, and the values that 0 and 255 stand for.
    """
    low, high = float(maps.min()), float(maps.max())
    scale = 255 / (high - low) if high > low else 0.0
    return ((maps - low) * scale).round().astype(np.uint8), low, high
