"""What came of it: images read, a network checked, an evaluation, maps."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.events.base import Event, Floats, Pixels
from simclr_gui.engine.events.evaluation import ComparedKind, EvaluationResult


@dataclass(frozen=True)
class ImagesRead(Event):
    """The images of a folder are in memory: what was decided about them, and which files were left out.

    Attributes:
        reasons: such as "empty (2)", most frequent first.
        names: files with their reasons, the first thousand.
        notes: a sentence each; the first says which images are trained on and which are tested on.
        counts: each class with the number of its training and test images.
    """

    read: int
    left_out: int
    reasons: tuple[str, ...]
    names: tuple[str, ...]
    notes: tuple[str, ...] = ()
    counts: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True)
class FolderLookedThrough(Event):
    """What a folder of images holds, before anything is trained on it.

    Attributes:
        counts: each class with the number of its training and test images.
        kinds: endings of the files and how many there are of each.
        sizes: width and height in pixels and how many of the measured images have it; None is what cannot be read.
        copies: files with the same content as another; None where that was not looked for.
        notes: a sentence each; the first says which images are trained on and which are tested on.
        left_out: files with their reasons.
        copied: the paths of all files that are there more than once.
    """

    folder: Path
    name: str
    train_images: int
    test_images: int
    counts: tuple[tuple[str, int, int], ...]
    kinds: tuple[tuple[str, int], ...]
    sizes: tuple[tuple[tuple[int, int] | None, int], ...]
    unreadable: int
    copies: int | None
    notes: tuple[str, ...]
    left_out: tuple[str, ...]
    copied: tuple[str, ...] = ()


@dataclass(frozen=True)
class ModelChecked(Event):
    """What a run with the current settings would be like on this machine.

    Attributes:
        multiply_adds: of one image's way through encoder and head.
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
class EvaluationFinished(Event):
    """The content of evaluation.json."""

    result: EvaluationResult


@dataclass(frozen=True)
class ImagesPredicted(Event):
    """What the linear classifier on SimCLR's features made of every test image.

    Attributes:
        labels, predictions: int64, shape (count,).
        confidence: probability of the guessed class, float32, shape (count,).
        own: probability of the image's own class, float32, shape (count,).
    """

    labels: NDArray[np.int64]
    predictions: NDArray[np.int64]
    confidence: Floats
    own: Floats
    class_names: tuple[str, ...]


@dataclass(frozen=True)
class ImagesChosen(Event):
    """The images that the maps are about to show.

    Attributes:
        images: uint8, shape (count, side_px, side_px, 3).
        labels: int64, shape (count,).
        image_index: int64, their places among the test images.
    """

    images: Pixels
    labels: NDArray[np.int64]
    image_index: NDArray[np.int64]
    class_names: tuple[str, ...]


@dataclass(frozen=True)
class LiveMapBegun(Event):
    """The images whose places are about to be told while the training goes on."""

    images: ImagesChosen


@dataclass(frozen=True)
class LiveMapComputed(Event):
    """Where those images lie by the features of right now; it is shown, and kept nowhere.

    Attributes:
        step: how far the training was.
        features: "simclr", "untrained" or "pca".
        method: "umap", or "pca" for two principal components.
        coordinates: float32, shape (count, 2).
    """

    step: int
    features: ComparedKind
    method: str
    coordinates: Floats


@dataclass(frozen=True)
class NeighboursFound(Event):
    """Which images lie nearest to each in one space of features, exactly, whatever a map makes of it.

    Attributes:
        features: "simclr", "untrained" or "pca".
        neighbours: int32, shape (count, k), places among the images of the maps, the nearest first.
    """

    features: ComparedKind
    neighbours: NDArray[np.int32]


@dataclass(frozen=True)
class MapComputed(Event):
    """Coordinates of one set of features in the plane.

    Attributes:
        features: "simclr", "untrained" or "pca".
        method: "umap", or "pca" for two principal components, which are there first.
        coordinates: float32, shape (count, 2).
        neighbours_kept: share of each point's 15 nearest neighbours in the features that are among its 15
            nearest in the map.
        trustworthiness: Venna and Kaski 2001, with 15 neighbours; NaN where it is not known.
    """

    features: ComparedKind
    method: str
    coordinates: Floats
    neighbours_kept: float
    trustworthiness: float = float("nan")


@dataclass(frozen=True)
class CheckpointMapped(Event):
    """SimCLR's map as it was at an earlier checkpoint, laid over the later ones.

    Attributes:
        step: 0 for the untrained network.
        coordinates: float32, shape (count, 2), of the same images in the same order.
    """

    step: int
    coordinates: Floats
    neighbours_kept: float


@dataclass(frozen=True)
class Placement:
    """Where an image from outside lands in one map.

    Attributes:
        coordinates: float32, shape (2,).
        neighbours: int64, shape (k,), places of the nearest images, the nearest first.
    """

    coordinates: Floats
    neighbours: NDArray[np.int64]


@dataclass(frozen=True)
class QueryImagePlaced(Event):
    """An image from outside, as the run's network sees it.

    Attributes:
        pixels: uint8, shape (side_px, side_px, 3), as the network gets it.
        placements: by features.
        recognised: class names with their probabilities, the likeliest first; empty where no class is known.
        seen: uint8, a square as a person sees it best; no larger than the file makes it.
    """

    pixels: Pixels
    placements: dict[ComparedKind, Placement]
    recognised: tuple[tuple[str, float], ...]
    seen: Pixels
