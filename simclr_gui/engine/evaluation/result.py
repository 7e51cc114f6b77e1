"""What evaluation.json must be like before anything of it is shown: shares are shares, counts count, parts fit."""

from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from simclr_gui.engine.evaluation.intervals import accuracy_interval
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.files import is_there, telling_disk_trouble
from simclr_gui.engine.storage.json_files import Count, Share, checked_as, read_json, write_json_atomically

SCORED = ("simclr", "pca", "untrained", "supervised")
SCORES = ("linear", "knn")
REMEDY = said("Evaluate the run again.")


def _in_order(ends: list[float]) -> list[float]:
    if ends[0] > ends[1]:
        raise ValueError("the ends should be in order")
    return ends


Interval = Annotated[list[Share], Field(min_length=2, max_length=2), AfterValidator(_in_order)]
SignedShare = Annotated[float, Field(ge=-1, le=1)]
Positive = Annotated[int, Field(gt=0, lt=2**53)]


class Part(BaseModel):
    """Types are not guessed: "0.5" is no number. What a later version adds may stand beside."""

    model_config = ConfigDict(strict=True, extra="allow", frozen=True, allow_inf_nan=False)


class Scores(Part):
    """Of one set of features; intervals are not in files of the first versions."""

    linear: Share
    knn: Share
    linear_interval: Interval | None = None
    knn_interval: Interval | None = None


class ComponentScores(Scores):
    """Of principal components."""

    components: Positive
    solver: str = ""


class LayerScores(Scores):
    """Of one layer, whose maps were described by so many numbers."""

    name: str
    numbers: Positive


class FewScore(Part):
    """With some labels per class."""

    linear: Share
    deviation: Share | None = None


class FewLabels(Part):
    """Lists of the same length; that of the supervised networks may still be growing."""

    labels_a_class: list[Positive]
    simclr: list[FewScore]
    pca: list[FewScore]
    supervised: list[FewScore]

    @model_validator(mode="after")
    def _lists_fit(self) -> "FewLabels":
        count = len(self.labels_a_class)
        if not len(self.simclr) == len(self.pca) == count >= len(self.supervised):
            raise ValueError("the lists should be of the same length")
        if self.labels_a_class != sorted(set(self.labels_a_class)):
            raise ValueError("the numbers of labels should grow")
        return self


class DifferenceRecord(Part):
    """How much better SimCLR's features are than others, of the same test images (see `differences`)."""

    value: SignedShare
    low: SignedShare
    high: SignedShare
    p: Share

    @model_validator(mode="after")
    def _ends_fit(self) -> "DifferenceRecord":
        if self.low > self.high:
            raise ValueError("the ends should be in order")
        return self


class Differences(Part):
    """By score."""

    linear: DifferenceRecord
    knn: DifferenceRecord


class DifferencesRecord(Part):
    """Between SimCLR's features and each other kind."""

    pca: Differences
    untrained: Differences


class EvaluatedCheckpoint(Part):
    """Of which network the scores are."""

    step: Count
    sha256: str


class PassedOverRecord(Part):
    """A checkpoint that is newer than the evaluated one, but damaged."""

    file: str
    reason: str


class EvaluationRecord(Part):
    """evaluation.json of a run folder."""

    simclr: Scores
    pca: ComponentScores
    untrained: Scores
    chance: Share
    test_images: Positive
    frozen_verified: bool
    dataset: str = ""
    protocol: str = ""
    train_images: Positive | None = None
    pictures_sha256: str = ""
    checkpoint: EvaluatedCheckpoint | None = None
    supervised: Scores | None = None
    layers: list[LayerScores] | None = None
    few_labels: FewLabels | None = None
    passed_over: list[PassedOverRecord] | None = None
    differences: DifferencesRecord | None = None  # the first versions told none


def read_evaluation(folder: RunFolder) -> dict[str, Any] | None:
    """The content of evaluation.json as `EvaluationRecord` has it, None where the run was not evaluated.

    Raises:
        UserError: the file is damaged or lacks a score.
    """
    if not is_there(folder.evaluation_file):
        return None
    return checked_evaluation(read_json(folder.evaluation_file, REMEDY), folder.evaluation_file)


def write_evaluation(folder: RunFolder, result: dict[str, Any]) -> None:
    """Replaces evaluation.json; UserError where the disk refuses it."""
    with telling_disk_trouble(folder.path):
        write_json_atomically(folder.evaluation_file, result)


def checked_evaluation(values: Any, path: Path) -> dict[str, Any]:
    """The plain values of a whole evaluation, with the intervals that the first versions did not write.

    Raises:
        UserError: a part is missing or is not what it should be.
    """
    record = checked_as(EvaluationRecord, values, path, REMEDY)
    whole = {name: value for name, value in values.items() if value is not None}
    for kind in SCORED:
        if kind in whole:
            whole[kind] = _with_intervals(whole[kind], record.test_images)
    if "layers" in whole:
        whole["layers"] = [_with_intervals(layer, record.test_images) for layer in whole["layers"]]
    return whole


def _with_intervals(scores: dict[str, Any], test_images: int) -> dict[str, Any]:
    missing = {
        f"{score}_interval": list(accuracy_interval(scores[score], test_images))
        for score in SCORES
        if scores.get(f"{score}_interval") is None
    }
    return scores | missing
