"""An earlier run beside the active run: its curves behind the curves, its map beside the map."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.events import EvaluationFinished, EvaluationResult, Event
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.jobs import work
from simclr_gui.jobs.player import Failure
from simclr_gui.jobs.requests import RequestQueue
from simclr_gui.state.curves import Curves
from simclr_gui.state.feature_space import FeatureSpace

RUN = "run"  # all that is ever requested

Read = Callable[[Path], Iterator[Event]]


class OtherRun(QObject):
    """Reads the chosen run; of several choices while it reads the last one counts.

    Signals:
        changed(): what was read is of another run, or of none (`run_dir`).
        failed(object): a Failure.
        became_quiet(): nothing is being read.
    """

    changed = Signal()
    failed = Signal(object)
    became_quiet = Signal()

    def __init__(self, owner: Curves | FeatureSpace, read: Read, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.run_dir: Path | None = None
        self._owner, self._read_events = owner, read
        self._wanted: Path | None = None
        self._requests = RequestQueue(self)
        self._requests.began.connect(self._begin)
        self._requests.played.connect(self.take)
        self._requests.failed.connect(self._fail)
        self._requests.became_quiet.connect(self._show)

    @property
    def is_quiet(self) -> bool:
        return self._requests.is_quiet

    @property
    def config(self) -> TrainingConfig | None:
        """Its settings; None where no run is chosen, or where it has gone or been damaged meanwhile."""
        try:
            return RunFolder(self.run_dir).config() if self.run_dir is not None else None
        except UserError:
            return None

    def choose(self, run_dir: Path | None) -> None:
        """Puts this run beside, None for none."""
        self._wanted = run_dir
        self._requests.clear()
        if run_dir is None and self.is_quiet:
            self._show()
        elif run_dir is not None and (self.is_quiet or run_dir != self.run_dir):
            self._requests.request(RUN, lambda: self._read_events(run_dir))

    def close(self) -> None:
        """Reads no further; what is being read is given up at the next line."""
        self._wanted = self.run_dir
        self._requests.close()
        self._requests.leave()

    def drop_unless_comparable(self, config: TrainingConfig, run_dir: Path) -> None:
        """A run of other data says nothing beside one of these, and a run nothing beside itself."""
        beside = self.config
        if self.run_dir is not None and (beside is None or beside.data != config.data or self.run_dir == run_dir):
            self.choose(None)

    def forget(self) -> None:
        """Nothing is known any more of the run that was beside."""
        self._owner.clear()

    @Slot(object)
    def take(self, event: Event) -> None:
        """Learns from an event of the run beside."""
        self._owner.take(event)

    @Slot()
    def _begin(self) -> None:
        self.forget()
        self.run_dir = self._wanted

    @Slot(object)
    def _fail(self, failure: Failure) -> None:
        if self._wanted == self.run_dir:
            self._wanted = None
        self.run_dir = None
        self.forget()
        self.failed.emit(failure)

    @Slot()
    def _show(self) -> None:
        if self._wanted is None:
            self._begin()
        self.changed.emit()
        self.became_quiet.emit()


class OtherCurves(OtherRun):
    """The curves of an earlier run (`curves`)."""

    def __init__(self, parent: QObject | None = None) -> None:
        self.curves = Curves()
        super().__init__(self.curves, work.replay_curves, parent)


class OtherMap(OtherRun):
    """The map of an earlier run (`space`) and its scores (`result`, None without)."""

    def __init__(self, parent: QObject | None = None) -> None:
        self.space = FeatureSpace()
        self.result: EvaluationResult | None = None
        super().__init__(self.space, work.replay_predictions, parent)

    def forget(self) -> None:
        super().forget()
        self.result = None

    @Slot(object)
    def take(self, event: Event) -> None:
        if isinstance(event, EvaluationFinished):
            self.result = event.result
        super().take(event)
