"""What was made to be handed on, and what was opened from what somebody handed on."""

from dataclasses import dataclass
from pathlib import Path

from simclr_gui.engine.events.base import Event


@dataclass(frozen=True)
class FileWritten(Event):
    """A report or an archive is on the disk, all of it."""

    path: Path


@dataclass(frozen=True)
class EncoderExported(Event):
    """An encoder, features or a whole run are on the disk in a form that others open, all of it.

    Attributes:
        place: the file or folder that was named.
        files: everything that was written.
        opens_with: the programs that open it, as a list.
        lines: of Python or of a terminal, to be copied: they open it; empty where it takes none.
        largest_difference: between h as the written network and as this program computes it; None where that was
            not looked at.
        remarks: what somebody who opens it should know, a sentence each.
    """

    place: Path
    files: tuple[Path, ...]
    opens_with: str
    lines: str
    largest_difference: float | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class RunUnpacked(Event):
    """A run that came as an archive lies among the others now."""

    run_dir: Path
