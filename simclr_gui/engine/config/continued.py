"""The settings of a run that begins from the weights of another."""

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.messages.errors import Changes

SEED = "machine.seed"
LARGEST_SEED = 2**31 - 1


def continued_config(parent: TrainingConfig, changes: Changes) -> TrainingConfig:
    """The parent's settings with these in place; its random numbers are others, unless the seed is named.

    With the same seed it would see the same views in the same order once more.

    Raises:
        UserError: a value does not fit.
    """
    next_seed = (parent.machine.seed + 1) % (LARGEST_SEED + 1)
    return config_with(parent, {SEED: next_seed, **changes})
