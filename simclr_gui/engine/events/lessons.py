"""What the lessons tell: sizes through a network, gradients through its layers, networks that learn side by side."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.events.base import Event, Floats, Pixels


@dataclass(frozen=True)
class LessonAnswer(Event):
    """Base of what a lesson's page alone has asked for."""


@dataclass(frozen=True)
class LessonImages(Event):
    """Some images to learn on.

    Attributes:
        pixels: uint8, shape (count, side_px, side_px, 3).
        views: two of each, uint8, shape (2, count, side_px, side_px, 3).
        labels: int64, shape (count,), -1 where no class is known.
    """

    pixels: Pixels
    views: Pixels
    labels: NDArray[np.int64]
    class_names: tuple[str, ...]


@dataclass(frozen=True)
class ImagesReplaced(Event):
    """The chosen images cannot be read, so that Shapes stand for them; `trouble` says why."""

    trouble: str


@dataclass(frozen=True)
class LayerShape:
    """One layer on an image's way through an encoder.

    Attributes:
        kernels: sides of its convolutions, in order; empty where it averages.
        stride: of the layer, its pooling left out.
        pooling: side of a max pooling after it, 0 without.
        side: of its maps in pixels; 1 for h.
        parameters, multiply_adds: of the layer alone, its way around included.
        receptive_field_px: how far one of its numbers sees.
        is_too_small: its maps are single pixels though further stages follow.
    """

    name: str
    kernels: tuple[int, ...]
    stride: int
    pooling: int
    side: int
    channels: int
    parameters: int
    multiply_adds: int
    receptive_field_px: int
    is_too_small: bool


@dataclass(frozen=True)
class LayerShapesComputed(LessonAnswer):
    """An image's way through an encoder."""

    encoder: str
    stem: str
    side_px: int
    layers: tuple[LayerShape, ...]


@dataclass(frozen=True)
class GradientsFlowed(LessonAnswer):
    """How large the gradient is in every layer of a small network, from the input to the output.

    Attributes:
        gradients: mean size (root mean square) of the loss's derivative with respect to each layer's weights.
        slopes: mean derivative of the activation in each layer.
    """

    gradients: tuple[float, ...]
    slopes: tuple[float, ...]


@dataclass(frozen=True)
class ErrorMeasured(Event):
    """The training error of one of several networks that learn side by side.

    Attributes:
        network: such as "plain, 8 layers".
        error: share of the last images that were taken for another class, smoothed.
    """

    network: str
    layers: int
    is_residual: bool
    step: int
    error: float
    share: float


@dataclass(frozen=True)
class ChainLink:
    """What one operation of a network makes of an image.

    Attributes:
        kind: "convolution", "relu", "sum" (with what came around, then ReLU), "pool", "stage", "average" or "dense".
        stage: 1 to 4 of a stage's end, 0 otherwise.
        maps: the strongest, float32, shape (shown, side, side); of "average" and "dense" all numbers, shape (count,).
        channels: how many there are.
    """

    kind: str
    stage: int
    maps: Floats
    channels: int


@dataclass(frozen=True)
class ChainTaken(Event):
    """An image's way through a real network, operation by operation.

    Attributes:
        step: how long the network was trained; 0 where its weights are still chance.
        image: uint8, shape (side_px, side_px, 3).
    """

    step: int
    image: Pixels
    links: tuple[ChainLink, ...]


@dataclass(frozen=True)
class BlockProbed(LessonAnswer):
    """A residual block of a real network whose weights were scaled: how far its output is from its input.

    Attributes:
        step: how long the network was trained; 0 where its weights are still chance.
        layer: which block.
        before, residual, after: x, F(x) and ReLU(x + F(x)) in one channel, in which both x and what the whole
            block adds are strong; float32, shape (side, side).
        difference: root mean square of after - before over all channels, over that of before.
    """

    scale: float
    step: int
    layer: str
    before: Floats
    residual: Floats
    after: Floats
    difference: float


@dataclass(frozen=True)
class HeadCompared(Event):
    """How well h and z answer questions about an image: accuracy of a linear classifier on unseen images.

    Attributes:
        step: how long the network was trained; 0 where its weights are still chance.
        images: how many were asked.
        answers: by question ("class", "turn", "colour"): accuracy of h, accuracy of z, guessing; each 0 to 1.
    """

    step: int
    images: int
    answers: dict[str, tuple[float, float, float]]


@dataclass(frozen=True)
class BlocksCompared(LessonAnswer):
    """Parameters and multiply-adds of a basic block and a bottleneck on the same maps.

    Attributes:
        basic, bottleneck: (parameters, multiply-adds), convolutions alone.
    """

    channels: int
    side: int
    basic: tuple[int, int]
    bottleneck: tuple[int, int]
