"""The feature maps of a chosen image and layer, following the training."""

import time
from collections.abc import Iterator

from simclr_gui.engine.events import Event
from simclr_gui.engine.features.feature_maps import look_inside
from simclr_gui.engine.features.layer_selection import LayerSelection
from simclr_gui.engine.observers.interval import Interval
from simclr_gui.engine.training.learner import Learner
from simclr_gui.engine.training.observer import StepContext

SECONDS_BETWEEN = 2.0  # a repaint takes from a training on two cores what it takes of one
SHARE_OF_TIME = 0.01


class FeatureMapObserver:
    """Takes the maps every two seconds, and at once after another choice.

    `choose` may be called from any thread: a choice is one value, replaced whole.
    """

    def __init__(self, layer_selection: LayerSelection | None = None) -> None:
        self._layer_selection = layer_selection
        self._shown: LayerSelection | None = None
        self._beginning: Learner | None = None
        self._interval = Interval(SECONDS_BETWEEN, SHARE_OF_TIME)

    def choose(self, layer_selection: LayerSelection | None) -> None:
        """Looks there from now on; nowhere while it is None."""
        self._layer_selection = layer_selection

    def observe(self, context: StepContext) -> Iterator[Event]:
        began = time.perf_counter()
        layer_selection = self._layer_selection
        if layer_selection is None or (layer_selection == self._shown and not self._interval.is_due(began)):
            return
        self._shown = layer_selection
        beginning = self._as_it_began(context) if layer_selection.beside_beginning else None
        event = look_inside(context.learner, context.config, context.data.test, layer_selection, beginning)
        self._interval.looked(began)
        yield event

    def _as_it_began(self, context: StepContext) -> Learner:
        """The seed gives the first weights again."""
        if self._beginning is None:
            self._beginning = context.learner.as_it_began()
        return self._beginning
