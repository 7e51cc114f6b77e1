"""Horizontal lines with their names, which are written where they hide neither a curve nor each other."""

from collections.abc import Sequence
from itertools import product

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QPen

from simclr_gui.gui.look.theme import Colours

ALONG = (1.0, 0.0, 0.5, 0.75, 0.25, 0.875, 0.125, 0.625, 0.375)
"""Shares of the line at which the same share of a name stands; the first place that is free is taken."""
EDGE = 0.015  # of the line, that a name keeps from its ends
ABOVE, BELOW = 1.08, -0.08  # of the name's height
BARE_PX = 3  # around a name, within its rectangle
CROSSED_ALPHA = 150
UNDER_CURVES = -1
OUT_OF_SIGHT = 100  # worse than lying on any number of curves
DOT_PX = 4  # half of what ends a curve
LOW = 6  # times the height of a name: in such a chart a name on a curve hides too much of it

Spot = tuple[float, float]


class References:
    """The named lines of a plot.

    Args:
        curves: what their names should not lie on.
    """

    def __init__(self, plot: pg.PlotWidget, curves: Sequence[pg.PlotDataItem]) -> None:
        self._plot, self._curves = plot, curves
        self.lines: list[pg.InfiniteLine] = []
        self.spots: list[Spot] = []
        self._ink = QColor()

    def show(self, lines: Sequence[tuple[float, str]], font: QFont) -> None:
        """Draws these lines, each a value and a name, instead of the last ones."""
        for line in self.lines:
            self._plot.removeItem(line)
        self.lines = [
            pg.InfiniteLine(value, angle=0, label=name, labelOpts={"movable": False}) for value, name in lines
        ]
        self.spots = [(1.0, ABOVE) for _ in lines]
        for line in self.lines:
            line.setZValue(UNDER_CURVES)
            self._plot.addItem(line, ignoreBounds=True)
        self.take_font(font)

    def take_font(self, font: QFont) -> None:
        for line in self.lines:
            line.label.setFont(font)

    def colour(self, colours: Colours, pen: QPen) -> None:
        self._ink = QColor(colours.quiet)
        for line in self.lines:
            line.setPen(pen)
        self.place_names()

    def place_names(self) -> None:
        """Moves a name only where a curve has come there.

        With no place free, it stands faint under the curves; in a low chart it is left out.
        """
        taken: list[QRectF] = []
        for number, line in enumerate(self.lines):
            before = self.spots[number]
            spots = [before, *(spot for spot in product(ALONG, (ABOVE, BELOW)) if spot != before)]
            costs = [self.cost(line, spot, taken) for spot in spots]
            spot = self.spots[number] = spots[int(np.argmin(costs))]
            taken.append(self.place_of(line, spot))
            line.label.anchors = [spot, spot]
            line.label.setPosition(_position(spot))
            self._write(line, is_crossed=min(costs) > 0)

    def _write(self, line: pg.InfiniteLine, *, is_crossed: bool) -> None:
        """A name that is wider than the chart would be cut: it is left out; on a curve in a low chart as well."""
        ink = QColor(self._ink)
        if is_crossed:
            ink.setAlpha(CROSSED_ALPHA)
        if line.label.color != ink:
            line.label.setColor(ink)
        box, name = self._plot.getPlotItem().getViewBox(), line.label.textItem.boundingRect()
        has_room = name.width() <= box.width() and not (is_crossed and box.height() < LOW * name.height())
        if line.label.isVisible() != has_room:
            line.label.setVisible(has_room)

    def place_of(self, line: pg.InfiniteLine, spot: Spot) -> QRectF:
        """Of a name, in pixels of the view."""
        box = self._plot.getPlotItem().getViewBox()
        (_, _), (low, high) = box.viewRange()
        name = line.label.textItem.boundingRect()
        x = _position(spot) * box.width() - spot[0] * name.width()
        y = box.height() * (high - line.value()) / ((high - low) or 1) - spot[1] * name.height()
        return QRectF(x, y, name.width(), name.height())

    def cost(self, line: pg.InfiniteLine, spot: Spot, taken: Sequence[QRectF]) -> int:
        """How much lies under a name there."""
        box, place = self._plot.getPlotItem().getViewBox(), self.place_of(line, spot)
        is_out = place.top() < 0 or place.bottom() > box.height()
        (left, right), (low, high) = box.viewRange()
        per_x, per_y = (right - left) / max(1.0, box.width()), (high - low) / max(1.0, box.height())
        ink = place.adjusted(BARE_PX, BARE_PX, -BARE_PX, -BARE_PX)
        times = left + per_x * ink.left(), left + per_x * ink.right()
        values = high - per_y * ink.bottom(), high - per_y * ink.top()
        others = sum(values[0] < other.value() < values[1] for other in self.lines if other is not line)
        under = 0
        for curve in self._curves:
            time_s, measured = curve.getOriginalDataset()
            under += _crosses(time_s, measured, times, values)
            under += _ends_in(time_s, measured, _wider(times, DOT_PX * per_x), _wider(values, DOT_PX * per_y))
        return int(OUT_OF_SIGHT * is_out + others + under + sum(place.intersects(other) for other in taken))


def _position(spot: Spot) -> float:
    """Of a name along its line, from 0 to 1."""
    return EDGE + (1 - 2 * EDGE) * spot[0]


def _wider(stretch: Spot, by: float) -> Spot:
    return stretch[0] - by, stretch[1] + by


def _ends_in(time_s: NDArray[np.float64] | None, curve: NDArray[np.float64] | None, times: Spot, values: Spot) -> bool:
    """Whether the last point of a curve lies in a rectangle: a dot stands there."""
    if time_s is None or curve is None or len(time_s) == 0:
        return False
    return bool(times[0] < time_s[-1] < times[1] and values[0] < curve[-1] < values[1])


def _crosses(
    time_s: NDArray[np.float64] | None,
    curve: NDArray[np.float64] | None,
    times: tuple[float, float],
    values: tuple[float, float],
) -> bool:
    """Whether a curve over ascending times touches a rectangle, the pieces from point to point counted."""
    if time_s is None or curve is None or len(time_s) == 0 or times[1] < time_s[0] or times[0] > time_s[-1]:
        return False
    begin, end = np.searchsorted(time_s, times)
    piece = curve[max(0, begin - 1) : end + 1]
    return bool(piece.min() <= values[1] and piece.max() >= values[0])
