"""A view taken apart: the image after every operation, in the order in which the view draws them."""

from dataclasses import replace

import torch
from torch import Tensor

from simclr_gui.engine.augmentation.parameters import BRIGHTNESS, CONTRAST, HUE, SATURATION, ViewParameters
from simclr_gui.engine.augmentation.rendering import render_views
from simclr_gui.engine.datasets.images import as_pixels
from simclr_gui.engine.events import SampledView, ViewStep

NAMES = {BRIGHTNESS: "brightness", CONTRAST: "contrast", SATURATION: "saturation", HUE: "hue"}
STEPS = 8  # crop, flip, four changes of colour, grey, blur
CROPPED, FLIPPED, GREYED, BLURRED = 0, 1, 6, 7


def take_apart(pixels: Tensor, parameters: ViewParameters) -> SampledView:
    """Every step of one view.

    Args:
        pixels: uint8, shape (3, side_px, side_px).
        parameters: of one image.

    The images come from the very function that training calls: of eight equal views each leaves out what comes
    after its step.
    """
    every = parameters.select(torch.zeros(STEPS, dtype=torch.int64))
    place = torch.arange(STEPS)
    amounts: dict[str, Tensor] = {}
    for kind, name in NAMES.items():
        turn = FLIPPED + 1 + int((parameters.order[0] == kind).nonzero())
        neutral = 0.0 if kind == HUE else 1.0
        amounts[name] = torch.where(place >= turn, getattr(parameters, name), neutral)
    partial = replace(
        every,
        flipped=every.flipped & (place >= FLIPPED),
        grey=every.grey & (place >= GREYED),
        sigma_px=torch.where(place >= BLURRED, every.sigma_px, 0.0),
        **amounts,
    )
    images = as_pixels(render_views(pixels.expand(STEPS, -1, -1, -1), partial))
    steps = tuple(ViewStep(*told, image) for told, image in zip(_told(parameters), images, strict=True))
    top, left, height, width = (
        int(value) for value in (parameters.top, parameters.left, parameters.height, parameters.width)
    )
    return SampledView((top, left, height, width), steps)


def _told(parameters: ViewParameters) -> list[tuple[str, float | None]]:
    """Name and amount of every step in order; None where the step changes nothing."""
    colours = []
    for kind in parameters.order[0].tolist():
        amount = float(getattr(parameters, NAMES[kind]))
        colours.append((NAMES[kind], None if amount == (0 if kind == HUE else 1) else amount))
    sigma_px = float(parameters.sigma_px)
    return [
        ("crop", None),
        ("flip", 1.0 if parameters.flipped else None),
        *colours,
        ("grey", 1.0 if parameters.grey else None),
        ("blur", sigma_px or None),
    ]


def overlap(first: SampledView, second: SampledView) -> float:
    """Area that both crops show, as a share of the area that at least one shows (intersection over union)."""
    (top, left, height, width), (other_top, other_left, other_height, other_width) = first.crop, second.crop
    rows = min(top + height, other_top + other_height) - max(top, other_top)
    columns = min(left + width, other_left + other_width) - max(left, other_left)
    shared = max(0, rows) * max(0, columns)
    return shared / (height * width + other_height * other_width - shared)
