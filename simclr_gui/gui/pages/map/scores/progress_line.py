"""One line below the scores: what is computed just now and how far it is; else how the charts are read."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from simclr_gui.engine.events import Announced
from simclr_gui.gui.look.figures import percent_done, use_tabular_figures
from simclr_gui.gui.look.language import spoken
from simclr_gui.gui.look.theme import SPACE
from simclr_gui.gui.parts.card import label, row
from simclr_gui.state.experiment import Experiment

BAR_WIDTH_PX, HEIGHT_PX = 240, 20
STEPS = 1_000


class ProgressLine(QWidget):
    """Always as high, so that the cards above stay where they are."""

    def __init__(self, experiment: Experiment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._experiment = experiment
        self._hint = ""
        self._is_busy = experiment.phase.is_busy
        self._announced = experiment.announcement if self._is_busy else None
        self.words = label("", "caption")
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        use_tabular_figures(self.words)
        self.bar = QProgressBar()
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(BAR_WIDTH_PX)
        self.bar.setAccessibleName(self.tr("Progress"))
        line = row(self.words, self.bar, spacing=2 * SPACE)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.setFixedHeight(HEIGHT_PX)
        experiment.announced.connect(self._take)
        experiment.phase_changed.connect(self._follow_phase)
        self._show()

    def show_hint(self, words: str) -> None:
        """What stands here while nothing is computed."""
        self._hint = words
        self._show()

    @Slot()
    def _take(self) -> None:
        self._announced = self._experiment.announcement
        self._show()

    @Slot()
    def _follow_phase(self) -> None:
        """What was announced of the last work says nothing about the next."""
        if self._experiment.phase.is_busy != self._is_busy:
            self._is_busy = not self._is_busy
            self._announced = None
        self._show()

    def _show(self) -> None:
        announced = self._announced
        self.bar.setVisible(self._is_busy and announced is not None and announced.share is not None)
        self.bar.setValue(round(STEPS * announced.share) if announced is not None and announced.share else 0)
        self.words.setText(self._sentence(announced) if self._is_busy else self._hint)

    def _sentence(self, announced: Announced | None) -> str:
        if announced is None:
            return self.tr("Something is running. Press Stop to cancel it.")
        if announced.share is None:
            return f"{spoken(announced.sentence)}…"
        words = self.tr("{sentence}… {share:.0f} %")
        return words.format(sentence=spoken(announced.sentence), share=percent_done(announced.share))
