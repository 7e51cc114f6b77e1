"""What a comparison of runs holds, and the events that bring its parts. Loads neither torch nor scipy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.config.differences import Values
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.events import EvaluationResult, Event, MapComputed
from simclr_gui.engine.events.evaluation import Difference, ScoreName
from simclr_gui.engine.runs.run_folder import Condition

FEWEST, MOST = 2, 8
WRITTEN_AT_THE_START = ("device", "version")
"""In the first line of events.jsonl: where a run was trained, and by which version of the program."""

CIRCUMSTANCES = ("beginning", *WRITTEN_AT_THE_START)
"""What a run owes to other things than its settings; the beginning is told by parent.json."""


@dataclass(frozen=True)
class ComparedRun:
    """One of the runs.

    Attributes:
        name: as a person calls it, else as its folder is called.
        result: None where it was not tested.
        trouble: why its scores or predictions cannot be used; empty where they can.
        circumstances: by name of `CIRCUMSTANCES`; what nobody wrote down is missing.
        kept_steps: at which its network can be looked at, 0 as it began; empty where no checkpoint can be read.
    """

    path: Path
    name: str
    state: Condition
    config: TrainingConfig
    result: EvaluationResult | None
    trouble: str
    circumstances: dict[str, str]
    kept_steps: tuple[int, ...]


@dataclass(frozen=True)
class PairDifference:
    """Of two runs, by their places in the list.

    Attributes:
        differences: by score, the accuracy of `second` less that of `first`, of SimCLR's features; empty where they
            cannot be compared.
        refusal: why not; empty where they can.
        are_of_other_images: whether that is because they were tested on different images.
    """

    first: int
    second: int
    differences: dict[ScoreName, Difference]
    refusal: str = ""
    are_of_other_images: bool = False

    def from_view_of(self, place: int) -> dict[ScoreName, Difference]:
        """The accuracy of the run at this place less that of the other one."""
        if place == self.second:
            return self.differences
        return {score: _turned_round(difference) for score, difference in self.differences.items()}


@dataclass(frozen=True)
class RunComparison:
    """What is to be said of several runs.

    Attributes:
        settings: those that differ, with the value of each run.
        circumstances: those that differ, "" where nobody wrote one down.
        pairs: every two of them, in the order of the runs.
    """

    runs: tuple[ComparedRun, ...]
    settings: dict[str, Values]
    circumstances: dict[str, tuple[str, ...]]
    pairs: tuple[PairDifference, ...]

    def pair(self, first: int, second: int) -> PairDifference:
        """Of two places, in whichever order; KeyError where there is no such pair."""
        found = (pair for pair in self.pairs if {pair.first, pair.second} == {first, second})
        pair = next(found, None)
        if pair is None:
            raise KeyError((first, second))
        return pair

    def difference_rows(
        self,
        titles: Sequence[str],
        score_names: Mapping[ScoreName, str],
        captions: Sequence[str] = (),
    ) -> list[tuple[str, ...]]:
        """Each pair and score as cells of a table: "B − A", score, points, both ends of the 95 % interval, exact p.

        `captions` of the runs stand instead of the letters where there are any. Empty where no two runs were tested
        with the same images; else `titles` come first.
        """
        called = captions or [letter(place) for place in range(len(self.runs))]
        rows = [
            (
                f"{called[pair.second]} − {called[pair.first]}",
                score_names[score],
                *(f"{100 * share:+.1f}" for share in (found.value, found.low, found.high)),
                f"{found.p:.3g}",
            )
            for pair in self.pairs
            for score, found in pair.differences.items()
        ]
        return [tuple(titles), *rows] if rows else []


def letter(place: int) -> str:
    """What the run at this place is called: A, B and so on."""
    return chr(ord("A") + place)


@dataclass(frozen=True)
class RunsCompared(Event):
    """A comparison is there."""

    comparison: RunComparison


@dataclass(frozen=True)
class ImagesKnownByOne(Event):
    """The test images that one of two runs recognises and the other mistakes, by linear evaluation.

    Attributes:
        labels: int64, shape (count,), of all test images.
        first_predictions, second_predictions: int64, shape (count,).
        only_first, only_second: places of the images, those first of whose mistake the other run is surest.
    """

    first: Path
    second: Path
    class_names: tuple[str, ...]
    labels: NDArray[np.int64]
    first_predictions: NDArray[np.int64]
    second_predictions: NDArray[np.int64]
    only_first: NDArray[np.int64]
    only_second: NDArray[np.int64]

    def by_class(self) -> NDArray[np.int64]:
        """How many of each class only the first, and only the second recognises, shape (classes, 2)."""
        classes = len(self.class_names)
        counts = [np.bincount(self.labels[each], minlength=classes) for each in (self.only_first, self.only_second)]
        return np.stack(counts, axis=1).astype(np.int64)


@dataclass(frozen=True)
class MapOfRun(Event):
    """SimCLR's map of one of the runs.

    Attributes:
        drawn: None where there is none, or one of other images than those of the first run that has one.
        refusal: why there is none; empty where there is one.
    """

    path: Path
    drawn: MapComputed | None
    refusal: str = ""


@dataclass(frozen=True)
class CurvesReadUpTo(Event):
    """The curves of a run are read as far as they are written.

    Attributes:
        place: in events.jsonl, from which to read on.
        is_alive: whether somebody trains here.
        is_tested: whether there are scores.
    """

    path: Path
    place: int
    is_alive: bool
    is_tested: bool


def _turned_round(difference: Difference) -> Difference:
    return Difference(value=-difference.value, low=-difference.high, high=-difference.low, p=difference.p)
