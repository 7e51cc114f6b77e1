"""The curves of all runs in one plot: what is measured, over what, and how smooth, is chosen."""

from pathlib import Path

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QComboBox, QWidget

from simclr_gui.engine.messages.shares import percent
from simclr_gui.gui.look.language import listed, spoken
from simclr_gui.gui.look.pens import plot_pen
from simclr_gui.gui.look.run_colours import run_colour
from simclr_gui.gui.look.theme import SPACE, Theme
from simclr_gui.gui.pages.compare.run_heading import empty_caption
from simclr_gui.gui.pages.compare.run_plot import RunPlot
from simclr_gui.gui.pages.compare.runs_legend import runs_legend
from simclr_gui.gui.pages.compare.turns import Turns
from simclr_gui.gui.pages.map.figure import with_legend
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.gui.parts.chart.pointer import Pointer
from simclr_gui.gui.parts.chart.text import STYLES
from simclr_gui.gui.parts.chart.values import nearest, running_mean
from simclr_gui.gui.parts.panel_menu import Table, painted
from simclr_gui.gui.parts.paper import Drawing, titled
from simclr_gui.state.compared_curves import AXES, MEASURES, OF_EVERY_STEP, SMOOTHINGS, Measure, Values
from simclr_gui.state.comparison import Comparison

HEIGHT_PX, LINE_PX, LETTERS_OF_A_CHOICE = 300, 2, 14
SOLID = 4  # so many runs have a line of their own kind; the others are dashed
MOST_POINTS = 4_000  # of a smoothed curve: more than the screen has columns
LOSS_SETTINGS = ("optimisation.loss", "optimisation.temperature", "optimisation.batch_size")


