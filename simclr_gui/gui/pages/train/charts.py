"""The live charts: how it goes above; scores and settings, or a look inside the network, below."""

import itertools
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from simclr_gui.engine.losses.table import LOSSES
from simclr_gui.engine.messages.sizes import size_text
from simclr_gui.engine.optimisation.schedule import learning_rate_share
from simclr_gui.gui.look.theme import SPACE, Theme
from simclr_gui.gui.pages.train.chart_texts import ChartTexts
from simclr_gui.gui.pages.train.inside import CloserLook, InsideCharts, PairCharts
from simclr_gui.gui.parts.card import row
from simclr_gui.gui.parts.chart import Chart, beside
from simclr_gui.gui.parts.run_box import RunBox
from simclr_gui.state.curves import Curves
from simclr_gui.state.experiment import Experiment, Phase
from simclr_gui.state.other_run import OtherCurves
from simclr_gui.state.run_library import RunLibrary

RATE_COLUMN = 1
NARROWEST_CHART_PX = 212  # so that the last value has room beside the title, at the usual type
OLD_SHARE = 0.25  # a score from before this share of the time so far is not how it stands now
UNMEASURED_RANGE = (0.0, 1.0)
MS_BETWEEN_CHARTS = 350  # one chart at a time: painting takes from the training what it takes of the processor
POINTS_OF_THE_PLAN = 200
PAIRS_TAB, INSIDE_TAB = 1, 2
CLOSER_LOOKS = {PAIRS_TAB: PairCharts, INSIDE_TAB: InsideCharts}


