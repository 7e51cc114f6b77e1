"""The plot of a chart: its curves and the dots at their ends, painted in a theme's colours."""

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPen

from simclr_gui.gui.look.theme import SPACE, Colours, caption_font
from simclr_gui.gui.parts.chart.axes import ValueAxis
from simclr_gui.gui.parts.chart.references import References
from simclr_gui.gui.parts.chart.text import Line
from simclr_gui.gui.parts.chart.values import Values

LINE_PX, FAINT_ALPHA = 2, 70
WIDEST_TICKS = ("0.000", "100 %", "1e-10")


class CurvePlot(pg.PlotWidget):
    """Curves over training time.

    Args:
        lines: one for each curve of `drawn`.
        companion: how `accompanying` is drawn, if at all.

    Attributes:
        planned, earlier, raw: a thin line, a dashed line, a faint curve; all of them empty until they are wanted.
    """

    def __init__(self, lines: Sequence[Line], companion: Line | None) -> None:
        self.value_axis = ValueAxis("left")
        axes = {"left": self.value_axis, "bottom": ValueAxis("bottom")}
        super().__init__(background=None, axisItems=axes, enableMenu=False)
        self._lines, self._companion = lines, companion
        self.planned, self.earlier, self.raw = self.plot(), self.plot(), self.plot()
        self.drawn = [self.plot() for _ in lines]
        self.accompanying = self.plot()
        self.ends = [pg.ScatterPlotItem(size=7, pen=None) for _ in lines]
        self.references = References(self, (self.earlier, self.raw, self.planned, self.accompanying, *self.drawn))
        self._set_up()

    def _set_up(self) -> None:
        self.setCacheMode(self.CacheModeFlag.CacheNone)  # there is no background, and on paper it would be an image
        for widget in (self, self.viewport()):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # no key does anything there; the button does all
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.setMenuEnabled(False)
        plot.setClipToView(True)
        plot.getViewBox().setMouseEnabled(x=True, y=False)
        for curve in (self.planned, self.earlier, self.raw, self.accompanying, *self.drawn):
            curve.setDownsampling(auto=True, method="peak")
            curve.setSkipFiniteCheck(True)
        for end in self.ends:
            plot.getViewBox().addItem(end, ignoreBounds=True)
        for side in ("left", "bottom"):
            axis = plot.getAxis(side)
            axis.setStyle(
                tickLength=0, maxTickLevel=0, tickTextOffset=6, autoExpandTextSpace=False, hideOverlappingLabels=False
            )
            axis.enableAutoSIPrefix(False)
        plot.getViewBox().sigRangeChanged.connect(self.place_names)
        plot.getViewBox().sigResized.connect(self.place_names)

    @Slot()
    def place_names(self) -> None:
        self.references.place_names()

    def show_curves(self, time_s: Values, curves: Sequence[Values], raw: Values | None) -> None:
        """Draws a curve for each line, a dot at its last value, and faint behind them one as it was measured."""
        if len(time_s) == 0:
            for item in (self.raw, *self.drawn, *self.ends):
                item.setData([], [])
            return
        self.raw.setData([], []) if raw is None else self.raw.setData(time_s, raw)
        for values, drawn, end in zip(curves, self.drawn, self.ends, strict=True):
            drawn.setData(time_s, values)
            end.setData(time_s[-1:], values[-1:])
        self.place_names()

    def take_fonts(self, time_words: str) -> None:
        """The type is larger while the window is presented."""
        font, plot = caption_font(), self.getPlotItem()
        metrics = QFontMetrics(font)
        left, bottom = plot.getAxis("left"), plot.getAxis("bottom")
        for axis in (left, bottom):
            axis.setTickFont(font)
        left.setWidth(max(map(metrics.horizontalAdvance, WIDEST_TICKS)) + 12)
        plot.layout.setContentsMargins(0, metrics.height() // 2, 2 * SPACE, 0)  # ticks' labels reach beyond their axis
        bottom.setHeight(2 * metrics.height() + 6)
        plot.setLabel("bottom", time_words, **{"font-size": f"{font.pointSizeF():g}pt"})
        self.references.take_font(font)

    def dress(self, colours: Colours, ratio: float) -> None:
        """Colours everything, for a surface with so many dots for a pixel of the desktop: pens are measured in dots."""

        def pen(colour: str | QColor, width_px: float = 1, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
            result: QPen = pg.mkPen(colour, width=width_px * ratio, style=style)
            return result

        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(pen(colours.line))
            axis.setTextPen(pg.mkPen(colours.quiet))
        faint = pg.mkColor(colours.accent)
        faint.setAlpha(FAINT_ALPHA)
        self.raw.setPen(pen(faint))
        self.planned.setPen(pen(colours.quiet))
        self.earlier.setPen(pen(colours.untrained, LINE_PX, Qt.PenStyle.DashLine))
        for line, drawn, end in zip(self._lines, self.drawn, self.ends, strict=True):
            colour = getattr(colours, line.colour, line.colour)
            drawn.setPen(pen(colour, LINE_PX, line.style))
            end.setBrush(pg.mkBrush(colour))
        if self._companion is not None:
            colour = getattr(colours, self._companion.colour, self._companion.colour)
            self.accompanying.setPen(pen(colour, LINE_PX, self._companion.style))
        self.references.colour(colours, pen(colours.quiet, 1, Qt.PenStyle.DashLine))

    def set_printed(self, is_printed: bool) -> None:
        """The dots at the ends are drawn anew on paper, not enlarged."""
        for end in self.ends:
            if is_printed:
                end.setExportMode(True, {"antialias": True, "resolutionScale": 1.0})
            else:
                end.setExportMode(False)
