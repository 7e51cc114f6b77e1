"""Earlier runs: opened, followed while another process trains them, resumed, scored later."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.jobs import work
from simclr_gui.jobs.player import Failure
from simclr_gui.state.phases import Happening, Phase
from simclr_gui.state.run_facts import RunFacts
from simclr_gui.state.run_stream import RunStream
from simclr_gui.state.trainings import Trainings


class EarlierRuns(QObject):
    """Shows a run where no stream is played.

    Signals:
        shown(object, object): config and folder of the run that is about to be shown.
        failed(object): a Failure; what was shown before stays.
        named_in_vain(object): a Failure; where the images of a run lie could not be written down.
    """

    shown = Signal(object, object)
    failed = Signal(object)
    named_in_vain = Signal(object)

    def __init__(self, facts: RunFacts, stream: RunStream, trainings: Trainings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._facts, self._stream, self._trainings = facts, stream, trainings
        self._is_to_be_tested = False
        self._shown_config: TrainingConfig | None = None

    def open(self, run_dir: Path) -> None:
        """Shows an earlier run; one that another process trains is followed to its end."""
        if self._show(run_dir):
            is_alive = RunFolder(run_dir).is_trained_elsewhere
            happening = Happening.RUN_FOLLOWED if is_alive else Happening.RUN_OPENED
            self._facts.experiment.begin(run_dir, happening, self._shown_config)
            self._stream.play(lambda control: work.follow(run_dir, control.should_leave), lets_window_paint=True)

    def resume(self, run_dir: Path) -> None:
        """Goes on with a run that was stopped or lost."""
        if self._show(run_dir):
            self._trainings.resume(run_dir)

    def test(self, run_dir: Path) -> None:
        """Shows an earlier run, which is to be scored when it is open."""
        self.open(run_dir)
        self._is_to_be_tested = self._facts.experiment.phase is Phase.OPENING

    def takes_test_request(self) -> bool:
        """Whether the run that was opened is to be scored now; the request is fulfilled by asking."""
        is_to_be_tested, self._is_to_be_tested = self._is_to_be_tested, False
        return is_to_be_tested

    def name_images(self, place: Path) -> None:
        """Writes down where the images of the run that is shown lie now, and opens it again."""
        run_dir = self._facts.experiment.run_dir
        if run_dir is None or not self._stream.is_empty:
            return
        try:
            work.name_place(run_dir, place)
        except UserError as error:
            self.named_in_vain.emit(Failure(error.sentence, error.remedy))
            return
        self.open(run_dir)

    def _show(self, run_dir: Path) -> bool:
        """Takes over the settings of a run; False, with a failure told, where it cannot be read."""
        if not self._stream.is_empty:
            return False
        try:
            config: TrainingConfig = RunFolder.open(run_dir).config()
        except UserError as error:
            self.failed.emit(Failure(error.sentence, error.remedy))
            return False
        self._facts.forget_run()
        self.shown.emit(config, run_dir)
        self._shown_config = config
        if not RunFolder(run_dir).is_imported:  # nobody has chosen its settings of a training, and it has no head
            self._facts.experiment.replace_config(config)
        return True
