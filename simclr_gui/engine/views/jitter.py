"""Colour jitter of a batch: each picture's four changes in the order that it drew."""

import torch
from torch import Tensor

from simclr_gui.engine.views.colour import CHANGES, greyed, turn_hue
from simclr_gui.engine.views.drawing import BRIGHTNESS, CONTRAST, HUE, SATURATION, ViewParameters

UNCHANGED = -1
LARGEST_GROUP_BYTES = 1_000_000  # what stays in a core's cache between two changes
KINDS = (BRIGHTNESS, CONTRAST, SATURATION, HUE)


def order_of_changes(parameters: ViewParameters) -> Tensor:
    """A number for each picture: the same for those whose changes come in the same order, UNCHANGED for the rest."""
    base = torch.tensor([len(KINDS) ** place for place in reversed(range(len(KINDS)))])
    is_plain = parameters.hue == 0
    for factor in (parameters.brightness, parameters.contrast, parameters.saturation):
        is_plain = is_plain & (factor == 1)
    return torch.where(is_plain, UNCHANGED, (parameters.order * base).sum(dim=1))


def jitter_in_groups(pictures: Tensor, parameters: ViewParameters) -> None:
    """In place, for pictures that lie sorted by `order_of_changes`: no picture is computed that nothing changes.

    Args:
        pictures: float in [0, 1], shape (count, 3, height, width).
    """
    amounts = (parameters.brightness, parameters.contrast, parameters.saturation, parameters.hue)
    at_most = max(1, LARGEST_GROUP_BYTES // max(1, pictures[:1].nbytes))
    orders, counts = torch.unique_consecutive(order_of_changes(parameters), return_counts=True)
    start = 0
    for order, count in zip(orders.tolist(), counts.tolist(), strict=True):
        end = start + count
        for first in range(start, end if order != UNCHANGED else start, at_most):
            group = slice(first, min(end, first + at_most))
            for kind in parameters.order[first].tolist():
                CHANGES[kind](pictures[group], amounts[kind][group])
        start = end


def jitter_at_once(pictures: Tensor, parameters: ViewParameters) -> Tensor:
    """For a GPU: every change is computed for every picture, so that the host need not know who drew what."""
    for position in range(len(KINDS)):
        pictures = _change_at(pictures, parameters, position)
    return pictures


def _change_at(pictures: Tensor, parameters: ViewParameters, position: int) -> Tensor:
    """The change that stands at `position` (0 to 3) in each picture's order.

    Brightness, contrast and saturation all mix the picture with something plainer (black, its mean grey, its
    own grey), so one mix serves all pictures; those whose turn is hue get the factor 1 there.
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
    turn_hue(mixed, torch.where(change == HUE, parameters.hue, 0.0))
    return mixed


def _mix(pictures: Tensor, factor: Tensor, change: Tensor) -> Tensor:
    """factor * picture + (1 - factor) * (its grey, its mean grey, or black), clamped to [0, 1]."""
    grey = greyed(pictures)
    rest = 1 - factor
    grey_share = (rest * (change == SATURATION))[:, None, None, None]
    mean = grey.mean(dim=(1, 2, 3)) * rest * (change == CONTRAST)
    plain = torch.addcmul(mean[:, None, None, None], grey, grey_share)
    return torch.addcmul(plain, pictures, factor[:, None, None, None]).clamp_(0, 1)
