"""Pictures as the engine holds them: decoded once, uint8, one tensor."""

from dataclasses import dataclass

import torch
from torch import Tensor

from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import Pixels


@dataclass(frozen=True)
class ImageSet:
    """Pictures and, where they are known, their classes.

    Attributes:
        pixels: uint8, shape (count, 3, side_px, side_px).
        labels: int64, shape (count,), an index into the class names.
    """

    pixels: Tensor
    labels: Tensor

    def __len__(self) -> int:
        return len(self.pixels)

    @property
    def side_px(self) -> int:
        return int(self.pixels.shape[-1])

    def subset(self, count: int) -> "ImageSet":
        """The first `count` pictures (they are kept in shuffled order)."""
        return ImageSet(self.pixels[:count], self.labels[:count])


@dataclass(frozen=True)
class DataSet:
    """Pictures to learn from and pictures to be tested on."""

    name: str
    class_names: tuple[str, ...]
    train: ImageSet
    test: ImageSet

    @property
    def chance(self) -> float:
        """The accuracy of guessing one class among all."""
        return 1 / len(self.class_names)


def channel_statistics(images: ImageSet, sample: int = 5_000) -> tuple[Tensor, Tensor]:
    """Mean and standard deviation of each colour in [0, 1], from at most `sample` pictures.

    Returns:
        Two float32 tensors of shape (3,). A colour that never changes gets deviation 1.
    """
    pixels = images.pixels[:sample].to(torch.float32) / 255
    mean = pixels.mean(dim=(0, 2, 3))
    deviation = pixels.std(dim=(0, 2, 3), correction=0)
    return mean, torch.where(deviation > 1e-3, deviation, torch.ones_like(deviation))


def as_pixels(pictures: Tensor) -> Pixels:
    """Float pictures in [0, 1] of shape (count, 3, height, width) as uint8 (count, height, width, 3)."""
    levels = (pictures.detach() * 255).round().to(torch.uint8)
    pixels: Pixels = levels.permute(0, 2, 3, 1).contiguous().cpu().numpy()
    return pixels


def require_batch_fits(images: ImageSet, batch_size: int) -> None:
    """Raises UserError where a batch holds more pictures than there are."""
    if batch_size > len(images):
        raise UserError(
            f"A batch of {batch_size:,} is larger than the data, which has {len(images):,} training pictures.",
            f"Choose a batch of at most {len(images):,}.",
            field="optimisation.batch_size",
        )
