"""Colour jitter: brightness, contrast, saturation and hue, in an order and by amounts that each image draws.

The arithmetic of torchvision's tensor functions.
"""

import math

import torch
from torch import Tensor

from simclr_gui.engine.augmentation.operations.grey import grey_of, greyed
from simclr_gui.engine.augmentation.operations.lines import ONE, ZERO, Array, Float, Numbers, Scalar, within
from simclr_gui.engine.augmentation.operations.operation import Operation, Step, ViewParameters
from simclr_gui.engine.config.views import ViewSettings

BRIGHTNESS, CONTRAST, SATURATION, HUE = range(4)
SMALLEST_CHROMA = 1e-12  # a grey pixel has no hue; dividing by this leaves it grey
LEAST_CHROMA = Float(SMALLEST_CHROMA)
TWO, THREE, FOUR, SIX = Float(2), Float(3), Float(4), Float(6)


def _sample(uniform: Tensor, _side_px: int, settings: ViewSettings) -> tuple[Tensor, ...]:
    """The order of the four, int64 (count, 4); three factors, 1 changes nothing; the hue's turn in [-0.5, 0.5]."""
    jittered = uniform[:, 0] < settings.jitter_probability  # its second number is the flip's

    def factor(column: int, strength: float) -> Tensor:
        low, high = max(0.0, 1 - strength), 1 + strength
        return torch.where(jittered, low + (high - low) * uniform[:, column], 1.0)

    return (
        uniform[:, 2:6].argsort(dim=1),
        factor(6, settings.brightness),
        factor(7, settings.contrast),
        factor(8, settings.saturation),
        torch.where(jittered, (2 * uniform[:, 9] - 1) * settings.hue, 0.0),
    )


def _render(views: Tensor, parameters: ViewParameters) -> Tensor:
    for position in range(parameters.order.shape[1]):
        views = _change_at(views, parameters, position)
    return views


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


def _jitter_one(view: Array, sampled: Numbers) -> None:
    """The four changes in the order drawn; those that change nothing are left out."""
    order, amounts = sampled[:4], sampled[4:]
    red, green, blue = view[0].reshape(-1), view[1].reshape(-1), view[2].reshape(-1)
    for place in range(4):
        kind = int(order[place])
        amount = amounts[kind]
        if kind == HUE:
            if amount != ZERO:
                _turn_hue_one(red, green, blue, amount)
        elif amount != ONE:
            if kind == BRIGHTNESS:
                _brighten(red, green, blue, amount)
            elif kind == CONTRAST:
                _change_contrast(red, green, blue, amount)
            elif kind == SATURATION:
                _saturate(red, green, blue, amount)


def _brighten(red: Array, green: Array, blue: Array, factor: Scalar) -> None:
    for colour in (red, green, blue):
        for i in range(len(red)):
            colour[i] = min(colour[i] * factor, ONE)


def _change_contrast(red: Array, green: Array, blue: Array, factor: Scalar) -> None:
    total = ZERO
    for i in range(len(red)):
        total += grey_of(red[i], green[i], blue[i])
    rest = total / Float(len(red)) * (ONE - factor)
    for colour in (red, green, blue):
        for i in range(len(red)):
            colour[i] = within(colour[i] * factor + rest, ZERO, ONE)


def _saturate(red: Array, green: Array, blue: Array, factor: Scalar) -> None:
    for i in range(len(red)):
        rest = grey_of(red[i], green[i], blue[i]) * (ONE - factor)
        red[i] = within(red[i] * factor + rest, ZERO, ONE)
        green[i] = within(green[i] * factor + rest, ZERO, ONE)
        blue[i] = within(blue[i] * factor + rest, ZERO, ONE)


def _turn_hue_one(red: Array, green: Array, blue: Array, turn: Scalar) -> None:
    """The closed form that `turn_hue` explains."""
    for i in range(len(red)):
        highest = max(red[i], green[i], blue[i])
        lowest = min(red[i], green[i], blue[i])
        chroma = highest - lowest
        from_three = (red[i] - green[i] - blue[i] + lowest) / max(chroma, LEAST_CHROMA) + TWO
        sixths = math.copysign(from_three, blue[i] - green[i]) + THREE + SIX * turn
        sixths -= SIX * math.floor(sixths / SIX)
        red[i] = lowest + chroma * (within(abs(sixths - THREE), ONE, TWO) - ONE)
        green[i] = highest + chroma * (ONE - within(abs(sixths - TWO), ONE, TWO))
        blue[i] = highest + chroma * (ONE - within(abs(sixths - FOUR), ONE, TWO))


JITTER = Operation(
    columns=slice(22, 32),
    parameters=("order", "brightness", "contrast", "saturation", "hue"),
    sample=_sample,
    steps=(  # as they are numbered above
        Step("brightness", "brightness", neutral=1),
        Step("contrast", "contrast", neutral=1),
        Step("saturation", "saturation", neutral=1),
        Step("hue", "hue"),
    ),
    order="order",
    render=_render,
    loop=_jitter_one,
)
