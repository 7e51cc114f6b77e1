"""A run that goes on for longer: a new one with the settings of the first, begun from its weights. Loads no torch."""

from pathlib import Path

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.messages.errors import Changes
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.planning.planned_training import PlannedTraining

SEED = "machine.seed"
LARGEST_SEED = 2**31 - 1
TAG = "longer"


def longer_config(parent: TrainingConfig, changes: Changes) -> TrainingConfig:
    """The parent's settings with these in place; its random numbers are others, unless the seed is named.

    With the same seed it would see the same views in the same order once more.

    Raises:
        UserError: a value does not fit.
    """
    next_seed = (parent.machine.seed + 1) % (LARGEST_SEED + 1)
    return config_with(parent, {SEED: next_seed, **changes})


def longer_training(parent: Path, name: str, config: TrainingConfig, changes: Changes) -> PlannedTraining:
    """The same as a training that is to come.

    Args:
        parent: the folder of the run. name: what it is called. config: its settings.
    """
    return PlannedTraining(longer_config(config, changes), said("{name}, longer", name=name), (TAG,), parent)
