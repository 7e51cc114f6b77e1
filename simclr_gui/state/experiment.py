"""The experiment in hand: its settings, its phase, how far it is and what came of it."""

import time
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.presets import SHAPES, suited_to
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.events import (
    Announced,
    EvaluationFinished,
    EvaluationResult,
    Event,
    ImagesChosen,
    ImagesRead,
    LiveKnnMeasured,
    MeasurementsRead,
    ModelChecked,
    RunEnded,
    RunStarted,
    StepMeasured,
    StepsRead,
)
from simclr_gui.engine.events.sharing import EncoderRecognised
from simclr_gui.engine.messages.errors import Changes, UserError
from simclr_gui.engine.messages.sentences import Sentence
from simclr_gui.jobs.player import Failure
from simclr_gui.state.phases import Happening, Phase, next_phase

__all__ = ["Experiment", "Phase"]


class Experiment(QObject):
    """The facts of the experiment; pages read them and are told when they change.

    Attributes:
        origin: where the encoder of the active run comes from; None where it was trained here.

    Signals:
        config_changed(): the settings for the next run, or those of the opened one.
        unfit_changed(): `unfit` says for which settings something else was typed that does not fit.
        phase_changed()
        started(): what is being trained is known (`run`).
        progressed(): a further step (`last_step`), a further live accuracy (`live_knn`).
        announced(): a sentence about what is being done (`announcement`).
        result_changed(): `result` is that of the active run, or None.
        model_checked(): `model_check` says what a run with these settings would be like, or None.
        images_read(): `left_out` says which files were left out.
        failed(): `failure` says what went wrong.
        mended(): the setting that the failure was about is another now; the failure is forgotten.
    """

    config_changed = Signal()
    unfit_changed = Signal()
    phase_changed = Signal()
    started = Signal()
    progressed = Signal()
    announced = Signal()
    result_changed = Signal()
    model_checked = Signal()
    images_read = Signal()
    failed = Signal()
    mended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.config: TrainingConfig = SHAPES
        self.unfit: dict[str, Sentence] = {}
        self._config_of_run: TrainingConfig | None = None
        self._by_hand: dict[str, object] = {}
        self._suggestion: TrainingConfig | None = SHAPES
        self.phase = Phase.IDLE
        self.run_dir: Path | None = None
        self.model_check: ModelChecked | None = None
        self._forget()

    def _forget(self) -> None:
        self.run: RunStarted | None = None
        self.origin: EncoderRecognised | None = None
        self.last_step: StepMeasured | None = None
        self.live_knn: float | None = None
        self.ended: RunEnded | None = None
        self.announcement: Announced | None = None
        self.result: EvaluationResult | None = None
        self.failure: Failure | None = None
        self.left_out: ImagesRead | None = None
        self.done_at: float | None = None

    @property
    def active_config(self) -> TrainingConfig:
        """The settings with which the active run was made; before there is one, those of the next."""
        return self._config_of_run or self.config

    @property
    def saw_no_label(self) -> bool:
        """Whether that is known: of an encoder of another program, and of what was trained on from it, it is not."""
        return self.run is None or not self.run.began_elsewhere

    @property
    def has_classes(self) -> bool:
        """False once it is known that the images have none."""
        return self.run is None or bool(self.run.class_names)

    @property
    def can_be_scored(self) -> bool:
        """False once it is known that there are no classes that could be told apart."""
        return self.has_classes and (self.run is None or self.run.can_be_scored)

    @property
    def is_whole(self) -> bool:
        """Whether there is a run that can be handed on: one that is being trained is not whole yet."""
        return self.run_dir is not None and self.run is not None and not self.phase.is_busy

    @property
    def can_be_resumed(self) -> bool:
        """Whether the run that is shown was trained for a while, and ended before its budget was used up."""
        has_time_left = self.ended is None or self.ended.reason == "stopped"
        return self.phase in (Phase.DONE, Phase.FAILED) and self.last_step is not None and has_time_left

    def change_config(self, changes: Changes) -> None:
        """Replaces settings by hand ({"budget.seconds": 30.0}); UserError where a value does not fit."""
        self.replace_config(config_with(self.config, changes))
        self._by_hand |= {name: value for name, value in changes.items() if not name.startswith("data.")}

    def choose_data(self, preset: TrainingConfig) -> None:
        """Takes over the data of a preset, and what it suggests for them except where a value was set by hand."""
        self._suggestion = preset
        try:
            chosen = config_with(preset, self._by_hand)
        except UserError:  # they do not go together with these data
            self._by_hand, chosen = {}, preset
        self.replace_config(chosen)

    def suit_data(self, train_images: int) -> None:
        """It is known now how many images there are; what nobody has changed since the data were chosen follows."""
        suggested = self._suggestion
        if suggested is None or suggested.data != self.config.data:
            return
        is_untouched = self.config == config_with(suggested, self._by_hand)
        self._suggestion = suited_to(suggested, train_images)
        if is_untouched:
            self.replace_config(config_with(self._suggestion, self._by_hand))

    @property
    def suggestion(self) -> TrainingConfig | None:
        """What is suggested for the chosen data, where values that were set by hand differ from it."""
        suggested = self._suggestion
        if suggested is None or suggested.data != self.config.data or suggested == self.config:
            return None
        return suggested

    def take_suggestion(self) -> None:
        """Forgets what was set by hand."""
        if self._suggestion is not None:
            self._by_hand = {}
            self.replace_config(self._suggestion)

    def replace_config(self, config: TrainingConfig) -> None:
        if config == self.config:
            return
        before, self.config = self.config, config
        self._forget_mended(before)
        self.config_changed.emit()

    def _forget_mended(self, before: TrainingConfig) -> None:
        """A failure about a setting ends when that setting is another."""
        section, _, name = (self.failure.field or "").partition(".") if self.failure else ("", "", "")
        if not name or self.phase is not Phase.FAILED:
            return
        values = [getattr(getattr(config, section, None), name, None) for config in (before, self.config)]
        if values[0] != values[1]:
            self.failure = None
            self.note(Happening.SETTING_MENDED)
            self.mended.emit()

    def note_unfit(self, field: str, sentence: Sentence | None) -> None:
        """What is wrong with the text that stands for a setting ("data.side_px"), or None once it is right.

        The settings keep the last value that fitted; who starts a run must ask `unfit` first.
        """
        if self.unfit.get(field) == sentence:
            return
        if sentence is None:
            del self.unfit[field]
        else:
            self.unfit[field] = sentence
        self.unfit_changed.emit()

    def begin(
        self,
        run_dir: Path,
        happening: Happening = Happening.TRAINING_REQUESTED,
        config: TrainingConfig | None = None,
    ) -> None:
        """Forgets the last run; events of another are about to come, with the settings given or else the current."""
        self.run_dir = run_dir
        self._config_of_run = config or self.config
        self._forget()
        self.result_changed.emit()
        self.note(happening)

    def let_go(self) -> None:
        """Of a run of which nothing is left; how it ended stays known."""
        self.run_dir = self.run = None

    def note(self, happening: Happening) -> None:
        """Goes on to the phase that follows what happens; where it cannot happen in this one, nothing changes."""
        self.set_phase(next_phase(self.phase, happening))

    def set_phase(self, phase: Phase) -> None:
        """Whatever the last one was; the program itself says what happens (`note`)."""
        if phase is not self.phase:
            was_live = self.phase.is_busy and not self.phase.is_of_the_past
            if phase is Phase.DONE and was_live and self.done_at is None:
                self.done_at = time.time()  # of an opened run its folder tells the time
            self.phase = phase
            self.phase_changed.emit()

    def fail(self, failure: Failure) -> None:
        self.failure = failure
        self.note(Happening.STREAM_FAILED)
        self.failed.emit()

    def take(self, event: Event) -> None:
        """Learns from an event of the stream, or of an opened run."""
        if isinstance(event, MeasurementsRead):
            event = event.last
        match event:
            case EncoderRecognised():
                self.origin = event
            case RunStarted():
                self.run = event
                self.ended = None  # a run that is resumed had ended before
                self.started.emit()
                self.note(Happening.TRAINING_BEGAN)
            case StepMeasured() | StepsRead():
                self.last_step = event.last if isinstance(event, StepsRead) else event
                self.progressed.emit()
            case LiveKnnMeasured():
                self.live_knn = event.accuracy
                self.progressed.emit()
            case RunEnded():
                self.ended = event
                if self.last_step is not None:  # without a step there is nothing to test
                    self.note(Happening.TRAINING_ENDED)
            case EvaluationFinished():
                self.result = event.result
                self.result_changed.emit()
            case ModelChecked():
                self.model_check = event
                self.model_checked.emit()
            case ImagesRead():
                self.left_out = event
                self.images_read.emit()
            case ImagesChosen():
                self.note(Happening.MAPS_CHOSEN)
            case Announced():
                self.announcement = event
                self.announced.emit()
