"""What a piece of work is: prepared in a place of its own, done, looked at after it was disturbed, and done again."""

import mmap
import shutil
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Any, TypeVar

from simclr_gui.engine.datasets.images import DataSet
from simclr_gui.engine.events import Event
from simclr_gui.engine.runs import recorder, run_status
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.checkpoints import CheckpointPace
from tests.small import small_config, small_data

EPOCHS, STEPS_AN_EPOCH = 3, 4
CONFIG = small_config(budget__epochs=EPOCHS)
Result = TypeVar("Result")


class Piece:
    """One kind of work. Every method but `prepare` runs in a forked child, whose home is `place/home`.

    Attributes:
        name: as the table has it.
        share: how often it is tried beside others.
    """

    name = ""
    share = 1

    def prepare(self, material: Path, place: Path, variant: int) -> None:
        """Puts into `place` what the work needs, from what was made once for all."""

    def do(self, place: Path, variant: int) -> None:
        """Does the work, or whatever of it is not yet done."""
        raise NotImplementedError

    def look(self, place: Path, whole: Path, variant: int) -> str:
        """What is wrong after the work was disturbed: empty where the old or the new is there, whole."""
        return ""

    def compare(self, place: Path, whole: Path, variant: int) -> str:
        """What is wrong after it was done again, beside one that nobody disturbed."""
        raise NotImplementedError

    def lost(self, place: Path, variant: int) -> float:
        """How much was lost, in the campaign's unit."""
        return 0.0


def played(events: Generator[Event, None, Result]) -> Result:
    """Plays a stream to its end; returns what it returns."""
    while True:
        try:
            next(events)
        except StopIteration as end:
            result: Result = end.value
            return result


def play(events: Iterable[Event]) -> None:
    for _ in events:
        pass


def run_in(place: Path) -> RunFolder:
    return RunFolder(place / "run")


def data() -> DataSet:
    return small_data(CONFIG)


def copy(source: Path, target: Path) -> None:
    """A folder, without the lock of a process that is gone."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("lock"))


def half_written(place: Path) -> str:
    """What killed processes left behind, and nobody has tidied up."""
    rubbish = [path for pattern in ("*.part", ".opening-*") for path in sorted(place.rglob(pattern))]
    return f"left behind: {', '.join(str(path.relative_to(place)) for path in rubbish[:3])}" if rubbish else ""


def save_every(steps: int) -> None:
    """From now on this process saves so often, and writes as often, whatever the time is."""
    recorder.SECONDS_BETWEEN_FLUSHES = 0.0
    run_status.SECONDS_BETWEEN_SIGNS_OF_LIFE = 3_600.0
    asked = 0

    def is_due(_pace: CheckpointPace, _now_s: float) -> bool:
        nonlocal asked
        asked += 1
        return asked % steps == 0

    CheckpointPace.is_due = is_due  # type: ignore[method-assign]


class SharedNumber:
    """A number that a child leaves for its parent, however it ends."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, mmap.PAGESIZE)

    @property
    def value(self) -> int:
        return int.from_bytes(self._memory[:8], "little")

    @value.setter
    def value(self, number: int) -> None:
        self._memory[:8] = number.to_bytes(8, "little")


def difference(one: Any, other: Any, what: str) -> str:
    return "" if one == other else f"{what} {str(one)[:80]}, not {str(other)[:80]}"
