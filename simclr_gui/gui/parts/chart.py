"""A chart of one measured curve over time: raw faint, smoothed bold, reference lines named on the chart."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from simclr_gui.gui.look.figures import use_tabular_figures
from simclr_gui.gui.look.theme import CAPTION_PT, Theme
from simclr_gui.gui.parts.card import label

Values = NDArray[np.float64]
SMOOTHING_POINTS = 25
VALUE_WIDTH_PX = 76
LINE_PX, FAINT_ALPHA = 2, 70


@dataclass(frozen=True)
class ChartText:
    """The words of a chart.

    Attributes:
        title: what is seen, in plain words.
        term: the field's term for it.
        explanation: one sentence, shown as tooltip.
        file_name: for saving.
    """

    title: str
    term: str
    explanation: str
    file_name: str


class Chart(QWidget):
    """One curve over training time.

    Args:
        format_value: how a value is written ("71 %").
    """

    def __init__(
        self, text: ChartText, format_value: Callable[[float], str], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._format, self._theme = text, format_value, theme
        self._time: Values = np.empty(0)
        self._values: Values = np.empty(0)
        self._references: list[pg.InfiniteLine] = []
        self._reference_lines: list[tuple[float, str]] = []
        self._smooth = False

        self._value = label("", "title")
        use_tabular_figures(self._value)
        head = QHBoxLayout()
        self._title, self._term = label(text.title, "title"), label(text.term, "caption")
        self._term.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head.addWidget(self._title)
        head.addWidget(self._term, 1)
        head.addWidget(self._value)
        self._percent_axis = _PercentAxis("left")
        self._plot = pg.PlotWidget(background=None, axisItems={"left": self._percent_axis})
        self._raw = self._plot.plot()
        self._line = self._plot.plot()
        self._end = pg.ScatterPlotItem(size=7, pen=None)
        self._set_up_plot()
        self._plot.getPlotItem().getViewBox().addItem(self._end)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self._plot, 1)
        self.setToolTip(text.explanation)
        self.setAccessibleName(f"{text.title}. {text.explanation}")
        theme.changed.connect(self._repaint)
        self._repaint()

    def set_term(self, term: str) -> None:
        """Shows another term beside the plain words."""
        self._text = replace(self._text, term=term)
        self._show_term()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_term()

    def _show_term(self) -> None:
        """Leaves the term out where the plain words take all the room."""
        metrics = self._term.fontMetrics()
        needed = self._title.sizeHint().width() + metrics.horizontalAdvance(self._text.term) + VALUE_WIDTH_PX
        self._term.setText(self._text.term if self.width() >= needed else "")

    def _set_up_plot(self) -> None:
        plot = self._plot.getPlotItem()
        plot.hideButtons()
        plot.setMenuEnabled(False)
        plot.setClipToView(True)
        plot.getViewBox().setMouseEnabled(x=True, y=False)
        for curve in (self._raw, self._line):
            curve.setDownsampling(auto=True, method="peak")
            curve.setSkipFiniteCheck(True)
        for side in ("left", "bottom"):
            axis = plot.getAxis(side)
            axis.setStyle(tickLength=0, maxTickLevel=0, tickTextOffset=6, autoExpandTextSpace=False)
            axis.setTickFont(caption_font())
            axis.enableAutoSIPrefix(False)
        line_px = QFontMetrics(caption_font()).height()
        plot.getAxis("left").setWidth(QFontMetrics(caption_font()).horizontalAdvance("0.000") + 12)
        plot.getAxis("bottom").setHeight(2 * line_px + 6)
        plot.setLabel("bottom", self.tr("training time (s)"), **{"font-size": f"{CAPTION_PT}pt"})
        self._plot.scene().sigMouseMoved.connect(self._read_off)
        self._plot.viewport().installEventFilter(self)

    def set_time_range(self, seconds: float) -> None:
        """Fixes the time axis, so that the chart does not jump while it fills."""
        self._plot.setXRange(0, seconds, padding=0.02)

    def set_value_range(self, low: float, high: float) -> None:
        self._plot.setYRange(low, high, padding=0.04)

    def set_percent(self) -> None:
        """The values are shares of 1; the axis shows percent."""
        self._percent_axis.is_percent = True
        self._percent_axis.setTickSpacing(0.5, 0.5)

    def set_references(self, lines: list[tuple[float, str]]) -> None:
        """Draws named horizontal lines."""
        if lines == self._reference_lines:
            return
        self._reference_lines = lines
        for line in self._references:
            self._plot.removeItem(line)
        self._references = [
            pg.InfiniteLine(
                value,
                angle=0,
                label=name,
                labelOpts={"position": 0.985, "anchors": [(1, 1), (1, 1)], "movable": False},
            )
            for value, name in lines
        ]
        for line in self._references:
            line.label.setFont(caption_font())
            self._plot.addItem(line, ignoreBounds=True)
        self._repaint()

    def show_values(self, time_s: Values, values: Values, *, smooth: bool = False) -> None:
        """Shows the curve; `smooth` adds a running mean and keeps the raw curve visible behind it."""
        self._time, self._values, self._smooth = time_s, values, smooth
        if len(values) == 0:
            for item in (self._raw, self._line, self._end):
                item.setData([], [])
            self._value.setText("")
            return
        mean = running_mean(values, SMOOTHING_POINTS) if smooth else values
        self._raw.setData(time_s, values) if smooth else self._raw.setData([], [])
        self._line.setData(time_s, mean)
        self._end.setData(time_s[-1:], mean[-1:])
        self._value.setText(self._format(float(mean[-1])))

    @Slot()
    def _repaint(self) -> None:
        colours = self._theme.colours
        for side in ("left", "bottom"):
            axis = self._plot.getAxis(side)
            axis.setPen(pg.mkPen(colours.line))
            axis.setTextPen(pg.mkPen(colours.quiet))
        faint = pg.mkColor(colours.accent)
        faint.setAlpha(FAINT_ALPHA)
        self._raw.setPen(pg.mkPen(faint, width=1))
        self._line.setPen(pg.mkPen(colours.accent, width=LINE_PX))
        self._end.setBrush(pg.mkBrush(colours.accent))
        for line in self._references:
            line.setPen(pg.mkPen(colours.quiet, width=1, style=Qt.PenStyle.DashLine))
            line.label.setColor(colours.quiet)

    @Slot(object)
    def _read_off(self, place: object) -> None:
        """Writes the value under the mouse where the last value stands otherwise."""
        if len(self._values) == 0:
            return
        at = self._plot.getPlotItem().getViewBox().mapSceneToView(place).x()
        index = int(np.clip(np.searchsorted(self._time, at), 0, len(self._values) - 1))
        self._value.setText(
            self.tr("{value} at {time:.1f} s").format(
                value=self._format(float(self._values[index])), time=self._time[index]
            )
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self._plot.getPlotItem().enableAutoRange()
            return True
        if event.type() == QEvent.Type.Leave and len(self._values):
            self.show_values(self._time, self._values, smooth=self._smooth)
        return super().eventFilter(watched, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Show all"), self._plot.getPlotItem().enableAutoRange)
        menu.addSeparator()
        menu.addAction(self.tr("Save as picture (PNG)…"), self._save_png)
        menu.addAction(self.tr("Save as drawing (SVG)…"), self._save_svg)
        menu.addAction(self.tr("Save the numbers (CSV)…"), self._save_csv)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _save_png(self) -> None:
        path = self._ask_for_file("png")
        if path:
            self.grab().save(str(path))

    def _save_svg(self) -> None:
        from pyqtgraph.exporters import SVGExporter

        path = self._ask_for_file("svg")
        if path:
            SVGExporter(self._plot.getPlotItem()).export(str(path))

    def _save_csv(self) -> None:
        path = self._ask_for_file("csv")
        if path:
            self.write_csv(path)

    def write_csv(self, path: Path) -> None:
        """The measured numbers, unsmoothed."""
        table = np.column_stack([self._time, self._values])
        np.savetxt(path, table, delimiter=",", header=f"training_time_s,{self._text.file_name}", comments="")

    def _ask_for_file(self, ending: str) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save"), f"{self._text.file_name}.{ending}")
        return Path(name) if name else None


class _PercentAxis(pg.AxisItem):
    """An axis that writes shares of 1 as percent where it is asked to."""

    is_percent = False

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        if self.is_percent:
            return [f"{100 * value:.0f} %" for value in values]
        strings: list[str] = super().tickStrings(values, scale, spacing)
        return strings


def caption_font() -> QFont:
    """The system's font in the size of captions, which plots do not take from the style sheet."""
    font = QFont()
    font.setPointSize(CAPTION_PT)
    return font


def running_mean(values: Values, points: int) -> Values:
    """Mean over the last `points` values, over fewer at the start; same length."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    upper = np.arange(1, len(values) + 1)
    lower = np.maximum(0, upper - points)
    mean: Values = (sums[upper] - sums[lower]) / (upper - lower)
    return mean
