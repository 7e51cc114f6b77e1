"""Runs that differ in the seed alone, as one line of the list: the mean of their scores, and how far they spread."""

from collections.abc import Sequence
from dataclasses import dataclass

from simclr_gui.engine.evaluation.seed_summary import mean_and_deviation
from simclr_gui.engine.listing.run_summary import RunSummary

Mean = tuple[float, float | None]
"""Mean and standard deviation (divided by n - 1); no deviation of a single value."""


@dataclass(frozen=True)
class SeedGroup:
    """One line: a run alone, or several that differ in the seed.

    Attributes:
        runs: in the order of the list.
        seeds: how many different ones.
    """

    runs: tuple[RunSummary, ...]
    seeds: int = 1

    @property
    def key(self) -> str:
        """The same as long as it is about the same: a folder, or what the settings of several have in common."""
        return self.runs[0].folder if self.seeds < 2 else self.runs[0].siblings

    @property
    def first(self) -> RunSummary:
        """The one that stands for all where one is asked for."""
        return self.runs[0]

    @property
    def title(self) -> str:
        """As a person calls one of the runs, else as the first one's folder is called."""
        return next((run.name for run in self.runs if run.name), self.runs[0].title)

    @property
    def linear(self) -> Mean | None:
        return self._mean([(run, run.linear) for run in self.runs])

    @property
    def pca(self) -> Mean | None:
        return self._mean([(run, run.pca) for run in self.runs])

    @property
    def knn(self) -> Mean | None:
        return self._mean([(run, run.knn) for run in self.runs])

    def _mean(self, scores: Sequence[tuple[RunSummary, float | None]]) -> Mean | None:
        """Of two runs with the same seed the one with the later name counts, as in `summarise_seeds`."""
        if len(scores) == 1:
            score = scores[0][1]
            return None if score is None else (score, None)
        by_seed = {
            run.seed: score for run, score in sorted(scores, key=lambda scored: scored[0].folder) if score is not None
        }
        values = list(by_seed.values())
        if not values:
            return None
        return mean_and_deviation(values) if len(values) > 1 else (values[0], None)


def grouped(runs: Sequence[RunSummary]) -> list[SeedGroup]:
    """Each group where its first run stands; runs of one seed alone stay lines of their own."""
    together: dict[str, list[RunSummary]] = {}
    for run in runs:
        if run.siblings:
            together.setdefault(run.siblings, []).append(run)
    seeds = {key: len({run.seed for run in siblings}) for key, siblings in together.items()}
    lines: list[SeedGroup] = []
    for run in runs:
        count = seeds.get(run.siblings, 1)
        if count < 2:
            lines.append(alone(run))
        elif together[run.siblings][0] is run:
            lines.append(SeedGroup(tuple(together[run.siblings]), count))
    return lines


def alone(run: RunSummary) -> SeedGroup:
    """A line for itself, the same one as long as the run is the same."""
    line: SeedGroup | None = run.__dict__.get("_line")
    if line is None:
        line = run.__dict__["_line"] = SeedGroup((run,))
    return line
