"""Kills a process that changes the queue, at random moments, and looks at what it has left; prints what was wrong.

A process of its own, since it forks. Arguments: folder, how often, seed.
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import Any

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.planning import queue as queue_module
from simclr_gui.engine.planning.planned_training import PlannedTraining
from simclr_gui.engine.planning.queue import Queue

LONGEST_S = 0.15


def change_forever(queue: Queue, intended: Path, seed: int) -> None:
    """Adds, moves and drops; what is about to be written is noted before."""
    chance, write = random.Random(seed), queue_module.write_json_atomically
    notes = intended.open("a", encoding="utf-8")

    def noting(path: Path, values: Any) -> None:
        print(json.dumps(values), file=notes, flush=True)
        write(path, values)

    queue_module.write_json_atomically = noting  # type: ignore[attr-defined]
    while True:
        entries = queue.contents().entries
        some = chance.choice(entries).id if entries else ""
        match chance.choice(("add", "move", "drop") if len(entries) < 20 else ("drop",)):
            case "add":
                queue.add([PlannedTraining(TrainingConfig(), str(chance.random()))])
            case "move":
                queue.move(some, chance.choice((-1, 1)))
            case "drop":
                queue.drop(some)


def trouble_after(queue: Queue, intended: Path) -> str:
    """Empty where the file is whole and what was there before or after the last change."""
    lines = [line for line in intended.read_text(encoding="utf-8").splitlines(keepends=True) if line.endswith("\n")]
    if queue.contents().trouble:
        return queue.contents().trouble
    if not queue.path.exists():
        return ""
    left = json.loads(queue.path.read_text(encoding="utf-8"))
    if left not in map(json.loads, lines[-2:]):
        return "the file is neither what was there before nor after"
    intended.write_text(json.dumps(left) + "\n", encoding="utf-8")  # what the next process finds
    return ""


def main() -> None:
    folder, times, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    queue, intended, chance = Queue(folder / "queue.json"), folder / "intended", random.Random(seed)
    intended.touch()
    told: list[str] = []
    for number in range(times):
        pid = os.fork()
        if pid == 0:
            change_forever(queue, intended, seed + number)
        time.sleep(chance.uniform(0, LONGEST_S))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        trouble = trouble_after(queue, intended)
        if trouble:
            told.append(f"kill {number}: {trouble}")
    queue.add([PlannedTraining(TrainingConfig(), "after all")])
    told += [f"{path.name} was left" for path in folder.glob("*.part")]
    sys.stdout.write("\n".join(told))


if __name__ == "__main__":
    main()
