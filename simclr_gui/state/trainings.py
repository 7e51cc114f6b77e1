"""Trainings: begun with the settings in hand, held until the engine is loaded, and put away where they were nothing."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.events import Event
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.planning.queue_entry import EntryTaken
from simclr_gui.engine.storage.places import new_run_dir
from simclr_gui.engine.training.control import Control
from simclr_gui.jobs import work
from simclr_gui.jobs.player import Failure
from simclr_gui.jobs.umap_process import UmapProcess
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.phases import Happening
from simclr_gui.state.run_facts import RunFacts
from simclr_gui.state.run_stream import RunStream
from simclr_gui.state.watched_observers import WatchedObservers

if TYPE_CHECKING:
    from simclr_gui.engine.training.observer import Observer

Training = Callable[[Control, "Sequence[Observer]"], Iterator[Event]]


class Trainings(QObject):
    """Begins a training where no stream is played.

    Attributes:
        downloads: whether the next one may download its data first.

    Signals:
        prepared(): another run is in hand, and will need the machine.
        began(): the engine is there, and trains.
        failed(object): a Failure; nothing was begun.
    """

    prepared = Signal()
    began = Signal()
    failed = Signal(object)

    def __init__(
        self,
        facts: RunFacts,
        stream: RunStream,
        umap: UmapProcess,
        parent: QObject | None = None,
        *,
        draws_live_map: bool = True,
    ) -> None:
        super().__init__(parent)
        self._facts, self._stream, self._umap = facts, stream, umap
        self._draws_live_map = draws_live_map
        self.downloads = False
        self._is_open = self._has_refused = False
        self._waiting: Training | None = None
        self._begun_here: Path | None = None
        self.observers = WatchedObservers(facts.feature_maps, facts.similarities, self)
        self._experiment.unfit_changed.connect(self._note_unfit)

    @property
    def _experiment(self) -> Experiment:
        return self._facts.experiment

    def open(self) -> None:
        """The engine is loaded: what was requested meanwhile begins."""
        self._is_open = True
        self._begin_what_waits()

    def start(self, run_dir: Path | None = None) -> None:
        """Trains a new run with the current settings, in `run_dir` or a folder of its own."""
        if not self.refuses_unfit():
            self.begin(run_dir or new_run_dir(self._experiment.config.data.name))

    def refuses_unfit(self) -> bool:
        """What stands in a field and does not fit is not what the settings hold: nothing is trained in silence."""
        unfit = next(iter(self._experiment.unfit.values()), None)
        self._has_refused = unfit is not None
        if unfit is not None:
            self.failed.emit(
                Failure(said("A setting does not fit: {sentence}", sentence=unfit), "Mend it, then start.")
            )
        return unfit is not None

    @Slot()
    def _note_unfit(self) -> None:
        """What was said about a setting ends when it fits."""
        if self._has_refused and not self._experiment.unfit:
            self._has_refused = False
            self._experiment.mended.emit()

    def begin(self, run_dir: Path, *, config: TrainingConfig | None = None) -> None:
        """Trains a new run with these settings, or else the current ones."""
        if not self._stream.is_free:
            return
        self._facts.forget_run()
        self._prepare(run_dir, config)
        self._begun_here = run_dir
        trained, embed = self._experiment.active_config, self._umap.embed
        downloads, self.downloads = self.downloads, False
        self._await_engine(
            lambda control, observers: work.train(trained, run_dir, control, embed, observers, downloads=downloads)
        )

    def resume(self, run_dir: Path) -> None:
        """Goes on with a run that is shown."""
        if self._stream.is_free:
            self._prepare(run_dir, None)
            self._await_engine(lambda control, observers: work.resume(run_dir, control, self._umap.embed, observers))

    def begin_queued(self, taken: EntryTaken) -> None:
        """Trains what the queue gave out; a run that had begun goes on."""
        entry = taken.entry
        if not self._stream.is_free or entry is None or entry.run_dir is None:
            return
        self._facts.forget_run()
        self._prepare(entry.run_dir, entry.training.config)
        if not taken.has_begun:
            self._begun_here = entry.run_dir
        embed = self._umap.embed
        self._await_engine(lambda control, observers: work.train_queued(entry, control, embed, observers))

    def _prepare(self, run_dir: Path, config: TrainingConfig | None) -> None:
        self._begun_here = None
        self._experiment.begin(run_dir, config=config)
        self.prepared.emit()

    def _await_engine(self, training: Training) -> None:
        self._waiting = training
        if self._is_open:
            self._begin_what_waits()

    def _begin_what_waits(self) -> None:
        training, self._waiting = self._waiting, None
        if training is None:
            return
        self.began.emit()
        observers = [*self.observers.renew(), *work.further_observers(self._umap if self._draws_live_map else None)]
        self._stream.play(lambda control: training(control, observers))

    def withdraw(self) -> bool:
        """What waits for the engine is not wanted any more; False where nothing does."""
        if self._waiting is None:
            return False
        self._waiting = None
        self._experiment.note(Happening.REQUEST_WITHDRAWN)
        return True

    def close(self) -> None:
        """Begins nothing any more; the phase stays, for nobody looks."""
        self._waiting = None

    def discard_untrained(self) -> None:
        """A run that was begun here and stopped before its first step holds nothing that anybody would keep."""
        run_dir, ended = self._begun_here, self._experiment.ended
        self._begun_here = None
        if run_dir is not None and ended is not None and ended.step == 0:
            shutil.rmtree(run_dir, ignore_errors=True)
            self._experiment.let_go()
