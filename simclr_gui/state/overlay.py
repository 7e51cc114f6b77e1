"""An earlier run whose curves are drawn behind those of the run in hand."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.events import Event
from simclr_gui.engine.run_folder import RunFolder
from simclr_gui.jobs.player import Failure, Stage
from simclr_gui.state.curves import Curves


class Overlay(QObject):
    """Signals: changed() when `curves` are those of another run, or of none; failed(object): a Failure;
    became_quiet(): nothing is being read."""

    changed = Signal()
    failed = Signal(object)
    became_quiet = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.run_dir: Path | None = None
        self.curves = Curves(self)
        self._wanted: Path | None = None
        self._is_closed = False
        self._stage = Stage(self)
        self._stage.played.connect(self._take)
        self._stage.failed.connect(self._fail)
        self._stage.emptied.connect(self._show)

    @property
    def is_quiet(self) -> bool:
        return self._stage.is_empty

    def choose(self, run_dir: Path | None) -> None:
        """Draws this run behind, None for none."""
        self._wanted = run_dir
        if self._stage.is_empty:
            self._read()

    def close(self) -> None:
        """Reads no further; what is being read is given up at the next line."""
        self._is_closed = True
        self._wanted = self.run_dir

    def _read(self) -> None:
        self.curves.clear()
        self.run_dir = self._wanted
        if self.run_dir is None:
            self.changed.emit()
            self.became_quiet.emit()
            return
        run_dir = self.run_dir
        self._stage.play(lambda: _curves_of(run_dir, lambda: self._is_closed))

    @Slot(object)
    def _take(self, event: Event) -> None:
        self.curves.take(event)

    @Slot(object)
    def _fail(self, failure: Failure) -> None:
        if self._wanted == self.run_dir:
            self._wanted = None
        self.run_dir = None
        self.curves.clear()
        self.failed.emit(failure)

    @Slot()
    def _show(self) -> None:
        if self._wanted != self.run_dir:
            self._read()
            return
        self.changed.emit()
        self.became_quiet.emit()


def _curves_of(run_dir: Path, should_leave: Callable[[], bool]) -> Iterator[Event]:
    from simclr_gui.engine.replay import replay_curves

    for event in replay_curves(RunFolder.open(run_dir)):
        if should_leave():
            return
        yield event
