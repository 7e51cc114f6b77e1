"""Are the features any good? Linear evaluation and kNN of SimCLR, PCA and the untrained network."""

import warnings
from collections.abc import Generator, Iterator
from typing import Any

import torch

from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import Announced, EvaluationFinished, Event
from simclr_gui.engine.features import Features, FeatureSource
from simclr_gui.engine.images import DataSet
from simclr_gui.engine.neighbours import knn_accuracy
from simclr_gui.engine.run_folder import RunFolder

PROTOCOL = (
    "StandardScaler + LogisticRegression (lbfgs, C=1, at most 1000 iterations) on features of whole pictures, "
    "encoder frozen; cosine kNN, k up to 200, temperature 0.1"
)
MOST_ITERATIONS = 1_000


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
    simclr = yield from _scores(source.simclr, data, "SimCLR")
    pca_features = yield from source.pca()
    pca = yield from _scores(source.pca, data, "PCA")
    untrained = yield from _scores(source.untrained, data, "the untrained network")
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
    folder.write_evaluation(result)
    yield EvaluationFinished(result)


def _scores(take_features: Any, data: DataSet, name: str) -> Generator[Announced, None, dict[str, float]]:
    features = yield from take_features()
    yield Announced(f"Testing what {name} recognises")
    linear = linear_accuracy(features, data)
    knn = knn_accuracy(
        torch.from_numpy(features.train),
        data.bank.labels,
        torch.from_numpy(features.test),
        data.test.labels,
        len(data.class_names),
    )
    return {"linear": linear, "knn": knn}


def linear_accuracy(features: Features, data: DataSet) -> float:
    """Test accuracy (0 to 1) of a logistic regression on standardised, frozen features."""
    # They load for seconds: training must not wait for them.
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from threadpoolctl import threadpool_limits

    classifier = make_pipeline(StandardScaler(), LogisticRegression(max_iter=MOST_ITERATIONS))
    # More threads make these narrow products slower, and wait for a core that the window needs.
    with warnings.catch_warnings(), threadpool_limits(limits=1, user_api="blas"):
        warnings.simplefilter("ignore", ConvergenceWarning)  # 1,000 iterations are the protocol
        classifier.fit(features.train, data.bank.labels.numpy())
    return float(classifier.score(features.test, data.test.labels.numpy()))
