"""Looking inside: what each layer gives for a picture and its views, read off by forward taps."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from simclr_gui.engine.config import TrainingConfig
from simclr_gui.engine.encoders import Encoder
from simclr_gui.engine.events import FeatureMapsTaken, Floats, Pixels, ReceptiveField
from simclr_gui.engine.images import ImageSet, as_pixels
from simclr_gui.engine.learner import Learner
from simclr_gui.engine.randomness import generator_for
from simclr_gui.engine.resnet import STAGES
from simclr_gui.engine.views import draw_views

STEM, H, Z = "stem", "h", "z"
LOOKED_AT = 4  # what the random numbers are for


def layer_names(encoder: Encoder) -> tuple[str, ...]:
    """What can be looked at, from the pixels upwards: stem, every residual block, h and z."""
    return (*_blocks(encoder), H, Z)


def _layers(learner: Learner) -> dict[str, nn.Module]:
    return _blocks(learner.encoder) | {H: learner.encoder, Z: learner.projection_head}


def _blocks(encoder: Encoder) -> dict[str, nn.Module]:
    """The stem's maps are those that enter the first stage; each block is tapped at its output."""
    modules: dict[str, nn.Module] = {STEM: encoder.network.maxpool}
    for stage in range(1, STAGES + 1):
        for number, block in enumerate(encoder.network.stage(stage), start=1):
            modules[f"layer{stage}.{number}"] = block
    return modules


@contextmanager
def tapped(module: nn.Module, *, copies: bool = False) -> Iterator[list[Tensor]]:
    """While open, every forward pass appends the module's output to the list; a copy where what follows changes it."""
    outputs: list[Tensor] = []

    def keep(_module: nn.Module, _inputs: object, output: Tensor) -> None:
        outputs.append(output.detach().clone() if copies else output.detach())

    handle = module.register_forward_hook(keep)
    try:
        yield outputs
    finally:
        handle.remove()


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


@contextmanager
def evaluating(module: nn.Module) -> Iterator[None]:
    """Eval mode (BatchNorm uses and keeps its running statistics) without gradients, then back."""
    with _in_eval_mode(module), torch.inference_mode():
        yield


@contextmanager
def _in_eval_mode(module: nn.Module) -> Iterator[None]:
    was_training = module.training
    module.eval()
    try:
        yield
    finally:
        module.train(was_training)


@dataclass(frozen=True)
class Gaze:
    """What is looked at.

    Attributes:
        layer: None for the first.
        image_index: which test picture; it goes round.
        beside_beginning: whether the maps of the untrained network are wanted too.
    """

    layer: str | None = None
    image_index: int = 0
    beside_beginning: bool = False


def look_inside(
    learner: Learner, config: TrainingConfig, images: ImageSet, gaze: Gaze, beginning: Learner | None = None
) -> FeatureMapsTaken:
    """One layer for one picture and two views of it, ready to be shown; of the beginning too where it is given."""
    encoder, names = learner.encoder, layer_names(learner.encoder)
    layer = gaze.layer if gaze.layer in names else names[0]
    image_index = gaze.image_index % len(images)
    pixels = images.pick(torch.tensor([image_index])).to(learner.machine.device)
    generator = generator_for(config.machine.seed, LOOKED_AT, image_index, device=learner.machine.device)
    views = draw_views(torch.cat([pixels, pixels]), config.views, generator)
    pictures = torch.cat([pixels.float() / 255, views])
    with shapes_noted(learner) as shapes:
        maps, low, high = as_grey_levels(take_feature_maps(learner, pictures, layer))
    cosine, attention = attention_of(learner, views)
    before = None if beginning is None else as_grey_levels(take_feature_maps(beginning, pictures[:1], layer))[0][0]
    return FeatureMapsTaken(
        step=learner.step,
        layer=layer,
        image_index=image_index,
        pictures=as_pixels(pictures),
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


def take_feature_maps(learner: Learner, pictures: Tensor, layer: str) -> Floats:
    """The maps of one layer, the network in eval mode.

    Args:
        pictures: float in [0, 1], shape (count, 3, side_px, side_px), on the network's device.

    Returns:
        float32, shape (count, channels, height, width), copied to the CPU; h and z as maps of one unit.
    """
    encoder, head = learner.encoder, learner.projection_head
    with evaluating(encoder), evaluating(head), tapped(_layers(learner)[layer]) as outputs:
        head(encoder(pictures))
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
    with _in_eval_mode(learner.encoder), _in_eval_mode(learner.projection_head), torch.enable_grad():
        first, second = learner.projection_head(learner.encoder(seen)).float()
        cosine = functional.cosine_similarity(first, second, dim=0)
        (gradient,) = torch.autograd.grad(cosine, seen)
    strength = gradient.abs().sum(dim=1)
    strength = strength / strength.amax(dim=(1, 2), keepdim=True).clamp(min=1e-12)
    levels: Pixels = (strength * 255).round().to(torch.uint8).cpu().numpy()
    return cosine.item(), levels


def receptive_field(encoder: Encoder, layer: str) -> ReceptiveField:
    """What a unit of a layer can see of the picture."""
    size, stride, middle = 1, 1, 0.5
    for kernel, step, padding in _windows(encoder, layer):
        size += (kernel - 1) * stride
        middle += ((kernel - 1) / 2 - padding) * stride
        stride *= step
    return ReceptiveField(size, stride, middle)


def _windows(encoder: Encoder, layer: str) -> Iterator[tuple[int, int, int]]:
    """Kernel, stride and padding of every convolution and pooling up to a layer, along the longest way."""
    network = encoder.network
    yield _window(network.conv1)
    if isinstance(network.maxpool, nn.MaxPool2d):
        yield _window(network.maxpool)
    for name, block in _blocks(encoder).items():
        if name != STEM:
            for part, module in block.named_children():
                if part.startswith("conv"):
                    yield _window(module)
        if name == layer:
            return


def _window(module: nn.Module) -> tuple[int, int, int]:
    kernel, stride, padding = (getattr(module, name) for name in ("kernel_size", "stride", "padding"))
    return tuple(value[0] if isinstance(value, tuple) else value for value in (kernel, stride, padding))


def filters_of(encoder: Encoder) -> Pixels:
    """The first convolution's weights as colour pictures, each with its own contrast, 0 in the middle grey."""
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
