"""Sums of products of centred values, in float64 and block by block: never a second copy of all values."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import torch
from torch import Tensor

from simclr_gui.engine.errands import is_still_wanted
from simclr_gui.engine.messages.errors import Cancelled

AT_A_TIME = 1_024  # rows; products of so many levels less 128 add up to 2²⁴ at most: whole numbers, exact in float32
MIDDLE_LEVEL = 128
TILES = 4  # what lies below the diagonal is known from above it; more and smaller tiles gain no more


def feature_scatter(values: Tensor) -> tuple[Tensor, Tensor]:
    """The mean of every feature, and the sums over all rows of products of two centred features.

    Args:
        values: float, or uint8 levels, of which the sums are exact at the speed of float32; shape (rows, features).

    Returns:
        Mean (features,) and sums (features, features), float64, in units of the values.

    Raises:
        Cancelled: nobody waits for them any more.
    """
    mean, parts = mean_of(values), values.split(AT_A_TIME)
    if values.dtype != torch.uint8:
        return mean, _summed_products((part.double() - mean for part in parts), values.shape[1])
    sums = _summed_products((_about_middle(part) for part in parts), values.shape[1])
    totals = ((mean - MIDDLE_LEVEL) * len(values)).round()  # whole numbers, and their products too
    return mean, sums.sub_(torch.outer(totals, totals).div_(len(values)))


def row_scatter(values: Tensor) -> tuple[Tensor, Tensor]:
    """The same with the sums over all centred features of products of two rows; shape (rows, rows)."""
    mean, parts = mean_of(values), values.split(AT_A_TIME, dim=1)
    if values.dtype != torch.uint8:
        centred = (part.double() - middle for part, middle in zip(parts, mean.split(AT_A_TIME), strict=True))
        return mean, _summed_products((part.T for part in centred), len(values))
    sums = _summed_products((_about_middle(part).T for part in parts), len(values))
    offset = sums.mean(dim=0)
    return mean, sums.sub_(offset).sub_(offset[:, None]).add_(offset.mean())


def _about_middle(levels: Tensor) -> Tensor:
    return levels.float().sub_(MIDDLE_LEVEL)


def mean_of(values: Tensor) -> Tensor:
    """The mean of every feature, float64; of one that never changes it is exactly its value."""
    first = values[0].double()
    sums = torch.zeros_like(first)
    for part in values.split(AT_A_TIME):
        sums += (part.double() - first).sum(dim=0)
    return first + sums / len(values)


def _summed_products(parts: Iterable[Tensor], size: int) -> Tensor:
    """The sum of partᵀ part, in float64; shape (size, size)."""
    sums = torch.zeros(size, size, dtype=torch.float64)
    for part in _while_wanted(parts):
        for begin, end in _tiles(size):
            sums[begin:end, begin:] += part[:, begin:end].T @ part[:, begin:]
    for begin, end in _tiles(size):
        sums[end:, begin:end] = sums[begin:end, end:].T
    return sums


def _tiles(size: int) -> Iterator[tuple[int, int]]:
    cuts = [size * tile // TILES for tile in range(TILES + 1)]
    yield from pairwise(cuts)


def _while_wanted(parts: Iterable[Tensor]) -> Iterator[Tensor]:
    for part in parts:
        if not is_still_wanted():
            raise Cancelled
        yield part
