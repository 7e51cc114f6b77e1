"""Colour jitter and greying, the arithmetic of torchvision's tensor functions, each image with its own amount."""

import torch
from torch import Tensor

from simclr_gui.engine.augmentation.parameters import BRIGHTNESS, CONTRAST, HUE, SATURATION, ViewParameters

SMALLEST_CHROMA = 1e-12  # a grey pixel has no hue; dividing by this leaves it grey
GREY_WEIGHTS = (0.2989, 0.587, 0.114)  # torchvision's (ITU-R 601)


def jitter(images: Tensor, parameters: ViewParameters) -> Tensor:
    """Each image's four changes in the order that it drew.

    Every change is computed for every image, so that a GPU's host need not know who drew what.

    Args:
        images: float in [0, 1], shape (count, 3, height, width).
    """
    for position in range(parameters.order.shape[1]):
        images = _change_at(images, parameters, position)
    return images


def _change_at(images: Tensor, parameters: ViewParameters, position: int) -> Tensor:
    """The change that stands at `position` (0 to 3) in each image's order.

    Brightness, contrast and saturation all mix the image with something plainer (black, its mean grey, its
    own grey), so one mix serves all images; those whose turn is hue get the factor 1 there.
    """
    change = parameters.order[:, position]
    factor = torch.ones_like(parameters.brightness)
    for kind, values in (
        (BRIGHTNESS, parameters.brightness),
        (CONTRAST, parameters.contrast),
        (SATURATION, parameters.saturation),
    ):
        factor = torch.where(change == kind, values, factor)
    mixed = _mix(images, factor, change)
    turn_hue(mixed, torch.where(change == HUE, parameters.hue, 0.0))
    return mixed


def _mix(images: Tensor, factor: Tensor, change: Tensor) -> Tensor:
    """factor * image + (1 - factor) * (its grey, its mean grey, or black), clamped to [0, 1]."""
    grey = greyed(images)
    rest = 1 - factor
    grey_share = (rest * (change == SATURATION))[:, None, None, None]
    mean = grey.mean(dim=(1, 2, 3)) * rest * (change == CONTRAST)
    plain = torch.addcmul(mean[:, None, None, None], grey, grey_share)
    return torch.addcmul(plain, images, factor[:, None, None, None]).clamp_(0, 1)


def turn_hue(images: Tensor, turn: Tensor) -> None:
    """Turns the colour circle by `turn` (1 is the whole circle), in place: to HSV and back in closed form.

    The hue H goes round in six steps. With chroma = highest - lowest colour, |H - 3| is
    2 + (red - green - blue + lowest) / chroma, and H lies above 3 where blue outweighs green. Back again, red is
    lowest + chroma * (|H - 3| - 1), green highest + chroma * (1 - |H - 2|), blue the same with 4, and each |...| is
    clamped to [1, 2]. Comparing colours instead, to find the highest, would take twice as long.
    """
    red, green, blue = images.unbind(dim=1)
    highest = torch.maximum(torch.maximum(red, green), blue)
    lowest = torch.minimum(torch.minimum(red, green), blue)
    chroma = highest - lowest
    from_three = (red - green).sub_(blue).add_(lowest).div_(chroma.clamp(min=SMALLEST_CHROMA)).add_(2)
    sixths = from_three.copysign_(blue - green).add_((3 + 6 * turn)[:, None, None])
    sixths.sub_((sixths * (1 / 6)).floor_(), alpha=6)
    above = highest.add_(chroma)
    torch.addcmul(lowest.sub_(chroma), chroma, (sixths - 3).abs_().clamp_(1, 2), out=red)
    torch.addcmul(above, chroma, (sixths - 2).abs_().clamp_(1, 2), value=-1, out=green)
    torch.addcmul(above, chroma, sixths.sub_(4).abs_().clamp_(1, 2), value=-1, out=blue)


def greyed(images: Tensor) -> Tensor:
    """Brightness as the eye weighs the colours, shape (count, 1, height, width)."""
    red, green, blue = images.unbind(dim=1)
    return (GREY_WEIGHTS[0] * red).add_(green, alpha=GREY_WEIGHTS[1]).add_(blue, alpha=GREY_WEIGHTS[2])[:, None]
