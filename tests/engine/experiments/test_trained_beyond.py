"""A run that was trained further since it was tested: what was measured of its earlier weights is not told of it."""

from pathlib import Path

import pytest

from simclr_gui.engine.comparison.run_comparison import compare_runs
from simclr_gui.engine.evaluation.result import read_evaluation
from simclr_gui.engine.events import EvaluationFinished, ImagesPredicted, MapComputed
from simclr_gui.engine.experiments.compared_maps import maps_of_same_images
from simclr_gui.engine.experiments.replay import replay_predictions
from simclr_gui.engine.listing.known_run import summarise
from simclr_gui.engine.runs.kept_checkpoints import was_trained_beyond
from simclr_gui.engine.runs.manifests import manifest_files, newest_manifest, weights_beside
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.small import small_config, train_small
from tests.tested_runs import make_mapped_run


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    """Tested and mapped after an epoch, then trained for another."""
    folder = RunFolder(make_mapped_run(tmp_path / "run", budget__epochs=1))
    assert summarise(folder.path).linear is not None
    write_budget(folder, 2)
    train_small(folder.path)
    return folder


def write_budget(folder: RunFolder, epochs: int) -> None:
    folder.config_file.write_text(small_config(budget__epochs=epochs).model_dump_json())


def test_that_the_list_offers_to_test_it_and_shows_no_score(run: RunFolder) -> None:
    line = summarise(run.path)
    assert (line.linear, line.pca, line.knn) == (None, None, None)
    assert line.can_test


def test_that_neither_scores_nor_maps_are_shown_where_it_is_opened(run: RunFolder) -> None:
    shown = list(replay_predictions(run))
    assert not [event for event in shown if isinstance(event, (EvaluationFinished, ImagesPredicted, MapComputed))]


def test_that_it_is_compared_as_one_that_was_not_tested(run: RunFolder, tmp_path: Path) -> None:
    other = make_mapped_run(tmp_path / "other", budget__epochs=1)
    assert [each.result is None for each in compare_runs([run.path, other]).runs] == [True, False]
    maps = [event for event in maps_of_same_images([run.path, other]) if hasattr(event, "refusal")]
    assert [each.refusal for each in maps] == ["It was trained further since its map was drawn.", ""]


def test_that_a_newer_checkpoint_that_is_damaged_makes_nothing_old(run: RunFolder) -> None:
    newest = newest_manifest(run.checkpoints_dir)
    assert newest is not None
    weights = weights_beside(manifest_files(run.checkpoints_dir)[0])
    assert was_trained_beyond(newest.step - 1, run)
    assert not was_trained_beyond(newest.step, run)
    assert not was_trained_beyond(newest.step - 1, run, [weights.name]), "who tested it passed it over"
    weights.write_bytes(b"cut")
    assert not was_trained_beyond(newest.step - 1, run)
    assert read_evaluation(run) is not None
