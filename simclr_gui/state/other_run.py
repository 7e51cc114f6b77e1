"""An earlier run beside the run in hand: its curves behind the curves, its map beside the map."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.events import EvaluationFinished, EvaluationResult, Event
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.jobs.player import Failure, StreamRunner
from simclr_gui.state.curves import Curves
from simclr_gui.state.feature_space import FeatureSpace

Read = Callable[[RunFolder], Iterator[Event]]


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
        self._is_closed = False
        self._runner = StreamRunner(self)
        self._runner.played.connect(self.take)
        self._runner.failed.connect(self._fail)
        self._runner.emptied.connect(self._show)

    @property
    def is_quiet(self) -> bool:
        return self._runner.is_empty

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
        if self._runner.is_empty:
            self._read()

    def close(self) -> None:
        """Reads no further; what is being read is given up at the next line."""
        self._is_closed = True
        self._wanted = self.run_dir

    def forget(self) -> None:
        """Nothing is known any more of the run that was beside."""
        self._owner.clear()

    @Slot(object)
    def take(self, event: Event) -> None:
        """Learns from an event of the run beside."""
        self._owner.take(event)

    def _read(self) -> None:
        self.forget()
        self.run_dir = self._wanted
        if self.run_dir is None:
            self.changed.emit()
            self.became_quiet.emit()
            return
        run_dir = self.run_dir
        self._runner.play(lambda: self._events_of(run_dir))

    def _events_of(self, run_dir: Path) -> Iterator[Event]:
        for event in self._read_events(RunFolder.open(run_dir)):
            if self._is_closed:
                return
            yield event

    @Slot(object)
    def _fail(self, failure: Failure) -> None:
        if self._wanted == self.run_dir:
            self._wanted = None
        self.run_dir = None
        self.forget()
        self.failed.emit(failure)

    @Slot()
    def _show(self) -> None:
        if self._wanted != self.run_dir:
            self._read()
            return
        self.changed.emit()
        self.became_quiet.emit()


class OtherCurves(OtherRun):
    """The curves of an earlier run (`curves`)."""

    def __init__(self, parent: QObject | None = None) -> None:
        self.curves = Curves()
        super().__init__(self.curves, _curves_of, parent)


class OtherMap(OtherRun):
    """The map of an earlier run (`space`) and its scores (`result`, None without)."""

    def __init__(self, parent: QObject | None = None) -> None:
        self.space = FeatureSpace()
        self.result: EvaluationResult | None = None
        super().__init__(self.space, _map_of, parent)

    def forget(self) -> None:
        super().forget()
        self.result = None

    @Slot(object)
    def take(self, event: Event) -> None:
        if isinstance(event, EvaluationFinished):
            self.result = event.result
        super().take(event)


def _curves_of(folder: RunFolder) -> Iterator[Event]:
    from simclr_gui.engine.experiments.replay import replay_curves

    yield from replay_curves(folder)


def _map_of(folder: RunFolder) -> Iterator[Event]:
    from simclr_gui.engine.experiments.replay import replay_predictions

    yield from replay_predictions(folder)
