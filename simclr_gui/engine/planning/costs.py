"""What a training needs of memory and disk, from the shapes of its network. Loads torch: to be asked through jobs."""

import shutil
from pathlib import Path

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.devices import choose_machine
from simclr_gui.engine.network.model_facts import COPIES_OF_WEIGHTS, model_facts
from simclr_gui.engine.planning.needs import Needs
from simclr_gui.engine.training.checkpoints import most_bytes_kept
from simclr_gui.engine.training.memory import free_bytes
from simclr_gui.engine.training.model_check import SHARE_OF_MEMORY


def needs_of(config: TrainingConfig, place: Path) -> Needs:
    """What a training with these settings needs.

    Args:
        place: where its folder would be made, or any folder above.
    """
    facts, machine = model_facts(config), choose_machine(config.machine)
    free = round(SHARE_OF_MEMORY * free_bytes(machine.device))
    copies = COPIES_OF_WEIGHTS[config.optimisation.optimizer]
    checkpoint_bytes = facts.weight_bytes * (copies - 1) // copies  # the gradients are not kept
    batch = config.optimisation.batch_size
    while free and batch > 2 and facts.step_bytes(batch, machine.precision) > free:
        batch = 1 << (batch - 1).bit_length() - 1
    return Needs(
        facts.step_bytes(config.optimisation.batch_size, machine.precision),
        free,
        most_bytes_kept(checkpoint_bytes),
        shutil.disk_usage(_nearest(place)).free,
        batch if free else None,
    )


def _nearest(place: Path) -> Path:
    """The folder itself, or the nearest above it that is there."""
    return next((each for each in (place, *place.parents) if each.exists()), Path.cwd())
