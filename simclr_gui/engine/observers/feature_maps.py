"""The feature maps of a chosen picture and layer, following the training."""

import time
from collections.abc import Iterator

from simclr_gui.engine.events import Event
from simclr_gui.engine.feature_maps import look_inside
from simclr_gui.engine.observers.interval import Interval
from simclr_gui.engine.training import Moment

SECONDS_BETWEEN = 2.0  # a repaint takes from a training on two cores what it takes of one
SHARE_OF_TIME = 0.01


class FeatureMapObserver:
    """Takes the maps every two seconds, and at once after another choice.

    `choose` may be called from any thread: a choice is one tuple, replaced whole.
    """

    def __init__(self, layer: str | None = None, image_index: int = 0) -> None:
        self._choice: tuple[str | None, int] | None = (layer, image_index)
        self._shown: tuple[str | None, int] | None = None
        self._interval = Interval(SECONDS_BETWEEN, SHARE_OF_TIME)

    def choose(self, layer: str | None, image_index: int, *, wanted: bool = True) -> None:
        """Sets the layer (None: the first) and the place among the test pictures; nothing while not wanted."""
        self._choice = (layer, image_index) if wanted else None

    def observe(self, moment: Moment) -> Iterator[Event]:
        began = time.perf_counter()
        choice = self._choice
        if choice is None or (choice == self._shown and not self._interval.is_due(began)):
            return
        self._shown = choice
        learner = moment.learner
        event = look_inside(learner, moment.config, moment.data.test, *choice)
        self._interval.looked(began)
        yield event
