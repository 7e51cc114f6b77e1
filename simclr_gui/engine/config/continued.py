"""The settings of a run that begins from the weights of another."""

from typing import Any

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.presets import preset_for
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.messages.errors import Changes

SEED = "machine.seed"
LARGEST_SEED = 2**31 - 1
OF_ITS_IMAGES = ("data.source", "data.folder")
NETWORK = ("model.encoder", "model.stem", "model.features", "data.side_px")


def continued_config(parent: TrainingConfig, changes: Changes, *, is_imported: bool = False) -> TrainingConfig:
    """The parent's settings with these in place; its random numbers are others, unless the seed is named.

    With the same seed it would see the same views in the same order once more. Of an imported encoder the network alone
    is taken, and the images where no others are named: it has no settings of a training, nor a head.

    Raises:
        UserError: a value does not fit.
    """
    if is_imported:
        return config_with(_of_imported(parent, changes), changes)
    next_seed = (parent.machine.seed + 1) % (LARGEST_SEED + 1)
    return config_with(parent, {SEED: next_seed, **changes})


def _of_imported(parent: TrainingConfig, changes: Changes) -> TrainingConfig:
    """The preset of the images, with the network."""
    named: dict[str, Any] = {name: changes[name] for name in OF_ITS_IMAGES if changes.get(name) is not None}
    if not named:
        preset = preset_for(parent.data.source, parent.data.folder).model_copy(update={"data": parent.data})
    else:
        folder = named.get("data.folder")
        source = named.get("data.source", "shapes" if folder is None else "folder")
        preset = preset_for(source, folder)
    network = {name: _value(parent, name) for name in NETWORK}
    return config_with(preset, network)


def _value(config: TrainingConfig, name: str) -> object:
    section, _, field = name.partition(".")
    return getattr(getattr(config, section), field)
