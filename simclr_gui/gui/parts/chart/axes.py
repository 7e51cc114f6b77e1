"""Axes with few ticks: percent where values are shares of one, powers of ten on a log scale."""

import pyqtgraph as pg


class ValueAxis(pg.AxisItem):
    """Writes shares of 1 as percent, or exponents as powers of ten, where it is asked to."""

    is_percent = False
    is_logarithmic = False

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        if self.is_percent:
            return [f"{100 * value:.0f} %" for value in values]
        if self.is_logarithmic:
            return [f"1e{value:.0f}" if value == round(value) else "" for value in values]
        strings: list[str] = super().tickStrings(values, scale, spacing)
        return strings
