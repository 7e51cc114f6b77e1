"""The runs kept on this machine, newest first, as a list to choose from."""

import json
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from simclr_gui.engine.config.settings import BudgetSettings, TrainingConfig
from simclr_gui.engine.evaluation.result import read_evaluation
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence, counted, said
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.files import is_file, is_there, reason_of, unreadable
from simclr_gui.engine.storage.places import runs_dir

MOST_RUNS_LISTED = 500
LONGEST_FIRST_LINE_BYTES = 2**20


@dataclass(frozen=True)
class RunSummary:
    """One line of the list.

    Attributes:
        state: as in status.json, "lost" where the process that trained is gone, "damaged" where config.json
            cannot be read.
        config: None where it cannot be read.
        linear, pca: linear accuracies (0 to 1), None where the run was not evaluated.
        trouble: what is wrong with a damaged run, or with the scores of another.
        can_be_scored: False where it is known that its images have no classes to tell apart.
    """

    path: Path
    data: str
    encoder: str
    budget: str
    state: str
    linear: float | None = None
    pca: float | None = None
    trouble: str = ""
    can_be_scored: bool = True
    config: TrainingConfig | None = None

    @property
    def can_resume(self) -> bool:
        return self.state in ("stopped", "failed", "lost")

    @property
    def can_test(self) -> bool:
        """Whether it was trained and could be scored, but was not."""
        return self.state in ("finished", "stopped") and self.linear is None and self.can_be_scored

    @property
    def can_open(self) -> bool:
        return self.state != "damaged"


class RunLibrary(QObject):
    """The list of runs.

    Signals:
        changed(): `runs` was read anew.

    Attributes:
        left_out: how many older runs are not in the list.
        trouble: why the runs cannot be listed; empty where they can.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runs: list[RunSummary] = []
        self.left_out = 0
        self.trouble = Sentence("")

    def refresh(self) -> None:
        """Reads the small files of every run; what cannot be read is listed as damaged. It never raises."""
        try:
            newest_first = sorted(run_dirs(), key=lambda path: path.name, reverse=True)
            self.trouble = Sentence("")
        except OSError as error:
            newest_first = []
            self.trouble = unreadable(runs_dir(), reason_of(error)).sentence
        self.runs = [summarise(path) for path in newest_first[:MOST_RUNS_LISTED]]
        self.left_out = len(newest_first) - len(self.runs)
        self.changed.emit()


def run_dirs() -> list[Path]:
    """The folders that hold a run, or may hold one that we cannot look into; OSError where nobody can say."""
    try:
        return [path for path in runs_dir().iterdir() if _may_hold_a_run(path)]
    except FileNotFoundError:
        return []


def _may_hold_a_run(folder: Path) -> bool:
    try:
        return is_there(folder / "config.json")
    except UserError:
        return True


def summarise(path: Path) -> RunSummary:
    """What the small files of a run say. Whatever is wrong with one must not hide the others."""
    try:
        return _summary(RunFolder(path))
    except UserError as error:
        trouble = error.in_full
    except Exception as error:
        trouble = unreadable(path, reason_of(error)).in_full
    return RunSummary(path, "", "", "", "damaged", trouble=trouble)


def _summary(folder: RunFolder) -> RunSummary:
    config = folder.config()
    evaluation, trouble = None, Sentence("")
    try:
        evaluation = read_evaluation(folder)
    except UserError as error:
        trouble = error.in_full
    return RunSummary(
        folder.path,
        config.data.name,
        config.model.encoder,
        _budget(config.budget),
        folder.condition(),
        None if evaluation is None else evaluation.simclr.linear,
        None if evaluation is None else evaluation.pca.linear,
        trouble,
        can_be_scored=evaluation is not None or _can_be_scored(folder),
        config=config,
    )


def _can_be_scored(folder: RunFolder) -> bool:
    """As the first line of what the training told says; True where it says nothing."""
    if not is_file(folder.events_file):
        return True
    try:
        with folder.events_file.open("rb") as file:
            began = json.loads(file.readline(LONGEST_FIRST_LINE_BYTES))
            return bool(began["class_names"]) and bool(began.get("can_be_scored", True))
    except Exception:  # the file may hold anything, and whoever opens the run is told
        return True


def _budget(budget: BudgetSettings) -> Sentence:
    if budget.epochs:
        return counted("1 epoch", "{count:,} epochs", count=budget.epochs)
    return said("{seconds:g} s", seconds=budget.seconds)
