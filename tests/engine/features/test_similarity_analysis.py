"""What a similarity matrix says, on a batch of three images that fits on paper."""

import numpy as np
import pytest
import torch

from simclr_gui.engine.features.similarity_analysis import (
    false_negatives,
    hardest_negatives,
    histograms,
    positives,
    ranks,
    softmax_weights,
)
from simclr_gui.engine.losses.nt_xent import nt_xent
from simclr_gui.engine.losses.similarities import Similarities

COSINE = np.array(
    [
        [1.0, 0.2, 0.1, 0.9, 0.3, -0.4],
        [0.2, 1.0, 0.5, 0.0, 0.4, 0.6],
        [0.1, 0.5, 1.0, -0.2, 0.1, 0.3],
        [0.9, 0.0, -0.2, 1.0, 0.2, -0.1],
        [0.3, 0.4, 0.1, 0.2, 1.0, 0.2],
        [-0.4, 0.6, 0.3, -0.1, 0.2, 1.0],
    ],
    np.float32,
)


def test_that_partners_stand_half_the_batch_apart() -> None:
    assert positives(6).tolist() == [3, 4, 5, 0, 1, 2]


def test_that_a_rank_counts_the_others_that_are_more_alike() -> None:
    assert ranks(COSINE).tolist() == [1, 3, 2, 1, 1, 2]


def test_that_rivals_are_the_most_similar_strangers() -> None:
    assert hardest_negatives(COSINE, 1).tolist() == [5, 2, 0, 3]
    assert hardest_negatives(COSINE, 1, most=2).tolist() == [5, 2]


@pytest.mark.parametrize("temperature", [0.05, 0.5, 1.0])
def test_that_the_weights_are_those_of_the_loss(temperature: float) -> None:
    weights = softmax_weights(COSINE, temperature)
    assert weights.sum(axis=1) == pytest.approx(np.ones(6))
    assert (np.diag(weights) == 0).all()
    cosine = torch.from_numpy(COSINE).masked_fill(torch.eye(6, dtype=torch.bool), -torch.inf)
    loss = nt_xent(Similarities(cosine, temperature, torch.from_numpy(positives(6))))
    assert -np.log(weights[np.arange(6), positives(6)]).mean() == pytest.approx(float(loss), rel=1e-4)


def test_that_pictures_of_one_class_are_false_negatives_but_partners_and_unknown_classes_are_not() -> None:
    mask = false_negatives(np.array([7, 7, -1]))
    pairs = {(int(i), int(j)) for i, j in zip(*mask.nonzero(), strict=True)}
    assert pairs == {(0, 1), (0, 4), (3, 1), (3, 4), (1, 0), (1, 3), (4, 0), (4, 3)}
    assert not false_negatives(np.array([-1, -1])).any()


def test_that_histograms_part_partners_from_strangers() -> None:
    of_positives, of_negatives = histograms(COSINE, np.array([-1.0, 0.0, 0.5, 1.0]))
    assert of_positives == pytest.approx([0, 2 / 3, 1 / 3])
    negatives = [-0.4, -0.4, -0.2, -0.2, -0.1, -0.1]
    assert of_negatives[0] == pytest.approx(len(negatives) / 24)
    assert of_negatives.sum() == pytest.approx(1)
