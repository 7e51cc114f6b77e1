"""Asking the run in hand: more scores, other maps, earlier maps, where a picture from outside lands."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import Event, Pixels
from simclr_gui.engine.judging.siblings import SeedSummary, summarise_seeds
from simclr_gui.engine.mapping.settings import MapSettings, map_settings_with
from simclr_gui.engine.run_folder import RunFolder
from simclr_gui.jobs.umap_process import UmapProcess
from simclr_gui.state.experiment import Experiment, Phase
from simclr_gui.state.feature_space import FeatureSpace

if TYPE_CHECKING:
    from simclr_gui.engine.examiner import Examiner

Ask = Callable[["Examiner"], Iterator[Event]]


@dataclass(frozen=True)
class Question:
    """A stream of events that answers it, and what the window says meanwhile.

    Attributes:
        is_about_the_run: half an answer must not stay in the window.
    """

    phase: Phase
    make_events: Callable[[], Iterator[Event]]
    is_about_the_run: bool = True


class Questioning(QObject):
    """Remembers how maps are to be drawn, and keeps the pictures and features of the run in hand.

    Signals:
        asked(object): a Question, for whoever plays the engine's streams.
        settings_changed(): `map_settings` are others.
        seeds_changed(): `seeds` sums up other runs, or none.
    """

    asked = Signal(object)
    settings_changed = Signal()
    seeds_changed = Signal()

    def __init__(
        self, experiment: Experiment, space: FeatureSpace, umap: UmapProcess, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._experiment, self._space, self._umap = experiment, space, umap
        self._examiner: Examiner | None = None
        self.map_settings = MapSettings()
        self.seeds: SeedSummary | None = None
        experiment.phase_changed.connect(self._look_for_siblings)
        experiment.result_changed.connect(self._look_for_siblings)

    @property
    def can_ask(self) -> bool:
        """Whether there is a trained run, and nothing else is computed."""
        experiment = self._experiment
        return experiment.run is not None and not experiment.phase.is_busy

    def change_map_settings(self, changes: dict[str, Any]) -> None:
        """Replaces settings of the next maps; UserError where a value does not fit."""
        self.map_settings = map_settings_with(self.map_settings, changes)
        self.settings_changed.emit()

    def test(self) -> None:
        """Scores the run and draws its maps, as is done after a training."""
        self._ask(Phase.EVALUATING, lambda examiner: examiner.judge(lambda: False))

    def evaluate(self, **wishes: Any) -> None:
        """Scores what is wished for beyond what is known; see `judging.evaluation.Wishes`."""
        if not self.can_ask:
            return
        from simclr_gui.engine.judging.evaluation import Wishes

        self._ask(Phase.EVALUATING, lambda examiner: examiner.evaluate(Wishes(**wishes)))

    def draw_maps(self) -> None:
        """Draws the maps with the present settings."""
        settings = self.map_settings
        self._ask(Phase.MAPPING, lambda examiner: examiner.draw_maps(settings))

    def draw_moments(self) -> None:
        """Draws SimCLR's map at every kept checkpoint."""
        settings = self.map_settings
        self._ask(Phase.MAPPING, lambda examiner: examiner.draw_moments(settings))

    def place(self, picture: bytes | Path) -> None:
        """Puts a picture from outside on the maps: a file, or the content of one."""
        pictures = self._space.pictures
        if pictures is not None:
            count = len(pictures.labels)
            self._ask(Phase.EVALUATING, lambda examiner: examiner.place(picture, count))

    def write_film(self, path: Path, frames: Sequence[Pixels], frames_per_second: int) -> None:
        """Writes pictures in a row into a file; see `engine.film`."""
        if not self.can_ask:
            return
        from simclr_gui.engine.film import write_film

        make_events = partial(write_film, path, frames, frames_per_second)
        self.asked.emit(Question(Phase.MAPPING, make_events, is_about_the_run=False))

    def forget(self) -> None:
        """Another training is about to begin, and will need the memory."""
        self._examiner = None

    def _ask(self, phase: Phase, ask: Ask) -> None:
        run_dir = self._experiment.run_dir
        if not self.can_ask or run_dir is None:
            return
        self.asked.emit(Question(phase, lambda: self._answered(run_dir, ask)))

    def _answered(self, run_dir: Path, ask: Ask) -> Iterator[Event]:
        """On the stream's thread: opens the run unless it is open."""
        from simclr_gui.engine.examiner import Examiner

        examiner = self._examiner
        if examiner is None or examiner.folder.path != run_dir:
            examiner = self._examiner = Examiner(RunFolder(run_dir), self._umap.embed)
        yield from ask(examiner)

    @Slot()
    def _look_for_siblings(self) -> None:
        """Only while nothing is computed: it reads the small files of all runs beside this one."""
        run_dir, seeds = self._experiment.run_dir, None
        has_result = self._experiment.result is not None
        if self._experiment.phase.is_busy and has_result:
            return
        if run_dir is not None and has_result:
            try:
                seeds = summarise_seeds(RunFolder(run_dir))
            except (UserError, OSError):
                seeds = None  # the run's folder has gone; whatever is asked next will say so
        if seeds != self.seeds:
            self.seeds = seeds
            self.seeds_changed.emit()
