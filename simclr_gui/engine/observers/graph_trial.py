"""Tells once whether the network trains as a CUDA graph."""

from collections.abc import Iterator

from simclr_gui.engine.events import Event, GraphTried
from simclr_gui.engine.training.observer import StepContext


class GraphTrialObserver:
    """Waits for the learner's trial to be over; on a processor there is none."""

    def __init__(self) -> None:
        self._told = False

    def observe(self, context: StepContext) -> Iterator[Event]:
        result = context.learner.graph_trial
        if result is not None and not self._told:
            self._told = True
            step = context.learner.step
            yield GraphTried(step, result.plain_ms, result.graphed_ms, result.kept, result.trouble)
