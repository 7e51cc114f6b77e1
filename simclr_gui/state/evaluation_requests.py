"""Asking the active run: more scores, other maps, earlier maps, where an image from outside lands."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.evaluation.seed_summary import SeedSummary, summarise_seeds
from simclr_gui.engine.events import Event, Pixels
from simclr_gui.engine.mapping.animation import write_animation
from simclr_gui.engine.mapping.settings import MapSettings, map_settings_with
from simclr_gui.engine.messages.errors import Changes, UserError
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.jobs import work
from simclr_gui.jobs.umap_process import UmapProcess
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.feature_space import FeatureSpace
from simclr_gui.state.phases import Happening

if TYPE_CHECKING:
    from simclr_gui.engine.experiments.run_evaluator import RunEvaluator

Ask = Callable[["RunEvaluator"], Iterator[Event]]


@dataclass(frozen=True)
class Request:
    """A stream of events that answers it, and what the window says meanwhile.

    Attributes:
        happening: what the experiment is told when it is answered.
        is_about_the_run: half an answer must not stay in the window.
    """

    happening: Happening
    make_events: Callable[[], Iterator[Event]]
    is_about_the_run: bool = True


class EvaluationRequests(QObject):
    """Remembers how maps are to be drawn, and keeps the images and features of the active run.

    Signals:
        asked(object): a Request, for whoever plays the engine's streams.
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
        self._run_evaluator: RunEvaluator | None = None
        self.map_settings = MapSettings()
        self.seeds: SeedSummary | None = None
        experiment.phase_changed.connect(self._summarise_seeds)
        experiment.result_changed.connect(self._summarise_seeds)

    @property
    def can_ask(self) -> bool:
        """Whether there is a trained run, and nothing else is computed."""
        experiment = self._experiment
        return experiment.run is not None and not experiment.phase.is_busy

    def change_map_settings(self, changes: Changes) -> None:
        """Replaces settings of the next maps; UserError where a value does not fit."""
        self.map_settings = map_settings_with(self.map_settings, changes)
        self.settings_changed.emit()

    def test(self) -> None:
        """Scores the run and draws its maps, as is done after a training."""
        self._ask(Happening.EVALUATION_REQUESTED, lambda run_evaluator: run_evaluator.evaluate_and_map(lambda: False))

    def evaluate(
        self,
        *,
        pca_components: int | None = None,
        supervised: bool = False,
        layers: bool = False,
        few_labels: bool = False,
    ) -> None:
        """Scores what is asked for beyond what is known; see `engine.evaluation.evaluation.EvaluationOptions`."""
        self._ask(
            Happening.EVALUATION_REQUESTED,
            partial(
                work.evaluate,
                pca_components=pca_components,
                supervised=supervised,
                layers=layers,
                few_labels=few_labels,
            ),
        )

    def compute_maps(self) -> None:
        """Draws the maps with the present settings."""
        settings = self.map_settings
        self._ask(Happening.MAPS_REQUESTED, lambda run_evaluator: run_evaluator.compute_maps(settings))

    def compute_checkpoint_maps(self) -> None:
        """Draws SimCLR's map at every kept checkpoint."""
        settings = self.map_settings
        self._ask(Happening.MAPS_REQUESTED, lambda run_evaluator: run_evaluator.compute_checkpoint_maps(settings))

    def place(self, image: bytes | Path) -> None:
        """Puts an image from outside on the maps: a file, or the content of one."""
        images = self._space.images
        if images is not None:
            count = len(images.labels)
            self._ask(Happening.EVALUATION_REQUESTED, lambda run_evaluator: run_evaluator.place(image, count))

    def write_animation(self, path: Path, frames: Sequence[Pixels], frames_per_second: int) -> None:
        """Writes images in a row into a file; see `engine.animation`."""
        if not self.can_ask:
            return
        make_events = partial(write_animation, path, frames, frames_per_second)
        self.asked.emit(Request(Happening.MAPS_REQUESTED, make_events, is_about_the_run=False))

    def forget(self) -> None:
        """Another training is about to begin, and will need the memory."""
        self._run_evaluator = None

    def _ask(self, happening: Happening, ask: Ask) -> None:
        run_dir = self._experiment.run_dir
        if not self.can_ask or run_dir is None:
            return
        self.asked.emit(Request(happening, lambda: self._answered(run_dir, ask)))

    def _answered(self, run_dir: Path, ask: Ask) -> Iterator[Event]:
        """On the stream's thread: opens the run unless it is open."""
        run_evaluator = self._run_evaluator
        if run_evaluator is None or run_evaluator.folder.path != run_dir:
            run_evaluator = self._run_evaluator = work.open_evaluator(run_dir, self._umap.embed)
        yield from ask(run_evaluator)

    @Slot()
    def _summarise_seeds(self) -> None:
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
