"""The linear classifier: scikit-learn's answer, and it can be left."""

from collections.abc import Generator

import numpy as np
import pytest
import torch
from scipy.stats import binomtest
from sklearn.datasets import load_breast_cancer
from torch import Tensor
from torch.nn import functional

from simclr_gui.engine.evaluation.intervals import accuracy_interval
from simclr_gui.engine.evaluation.linear_evaluation import LinearClassifier, fit_classifier
from simclr_gui.engine.evaluation.scores import accuracy
from simclr_gui.engine.events import Announced
from simclr_gui.engine.messages.errors import UserError
from tests.engine.evaluation.reference import accuracy_by_sklearn, blobs, fitted_by_sklearn


def played(fitting: Generator[Announced, None, LinearClassifier]) -> LinearClassifier:
    while True:
        try:
            next(fitting)
        except StopIteration as end:
            return end.value


def objective(classifier: LinearClassifier, features: Tensor, labels: Tensor) -> float:
    loss = functional.nll_loss(classifier.log_probabilities(features).double(), labels, reduction="sum")
    return float(loss + classifier.weights.double().square().sum() / 2)


def cancers() -> tuple[Tensor, Tensor]:
    """569 tumours, 30 numbers of each; 1 is benign."""
    values, labels = load_breast_cancer(return_X_y=True)
    return torch.from_numpy(values).float(), torch.from_numpy(labels)


def require_scikit_learns(features: Tensor, labels: Tensor, unseen: Tensor, classes: int) -> LinearClassifier:
    """Compares the probabilities of all classes; those that no label names have none."""
    fitted = played(fit_classifier(features, labels, classes))
    theirs = fitted_by_sklearn(features.double().numpy(), labels.numpy(), tol=1e-8)
    expected = np.zeros((len(unseen), classes))
    expected[:, theirs.classes_] = theirs.predict_proba(unseen.double().numpy())
    np.testing.assert_allclose(fitted.log_probabilities(unseen).exp().numpy(), expected, atol=3e-3)
    return fitted


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


def test_that_fewer_images_than_features_are_fitted_as_scikit_learn_does() -> None:
    features, labels = blobs(60, 4, 200, seed=0, spread=0.8)
    unseen, _ = blobs(50, 4, 200, seed=1, spread=0.8)
    features[:, 7], features[:, 8] = features[:, 9], 3.0  # one twice, and one that never changes
    require_scikit_learns(features, labels, unseen, 4)


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


@pytest.mark.parametrize("column", [[7.1], [0.1, 0.10000000149011612 + 7.5e-9], [1e6, 1e6 + 0.0625]])
def test_that_a_feature_that_changes_by_rounding_at_most_counts_as_nothing(column: list[float]) -> None:
    features, labels = blobs(100, 3, 4, seed=0)
    plain = played(fit_classifier(features, labels, 3))
    places = torch.arange(100) * 7 % 5 % len(column)
    odd = torch.cat([features, torch.tensor(column)[places][:, None]], dim=1)
    fitted = require_scikit_learns(
        torch.cat([features, torch.zeros(100, 1)], dim=1), labels, features.new_ones(9, 5), 3
    )
    ours = played(fit_classifier(odd, labels, 3))
    assert ours.weights[4].abs().max() < 1e-6
    torch.testing.assert_close(ours.weights, fitted.weights, rtol=0, atol=1e-4)
    torch.testing.assert_close(ours.log_probabilities(odd), plain.log_probabilities(features), rtol=0, atol=1e-4)


@pytest.mark.parametrize("names", [[0, 1], [1, 2], [4, 0]])
def test_that_two_classes_are_fitted_as_scikit_learn_does_however_many_names_there_are(names: list[int]) -> None:
    features, labels = cancers()
    labels = torch.tensor(names)[labels]
    classes = max(names) + 1
    fitted = require_scikit_learns(features[::2], labels[::2], features[1::2], classes)
    assert accuracy(fitted.log_probabilities(features[1::2]), labels[1::2]) == accuracy_by_sklearn(
        features[::2].double(), labels[::2], features[1::2].double(), labels[1::2]
    )
    one_vector = fitted_by_sklearn(features[::2].double().numpy(), labels[::2].numpy(), tol=1e-8)[-1].coef_[0]
    low, high = sorted(names)
    np.testing.assert_allclose((fitted.weights[:, high] - fitted.weights[:, low]).numpy(), one_vector, atol=0.01)


