"""Trainings that belong together: with and without colour changes, with further seeds, one after the other."""

from PySide6.QtCore import QObject, Signal

from simclr_gui.engine.config.presets import with_and_without_colour_changes
from simclr_gui.engine.evaluation.seed_summary import with_seed
from simclr_gui.engine.storage.places import new_run_dir
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.other_run import OtherMap
from simclr_gui.state.plan import Plan, PlannedRun
from simclr_gui.state.run_stream import RunStream
from simclr_gui.state.trainings import Trainings

FURTHER_SEEDS = 2


class PlannedTrainings(QObject):
    """Makes a plan and carries it out.

    Signals:
        compared(): the trainings of a plan are over and can be seen side by side.
    """

    compared = Signal()

    def __init__(
        self,
        experiment: Experiment,
        stream: RunStream,
        trainings: Trainings,
        other_map: OtherMap,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._experiment, self._stream, self._trainings, self._other_map = experiment, stream, trainings, other_map
        self.plan = Plan(self)

    def train_twice(self) -> None:
        """Trains with and without colour changes, all else equal; the maps of both are seen side by side in the end."""
        if not self._stream.is_free or self._trainings.refuses_unfit():
            return
        colourful, colourless = with_and_without_colour_changes(self._experiment.config)
        name = colourful.data.name
        self.plan.make(
            PlannedRun(colourful, new_run_dir(f"{name}-with-colour")),
            PlannedRun(colourless, new_run_dir(f"{name}-without-colour")),
            compares=True,
        )
        self._begin()

    def train_without_colour(self) -> None:
        """Trains again without colour changes, all else equal; its map forms beside that of the active run."""
        with_colour = self._experiment.run_dir
        if with_colour is None or not self._stream.is_free:
            return
        _, colourless = with_and_without_colour_changes(self._experiment.active_config)
        self._trainings.begin(new_run_dir(f"{colourless.data.name}-without-colour"), config=colourless)
        self._other_map.choose(with_colour)

    def train_further_seeds(self) -> None:
        """Trains the active run again with other seeds, all else equal; its scores are then summed up over all."""
        if not self._stream.is_free:
            return
        config = self._experiment.active_config
        seeds = range(config.machine.seed + 1, config.machine.seed + 1 + FURTHER_SEEDS)
        name = config.data.name
        self.plan.make(*(PlannedRun(with_seed(config, seed), new_run_dir(f"{name}-seed-{seed}")) for seed in seeds))
        self._begin()

    def go_on(self) -> bool:
        """Begins the next training of the plan, if there is one."""
        if not self.plan.count or self.plan.is_at_its_end:
            return False
        self.plan.move_on()
        self._begin()
        return True

    def end(self) -> None:
        """The last training of a plan is over; where there is no plan nothing happens."""
        if not self.plan.count:
            return
        first, compares = self.plan.first.run_dir, self.plan.compares
        self.plan.give_up()
        if compares:
            self._other_map.choose(first)
            self.compared.emit()

    def _begin(self) -> None:
        planned = self.plan.active_run
        self._trainings.begin(planned.run_dir, config=planned.config)
