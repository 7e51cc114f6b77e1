"""Charts on paper as SVG: curves over one axis, and bars with their intervals. Few ticks, units on the axes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.messages.foreign_words import shortened
from simclr_gui.engine.messages.shares import percent
from simclr_gui.engine.sharing.document import Figure
from simclr_gui.engine.sharing.drawing import GRID, QUIET, TEXT, Drawing, text_px

Numbers = NDArray[np.float64]

WIDTH_PX, PLOT_PX = 720.0, 220.0
LEFT_PX, RIGHT_PX, ABOVE_PX, BELOW_PX = 62.0, 14.0, 12.0, 44.0
LEGEND_PX, SWATCH_PX, GAP_PX = 20.0, 18.0, 18.0
MOST_POINTS, MOST_TICKS = 240, 6
LONGEST_NAME = 48
ROW_PX, BAR_PX = 34.0, 18.0


@dataclass(frozen=True)
class Line:
    """A curve: x grows; both of shape (points,)."""

    name: str
    colour: str
    x: Numbers
    y: Numbers


@dataclass(frozen=True)
class Reference:
    """A level to compare with."""

    value: float
    label: str


@dataclass(frozen=True)
class Bar:
    """A share with its 95 % interval, and a band that others have published; None where there is none."""

    name: str
    value: float
    colour: str
    interval: tuple[float, float] | None = None
    band: tuple[float, float] | None = None


@dataclass(frozen=True)
class Axis:
    """Values from `low` to `high` as places in px from `begin` to `end`."""

    low: float
    high: float
    begin: float
    end: float

    def place(self, value: float) -> float:
        return self.begin + (self.end - self.begin) * (value - self.low) / (self.high - self.low)

    def labelled_ticks(self, *, is_share: bool = False) -> list[tuple[float, str]]:
        """Place and words of each."""
        ticks = tidy_ticks(self.low, self.high)
        step = ticks[1] - ticks[0] if len(ticks) > 1 else self.high - self.low
        return [(self.place(tick), _label(tick, step, is_share=is_share)) for tick in ticks]


def tidy_ticks(low: float, high: float, most: int = MOST_TICKS) -> list[float]:
    """At most so many values between both ends, in steps of 1, 2 or 5 times a power of ten."""
    rough = (high - low) / (most - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= rough * (1 - 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [number * step for number in range(first, last + 1)]


def averaged(x: Numbers, y: Numbers, most: int = MOST_POINTS) -> tuple[Numbers, Numbers, int]:
    """At most so many points, each the mean of as many in a row, and of how many."""
    together = max(1, math.ceil(len(x) / most))
    begins = np.arange(0, len(x), together)
    counts = np.diff(np.append(begins, len(x)))
    return np.add.reduceat(x, begins) / counts, np.add.reduceat(y, begins) / counts, together


def line_chart(
    lines: Sequence[Line],
    x_title: str,
    y_title: str,
    references: Sequence[Reference] = (),
    *,
    is_share: bool = False,
    caption: str = "",
) -> Figure:
    """Curves over each other, with a legend that tells the last value of each.

    Args:
        lines: each of one point at least.
        is_share: the values are shares, shown as per cent from 0 to 100.
    """
    places = _legend_places([_legend_words(line, is_share=is_share) for line in lines])
    top = ABOVE_PX + LEGEND_PX * (1 + places[-1][0])
    drawing = Drawing(WIDTH_PX, top + PLOT_PX + BELOW_PX)
    across = Axis(*_range([line.x for line in lines]), LEFT_PX, WIDTH_PX - RIGHT_PX)
    levels = [*(line.y for line in lines), np.array([reference.value for reference in references])]
    upwards = Axis(*((0.0, 1.0) if is_share else _range(levels)), top + PLOT_PX, top)
    _draw_axes(drawing, across, upwards, x_title, y_title, is_share=is_share)
    for reference in references:
        y = upwards.place(reference.value)
        drawing.dashes((across.begin, y), (across.end, y), QUIET)
        drawing.text(across.end - 4, y - 4, reference.label, anchor="end", size=11, colour=QUIET)
    for line, (row, x) in zip(lines, places, strict=True):
        points = [(across.place(a), upwards.place(b)) for a, b in zip(line.x.tolist(), line.y.tolist(), strict=True)]
        if len(points) == 1:
            drawing.dots([list(points[0])], line.colour, 5)
        else:
            drawing.curve(points, line.colour)
        y = ABOVE_PX + LEGEND_PX * row + 4
        drawing.line((x, y - 4), (x + SWATCH_PX - 4, y - 4), line.colour, 3)
        drawing.text(x + SWATCH_PX, y, _legend_words(line, is_share=is_share))
    return drawing.figure(caption)


def bar_chart(bars: Sequence[Bar], chance: float | None, chance_words: str, caption: str = "") -> Figure:
    """Shares as bars from 0 to 100 %, thin lines for the intervals; what guessing gives as a dashed line."""
    names_px = min(260.0, 16 + max(text_px(shortened(bar.name, LONGEST_NAME), 13) for bar in bars))
    axis = Axis(0.0, 1.0, names_px, WIDTH_PX - 84)
    bottom = ABOVE_PX + ROW_PX * len(bars)
    drawing = Drawing(WIDTH_PX, bottom + BELOW_PX - 8)
    for place, words in axis.labelled_ticks(is_share=True):
        drawing.line((place, ABOVE_PX), (place, bottom), GRID)
        drawing.text(place, bottom + 16, words, anchor="middle", colour=QUIET)
    for number, bar in enumerate(bars):
        _draw_bar(drawing, axis, bar, ABOVE_PX + ROW_PX * (number + 0.5))
    if chance is not None:
        x = axis.place(chance)
        drawing.dashes((x, ABOVE_PX - 4), (x, bottom), QUIET)
        drawing.text(x, bottom + 30, chance_words, anchor="middle", size=11, colour=QUIET)
    return drawing.figure(caption)


def _draw_bar(drawing: Drawing, axis: Axis, bar: Bar, middle: float) -> None:
    if bar.band is not None:
        low, high = (axis.place(end) for end in bar.band)
        drawing.box(low - 1, middle - ROW_PX / 2 + 2, high - low + 2, ROW_PX - 4, bar.colour, opacity=0.25)
    drawing.box(axis.begin, middle - BAR_PX / 2, axis.place(bar.value) - axis.begin, BAR_PX, bar.colour)
    drawing.text(0, middle + 4, shortened(bar.name, LONGEST_NAME), size=13)
    drawing.text(WIDTH_PX, middle + 4, percent(bar.value, 1), anchor="end", size=13, is_strong=True)
    if bar.interval is not None:
        low, high = (axis.place(end) for end in bar.interval)
        drawing.line((low, middle), (high, middle), TEXT, 1.4)
        for end in (low, high):
            drawing.line((end, middle - 5), (end, middle + 5), TEXT, 1.4)


def _draw_axes(drawing: Drawing, across: Axis, upwards: Axis, x_title: str, y_title: str, *, is_share: bool) -> None:
    for y, words in upwards.labelled_ticks(is_share=is_share):
        drawing.line((across.begin, y), (across.end, y), GRID)
        drawing.text(across.begin - 8, y + 4, words, anchor="end", colour=QUIET)
    for x, words in across.labelled_ticks():
        drawing.line((x, upwards.begin), (x, upwards.begin + 4), QUIET)
        drawing.text(x, upwards.begin + 18, words, anchor="middle", colour=QUIET)
    drawing.line((across.begin, upwards.begin), (across.end, upwards.begin), QUIET)
    drawing.text(across.end, upwards.begin + 36, x_title, anchor="end", colour=QUIET)
    drawing.text(14, (upwards.begin + upwards.end) / 2, y_title, anchor="middle", colour=QUIET, turn=-90)


def _legend_places(names: Sequence[str]) -> list[tuple[int, float]]:
    """Row and left end of each name."""
    places: list[tuple[int, float]] = []
    row, x = 0, LEFT_PX
    for name in names:
        width = SWATCH_PX + text_px(name) + GAP_PX
        if x + width > WIDTH_PX and x > LEFT_PX:
            row, x = row + 1, LEFT_PX
        places.append((row, x))
        x += width
    return places


def _legend_words(line: Line, *, is_share: bool) -> str:
    last = float(line.y[-1])
    return f"{shortened(line.name, LONGEST_NAME)}  " + (percent(last, 1) if is_share else f"{last:.3g}")


def _range(values: Sequence[Numbers]) -> tuple[float, float]:
    """The lowest and the highest, a little apart where they are the same."""
    whole = np.concatenate(values)
    low, high = float(whole.min()), float(whole.max())
    return (low, high) if high - low > 1e-9 * max(1.0, abs(high)) else (low - 0.5, high + 0.5)


def _label(value: float, step: float, *, is_share: bool = False) -> str:
    """In as many decimals as its neighbours need."""
    if is_share:
        return f"{100 * value:.0f} %"
    if abs(value) >= 1e6 or step < 1e-4:
        return f"{value:.3g}"
    return f"{value:,.{max(0, -math.floor(math.log10(step) + 1e-9))}f}"
