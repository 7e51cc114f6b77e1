"""What features are worth: linear evaluation and kNN, the same way for everything that is scored."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from simclr_gui.engine.events import Announced
from simclr_gui.engine.features import Features, require_numbers
from simclr_gui.engine.images import DataSet
from simclr_gui.engine.judging.classifier import LinearClassifier, fit_classifier
from simclr_gui.engine.judging.intervals import accuracy_interval
from simclr_gui.engine.neighbours import knn_accuracy
from simclr_gui.engine.sentences import said
from simclr_gui.engine.waiting import meanwhile


@dataclass(frozen=True)
class Scored:
    """Accuracies as evaluation.json holds them, and the classifier they come from."""

    accuracies: dict[str, Any]
    classifier: LinearClassifier


def scored(features: Features, data: DataSet, name: str) -> Generator[Announced, None, Scored]:
    """Fits a classifier on the features of the bank and tests it, and kNN, on those of the test pictures.

    Raises:
        UserError: a feature is not a number or infinite.
    """
    bank, test = torch.from_numpy(features.train), torch.from_numpy(features.test)
    require_numbers(features.test)
    labels, test_labels, classes = data.bank.labels, data.test.labels, len(data.class_names)
    sentence = said("Testing what {name} recognises", name=name)
    classifier = yield from fit_classifier(bank, labels, classes, sentence)
    linear = accuracy(classifier.log_probabilities(test), test_labels)
    knn = yield from meanwhile(lambda: knn_accuracy(bank, labels, test, test_labels, classes), sentence)
    return Scored(
        {
            "linear": linear,
            "knn": knn,
            "linear_interval": list(accuracy_interval(linear, len(data.test))),
            "knn_interval": list(accuracy_interval(knn, len(data.test))),
        },
        classifier,
    )


def accuracy(guesses: Tensor, labels: Tensor) -> float:
    """Share of rows whose highest value is that of the label."""
    return int((guesses.argmax(dim=1) == labels).sum()) / len(labels)
