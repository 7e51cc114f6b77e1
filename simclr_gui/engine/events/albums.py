"""What the first screen and the gallery show: the images of the chosen data."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.events.base import Event, Pixels
from simclr_gui.engine.messages.sentences import Sentence


@dataclass(frozen=True)
class Shot:
    """One image as it is looked at.

    Attributes:
        pixels: uint8, shape (side, side, 3); None where the file cannot be read as an image.
        size: width and height in pixels as they are kept; None where nobody knows.
        trouble: why it cannot be read.
    """

    pixels: Pixels | None
    size: tuple[int, int] | None = None
    trouble: Sentence | str = ""

    @property
    def is_grey(self) -> bool:
        """Whether it has no colour anywhere."""
        return self.pixels is not None and bool((self.pixels == self.pixels[..., :1]).all())


@dataclass(frozen=True)
class AlbumOpened(Event):
    """Images that can be read one by one, at any time, on any thread.

    Attributes:
        class_names: empty where no class is known.
        labels: int64, shape (images,), those to train on first; -1 without a class.
        train: how many of them are trained on.
        read: the images of these numbers; slow.
        files: where they lie, one each, and how they are called; empty where they are no files.
    """

    source: str
    class_names: tuple[str, ...]
    labels: NDArray[np.int64]
    train: int
    read: Callable[[Sequence[int]], list[Shot]]
    files: tuple[tuple[str, str], ...] = ()

    def __len__(self) -> int:
        return len(self.labels)


@dataclass(frozen=True)
class ShotsRead(Event):
    """Some images of an album, by their numbers."""

    shots: dict[int, Shot]


@dataclass(frozen=True)
class CopiesFound(Event):
    """The numbers of all images of an album that are there more than once, bit by bit."""

    numbers: tuple[int, ...]
