"""What can be said of the channels of a layer: how active, how steady under the views, whether silent. No torch."""

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.events import Pixels

Values = NDArray[np.float64]
SMALLEST_SUM = 1e-9


def activity(maps: Pixels) -> Values:
    """Mean of each channel over the image, in grey levels; of its views others can be the most active.

    Args:
        maps: uint8, shape (3, channels, height, width), as in FeatureMapsTaken.
    """
    means: Values = maps[0].mean(axis=(1, 2), dtype=np.float64)
    return means


def steadiness(maps: Pixels) -> Values:
    """How equally strong each channel answers both views: 1 equally, 0 where it answers one of them alone."""
    first, second = maps[1:].mean(axis=(2, 3), dtype=np.float64)
    equal: Values = 1 - np.abs(first - second) / np.maximum(first + second, SMALLEST_SUM)
    return equal


def is_silent(maps: Pixels) -> NDArray[np.bool_]:
    """Which channels give one and the same value everywhere, in the image and in both views."""
    silent: NDArray[np.bool_] = maps.min(axis=(0, 2, 3)) == maps.max(axis=(0, 2, 3))
    return silent


def order_of(maps: Pixels, by: str) -> NDArray[np.int64]:
    """The channels "as they are", or by "activity" or "steadiness", highest first and silent ones last."""
    match by:
        case "activity":
            key = activity(maps)
        case "steadiness":
            key = steadiness(maps)
        case _:
            return np.arange(maps.shape[1])
    return np.argsort(-np.where(is_silent(maps), -1.0, key), kind="stable")


def pooled(channel: NDArray[np.float64], by: str) -> NDArray[np.float64]:
    """2x2 pooling with stride 2 of one map, by "max", "average" or "sum"; an odd last row or column is left out."""
    height, width = (side // 2 * 2 for side in channel.shape)
    if not height or not width:
        return channel
    windows = channel[:height, :width].reshape(height // 2, 2, width // 2, 2)
    if by == "max":
        result: NDArray[np.float64] = windows.max(axis=(1, 3))
        return result
    total: NDArray[np.float64] = windows.sum(axis=(1, 3))
    return total / 4 if by == "average" else total
