"""Axes whose numbers never touch: percent where values are shares of one, powers of ten on a log scale."""

import pyqtgraph as pg
from PySide6.QtGui import QFontMetrics

GAP_PX, ROOM_OF_LINES = 6, 1.2
EVERY = (1, 2, 5, 10, 20, 50)  # of how many ticks one is kept
Level = tuple[float, list[float]]  # ticks and how far they are apart


class ValueAxis(pg.AxisItem):
    """Writes shares of 1 as percent, or exponents as powers of ten, where it is asked to."""

    is_percent = False
    is_logarithmic = False

    def tickValues(self, low: float, high: float, size: float) -> list[Level]:
        levels: list[Level] = super().tickValues(low, high, size)
        levels = [(spacing, values) for spacing, values in levels if len(values)]
        return [self._thinned(*level, size / max(1e-30, high - low)) for level in levels[:1]]

    def _thinned(self, spacing: float, values: list[float], px: float) -> Level:
        """Every second of the ticks, every fifth or fewer, where their numbers have no room beside each other."""
        metrics = QFontMetrics(self.style["tickFont"] or self.font())
        words = self.tickStrings(values, 1, spacing)
        is_across = self.orientation in ("bottom", "top")
        needed = max(map(metrics.horizontalAdvance, words)) + GAP_PX if is_across else ROOM_OF_LINES * metrics.height()
        every = next((number for number in EVERY if number * spacing * px >= needed), EVERY[-1])
        return every * spacing, [value for value in values if round(value / spacing) % every == 0]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        if self.is_percent:
            return [f"{100 * value:.0f} %" for value in values]
        if self.is_logarithmic:
            return [f"1e{value:.0f}" if value == round(value) else "" for value in values]
        strings: list[str] = super().tickStrings(values, scale, spacing)
        return strings