class ChartBoard(QWidget):
    """Reads the curves; while points come, the upper two charts are repainted about once a second."""

    def __init__(
        self,
        experiment: Experiment,
        curves: Curves,
        other: OtherCurves,
        library: RunLibrary,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._experiment, self._curves, self._other, self._theme = experiment, curves, other, theme
        self.earlier = RunBox(
            other,
            experiment,
            library,
            self.tr("Compare with…"),
            self.tr("Overlay an earlier run (dashed)"),
        )
        self._texts = ChartTexts(theme)
        self._make_charts()
        self._lay_out()
        self._upper = (self._paint_loss, self.paint_top1)
        self._lower: tuple[Callable[[], None], ...] = (self.paint_scores, self.paint_rate, self.paint_speed)
        self._turns = itertools.count()
        self.unpainted: set[Callable[[], None]] = set()
        self._queue: list[Callable[[], None]] = []
        self._speed_end = 0.0
        self.timer = QTimer(self)
        self.timer.setInterval(MS_BETWEEN_CHARTS)
        self.timer.timeout.connect(self._paint_next)
        curves.extended.connect(self._note_points)
        curves.cleared.connect(self._clear)
        other.changed.connect(self._show_earlier)
        theme.changed.connect(self._share_room)
        experiment.config_changed.connect(self.show_settings)
        experiment.started.connect(self.show_settings)
        experiment.phase_changed.connect(self._follow_phase)
        self.show_settings()
        self._note_points()  # a window that is made anew shows what is known
        self._show_earlier()

    def _make_charts(self) -> None:
        texts = self._texts
        self.loss = texts.loss()
        self.top1 = texts.top1()
        self.scores = texts.scores()
        self.rate = texts.rate()
        self.speed = texts.speed()
        self.closer: dict[int, CloserLook] = {}  # made when first asked for: the window must show quickly
        for chart in (self.top1, self.scores):
            chart.scales.set_percent()
            chart.scales.set_value_range(0, 1)

    def _lay_out(self) -> None:
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.addTab(self.tr("Progress"))
        self.tabs.addTab(self.tr("Pairs"))
        self.tabs.setTabToolTip(PAIRS_TAB, self.tr("Are partners alike, and other images told apart?"))
        self.tabs.addTab(self.tr("Inside"))
        self.tabs.setTabToolTip(INSIDE_TAB, self.tr("Is h rich, do gradients reach the stem?"))
        self._stack = QStackedWidget()
        progress = QWidget()
        self._row = beside(self.scores, self.rate, self.speed)
        progress.setLayout(self._row)
        self._stack.addWidget(progress)
        self._progress = progress
        self.tabs.currentChanged.connect(self._show_tab)
        lower = QVBoxLayout()
        lower.setSpacing(SPACE // 2)
        line = row(self.tabs, self.earlier)
        line.insertStretch(1, 1)
        lower.addLayout(line)
        lower.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addLayout(beside(self.loss, self.top1), 3)
        column.addLayout(lower, 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    @Slot()
    def _share_room(self) -> None:
        """Where three charts beside each other would be too narrow, the plain one of the learning rate goes."""
        is_wide = self.width() >= 3 * NARROWEST_CHART_PX * self._theme.larger
        self._row.setColumnStretch(RATE_COLUMN, int(is_wide))
        card = self.rate.parentWidget()
        if card is not None:
            card.setVisible(is_wide)

    @Slot(int)
    def _show_tab(self, tab: int) -> None:
        if tab in CLOSER_LOOKS and tab not in self.closer:
            self.closer[tab] = CLOSER_LOOKS[tab](self._curves, self._texts)
            self._stack.addWidget(self.closer[tab])
            self.show_settings()
        self._stack.setCurrentWidget(self.closer.get(tab, self._progress))
        for painter in self.shown_below():
            painter()

    def shown_below(self) -> tuple[Callable[[], None], ...]:
        closer = self.closer.get(self.tabs.currentIndex())
        return closer.refreshers if closer else self._lower

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Those that have been made."""
        closer = (chart for look in self.closer.values() for chart in look.charts)
        return (self.loss, self.top1, self.scores, self.rate, self.speed, *closer)

    @Slot()
    def show_settings(self) -> None:
        """Draws the reference lines, axes and the plan that the settings, or those of the active run, imply."""
        config = self._experiment.active_config
        optimisation, budget = config.optimisation, config.budget
        loss, batch = LOSSES[optimisation.loss], optimisation.batch_size
        chance, floor = loss.chance(batch), loss.floor(batch, optimisation.temperature)
        self.loss.set_references(
            [
                (chance, self.tr("chance {value:.2f}").format(value=chance)),
                (floor, self.tr("perfect pairs {value:.2f}").format(value=floor)),
            ]
        )
        self.loss.set_term(loss.title)
        self.loss.scales.set_value_range(min(0.0, floor), chance * 1.12)
        self.top1.set_references([(1 / (2 * batch - 1), self.tr("chance"))])
        classes = len(self._experiment.run.class_names) if self._experiment.run else None
        self.scores.set_references([(1 / classes, self.tr("chance"))] if classes else [])
        self.rate.scales.set_value_range(0, optimisation.learning_rate)
        if budget.epochs is None and budget.counts == "clock":
            for chart in self.charts:
                chart.scales.set_time_range(budget.seconds)
            self._show_plan(budget.seconds)
        else:
            self.rate.show_plan(np.empty(0), np.empty(0))  # how long it will take is not known
            for chart in self.charts:
                chart.scales.free_time_range()

    def _show_plan(self, seconds: float) -> None:
        """The learning rate from beginning to end of the budget."""
        optimisation = self._experiment.active_config.optimisation
        progress = np.linspace(0, 1, POINTS_OF_THE_PLAN)
        shares = [learning_rate_share(float(share), optimisation.warmup_share) for share in progress]
        self.rate.show_plan(progress * seconds, optimisation.learning_rate * np.array(shares))

    @Slot()
    def _show_earlier(self) -> None:
        """The earlier run's curves behind this one's."""
        steps, probe = self._other.curves.steps, self._other.curves.probe
        self.loss.show_earlier(steps.column("elapsed_s"), steps.column("loss"), smooth=True)
        self.top1.show_earlier(steps.column("elapsed_s"), steps.column("top1"), smooth=True)
        self.scores.show_earlier(probe.column("elapsed_s"), probe.column("accuracy"))

    @Slot()
    def _note_points(self) -> None:
        self.unpainted.update((*self._upper, *self.shown_below()))
        if self._may_paint() and not self.timer.isActive():
            self.timer.start()

    @Slot()
    def _clear(self) -> None:
        """Of a run that is no longer shown nothing stays, in no chart and in view or not."""
        for chart in self.charts:
            chart.show_nothing()
        self.speed.set_term("")
        self._speed_end = 0.0
        self.speed.scales.set_value_range(*UNMEASURED_RANGE)
        self.unpainted.clear()

    def _may_paint(self) -> bool:
        """Not while a run is being opened: what is read in a moment is painted once, at its end."""
        return self.isVisible() and self._experiment.phase is not Phase.OPENING

    @Slot()
    def _follow_phase(self) -> None:
        self.show_settings()
        if self._may_paint():
            self._paint_all()

    def showEvent(self, event: QShowEvent) -> None:
        """What was known when the charts went out of sight is not seen again, nor an empty chart."""
        super().showEvent(event)
        if self._may_paint():
            self._paint_all()

    def _paint_all(self) -> None:
        for painter in {*self._upper, *self.shown_below()} & self.unpainted:
            self.unpainted.discard(painter)
            painter()

    @Slot()
    def _paint_next(self) -> None:
        """Paints the next chart in turn that has further points; rests when there is none."""
        waiting = {*self._upper, *self.shown_below()} & self.unpainted
        if not waiting or not self._may_paint():
            self.timer.stop()
            return
        self._queue = [painter for painter in self._queue if painter in waiting]
        if not self._queue:
            below = self.shown_below()
            last = below[next(self._turns) % len(below)]
            self._queue = [painter for painter in (*self._upper, last) if painter in waiting] or list(waiting)
        painter = self._queue.pop(0)
        self.unpainted.discard(painter)
        painter()

    def _paint_loss(self) -> None:
        steps = self._curves.steps
        self.loss.show_values(steps.column("elapsed_s"), steps.column("loss"), smooth=True)

    def paint_top1(self) -> None:
        steps = self._curves.steps
        self.top1.show_values(steps.column("elapsed_s"), steps.column("top1"), smooth=True)
        batch_statistics = self._curves.batch_statistics
        self.top1.show_companion(batch_statistics.column("elapsed_s"), batch_statistics.column("top5"))

    def paint_scores(self) -> None:
        knn, probe = self._curves.knn, self._curves.probe
        probed = probe if len(probe) else knn  # a run from before there was a probe
        count = min(len(knn), len(probed))
        time_s = knn.column("elapsed_s")[:count]
        self.scores.show_values(
            time_s,
            probed.column("accuracy")[:count],
            knn.column("accuracy")[:count],
            is_old=count > 0 and self._is_old(float(time_s[-1])),
        )

    def _is_old(self, measured_s: float) -> bool:
        """Whether the training has gone so far since then that it tells little of how it stands."""
        steps = self._curves.steps
        return len(steps) > 0 and measured_s < OLD_SHARE * steps.column("elapsed_s")[-1]

    def paint_rate(self) -> None:
        steps = self._curves.steps
        self.rate.show_values(steps.column("elapsed_s"), steps.column("learning_rate"))

    def paint_speed(self) -> None:
        steps = self._curves.steps
        self.speed.show_values(steps.column("elapsed_s")[1:], steps.column("images_per_second")[1:])
        if len(steps) > 1:
            self._fit_speed(float(steps.column("images_per_second")[1:].max()))
        if len(self._curves.batch_statistics):
            self.speed.set_term(_memory(float(self._curves.batch_statistics.column("memory_bytes")[-1])))

    def _fit_speed(self, fastest: float) -> None:
        """Moves the end of the axis seldom: painting an axis anew costs more than a curve."""
        if not 0.6 * self._speed_end < fastest < self._speed_end:
            self._speed_end = 1.3 * fastest
            self.speed.scales.set_value_range(0, self._speed_end)


def _memory(used_bytes: float) -> str:
    return size_text(used_bytes) if used_bytes else ""
