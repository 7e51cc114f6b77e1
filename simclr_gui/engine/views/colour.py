"""Colour jitter and greying, the arithmetic of torchvision's tensor functions, each picture with its own factors."""

import torch
from torch import Tensor

from simclr_gui.engine.views.drawing import BRIGHTNESS, CONTRAST, HUE, SATURATION, ViewParameters

SMALLEST_CHROMA = 1e-12  # a grey pixel has no hue; dividing by this leaves it grey
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
    """factor * picture + (1 - factor) * (its grey, its mean grey, or black), clamped to [0, 1]."""
    grey = greyed(pictures)
    rest = 1 - factor
    grey_share = (rest * (change == SATURATION))[:, None, None, None]
    mean = grey.mean(dim=(1, 2, 3)) * rest * (change == CONTRAST)
    plain = torch.addcmul(mean[:, None, None, None], grey, grey_share)
    return torch.addcmul(plain, pictures, factor[:, None, None, None]).clamp_(0, 1)


def greyed(pictures: Tensor) -> Tensor:
    """Brightness as the eye weighs the colours, shape (count, 1, height, width)."""
    red, green, blue = pictures.unbind(dim=1)
    return (GREY_WEIGHTS[0] * red).add_(green, alpha=GREY_WEIGHTS[1]).add_(blue, alpha=GREY_WEIGHTS[2])[:, None]


def turn_hue(pictures: Tensor, turn: Tensor) -> Tensor:
    """Turns the colour circle by `turn` (1 is the whole circle): to HSV and back in closed form.

    With the hue H in sixths of the circle and the lowest and highest colour, the colours are
    lowest + (highest - lowest) * w, where w is clamped to [0, 1] and is |H - 3| - 1 for red, 2 - |H - 2| for green,
    2 - |H - 4| for blue.
    """
    red, green, blue = pictures.unbind(dim=1)
    highest = torch.maximum(torch.maximum(red, green), blue)
    lowest = torch.minimum(torch.minimum(red, green), blue)
    chroma = highest - lowest
    is_red, is_green = highest == red, highest == green
    gap = torch.where(is_red, green - blue, torch.where(is_green, blue - red, red - green))
    sector = torch.where(is_red, 0.0, torch.where(is_green, 2.0, 4.0))
    sixths = sector.add_(gap.div_(chroma.clamp(min=SMALLEST_CHROMA))).add_(6 * turn[:, None, None]).remainder_(6)
    turned = torch.empty_like(pictures)
    torch.addcmul(lowest, chroma, (sixths - 3).abs_().sub_(1).clamp_(0, 1), out=turned[:, 0])
    torch.addcmul(lowest, chroma, (sixths - 2).abs_().neg_().add_(2).clamp_(0, 1), out=turned[:, 1])
    torch.addcmul(lowest, chroma, (sixths - 4).abs_().neg_().add_(2).clamp_(0, 1), out=turned[:, 2])
    return turned


def make_grey(pictures: Tensor, chosen: Tensor) -> Tensor:
    """Replaces the chosen pictures (bool, shape (count,)) by their grey."""
    if pictures.device.type != "cpu":  # choosing some of them would make the device wait for the host
        return torch.where(chosen[:, None, None, None], greyed(pictures), pictures)
    index = chosen.nonzero()[:, 0]
    return pictures.index_copy_(0, index, greyed(pictures[index]).expand(-1, 3, -1, -1))
