"""What training tells: that it began, its steps, what was measured between them, how it ended."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from simclr_gui.engine.events.base import Event

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
class LiveKnnMeasured(Event):
    """kNN accuracy of h on a small fixed sample of the test pictures, while training."""

    kind: ClassVar[str] = "knn"
    step: int
    epoch: float
    accuracy: float
    bank_images: int
    test_images: int
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
