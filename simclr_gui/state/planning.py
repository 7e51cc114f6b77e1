"""Several trainings that are being planned: the recipe that is looked at, and what its trainings will take."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.events import Event
from simclr_gui.engine.planning.recipes import RECIPES
from simclr_gui.engine.planning.series_outlook import SeriesForeseen, TypedGrid
from simclr_gui.jobs import work
from simclr_gui.jobs.player import Failure
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.requester import Requester
from simclr_gui.state.run_library import RunLibrary
from simclr_gui.state.training_queue import TrainingQueue

SERIES = "series"  # all that is ever requested


class Planning(Requester):
    """Asks what a recipe makes of the current settings, or of a run's; of several questions the last one counts.

    Attributes:
        recipe: the name of the one that is looked at.
        foreseen: its trainings, None while they are being thought about or where there are none.
        trouble: why there are none.

    Signals:
        changed(): any of these is another.
    """

    changed = Signal()

    def __init__(
        self, experiment: Experiment, library: RunLibrary, queue: TrainingQueue, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._experiment, self._library, self._queue = experiment, library, queue
        self._config: TrainingConfig | None = None
        self.recipe = next(iter(RECIPES))
        self.foreseen: SeriesForeseen | None = None
        self.trouble: Failure | None = None
        self._requests.played.connect(self._take)
        self._requests.failed.connect(self._fail)

    def begin(self, config: TrainingConfig | None = None) -> None:
        """From now on recipes are made of these settings; without any, of the current ones."""
        self._config = config

    def look_at(self, recipe: str, over: TypedGrid) -> None:
        """Asks for the trainings of a recipe; `over` says what a grid varies."""
        self.recipe, self.foreseen, self.trouble = recipe, None, None
        self.changed.emit()
        config, runs, typed = self._config or self._experiment.config, self._library.runs, dict(over)
        self._requests.request(SERIES, lambda: work.foresee_series(recipe, config, typed, runs))

    def add_to_queue(self, names: list[str]) -> None:
        """What is looked at is trained in its turn, each training under one of the names."""
        if self.foreseen is not None:
            trainings = self.foreseen.series.trainings
            named = [replace(each, name=name) for each, name in zip(trainings, names, strict=True)]
            self._queue.add(named, self.recipe)

    @Slot(object)
    def _take(self, event: Event) -> None:
        if isinstance(event, SeriesForeseen) and event.recipe == self.recipe and SERIES not in self._requests:
            self.foreseen = event
            self.changed.emit()

    @Slot(object)
    def _fail(self, failure: Failure) -> None:
        if SERIES not in self._requests:
            self.trouble = failure
            self.changed.emit()
