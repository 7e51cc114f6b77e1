"""Tells once whether the network trains as a CUDA graph."""

from collections.abc import Iterator

from simclr_gui.engine.events import Event, GraphTried
from simclr_gui.engine.training import Moment


class GraphTrialObserver:
    """Waits for the learner's trial to be over; on a processor there is none."""

    def __init__(self) -> None:
        self._told = False

    def observe(self, moment: Moment) -> Iterator[Event]:
        result = moment.learner.graph_trial
        if result is not None and not self._told:
            self._told = True
            step = moment.learner.step
            yield GraphTried(step, result.plain_ms, result.graphed_ms, result.kept, result.trouble)
