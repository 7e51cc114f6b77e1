"""A view: the crop, brought to its side, and what the operations of the table make of it."""

import contextlib
import functools
from collections.abc import Callable

import torch
from torch import Tensor

from simclr_gui.engine.augmentation.compilation import Compilation, note_kept
from simclr_gui.engine.augmentation.operations import table
from simclr_gui.engine.augmentation.operations.crop import crop_resize_flip
from simclr_gui.engine.augmentation.operations.operation import ViewParameters
from simclr_gui.engine.augmentation.parameters import sample_parameters
from simclr_gui.engine.config.views import ViewSettings

CPU = torch.device("cpu")
COMPILATION = Compilation()

Render = Callable[[Tensor, ViewParameters, int], Tensor]


def sample_views(
    pixels: Tensor, settings: ViewSettings, generator: torch.Generator, *, are_few: bool = False
) -> Tensor:
    """One random view of every image.

    Args:
        pixels: uint8, shape (count, 3, side_px, side_px).
        are_few: nobody waits for the loops to be loaded, or compiled; torch's operations give equal views but for
            rounding.

    Returns:
        float32 in [0, 1], same shape.
    """
    parameters = sample_parameters(len(pixels), pixels.shape[-1], settings, generator, pixels.device)
    return render_at_once(pixels, parameters, pixels.shape[-1]) if are_few else render_views(pixels, parameters)


def render_views(pixels: Tensor, parameters: ViewParameters, side_px: int | None = None) -> Tensor:
    """The views that `parameters` describe; float32 in [0, 1], of the images' own side or `side_px`."""
    return renderer_for(pixels.device.type)(pixels, parameters, side_px or pixels.shape[-1])


def prepare_views(device: torch.device, *, waits: bool = True) -> None:
    """Makes ready what `render_views` needs there, so that a training need not wait.

    Args:
        waits: compiles here what was never compiled on this machine, for some seconds; else another process does, and
            until it has, torch's operations serve: equal views but for rounding.
    """
    if device.type == "cpu" and waits:
        COMPILATION.end()
    elif device.type == "cpu":
        COMPILATION.begin()
    if device.type != "cpu" or not COMPILATION.is_pending:
        compile_views(device)


def compile_views(device: torch.device = CPU) -> None:
    """Compiles the loops, or reads what was kept of them, and says that they are kept."""
    pixels = torch.zeros(1, 3, 8, 8, dtype=torch.uint8, device=device)
    sample_views(pixels, ViewSettings(), torch.Generator(device))
    if device.type == "cpu" and looping_renderer() is not render_at_once:
        with contextlib.suppress(OSError):  # where nothing can be kept it is compiled at every start
            note_kept()


def renderer_for(device_type: str) -> Render:
    """Compiled loops for a CPU; elsewhere, and while there are none, torch's operations on the whole batch."""
    return looping_renderer() if device_type == "cpu" and not COMPILATION.is_pending else render_at_once


@functools.cache
def looping_renderer() -> Render:
    """Without numba the same as elsewhere."""
    try:
        from simclr_gui.engine.augmentation.compiled import render_each
    except ImportError:
        return render_at_once
    return render_each


def render_at_once(pixels: Tensor, parameters: ViewParameters, side_px: int) -> Tensor:
    """Computes everything for every image; a GPU would wait longer for the choice than for the arithmetic."""
    views = crop_resize_flip(pixels.to(torch.float32).mul_(1 / 255), parameters, side_px)
    for operation in table.OPERATIONS:
        views = operation.render(views, parameters)
    return views
