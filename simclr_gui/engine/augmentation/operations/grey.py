"""Greying: some views lose their colours altogether."""

import torch
from torch import Tensor

from simclr_gui.engine.augmentation.operations.lines import ZERO, Array, Float, Numbers, Scalar
from simclr_gui.engine.augmentation.operations.operation import Operation, Step, ViewParameters
from simclr_gui.engine.config.views import ViewSettings

GREY_WEIGHTS = (0.2989, 0.587, 0.114)  # torchvision's (ITU-R 601)
RED_WEIGHT, GREEN_WEIGHT, BLUE_WEIGHT = (Float(weight) for weight in GREY_WEIGHTS)


def _sample(uniform: Tensor, _side_px: int, settings: ViewSettings) -> tuple[Tensor, ...]:
    return (uniform[:, 0] < settings.grey_probability,)


def _render(views: Tensor, parameters: ViewParameters) -> Tensor:
    return torch.where(parameters.grey[:, None, None, None], greyed(views), views)


def greyed(images: Tensor) -> Tensor:
    """Brightness as the eye weighs the colours, shape (count, 1, height, width)."""
    red, green, blue = images.unbind(dim=1)
    return (GREY_WEIGHTS[0] * red).add_(green, alpha=GREY_WEIGHTS[1]).add_(blue, alpha=GREY_WEIGHTS[2])[:, None]


def grey_of(red: Scalar, green: Scalar, blue: Scalar) -> Scalar:
    """Brightness of one pixel, as `greyed`."""
    return RED_WEIGHT * red + GREEN_WEIGHT * green + BLUE_WEIGHT * blue


def _take_colour_away(view: Array, sampled: Numbers) -> None:
    if sampled[0] == ZERO:
        return
    red, green, blue = view[0].reshape(-1), view[1].reshape(-1), view[2].reshape(-1)
    for i in range(len(red)):
        red[i] = green[i] = blue[i] = grey_of(red[i], green[i], blue[i])


GREY = Operation(
    columns=slice(33, 34),
    parameters=("grey",),
    sample=_sample,
    steps=(Step("grey", "grey"),),
    render=_render,
    loop=_take_colour_away,
)
