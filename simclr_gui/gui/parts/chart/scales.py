"""The scales of a chart: which stretch of time and of values is shown, and how values are written on the axis."""

import numpy as np

from simclr_gui.gui.parts.chart.plot import CurvePlot
from simclr_gui.gui.parts.chart.values import Values

SMALLEST_ON_LOG_SCALE = 1e-12
TIME_PADDING, VALUE_PADDING = 0.02, 0.04  # shares of the range


class Scales:
    """Ranges that are fixed stay where a person has moved the view, until there is news."""

    def __init__(self, plot: CurvePlot) -> None:
        self._plot = plot
        self._x_range: tuple[float, float] | None = None
        self._y_range: tuple[float, float] | None = None
        self._is_logarithmic = False

    def set_time_range(self, seconds: float) -> None:
        """Fixes the time axis, so that the chart does not jump while it fills."""
        if self._x_range != (0, seconds):  # somebody may have moved the view: it stays unless there is news
            self._x_range = (0, seconds)
            self._plot.setXRange(0, seconds, padding=TIME_PADDING)

    def free_time_range(self) -> None:
        """Lets the time axis grow with the curve."""
        self._x_range = None
        self._plot.getPlotItem().getViewBox().enableAutoRange(x=True)

    def set_value_range(self, low: float, high: float) -> None:
        """Fixes the axis of values."""
        if self._y_range != (low, high):
            self._y_range = (low, high)
            self._plot.setYRange(low, high, padding=VALUE_PADDING)

    def set_percent(self) -> None:
        """The values are shares of 1; the axis shows percent."""
        self._plot.value_axis.is_percent = True
        self._plot.value_axis.setTickSpacing(0.5, 0.5)

    def set_logarithmic(self) -> None:
        """The axis shows powers of ten."""
        self._plot.value_axis.is_logarithmic = self._is_logarithmic = True
        self._plot.value_axis.setTickSpacing(1, 1)

    def scaled(self, values: Values) -> Values:
        """The values as they are drawn: exponents where the axis shows powers of ten."""
        return np.log10(np.maximum(values, SMALLEST_ON_LOG_SCALE)) if self._is_logarithmic else values

    def look_at(self, begin_s: float, end_s: float) -> None:
        """Shows a stretch of time."""
        self._plot.setXRange(begin_s, end_s, padding=0)

    def reset(self) -> None:
        """Shows the whole chart again."""
        self._plot.getPlotItem().enableAutoRange()
        if self._x_range is not None:
            self._plot.setXRange(*self._x_range, padding=TIME_PADDING)
        if self._y_range is not None:
            self._plot.setYRange(*self._y_range, padding=VALUE_PADDING)
