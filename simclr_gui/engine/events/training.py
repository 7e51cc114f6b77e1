"""What training tells: that it began, its steps, what was measured between them, how it ended."""

from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.events.base import Event
from simclr_gui.engine.events.evaluation import BaselineKind

EndReason = Literal["finished", "stopped"]


@dataclass(frozen=True)
class RunStarted(Event):
    """Training begins or goes on: what it works with, and the lines between which the loss moves."""

    kind: ClassVar[str] = "started"
    run_dir: str
    data: str
    class_names: tuple[str, ...]
    train_images: int
    test_images: int
    side_px: int
    encoder: str
    stem: str
    feature_dim: int
    parameters: int
    device: str
    precision: str
    steps_per_epoch: int
    step: int
    elapsed_s: float
    chance_loss: float
    floor_loss: float
    layers: tuple[str, ...]
    time: float
    version: str = ""  # of the program; empty where one trained that did not write down its images
    can_be_scored: bool = True  # whether there are classes to tell apart, as far as an earlier version knew
    began_elsewhere: bool = False  # whether its weights come, in the end, from an encoder of another program


@dataclass(frozen=True)
class StepMeasured(Event):
    """One step: loss and contrastive top-1 of its batch, before the weights moved."""

    kind: ClassVar[str] = "step"
    step: int
    epoch: float
    loss: float
    learning_rate: float
    top1: float
    images_per_second: float
    elapsed_s: float
    progress: float
    time: float


@dataclass(frozen=True)
class StepsRead(Event):
    """Many steps of an earlier run at once, since a long one has a million.

    Attributes:
        columns: the fields of StepMeasured, each an array of one value a step.
        last: the last of them.
        expected: about how many steps the whole file holds; 0 where nobody can say.
    """

    columns: dict[str, NDArray[np.float64]]
    last: StepMeasured
    expected: int = 0


@dataclass(frozen=True)
class MeasurementsRead(Event):
    """Many measurements of one kind of an earlier run at once, in the order in which they were told.

    Attributes:
        columns: the fields of that kind, each an array of one value, or one row of values, a measurement.
        last: the last of them.
    """

    columns: dict[str, NDArray[np.float64]]
    last: Event


@dataclass(frozen=True)
class LiveKnnMeasured(Event):
    """kNN accuracy of h on a small fixed sample of the test images, while training."""

    kind: ClassVar[str] = "knn"
    step: int
    epoch: float
    accuracy: float
    bank_images: int
    test_images: int
    elapsed_s: float


@dataclass(frozen=True)
class LiveProbeMeasured(Event):
    """Accuracy of a linear classifier on h of the same sample, while training."""

    kind: ClassVar[str] = "probe"
    step: int
    epoch: float
    accuracy: float
    elapsed_s: float


@dataclass(frozen=True)
class BaselineProbed(Event):
    """Accuracy of the same classifier on the same sample, on features that do not depend on the training.

    Attributes:
        features: "pca" for principal components of the pixels, or "untrained" for h before the first step.
    """

    kind: ClassVar[str] = "rival_probe"
    step: int
    features: BaselineKind
    accuracy: float
    test_images: int
    elapsed_s: float


@dataclass(frozen=True)
class RankMeasured(Event):
    """How many of the `feature_dim` directions h uses (effective rank, 1 to feature_dim)."""

    kind: ClassVar[str] = "rank"
    step: int
    epoch: float
    rank: float
    feature_dim: int
    elapsed_s: float


@dataclass(frozen=True)
class BatchStatisticsTaken(Event):
    """How the training fares inside.

    Attributes:
        top5: how often the positive is among the five most similar other views of the batch.
        positive, negative: mean cosine of positives and of negatives in the batch.
        alignment, uniformity: of the batch's projections (Wang and Isola 2020).
        watched: cosines of the same pairs of views every time, the network in eval mode.
        gradients: root mean square of the gradient in stem, stages 1 to 4 and projection head.
        memory_bytes: of the process, or of the GPU as torch counts it.
    """

    kind: ClassVar[str] = "pulse"
    step: int
    epoch: float
    top5: float
    positive: float
    negative: float
    alignment: float
    uniformity: float
    watched: tuple[float, ...]
    gradients: tuple[float, ...]
    memory_bytes: int
    elapsed_s: float


@dataclass(frozen=True)
class GraphTried(Event):
    """Whole steps were timed as they are and with the network as a CUDA graph (`graphed_ms`, None without one).

    Attributes:
        kept: whether the graph computes from this step on.
        trouble: why there was none; empty where there was.
    """

    kind: ClassVar[str] = "graph"
    step: int
    plain_ms: float
    graphed_ms: float | None
    kept: bool
    trouble: str


@dataclass(frozen=True)
class ThreadsChosen(Event):
    """So many threads of the processor compute at this step: told once at the start, and whenever others are quicker.

    Attributes:
        step_ms: a whole step with so many, in milliseconds.
    """

    kind: ClassVar[str] = "threads"
    step: int
    threads: int
    step_ms: float
    elapsed_s: float


@dataclass(frozen=True)
class CoreShareMeasured(Event):
    """Other programs have come or gone: the steps of the last seconds had a core for this share of their time.

    Told when it has changed clearly; before that it is 1.
    """

    kind: ClassVar[str] = "core_share"
    step: int
    share: float
    elapsed_s: float


@dataclass(frozen=True)
class CheckpointSaved(Event):
    """The weights, optimizer and step are safe on the disk."""

    kind: ClassVar[str] = "checkpoint"
    step: int
    file: str
    time: float


@dataclass(frozen=True)
class RunEnded(Event):
    """Training is over; `reason` says whether the budget was used up."""

    kind: ClassVar[str] = "ended"
    reason: EndReason
    step: int
    epoch: float
    elapsed_s: float
    time: float
