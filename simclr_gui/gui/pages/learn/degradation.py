"""Degradation, live: four networks learn side by side, and the deeper plain one falls behind."""

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPushButton

from simclr_gui.engine.messages.shares import in_percent, percent
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.pages import names
from simclr_gui.gui.pages.learn.lesson import Lesson
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.gui.parts.chart import Chart, ChartText, Line
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.lessons import Lessons
from simclr_gui.state.network_race import SECONDS_OF_A_RACE
from simclr_gui.state.waiting import RACE

STYLES = {False: Qt.PenStyle.DashLine, True: Qt.PenStyle.SolidLine}


class DegradationLesson(Lesson):
    """One chart of four training errors."""

    def __init__(self, lessons: Lessons, experiment: Experiment, theme: Theme) -> None:
        super().__init__(
            self.tr("More layers can make a plain network worse, even on the images that it is trained on."),
            self.tr("Which of the four falls behind, though it could copy the shallow one?"),
            self.tr("Try: start the race."),
            self.tr(
                "As a rule the plain network of 56 layers: it could copy the shallow one and let its further layers do "
                "nothing, but training does not find that. With skip connections it begins near there."
            ),
            self.tr(
                "A deeper plain network could set its further layers to the identity and be no worse; it does not "
                "find that. "
                "With the skip connection it begins near the identity (He et al. 2015)."
            ),
            self.tr("Train a ResNet"),
            names.TRAIN,
        )
        self._lessons, self._experiment = lessons, experiment
        self._networks = self._lines()
        self.chart = Chart(
            ChartText(
                self.tr("Misclassified training images"),
                self.tr("training error"),
                self.tr(
                    "Share of the training images of the last steps that were misclassified; all four see the same "
                    "images."
                ),
                "degradation",
            ),
            percent,
            theme,
            [line for _, line in self._networks],
        )
        self.chart.scales.set_percent()
        self.chart.scales.set_value_range(0, 1)
        self.chart.scales.set_time_range(SECONDS_OF_A_RACE)
        self.start = QPushButton()
        self.start.setProperty("role", "secondary")
        self.start.clicked.connect(self._toggle)
        self.touched_by(self.start.clicked)
        self._words = label("", "caption")
        card = Card()
        card.body.addWidget(self.chart, 1)
        line = row(self.start, self._words)
        line.setStretch(1, 1)
        card.body.addLayout(line)
        self.stage.addWidget(card, 1)
        lessons.race_changed.connect(self.show_race)
        experiment.phase_changed.connect(self.show_race)
        lessons.waiting_changed.connect(self._offer_race)
        self.wait_for(lessons, RACE)
        self.show_race()

    @property
    def has_answer(self) -> bool:
        return bool(self._lessons.errors) or not self._lessons.is_racing

    def _lines(self) -> list[tuple[str, Line]]:
        return [
            ("plain-14", Line(self.tr("plain, 14 layers"), "untrained", STYLES[False])),
            ("plain-56", Line(self.tr("plain, 56 layers"), "danger", STYLES[False])),
            ("residual-14", Line(self.tr("residual, 14 layers"), "pca", STYLES[True])),
            ("residual-56", Line(self.tr("residual, 56 layers"), "simclr", STYLES[True])),
        ]

    @Slot()
    def _toggle(self) -> None:
        if self._lessons.is_racing:
            self._lessons.stop_race()
        else:
            self._lessons.start_race()

    @Slot()
    def show_race(self) -> None:
        self._offer_race()
        lessons = self._lessons
        errors = [lessons.errors.get(name, []) for name, _ in self._networks]
        shortest = min(map(len, errors))
        if not shortest:
            self.tell(
                self.tr(
                    "Two plain and two residual networks will learn to name the classes of your images, side by side."
                )
            )
            return
        time_s = np.array([event.share for event in errors[0][:shortest]]) * SECONDS_OF_A_RACE
        self.chart.show_values(time_s, *(np.array([event.error for event in each[:shortest]]) for each in errors))
        shown = {name: each[shortest - 1].error for (name, _), each in zip(self._networks, errors, strict=True)}
        self.tell(
            self.tr(
                "Training error now: plain {plain:.0f} % with 14 layers, {deep:.0f} % with 56; residual "
                "{residual:.0f} % with 14, "
                "{deep_residual:.0f} % with 56. {judgement}"
            ).format(
                plain=in_percent(shown["plain-14"]),
                deep=in_percent(shown["plain-56"]),
                residual=in_percent(shown["residual-14"]),
                deep_residual=in_percent(shown["residual-56"]),
                judgement=self._judgement(shown),
            )
        )

    @Slot()
    def _offer_race(self) -> None:
        lessons, is_busy = self._lessons, self._experiment.phase.is_busy
        self.start.setText(self.tr("Stop") if lessons.is_racing else self.tr("Start the race (two minutes)"))
        self.start.setEnabled(lessons.is_racing or (lessons.is_open and not is_busy))
        why_not = (
            self.tr("Not available while something is running. Press Stop to cancel it.")
            if is_busy
            else self.tr("Starting up. The race can begin in a few seconds.")
        )
        self.start.setToolTip("" if self.start.isEnabled() else why_not)

    def _judgement(self, shown: dict[str, float]) -> str:
        if shown["plain-56"] > shown["plain-14"] + 0.05:
            return self.tr("The deeper plain network does worse: that is degradation.")
        return self.tr("The deeper plain network is not behind yet.")
