"""The pairs of views that the network is trained on right now, and how alike it finds them."""

import time
from collections.abc import Iterator

from simclr_gui.engine.events import Event, PairsDrawn
from simclr_gui.engine.images import as_pixels
from simclr_gui.engine.observers.interval import Interval
from simclr_gui.engine.training import Moment

PAIRS_SHOWN = 1
SECONDS_BETWEEN = 1.0
SHARE_OF_TIME = 0.01


class PairObserver:
    """Shows the first pairs of the batch about once a second."""

    def __init__(self, pairs_shown: int = PAIRS_SHOWN) -> None:
        self._pairs_shown = pairs_shown
        self._interval = Interval(SECONDS_BETWEEN, SHARE_OF_TIME)

    def observe(self, moment: Moment) -> Iterator[Event]:
        began = time.perf_counter()
        if not self._interval.is_due(began):
            return
        event = self._pairs(moment)
        self._interval.looked(began)
        yield event

    def _pairs(self, moment: Moment) -> PairsDrawn:
        batch = len(moment.image_index)
        shown = min(self._pairs_shown, batch)
        logits = moment.similarities.logits[:shown].detach()
        to_partner = logits.gather(1, moment.similarities.partners[:shown, None])
        ranks = 1 + (logits > to_partner).sum(dim=1)
        index = moment.image_index[:shown]
        return PairsDrawn(
            step=moment.learner.step,
            originals=as_pixels(moment.data.train.pick(index).float() / 255),
            first=as_pixels(moment.views[:shown]),
            second=as_pixels(moment.views[batch : batch + shown]),
            image_index=tuple(index.tolist()),
            cosine=tuple((to_partner[:, 0] * moment.config.optimisation.temperature).tolist()),
            rank=tuple(ranks.tolist()),
            others=2 * batch - 1,
        )
