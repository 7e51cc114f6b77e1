"""A setting against the score, a point for each run with its interval: from six runs on that says something."""

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from simclr_gui.engine.comparison.compared import ComparedRun, RunComparison
from simclr_gui.gui.look.run_colours import run_colour
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.pages.compare.run_plot import RunPlot
from simclr_gui.gui.pages.compare.run_points import RunPoint, RunPoints
from simclr_gui.gui.pages.compare.runs_legend import runs_legend
from simclr_gui.gui.pages.compare.turns import Turns
from simclr_gui.gui.pages.compare.words import setting_title
from simclr_gui.gui.pages.map.figure import with_legend
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.gui.parts.chart import caption_font
from simclr_gui.gui.parts.panel_menu import Table, painted
from simclr_gui.gui.parts.paper import Drawing, titled
from simclr_gui.state.comparison import Comparison

FEWEST_RUNS, HEIGHT_PX = 6, 300
WIDE_RATIO = 30  # of the largest value to the smallest: then powers of ten are told


class ScorePlotCard(Card):
    """Hidden where there are few runs, or no number among the settings that differ."""

    def __init__(self, comparison: Comparison, turns: Turns, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._comparison, self._theme = comparison, theme
        self.settings = QComboBox()
        self.settings.setAccessibleName(self.tr("Setting"))
        self.settings.activated.connect(self._paint)
        self.plot = RunPlot(theme, "scores-by-setting", self._paint)
        self.plot.setFixedHeight(HEIGHT_PX)
        self.plot.panel_menu.numbers = self.numbers
        self.plot.panel_menu.drawing = self._on_paper
        self.plot.show_percent(True)
        self.points = RunPoints()
        self.plot.addItem(self.points, ignoreBounds=True)
        self.plot.getPlotItem().setMouseEnabled(x=False, y=False)
        line = row(label(self.tr("Linear accuracy by setting"), "title"), self.settings)
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addWidget(self.plot)
        turns.follow(comparison.compared_changed, self.show_compared)
        theme.changed.connect(self._paint)
        self.show_compared()

    @Slot()
    def show_compared(self) -> None:
        compared = self._comparison.compared
        names = numeric_settings(compared) if compared is not None else []
        tested = [run for run in compared.runs if run.result is not None] if compared is not None else []
        self.setVisible(len(tested) >= FEWEST_RUNS and bool(names))
        before = self.settings.currentData()
        self.settings.clear()
        for name in names:
            self.settings.addItem(setting_title(name), name)
        self.settings.setCurrentIndex(max(0, self.settings.findData(before)))
        if not self.isHidden():
            self._paint()

    @Slot()
    def _paint(self) -> None:
        shown = self._shown()
        if not shown:
            return
        values = np.array([value for _, value in shown])
        is_wide = bool((values > 0).all()) and values.max() / values.min() >= WIDE_RATIO
        self.plot.across.is_logarithmic = is_wide
        self.plot.name_axis(self.settings.currentText())
        points = tuple(self._point(run, float(np.log10(value)) if is_wide else value) for run, value in shown)
        self.points.show_points(points, caption_font(), self._theme.colours.text)
        self.plot.setAccessibleName(self.tr("Linear accuracy by {setting}").format(setting=self.settings.currentText()))
        self.plot.getPlotItem().getViewBox().setRange(self.points.area(), padding=0.1)

    def _point(self, run: ComparedRun, x: float) -> RunPoint:
        assert run.result is not None
        scores, path = run.result.simclr, run.path
        colour = run_colour(self._theme, self._comparison.colours[path])
        return RunPoint(x, scores.linear, scores.interval("linear"), self._comparison.letter(path), colour)

    def _shown(self) -> list[tuple[ComparedRun, float]]:
        """The runs that have a score and the setting, with its value."""
        compared, name = self._comparison.compared, self.settings.currentData()
        if compared is None or not name:
            return []
        pairs = zip(compared.runs, compared.settings[name], strict=True)
        return [(run, float(value)) for run, value in pairs if run.result is not None and value is not None]

    def _on_paper(self) -> Drawing:
        """The points, and below them which run each is."""
        paths = [run.path for run, _ in self._shown()]
        legend = runs_legend(self._comparison, self._theme, paths)
        return titled(with_legend(painted(self.plot), legend), self.plot.accessibleName())

    def numbers(self) -> Table:
        """The setting and the score of each run, in per cent."""
        head = (self.tr("run"), self.settings.currentText(), self.tr("linear accuracy (%)"))
        scores = [(run.path, value, run.result.simclr.linear) for run, value in self._shown() if run.result is not None]
        return (head, *((self._comparison.letter(path), value, 100 * score) for path, value, score in scores))


def numeric_settings(compared: RunComparison) -> list[str]:
    """Of those that differ the ones that are numbers, or none at all, in every run."""
    return [
        name
        for name, values in compared.settings.items()
        if all(value is None or (isinstance(value, (int, float)) and not isinstance(value, bool)) for value in values)
        and sum(value is not None for value in values) > 1
    ]
