"""Label efficiency: how much is recognised when only a few images of each class have a label."""

import math
from collections.abc import Callable, Generator

import torch
from torch import Tensor

from simclr_gui.engine.datasets.images import DataSet, ImageSet
from simclr_gui.engine.evaluation.linear_evaluation import fit_classifier
from simclr_gui.engine.evaluation.scores import accuracy
from simclr_gui.engine.evaluation.supervised import train_supervised
from simclr_gui.engine.events import Announced, Event
from simclr_gui.engine.events.evaluation import FewLabels, FewScore
from simclr_gui.engine.features.features import Features, FeatureSource
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.randomness import Stream, generator_for

LABELS_A_CLASS = (10, 20, 50, 100, 200, 500)
DRAWS = 5  # of the images that have a label; for so few of them it matters which

Keep = Callable[[FewLabels], Event]


def score_few_labels(source: FeatureSource, keep: Keep) -> Generator[Event, None, None]:
    """Accuracies of linear evaluation with 10 to 500 labels per class, as many as the smallest class has.

    SimCLR and PCA learned from all images without labels; the classifier sees the few. The supervised networks are
    trained on those few alone, each as long as the run, and say themselves what they recognise. They take long: what
    is known is kept each time there is more of it.

    Args:
        keep: takes what is known; the list of the supervised networks is shorter until all are trained.
    """
    data = source.data
    smallest = int(data.bank.labels.bincount(minlength=len(data.class_names)).min())
    sizes = [size for size in LABELS_A_CLASS if size <= smallest]
    features = {"simclr": (yield from source.simclr()), "pca": (yield from source.pca())}
    found: dict[str, list[FewScore]] = {kind: [] for kind in features}
    for size in sizes:
        draws = [some_of_each_class(data.bank.labels, size, number) for number in range(DRAWS)]
        for kind, values in features.items():
            accuracies = []
            for chosen in draws:
                accuracies.append((yield from _accuracy_with(values, data, chosen, size)))
            found[kind].append(_mean(accuracies))
    result = FewLabels(labels_a_class=sizes, simclr=found["simclr"], pca=found["pca"], supervised=[])
    yield keep(result)
    for size in sizes:
        chosen = some_of_each_class(data.bank.labels, size, 0)
        accuracy_ = yield from _supervised_accuracy(source, chosen, size)
        result = result.model_copy(update={"supervised": [*result.supervised, _mean([accuracy_])]})
        yield keep(result)


def some_of_each_class(labels: Tensor, size: int, draw: int) -> Tensor:
    """Places of `size` images of every class, drawn by chance, the same for the same draw."""
    order = torch.randperm(len(labels), generator=generator_for(draw, Stream.LABELLED_IMAGES))
    of_each = [order[labels[order] == label][:size] for label in labels.unique()]
    return torch.cat(of_each)


def _accuracy_with(features: Features, data: DataSet, chosen: Tensor, size: int) -> Generator[Announced, None, float]:
    bank, test = torch.from_numpy(features.train), torch.from_numpy(features.test)
    sentence = said("Learning from {size} labels per class", size=size)
    classifier = yield from fit_classifier(bank[chosen], data.bank.labels[chosen], len(data.class_names), sentence)
    return accuracy(classifier.log_probabilities(test), data.test.labels)


def _supervised_accuracy(source: FeatureSource, chosen: Tensor, size: int) -> Generator[Announced, None, float]:
    data = source.data
    labelled = ImageSet(data.bank.pick(chosen), data.bank.labels[chosen])
    sentence = said("Training with {size} labels per class from scratch", size=size)
    learner = yield from train_supervised(source.config, data, labelled, sentence)
    h = torch.from_numpy((yield from source.encoded_test(learner, sentence)))
    head = learner.projection_head.float().cpu()
    with torch.inference_mode():
        return accuracy(head(h), data.test.labels)


def _mean(accuracies: list[float]) -> FewScore:
    mean = math.fsum(accuracies) / len(accuracies)
    if len(accuracies) == 1:
        return FewScore(linear=mean, deviation=None)
    variance = math.fsum((value - mean) ** 2 for value in accuracies) / (len(accuracies) - 1)
    return FewScore(linear=mean, deviation=math.sqrt(variance))
