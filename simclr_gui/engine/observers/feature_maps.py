"""The feature maps of a chosen picture and layer, following the training."""

import time
from collections.abc import Iterator

from simclr_gui.engine.events import Event
from simclr_gui.engine.feature_maps import Gaze, look_inside
from simclr_gui.engine.learner import Learner
from simclr_gui.engine.observers.interval import Interval
from simclr_gui.engine.training import Moment

SECONDS_BETWEEN = 2.0  # a repaint takes from a training on two cores what it takes of one
SHARE_OF_TIME = 0.01


class FeatureMapObserver:
    """Takes the maps every two seconds, and at once after another choice.

    `choose` may be called from any thread: a choice is one value, replaced whole.
    """

    def __init__(self, gaze: Gaze | None = None) -> None:
        self._gaze = gaze
        self._shown: Gaze | None = None
        self._beginning: Learner | None = None
        self._interval = Interval(SECONDS_BETWEEN, SHARE_OF_TIME)

    def choose(self, gaze: Gaze | None) -> None:
        """Looks there from now on; nowhere while it is None."""
        self._gaze = gaze

    def observe(self, moment: Moment) -> Iterator[Event]:
        began = time.perf_counter()
        gaze = self._gaze
        if gaze is None or (gaze == self._shown and not self._interval.is_due(began)):
            return
        self._shown = gaze
        beginning = self._as_it_began(moment) if gaze.beside_beginning else None
        event = look_inside(moment.learner, moment.config, moment.data.test, gaze, beginning)
        self._interval.looked(began)
        yield event

    def _as_it_began(self, moment: Moment) -> Learner:
        """The seed gives the first weights again."""
        if self._beginning is None:
            self._beginning = Learner(moment.config, moment.data, moment.learner.machine)
        return self._beginning
