"""The event that tells what is known of a training before it starts."""

from dataclasses import dataclass

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.events import Event
from simclr_gui.engine.planning.cautions import Caution
from simclr_gui.engine.planning.planner import Outlook


@dataclass(frozen=True)
class Foreseen(Event):
    """Of a training with these settings.

    Attributes:
        cautions: what speaks against it, the gravest first.
    """

    config: TrainingConfig
    outlook: Outlook
    cautions: tuple[Caution, ...]
