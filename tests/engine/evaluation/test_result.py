"""evaluation.json is checked part by part before a bar is drawn of it."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from simclr_gui.engine.evaluation.intervals import accuracy_interval
from simclr_gui.engine.evaluation.result import checked_evaluation, read_evaluation, record_of, write_evaluation
from simclr_gui.engine.events.evaluation import COMPARED, FEATURE_KINDS, Scores
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.json_files import write_json_atomically

FILE = Path("evaluation.json")
REFUSED = object()
SCORES = {"linear": 0.9, "knn": 0.8, "linear_interval": [0.85, 0.95], "knn_interval": [0.7, 0.85]}
FEW = [{"linear": 0.5, "deviation": 0.1}, {"linear": 0.6, "deviation": None}]
WHOLE: dict[str, Any] = {
    "dataset": "Shapes",
    "simclr": SCORES,
    "pca": {"components": 64, "solver": "exact", **SCORES},
    "untrained": SCORES,
    "supervised": SCORES,
    "layers": [{"name": "stem", "numbers": 16, **SCORES}],
    "few_labels": {"labels_a_class": [10, 20], "simclr": FEW, "pca": FEW, "supervised": FEW[:1]},
    "checkpoint": {"step": 8, "sha256": "ab"},
    "chance": 0.1,
    "test_images": 40,
    "frozen_verified": True,
    "of_a_later_version": {"deep": [1, "x"]},
}
FIRST_VERSION = {
    "simclr": {"linear": 0.9, "knn": 1},
    "pca": {"components": 64, "linear": 0.2, "knn": 0.3},
    "untrained": {"linear": 0.25, "knn": 0.2},
    "chance": 0.1,
    "test_images": 40,
    "frozen_verified": True,
}


def with_value(place: str, value: Any) -> dict[str, Any]:
    """The whole evaluation with one value replaced ("simclr.linear")."""
    changed: Any = deepcopy(WHOLE)
    *above, last = [int(part) if part.isdigit() else part for part in place.split(".")]
    inner = changed
    for part in above:
        inner = inner[part]
    inner[last] = value
    return changed  # type: ignore[no-any-return]


def test_that_a_whole_evaluation_is_given_as_it_was_written() -> None:
    assert record_of(checked_evaluation(WHOLE, FILE)) == WHOLE


def test_that_intervals_that_the_first_versions_did_not_write_are_computed() -> None:
    result = checked_evaluation(FIRST_VERSION, FILE)
    assert result.simclr.linear_interval == list(accuracy_interval(0.9, 40))
    assert result.simclr.knn_interval == list(accuracy_interval(1, 40))
    assert result.pca.components == 64
    assert "linear_interval" not in FIRST_VERSION["simclr"], "what was read is not changed"


@pytest.mark.parametrize(
    ("kept", "interval"),
    [
        ([0.1, 0.2], (0.1, 0.2)),
        (None, None),
        ([0.1], REFUSED),
        ([0.1, 0.2, 0.3], REFUSED),
        ("ab", REFUSED),
        (["low", "high"], REFUSED),
        ([0.3, 0.2], REFUSED),
        ([float("nan"), 0.2], REFUSED),
        ([0.1, 7], REFUSED),
        (0.5, REFUSED),
        ([[0.1], [0.2]], REFUSED),
    ],
)
def test_that_an_interval_is_two_shares_or_none(kept: object, interval: object) -> None:
    values = {"linear": 0.15, "knn": 0.2, "linear_interval": kept}
    if interval is REFUSED:
        with pytest.raises(ValidationError):
            Scores.model_validate(values)
    else:
        assert Scores.model_validate(values).interval("linear") == interval


@pytest.mark.parametrize("values", [WHOLE, dict(reversed(WHOLE.items()))], ids=["in order", "in another order"])
def test_that_what_is_written_again_stays_as_it_was_to_the_byte(tmp_path: Path, values: dict[str, Any]) -> None:
    folder = RunFolder(tmp_path)
    write_json_atomically(folder.evaluation_file, values)
    before = folder.evaluation_file.read_bytes()
    result = read_evaluation(folder)
    assert result is not None
    write_evaluation(folder, result)
    assert folder.evaluation_file.read_bytes() == before


def test_that_what_is_added_stands_behind_what_was_there(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    values = {name: value for name, value in WHOLE.items() if name not in ("supervised", "layers")}
    write_json_atomically(folder.evaluation_file, values)
    result = read_evaluation(folder)
    assert result is not None
    write_evaluation(folder, result.model_copy(update={"supervised": result.simclr}))
    assert list(json.loads(folder.evaluation_file.read_text())) == [*values, "supervised"]


def test_that_nothing_is_written_that_was_not_told(tmp_path: Path) -> None:
    result = checked_evaluation(FIRST_VERSION | {"layers": None}, FILE)
    write_evaluation(RunFolder(tmp_path), result)
    written = json.loads(RunFolder(tmp_path).evaluation_file.read_text())
    assert set(written) == set(FIRST_VERSION)
    assert list(written["pca"]) == ["components", "linear", "knn", "linear_interval", "knn_interval"]


def test_that_a_damaged_file_is_replaced(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    folder.evaluation_file.write_text("[{")
    write_evaluation(folder, checked_evaluation(WHOLE, FILE))
    assert record_of(read_evaluation(folder)) == WHOLE


def test_that_the_kinds_have_one_order() -> None:
    assert FEATURE_KINDS == (*COMPARED, "supervised") == ("simclr", "pca", "untrained", "supervised")
    result = checked_evaluation(WHOLE, FILE)
    assert tuple(result.compared) == COMPARED
    assert [result.scores(kind) for kind in FEATURE_KINDS] == [
        result.simclr,
        result.pca,
        result.untrained,
        result.supervised,
    ]


def test_that_label_efficiency_is_complete_with_its_last_network() -> None:
    few = checked_evaluation(WHOLE, FILE).few_labels
    assert few is not None and not few.is_complete
    assert few.model_copy(update={"supervised": few.scores("pca")}).is_complete


ODD = ["0.5", None, [0.5], {}, float("nan"), float("inf"), -0.1, 1.1, 10**400, True]
WHOLE_NUMBERS = [0, -1, 1.5, "7", None, 2**70, [], True]


@pytest.mark.parametrize("value", ODD, ids=str)
@pytest.mark.parametrize("place", ["simclr.linear", "pca.knn", "chance", "layers.0.linear", "few_labels.pca.0.linear"])
def test_that_a_share_is_a_share(place: str, value: Any) -> None:
    with pytest.raises(UserError, match=r"is damaged.*Evaluate the run again"):
        checked_evaluation(with_value(place, value), FILE)


@pytest.mark.parametrize("value", WHOLE_NUMBERS, ids=str)
@pytest.mark.parametrize("place", ["test_images", "pca.components", "layers.0.numbers", "few_labels.labels_a_class.0"])
def test_that_a_number_of_things_is_one(place: str, value: Any) -> None:
    with pytest.raises(UserError, match="is damaged"):
        checked_evaluation(with_value(place, value), FILE)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("simclr", []),
        ("simclr", None),
        ("simclr.linear_interval", [0.9]),
        ("simclr.linear_interval", [0.9, 0.8]),
        ("simclr.linear_interval", [[0.1, 0.2], [0.3, 0.4]]),
        ("simclr.linear_interval", "ab"),
        ("pca.knn_interval", [0.1, 0.2, 0.3]),
        ("layers", [1]),
        ("layers", {}),
        ("layers.0.name", 3),
        ("supervised", 0.5),
        ("few_labels", []),
        ("few_labels.simclr", FEW[:1]),
        ("few_labels.supervised", [*FEW, FEW[0]]),
        ("few_labels.labels_a_class", [20, 10]),
        ("few_labels.labels_a_class", [10, 10]),
        ("few_labels.pca.0.deviation", "wide"),
        ("checkpoint", 5),
        ("checkpoint.step", -1),
        ("checkpoint.step", "8"),
        ("frozen_verified", "yes"),
        ("frozen_verified", 1),
        ("dataset", 5),
        ("passed_over", [{"file": 1}]),
    ],
    ids=str,
)
def test_that_parts_of_another_kind_are_refused(place: str, value: Any) -> None:
    with pytest.raises(UserError, match="is damaged"):
        checked_evaluation(with_value(place, value), FILE)


@pytest.mark.parametrize("missing", ["simclr", "pca", "untrained", "chance", "test_images", "frozen_verified"])
def test_that_what_is_shown_of_every_run_must_be_there(missing: str) -> None:
    with pytest.raises(UserError, match=f"is damaged: {missing}"):
        checked_evaluation({name: value for name, value in WHOLE.items() if name != missing}, FILE)


@pytest.mark.parametrize("values", [[], None, 5, "text", [[]]], ids=str)
def test_that_what_is_no_object_is_refused(values: Any) -> None:
    with pytest.raises(UserError, match="is damaged"):
        checked_evaluation(values, FILE)
