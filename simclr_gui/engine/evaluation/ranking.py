"""Runs in the order of their scores."""

from collections.abc import Iterable
from pathlib import Path

from simclr_gui.engine.evaluation.result import read_evaluation
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.run_folder import RunFolder


def best_first(runs: Iterable[Path]) -> tuple[Path, ...]:
    """By linear accuracy; those without scores come last, in the order given. Folders that have gone are left out."""
    there = [path for path in runs if path.is_dir()]
    return tuple(sorted(there, key=_score, reverse=True))


def _score(path: Path) -> float:
    try:
        result = read_evaluation(RunFolder(path))
    except UserError:
        return -1.0
    return -1.0 if result is None else result.simclr.linear
