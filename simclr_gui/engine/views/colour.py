"""Colour jitter and greying, the arithmetic of torchvision's tensor functions, each picture with its own amount."""

from collections.abc import Callable

import torch
from torch import Tensor

from simclr_gui.engine.views.drawing import BRIGHTNESS, CONTRAST, HUE, SATURATION

SMALLEST_CHROMA = 1e-12  # a grey pixel has no hue; dividing by this leaves it grey
GREY_WEIGHTS = (0.2989, 0.587, 0.114)  # torchvision's (ITU-R 601)


def brighten(pictures: Tensor, factor: Tensor) -> None:
    """Multiplies in place, clamped. Pictures: float in [0, 1], shape (count, 3, height, width); factor: (count,)."""
    pictures.mul_(factor[:, None, None, None]).clamp_(max=1)


def change_contrast(pictures: Tensor, factor: Tensor) -> None:
    """Moves each picture away from its mean grey, in place, clamped."""
    weights = torch.tensor(GREY_WEIGHTS, device=pictures.device)
    mean_grey = pictures.mean(dim=(2, 3)) @ weights
    pictures.mul_(factor[:, None, None, None]).add_((mean_grey * (1 - factor))[:, None, None, None]).clamp_(0, 1)


def saturate(pictures: Tensor, factor: Tensor) -> None:
    """Moves every pixel away from its own grey, in place, clamped."""
    grey = greyed(pictures).mul_((1 - factor)[:, None, None, None])
    pictures.mul_(factor[:, None, None, None]).add_(grey).clamp_(0, 1)


def turn_hue(pictures: Tensor, turn: Tensor) -> None:
    """Turns the colour circle by `turn` (1 is the whole circle), in place: to HSV and back in closed form.

    The hue H goes round in six steps. With chroma = highest - lowest colour, |H - 3| is
    2 + (red - green - blue + lowest) / chroma, and H lies above 3 where blue outweighs green. Back again, red is
    lowest + chroma * (|H - 3| - 1), green highest + chroma * (1 - |H - 2|), blue the same with 4, and each |...| is
    clamped to [1, 2]. Comparing colours instead, to find the highest, would take twice as long.
    """
    red, green, blue = pictures.unbind(dim=1)
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


def greyed(pictures: Tensor) -> Tensor:
    """Brightness as the eye weighs the colours, shape (count, 1, height, width)."""
    red, green, blue = pictures.unbind(dim=1)
    return (GREY_WEIGHTS[0] * red).add_(green, alpha=GREY_WEIGHTS[1]).add_(blue, alpha=GREY_WEIGHTS[2])[:, None]


CHANGES: dict[int, Callable[[Tensor, Tensor], None]] = {
    BRIGHTNESS: brighten,
    CONTRAST: change_contrast,
    SATURATION: saturate,
    HUE: turn_hue,
}
