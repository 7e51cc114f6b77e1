"""What grows while the window is used for hours: each thing is done again and again, and counted after each round.

What is counted is taken once nothing is being done and Python's garbage is collected. Memory is what was asked for
and not given back: the size of the process says less, since the allocator moves by megabytes. A line is fitted by
least squares to the second half of the rounds; the first fills caches. Something leaks where the slope, less twice its
standard error, lies above what a round may cost: a page of memory or two, which the counting itself needs, and of
objects, threads and files one in ten rounds. With more rounds (`--tries 10000` is a soak of hours) the standard error
shrinks as their number to the power of one and a half.
"""

import gc
import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from tests.campaign import held_memory
from tests.campaign.complaints import complaints_in
from tests.campaign.trial import Campaign, Trial
from tests.small import small_config
from tests.tested_runs import make_mapped_run

FULL_ROUNDS = 40
RUN_NAMES = "first", "second"
KILOBYTES, SOME_OF_A_COUNT = 8.0, 0.1  # a round may cost
ALLOWED = {"held_kb": KILOBYTES}
PROGRAM = "from tests.campaign.leaks import report; report({kind!r}, {rounds}, {scratch!r})"
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Counts:
    """What the process holds after a round."""

    held_kb: float
    threads: int
    files: int
    qobjects: int
    windows: int
    ours: int

    @classmethod
    def now(cls) -> "Counts":
        from PySide6.QtCore import QObject
        from PySide6.QtWidgets import QApplication

        held = held_memory.held_kb()
        process, windows = psutil.Process(), QApplication.topLevelWidgets()
        below = sum(1 + len(window.findChildren(QObject)) for window in windows)
        ours = sum(str(type(each).__module__).startswith("simclr_gui") for each in gc.get_objects())
        return cls(held, process.num_threads(), _open_files(process), below, len(windows), ours)


def _open_files(process: psutil.Process) -> int:
    return process.num_fds() if hasattr(process, "num_fds") else process.num_handles()


@dataclass(frozen=True)
class Slope:
    """Growth a round, and its standard error."""

    value: float
    error: float

    @classmethod
    def of(cls, values: list[float]) -> "Slope":
        """Of the second half; what there are too few rounds for has an infinite error."""
        kept = np.array(values[len(values) // 2 :], float)
        if len(kept) < 3:
            return cls(0.0, math.inf)
        rounds = np.arange(len(kept)) - (len(kept) - 1) / 2
        slope = float(rounds @ kept / (rounds @ rounds))
        rest = kept - kept.mean() - slope * rounds
        return cls(slope, math.sqrt(float(rest @ rest) / (len(kept) - 2) / float(rounds @ rounds)))

    def leaks(self, allowed: float) -> bool:
        return self.value - 2 * self.error > allowed


def what_leaks(counted: list[Counts]) -> str:
    """In a sentence; empty where nothing does."""
    slopes = {name: Slope.of([float(asdict(counts)[name]) for counts in counted]) for name in asdict(counted[0])}
    return ", ".join(
        f"{name} grows by {slope.value:.3g} ± {slope.error:.2g} a round"
        for name, slope in slopes.items()
        if slope.leaks(ALLOWED.get(name, SOME_OF_A_COUNT))
    )


def report(kind: str, rounds: int, scratch: str) -> None:
    """In a process of its own: lives so many rounds and prints a line of JSON after each."""
    from simclr_gui.collection import pause_collection

    pause_collection()  # as the program does
    from tests.campaign.lived_window import ROUNDS, LivedWindow

    place = Path(scratch)
    first, second = (place / "runs" / name for name in RUN_NAMES)
    window = LivedWindow((first, second), place, small_config(budget__epochs=1))
    for _ in range(rounds):
        ROUNDS[kind](window)
        window.settle()
        sys.stdout.write(json.dumps(asdict(Counts.now())) + "\n")
        sys.stdout.flush()
    window.leave()


def lived(kind: str, rounds: int, scratch: Path) -> Iterator[Trial]:
    """A trial for each round; whether anything has grown is known at the last one."""
    environment = {"QT_QPA_PLATFORM": "offscreen", "SIMCLR_EXPLORER_HOME": str(scratch), "PYTHONPATH": str(ROOT)}
    environment |= held_memory.ENVIRONMENT
    program = PROGRAM.format(kind=kind, rounds=rounds, scratch=str(scratch))
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=os.environ | environment, check=False
    )
    counted = [Counts(**values) for values in map(_values, told.stdout.splitlines()) if values]
    wrong = what_leaks(counted) if counted else "no round was done"
    complaints = complaints_in(told.stderr)
    if told.returncode or complaints:
        wrong = f"the window ended with {told.returncode}: {complaints[-2_000:]}"
    slope = Slope.of([counts.held_kb for counts in counted])
    for number in range(1, rounds + 1):
        is_last = number == rounds
        yield Trial(kind, f"{kind}, {rounds} rounds", wrong if is_last else "", worst=slope.value)


def _values(line: str) -> dict[str, Any]:
    values = json.loads(line)
    assert isinstance(values, dict)
    return values


def make_runs(scratch: Path) -> None:
    """Two runs of the same data, tested and mapped."""
    for name in RUN_NAMES:
        make_mapped_run(scratch / "runs" / name)


def trials(count: int, seed: int) -> Iterator[Trial]:
    """So many rounds of each thing; nothing is drawn."""
    from tests.campaign.lived_window import ROUNDS

    with tempfile.TemporaryDirectory() as folder:
        make_runs(Path(folder))
        for kind in ROUNDS:
            yield from lived(kind, count, Path(folder))


CAMPAIGN = Campaign("nothing grows while the window is used for hours", trials, FULL_ROUNDS, "kB a round")
