"""The live charts: loss, finds its partner, live accuracy, learning rate, images per second."""

import itertools
from collections.abc import Callable

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from simclr_gui.engine.loss_lines import chance_loss, floor_loss
from simclr_gui.gui.look.theme import CARD_GAP, Theme
from simclr_gui.gui.parts.card import Card
from simclr_gui.gui.parts.chart import Chart, ChartText
from simclr_gui.state.curves import Curves
from simclr_gui.state.experiment import Experiment

LOSS_NAMES = {"nt-xent": "NT-Xent", "dcl": "DCL"}
MS_BETWEEN_CHARTS = 350  # one chart at a time: painting takes from the training what it takes of the processor


class ChartBoard(QWidget):
    """Five charts that read the curves; while points come, the upper two are repainted about once a second."""

    def __init__(self, experiment: Experiment, curves: Curves, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._experiment, self._curves = experiment, curves
        self._make_charts(theme)
        self._lay_out()
        upper = (self._paint_loss, self._paint_top1)
        lower = (self._paint_knn, self._paint_rate, self._paint_speed)
        self._turns = itertools.cycle([painter for last in lower for painter in (*upper, last)])
        self._painters = (*upper, *lower)
        self._unpainted: set[Callable[[], None]] = set()
        self._speed_end = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(MS_BETWEEN_CHARTS)
        self._timer.timeout.connect(self._paint_next)
        curves.extended.connect(self._note_points)
        experiment.config_changed.connect(self.show_settings)
        experiment.started.connect(self.show_settings)
        self.show_settings()

    def _make_charts(self, theme: Theme) -> None:
        self.loss = Chart(
            ChartText(
                self.tr("Loss"),
                self.tr("NT-Xent"),
                self.tr("How hard it still is to find the partner. It falls from guessing towards perfect pairs."),
                "loss",
            ),
            lambda value: f"{value:.3f}",
            theme,
        )
        self.top1 = Chart(
            ChartText(
                self.tr("Finds its partner"),
                self.tr("contrastive top-1"),
                self.tr("How often a view's most similar other view is the one from the same picture."),
                "top1",
            ),
            _percent,
            theme,
        )
        self.knn = Chart(
            ChartText(
                self.tr("Recognises"),
                self.tr("live kNN"),
                self.tr(
                    "How many of a few unseen test pictures are recognised from their neighbours' classes. "
                    "The labels are used for this test only."
                ),
                "knn_accuracy",
            ),
            _percent,
            theme,
        )
        self.rate = Chart(
            ChartText(
                self.tr("Learning rate"),
                "",
                self.tr("The step size: it warms up, then falls to zero when the budget is used up."),
                "learning_rate",
            ),
            lambda value: f"{value:.4f}",
            theme,
        )
        self.speed = Chart(
            ChartText(
                self.tr("Speed"),
                self.tr("images per second"),
                self.tr("Training pictures per second; each is seen as two views."),
                "images_per_second",
            ),
            lambda value: f"{value:,.0f}",
            theme,
        )
        for chart in (self.top1, self.knn):
            chart.set_percent()
            chart.set_value_range(0, 1)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(CARD_GAP - 4)
        for chart, row, column, columns in (
            (self.loss, 0, 0, 3),
            (self.top1, 0, 3, 3),
            (self.knn, 1, 0, 2),
            (self.rate, 1, 2, 2),
            (self.speed, 1, 4, 2),
        ):
            card = Card()
            card.body.addWidget(chart)
            grid.addWidget(card, row, column, 1, columns)
        grid.setRowStretch(0, 3)
        grid.setRowStretch(1, 2)
        for column in range(6):
            grid.setColumnStretch(column, 1)

    @Slot()
    def show_settings(self) -> None:
        """Draws the reference lines and axes that the settings, or the running experiment, imply."""
        config = self._experiment.config_in_hand
        optimisation, budget = config.optimisation, config.budget
        batch = optimisation.batch_size
        chance = chance_loss(optimisation.loss, batch)
        floor = floor_loss(optimisation.loss, batch, optimisation.temperature)
        self.loss.set_references(
            [
                (chance, self.tr("guessing {value:.2f}").format(value=chance)),
                (floor, self.tr("perfect pairs {value:.2f}").format(value=floor)),
            ]
        )
        self.loss.set_term(LOSS_NAMES[optimisation.loss])
        self.loss.set_value_range(min(0.0, floor), chance * 1.08)
        self.top1.set_references([(1 / (2 * batch - 1), self.tr("guessing"))])
        classes = len(self._experiment.run.class_names) if self._experiment.run else None
        self.knn.set_references([(1 / classes, self.tr("guessing"))] if classes else [])
        self.rate.set_value_range(0, optimisation.learning_rate)
        if budget.epochs is None:
            for chart in (self.loss, self.top1, self.knn, self.rate, self.speed):
                chart.set_time_range(budget.seconds)

    @Slot()
    def _note_points(self) -> None:
        self._unpainted.update(self._painters)
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._unpainted:
            self._timer.start()

    @Slot()
    def _paint_next(self) -> None:
        """Paints the next chart in turn that has further points; rests when there is none."""
        if not self._unpainted or not self.isVisible():
            self._timer.stop()
            return
        painter = next(painter for painter in self._turns if painter in self._unpainted)
        self._unpainted.discard(painter)
        painter()

    def _paint_loss(self) -> None:
        steps = self._curves.steps
        self.loss.show_values(steps.column("elapsed_s"), steps.column("loss"), smooth=True)

    def _paint_top1(self) -> None:
        steps = self._curves.steps
        self.top1.show_values(steps.column("elapsed_s"), steps.column("top1"), smooth=True)

    def _paint_knn(self) -> None:
        knn = self._curves.knn
        self.knn.show_values(knn.column("elapsed_s"), knn.column("accuracy"))

    def _paint_rate(self) -> None:
        steps = self._curves.steps
        self.rate.show_values(steps.column("elapsed_s"), steps.column("learning_rate"))

    def _paint_speed(self) -> None:
        steps = self._curves.steps
        self.speed.show_values(steps.column("elapsed_s")[1:], steps.column("images_per_second")[1:])
        if len(steps) > 1:
            self._fit_speed(float(steps.column("images_per_second")[1:].max()))

    def _fit_speed(self, fastest: float) -> None:
        """Moves the end of the axis seldom: painting an axis anew costs more than a curve."""
        if not 0.6 * self._speed_end < fastest < self._speed_end:
            self._speed_end = 1.3 * fastest
            self.speed.set_value_range(0, self._speed_end)


def _percent(value: float) -> str:
    return f"{100 * value:.0f} %"
