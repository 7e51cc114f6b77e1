"""Runs that differ in nothing but their seed: how much of a score is chance. Loads no torch."""

import hashlib
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.evaluation.result import read_evaluation
from simclr_gui.engine.events import EvaluationResult
from simclr_gui.engine.events.evaluation import COMPARED, SCORES, ComparedKind, ScoreName
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.parent import read_parent
from simclr_gui.engine.runs.run_folder import RunFolder


@dataclass(frozen=True)
class SeedSummary:
    """Scores of several runs that were made with the same settings.

    Attributes:
        seeds: of the runs, in order.
        scores: by kind ("simclr", "pca", "untrained") and score ("linear", "knn"): mean and standard deviation.
    """

    seeds: tuple[int, ...]
    scores: dict[ComparedKind, dict[ScoreName, tuple[float, float]]]


def summarise_seeds(folder: RunFolder) -> SeedSummary | None:
    """Scores of the run and of its siblings beside it in the same folder; None where it has none that is evaluated.

    Of two runs with the same seed the later one by name counts.
    """
    own = siblings_key(settings_without_seed(folder.config()), folder)
    evaluations: dict[int, EvaluationResult] = {}
    for path in _beside(folder):
        found = _read(RunFolder(path))
        if found is not None and siblings_key(settings_without_seed(found[0]), RunFolder(path)) == own:
            evaluations[found[0].machine.seed] = found[1]
    if len(evaluations) < 2:
        return None
    scores = {
        kind: {
            score: mean_and_deviation([result.scores(kind).accuracy(score) for result in evaluations.values()])
            for score in SCORES
        }
        for kind in COMPARED
    }
    return SeedSummary(tuple(sorted(evaluations)), scores)


def with_seed(config: TrainingConfig, seed: int) -> TrainingConfig:
    """The same settings with another seed."""
    return config_with(config, {"machine.seed": seed})


def settings_without_seed(config: TrainingConfig) -> str:
    """The same text for settings that differ in the seed alone."""
    machine = config.machine.model_copy(update={"seed": 0})
    return config.model_copy(update={"machine": machine}).model_dump_json()


def siblings_key(without_seed: str, folder: RunFolder) -> str:
    """The same for two runs that begin alike and whose settings differ in the seed alone; 32 hexadecimal digits.

    Args:
        without_seed: what `settings_without_seed` made of the settings.
    """
    told = f"{without_seed} {_origin(folder)}"
    return hashlib.blake2b(told.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def mean_and_deviation(values: Sequence[float]) -> tuple[float, float]:
    """Mean and standard deviation of a sample (divided by n - 1) of two values or more."""
    return statistics.fmean(values), statistics.stdev(values)


def _beside(folder: RunFolder) -> list[Path]:
    """What lies beside the run, and the run itself; nothing where the folder is closed to us."""
    try:
        return sorted(folder.path.absolute().parent.iterdir())
    except OSError:
        return []


def _origin(folder: RunFolder) -> str:
    """The checkpoint whose weights it began from; empty for random ones. Who went on from a run is no sibling of it."""
    try:
        parent = read_parent(folder)
        if folder.is_imported:
            return str(folder.path)  # a seed changes nothing of it
    except UserError:
        return str(folder.path)  # nobody knows: it has no siblings
    return "" if parent is None else parent.checkpoint_sha256


def _read(folder: RunFolder) -> tuple[TrainingConfig, EvaluationResult] | None:
    """Settings and scores of an evaluated run; None for whatever else lies there."""
    try:
        evaluation = read_evaluation(folder)
        config = None if evaluation is None else folder.config()
    except UserError:
        return None  # a damaged neighbour must not spoil this run's summary
    return None if evaluation is None or config is None else (config, evaluation)
