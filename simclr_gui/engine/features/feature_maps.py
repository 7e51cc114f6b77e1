"""Looking inside: what each layer gives for an image and its views, read off by forward taps."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from simclr_gui.engine.augmentation import sample_views
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.datasets.images import ImageSet, as_pixels
from simclr_gui.engine.events import FeatureMapsTaken, Floats, Pixels
from simclr_gui.engine.features.layer_selection import LayerSelection
from simclr_gui.engine.network.encoders import Encoder
from simclr_gui.engine.network.taps import (
    STEM,
    H,
    Z,
    blocks,
    evaluating,
    in_eval_mode,
    layer_names,
    receptive_field,
    tapped,
)
from simclr_gui.engine.randomness import Stream, generator_for
from simclr_gui.engine.training.learner import Learner


def _layers(learner: Learner) -> dict[str, nn.Module]:
    return blocks(learner.encoder) | {H: learner.encoder, Z: learner.projection_head}


@contextmanager
def shapes_noted(learner: Learner) -> Iterator[dict[str, tuple[int, int]]]:
    """While open, every forward pass notes how many maps each layer gives and how wide they are; h and z are 1 wide."""
    shapes: dict[str, tuple[int, int]] = {}

    def note(name: str, _module: nn.Module, _inputs: object, output: Tensor) -> None:
        shapes[name] = (output.shape[1], output.shape[-1] if output.dim() == 4 else 1)

    handles = [module.register_forward_hook(partial(note, name)) for name, module in _layers(learner).items()]
    try:
        yield shapes
    finally:
        for handle in handles:
            handle.remove()


def look_inside(
    learner: Learner,
    config: TrainingConfig,
    images: ImageSet,
    layer_selection: LayerSelection,
    beginning: Learner | None = None,
) -> FeatureMapsTaken:
    """One layer for one image and two views of it, ready to be shown; of the beginning too where it is given."""
    encoder, names = learner.encoder, layer_names(learner.encoder)
    layer = layer_selection.layer if layer_selection.layer in names else names[0]
    image_index = layer_selection.image_index % len(images)
    pixels = images.pick(torch.tensor([image_index])).to(learner.machine.device)
    generator = generator_for(config.machine.seed, Stream.INSPECTED_VIEWS, image_index, device=learner.machine.device)
    views = sample_views(torch.cat([pixels, pixels]), config.views, generator, are_few=True)
    inputs = torch.cat([pixels.float() / 255, views])
    with shapes_noted(learner) as shapes:
        maps, low, high = as_grey_levels(take_feature_maps(learner, inputs, layer))
    cosine, attention = attention_of(learner, views)
    before = None if beginning is None else as_grey_levels(take_feature_maps(beginning, inputs[:1], layer))[0][0]
    return FeatureMapsTaken(
        step=learner.step,
        layer=layer,
        image_index=image_index,
        images=as_pixels(inputs),
        maps=maps,
        low=low,
        high=high,
        receptive_field=None if layer in (H, Z) else receptive_field(encoder, layer),
        cosine=cosine,
        attention=attention,
        shapes=shapes,
        filters=filters_of(encoder) if layer == STEM else None,
        before=before,
    )


def take_feature_maps(learner: Learner, inputs: Tensor, layer: str) -> Floats:
    """The maps of one layer, the network in eval mode.

    Args:
        images: float in [0, 1], shape (count, 3, side_px, side_px), on the network's device.

    Returns:
        float32, shape (count, channels, height, width), copied to the CPU; h and z as maps of one unit.
    """
    encoder, head = learner.encoder, learner.projection_head
    with evaluating(encoder), evaluating(head), tapped(_layers(learner)[layer]) as outputs:
        head(encoder(inputs))
    output = outputs[0].float().cpu()
    maps: Floats = (output if output.dim() == 4 else output[:, :, None, None]).numpy()
    return maps


def attention_of(learner: Learner, views: Tensor) -> tuple[float, Pixels]:
    """Cosine of two views' projections, and which pixels change it: the size of its gradient, no classifier needed.

    Args:
        views: float, shape (2, 3, side_px, side_px).

    Returns:
        The cosine; uint8 of shape (2, side_px, side_px), 255 where the pixel counts most in its view.
    """
    seen = views.detach().clone().requires_grad_()
    with in_eval_mode(learner.encoder), in_eval_mode(learner.projection_head), torch.enable_grad():
        first, second = learner.projection_head(learner.encoder(seen)).float()
        cosine = functional.cosine_similarity(first, second, dim=0)
        (gradient,) = torch.autograd.grad(cosine, seen)
    strength = gradient.abs().sum(dim=1)
    strength = strength / strength.amax(dim=(1, 2), keepdim=True).clamp(min=1e-12)
    levels: Pixels = (strength * 255).round().to(torch.uint8).cpu().numpy()
    return cosine.item(), levels


def filters_of(encoder: Encoder) -> Pixels:
    """The first convolution's weights as colour images, each with its own contrast, 0 in the middle grey."""
    weights = encoder.network.conv1.weight.detach().float()
    scale = weights.abs().amax(dim=(1, 2, 3), keepdim=True).clamp(min=1e-12)
    return as_pixels(0.5 + 0.5 * weights / scale)


def as_grey_levels(maps: Floats) -> tuple[Pixels, float, float]:
    """Maps all channels together to 0..255.

    Returns:
        uint8 of the same shape, and the values that 0 and 255 stand for.
    """
    maps = np.nan_to_num(maps)  # weights that ran away are to be seen too
    low, high = float(maps.min()), float(maps.max())
    scale = 255 / (high - low) if high > low else 0.0
    return ((maps - low) * scale).round().astype(np.uint8), low, high
