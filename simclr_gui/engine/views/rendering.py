"""A view: crop, resize, flip, jitter, grey, blur, in that order."""

import torch
from torch import Tensor

from simclr_gui.engine.config import ViewSettings
from simclr_gui.engine.views.colour import greyed
from simclr_gui.engine.views.drawing import ViewParameters, draw_parameters
from simclr_gui.engine.views.geometry import blur, crop_resize_flip
from simclr_gui.engine.views.jitter import jitter_at_once, jitter_in_groups, order_of_changes

MORE_THAN_ORDERS = 1_000
SMALLEST_SIGMA_PX = 1e-3  # leaves every pixel as it is


def draw_views(pixels: Tensor, settings: ViewSettings, generator: torch.Generator) -> Tensor:
    """One random view of every picture.

    Args:
        pixels: uint8, shape (count, 3, side_px, side_px).

    Returns:
        float32 in [0, 1], same shape.
    """
    parameters = draw_parameters(len(pixels), pixels.shape[-1], settings, generator, pixels.device)
    return render_views(pixels, parameters)


def render_views(pixels: Tensor, parameters: ViewParameters, side_px: int | None = None) -> Tensor:
    """The views that `parameters` describe; float32 in [0, 1], of the pictures' own side or `side_px`."""
    side_px = side_px or pixels.shape[-1]
    render = _render_chosen if pixels.device.type == "cpu" else _render_at_once
    return render(pixels, parameters, side_px)


def _render_chosen(pixels: Tensor, parameters: ViewParameters, side_px: int) -> Tensor:
    """Computes what each picture drew and nothing else; worth it where choosing costs nothing."""
    is_blurred = parameters.sigma_px > 0
    place = (order_of_changes(parameters) + MORE_THAN_ORDERS * is_blurred).argsort(stable=True)
    sharp = len(place) - int(is_blurred.sum())
    parameters = parameters.select(place)
    views = crop_resize_flip(_as_floats(pixels.index_select(0, place)), parameters, side_px)
    jitter_in_groups(views, parameters)
    grey = parameters.grey.nonzero()[:, 0]
    views.index_copy_(0, grey, greyed(views.index_select(0, grey)).expand(-1, 3, -1, -1))
    result = torch.empty_like(views).index_copy_(0, place[:sharp], views[:sharp])
    if sharp < len(place):
        result.index_copy_(0, place[sharp:], blur(views[sharp:], parameters.sigma_px[sharp:]))
    return result


def _render_at_once(pixels: Tensor, parameters: ViewParameters, side_px: int) -> Tensor:
    """Computes everything for every picture; a GPU would wait longer for the choice than for the arithmetic."""
    views = crop_resize_flip(_as_floats(pixels), parameters, side_px)
    views = jitter_at_once(views, parameters)
    views = torch.where(parameters.grey[:, None, None, None], greyed(views), views)
    blurred = blur(views, parameters.sigma_px.clamp(min=SMALLEST_SIGMA_PX))
    return torch.where((parameters.sigma_px > 0)[:, None, None, None], blurred, views)


def _as_floats(pixels: Tensor) -> Tensor:
    return pixels.to(torch.float32).mul_(1 / 255)
