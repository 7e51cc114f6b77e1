"""How fast a training stays while other programs use the processor, and what finding that out costs when none do."""

import itertools
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.presets import SHAPES
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.datasets.images import DataSet
from simclr_gui.engine.datasets.shapes import shapes_data
from simclr_gui.engine.devices import choose_machine
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.loop import train

SECONDS_OF_A_STRETCH, ROUNDS, PAIRS = 12.0, 3, 4
SECONDS_OF_WARMING_UP = 2.0
TRAIN_IMAGES, TEST_IMAGES = 2_000, 200
PROGRAM_THAT_NEVER_RESTS = "while True: pass"


def busy_figures() -> dict[str, float]:
    """Steps of the demonstration's network in stretches of 12 s, quiet and beside one and four busy programs, in turn.

    Returns:
        one_process_share, four_processes_share: of the quiet speed, medians. quiet_cost_percent: how many steps
        fewer than with all threads fixed; negative where choosing has won some.
    """
    data = shapes_data(SHAPES.data.side_px, TRAIN_IMAGES, TEST_IMAGES, seed=0)
    with tempfile.TemporaryDirectory() as scratch:
        folders = (Path(scratch) / f"run-{number}" for number in itertools.count())
        steps_in(SECONDS_OF_WARMING_UP, data, next(folders))
        shares: dict[int, list[float]] = {1: [], 4: []}
        for _ in range(ROUNDS):
            quiet = steps_in(SECONDS_OF_A_STRETCH, data, next(folders))
            for programs, found in shares.items():
                with busy_programs(programs):
                    found.append(steps_in(SECONDS_OF_A_STRETCH, data, next(folders)) / quiet)
        costs = [_cost_percent(data, folders, begins_fixed=number % 2 == 1) for number in range(PAIRS)]
    return {
        "one_process_share": statistics.median(shares[1]),
        "four_processes_share": statistics.median(shares[4]),
        "quiet_cost_percent": statistics.median(costs),
    }


def _cost_percent(data: DataSet, folders: Iterator[Path], *, begins_fixed: bool) -> float:
    """Of one pair of stretches."""
    steps = {}
    for is_fixed in (begins_fixed, not begins_fixed):
        threads = os.cpu_count() if is_fixed else None
        steps[is_fixed] = steps_in(SECONDS_OF_A_STRETCH, data, next(folders), threads)
    return 100 * (1 - steps[False] / steps[True])


def steps_in(seconds: float, data: DataSet, run_dir: Path, threads: int | None = None) -> int:
    """How many steps a training does in so many seconds; with threads that it finds itself where none are given."""
    changes = {"budget.seconds": seconds, "machine.threads": threads}
    config: TrainingConfig = config_with(SHAPES, changes)
    ended = time.perf_counter() + seconds
    steps = 0
    for event in train(config, data, choose_machine(config.machine), RunFolder.create(run_dir, config)):
        steps = getattr(event, "step", steps)
        if time.perf_counter() > ended:
            break
    return steps


@contextmanager
def busy_programs(count: int) -> Iterator[None]:
    """So many other programs that use a core each."""
    programs = [subprocess.Popen([sys.executable, "-c", PROGRAM_THAT_NEVER_RESTS]) for _ in range(count)]
    try:
        yield
    finally:
        for program in programs:
            program.kill()
            program.wait()
