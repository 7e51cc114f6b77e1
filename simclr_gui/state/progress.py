"""How far what is in progress has come: training, test and maps as parts of one whole."""

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.sentences import Sentence
from simclr_gui.state.experiment import Experiment, Phase

TRAINING_SHARE, TEST_SHARE = 0.8, 0.1  # of a whole run; the maps take the rest
BEFORE = {Phase.EVALUATING: TRAINING_SHARE, Phase.MAPPING: TRAINING_SHARE + TEST_SHARE}


class Progress(QObject):
    """Never goes back before it begins anew, though the test has several parts that each begin at nothing.

    Signals:
        changed(): `share` is another, 0 to 1; None while nothing is in progress and nothing has come to its end.
    """

    changed = Signal()

    def __init__(self, experiment: Experiment, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._experiment = experiment
        self.share: float | None = None
        self._is_question = False
        self._was_busy = False
        self._part, self._part_began = "", 0.0
        experiment.phase_changed.connect(self._follow_phase)
        experiment.progressed.connect(self._follow_training)
        experiment.announced.connect(self._follow_work)

    @Slot()
    def _follow_phase(self) -> None:
        phase, self._part = self._experiment.phase, ""
        if phase in BEFORE:
            if not self._was_busy:
                self._is_question, self.share = True, 0.0
            elif not self._is_question:
                self._reach(BEFORE[phase])
        elif phase in (Phase.PREPARING, Phase.OPENING, Phase.FOLLOWING):
            self._is_question, self.share = False, 0.0
        elif not phase.is_busy:
            self.share = 1.0 if phase is Phase.DONE else None
        self._was_busy = phase.is_busy
        self.changed.emit()

    @Slot()
    def _follow_training(self) -> None:
        step, phase = self._experiment.last_step, self._experiment.phase
        if step is not None and phase in (Phase.TRAINING, Phase.PAUSED, Phase.FOLLOWING, Phase.STOPPING):
            self._reach(TRAINING_SHARE * min(1.0, step.progress))

    @Slot()
    def _follow_work(self) -> None:
        phase, announcement = self._experiment.phase, self._experiment.announcement
        if phase not in BEFORE or announcement is None or announcement.share is None:
            return
        if self._is_question:
            self.share = announcement.share
            self.changed.emit()
        else:
            self._follow_part(announcement.sentence, announcement.share)

    def _follow_part(self, sentence: str, share: float) -> None:
        """Nobody knows how many parts will follow: each takes half of what is left, so that the end stays ahead."""
        words = Sentence(sentence).words
        if words != self._part:
            self._part, self._part_began = words, self.share or 0.0
        end = 1.0 if self._experiment.phase is Phase.MAPPING else BEFORE[Phase.MAPPING]
        self._reach(self._part_began + (end - self._part_began) / 2 * share)

    def _reach(self, share: float) -> None:
        self.share = max(self.share or 0.0, share)
        self.changed.emit()
