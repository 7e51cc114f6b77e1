"""Two to eight runs: their scores, the settings that differ, and every pair's difference on the same test images.

A difference is paired: both runs see the same images, and only those count that one recognises and the other mistakes.
Its p is that of the exact McNemar test, its interval that of Agresti and Min; see `evaluation.differences`.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.comparison.compared import (
    CIRCUMSTANCES,
    FEWEST,
    MOST,
    ComparedRun,
    ImagesKnownByOne,
    PairDifference,
    RunComparison,
    RunsCompared,
)
from simclr_gui.engine.comparison.tested_run import TestedRun
from simclr_gui.engine.config.differences import differing_settings
from simclr_gui.engine.evaluation.differences import paired_difference
from simclr_gui.engine.events import Event
from simclr_gui.engine.events.evaluation import SCORES
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import counted, said
from simclr_gui.engine.runs.run_folder import RunFolder


def compare_runs(paths: Sequence[Path]) -> RunComparison:
    """Reads the runs and compares them.

    Raises:
        UserError: fewer than two, more than eight, one twice, or one that cannot be opened.
    """
    if not FEWEST <= len(paths) <= MOST:
        raise UserError(
            counted("1 run cannot be compared.", "{count:,} runs cannot be compared.", count=len(paths)),
            said("Name {fewest} to {most}.", fewest=FEWEST, most=MOST),
        )
    whole = [path.absolute() for path in paths]
    twice = next((path for path in whole if whole.count(path) > 1), None)
    if twice is not None:
        raise UserError(said("{path} is named twice.", path=twice), "Name different runs.")
    tested = [TestedRun(RunFolder.open(path)) for path in paths]
    runs = tuple(each.run for each in tested)
    pairs = tuple(_compared(first, second, tested) for first, second in combinations(range(len(runs)), 2))
    settings = differing_settings([run.config for run in runs])
    return RunComparison(runs, settings, _differing_circumstances(runs), pairs)


def comparison_of(paths: Sequence[Path]) -> Iterator[Event]:
    """The same as an event."""
    yield RunsCompared(compare_runs(paths))


def images_known_by_one(first: Path, second: Path) -> Iterator[ImagesKnownByOne]:
    """What each of two runs recognises and the other mistakes.

    Raises:
        UserError: one cannot be opened or was not tested, or they were tested on different images.
    """
    ours, theirs = TestedRun(RunFolder.open(first)), TestedRun(RunFolder.open(second))
    refusal = ours.refusal_beside(theirs)
    if refusal:
        raise UserError(refusal)
    assert ours.predicted is not None and theirs.predicted is not None
    right, also_right = ours.marks("linear"), theirs.marks("linear")
    yield ImagesKnownByOne(
        first,
        second,
        ours.predicted.class_names,
        ours.predicted.labels,
        ours.predictions["linear"],
        theirs.predictions["linear"],
        _surest_first(right & ~also_right, theirs.predicted.confidence),
        _surest_first(also_right & ~right, ours.predicted.confidence),
    )


def _surest_first(wanted: NDArray[np.bool_], confidence: NDArray[np.float32]) -> NDArray[np.int64]:
    places = np.flatnonzero(wanted)
    return places[np.argsort(-confidence[places], kind="stable")]


def _differing_circumstances(runs: Sequence[ComparedRun]) -> dict[str, tuple[str, ...]]:
    told = {name: tuple(run.circumstances.get(name, "") for run in runs) for name in CIRCUMSTANCES}
    return {name: values for name, values in told.items() if len(set(values)) > 1}


def _compared(first: int, second: int, tested: list[TestedRun]) -> PairDifference:
    ours, theirs = tested[second], tested[first]
    refusal = theirs.refusal_beside(ours)
    if refusal:
        are_of_other_images = not (ours.run.trouble or theirs.run.trouble)
        return PairDifference(first, second, {}, refusal, are_of_other_images)
    differences = {
        score: paired_difference(ours.marks(score), theirs.marks(score))
        for score in SCORES
        if score in ours.predictions and score in theirs.predictions
    }
    return PairDifference(first, second, differences)
