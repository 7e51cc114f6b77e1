"""A chart of measured curves over time: raw faint, smoothed bold, reference lines named on the chart."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QEvent, QObject, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from simclr_gui.gui.look.figures import use_tabular_figures
from simclr_gui.gui.look.theme import CARD_GAP, LIGHT, SPACE, Colours, Theme
from simclr_gui.gui.parts.buttons import ToolButton
from simclr_gui.gui.parts.card import Card, label
from simclr_gui.gui.parts.chart.axes import ValueAxis
from simclr_gui.gui.parts.chart.legend import Legend
from simclr_gui.gui.parts.chart.numbers import TIME_NAME, NumbersDialog, write_csv
from simclr_gui.gui.parts.chart.references import References
from simclr_gui.gui.parts.chart.text import ChartText, Line, caption_font
from simclr_gui.gui.parts.chart.values import at_moments, nearest, running_mean
from simclr_gui.gui.parts.paper import PAPER_SCALE, draw_sheet, on_paper, paper_size
from simclr_gui.gui.parts.saving import IMAGE_ENDINGS, ask_for_file, attempt, save_file, save_image

Values = NDArray[np.float64]
SMOOTHING_POINTS = 25
VALUE_WIDTH_PX, HEAD_GAP_PX = 60, 2
LINE_PX, FAINT_ALPHA = 2, 70
MOST_VALUES = 2
SMALLEST_ON_LOG_SCALE = 1e-12
WIDEST_TICKS = ("0.000", "100 %", "1e-10")


class Chart(QWidget):
    """One curve over training time, or a few named ones.

    Args:
        format_value: how a value is written ("71 %").
        lines: one for each curve; without names there is but one.
        companion: a further line that is measured at fewer moments (`show_companion`).

    Signals:
        saved(Path): something was written there.
        failed(object): a Failure of what was to be written.
    """

    saved = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        text: ChartText,
        format_value: Callable[[float], str],
        theme: Theme,
        lines: Sequence[Line] = (Line("", "accent"),),
        companion: Line | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._format, self._theme, self._lines = text, format_value, theme, lines
        self._companion, self._companion_values = companion, (np.empty(0), np.empty(0))
        self._time: Values = np.empty(0)
        self._curves: list[Values] = [np.empty(0) for _ in lines]
        self._reference_lines: list[tuple[float, str]] = []
        self._x_range: tuple[float, float] | None = None
        self._y_range: tuple[float, float] | None = None
        self._is_logarithmic = False
        self._smooth, self._is_old = False, False
        self._source = ""
        self._values: tuple[str, ...] = ()

        self._axis, self._time_axis = ValueAxis("left"), ValueAxis("bottom")
        axes = {"left": self._axis, "bottom": self._time_axis}
        self._plot = pg.PlotWidget(background=None, axisItems=axes, enableMenu=False)
        self._planned, self._earlier, self._raw = self._plot.plot(), self._plot.plot(), self._plot.plot()
        self._drawn = [self._plot.plot() for _ in lines]
        self._accompanying = self._plot.plot()
        self._ends = [pg.ScatterPlotItem(size=7, pen=None) for _ in lines]
        self._references = References(
            self._plot, (self._earlier, self._raw, self._planned, self._accompanying, *self._drawn)
        )
        self._set_up_plot()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(self._make_head())
        named = [*lines, companion] if companion else lines
        self._legend = Legend(named, theme) if len(named) > 1 else None
        if self._legend is not None:
            layout.addWidget(self._legend)
        layout.addWidget(self._plot, 1)
        self.setToolTip(text.explanation)
        self.setAccessibleName(f"{text.title}. {text.explanation}")
        theme.changed.connect(self._repaint)
        self._repaint()

    def _make_head(self) -> QHBoxLayout:
        self._value = label("", "title")
        use_tabular_figures(self._value)
        self._title, self._term = label(self._text.title, "title"), label(self._text.term, "caption")
        self._title.setMinimumWidth(1)
        self._term.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.more = ToolButton(self.tr("{title}: numbers, saving").format(title=self._text.title), "more", self._theme)
        self.more.setProperty("role", "quiet")
        self.more.clicked.connect(self._show_menu_below)
        head = QHBoxLayout()
        head.setSpacing(HEAD_GAP_PX)
        head.addWidget(self._title)
        head.addWidget(self._term, 1)
        head.addWidget(self._value)
        head.addWidget(self.more)
        return head

    def set_term(self, term: str) -> None:
        """Shows another term beside the plain words."""
        self._text = replace(self._text, term=term)
        self._show_term()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_head()

    def _show_head(self) -> None:
        """A title that has no room ends in dots, and a tooltip tells it."""
        room = self.width() - self.more.sizeHint().width() - 3 * HEAD_GAP_PX
        shown = self._title.fontMetrics().elidedText(self._text.title, Qt.TextElideMode.ElideRight, room)
        self._title.setText(shown)
        self._title.setToolTip("" if shown == self._text.title else self._text.title)
        self._show_value(*self._values)

    def _show_term(self) -> None:
        """Leaves the term out where the plain words take all the room."""
        value_px = max(VALUE_WIDTH_PX, self._value.fontMetrics().horizontalAdvance(self._value.text()))
        needed = self._term.fontMetrics().horizontalAdvance(self._text.term) + value_px + SPACE
        self._term.setText(self._text.term if self._room_beside_title() >= needed else "")

    def _show_value(self, *candidates: str) -> None:
        """Writes the first that does not hide the title; the table tells everything."""
        self._values = candidates
        room, metrics = self._room_beside_title(), self._value.fontMetrics()
        self._value.setText(next((words for words in candidates if metrics.horizontalAdvance(words) <= room), ""))
        self._value.setHidden(not self._value.text())  # an empty label takes room of the title
        self._show_term()

    def _room_beside_title(self) -> int:
        return self.width() - self._title.sizeHint().width() - self.more.sizeHint().width() - 2 * SPACE

    def _set_up_plot(self) -> None:
        for widget in (self._plot, self._plot.viewport()):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # no key does anything there; the button does all
        plot = self._plot.getPlotItem()
        plot.hideButtons()
        plot.setMenuEnabled(False)
        plot.setClipToView(True)
        plot.getViewBox().setMouseEnabled(x=True, y=False)
        for curve in (self._planned, self._earlier, self._raw, self._accompanying, *self._drawn):
            curve.setDownsampling(auto=True, method="peak")
            curve.setSkipFiniteCheck(True)
        for end in self._ends:
            plot.getViewBox().addItem(end, ignoreBounds=True)
        for side in ("left", "bottom"):
            axis = plot.getAxis(side)
            axis.setStyle(
                tickLength=0, maxTickLevel=0, tickTextOffset=6, autoExpandTextSpace=False, hideOverlappingLabels=False
            )
            axis.enableAutoSIPrefix(False)
        plot.getViewBox().sigRangeChanged.connect(self._place_names)
        plot.getViewBox().sigResized.connect(self._place_names)
        self._plot.scene().sigMouseMoved.connect(self._read_off)
        self._plot.viewport().installEventFilter(self)

    def _take_fonts(self) -> None:
        """The type is larger while the window is presented."""
        font, plot = caption_font(), self._plot.getPlotItem()
        metrics = QFontMetrics(font)
        left, bottom = plot.getAxis("left"), plot.getAxis("bottom")
        for axis in (left, bottom):
            axis.setTickFont(font)
        left.setWidth(max(map(metrics.horizontalAdvance, WIDEST_TICKS)) + 12)
        plot.layout.setContentsMargins(0, metrics.height() // 2, 2 * SPACE, 0)  # ticks' labels reach beyond their axis
        bottom.setHeight(2 * metrics.height() + 6)
        plot.setLabel("bottom", self.tr("time (s)"), **{"font-size": f"{font.pointSizeF():g}pt"})
        self._references.take_font(font)

    def set_time_range(self, seconds: float) -> None:
        """Fixes the time axis, so that the chart does not jump while it fills."""
        if self._x_range != (0, seconds):  # somebody may have moved the view: it stays unless there is news
            self._x_range = (0, seconds)
            self._plot.setXRange(0, seconds, padding=0.02)

    def free_time_range(self) -> None:
        """Lets the time axis grow with the curve."""
        self._x_range = None
        self._plot.getPlotItem().getViewBox().enableAutoRange(x=True)

    def set_value_range(self, low: float, high: float) -> None:
        if self._y_range != (low, high):
            self._y_range = (low, high)
            self._plot.setYRange(low, high, padding=0.04)

    def set_percent(self) -> None:
        """The values are shares of 1; the axis shows percent."""
        self._axis.is_percent = True
        self._axis.setTickSpacing(0.5, 0.5)

    def set_logarithmic(self) -> None:
        """The axis shows powers of ten."""
        self._axis.is_logarithmic = self._is_logarithmic = True
        self._axis.setTickSpacing(1, 1)

    def set_references(self, lines: list[tuple[float, str]]) -> None:
        """Draws horizontal lines, their names where they hide no curve."""
        if lines == self._reference_lines:
            return
        self._reference_lines = lines
        self._references.show(lines, caption_font())
        self._repaint()
        self._place_names()

    @Slot()
    def _place_names(self) -> None:
        self._references.place_names()

    def show_plan(self, time_s: Values, values: Values) -> None:
        """A thin line for what is planned, before and under what is measured."""
        self._planned.setData(time_s, values)
        self._place_names()

    def show_earlier(self, time_s: Values, values: Values, *, smooth: bool = False) -> None:
        """A dashed line for an earlier run."""
        self._earlier.setData(time_s, running_mean(values, SMOOTHING_POINTS) if smooth else values)
        self._place_names()

    def show_companion(self, time_s: Values, values: Values) -> None:
        """Shows the line that is measured at some of the moments of the others."""
        self._companion_values = time_s, values
        self._accompanying.setData(time_s, values)
        self._place_names()

    def show_nothing(self) -> None:
        """Forgets what was measured; an earlier run and a plan stay."""
        self.show_companion(np.empty(0), np.empty(0))
        self.show_values(np.empty(0), *(np.empty(0) for _ in self._lines))

    def show_values(self, time_s: Values, *curves: Values, smooth: bool = False, is_old: bool = False) -> None:
        """Shows the curves, one for each line; the view stays where it is, for somebody may have moved it.

        Args:
            smooth: adds a running mean to a single curve, and keeps it raw behind.
            is_old: the last value is not how it stands now, so that its moment is written with it.
        """
        self._time, self._curves, self._smooth, self._is_old = time_s, list(curves), smooth, is_old
        if len(time_s) == 0:
            for item in (self._raw, *self._drawn, *self._ends):
                item.setData([], [])
            self._show_value("")
            self._describe([], [])
            return
        shown = [self._scaled(running_mean(curve, SMOOTHING_POINTS) if smooth else curve) for curve in curves]
        self._raw.setData(time_s, curves[0]) if smooth else self._raw.setData([], [])
        for values, drawn, end in zip(shown, self._drawn, self._ends, strict=True):
            drawn.setData(time_s, values)
            end.setData(time_s[-1:], values[-1:])
        self._place_names()
        if is_old:
            self._show_value(*self._dated_values_at(-1))
        else:
            self._show_value(*(self._values_at(-1) if len(curves) > 1 else [self._format(float(shown[0][-1]))]))
        first, last = (
            self._values_at(at) if len(curves) > 1 else [self._format(float(shown[0][at]))] for at in (0, -1)
        )
        self._describe(first, last)

    def _describe(self, first: list[str], last: list[str]) -> None:
        """To those who cannot see it; many lines have no value that could be told."""
        told = self.tr("From {first} to {last}").format(first=first[0], last=last[0]) if first and last else ""
        self.setAccessibleDescription(told)

    def _scaled(self, values: Values) -> Values:
        return np.log10(np.maximum(values, SMALLEST_ON_LOG_SCALE)) if self._is_logarithmic else values

    def _values_at(self, index: int) -> list[str]:
        """Of all lines, or of the first where room is scarce; of many lines nobody could read them."""
        if len(self._curves) > MOST_VALUES:
            return []
        values = [self._format(float(curve[index])) for curve in self._curves]
        return [" · ".join(values), values[0]]

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._repaint()
        return bool(super().event(event))

    @Slot()
    def _repaint(self) -> None:
        self._take_fonts()
        self._show_head()
        self._dress(self._theme.colours, self.devicePixelRatioF())

    def _dress(self, colours: Colours, ratio: float) -> None:
        """Colours everything, for a surface with so many dots for a pixel of the desktop: pens are measured in dots."""

        def pen(colour: str | QColor, width_px: float = 1, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
            result: QPen = pg.mkPen(colour, width=width_px * ratio, style=style)
            return result

        if self._legend is not None:
            self._legend.dress(colours)
        for words, colour in ((self._title, colours.text), (self._value, colours.text), (self._term, colours.quiet)):
            words.setStyleSheet(f"color: {colour};")
        for side in ("left", "bottom"):
            axis = self._plot.getAxis(side)
            axis.setPen(pen(colours.line))
            axis.setTextPen(pg.mkPen(colours.quiet))
        faint = pg.mkColor(colours.accent)
        faint.setAlpha(FAINT_ALPHA)
        self._raw.setPen(pen(faint))
        self._planned.setPen(pen(colours.quiet))
        self._earlier.setPen(pen(colours.untrained, LINE_PX, Qt.PenStyle.DashLine))
        for line, drawn, end in zip(self._lines, self._drawn, self._ends, strict=True):
            colour = getattr(colours, line.colour, line.colour)
            drawn.setPen(pen(colour, LINE_PX, line.style))
            end.setBrush(pg.mkBrush(colour))
        if self._companion is not None:
            colour = getattr(colours, self._companion.colour, self._companion.colour)
            self._accompanying.setPen(pen(colour, LINE_PX, self._companion.style))
        self._references.colour(colours, pen(colours.quiet, 1, Qt.PenStyle.DashLine))

    @Slot(object)
    def _read_off(self, place: object) -> None:
        """Writes the values under the mouse where the last value stands otherwise, without the time if need be."""
        if len(self._time) == 0:
            return
        at = self._plot.getPlotItem().getViewBox().mapSceneToView(place).x()
        index = nearest(self._time, at)
        self._show_value(*self._dated_values_at(index), *self._values_at(index))

    def _dated_values_at(self, index: int) -> list[str]:
        words = [self.tr("{value} at {time:.1f} s")] * 2 + [self.tr("{value} ({time:.0f} s)")]
        values = self._values_at(index)
        pairs = zip(words, [*values, *values[-1:]], strict=False)
        return [text.format(value=value, time=self._time[index]) for text, value in pairs]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self.reset_view()
            return True
        if event.type() == QEvent.Type.Leave and len(self._time):
            self.show_values(self._time, *self._curves, smooth=self._smooth, is_old=self._is_old)
        return super().eventFilter(watched, event)

    def look_at(self, begin_s: float, end_s: float) -> None:
        """Shows a stretch of time."""
        self._plot.setXRange(begin_s, end_s, padding=0)

    def reset_view(self) -> None:
        """Shows the whole chart again."""
        self._plot.getPlotItem().enableAutoRange()
        if self._x_range is not None:
            self._plot.setXRange(*self._x_range, padding=0.02)
        if self._y_range is not None:
            self._plot.setYRange(*self._y_range, padding=0.04)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._show_menu(event.globalPos())

    @Slot()
    def _show_menu_below(self) -> None:
        self._show_menu(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _show_menu(self, at: QPoint) -> None:
        menu = self.make_menu()
        menu.exec(at)
        menu.deleteLater()

    def make_menu(self) -> QMenu:
        """What can be done with the chart."""
        menu = QMenu(self)
        menu.addAction(self.tr("Show all"), self.reset_view)
        menu.addAction(self.tr("Show the numbers"), self.show_numbers)
        menu.addSeparator()
        menu.addAction(self.tr("Save as image (PNG)…"), self._save_png)
        menu.addAction(self.tr("Save as drawing (SVG)…"), self._save_svg)
        menu.addAction(self.tr("Save the numbers (CSV)…"), self._save_csv)
        return menu

    def show_numbers(self) -> NumbersDialog:
        """Opens a table of what was measured."""
        time_name = self.tr("training_time_s")
        columns = {time_name if name == TIME_NAME else name: values for name, values in self._columns().items()}
        dialog = NumbersDialog(self._text.title, columns, self)
        dialog.show()
        return dialog

    def _columns(self) -> dict[str, Values]:
        """The measured numbers, unsmoothed, by name."""
        names = [line.name.replace(" ", "_") or self._text.file_name for line in self._lines]
        columns = {TIME_NAME: self._time} | dict(zip(names, self._curves, strict=True))
        if self._companion is not None:
            columns[self._companion.name.replace(" ", "_")] = at_moments(self._time, *self._companion_values)
        return columns

    def _save_png(self) -> None:
        self._save("png", self.write_png)

    def _save_svg(self) -> None:
        self._save("svg", self.write_svg)

    def _save_csv(self) -> None:
        self._save("csv", self.write_csv)

    def _save(self, ending: str, write: Callable[[Path], None]) -> None:
        def save() -> Path | None:
            path = self._ask_for_file(ending)
            if path is not None:
                write(path)
            return path

        attempt(save, self.saved.emit, self.failed.emit)

    def set_source(self, source: str) -> None:
        """Names the run of the curves, for whoever meets a saved chart elsewhere."""
        self._source = source

    def write_png(self, path: Path) -> None:
        """The chart as a figure for a paper; UserError where it cannot be written, as with the others."""
        with self._as_printed(PAPER_SCALE):
            image = on_paper(self.size(), self._draw, self._source)
        save_image(path, image)

    def write_svg(self, path: Path) -> None:
        """The same as a drawing that can be enlarged."""
        content = QBuffer()
        drawing = QSvgGenerator()  # pyqtgraph's own exporter fails on the dots at the lines' ends
        drawing.setOutputDevice(content)
        size = paper_size(self.size())
        drawing.setSize(size)
        drawing.setViewBox(QRect(QPoint(), size))
        drawing.setTitle(self._text.title)
        with self._as_printed(1), QPainter(drawing) as painter:
            draw_sheet(painter, size, self._draw, self._source)
        save_file(path, bytes(content.data().data()))

    @contextmanager
    def _as_printed(self, ratio: float) -> Iterator[None]:
        """Light colours and no button for as long as it is drawn."""
        has_focus = self.more.hasFocus()
        self.more.setVisible(False)
        self._dress(LIGHT, ratio)
        for end in self._ends:
            end.setExportMode(True, {"antialias": True, "resolutionScale": 1.0})  # drawn anew, not enlarged
        try:
            yield
        finally:
            for end in self._ends:
                end.setExportMode(False)
            self.more.setVisible(True)
            if has_focus:
                self.more.setFocus()  # a button that is hidden loses it
            self._repaint()

    def _draw(self, painter: QPainter) -> None:
        self.render(painter, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)

    def write_csv(self, path: Path) -> None:
        write_csv(path, self._columns())

    def _ask_for_file(self, ending: str) -> Path | None:
        endings = IMAGE_ENDINGS if ending == "png" else (f".{ending}",)
        return ask_for_file(self, self.tr("Save"), f"{self._text.file_name}.{ending}", endings)


def beside(*charts: Chart) -> QGridLayout:
    """Charts in cards of equal width, side by side."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(CARD_GAP - 4)
    for column, chart in enumerate(charts):
        card = Card()
        card.body.addWidget(chart)
        grid.addWidget(card, 0, column)
        grid.setColumnStretch(column, 1)
    return grid
