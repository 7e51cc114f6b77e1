"""How soon a report is written and how large it is: of one run as HTML and PDF, and of eight beside each other."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from simclr_gui.engine import TrainingConfig, compute_maps, config_with, evaluate, train
from simclr_gui.engine.messages.errors import UserError

TRAINING_S, RUNS = 10.0, 8


def report_figures(training_s: float = TRAINING_S, runs: int = RUNS) -> dict[str, float]:
    """Trains a run on Shapes, scores and maps it, and has the command write reports, each in a process of its own."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as place:
        first = Path(place) / "run 1"
        run = train(config_with(TrainingConfig(), {"budget.seconds": training_s}), first)
        evaluate(run)
        compute_maps(run)
        others = [Path(place) / f"run {number}" for number in range(2, runs + 1)]
        for other in others:
            shutil.copytree(first, other)
        for name, paths, ending in (
            ("one_html", [first], "html"),
            ("one_pdf", [first], "pdf"),
            ("several_html", [first, *others], "html"),
            ("several_pdf", [first, *others], "pdf"),
        ):
            file = Path(place) / f"{name}.{ending}"
            figures |= {f"{name}_{what}": value for what, value in _written(paths, file).items()}
    return figures | {"runs": runs}


def report_table(figures: dict[str, float]) -> str:
    """The figures for people."""
    lines = [f"{'report':24}{'seconds':>9}{'processor s':>13}{'MB':>8}"]
    for name, words in (
        ("one_html", "one run, HTML"),
        ("one_pdf", "one run, PDF"),
        ("several_html", f"{figures['runs']:.0f} runs, HTML"),
        ("several_pdf", f"{figures['runs']:.0f} runs, PDF"),
    ):
        seconds, processor, size = (figures[f"{name}_{what}"] for what in ("s", "processor_s", "bytes"))
        lines.append(f"{words:24}{seconds:9.1f}{processor:13.1f}{size / 1e6:8.2f}")
    return "\n".join(lines)


def _written(paths: list[Path], file: Path) -> dict[str, float]:
    began, before = time.perf_counter(), os.times()
    command = [sys.executable, "-m", "simclr_gui", "report", *map(str, paths), "--output", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise UserError(f"The report was not written: {done.stderr.strip()}")
    after = os.times()
    processor_s = after.children_user + after.children_system - before.children_user - before.children_system
    return {"s": time.perf_counter() - began, "processor_s": processor_s, "bytes": file.stat().st_size}
