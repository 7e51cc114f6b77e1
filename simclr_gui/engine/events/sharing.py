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
class EncoderRecognised(Event):
    """What was understood of somebody else's encoder, corrections included; nothing is made of it yet.

    Attributes:
        file: that was named.
        made_by: the program that writes such files; empty where nobody knows.
        encoder, stem: as in the settings; stems: those that its shapes allow.
        mean, std: of each colour of images in [0, 1], by which it normalises them.
        side_px: of the images that it was trained on, as far as is known.
        dropped: what else is in the file and not taken, such as "projector".
        remark: what cannot be seen in the file; may be empty.
    """

    file: Path
    made_by: str
    encoder: str
    stem: str
    stems: tuple[str, ...]
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    side_px: int
    dropped: tuple[str, ...]
    remark: str


@dataclass(frozen=True)
class RunImported(Event):
    """An encoder from elsewhere is a run now."""

    path: Path


@dataclass(frozen=True)
class RunUnpacked(Event):
    """A run that came as an archive lies among the others now."""

    run_dir: Path
