"""What may look at a training while it runs, and what it is shown of every step."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from torch import Tensor

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.datasets.images import DataSet
from simclr_gui.engine.events import Event
from simclr_gui.engine.losses.similarities import Similarities
from simclr_gui.engine.training.learner import Learner


@dataclass(frozen=True)
class StepContext:
    """One step as an observer may look at it: what went into it, and the learner after it."""

    config: TrainingConfig
    learner: Learner
    data: DataSet
    epoch: float
    image_index: Tensor
    views: Tensor
    similarities: Similarities


class Observer(Protocol):
    """Looks at the training now and then; its events join the stream."""

    def observe(self, context: StepContext) -> Iterator[Event]:
        """Called after every step; keeps its own pace."""
        ...
