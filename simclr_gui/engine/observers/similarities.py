"""The similarity matrix of the batch that was just trained on, while somebody looks at it."""

import time
from collections.abc import Iterator

import torch
from torch import Tensor
from torch.nn import functional

from simclr_gui.engine.datasets.images import as_pixels
from simclr_gui.engine.events import Event, SimilaritiesTaken
from simclr_gui.engine.losses.similarities import Similarities
from simclr_gui.engine.observers.interval import Interval
from simclr_gui.engine.training.observer import StepContext

SECONDS_BETWEEN = 2.0  # a repaint takes from a training on two cores what it takes of one
SHARE_OF_TIME = 0.01
LARGEST_VIEW_PX = 32
MOST_PAIRS = 256  # of a larger batch the first: nobody tells more lines apart


class SimilarityObserver:
    """Takes it every two seconds; `set_wanted` may be called from any thread."""

    def __init__(self) -> None:
        self._wanted = False
        self._interval = Interval(SECONDS_BETWEEN, SHARE_OF_TIME)

    def set_wanted(self, wanted: bool) -> None:
        self._wanted = wanted

    def observe(self, context: StepContext) -> Iterator[Event]:
        began = time.perf_counter()
        if not self._wanted or not self._interval.is_due(began):
            return
        event = similarities_taken(
            context.learner.step,
            context.similarities,
            context.views,
            context.data.train.labels[context.image_index],
            context.data.class_names,
        )
        self._interval.looked(began)
        yield event


def similarities_taken(
    step: int,
    similarities: Similarities,
    views: Tensor,
    labels: Tensor,
    class_names: tuple[str, ...],
    *,
    unseen: bool = False,
) -> SimilaritiesTaken:
    """The event of a batch, or of its first pairs where it is very large.

    Args:
        views: float in [0, 1], shape (2N, 3, side_px, side_px).
        labels: int64, shape (N,).
    """
    pairs = len(labels)
    shown = torch.arange(min(pairs, MOST_PAIRS))
    both = torch.cat([shown, shown + pairs])
    cosine = similarities.cosine.detach()[both.to(views.device)][:, both.to(views.device)].cpu()
    cosine = torch.where(cosine.isneginf(), 1.0, cosine)
    views, labels = views[both.to(views.device)], labels[shown]
    small = functional.adaptive_avg_pool2d(views, LARGEST_VIEW_PX) if views.shape[-1] > LARGEST_VIEW_PX else views
    return SimilaritiesTaken(
        step, similarities.temperature, cosine.numpy(), as_pixels(small), labels.cpu().numpy(), class_names, unseen
    )
