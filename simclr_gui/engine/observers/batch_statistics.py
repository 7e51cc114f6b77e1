"""The pulse of a training: pairs and negatives, the spread of the projections, the size of the gradients."""

import math
import time
from collections.abc import Iterator

import torch
from torch import Tensor, nn

from simclr_gui.engine.augmentation import sample_views
from simclr_gui.engine.events import BatchStatisticsTaken, Event
from simclr_gui.engine.losses.similarities import Similarities
from simclr_gui.engine.network.resnet import STAGES
from simclr_gui.engine.network.taps import evaluating
from simclr_gui.engine.observers.interval import Interval
from simclr_gui.engine.randomness import Stream, generator_for
from simclr_gui.engine.training.learner import Learner
from simclr_gui.engine.training.memory import used_bytes
from simclr_gui.engine.training.observer import StepContext

SECONDS_BETWEEN = 1.0
SHARE_OF_TIME = 0.01
WATCHED_IMAGES = 8
ROWS_READ = 512


class BatchStatisticsObserver:
    """Most of it is read off the batch that was just trained on; only the watched pairs need the network once more."""

    def __init__(self) -> None:
        self._interval = Interval(SECONDS_BETWEEN, SHARE_OF_TIME)
        self._watched: Tensor | None = None

    def observe(self, context: StepContext) -> Iterator[Event]:
        began = time.perf_counter()
        if not self._interval.is_due(began):
            return
        learner = context.learner
        positive, negatives = cosines(context.similarities)
        event = BatchStatisticsTaken(
            step=learner.step,
            epoch=context.epoch,
            top5=contrastive_top5(context.similarities),
            positive=float(positive.mean()),
            negative=mean_of_negatives(negatives),
            alignment=alignment(positive),
            uniformity=uniformity(negatives),
            watched=self._watched_cosines(context),
            gradients=gradient_norms(learner),
            memory_bytes=used_bytes(learner.machine.device),
            elapsed_s=learner.elapsed_s,
        )
        self._interval.looked(began)
        yield event

    def _watched_cosines(self, context: StepContext) -> tuple[float, ...]:
        """Of the same views of the same images every time, the network in eval mode."""
        learner = context.learner
        if self._watched is None:
            index = torch.arange(min(WATCHED_IMAGES, len(context.data.train)))
            pixels = context.data.train.pick(index).to(learner.machine.device)
            config, seed = context.config.views, context.config.machine.seed
            generator = generator_for(seed, Stream.WATCHED_PAIRS, device=learner.machine.device)
            self._watched = sample_views(torch.cat([pixels, pixels]), config, generator)
        # not learner.project: the other processes of the group would have to take part in it
        with evaluating(learner.encoder), evaluating(learner.projection_head), learner.machine.autocast():
            first, second = learner.projection_head(learner.encoder(self._watched)).float().chunk(2)
        return tuple(nn.functional.cosine_similarity(first, second).tolist())


def cosines(similarities: Similarities) -> tuple[Tensor, Tensor]:
    """Cosine similarities of the first views of the batch.

    Returns:
        Of positives, shape (rows,), and of negatives, shape (rows, 2N), minus infinity to the positive and itself.
    """
    cosine = similarities.cosine[:ROWS_READ].detach()  # a large batch's whole matrix is not copied
    positives = similarities.positives[:ROWS_READ, None]
    return cosine.gather(1, positives)[:, 0], cosine.scatter(1, positives, -torch.inf)


def mean_of_negatives(negatives: Tensor) -> float:
    """Mean of a matrix from `cosines` without its infinities, two in each row."""
    rows, columns = negatives.shape
    return float(negatives.masked_fill(negatives.isneginf(), 0.0).sum() / (rows * (columns - 2)))


def alignment(positive: Tensor) -> float:
    """Mean squared distance of positives on the unit sphere, 0 to 4 (Wang and Isola 2020); 0 is perfect."""
    return float((2 - 2 * positive).mean())


def uniformity(negatives: Tensor) -> float:
    """Log of the mean of exp(-2 d^2) over negatives at distance d on the unit sphere (Wang and Isola 2020).

    0 where all lie in one point, about -4 where they are spread evenly over a sphere of many dimensions.

    Args:
        negatives: as from `cosines`; what is minus infinity does not count.
    """
    rows, columns = negatives.shape
    return float((4 * negatives - 4).flatten().logsumexp(dim=0)) - math.log(rows * (columns - 2))


def contrastive_top5(similarities: Similarities) -> float:
    """How often the positive is among the five most similar other views."""
    cosine = similarities.cosine[:ROWS_READ].detach()
    best = cosine.topk(min(5, cosine.shape[1] - 1), dim=1).indices
    return float((best == similarities.positives[:ROWS_READ, None]).any(dim=1).float().mean())


def gradient_norms(learner: Learner) -> tuple[float, ...]:
    """Root mean square of the last step's gradient: stem, stages 1 to 4, projection head. 0 where there is none."""
    network = learner.encoder.network
    stages = [network.stage(number) for number in range(1, STAGES + 1)]
    in_stages = {id(weight) for stage in stages for weight in stage.parameters()}
    stem = [weight for weight in network.parameters() if id(weight) not in in_stages]
    parts = [stem, *(list(stage.parameters()) for stage in stages), list(learner.projection_head.parameters())]
    return tuple(_root_mean_square([weight.grad for weight in part if weight.grad is not None]) for part in parts)


def _root_mean_square(gradients: list[Tensor]) -> float:
    if not gradients:
        return 0.0
    squares = torch.stack([gradient.float().square().sum() for gradient in gradients]).sum()
    return math.sqrt(float(squares) / sum(gradient.numel() for gradient in gradients))
