"""A chart of measured curves over time: raw faint, smoothed bold, reference lines named on the chart."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QVBoxLayout, QWidget

from simclr_gui.gui.look.theme import CARD_GAP, Colours, Theme, caption_font
from simclr_gui.gui.parts.buttons import ToolButton
from simclr_gui.gui.parts.card import Card, page_around
from simclr_gui.gui.parts.chart.head import ChartHead
from simclr_gui.gui.parts.chart.legend import Legend
from simclr_gui.gui.parts.chart.numbers import TIME_NAME, NumbersDialog, write_csv
from simclr_gui.gui.parts.chart.plot import CurvePlot
from simclr_gui.gui.parts.chart.pointer import Pointer
from simclr_gui.gui.parts.chart.scales import Scales
from simclr_gui.gui.parts.chart.text import ChartText, Line
from simclr_gui.gui.parts.chart.values import Values, at_moments, nearest, running_mean
from simclr_gui.gui.parts.panel_menu import PanelMenu, Table, painted
from simclr_gui.gui.parts.saving import ask_for_file, attempt

SMOOTHING_POINTS = 25
MOST_VALUES = 2


class Chart(QWidget):
    """One curve over training time, or a few named ones.

    Args:
        format_value: how a value is written ("71 %").
        lines: one for each curve; without names there is but one.
        companion: a further line that is measured at fewer moments (`show_companion`).

    Attributes:
        scales: which stretch of time and of values is shown.
        more: opens `panel_menu`.
    """

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
        self._format, self._theme, self.lines = format_value, theme, lines
        self._companion, self._companion_values = companion, (np.empty(0), np.empty(0))
        self.time: Values = np.empty(0)
        self._curves: list[Values] = [np.empty(0) for _ in lines]
        self.reference_lines: list[tuple[float, str]] = []
        self._first_shown, self._last_shown, self._is_old, self._had_focus = 0.0, 0.0, False, False
        self.plot = CurvePlot(lines, companion)
        self.scales = Scales(self.plot)
        self.more = ToolButton(self.tr("{title}: numbers, saving").format(title=text.title), "more", theme)
        self.more.setProperty("role", "quiet")
        self.more.clicked.connect(self._show_menu_below)
        self.head = ChartHead(text, self.more)
        named = [*lines, companion] if companion else lines
        self._legend = Legend(named, theme) if len(named) > 1 else None
        self.panel_menu = PanelMenu(
            self,
            text.file_name,
            title=lambda: self.head.text.title,
            numbers=self.numbers,
            drawing=lambda: painted(self),  # its title is in its head
            more=(self._add_looking, self._add_table),
        )
        self._lay_out()
        self.pointer = Pointer(self.plot, self)
        self.pointer.pointed.connect(self._read_off)
        self.pointer.left.connect(self._show_last_value)
        self.pointer.reset_requested.connect(self._show_all)
        self.setToolTip(text.explanation)
        told = self.tr("{title}. {explanation}").format(title=text.title, explanation=text.explanation)
        self.setAccessibleName(told if text.explanation else text.title)
        self.plot.setAccessibleName(text.title)
        theme.changed.connect(self._repaint)
        self._repaint()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(self.head)
        if self._legend is not None:
            layout.addWidget(self._legend)
        layout.addWidget(self.plot, 1)

    def set_term(self, term: str) -> None:
        """Shows another term beside the plain words."""
        self.head.set_term(term)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.fit()

    def set_references(self, lines: list[tuple[float, str]]) -> None:
        """Draws horizontal lines, their names where they hide no curve."""
        if lines == self.reference_lines:
            return
        self.reference_lines = lines
        self.plot.references.show(lines, caption_font())
        self._repaint()
        self.plot.place_names()

    def show_plan(self, time_s: Values, values: Values) -> None:
        """A thin line for what is planned, before and under what is measured."""
        self.plot.planned.setData(time_s, values)
        self.plot.place_names()

    def show_earlier(self, time_s: Values, values: Values, *, smooth: bool = False) -> None:
        """A dashed line for an earlier run."""
        self.plot.earlier.setData(time_s, running_mean(values, SMOOTHING_POINTS) if smooth else values)
        self.plot.place_names()

    def show_companion(self, time_s: Values, values: Values) -> None:
        """Shows the line that is measured at some of the moments of the others."""
        self._companion_values = time_s, values
        self.plot.accompanying.setData(time_s, values)
        self.plot.place_names()

    def show_nothing(self) -> None:
        """Forgets what was measured; an earlier run and a plan stay."""
        self.show_companion(np.empty(0), np.empty(0))
        self.show_values(np.empty(0), *(np.empty(0) for _ in self.lines))

    def show_values(self, time_s: Values, *curves: Values, smooth: bool = False, is_old: bool = False) -> None:
        """Shows the curves, one for each line; the view stays where it is, for somebody may have moved it.

        Args:
            smooth: adds a running mean to a single curve, and keeps it raw behind.
            is_old: the last value is not how it stands now, so that its moment is written with it.
        """
        self.time, self._curves, self._is_old = time_s, list(curves), is_old
        shown = [self.scales.scaled(running_mean(curve, SMOOTHING_POINTS) if smooth else curve) for curve in curves]
        self.plot.show_curves(time_s, shown, curves[0] if smooth else None)
        self._first_shown, self._last_shown = (float(shown[0][0]), float(shown[0][-1])) if len(time_s) else (0.0, 0.0)
        self._show_last_value()

    @Slot()
    def _show_last_value(self) -> None:
        if len(self.time) == 0:
            self.head.show_value("")
            self._describe([], [])
            return
        first, last = self._all_values_at(0, self._first_shown), self._all_values_at(-1, self._last_shown)
        self.head.show_value(*(self._dated_values_at(-1) if self._is_old else last))
        self._describe(first, last)

    def _all_values_at(self, index: int, only: float) -> list[str]:
        return self._values_at(index) if len(self._curves) > 1 else [self._format(only)]

    def _describe(self, first: list[str], last: list[str]) -> None:
        """To those who cannot see it; many lines have no value that could be told."""
        told = self.tr("From {first} to {last}").format(first=first[0], last=last[0]) if first and last else ""
        self.setAccessibleDescription(told)

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
        self.plot.take_fonts(self.tr("time (s)"))
        self.head.fit()
        self._dress(self._theme.colours, self.devicePixelRatioF())

    def _dress(self, colours: Colours, ratio: float) -> None:
        if self._legend is not None:
            self._legend.dress(colours)
        self.head.colour(colours.text, colours.quiet)
        self.plot.dress(colours, ratio)

    @Slot(float)
    def _read_off(self, time_s: float) -> None:
        """Writes the values under the mouse where the last value stands otherwise, without the time if need be."""
        if len(self.time) == 0:
            return
        index = nearest(self.time, time_s)
        self.head.show_value(*self._dated_values_at(index), *self._values_at(index))

    def _dated_values_at(self, index: int) -> list[str]:
        words = [self.tr("{value} at {time:.1f} s")] * 2 + [self.tr("{value} ({time:.0f} s)")]
        values = self._values_at(index)
        pairs = zip(words, [*values, *values[-1:]], strict=False)
        return [text.format(value=value, time=self.time[index]) for text, value in pairs]

    @Slot()
    def _show_all(self) -> None:
        self.scales.reset()

    @Slot()
    def _show_menu_below(self) -> None:
        self.panel_menu.open(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _add_looking(self, menu: QMenu) -> None:
        menu.addAction(self.tr("Show all"), self.scales.reset)
        menu.addAction(self.tr("Show the numbers"), self.show_numbers)

    def _add_table(self, menu: QMenu) -> None:
        menu.addAction(self.tr("Save the numbers (CSV)…"), self.save_csv)

    def show_numbers(self) -> NumbersDialog:
        """Opens a table of what was measured."""
        time_name = self.tr("training_time_s")
        columns = {time_name if name == TIME_NAME else name: values for name, values in self._columns().items()}
        dialog = NumbersDialog(self.head.text.title, columns, self)
        dialog.show()
        return dialog

    def _columns(self) -> dict[str, Values]:
        """The measured numbers, unsmoothed, by name."""
        names = [line.name.replace(" ", "_") or self.head.text.file_name for line in self.lines]
        columns = {TIME_NAME: self.time} | dict(zip(names, self._curves, strict=True))
        if self._companion is not None:
            columns[self._companion.name.replace(" ", "_")] = at_moments(self.time, *self._companion_values)
        return columns

    def numbers(self) -> Table:
        """What was measured, unsmoothed."""
        columns = self._columns()
        return (tuple(columns), *np.column_stack(list(columns.values())).tolist())

    def save_csv(self) -> None:
        def save() -> Path | None:
            path = ask_for_file(self, self.tr("Save"), f"{self.head.text.file_name}.csv", (".csv",))
            if path is not None:
                self.write_csv(path)
            return path

        page = page_around(self)
        attempt(save, page.saved.emit, page.failed.emit)

    def dress_for_paper(self, dots_per_px: float | None) -> None:
        """No button there, and the dots are drawn anew, not enlarged."""
        is_printed = dots_per_px is not None
        if is_printed:
            self._had_focus = self.more.hasFocus()
        self.more.setVisible(not is_printed)
        self.plot.set_printed(is_printed)
        if dots_per_px is not None:
            self._dress(self._theme.colours, dots_per_px)
            return
        if self._had_focus:
            self.more.setFocus()  # a button that is hidden loses it
        self._repaint()

    def write_csv(self, path: Path) -> None:
        write_csv(path, self._columns())


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
