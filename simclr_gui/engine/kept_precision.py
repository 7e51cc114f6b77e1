"""Which precision was found to be the faster one on this machine: kept, so that all its runs compute alike."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.storage.json_files import Count, Text, read_as, write_json_atomically
from simclr_gui.engine.storage.places import cache_dir

PrecisionName = Literal["float32", "bfloat16", "float16"]
MOST_DECISIONS = 100


@dataclass(frozen=True)
class Circumstances:
    """What the speed of a precision depends on.

    Attributes:
        device: the graphics card or the processor, as the system calls it.
        torch: its version.
        threads: how many compute on the processor.
    """

    device: Text
    torch: Text
    threads: Count


@dataclass(frozen=True)
class Decision(Circumstances):
    """What was found under these circumstances."""

    precision: PrecisionName


@dataclass(frozen=True)
class Decisions:
    """The content of the file."""

    decisions: Annotated[list[Decision], Field(max_length=MOST_DECISIONS)]


def precision_file() -> Path:
    """Where the decisions are kept."""
    return cache_dir() / "precision.json"


def kept_precision(circumstances: Circumstances) -> PrecisionName | None:
    """What was decided under the same circumstances; None where nothing was, or the file cannot be read."""
    same = [each.precision for each in _decisions() if _of(each) == circumstances]
    return same[-1] if same else None


def keep_precision(circumstances: Circumstances, precision: PrecisionName) -> None:
    """Writes the decision down; where that cannot be done, the next process measures anew."""
    others = [each for each in _decisions() if _of(each) != circumstances][1 - MOST_DECISIONS :]
    decision = Decision(circumstances.device, circumstances.torch, circumstances.threads, precision)
    content = {"decisions": [vars(each) for each in (*others, decision)]}
    try:
        precision_file().parent.mkdir(parents=True, exist_ok=True)
        write_json_atomically(precision_file(), content)
    except Exception:  # a cache that cannot be written to, or no home at all, costs only the keeping
        return


def _decisions() -> list[Decision]:
    try:
        return read_as(Decisions, precision_file(), said("It is made anew.")).decisions
    except Exception:  # missing, damaged, or no home at all: each means that nothing is known
        return []


def _of(decision: Decision) -> Circumstances:
    return Circumstances(decision.device, decision.torch, decision.threads)
