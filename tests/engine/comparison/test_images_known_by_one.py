"""What one run recognises and another mistakes, image by image; and what runs owe to where they were trained."""

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from simclr_gui.engine.comparison.run_comparison import compare_runs, images_known_by_one
from simclr_gui.engine.listing.run_details import RunDetailsRead, read_details
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.about import About, write_about
from simclr_gui.engine.runs.parent import Parent
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.small import small_config
from tests.tested_runs import make_tested_run

IMAGES = 200
LABELS = np.arange(IMAGES, dtype=np.int64) % 4
PLACE = np.arange(IMAGES)


def test_that_images_are_found_that_one_knows_and_the_other_mistakes(tmp_path: Path) -> None:
    first = make_tested_run(tmp_path / "first", PLACE < 120, LABELS)
    second = make_tested_run(tmp_path / "second", PLACE >= 100, LABELS)
    (known,) = images_known_by_one(first, second)
    assert sorted(known.only_first) == list(range(100))
    assert sorted(known.only_second) == list(range(120, 200))
    assert known.by_class().tolist() == [[25, 20]] * 4
    assert (known.first_predictions[known.only_first] == known.labels[known.only_first]).all()
    assert (known.second_predictions[known.only_first] != known.labels[known.only_first]).all()


def test_that_the_surest_mistakes_come_first(tmp_path: Path) -> None:
    first = make_tested_run(tmp_path / "first", PLACE < 4, LABELS)
    second = make_tested_run(tmp_path / "second", PLACE < 0, LABELS)
    confidence = np.full(IMAGES, 0.5, np.float32)
    confidence[[1, 3]] = 0.9, 0.7
    with np.load(second / "predictions.npz") as kept:
        arrays = dict(kept) | {"confidence": confidence}
    np.savez(second / "predictions.npz", **arrays)
    (known,) = images_known_by_one(first, second)
    assert known.only_first.tolist() == [1, 3, 0, 2]


def test_that_other_images_and_untested_runs_are_refused_in_words(tmp_path: Path) -> None:
    first = make_tested_run(tmp_path / "first", PLACE < 4, LABELS)
    other = make_tested_run(tmp_path / "other", PLACE < 4, LABELS, data__drawing_seed=9)
    untested = RunFolder.create(tmp_path / "untested", small_config()).path
    for second, words in ((other, "different images"), (untested, "not tested"), (tmp_path, "not a run folder")):
        with pytest.raises(UserError, match=words):
            list(images_known_by_one(first, second))


def test_that_a_pair_seen_from_the_other_side_is_turned_round(tmp_path: Path) -> None:
    paths = [make_tested_run(tmp_path / str(right), right > PLACE, LABELS) for right in (100, 120)]
    compared = compare_runs(paths)
    pair = compared.pair(1, 0)
    ours, theirs = pair.from_view_of(1)["linear"], pair.from_view_of(0)["linear"]
    assert (ours.value, ours.low, ours.high, ours.p) == (-theirs.value, -theirs.high, -theirs.low, theirs.p)
    assert ours.value == pytest.approx(0.1)
    with pytest.raises(KeyError):
        compared.pair(0, 0)


def test_that_machine_and_version_are_told_where_they_differ(tmp_path: Path) -> None:
    paths = [make_tested_run(tmp_path / name, PLACE < 100, LABELS) for name in ("first", "second", "third")]
    told = '{"event": "started", "device": "%s", "version": "0.1.0"}\n'
    (paths[0] / "events.jsonl").write_text(told % "CPU, 2 threads")
    (paths[1] / "events.jsonl").write_text(told % "NVIDIA H100")
    assert compare_runs(paths[:2]).circumstances == {"device": ("CPU, 2 threads", "NVIDIA H100")}
    assert compare_runs(paths).circumstances["version"] == ("0.1.0", "0.1.0", ""), "nobody wrote the third one down"
    (paths[0] / "events.jsonl").write_text('{"event": "started", "device": 7}\nnonsense')
    assert compare_runs(paths[:2]).circumstances["device"] == ("", "NVIDIA H100")


def test_that_whose_weights_a_run_began_from_is_told_where_it_differs(tmp_path: Path) -> None:
    paths = [make_tested_run(tmp_path / name, PLACE < 100, LABELS) for name in ("first", "longer")]
    parent = Parent(str(paths[0]), "first", 70, "ab" * 32)
    (paths[1] / "parent.json").write_text(json.dumps(asdict(parent)))
    told = compare_runs(paths).circumstances
    assert told == {"beginning": ("random weights", "the weights of first at step 70")}
    (details,) = read_details(paths[1])
    assert isinstance(details, RunDetailsRead)
    assert details.beginning == told["beginning"][1]


def test_that_a_run_is_called_as_its_owner_calls_it(tmp_path: Path) -> None:
    paths = [make_tested_run(tmp_path / name, PLACE < 100, LABELS) for name in ("first", "second")]
    write_about(RunFolder(paths[0]), About(name="no colour"))
    (paths[1] / "about.json").write_text("damaged")
    assert [run.name for run in compare_runs(paths).runs] == ["no colour", "second"]
