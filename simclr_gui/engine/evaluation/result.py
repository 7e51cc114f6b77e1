"""evaluation.json of a run folder: read with the intervals that the first versions did not write, and written."""

from pathlib import Path
from typing import Any, TypeVar

from simclr_gui.engine.evaluation.intervals import accuracy_interval
from simclr_gui.engine.events import EvaluationResult
from simclr_gui.engine.events.evaluation import FEATURE_KINDS, SCORES, Scores
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.runs.kept_checkpoints import was_trained_beyond
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.files import is_there, telling_disk_trouble
from simclr_gui.engine.storage.json_files import checked_as, read_json, write_json_atomically

REMEDY = said("Evaluate the run again.")
KindOfScores = TypeVar("KindOfScores", bound=Scores)


def read_evaluation(folder: RunFolder) -> EvaluationResult | None:
    """The content of evaluation.json, None where the run was not evaluated, or was trained further since.

    Raises:
        UserError: the file is damaged or lacks a score.
    """
    if not is_there(folder.evaluation_file):
        return None
    result = checked_evaluation(read_json(folder.evaluation_file, REMEDY), folder.evaluation_file)
    if result.checkpoint is None:  # the first versions did not say of which
        return result
    is_old = was_trained_beyond(result.checkpoint.step, folder, result.files_passed_over)
    return None if is_old else result


def write_evaluation(folder: RunFolder, result: EvaluationResult) -> None:
    """Replaces evaluation.json; what it tells already keeps its place. UserError where the disk refuses it."""
    record = _as_it_stood(record_of(result), _written(folder))
    with telling_disk_trouble(folder.path):
        write_json_atomically(folder.evaluation_file, record)


def checked_evaluation(values: Any, path: Path) -> EvaluationResult:
    """A whole evaluation from plain values, with the intervals that the first versions did not write.

    Raises:
        UserError: a part is missing or is not what it should be.
    """
    result = checked_as(EvaluationResult, values, path, REMEDY)
    whole: dict[str, object] = {}
    for kind in FEATURE_KINDS:
        scores = result.scores(kind)
        completed = scores if scores is None else _with_intervals(scores, result.test_images)
        if completed is not scores:
            whole[kind] = completed
    if result.layers is not None:
        whole["layers"] = [_with_intervals(layer, result.test_images) for layer in result.layers]
    return result.model_copy(update=whole) if whole else result


def record_of(result: EvaluationResult) -> dict[str, Any]:
    """The plain values that evaluation.json holds of it: no more than was told."""
    return {name: value for name, value in result.model_dump(exclude_unset=True).items() if value is not None}


def _with_intervals(scores: KindOfScores, test_images: int) -> KindOfScores:
    missing = {
        f"{score}_interval": list(accuracy_interval(scores.accuracy(score), test_images))
        for score in SCORES
        if scores.interval(score) is None
    }
    return scores.model_copy(update=missing) if missing else scores


def _written(folder: RunFolder) -> Any:
    """What lies there now, None where that is nothing or nothing that can be read."""
    try:
        return read_json(folder.evaluation_file, REMEDY) if is_there(folder.evaluation_file) else None
    except UserError:
        return None


def _as_it_stood(values: Any, before: Any) -> Any:
    """The same values, the names of objects in the order that they had; what is new comes last."""
    if isinstance(values, list) and isinstance(before, list):
        known = [*before, *[None] * len(values)]
        return [_as_it_stood(value, other) for value, other in zip(values, known, strict=False)]
    if not (isinstance(values, dict) and isinstance(before, dict)):
        return values
    names = [*(name for name in before if name in values), *(name for name in values if name not in before)]
    return {name: _as_it_stood(values[name], before.get(name)) for name in names}
