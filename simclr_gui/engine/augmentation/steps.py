"""A view taken apart: the image after every operation, in the order in which the view draws them."""

import torch
from torch import Tensor

from simclr_gui.engine.augmentation.operations import table
from simclr_gui.engine.augmentation.operations.operation import Step, ViewParameters
from simclr_gui.engine.augmentation.rendering import render_views
from simclr_gui.engine.datasets.images import as_pixels
from simclr_gui.engine.events import SampledView, ViewStep


def take_apart(pixels: Tensor, parameters: ViewParameters) -> SampledView:
    """Every step of one view.

    Args:
        pixels: uint8, shape (3, side_px, side_px).
        parameters: of one image.

    The images come from the very function that training calls: of as many equal views as there are steps each leaves
    out what comes after its step.
    """
    steps = [step for sampling in table.samplings() for step in sampling.steps_of(parameters)]
    every = parameters.select(torch.zeros(len(steps), dtype=torch.int64))
    place = torch.arange(len(steps))
    partial = every.replace(
        **{
            step.parameter: getattr(every, step.parameter).masked_fill(place < turn, step.neutral)
            for turn, step in enumerate(steps)
            if step.parameter
        }
    )
    images = as_pixels(render_views(pixels.expand(len(steps), -1, -1, -1), partial))
    told = (ViewStep(step.name, _amount(step, parameters), image) for step, image in zip(steps, images, strict=True))
    top, left, height, width = (
        int(value) for value in (parameters.top, parameters.left, parameters.height, parameters.width)
    )
    return SampledView((top, left, height, width), tuple(told))


def _amount(step: Step, parameters: ViewParameters) -> float | None:
    """None where the step changes nothing."""
    if step.parameter is None:
        return None
    amount: float = getattr(parameters, step.parameter).item()
    return None if amount == step.neutral else amount


def overlap(first: SampledView, second: SampledView) -> float:
    """Area that both crops show, as a share of the area that at least one shows (intersection over union)."""
    (top, left, height, width), (other_top, other_left, other_height, other_width) = first.crop, second.crop
    rows = min(top + height, other_top + other_height) - max(top, other_top)
    columns = min(left + width, other_left + other_width) - max(left, other_left)
    shared = max(0, rows) * max(0, columns)
    return shared / (height * width + other_height * other_width - shared)
