"""The feature maps of a chosen picture and layer, following the training."""

import time
from collections.abc import Iterator

from simclr_gui.engine.events import Event, FeatureMapsTaken
from simclr_gui.engine.feature_maps import as_grey_levels, layer_names, take_feature_maps
from simclr_gui.engine.observers.interval import Interval
from simclr_gui.engine.training import Moment

SECONDS_BETWEEN = 1.0
SHARE_OF_TIME = 0.01


class FeatureMapObserver:
    """Takes the maps about once a second, and at once after another choice.

    `choose` may be called from any thread: a choice is one tuple, replaced whole.
    """

    def __init__(self, layer: str | None = None, image_index: int = 0) -> None:
        self._choice = (layer, image_index)
        self._shown: tuple[str | None, int] | None = None
        self._interval = Interval(SECONDS_BETWEEN, SHARE_OF_TIME)

    def choose(self, layer: str | None, image_index: int) -> None:
        """Sets the layer (None: the first) and the place among the test pictures."""
        self._choice = (layer, image_index)

    def observe(self, moment: Moment) -> Iterator[Event]:
        began = time.perf_counter()
        choice = self._choice
        if choice == self._shown and not self._interval.is_due(began):
            return
        self._shown = choice
        event = _taken(moment, *choice)
        self._interval.looked(began)
        yield event


def _taken(moment: Moment, layer: str | None, image_index: int) -> FeatureMapsTaken:
    encoder, test = moment.learner.encoder, moment.data.test
    names = layer_names(encoder)
    layer = layer if layer in names else names[0]
    image_index %= len(test)
    pixels = test.pixels[image_index]
    maps, low, high = as_grey_levels(
        take_feature_maps(encoder, pixels.to(moment.learner.machine.device), layer)
    )
    picture = pixels.permute(1, 2, 0).contiguous().numpy()
    return FeatureMapsTaken(moment.learner.step, layer, image_index, picture, maps, low, high)
