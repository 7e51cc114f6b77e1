"""A training that is to come: complete settings, with what will be said of the run."""

from dataclasses import dataclass
from pathlib import Path

from simclr_gui.engine.config.settings import TrainingConfig


@dataclass(frozen=True)
class PlannedTraining:
    """What a queue keeps and a recipe makes.

    Attributes:
        name, tags: of the run, as about.json will have them; empty where nobody has said anything.
        parent: the run whose weights it begins from; None for random ones.
    """

    config: TrainingConfig
    name: str = ""
    tags: tuple[str, ...] = ()
    parent: Path | None = None
