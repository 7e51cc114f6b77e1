"""The linear classifier: scikit-learn's answer, and it can be left."""

from collections.abc import Generator

import numpy as np
import pytest
import torch
from torch.nn import functional

from simclr_gui.engine.events import Announced
from simclr_gui.engine.judging.classifier import LinearClassifier, fit_classifier
from simclr_gui.engine.judging.intervals import accuracy_interval
from simclr_gui.engine.judging.scores import accuracy
from tests.engine.judging.reference import accuracy_by_sklearn, blobs, fitted_by_sklearn


def played(fitting: Generator[Announced, None, LinearClassifier]) -> LinearClassifier:
    while True:
        try:
            next(fitting)
        except StopIteration as end:
            return end.value


def objective(classifier: LinearClassifier, features: torch.Tensor, labels: torch.Tensor) -> float:
    loss = functional.nll_loss(classifier.log_probabilities(features).double(), labels, reduction="sum")
    return float(loss + classifier.weights.double().square().sum() / 2)


@pytest.mark.parametrize(("classes", "dim", "spread"), [(2, 5, 0.8), (5, 8, 0.5), (10, 40, 1.5)])
def test_that_the_fit_is_scikit_learns(classes: int, dim: int, spread: float) -> None:
    features, labels = blobs(600, classes, dim, seed=0, spread=spread)
    features = features * torch.logspace(-1, 2, dim) + 5  # of different sizes and off the origin
    unseen, unseen_labels = blobs(500, classes, dim, seed=1, spread=spread)
    unseen = unseen * torch.logspace(-1, 2, dim) + 5
    ours = played(fit_classifier(features, labels, classes))
    theirs = fitted_by_sklearn(features.numpy(), labels.numpy())
    probabilities = ours.log_probabilities(unseen).exp().numpy()
    np.testing.assert_allclose(probabilities, theirs.predict_proba(unseen.numpy()), atol=5e-3)
    reference = accuracy_by_sklearn(features.numpy(), labels.numpy(), unseen.numpy(), unseen_labels.numpy())
    assert accuracy(ours.log_probabilities(unseen), unseen_labels) == pytest.approx(reference, abs=0.002)


def test_that_the_penalised_loss_is_at_its_minimum() -> None:
    features, labels = blobs(400, 4, 6, seed=0, spread=0.7)
    fitted = played(fit_classifier(features, labels, 4))
    best = objective(fitted, features, labels)
    generator = torch.Generator().manual_seed(1)
    for _ in range(20):
        weights = fitted.weights + 0.05 * torch.randn(fitted.weights.shape, generator=generator)
        moved = LinearClassifier(fitted.mean, fitted.deviation, weights, fitted.bias, 0)
        assert objective(moved, features, labels) > best


def test_that_classes_that_lie_apart_are_recognised_and_noise_is_not() -> None:
    features, labels = blobs(300, 5, 8, seed=0, spread=0.05)
    unseen, unseen_labels = blobs(200, 5, 8, seed=1, spread=0.05)
    assert accuracy(played(fit_classifier(features, labels, 5)).log_probabilities(unseen), unseen_labels) == 1.0
    generator = torch.Generator().manual_seed(2)
    noise, other = torch.randn(300, 8, generator=generator), torch.randn(200, 8, generator=generator)
    assert accuracy(played(fit_classifier(noise, labels, 5)).log_probabilities(other), unseen_labels) < 0.4


def test_that_a_feature_that_never_changes_does_no_harm() -> None:
    features, labels = blobs(100, 3, 4, seed=0)
    features[:, 3] = 7.0
    fitted = played(fit_classifier(features, labels, 3))
    assert fitted.weights.isfinite().all()
    assert fitted.weights[3].abs().max() < 1e-6


def test_that_a_class_without_a_picture_is_never_guessed() -> None:
    features, labels = blobs(200, 3, 4, seed=0)
    guesses = played(fit_classifier(features, labels, 4)).log_probabilities(features)
    assert (guesses.argmax(dim=1) < 3).all()


def test_that_a_long_fit_can_be_left_between_its_iterations() -> None:
    features, labels = blobs(500, 10, 40, seed=0, spread=0.3)
    features = features @ torch.randn(40, 40, generator=torch.Generator().manual_seed(0))  # takes many iterations
    fitting = fit_classifier(features, labels, 10, "Testing")
    assert [next(fitting), next(fitting)] == 2 * [Announced("Testing")]
    fitting.close()


def test_that_the_interval_is_wilsons() -> None:
    low, high = accuracy_interval(0.5, 100)
    assert (low, high) == pytest.approx((0.4038, 0.5962), abs=1e-4)
    assert accuracy_interval(1.0, 40) == pytest.approx((0.9124, 1.0), abs=1e-4)
    assert accuracy_interval(0.0, 40)[0] == 0.0


def test_that_95_of_100_intervals_hold_the_true_accuracy() -> None:
    random = np.random.default_rng(0)
    found = random.binomial(200, 0.9, size=2_000) / 200
    held = [low <= 0.9 <= high for low, high in (accuracy_interval(float(share), 200) for share in found)]
    assert np.mean(held) == pytest.approx(0.95, abs=0.02)
