"""Are the features any good? What evaluation.json holds, part by part; nothing is computed twice for a checkpoint."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from simclr_gui.engine.datasets.images import DataSet, digest_of
from simclr_gui.engine.evaluation.completeness import networks_are_trained
from simclr_gui.engine.evaluation.differences import paired_difference
from simclr_gui.engine.evaluation.label_efficiency import score_few_labels
from simclr_gui.engine.evaluation.layers import score_layers
from simclr_gui.engine.evaluation.predictions import (
    COMPARED,
    SCORES,
    PredictionsByKind,
    predictions_file,
    predictions_from,
    read_predicted_images,
    read_predictions,
    write_predictions,
)
from simclr_gui.engine.evaluation.result import read_evaluation, write_evaluation
from simclr_gui.engine.evaluation.scores import scored
from simclr_gui.engine.evaluation.supervised import train_supervised
from simclr_gui.engine.events import Announced, EvaluationFinished, Event, ImagesPredicted, Warned
from simclr_gui.engine.features.features import PCA_COMPONENTS, Features, FeatureSource
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.runs.manifests import Manifest, newest_manifest
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.files import set_aside

PROTOCOL = (
    "StandardScaler + LogisticRegression (lbfgs, C=1, one weight vector for two classes, at most 1000 iterations; "
    "solved by torch) on features of whole images, encoder frozen; cosine kNN, k up to 200, temperature 0.1"
)


@dataclass(frozen=True)
class EvaluationOptions:
    """What is to be scored beyond SimCLR, PCA and the untrained network.

    Attributes:
        supervised: the same network trained with labels, as long as the run.
        layers: every layer of the trained network.
        few_labels: classifiers that see only some labels of each class, and networks trained on those.
    """

    pca_components: int = PCA_COMPONENTS
    supervised: bool = False
    layers: bool = False
    few_labels: bool = False


def evaluate(source: FeatureSource, folder: RunFolder, options: EvaluationOptions | None = None) -> Iterator[Event]:
    """Scores what is wished for and is not yet known of the newest checkpoint; keeps what was known before.

    Raises:
        UserError: no checkpoint, no classes, or one class only.
    """
    options = options or EvaluationOptions()
    require_classes(source.data)
    before, predictions = yield from _before(folder)
    known = _known(before, source, folder, options)
    result = yield from _compared(source, folder, options, known, predictions)
    if result != before:  # a run that lies on a disk that cannot be written to can still be shown
        write_evaluation(folder, result)
    yield from read_predicted_images(folder)
    yield EvaluationFinished(result)
    requested_parts: dict[str, tuple[bool, Callable[[], Generator[Announced, None, Any]]]] = {
        "supervised": (options.supervised, lambda: _score_supervised(source)),
        "layers": (options.layers, lambda: score_layers(source)),
    }
    for name, (is_requested, answer) in requested_parts.items():
        if is_requested and name not in result:
            result = result | {name: (yield from answer())}
            write_evaluation(folder, result)
            yield EvaluationFinished(result)
    if options.few_labels and not ("few_labels" in result and networks_are_trained(result["few_labels"])):

        def keep(few: dict[str, Any]) -> EvaluationFinished:
            write_evaluation(folder, result | {"few_labels": few})
            return EvaluationFinished(result | {"few_labels": few})

        yield from score_few_labels(source, keep)


def require_classes(data: DataSet) -> None:
    """Raises UserError, with the reason, where there are no classes to tell apart."""
    if not data.has_classes:
        raise UserError(
            "No classes are known of these images, so nothing can be scored.",
            "Sort them into sub-folders, one per class; the map needs none.",
        )
    if (data.bank.labels < 0).all():
        raise UserError(
            "No training image has a class, so nothing can be learned about the classes of the test images.",
            "Give training images per class too: sort them into sub-folders, one per class.",
        )
    if len(data.bank.labels.unique()) < 2:
        raise UserError(
            "All training images have the same class, so there is nothing to recognise.",
            "Sort them into two classes or more.",
        )


def _before(folder: RunFolder) -> Generator[Event, None, tuple[dict[str, Any] | None, PredictionsByKind]]:
    """What is known from an earlier evaluation; what of it is damaged is set aside, and told."""
    try:
        before = read_evaluation(folder)
    except UserError as error:
        set_aside(folder.evaluation_file)
        yield Warned(error.sentence)
        before = None
    try:
        predictions = read_predictions(folder)
    except UserError as error:
        set_aside(predictions_file(folder))
        yield Warned(error.sentence)
        predictions = {}
    return before if predictions else None, predictions


def _known(
    before: dict[str, Any] | None, source: FeatureSource, folder: RunFolder, options: EvaluationOptions
) -> dict[str, Any]:
    """The parts of evaluation.json that are still true: of the same checkpoint, protocol and images."""
    if before is None or not _is_of_the_newest(before, source, folder):
        return {}
    if any(before.get(name) != value for name, value in _header(source.data).items()):
        return {}
    known = dict(before)
    if before["pca"]["components"] != _components(source.data, options):
        del known["pca"]
    return known


def _is_of_the_newest(evaluation: dict[str, Any], source: FeatureSource, folder: RunFolder) -> bool:
    """Whether it is of the newest checkpoint that is whole."""
    newest = newest_manifest(folder.checkpoints_dir, proved=True)
    return evaluation.get("checkpoint") == _checkpoint_of(newest or source.restored().manifest)


def _checkpoint_of(manifest: Manifest) -> dict[str, Any]:
    return {"step": manifest.step, "sha256": manifest.sha256}


def _header(data: DataSet) -> dict[str, Any]:
    return {
        "dataset": data.name,
        "protocol": PROTOCOL,
        "train_images": len(data.bank),
        "test_images": len(data.test),
        "pictures_sha256": digest_of(data),
        "chance": data.chance,
    }


def _components(data: DataSet, options: EvaluationOptions) -> int:
    """As many as are asked for, or as there are."""
    return min(options.pca_components, len(data.bank), data.bank.pixels[0].numel())


def _compared(
    source: FeatureSource,
    folder: RunFolder,
    options: EvaluationOptions,
    known: dict[str, Any],
    predictions: PredictionsByKind,
) -> Generator[Event, None, dict[str, Any]]:
    """SimCLR beside PCA and the untrained network; kinds of which the predictions are not kept are scored again."""
    data = source.data
    takers: dict[str, tuple[str, Callable[[], Generator[Announced, None, Features]]]] = {
        "simclr": ("SimCLR", source.simclr),
        "pca": ("PCA", lambda: source.pca(options.pca_components)),
        "untrained": (said("the untrained network"), source.untrained),
    }
    result = known | _header(data)
    count = len(data.test)
    predictions = {which: kept for which, kept in predictions.items() if which[0] in known and len(kept) == count}
    predicted: ImagesPredicted | None = None
    for kind, (name, take) in takers.items():
        if all((kind, score) in predictions for score in SCORES):
            continue
        features = yield from take()
        found = yield from scored(features, data, name)
        result[kind] = found.accuracies
        predictions |= {(kind, score): values for score, values in found.predictions.items()}
        if kind == "pca":
            solver = source.components(options.pca_components).solver
            result[kind] = {"components": features.train.shape[1], "solver": solver} | result[kind]
        if kind == "simclr":
            log_probabilities = found.classifier.log_probabilities(torch.from_numpy(features.test))
            predicted = predictions_from(log_probabilities, data.test.labels, data.class_names)
            result |= _proof(source)
    result["differences"] = _differences(predictions, data.test.labels.numpy())
    if predicted is None and result != known:
        (predicted,) = read_predicted_images(folder)
    if predicted is not None:
        write_predictions(folder, predicted, predictions)
    return result


def _proof(source: FeatureSource) -> dict[str, Any]:
    """Of which network the scores are, and that it is as it was."""
    restored = source.restored()
    proof: dict[str, Any] = {"checkpoint": _checkpoint_of(restored.manifest), "frozen_verified": source.frozen_verified}
    if restored.passed_over:
        proof["passed_over"] = [{"file": each.file, "reason": each.reason} for each in restored.passed_over]
    return proof


def _differences(predictions: PredictionsByKind, labels: NDArray[np.int64]) -> dict[str, Any]:
    """How much better SimCLR's features are than each other kind, by score."""
    right = {which: values == labels for which, values in predictions.items()}
    return {
        kind: {score: asdict(paired_difference(right["simclr", score], right[kind, score])) for score in SCORES}
        for kind in COMPARED
        if kind != "simclr"
    }


def _score_supervised(source: FeatureSource) -> Generator[Announced, None, dict[str, Any]]:
    """The same linear evaluation and kNN of the features of a network that was trained with all labels."""
    sentence = said("Training the same network with labels")
    learner = yield from train_supervised(source.config, source.data, source.data.bank, sentence)
    features = yield from source.encoded(learner, said("Looking at all images"))
    return (yield from scored(features, source.data, said("the supervised network"))).accuracies
