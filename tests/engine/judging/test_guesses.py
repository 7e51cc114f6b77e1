"""Guesses: what was taken for what, kept with the run."""

from pathlib import Path

import numpy as np
import pytest
import torch

from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import PicturesGuessed
from simclr_gui.engine.features import FeatureSource
from simclr_gui.engine.judging.evaluation import evaluate
from simclr_gui.engine.judging.guesses import guesses_from, read_guesses, write_guesses
from simclr_gui.engine.judging.mistakes import confusion, hardest, surest, taken_for
from simclr_gui.engine.replay import replay_judgement
from simclr_gui.engine.run_folder import RunFolder
from tests.small import SMALL, small_data, train_small


def test_that_guesses_are_the_most_probable_classes_and_say_how_sure() -> None:
    probabilities = torch.tensor([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6], [0.2, 0.5, 0.3]])
    guessed = guesses_from(probabilities.log(), torch.tensor([0, 1, 1]), ("a", "b", "c"))
    assert guessed.guesses.tolist() == [0, 2, 1]
    np.testing.assert_allclose(guessed.confidence, [0.7, 0.6, 0.5], rtol=1e-6)
    np.testing.assert_allclose(guessed.own, [0.7, 0.3, 0.5], rtol=1e-6)
    assert confusion(guessed).tolist() == [[1, 0, 0], [0, 1, 1], [0, 0, 0]]
    assert hardest(guessed).tolist() == [1, 2, 0]
    assert surest(guessed).tolist() == [0, 1, 2]
    assert taken_for(guessed, 1, 2).tolist() == [1]
    assert taken_for(guessed, 2, 0).tolist() == []


def test_that_the_confusion_of_a_run_sums_up_to_its_score_and_is_kept(tmp_path: Path) -> None:
    train_small(tmp_path / "run")
    run = RunFolder(tmp_path / "run")
    *_, guessed, finished = evaluate(FeatureSource(SMALL, small_data(), run), run)
    assert isinstance(guessed, PicturesGuessed)
    counts = confusion(guessed)
    assert counts.sum() == 40
    assert counts.trace() / 40 == pytest.approx(finished.result["simclr"]["linear"])
    (kept,) = (event for event in replay_judgement(run) if isinstance(event, PicturesGuessed))
    for name in ("labels", "guesses", "confidence", "own"):
        np.testing.assert_array_equal(getattr(kept, name), getattr(guessed, name))
    assert kept.class_names == small_data().class_names


@pytest.mark.parametrize("damage", ["garbage", "other lengths", "no such class"])
def test_that_damaged_guesses_are_told(tmp_path: Path, damage: str) -> None:
    run = RunFolder.create(tmp_path / "run", SMALL)
    labels = np.array([0, 1])
    if damage == "garbage":
        (run.path / "guesses.npz").write_bytes(b"nothing")
    else:
        guesses = np.array([0]) if damage == "other lengths" else np.array([0, 2])
        ones = np.ones(2, np.float32)
        write_guesses(run, PicturesGuessed(labels, guesses, ones, ones, ("a", "b")))
    with pytest.raises(UserError, match="damaged"):
        list(read_guesses(run))
