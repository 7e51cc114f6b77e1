"""A view: crop, resize, flip, jitter, grey, blur, in that order."""

import torch
from torch import Tensor

from simclr_gui.engine.config import ViewSettings
from simclr_gui.engine.views.colour import jitter, make_grey
from simclr_gui.engine.views.drawing import ViewParameters, draw_parameters
from simclr_gui.engine.views.geometry import blur, crop_resize_flip


def draw_views(pixels: Tensor, settings: ViewSettings, generator: torch.Generator) -> Tensor:
    """One random view of every picture.

    Args:
        pixels: uint8, shape (count, 3, side_px, side_px).

    Returns:
        float32 in [0, 1], same shape.
    """
    side_px = pixels.shape[-1]
    parameters = draw_parameters(len(pixels), side_px, settings, generator, pixels.device)
    return render_views(pixels, parameters)


def render_views(pixels: Tensor, parameters: ViewParameters) -> Tensor:
    """The views that `parameters` describe; float32 in [0, 1]."""
    pictures = pixels.to(torch.float32).mul_(1 / 255)
    views = crop_resize_flip(pictures, parameters, pixels.shape[-1])
    views = make_grey(jitter(views, parameters), parameters.grey)
    return _blur_chosen(views, parameters.sigma_px)


def _blur_chosen(views: Tensor, sigma_px: Tensor) -> Tensor:
    if views.device.type != "cpu":  # choosing some of them would make the device wait for the host
        blurred = blur(views, sigma_px.clamp(min=1e-3))
        return torch.where((sigma_px > 0)[:, None, None, None], blurred, views)
    chosen = sigma_px.nonzero()[:, 0]
    if len(chosen) == 0:
        return views
    return views.index_copy_(0, chosen, blur(views[chosen], sigma_px[chosen]))
