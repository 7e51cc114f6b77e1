"""What was looked at, and when it can be looked at: pairs of views, feature maps, kept moments."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.events.base import Event, Floats, Pixels

IMAGES_TO_LOOK_AT = 256  # feature maps are shown for the first test images: more than anybody pages through


@dataclass(frozen=True)
class CheckpointsKept(Event):
    """When the network of a run can be looked at.

    Attributes:
        steps: 0 for the untrained network, then those of the kept checkpoints; empty where none is kept.
    """

    steps: tuple[int, ...]


@dataclass(frozen=True)
class PairsTaken(Event):
    """Some pairs of views of the current batch, or of unseen images.

    Attributes:
        originals, first, second: uint8, shape (pairs, side_px, side_px, 3).
        image_index: which training images they are, or which test images.
        cosine: how alike each pair's projections are, -1 to 1.
        rank: 1 where the positive is the most similar of the 2N - 1 others.
        others: 2N - 1.
        unseen: whether they are test images, which the network was not trained on.
    """

    step: int
    originals: Pixels
    first: Pixels
    second: Pixels
    image_index: tuple[int, ...]
    cosine: tuple[float, ...]
    rank: tuple[int, ...]
    others: int
    unseen: bool = False


@dataclass(frozen=True)
class SimilaritiesTaken(Event):
    """How alike the network finds all views of a batch; rows i and i + N are views of the same image.

    Of a batch of more than 256 pairs, N are the first 256.

    Attributes:
        cosine: float32, shape (2N, 2N), 1 on the diagonal.
        views: uint8, shape (2N, height, width, 3), at most 32 px high.
        labels: int64, shape (N,), -1 where no class is known.
        unseen: whether they are test images, which the network was not trained on.
    """

    step: int
    temperature: float
    cosine: Floats
    views: Pixels
    labels: NDArray[np.int64]
    class_names: tuple[str, ...]
    unseen: bool


@dataclass(frozen=True)
class ReceptiveField:
    """Which pixels of the image a unit of a layer can see; the same in both directions.

    Attributes:
        size_px: side of the square.
        stride_px: distance of the squares of neighbouring units.
        first_px: middle of the first unit's square.
    """

    size_px: int
    stride_px: int
    first_px: float

    def square(self, row: int, column: int) -> tuple[float, float, float]:
        """Top, left and side of what the unit sees, in pixels; it may reach beyond the image."""
        half = self.size_px / 2
        return self.first_px + row * self.stride_px - half, self.first_px + column * self.stride_px - half, self.size_px


@dataclass(frozen=True)
class FeatureMapsTaken(Event):
    """What one layer makes of an image and of two views of it.

    Attributes:
        image_index: which test image.
        images: uint8, shape (3, side_px, side_px, 3): the image, view A, view B.
        maps: uint8, shape (3, channels, height, width); 0 is `low`, 255 is `high`. h and z are maps of one unit.
        receptive_field: None for h and z, which see everything.
        cosine: how alike the projections of both views are.
        attention: uint8, shape (2, side_px, side_px): how much each pixel of view A and of view B changes that.
        shapes: for each layer, from the pixels upwards, how many maps it gives and how many units wide they are.
        filters: uint8, shape (channels, kernel, kernel, 3), the first convolution's weights, for the stem alone.
        before: what the same layer made of the image before training, uint8, shape (channels, height, width), by its
            own lowest and highest value; None where nobody asked.
    """

    step: int
    layer: str
    image_index: int
    images: Pixels
    maps: Pixels
    low: float
    high: float
    receptive_field: ReceptiveField | None
    cosine: float
    attention: Pixels
    shapes: dict[str, tuple[int, int]]
    filters: Pixels | None = None
    before: Pixels | None = None


@dataclass(frozen=True)
class ViewStep:
    """The image after one operation.

    Attributes:
        name: of a `Step` in `engine/augmentation/operations/`, such as "crop", "hue" or "blur".
        amount: the factor, the turn of the hue (1 is the whole circle), the blur's sigma in px, True where the step
            only happens or not; None where it changes nothing, and for the crop.
        pixels: uint8, shape (side_px, side_px, 3).
    """

    name: str
    amount: float | None
    pixels: Pixels


@dataclass(frozen=True)
class SampledView:
    """One view and how it came about.

    Attributes:
        crop: top, left, height and width in pixels of the image.
        steps: in the order drawn; the last is the view.
    """

    crop: tuple[int, int, int, int]
    steps: tuple[ViewStep, ...]

    @property
    def pixels(self) -> Pixels:
        """The finished view."""
        return self.steps[-1].pixels


@dataclass(frozen=True)
class ViewsInspected(Event):
    """One image in the augmentation lab.

    Attributes:
        number, images: which image of how many; a file that was brought along is number -1.
        name: the class, or the file; empty where neither is known.
        original: uint8, shape (side_px, side_px, 3).
        sharp: the same square as its file shows it, uint8, shape (larger, larger, 3); None where that tells no more.
        overlap: shared area of both crops over the area of their union, 0 to 1.
        sheet: uint8, shape (draws, side_px, side_px, 3); the first two are `first` and `second`.
    """

    number: int
    images: int
    name: str
    original: Pixels
    first: SampledView
    second: SampledView
    overlap: float
    sheet: Pixels
    sharp: Pixels | None = None


@dataclass(frozen=True)
class SharpImageRead(Event):
    """A test image as its file shows it.

    Attributes:
        number: its place among the test images.
        pixels: uint8, shape (larger, larger, 3), the square that the run knows; None where the file tells no more.
    """

    number: int
    pixels: Pixels | None