def test_that_a_class_without_a_training_image_is_never_guessed_and_changes_nothing() -> None:
    features, labels = blobs(200, 3, 4, seed=0, spread=1.0)
    fitted = require_scikit_learns(features, labels, features, 5)
    without = played(fit_classifier(features, labels, 3))
    assert torch.equal(fitted.weights[:, :3], without.weights)
    assert torch.equal(fitted.bias[:3], without.bias)
    assert fitted.log_probabilities(features)[:, 3:].exp().max() == 0


def test_that_columns_that_nearly_say_the_same_or_differ_in_size_are_fitted_too() -> None:
    features, labels = cancers()
    mixed = features @ torch.randn(30, 30, generator=torch.Generator().manual_seed(0))
    twice = torch.cat([features, 1e-3 * features + 1, mixed], dim=1)
    require_scikit_learns(twice[::2], labels[::2], twice[1::2], 2)


def test_that_more_columns_than_rows_are_fitted_too() -> None:
    features, labels = blobs(30, 4, 200, seed=0)
    require_scikit_learns(features, labels, blobs(50, 4, 200, seed=1)[0], 4)


@pytest.mark.parametrize("classes", [2, 6])
def test_that_one_image_of_each_class_is_enough(classes: int) -> None:
    features, labels = blobs(classes, classes, 10, seed=0)
    require_scikit_learns(features, labels, blobs(50, classes, 10, seed=1)[0], classes)


def test_that_a_single_class_is_certain() -> None:
    features, _ = blobs(20, 3, 4, seed=0)
    predictions = played(fit_classifier(features, torch.full((20,), 1), 3)).log_probabilities(features)
    assert torch.equal(predictions.exp(), torch.tensor([0.0, 1.0, 0.0]).expand(20, 3))


@pytest.mark.parametrize("odd", [float("nan"), float("inf")])
def test_that_features_that_are_no_numbers_are_told_in_words(odd: float) -> None:
    features, labels = blobs(20, 3, 4, seed=0)
    features[7, 2] = odd
    with pytest.raises(UserError, match="features that are not numbers"):
        played(fit_classifier(features, labels, 3))


@pytest.mark.parametrize("size", [1e-37, 1e-30, 1e30, 3e38])
def test_that_features_of_any_size_that_a_float32_has_are_told_apart(size: float) -> None:
    labels = torch.arange(40) % 2
    features = torch.stack([size * (2.0 * labels - 1), torch.linspace(-1, 1, 40)], dim=1)
    fitted = require_scikit_learns(features, labels, features, 2)
    assert accuracy(fitted.log_probabilities(features), labels) == 1.0


def test_that_an_image_far_from_all_that_were_learned_is_recognised_by_its_side() -> None:
    labels = torch.arange(40) % 2
    fitted = played(fit_classifier(1e-30 * (2.0 * labels - 1)[:, None], labels, 2))
    predictions = fitted.log_probabilities(torch.tensor([[3e38], [-3e38]]))
    assert torch.equal(predictions.exp(), torch.tensor([[0.0, 1.0], [1.0, 0.0]]))


def test_that_a_long_fit_can_be_left_between_its_iterations() -> None:
    features, labels = blobs(500, 10, 40, seed=0, spread=0.3)
    features = features @ torch.randn(40, 40, generator=torch.Generator().manual_seed(0))  # takes many iterations
    fitting = fit_classifier(features, labels, 10, "Testing")
    assert [next(fitting), next(fitting)] == 2 * [Announced("Testing")]
    fitting.close()


@pytest.mark.parametrize(("right", "count"), [(0, 1), (1, 1), (1, 2), (2, 2), (0, 40), (40, 40), (9_999, 10_000)])
def test_that_the_interval_is_scipys(right: int, count: int) -> None:
    expected = binomtest(right, count).proportion_ci(method="wilson")
    assert accuracy_interval(right / count, count) == pytest.approx((expected.low, expected.high), abs=1e-7)


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
