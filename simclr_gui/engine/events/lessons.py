"""What the lessons tell: sizes through a network, gradients through its layers, networks that learn side by side."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.events.base import Event, Floats, Pixels


@dataclass(frozen=True)
class LessonPictures(Event):
    """Some pictures to learn on.

    Attributes:
        pixels: uint8, shape (count, side_px, side_px, 3).
        labels: int64, shape (count,), -1 where no class is known.
    """

    pixels: Pixels
    labels: NDArray[np.int64]
    class_names: tuple[str, ...]


@dataclass(frozen=True)
class WalkedLayer:
    """One layer on a picture's way through an encoder.

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
class SizesWalked(Event):
    """A picture's way through an encoder."""

    encoder: str
    stem: str
    side_px: int
    layers: tuple[WalkedLayer, ...]


@dataclass(frozen=True)
class GradientsFlowed(Event):
    """How large the gradient is in every layer of a small network, from the input to the output.

    Attributes:
        gradients: mean size (root mean square) of the loss's derivative with respect to each layer's weights.
        slopes: mean derivative of the activation in each layer.
        signals: standard deviation of what each layer gives.
    """

    gradients: tuple[float, ...]
    slopes: tuple[float, ...]
    signals: tuple[float, ...]


@dataclass(frozen=True)
class ErrorMeasured(Event):
    """The training error of one of several networks that learn side by side.

    Attributes:
        network: such as "plain, 8 layers".
        error: share of the last pictures that were taken for another class, smoothed.
    """

    network: str
    layers: int
    is_residual: bool
    step: int
    error: float
    share: float


@dataclass(frozen=True)
class BlockProbed(Event):
    """A residual block whose weights were scaled: how far its output is from its input.

    Attributes:
        before, after: maps of one picture, float32, shape (channels, side, side).
        difference: root mean square of after - before, over that of before.
    """

    scale: float
    before: Floats
    after: Floats
    difference: float


@dataclass(frozen=True)
class BlocksCompared(Event):
    """Parameters and multiply-adds of a basic block and a bottleneck on the same maps.

    Attributes:
        basic, bottleneck: (parameters, multiply-adds), convolutions alone.
    """

    channels: int
    side: int
    basic: tuple[int, int]
    bottleneck: tuple[int, int]
