"""Colour jitter and greying, the arithmetic of torchvision's tensor functions, each picture with its own factors."""

import torch
from torch import Tensor

from simclr_gui.engine.views.drawing import BRIGHTNESS, CONTRAST, HUE, SATURATION, ViewParameters

GREY_WEIGHTS = (0.2989, 0.587, 0.114)  # torchvision's (ITU-R 601)


def jitter(pictures: Tensor, parameters: ViewParameters) -> Tensor:
    """Applies the four changes to each picture in its own order, clamped to [0, 1] after every one.

    Args:
        pictures: float in [0, 1], shape (count, 3, height, width).
    """
    for position in range(4):
        pictures = jitter_step(pictures, parameters, position)
    return pictures


def jitter_step(pictures: Tensor, parameters: ViewParameters, position: int) -> Tensor:
    """The change that stands at `position` (0 to 3) in each picture's order.

    Brightness, contrast and saturation all mix the picture with something plainer (black, its mean grey, its
    own grey), so one mix serves all pictures at once; those whose turn is hue get the factor 1 there.
    """
    change = parameters.order[:, position]
    factor = torch.ones_like(parameters.brightness)
    for kind, values in (
        (BRIGHTNESS, parameters.brightness),
        (CONTRAST, parameters.contrast),
        (SATURATION, parameters.saturation),
    ):
        factor = torch.where(change == kind, values, factor)
    mixed = _mix(pictures, factor, change)
    turning = torch.where(change == HUE, parameters.hue, 0.0)
    if pictures.device.type != "cpu":  # choosing some of them would make the device wait for the host
        return turn_hue(mixed, turning)
    chosen = turning.nonzero()[:, 0]
    return mixed.index_copy_(0, chosen, turn_hue(mixed[chosen], turning[chosen]))


def _mix(pictures: Tensor, factor: Tensor, change: Tensor) -> Tensor:
    grey = greyed(pictures)
    mean = grey.mean(dim=(1, 2, 3), keepdim=True)
    plain = grey * (change == SATURATION)[:, None, None, None] + mean * (change == CONTRAST)[:, None, None, None]
    factor = factor[:, None, None, None]
    return torch.addcmul(plain * (1 - factor), pictures, factor).clamp_(0, 1)


def greyed(pictures: Tensor) -> Tensor:
    """Brightness as the eye weighs the colours, shape (count, 1, height, width)."""
    red, green, blue = pictures.unbind(dim=1)
    return (GREY_WEIGHTS[0] * red).add_(green, alpha=GREY_WEIGHTS[1]).add_(blue, alpha=GREY_WEIGHTS[2])[:, None]


def turn_hue(pictures: Tensor, turn: Tensor) -> Tensor:
    """Turns the colour circle by `turn` (1 is the whole circle): HSV there and back in closed form.

    With value v, chroma c and hue h, the colours are v - c * clamp(min(k, 4 - k), 0, 1) for
    k = (n + 6h) mod 6, n = 5, 3, 1 for red, green, blue.
    """
    red, green, blue = pictures.unbind(dim=1)
    value = torch.maximum(torch.maximum(red, green), blue)
    chroma = value - torch.minimum(torch.minimum(red, green), blue)
    divisor = torch.where(chroma > 0, chroma, 1.0)
    is_red = value == red
    is_green = value == green
    sixth = torch.where(
        is_red,
        (green - blue) / divisor,
        torch.where(is_green, 2 + (blue - red) / divisor, 4 + (red - green) / divisor),
    )
    sixth = sixth + 6 * turn[:, None, None]
    turned = torch.empty_like(pictures)
    for channel, offset in enumerate((5, 3, 1)):
        k = torch.remainder(sixth + offset, 6)
        turned[:, channel] = value - chroma * torch.minimum(k, 4 - k).clamp_(0, 1)
    return turned


def make_grey(pictures: Tensor, chosen: Tensor) -> Tensor:
    """Replaces the chosen pictures (bool, shape (count,)) by their grey."""
    return torch.where(chosen[:, None, None, None], greyed(pictures), pictures)
