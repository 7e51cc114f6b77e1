"""Views on a processor: image after image, from crop to blur, while it lies in the core's cache.

Of the crop's loop and those of the table numba makes one function. A core computes an image three to five times as fast
as torch would with its one pass through all images for every operation. What was compiled is kept, so that a machine
compiles once.
"""

import functools
import hashlib
import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FunctionType
from typing import Any

import numba
import torch
from numba.np.unsafe.ndarray import to_fixed_tuple
from torch import Tensor

from simclr_gui.engine.augmentation.compilation import place_of_compiled, stamp_of_code
from simclr_gui.engine.augmentation.operations import table
from simclr_gui.engine.augmentation.operations.crop import CROP, crop_resize_flip_one, weights_of_lines
from simclr_gui.engine.augmentation.operations.lines import Array, Numbers
from simclr_gui.engine.augmentation.operations.operation import ViewParameters

Loop = Callable[[Array, Numbers], None]

LEAST_PIXELS_A_THREAD = 2**18  # about 2 ms: sharing less would not pay
NUMBERS_OF_THE_CROP = CROP.numbers
NUMBERS = NUMBERS_OF_THE_CROP  # stands where `renderer_for` puts how many numbers an image has drawn in all
OPTIONS: dict[str, Any] = {"nogil": True, "fastmath": True, "error_model": "numpy"}


def render_each(pixels: Tensor, parameters: ViewParameters, side_px: int) -> Tensor:
    """The views that `parameters` describe, on as many cores as torch may use.

    Args:
        pixels: uint8 on the CPU, shape (count, 3, height, width).

    Returns:
        float32 in [0, 1], shape (count, 3, side_px, side_px).
    """
    views = torch.empty(len(pixels), 3, side_px, side_px)
    sampled = [getattr(parameters, name) for sampling in table.samplings() for name in sampling.parameters]
    arrays = [tensor.contiguous().numpy() for tensor in (pixels, views, torch.column_stack(sampled))]
    render = renderer_for(tuple((each.loop, each.numbers) for each in table.OPERATIONS))
    threads = min(torch.get_num_threads(), len(pixels), max(1, views[:, 0].numel() // LEAST_PIXELS_A_THREAD))
    if threads <= 1:
        render(*arrays)
        return views
    bounds = [len(pixels) * share // threads for share in range(threads + 1)]
    with ThreadPoolExecutor(threads) as pool:  # of the caller's own threads, since they inherit its priority
        shares = [
            pool.submit(render, *(array[start:end] for array in arrays)) for start, end in itertools.pairwise(bounds)
        ]
    for share in shares:
        share.result()
    return views


@functools.cache
def renderer_for(loops: tuple[tuple[Loop, int], ...]) -> Callable[..., None]:
    """Compiles the table: each loop with how many numbers an image draws for it."""
    chain = compiled(_do_nothing)
    for loop, numbers in reversed(loops):
        chain = _chained(compiled(loop), numbers, chain)
    numbers = NUMBERS_OF_THE_CROP + sum(numbers for _, numbers in loops)
    function = _with_compiled_calls(_render_in_turn, _change=chain, NUMBERS=numbers)
    function.__qualname__ += "_" + _stamp(loops)  # under this name numba keeps it
    return kept(function, "void(uint8[:,:,:,::1], float32[:,:,:,::1], float32[:,::1])")


def _render_in_turn(pixels: Array, views: Array, sampled: Array) -> None:
    """Writes `views`; sampled: float32 (count, numbers), what the crop and each loop in turn have drawn."""
    weights = weights_of_lines(max(pixels.shape[2], pixels.shape[3]), views.shape[2])
    for i in range(len(pixels)):
        numbers: Any = to_fixed_tuple(sampled[i], NUMBERS)  # type: ignore[call-arg] # numba's own; no array to count
        crop_resize_flip_one(pixels[i], views[i], numbers[:NUMBERS_OF_THE_CROP], weights)
        _change(views[i], numbers[NUMBERS_OF_THE_CROP:])


def _change(view: Array, sampled: Numbers) -> None:
    """Stands where `renderer_for` puts the loops of the table."""


def _do_nothing(_view: Array, _sampled: Numbers) -> None:
    """The end of every chain."""


def _chained(loop: Loop, numbers: int, others: Loop) -> Loop:
    """A loop and the others behind it, as one."""

    def both(view: Array, sampled: Numbers) -> None:
        loop(view, sampled[:numbers])
        others(view, sampled[numbers:])

    chain: Loop = numba.njit(**OPTIONS)(both)
    return chain


@functools.cache
def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compiles when it is first called, for the types that it is called with."""
    dispatcher: Callable[..., Any] = numba.njit(**OPTIONS)(_with_compiled_calls(function))
    return dispatcher


def _with_compiled_calls(function: Callable[..., Any], **others: object) -> Callable[..., Any]:
    """The same function, but the plain ones that it calls are compiled ones, or `others` that are named.

    The operations' files thus need no numba.
    """
    code, known = function.__code__, function.__globals__
    called = {name: known.get(name) for name in set(code.co_names) - set(others)}
    names = {name: compiled(each) for name, each in called.items() if isinstance(each, FunctionType)}
    return FunctionType(code, known | names | others, function.__name__)


def _stamp(loops: tuple[tuple[Loop, int], ...]) -> str:
    """Another where any operation is: numba itself would look at this file alone, and take what it kept for new."""
    elsewhere = {Path(loop.__code__.co_filename) for loop, _ in loops}
    text = [f"{loop.__module__}.{loop.__qualname__} {numbers}".encode() for loop, numbers in loops]
    code = [*(path.read_bytes() for path in sorted(elsewhere)), stamp_of_code().encode()]
    return hashlib.sha256(b"\n".join([*text, *code])).hexdigest()[:16]


def kept(function: Callable[..., Any], signature: str) -> Callable[..., Any]:
    """Compiles, and keeps the result on the disk; where that is impossible, it is compiled at every start."""
    numba.config.CACHE_DIR = numba.config.CACHE_DIR or str(place_of_compiled())  # type: ignore[attr-defined]
    try:
        return numba.njit(signature, cache=True, **OPTIONS)(function)
    except Exception:  # the place is closed or full, or what lies there is broken; a fault of ours is raised below
        return numba.njit(signature, **OPTIONS)(function)
