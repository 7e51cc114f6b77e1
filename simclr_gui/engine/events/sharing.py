"""What was made to be handed on, and what was opened from what somebody handed on."""

from dataclasses import dataclass
from pathlib import Path

from simclr_gui.engine.events.base import Event


@dataclass(frozen=True)
class FileWritten(Event):
    """A report or an archive is on the disk, all of it."""

    path: Path


@dataclass(frozen=True)
class RunUnpacked(Event):
    """A run that came as an archive lies among the others now."""

    run_dir: Path
