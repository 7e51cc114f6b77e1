"""Live accuracy: does h already tell the classes apart, on a small sample, while training goes on?"""

import time
from collections.abc import Iterator

from torch import Tensor

from simclr_gui.engine.events import Event, LiveKnnMeasured
from simclr_gui.engine.feature_maps import evaluating
from simclr_gui.engine.images import ImageSet
from simclr_gui.engine.learner import Learner
from simclr_gui.engine.neighbours import knn_accuracy
from simclr_gui.engine.observers.interval import Interval
from simclr_gui.engine.training import Moment

BANK_IMAGES = 800
QUERY_IMAGES = 400
SECONDS_BETWEEN = 3.0
SHARE_OF_TIME = 0.02


class LiveKnnObserver:
    """Measures kNN accuracy of h on the first pictures of train and test; the same ones every time."""

    def __init__(self, bank_images: int = BANK_IMAGES, query_images: int = QUERY_IMAGES) -> None:
        self._bank_images, self._query_images = bank_images, query_images
        self._interval = Interval(SECONDS_BETWEEN, SHARE_OF_TIME)

    def observe(self, moment: Moment) -> Iterator[Event]:
        began = time.perf_counter()
        if not moment.data.has_classes or not self._interval.is_due(began):
            return
        bank = moment.data.bank.subset(self._bank_images)
        queries = moment.data.test.subset(self._query_images)
        accuracy = knn_accuracy(
            _features(moment.learner, bank),
            bank.labels,
            _features(moment.learner, queries),
            queries.labels,
            len(moment.data.class_names),
        )
        self._interval.looked(began)
        yield LiveKnnMeasured(
            moment.learner.step, moment.epoch, accuracy, len(bank), len(queries), moment.learner.elapsed_s
        )


def _features(learner: Learner, images: ImageSet) -> Tensor:
    with evaluating(learner.encoder), learner.machine.autocast():
        features: Tensor = learner.encoder(images.pixels.to(learner.machine.device).float() / 255)
        return features.float().cpu()
