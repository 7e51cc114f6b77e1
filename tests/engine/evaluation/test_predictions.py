"""Guesses: what was taken for what, kept with the run."""

from pathlib import Path

import numpy as np
import pytest
import torch

from simclr_gui.engine.evaluation.differences import paired_difference
from simclr_gui.engine.evaluation.evaluation import evaluate
from simclr_gui.engine.evaluation.mistakes import confusion, hardest, surest, taken_for
from simclr_gui.engine.evaluation.predictions import (
    EARLIER_FILE,
    PREDICTIONS_FILE,
    predictions_from,
    read_predicted_images,
    read_predictions,
    write_predictions,
)
from simclr_gui.engine.evaluation.result import write_evaluation
from simclr_gui.engine.events import ImagesPredicted
from simclr_gui.engine.experiments.replay import replay_predictions
from simclr_gui.engine.features.features import FeatureSource
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.small import SMALL, small_data, train_small


def test_that_guesses_are_the_most_probable_classes_and_say_how_sure() -> None:
    probabilities = torch.tensor([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6], [0.2, 0.5, 0.3]])
    predicted = predictions_from(probabilities.log(), torch.tensor([0, 1, 1]), ("a", "b", "c"))
    assert predicted.predictions.tolist() == [0, 2, 1]
    np.testing.assert_allclose(predicted.confidence, [0.7, 0.6, 0.5], rtol=1e-6)
    np.testing.assert_allclose(predicted.own, [0.7, 0.3, 0.5], rtol=1e-6)
    assert confusion(predicted).tolist() == [[1, 0, 0], [0, 1, 1], [0, 0, 0]]
    assert hardest(predicted).tolist() == [1, 2, 0]
    assert surest(predicted).tolist() == [0, 1, 2]
    assert taken_for(predicted, 1, 2).tolist() == [1]
    assert taken_for(predicted, 2, 0).tolist() == []


def test_that_the_confusion_of_a_run_sums_up_to_its_score_and_is_kept(tmp_path: Path) -> None:
    train_small(tmp_path / "run")
    run = RunFolder(tmp_path / "run")
    *_, predicted, finished = evaluate(FeatureSource(SMALL, small_data(), run), run)
    assert isinstance(predicted, ImagesPredicted)
    counts = confusion(predicted)
    assert counts.sum() == 40
    assert counts.trace() / 40 == pytest.approx(finished.result.simclr.linear)
    (kept,) = (event for event in replay_predictions(run) if isinstance(event, ImagesPredicted))
    for name in ("labels", "predictions", "confidence", "own"):
        np.testing.assert_array_equal(getattr(kept, name), getattr(predicted, name))
    assert kept.class_names == small_data().class_names


@pytest.mark.parametrize("damage", ["garbage", "other lengths", "no such class"])
def test_that_damaged_guesses_are_told(tmp_path: Path, damage: str) -> None:
    run = RunFolder.create(tmp_path / "run", SMALL)
    labels = np.array([0, 1])
    if damage == "garbage":
        (run.path / PREDICTIONS_FILE).write_bytes(b"nothing")
    else:
        predictions = np.array([0]) if damage == "other lengths" else np.array([0, 2])
        ones = np.ones(2, np.float32)
        write_predictions(run, ImagesPredicted(labels, predictions, ones, ones, ("a", "b")), {})
    with pytest.raises(UserError, match="damaged"):
        list(read_predicted_images(run))


def test_that_the_predictions_of_every_kind_are_kept_and_make_the_scores(tmp_path: Path) -> None:
    train_small(tmp_path / "run")
    run = RunFolder(tmp_path / "run")
    *_, finished = evaluate(FeatureSource(SMALL, small_data(), run), run)
    labels = small_data().test.labels.numpy()
    right = {which: values == labels for which, values in read_predictions(run).items()}
    assert set(right) == {(kind, score) for kind in ("simclr", "pca", "untrained") for score in ("linear", "knn")}
    for (kind, score), marks in right.items():
        assert marks.mean() == pytest.approx(finished.result.scores(kind).accuracy(score))
    told = finished.result.differences.pca.knn
    assert told.value == pytest.approx(finished.result.simclr.knn - finished.result.pca.knn)
    assert told == paired_difference(right["simclr", "knn"], right["pca", "knn"])


def test_that_a_run_of_an_earlier_version_is_scored_anew_and_shown_meanwhile(tmp_path: Path) -> None:
    train_small(tmp_path / "run")
    run = RunFolder(tmp_path / "run")
    *_, finished = evaluate(FeatureSource(SMALL, small_data(), run), run)
    (predicted,) = read_predicted_images(run)
    write_evaluation(run, finished.result.model_copy(update={"differences": None}))
    arrays = {name: getattr(predicted, name) for name in ("labels", "confidence", "own")}
    np.savez(
        run.path / EARLIER_FILE, **arrays, guesses=predicted.predictions, class_names=np.array(predicted.class_names)
    )
    (run.path / PREDICTIONS_FILE).unlink()
    assert [event.predictions.tolist() for event in read_predicted_images(run)] == [predicted.predictions.tolist()]
    assert set(read_predictions(run)) == {("simclr", "linear")}
    *_, again = evaluate(FeatureSource(SMALL, small_data(), run), run)
    assert again.result == finished.result
    assert len(read_predictions(run)) == 6
