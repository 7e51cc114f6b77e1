"""Images as the engine holds them: decoded once, uint8, one tensor."""

import hashlib
from dataclasses import dataclass

import torch
from torch import Tensor

from simclr_gui.engine.config.presets import fitting_batch
from simclr_gui.engine.datasets.data_record import DataRecord
from simclr_gui.engine.events import Pixels
from simclr_gui.engine.messages.errors import Proposal, UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.storage.mapped_file import MappedFile

UNLABELLED_BANK_IMAGES = 5_000
IMAGES_DIGESTED = 1_000
SMALLEST_BATCH = 2  # an image, and another that it is to be told from


@dataclass(frozen=True)
class ImageSet:
    """Images and, where they are known, their classes.

    Attributes:
        pixels: uint8, shape (count, 3, side_px, side_px).
        labels: int64, shape (count,), an index into the class names, -1 where the class is not known.
        file: the file that `pixels` are, where they are not in memory.
    """

    pixels: Tensor
    labels: Tensor
    file: MappedFile | None = None

    def __len__(self) -> int:
        return len(self.pixels)

    @property
    def side_px(self) -> int:
        return int(self.pixels.shape[-1])

    def subset(self, count: int) -> "ImageSet":
        """The first `count` images (they are kept in shuffled order)."""
        return self.part(0, count)

    def part(self, begin: int, end: int) -> "ImageSet":
        """The images from `begin` to before `end`; nothing is copied."""
        return ImageSet(self.pixels[begin:end], self.labels[begin:end], self.file)

    def pick(self, index: Tensor) -> Tensor:
        """Copies of some images, on the device where the images are; index: int64, shape (picked,)."""
        picked = self.pixels[index.to(self.pixels.device)]
        if self.file is not None:
            self.file.note_read(picked.nbytes)
        return picked


@dataclass(frozen=True)
class DataSet:
    """Images to learn from and images to be tested on.

    Attributes:
        class_names: empty where no class is known.
        train: those with a known class come first.
        labelled: images with a class that are not trained on, where `train` has none.
        record: which images these are, file by file; None of data that the program draws or downloads.
    """

    name: str
    class_names: tuple[str, ...]
    train: ImageSet
    test: ImageSet
    labelled: ImageSet | None = None
    record: DataRecord | None = None

    @property
    def has_classes(self) -> bool:
        return bool(self.class_names)

    @property
    def can_be_scored(self) -> bool:
        """Whether there are classes to tell apart: two or more in the bank, and test images with a class."""
        return self.has_classes and len(self.bank.labels.unique()) > 1 and bool((self.test.labels >= 0).any())

    @property
    def bank(self) -> ImageSet:
        """The training images on which classifiers and principal components are fitted: those with a class.

        Where none of them has one, some thousand of all; components need no classes.
        """
        if self.labelled is not None:
            return self.labelled
        known = int((self.train.labels >= 0).sum()) if self.has_classes else 0
        return self.train.subset(known or UNLABELLED_BANK_IMAGES)

    @property
    def chance(self) -> float:
        """The accuracy of guessing one class among all."""
        return 1 / len(self.class_names)


def digest_of(data: DataSet) -> str:
    """SHA-256 that tells whether scores and maps of earlier are of these images: all classes, a thousand images."""
    digest = hashlib.sha256("/".join(data.class_names).encode(errors="surrogatepass"))
    for images in (data.bank, data.test):
        digest.update(images.labels.cpu().numpy().tobytes())
        digest.update(images.pixels[:IMAGES_DIGESTED].cpu().contiguous().numpy().tobytes())
    return digest.hexdigest()


@dataclass(frozen=True)
class ImageStatistics:
    """All that a network must know of the images before it sees one.

    Attributes:
        mean, deviation: of each colour in [0, 1], float32, shape (3,).
    """

    side_px: int
    mean: Tensor
    deviation: Tensor


def image_statistics(images: ImageSet) -> ImageStatistics:
    """Side and colours of the images that a network is trained on."""
    return ImageStatistics(images.side_px, *channel_statistics(images))


def channel_statistics(images: ImageSet, sample: int = 5_000) -> tuple[Tensor, Tensor]:
    """Mean and standard deviation of each colour in [0, 1], from at most `sample` images.

    Returns:
        Two float32 tensors of shape (3,). A colour that never changes gets deviation 1.
    """
    pixels = images.pixels[:sample].transpose(0, 1).flatten(1)
    counts = torch.stack([colour.bincount(minlength=256) for colour in pixels]).double()  # exact, and small
    shares = counts / counts.sum(dim=1, keepdim=True)
    levels = torch.arange(256, device=counts.device) / 255
    mean = shares @ levels.double()
    deviation = (shares @ levels.double() ** 2 - mean**2).clamp(min=0).sqrt().float()
    mean = mean.float()
    return mean, torch.where(deviation > 1e-3, deviation, torch.ones_like(deviation))


def as_pixels(images: Tensor) -> Pixels:
    """Float images in [0, 1] of shape (count, 3, height, width) as uint8 (count, height, width, 3)."""
    levels = (images.detach() * 255).round().to(torch.uint8)
    pixels: Pixels = levels.permute(0, 2, 3, 1).contiguous().cpu().numpy()
    return pixels


def require_batch_fits(images: ImageSet, batch_size: int) -> None:
    """Raises UserError where a batch holds more images than there are, or where there are too few to compare."""
    if len(images) < SMALLEST_BATCH:
        raise UserError(
            said("SimCLR compares images with each other, and the data has {count} to train on.", count=len(images)),
            said("Give it at least {least} images to train on, and one for the test.", least=SMALLEST_BATCH),
        )
    if batch_size > len(images):
        fitting = fitting_batch(len(images))
        proposal = Proposal(said("Use a batch of {batch:,}", batch=fitting), {"optimisation.batch_size": fitting})
        raise UserError(
            said(
                "A batch of {batch:,} is larger than the data, which has {count:,} training images.",
                batch=batch_size,
                count=len(images),
            ),
            said("Choose a batch of at most {count:,}.", count=len(images)),
            field="optimisation.batch_size",
            proposals=(proposal,),
        )
