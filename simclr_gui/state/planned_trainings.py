"""Trainings that belong together, by way of the queue: with and without colour changes, with further seeds."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.comparison.compared import MOST
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.evaluation.seed_summary import with_seed
from simclr_gui.engine.messages.errors import Proposal
from simclr_gui.engine.messages.sentences import Sentence, counted, said
from simclr_gui.engine.planning.planned_training import PlannedTraining
from simclr_gui.engine.planning.queue_entry import GroupOver, QueueEntry
from simclr_gui.engine.planning.recipes import recipe_named, recipe_title
from simclr_gui.jobs.player import Failure
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.other_run import OtherMap
from simclr_gui.state.training_queue import TrainingQueue
from simclr_gui.state.trainings import Trainings

FURTHER_SEEDS = 2
TWICE, WITHOUT_COLOUR, FURTHER = "with and without colour", "without colour", "further seeds"  # groups in the queue
COLOUR_GROUPS = (TWICE, WITHOUT_COLOUR)


class PlannedTrainings(QObject):
    """Puts them into the queue, which carries them out whatever becomes of the window, and sees to their end.

    Args:
        speak: puts the name of a run into the language of whoever asked for it.

    Signals:
        compared(): trainings with and without colour changes are over, and their maps are side by side.
        offered(object): a Failure, which none is: several trainings are over, and their runs can be compared.
    """

    compared = Signal()
    offered = Signal(object)

    def __init__(
        self,
        experiment: Experiment,
        trainings: Trainings,
        queue: TrainingQueue,
        other_map: OtherMap,
        speak: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._speak = speak
        self._experiment, self._trainings, self._queue, self._other_map = experiment, trainings, queue, other_map
        queue.begun.connect(self._put_beside)
        queue.group_over.connect(self._see_to_the_end)

    def train_twice(self) -> None:
        """Trains with and without colour changes, all else equal; the maps of both are seen side by side in the end."""
        if not self._trainings.refuses_unfit():
            self._queue.begin(self._with_and_without_colour(self._experiment.config), TWICE)

    def train_without_colour(self) -> None:
        """Trains again without colour changes, all else equal; its map forms beside that of the active run."""
        with_colour = self._experiment.run_dir
        if with_colour is not None:
            _, colourless = self._with_and_without_colour(self._experiment.active_config)
            self._queue.begin([colourless], WITHOUT_COLOUR, [with_colour])

    def _with_and_without_colour(self, config: TrainingConfig) -> list[PlannedTraining]:
        trainings = recipe_named("colour").make(config).trainings
        return [replace(training, name=self._speak(training.name)) for training in trainings]

    def train_further_seeds(self) -> None:
        """Trains the active run again with other seeds, all else equal; its scores are then summed up over all."""
        config, run_dir = self._experiment.active_config, self._experiment.run_dir
        seeds = range(config.machine.seed + 1, config.machine.seed + 1 + FURTHER_SEEDS)
        done = [run_dir] if run_dir is not None else []
        self._queue.begin([PlannedTraining(with_seed(config, seed)) for seed in seeds], FURTHER, done)

    @Slot(object)
    def _put_beside(self, entry: QueueEntry) -> None:
        """The map of the one without colour changes forms beside that of the one with them."""
        done = self._queue.contents.runs_of(entry.group)
        if entry.group.name in COLOUR_GROUPS and done:
            self._other_map.choose(done[0])

    @Slot(object)
    def _see_to_the_end(self, over: GroupOver) -> None:
        others = [path for path in over.runs if path != self._experiment.run_dir]
        is_shown = len(others) < len(over.runs)
        if over.group.name in COLOUR_GROUPS and is_shown:
            self._show_side_by_side(others[0])
            if over.group.name == TWICE:
                self.compared.emit()
        else:
            self.offered.emit(_offer(over))

    def _show_side_by_side(self, other: Path) -> None:
        if self._other_map.run_dir != other:
            self._other_map.choose(other)


def _offer(over: GroupOver) -> Failure:
    """Compares the best of them, as many as have room."""
    count, title = len(over.runs), recipe_title(over.group.name) or Sentence("")
    done = counted("1 run is done.", "{count:,} runs are done.", count=count)  # never one
    words = said("Compare them") if count <= MOST else said("Compare the best {most}", most=MOST)
    return Failure(
        said("{title}: {sentence}", title=title, sentence=done) if title else done,
        "",
        proposals=(Proposal(words, compares=over.runs[:MOST]),),
    )
