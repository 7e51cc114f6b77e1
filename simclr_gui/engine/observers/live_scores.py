"""Live scores on a small sample while training goes on: kNN and a linear probe of h, its rivals, its directions."""

import time
from collections import deque
from collections.abc import Iterator

import torch
from torch import Tensor

from simclr_gui.engine.datasets.images import ImageSet
from simclr_gui.engine.events import BaselineProbed, Event, LiveKnnMeasured, LiveProbeMeasured, RankMeasured
from simclr_gui.engine.events.evaluation import BaselineKind
from simclr_gui.engine.features.features import pixel_components
from simclr_gui.engine.features.neighbours import knn_accuracy
from simclr_gui.engine.network.taps import evaluating
from simclr_gui.engine.observers.interval import Interval
from simclr_gui.engine.training.learner import Learner
from simclr_gui.engine.training.observer import StepContext

BANK_IMAGES = 800
QUERY_IMAGES = 400
RANK_IMAGES = 256
SECONDS_BETWEEN = 3.0
SHARE_OF_TIME = 0.02
RIDGE = 0.1
BASELINES: tuple[BaselineKind, ...] = ("pca", "untrained")


class LiveScoresObserver:
    """Measures on the first images of train and test; the same ones every time. Labels are used for scores alone.

    What does not depend on the training is measured once: one rival at each of the first looks.
    """

    def __init__(self, bank_images: int = BANK_IMAGES, query_images: int = QUERY_IMAGES) -> None:
        self._bank_images, self._query_images = bank_images, query_images
        self._interval = Interval(SECONDS_BETWEEN, SHARE_OF_TIME)
        self._unknown_baselines = deque(BASELINES)

    def observe(self, context: StepContext) -> Iterator[Event]:
        began = time.perf_counter()
        if not self._interval.is_due(began):
            return
        events = self._measured(context)
        self._interval.looked(began)
        yield from events
        if self._unknown_baselines and context.data.can_be_scored:  # done once, so it does not delay the next look
            yield self._probed(self._unknown_baselines.popleft(), context)

    def _probed(self, baseline: BaselineKind, context: StepContext) -> BaselineProbed:
        data, learner = context.data, context.learner
        bank, queries = data.bank.subset(self._bank_images), data.test.subset(self._query_images)
        if baseline == "pca":
            features = pixel_components(bank, queries)[0]
            seen, unseen = torch.from_numpy(features.train), torch.from_numpy(features.test)
        else:
            beginner = learner.as_it_began()
            seen, unseen = _features(beginner, bank), _features(beginner, queries)
        accuracy = probe_accuracy(seen, bank.labels, unseen, queries.labels, len(data.class_names))
        return BaselineProbed(learner.step, baseline, accuracy, len(queries), learner.elapsed_s)

    def _measured(self, context: StepContext) -> list[Event]:
        data, learner = context.data, context.learner
        when = (learner.step, context.epoch)
        bank = data.bank.subset(self._bank_images) if data.can_be_scored else data.train.subset(RANK_IMAGES)
        seen = _features(learner, bank)
        if not seen.isfinite().all():
            return []  # the weights have run away; the next step's loss says so
        rank = effective_rank(seen[:RANK_IMAGES])
        events: list[Event] = [RankMeasured(*when, rank, seen.shape[1], learner.elapsed_s)]
        if data.can_be_scored:
            queries = data.test.subset(self._query_images)
            unseen, classes = _features(learner, queries).nan_to_num(), len(data.class_names)
            knn = knn_accuracy(seen, bank.labels, unseen, queries.labels, classes)
            probe = probe_accuracy(seen, bank.labels, unseen, queries.labels, classes)
            events.append(LiveKnnMeasured(*when, knn, len(bank), len(queries), learner.elapsed_s))
            events.append(LiveProbeMeasured(*when, probe, learner.elapsed_s))
        return events


def effective_rank(features: Tensor) -> float:
    """How many directions the features use: exp of the entropy of their singular values' shares, mean taken away.

    Args:
        features: float32, shape (count, dim).

    Returns:
        1 where all lie on a line or in a point, at most min(count - 1, dim). Roy and Vetterli 2007.
    """
    singular = torch.linalg.svdvals(features - features.mean(dim=0))
    shares = singular / singular.sum().clamp(min=1e-12)
    return float(torch.special.entr(shares).sum().exp())


def probe_accuracy(bank: Tensor, bank_labels: Tensor, queries: Tensor, query_labels: Tensor, classes: int) -> float:
    """Accuracy of a linear classifier fitted in one solve (ridge regression on one-hot classes).

    Quick enough to follow a training; the evaluation after it uses logistic regression on all images.

    Args:
        bank, queries: float32, shapes (count, dim).
    """
    mean, deviation = bank.mean(dim=0), bank.std(dim=0).clamp(min=1e-6)
    x, unseen = (bank - mean) / deviation, (queries - mean) / deviation
    y = torch.nn.functional.one_hot(bank_labels, classes).to(x.dtype)
    damping = RIDGE * len(x) * torch.eye(x.shape[1])
    weights = torch.linalg.solve(x.T @ x + damping, x.T @ (y - y.mean(dim=0)))
    predicted = (unseen @ weights + y.mean(dim=0)).argmax(dim=1)
    return float((predicted == query_labels).float().mean())


def _features(learner: Learner, images: ImageSet) -> Tensor:
    with evaluating(learner.evaluated_encoder), learner.machine.autocast():
        features: Tensor = learner.evaluated_encoder(images.pixels.to(learner.machine.device).float() / 255)
        return features.float().cpu()
