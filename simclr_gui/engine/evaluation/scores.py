"""What features are worth: linear evaluation and kNN, the same way for everything that is scored."""

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from simclr_gui.engine.background import run_in_thread
from simclr_gui.engine.datasets.images import DataSet
from simclr_gui.engine.evaluation.intervals import accuracy_interval
from simclr_gui.engine.evaluation.linear_evaluation import LinearClassifier, fit_classifier
from simclr_gui.engine.events import Announced
from simclr_gui.engine.events.evaluation import ScoreName, Scores
from simclr_gui.engine.features.features import Features, require_numbers
from simclr_gui.engine.features.neighbours import knn_predictions
from simclr_gui.engine.messages.sentences import said


@dataclass(frozen=True)
class Scored:
    """Accuracies, and what they come from.

    Attributes:
        predictions: by score ("linear", "knn"), the class predicted of every test image; int64, shape (count,).
    """

    accuracies: Scores
    classifier: LinearClassifier
    predictions: dict[ScoreName, NDArray[np.int64]]


def scored(features: Features, data: DataSet, name: str) -> Generator[Announced, None, Scored]:
    """Fits a classifier on the features of the bank and tests it, and kNN, on those of the test images.

    Raises:
        UserError: a feature is not a number or infinite.
    """
    bank, test = torch.from_numpy(features.train), torch.from_numpy(features.test)
    require_numbers(features.test)
    labels, test_labels, classes = data.bank.labels, data.test.labels, len(data.class_names)
    sentence = said("Testing what {name} recognises", name=name)
    classifier = yield from fit_classifier(bank, labels, classes, sentence)
    predicted: dict[ScoreName, Tensor] = {
        "linear": classifier.log_probabilities(test).argmax(dim=1),
        "knn": (yield from run_in_thread(lambda: knn_predictions(bank, labels, test, classes), sentence)),
    }
    linear, knn = (int((values == test_labels).sum()) / len(test_labels) for values in predicted.values())
    accuracies = Scores(
        linear=linear,
        knn=knn,
        linear_interval=list(accuracy_interval(linear, len(data.test))),
        knn_interval=list(accuracy_interval(knn, len(data.test))),
    )
    return Scored(accuracies, classifier, {score: values.numpy() for score, values in predicted.items()})


def accuracy(predictions: Tensor, labels: Tensor) -> float:
    """Share of rows whose highest value is that of the label."""
    return int((predictions.argmax(dim=1) == labels).sum()) / len(labels)
