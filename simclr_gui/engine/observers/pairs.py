"""The pairs of views that the network is trained on right now, and how alike it finds them."""

import time
from collections.abc import Iterator

from torch import Tensor

from simclr_gui.engine.datasets.images import ImageSet, as_pixels
from simclr_gui.engine.events import Event, PairsTaken
from simclr_gui.engine.losses.similarities import Similarities
from simclr_gui.engine.observers.interval import Interval
from simclr_gui.engine.training.observer import StepContext

PAIRS_SHOWN = 1
SECONDS_BETWEEN = 1.0
SHARE_OF_TIME = 0.01


class PairObserver:
    """Shows the first pairs of the batch about once a second."""

    def __init__(self, pairs_shown: int = PAIRS_SHOWN) -> None:
        self._pairs_shown = pairs_shown
        self._interval = Interval(SECONDS_BETWEEN, SHARE_OF_TIME)

    def observe(self, context: StepContext) -> Iterator[Event]:
        began = time.perf_counter()
        if not self._interval.is_due(began):
            return
        event = pairs_drawn(
            context.learner.step,
            context.similarities,
            context.data.train,
            context.image_index[: self._pairs_shown],
            context.views,
        )
        self._interval.looked(began)
        yield event


def pairs_drawn(
    step: int,
    similarities: Similarities,
    images: ImageSet,
    index: Tensor,
    views: Tensor,
    *,
    unseen: bool = False,
) -> PairsTaken:
    """The event of the first pairs of a batch.

    Args:
        index: which of the images these pairs are of, int64, shape (pairs,).
        views: of the whole batch, float in [0, 1], shape (2N, 3, side_px, side_px).
    """
    shown, batch = len(index), len(views) // 2
    cosine = similarities.cosine[:shown].detach()
    to_positive = cosine.gather(1, similarities.positives[:shown, None])
    ranks = 1 + (cosine > to_positive).sum(dim=1)
    return PairsTaken(
        step=step,
        originals=as_pixels(images.pick(index).float() / 255),
        first=as_pixels(views[:shown]),
        second=as_pixels(views[batch : batch + shown]),
        image_index=tuple(index.tolist()),
        cosine=tuple(to_positive[:, 0].tolist()),
        rank=tuple(ranks.tolist()),
        others=2 * batch - 1,
        unseen=unseen,
    )
