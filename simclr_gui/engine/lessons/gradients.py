"""Vanishing and exploding gradients: how large they are in every layer of a small network, by real autograd."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor, nn
from torch.nn import functional

from simclr_gui.engine.datasets.images import ImageSet, channel_statistics
from simclr_gui.engine.events import Event, GradientsFlowed
from simclr_gui.engine.lessons.demonstrator import Demonstrator
from simclr_gui.engine.randomness import Stream, generator_for

Activation = Literal["sigmoid", "tanh", "relu"]
ACTIVATIONS: tuple[Activation, ...] = ("sigmoid", "tanh", "relu")
WIDTH = 64


@dataclass(frozen=True)
class FlowSettings:
    """A stack of dense layers.

    Attributes:
        depth: hidden layers.
        scale: the weights' standard deviation times the square root of a layer's inputs: 1 keeps a linear signal's
            size, the square root of 2 that of ReLU.
        is_residual: each layer's input is added to its output.
    """

    depth: int = 10
    activation: Activation = "sigmoid"
    scale: float = 1.0
    is_residual: bool = False


def demonstrate_flow(demonstrator: Demonstrator, settings: FlowSettings) -> Iterator[Event]:
    """The gradients of a stack of layers that sees a few training images."""
    data = yield from demonstrator.images()
    yield flow_gradients(settings, data.train)


def flow_gradients(settings: FlowSettings, images: ImageSet, seed: int = 0) -> GradientsFlowed:
    """One pass of images forward and back through freshly drawn weights, as in the first step of a training."""
    generator = generator_for(seed, Stream.GRADIENT_FLOW)
    mean, deviation = (values.reshape(1, 3, 1, 1) for values in channel_statistics(images))
    x = ((images.pixels.float() / 255 - mean) / deviation).flatten(1)
    weights, slopes = [], []
    for layer in range(settings.depth):
        weight = _drawn(WIDTH, x.shape[1], settings.scale, generator)
        before = functional.linear(x, weight)
        after = _activated(before, settings.activation)
        slopes.append(float(_slope(before, settings.activation).mean()))
        x = x + after if settings.is_residual and layer else after  # the first layer changes the width
        weights.append(weight)
    labels = images.labels.clamp(min=0)  # where no class is known all have the same
    last = _drawn(int(labels.max()) + 2, WIDTH, 1.0, generator)
    functional.cross_entropy(functional.linear(x, last), labels).backward()
    return GradientsFlowed(tuple(_size(weight) for weight in weights), tuple(slopes))


def _drawn(rows: int, columns: int, scale: float, generator: torch.Generator) -> nn.Parameter:
    return nn.Parameter(torch.randn(rows, columns, generator=generator) * scale / columns**0.5)


def _activated(values: Tensor, activation: Activation) -> Tensor:
    return {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}[activation](values)


def _slope(values: Tensor, activation: Activation) -> Tensor:
    """The derivative at every value, by autograd as everything here."""
    at = values.detach().requires_grad_()
    (slope,) = torch.autograd.grad(_activated(at, activation).sum(), at)
    return slope


def _size(weight: nn.Parameter) -> float:
    assert weight.grad is not None, "the loss depends on every layer"
    return float(weight.grad.square().mean().sqrt())
