"""A run that goes on for longer: a new one with the settings of the first, begun from its weights. Loads no torch."""

from pathlib import Path

from simclr_gui.engine.config.continued import continued_config
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.messages.errors import Changes
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.planning.planned_training import PlannedTraining

TAG = "longer"


def longer_training(parent: Path, name: str, config: TrainingConfig, changes: Changes) -> PlannedTraining:
    """The run as a training that is to come; UserError where a change does not fit.

    Args:
        parent: the folder of the run. name: what it is called. config: its settings.
    """
    return PlannedTraining(continued_config(config, changes), said("{name}, longer", name=name), (TAG,), parent)
