"""The runs kept on this machine, newest first, as a list to choose from."""

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from simclr_gui.engine.config import BudgetSettings
from simclr_gui.engine.errors import UserError
from simclr_gui.engine.places import runs_dir
from simclr_gui.engine.run_folder import RunFolder
from simclr_gui.engine.sentences import Sentence, said

MOST_RUNS_LISTED = 500


@dataclass(frozen=True)
class RunSummary:
    """One line of the list.

    Attributes:
        state: as in status.json, "lost" where the process that trained is gone, "damaged" where config.json
            cannot be read.
        linear, pca: linear accuracies (0 to 1), None where the run was not evaluated.
        trouble: what is wrong with a damaged run.
    """

    path: Path
    data: str
    encoder: str
    budget: str
    state: str
    linear: float | None = None
    pca: float | None = None
    trouble: str = ""

    @property
    def can_resume(self) -> bool:
        return self.state in ("stopped", "failed", "lost")

    @property
    def can_open(self) -> bool:
        return self.state != "damaged"


class RunLibrary(QObject):
    """The list of runs.

    Signals:
        changed(): `runs` was read anew.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runs: list[RunSummary] = []

    def refresh(self) -> None:
        """Reads the small files of every run; what cannot be read is listed as damaged."""
        folders: list[Path] = []
        with contextlib.suppress(OSError):
            folders = [path for path in runs_dir().iterdir() if (path / "config.json").exists()]
        newest_first = sorted(folders, key=lambda path: path.name, reverse=True)
        self.runs = [summarise(path) for path in newest_first[:MOST_RUNS_LISTED]]
        self.changed.emit()


def summarise(path: Path) -> RunSummary:
    """What the small files of a run say."""
    folder = RunFolder(path)
    try:
        config = folder.config()
        status = folder.status()
        evaluation = folder.evaluation()
    except UserError as error:
        return RunSummary(path, "", "", "", "damaged", trouble=error.in_full)
    state = "lost" if status is None else status.state
    if status is not None and status.state in ("running", "paused") and not status.is_alive:
        state = "lost"
    return RunSummary(
        path,
        config.data.name,
        config.model.encoder,
        _budget(config.budget),
        state,
        _linear(evaluation, "simclr"),
        _linear(evaluation, "pca"),
    )


def _budget(budget: BudgetSettings) -> Sentence:
    if budget.epochs:
        return said("{count} epochs", count=budget.epochs)
    return said("{seconds:g} s", seconds=budget.seconds)


def _linear(evaluation: dict[str, Any] | None, features: str) -> float | None:
    try:
        return float(evaluation[features]["linear"]) if evaluation else None
    except (KeyError, TypeError, ValueError):
        return None
