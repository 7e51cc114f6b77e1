"""A run that goes on for longer: a new one with the settings of the first, begun from its weights. Loads no torch."""

from pathlib import Path

from simclr_gui.engine.config.continued import continued_config
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.messages.errors import Changes
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.planning.planned_training import PlannedTraining

TAG = "longer"


def longer_training(
    parent: Path, name: str, config: TrainingConfig, changes: Changes, *, is_imported: bool = False
) -> PlannedTraining:
    """The run as a training that is to come; UserError where a change does not fit.

    Args:
        parent: the folder of the run. name: what it is called. config: its settings.
        is_imported: whether its encoder was not trained here.
    """
    continued = continued_config(config, changes, is_imported=is_imported)
    if is_imported:
        return PlannedTraining(continued, said("{name}, trained on", name=name), (), parent)
    return PlannedTraining(continued, said("{name}, longer", name=name), (TAG,), parent)
