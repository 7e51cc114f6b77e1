"""One thing that the campaign tried, and the table of what came of all of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Trial:
    """Something that was tried once. `worst` is what a row's worst is taken of; `what` is enough to try it again."""

    kind: str
    what: str
    wrong: str = ""
    worst: float = 0.0


@dataclass(frozen=True)
class Campaign:
    """Trials of one kind of harm: a generator of so many of them from a seed, and the unit of their worst."""

    about: str
    trials: Callable[[int, int], Iterator[Trial]]
    full: int
    unit: str


def table(name: str, unit: str, trials: Iterable[Trial]) -> list[str]:
    """A line for each kind, tried, failed and worst, then one for each trial that went wrong."""
    tried = list(trials)
    kinds = dict.fromkeys(trial.kind for trial in tried)
    lines = [_line(f"{name}: {kind}", [trial for trial in tried if trial.kind == kind], unit) for kind in kinds]
    if len(kinds) > 1:
        lines.append(_line(f"{name}, together", tried, unit))
    return lines + [f"  WRONG {trial.what}: {trial.wrong}" for trial in tried if trial.wrong]


def _line(name: str, trials: list[Trial], unit: str) -> str:
    failed = sum(bool(trial.wrong) for trial in trials)
    worst = max((trial.worst for trial in trials), default=0.0)
    return f"{name:60} {len(trials):7} {failed:7}  {worst:.4g} {unit}"
