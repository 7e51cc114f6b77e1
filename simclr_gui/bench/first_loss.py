"""From the command to the first loss: on a machine that never ran it, again, and beside them loading torch alone."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from simclr_gui.engine.runs.event_log import EventLog
from simclr_gui.engine.storage.places import HOME_VARIABLE

ROUNDS = 3
SECONDS_BETWEEN_LOOKS = 0.05
LONGEST_WAIT_S = 300.0
DEMONSTRATION = "from simclr_gui.cli import main; main(['demo', '--no-window', '--run-dir', {folder!r}])"


def first_loss_figures() -> dict[str, float]:
    """The demonstration in new processes, medians of three rounds.

    Returns:
        new_machine_s: nothing is kept yet. again_s: the next start. torch_s: what `import torch` takes meanwhile.
    """
    found: dict[str, list[float]] = {"new_machine_s": [], "again_s": [], "torch_s": []}
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
            found["new_machine_s"].append(_seconds_to_first_loss(Path(home), "first"))
            found["again_s"].append(_seconds_to_first_loss(Path(home), "second"))
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import torch"], check=True)
        found["torch_s"].append(time.perf_counter() - began)
    return {name: statistics.median(seconds) for name, seconds in found.items()}


def _seconds_to_first_loss(home: Path, name: str) -> float:
    folder = home / name
    began = time.time()
    process = subprocess.Popen(
        [sys.executable, "-c", DEMONSTRATION.format(folder=str(folder))],
        env={**os.environ, HOME_VARIABLE: str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        return _when_first_step_was_told(process, folder / "events.jsonl", began + LONGEST_WAIT_S) - began
    finally:
        process.terminate()
        process.wait()


def _when_first_step_was_told(process: "subprocess.Popen[bytes]", events_file: Path, until: float) -> float:
    while time.time() < until and process.poll() is None:
        steps = (record for record in EventLog(events_file).records() if record["event"] == "step")
        first = next(steps, None)
        if first is not None:
            return float(first["time"])
        time.sleep(SECONDS_BETWEEN_LOOKS)
    raise RuntimeError("the demonstration ended, or took minutes, without a loss")
