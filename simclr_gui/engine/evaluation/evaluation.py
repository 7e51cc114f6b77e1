"""Are the features any good? What evaluation.json holds, part by part; nothing is computed twice for a checkpoint."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from simclr_gui.engine.datasets.images import DataSet, digest_of
from simclr_gui.engine.evaluation.differences import paired_difference
from simclr_gui.engine.evaluation.label_efficiency import score_few_labels
from simclr_gui.engine.evaluation.layers import score_layers
from simclr_gui.engine.evaluation.predictions import (
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
from simclr_gui.engine.events import (
    Announced,
    EvaluationFinished,
    EvaluationResult,
    Event,
    ImagesPredicted,
    Warned,
)
from simclr_gui.engine.events.evaluation import (
    SCORES,
    ComparedKind,
    ComponentScores,
    DifferenceByScore,
    Differences,
    EvaluatedCheckpoint,
    FewLabels,
    PassedOverCheckpoint,
    Scores,
)
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
    """Scores what is asked for and is not yet known of the newest checkpoint; keeps what was known before.

    Raises:
        UserError: no checkpoint, no classes, or one class only.
    """
    options = options or EvaluationOptions()
    require_classes(source.data)
    before, predictions = yield from _before(folder)
    known = before if before is not None and _is_still_true(before, source, folder) else None
    if known is None:
        predictions = {}
    elif known.pca.components != _components(source.data, options):
        predictions = {which: values for which, values in predictions.items() if which[0] != "pca"}
    result = yield from _compared(source, folder, options, known, predictions)
    if result != before:  # a run that lies on a disk that cannot be written to can still be shown
        write_evaluation(folder, result)
    yield from read_predicted_images(folder)
    yield EvaluationFinished(result)
    if options.supervised and result.supervised is None:
        result = result.model_copy(update={"supervised": (yield from _score_supervised(source))})
        yield _kept(folder, result)
    if options.layers and result.layers is None:
        result = result.model_copy(update={"layers": (yield from score_layers(source))})
        yield _kept(folder, result)
    if options.few_labels and not (result.few_labels and result.few_labels.is_complete):

        def keep(few: FewLabels) -> EvaluationFinished:
            return _kept(folder, result.model_copy(update={"few_labels": few}))

        yield from score_few_labels(source, keep)


def _kept(folder: RunFolder, result: EvaluationResult) -> EvaluationFinished:
    write_evaluation(folder, result)
    return EvaluationFinished(result)


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


def _before(folder: RunFolder) -> Generator[Event, None, tuple[EvaluationResult | None, PredictionsByKind]]:
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


def _is_still_true(before: EvaluationResult, source: FeatureSource, folder: RunFolder) -> bool:
    """Whether it is of the newest checkpoint that is whole, by the same protocol and of the same images."""
    newest = newest_manifest(folder.checkpoints_dir, proved=True)
    if before.checkpoint != _checkpoint_of(newest or source.restored().manifest):
        return False
    return before == before.model_copy(update=_header(source.data))


def _checkpoint_of(manifest: Manifest) -> EvaluatedCheckpoint:
    return EvaluatedCheckpoint(step=manifest.step, sha256=manifest.sha256)


def _header(data: DataSet) -> dict[str, object]:
    """How and on what an evaluation of these images is done now."""
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
    known: EvaluationResult | None,
    predictions: PredictionsByKind,
) -> Generator[Event, None, EvaluationResult]:
    """SimCLR beside PCA and the untrained network; kinds of which the predictions are not kept are scored again."""
    data = source.data
    takers: dict[ComparedKind, tuple[str, Callable[[], Generator[Announced, None, Features]]]] = {
        "simclr": (source.title, source.simclr),
        "pca": ("PCA", lambda: source.pca(options.pca_components)),
        "untrained": (said("the untrained network"), source.untrained),
    }
    found = _header(data)
    predictions = {which: kept for which, kept in predictions.items() if len(kept) == len(data.test)}
    predicted: ImagesPredicted | None = None
    for kind, (name, take) in takers.items():
        if all((kind, score) in predictions for score in SCORES):
            continue
        features = yield from take()
        of_kind = yield from scored(features, data, name)
        found[kind] = of_kind.accuracies
        predictions |= {(kind, score): values for score, values in of_kind.predictions.items()}
        if kind == "pca":
            made = {"components": features.train.shape[1], "solver": source.components(options.pca_components).solver}
            found[kind] = ComponentScores.model_validate(made | dict(of_kind.accuracies))
        if kind == "simclr":
            log_probabilities = of_kind.classifier.log_probabilities(torch.from_numpy(features.test))
            predicted = predictions_from(log_probabilities, data.test.labels, data.class_names)
            found |= _proof(source)
    found["differences"] = _differences(predictions, data.test.labels.numpy())
    result = EvaluationResult.model_validate(found) if known is None else known.model_copy(update=found)
    if predicted is None and result != known:
        (predicted,) = read_predicted_images(folder)
    if predicted is not None:
        write_predictions(folder, predicted, predictions)
    return result


def _proof(source: FeatureSource) -> dict[str, object]:
    """Of which network the scores are, and that it is as it was."""
    restored = source.restored()
    checkpoint = _checkpoint_of(restored.manifest)
    proof: dict[str, object] = {"checkpoint": checkpoint, "frozen_verified": source.frozen_verified}
    if restored.passed_over:
        proof["passed_over"] = [
            PassedOverCheckpoint(file=each.file, reason=each.reason) for each in restored.passed_over
        ]
    return proof


def _differences(predictions: PredictionsByKind, labels: NDArray[np.int64]) -> Differences:
    """How much better SimCLR's features are than each other kind, by score."""
    right = {which: values == labels for which, values in predictions.items()}

    def against(kind: ComparedKind) -> DifferenceByScore:
        linear, knn = (paired_difference(right["simclr", score], right[kind, score]) for score in SCORES)
        return DifferenceByScore(linear=linear, knn=knn)

    return Differences(pca=against("pca"), untrained=against("untrained"))


def _score_supervised(source: FeatureSource) -> Generator[Announced, None, Scores]:
    """The same linear evaluation and kNN of the features of a network that was trained with all labels."""
    sentence = said("Training the same network with labels")
    learner = yield from train_supervised(source.config, source.data, source.data.bank, sentence)
    features = yield from source.encoded(learner, said("Looking at all images"))
    return (yield from scored(features, source.data, said("the supervised network"))).accuracies