class CurvesCard(Card):
    """Reads the curves; one run is painted in a turn of the event loop, so that eight long ones hold nothing up."""

    def __init__(self, comparison: Comparison, turns: Turns, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._comparison, self._curves, self._theme = comparison, comparison.curves, theme
        self.plot = RunPlot(theme, "curves", self._recolour)
        self.plot.setFixedHeight(HEIGHT_PX)
        self.plot.setAccessibleName(self.tr("Curves of the compared runs"))
        self.drawn: dict[Path, pg.PlotDataItem] = {}
        self._make_choices()
        self._values = label("", "caption")
        self.note = empty_caption()
        line = row(label(self.tr("Curves"), "title"), self.measures, self.axes, self.smoothings, self._values)
        line.setSpacing(SPACE)
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addWidget(self.plot)
        self.body.addWidget(self.note)
        self._unpainted: list[Path] = []
        self.plot.panel_menu.numbers = self.numbers
        self.plot.panel_menu.drawing = self._on_paper
        self.timer = QTimer(self)
        self.timer.setInterval(0)
        self.timer.timeout.connect(self._paint_next)
        pointer = Pointer(self.plot, self)
        pointer.pointed.connect(self._read_off)
        pointer.left.connect(self._read_off_nothing)
        pointer.reset_requested.connect(self._show_all)
        turns.follow(comparison.runs_changed, self.show_runs)
        turns.follow(comparison.compared_changed, self._tell)
        self._curves.extended.connect(self._note_points)
        self._curves.choice_changed.connect(self.show_choice)
        theme.changed.connect(self.show_runs)
        self.show_choice()

    def _make_choices(self) -> None:
        self._measure_names: dict[Measure, str] = {
            "loss": self.tr("loss"),
            "top1": self.tr("finds its partner"),
            "probe": self.tr("linear accuracy while training"),
            "knn": self.tr("kNN accuracy while training"),
            "rank": self.tr("effective rank of h"),
        }
        self._axis_names = {
            "step": self.tr("steps"),
            "epoch": self.tr("epochs"),
            "images": self.tr("images seen"),
            "seconds": self.tr("seconds of training"),
        }
        self.measures, self.axes, self.smoothings = QComboBox(), QComboBox(), QComboBox()
        for measure in MEASURES:
            self.measures.addItem(self._measure_names[measure], measure)
        for axis in AXES:
            self.axes.addItem(self.tr("over {axis}").format(axis=self._axis_names[axis]), axis)
        for points in SMOOTHINGS:
            words = self.tr("as measured") if points == 1 else self.tr("mean of %Ln points", None, points)
            self.smoothings.addItem(words, points)
        for box, name in (
            (self.measures, self.tr("What is measured")),
            (self.axes, self.tr("Axis")),
            (self.smoothings, self.tr("Smoothing")),
        ):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(LETTERS_OF_A_CHOICE)
            box.setAccessibleName(name)
            box.setToolTip(name)
            box.activated.connect(self._choose)

    @Slot()
    def _choose(self) -> None:
        self._curves.choose(self.axes.currentData(), self.measures.currentData(), self.smoothings.currentData())

    @Slot()
    def show_choice(self) -> None:
        """What is chosen, which a window that is made anew takes over."""
        curves = self._curves
        self.measures.setCurrentIndex(MEASURES.index(curves.measure))
        self.axes.setCurrentIndex(AXES.index(curves.axis))
        self.smoothings.setCurrentIndex(SMOOTHINGS.index(curves.smoothing))
        self.smoothings.setEnabled(curves.measure in OF_EVERY_STEP)
        self.plot.name_axis(self._axis_names[curves.axis])
        self.plot.show_percent(curves.measure in ("top1", "probe", "knn"))
        self._tell()
        self.show_runs()
        self._show_all()

    @Slot()
    def show_runs(self) -> None:
        """Draws the runs whose eye is open, all of them anew."""
        for item in self.drawn.values():
            self.plot.removeItem(item)
        self.drawn = {}
        self._unpainted = [path for path in self._comparison.paths if path not in self._comparison.hidden]
        self._read_off_nothing()
        self.timer.start()

    @Slot(object)
    def _note_points(self, path: Path) -> None:
        if path in self._comparison.paths and path not in {*self._comparison.hidden, *self._unpainted}:
            self._unpainted.append(path)
            self.timer.start()

    @Slot()
    def _paint_next(self) -> None:
        if not self._unpainted or not self.isVisible():
            self.timer.stop()  # whoever comes back is shown everything
            return
        path = self._unpainted.pop(0)
        if path in self._comparison.paths:  # it may have been removed meanwhile
            if path not in self.drawn:
                self.drawn[path] = self._new_line(self._comparison.colours[path])
            self.drawn[path].setData(*self.shown(path))
            self._tell()

    def _new_line(self, place: int) -> pg.PlotDataItem:
        """In the colour of a run."""
        item = self.plot.plot(pen=self._pen(place))
        item.setDownsampling(auto=True, method="peak")
        item.setClipToView(True)
        item.setSkipFiniteCheck(True)
        return item

    def _pen(self, place: int) -> QPen:
        return plot_pen(self, run_colour(self._theme, place), LINE_PX, STYLES[place >= SOLID])

    def _recolour(self) -> None:
        for path, item in self.drawn.items():
            item.setPen(self._pen(self._comparison.colours[path]))

    def _on_paper(self) -> Drawing:
        """The curves, and below them whose they are."""
        title = f"{self.plot.accessibleName()}: {self.measures.currentText()}"
        return titled(with_legend(painted(self.plot), runs_legend(self._comparison, self._theme, self.drawn)), title)

    def numbers(self) -> Table:
        """What is drawn: a line for each point of each run."""
        head = (self.tr("run"), self._axis_names[self._curves.axis], self._measure_names[self._curves.measure])
        rows: list[tuple[str | float, ...]] = []
        for path, item in self.drawn.items():
            x, values = item.getOriginalDataset()
            if x is not None:
                letter = self._comparison.letter(path)
                rows += ((letter, *point) for point in zip(x.tolist(), values.tolist(), strict=True))
        return (head, *rows)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self._unpainted:
            self.timer.start()

    def shown(self, path: Path) -> tuple[Values, Values]:
        """The curve of a run as it is drawn: where, and what."""
        curves = self._curves
        x, values = curves.runs[path].curve(curves.measure, curves.axis)
        points = curves.smoothing if curves.measure in OF_EVERY_STEP else 1
        return smoothed(x, values, points)

    @Slot()
    def _tell(self) -> None:
        """What must not be read into the curves, and what cannot be read."""
        compared, curves = self._comparison.compared, self._curves
        notes = []
        if (
            curves.measure == "loss"
            and compared is not None
            and any(name in compared.settings for name in LOSS_SETTINGS)
        ):
            notes.append(
                self.tr(
                    "Losses with different temperatures, batch sizes or loss functions cannot be compared by their "
                    "height."
                )
            )
        unmeasured = []
        for path in self._comparison.paths:
            run = curves.runs.get(path)
            if run is None:
                continue
            letter = self._comparison.letter(path)
            if run.trouble:
                notes.append(f"{letter}: {spoken(run.trouble)}")
            elif run.is_read and not len(run.curve(curves.measure, curves.axis)[0]):
                unmeasured.append(letter)
        if unmeasured:
            notes.append(self.tr("Not measured in {runs}.").format(runs=listed(unmeasured)))
        self.note.setText("\n".join(notes))
        self.note.setVisible(bool(notes))

    @Slot(float)
    def _read_off(self, at: float) -> None:
        """The value of every curve there."""
        parts = []
        for path, item in self.drawn.items():
            x, values = item.getOriginalDataset()
            if x is not None and len(x) and x[0] <= at <= x[-1]:
                value = float(values[nearest(x, at)])
                words = percent(value, 1) if self.plot.values.is_percent else f"{value:.3g}"
                parts.append(f"{self._comparison.letter(path)} {words}")
        self._values.setText("  ".join(parts))

    @Slot()
    def _read_off_nothing(self) -> None:
        self._values.setText("")

    @Slot()
    def _show_all(self) -> None:
        self.plot.getPlotItem().enableAutoRange()


def smoothed(x: Values, values: Values, points: int) -> tuple[Values, Values]:
    """The mean of so many last values; of a very long curve the means of blocks, which are all that is seen of it."""
    if points == 1:
        return x, values
    block = len(values) // MOST_POINTS
    if block < 2:
        return x, running_mean(values, points)
    whole = len(values) // block * block
    means = values[:whole].reshape(-1, block).mean(axis=1)
    shown: Values = np.asarray(means)
    return x[block - 1 : whole : block], running_mean(shown, max(1, points // block))
