"""How far what is in progress has come: training, test and maps as parts of one whole."""

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.messages.sentences import Sentence
from simclr_gui.state.experiment import Experiment, Phase

TRAINING_SHARE, TEST_SHARE = 0.8, 0.1  # of a whole run; the maps take the rest
PART_SHARE = 2 / 3  # of what is left, for each part of the work: nobody knows how many are still to come
BEFORE = {Phase.EVALUATING: TRAINING_SHARE, Phase.MAPPING: TRAINING_SHARE + TEST_SHARE}


class Progress(QObject):
    """Never goes back before it begins anew, and is never whole before all is over.

    Test and maps have several parts that each begin at nothing and are each announced by a sentence of their own.

    Signals:
        changed(): `share` is another, 0 to 1; in the end how far the training came; None where nothing was begun.
    """

    changed = Signal()

    def __init__(self, experiment: Experiment, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._experiment = experiment
        self.share: float | None = None
        self._is_request = False
        self._was_busy = False
        self._parts: set[str] = set()
        self._part_begins = self._part_ends = 0.0
        self._end = 1.0
        experiment.phase_changed.connect(self._follow_phase)
        experiment.progressed.connect(self._follow_training)
        experiment.announced.connect(self._follow_work)

    @Slot()
    def _follow_phase(self) -> None:
        phase, self._part = self._experiment.phase, ""
        if phase in BEFORE:
            if not self._was_busy:
                self._is_request, self.share = True, 0.0
                self._forget_parts(0.0, 1.0)
            elif not self._is_request:
                self._reach(BEFORE[phase])
                end = 1.0 if phase is Phase.MAPPING else BEFORE[Phase.MAPPING]
                self._forget_parts(BEFORE[phase], end)
        elif phase in (Phase.PREPARING, Phase.OPENING, Phase.FOLLOWING):
            self._is_request, self.share = False, 0.0
        elif not phase.is_busy:
            self.share = self._how_far_it_came() if phase in (Phase.DONE, Phase.FAILED) else None
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
        words = Sentence(announcement.sentence).words
        if words not in self._parts:
            self._parts.add(words)
            self._part_begins = self._part_ends
            self._part_ends += PART_SHARE * (self._end - self._part_begins)
        self._reach(self._part_begins + (self._part_ends - self._part_begins) * announcement.share)

    def _forget_parts(self, begin: float, end: float) -> None:
        self._parts.clear()
        self._part_begins, self._part_ends, self._end = begin, begin, end

    def _how_far_it_came(self) -> float | None:
        ended, step = self._experiment.ended, self._experiment.last_step
        if step is None:
            return None
        return 1.0 if ended is not None and ended.reason == "finished" else min(1.0, step.progress)

    def _reach(self, share: float) -> None:
        self.share = max(self.share or 0.0, share)
        self.changed.emit()
