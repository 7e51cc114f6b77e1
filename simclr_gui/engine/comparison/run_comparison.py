"""Two to eight runs: their scores, the settings that differ, and every pair's difference on the same test images."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from simclr_gui.engine.comparison.differing_settings import Values, differing_settings
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.datasets.data_record import DataRecord, read_record
from simclr_gui.engine.evaluation.differences import Marks, paired_difference
from simclr_gui.engine.evaluation.predictions import read_predicted_images, read_predictions
from simclr_gui.engine.evaluation.result import read_evaluation
from simclr_gui.engine.events import EvaluationResult
from simclr_gui.engine.events.evaluation import SCORES, Difference, ScoreName
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import counted, said
from simclr_gui.engine.runs.run_folder import Condition, RunFolder

FEWEST, MOST = 2, 8


@dataclass(frozen=True)
class ComparedRun:
    """One of the runs.

    Attributes:
        result: None where it was not tested.
        trouble: why its scores or predictions cannot be used; empty where they can.
    """

    path: Path
    state: Condition
    config: TrainingConfig
    result: EvaluationResult | None
    trouble: str


@dataclass(frozen=True)
class PairDifference:
    """Of two runs, by their places in the list.

    Attributes:
        differences: by score, the accuracy of `second` less that of `first`, of SimCLR's features; empty where they
            cannot be compared.
        refusal: why not; empty where they can.
    """

    first: int
    second: int
    differences: dict[ScoreName, Difference]
    refusal: str = ""


@dataclass(frozen=True)
class RunComparison:
    """What is to be said of several runs.

    Attributes:
        settings: those that differ, with the value of each run.
        pairs: every two of them, in the order of the runs.
    """

    runs: tuple[ComparedRun, ...]
    settings: dict[str, Values]
    pairs: tuple[PairDifference, ...]


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
    tested = [_Tested(RunFolder.open(path)) for path in paths]
    runs = tuple(each.run for each in tested)
    pairs = tuple(_compared(first, second, tested) for first, second in combinations(range(len(runs)), 2))
    return RunComparison(runs, differing_settings([run.config for run in runs]), pairs)


class _Tested:
    """A run with what was predicted of its test images; `marks` by score are empty where nothing can be compared."""

    def __init__(self, folder: RunFolder) -> None:
        config = folder.config()
        self.marks: dict[ScoreName, Marks] = {}
        self.labels, self.images = np.empty(0, np.int64), ""
        result, trouble = None, ""
        try:
            result = read_evaluation(folder)
            if result is None:
                trouble = said("It was not tested.")
            else:
                self._read_marks(folder, config)
        except UserError as error:
            trouble = error.in_full
        self.run = ComparedRun(folder.path, folder.condition(), config, result, trouble)

    def _read_marks(self, folder: RunFolder, config: TrainingConfig) -> None:
        predicted = next(read_predicted_images(folder), None)
        if predicted is None:
            raise UserError("What it predicted of each test image was not kept.", "Test the run again.")
        self.labels = predicted.labels
        self.images = _identity_of_test_images(config, read_record(folder.data_file), predicted.class_names)
        for (kind, score), predictions in read_predictions(folder).items():
            if kind == "simclr":
                self.marks[score] = predictions == predicted.labels


def _identity_of_test_images(config: TrainingConfig, record: DataRecord | None, class_names: tuple[str, ...]) -> str:
    """The same for two runs whose test images are the same files, or the same drawn or published ones."""
    data = config.data
    if record is not None and record.test:
        images: object = [(image.digest, image.label) for image in record.test]
    else:
        images = (data.source, data.test_images, data.drawing_seed)
    return repr((class_names, images))


def _compared(first: int, second: int, tested: list[_Tested]) -> PairDifference:
    ours, theirs = tested[second], tested[first]
    for place in (first, second):
        if tested[place].run.trouble:
            return PairDifference(first, second, {}, tested[place].run.trouble)
    if ours.images != theirs.images or not np.array_equal(ours.labels, theirs.labels):
        return PairDifference(first, second, {}, said("They were tested on different images."))
    differences = {
        score: paired_difference(ours.marks[score], theirs.marks[score])
        for score in SCORES
        if score in ours.marks and score in theirs.marks
    }
    return PairDifference(first, second, differences)
