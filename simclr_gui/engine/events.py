"""What the engine tells: small frozen records of floats and numpy copies, never live tensors.

The window, the command line, the tests and a cluster job play the same events. An event with a `kind` is kept
in events.jsonl, under that name.
"""

import dataclasses
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]
PICTURES_TO_LOOK_AT = 256  # feature maps are shown for the first test pictures: more than anybody pages through
EndReason = Literal["finished", "stopped"]


@dataclass(frozen=True)
class Event:
    """Base of all events; those with an empty `kind` are shown but not kept."""

    kind: ClassVar[str] = ""

    def as_record(self) -> dict[str, Any]:
        """The event as plain JSON values, with its name first."""
        return {"event": self.kind} | dataclasses.asdict(self)


@dataclass(frozen=True)
class Announced(Event):
    """A sentence about what is being done now, with the finished share where it is known."""

    sentence: str
    share: float | None = None


@dataclass(frozen=True)
class PicturesRead(Event):
    """Some files of a folder were left out.

    Attributes:
        reasons: such as "2 empty", most frequent first.
        names: files with their reasons, the first thousand.
    """

    read: int
    left_out: int
    reasons: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class ModelChecked(Event):
    """What a run with the current settings would be like on this machine.

    Attributes:
        multiply_adds: of one picture's way through encoder and head.
        step_bytes: memory of one training step.
        images_per_second: measured in a few steps on noise.
        largest_batch: a power of two.
    """

    encoder: str
    stem: str
    feature_dim: int
    parameters: int
    multiply_adds: int
    step_bytes: int
    images_per_second: float
    largest_batch: int
    device: str


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
class PairsDrawn(Event):
    """Some pairs of views: of the current batch, or a sample for settings that are being changed.

    Attributes:
        originals, first, second: uint8, shape (pairs, side_px, side_px, 3).
        image_index: which training pictures they are.
        cosine: how alike each pair's projections are, -1 to 1; empty for a sample, which no network saw.
        rank: 1 where the partner is the most similar of the 2N - 1 others.
        others: 2N - 1.
    """

    step: int
    originals: Pixels
    first: Pixels
    second: Pixels
    image_index: tuple[int, ...]
    cosine: tuple[float, ...]
    rank: tuple[int, ...]
    others: int


@dataclass(frozen=True)
class FeatureMapsTaken(Event):
    """The feature maps of one layer for one test picture.

    Attributes:
        picture: uint8, shape (side_px, side_px, 3).
        maps: uint8, shape (channels, height, width); 0 is `low`, 255 is `high`.
    """

    step: int
    layer: str
    image_index: int
    picture: Pixels
    maps: Pixels
    low: float
    high: float


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


@dataclass(frozen=True)
class EvaluationFinished(Event):
    """The content of evaluation.json."""

    result: dict[str, Any]


@dataclass(frozen=True)
class PicturesChosen(Event):
    """The pictures that the maps are about to show.

    Attributes:
        pictures: uint8, shape (count, side_px, side_px, 3).
        labels: int64, shape (count,).
        image_index: int64, their places among the test pictures.
    """

    pictures: Pixels
    labels: NDArray[np.int64]
    image_index: NDArray[np.int64]
    class_names: tuple[str, ...]


@dataclass(frozen=True)
class MapDrawn(Event):
    """Coordinates of one set of features in the plane.

    Attributes:
        features: "simclr" or "pca".
        method: "umap", or "pca" for the stand-in of two principal components.
        coordinates: float32, shape (count, 2).
        neighbours_kept: share of each point's 15 nearest neighbours in the features that are among its 15
            nearest in the map.
    """

    features: str
    method: str
    coordinates: Floats
    neighbours_kept: float
