"""Are the features any good? Linear evaluation and kNN of SimCLR, PCA and the untrained network."""

from collections.abc import Callable, Generator, Iterator
from typing import Any

import torch
from torch import Tensor

from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import Announced, EvaluationFinished, Event
from simclr_gui.engine.features import Features, FeatureSource
from simclr_gui.engine.images import DataSet
from simclr_gui.engine.judging.classifier import fit_classifier
from simclr_gui.engine.judging.guesses import guesses_from, write_guesses
from simclr_gui.engine.judging.intervals import accuracy_interval
from simclr_gui.engine.neighbours import knn_accuracy
from simclr_gui.engine.run_folder import RunFolder

PROTOCOL = (
    "StandardScaler + LogisticRegression (lbfgs, C=1, at most 1000 iterations) on features of whole pictures, "
    "encoder frozen; cosine kNN, k up to 200, temperature 0.1"
)

TakeFeatures = Callable[[], Generator[Announced, None, Features]]


def evaluate(source: FeatureSource, folder: RunFolder) -> Iterator[Event]:
    """Scores the three kinds of features on the same pictures and writes evaluation.json.

    Raises:
        UserError: no checkpoint, no classes, or one class only.
    """
    data = source.data
    if not data.has_classes:
        raise UserError(
            "No classes are known of these pictures, so nothing can be scored.",
            "Sort them into sub-folders, one a class; the map needs none.",
        )
    if len(data.bank.labels.unique()) < 2:
        raise UserError(
            "All training pictures have the same class, so there is nothing to recognise.",
            "Sort them into two classes or more.",
        )
    simclr, log_probabilities = yield from _scores(source.simclr, data, "SimCLR")
    pca_features = yield from source.pca()
    pca, _ = yield from _scores(source.pca, data, "PCA")
    untrained, _ = yield from _scores(source.untrained, data, "the untrained network")
    result: dict[str, Any] = {
        "dataset": data.name,
        "protocol": PROTOCOL,
        "train_images": len(data.bank),
        "test_images": len(data.test),
        "chance": data.chance,
        "simclr": simclr,
        "pca": {"components": pca_features.train.shape[1], "solver": source.pca_solver} | pca,
        "untrained": untrained,
        "frozen_verified": source.frozen_verified,
    }
    guessed = guesses_from(log_probabilities, data.test.labels, data.class_names)
    write_guesses(folder, guessed)
    folder.write_evaluation(result)
    yield guessed
    yield EvaluationFinished(result)


def _scores(
    take_features: TakeFeatures, data: DataSet, name: str
) -> Generator[Announced, None, tuple[dict[str, Any], Tensor]]:
    """Accuracies of one kind of features, and the classifier's log-probabilities of the test pictures."""
    features = yield from take_features()
    bank, test = torch.from_numpy(features.train), torch.from_numpy(features.test)
    classes = len(data.class_names)
    classifier = yield from fit_classifier(bank, data.bank.labels, classes, f"Testing what {name} recognises")
    guesses = classifier.log_probabilities(test)
    linear = accuracy(guesses, data.test.labels)
    knn = knn_accuracy(bank, data.bank.labels, test, data.test.labels, classes)
    count = len(data.test)
    scores = {
        "linear": linear,
        "knn": knn,
        "linear_interval": list(accuracy_interval(linear, count)),
        "knn_interval": list(accuracy_interval(knn, count)),
    }
    return scores, guesses


def accuracy(guesses: Tensor, labels: Tensor) -> float:
    """Share of rows whose highest value is that of the label."""
    return int((guesses.argmax(dim=1) == labels).sum()) / len(labels)
