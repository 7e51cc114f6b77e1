"""Arithmetic of a chart's values: means over the last ones, and the moments that are nearest to others."""

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


def at_moments(time_s: Values, measured_s: Values, values: Values) -> Values:
    """The values where they were measured, NaN at all other moments."""
    result = np.full(len(time_s), np.nan)
    for second, value in zip(measured_s, values, strict=True):
        if len(time_s):
            result[nearest(time_s, second)] = value
    return result


def nearest(ascending: Values, value: float) -> int:
    """The place of the number that is nearest to `value`."""
    after = int(np.clip(np.searchsorted(ascending, value), 1, max(1, len(ascending) - 1)))
    if len(ascending) == 1:
        return 0
    return after - 1 if value - ascending[after - 1] <= ascending[after] - value else after


def running_mean(values: Values, points: int) -> Values:
    """Mean over the last `points` values, over fewer at the start; same length."""
    sums = np.cumsum(values)
    mean: Values = np.empty(len(values))
    mean[:points] = sums[:points] / np.arange(1, min(points, len(values)) + 1)
    mean[points:] = (sums[points:] - sums[:-points]) / points
    return mean
