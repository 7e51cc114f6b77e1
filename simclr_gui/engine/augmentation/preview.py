"""The augmentation lab: one image, its two views step by step, and many draws at once."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from simclr_gui.engine.augmentation import render_views, sample_parameters
from simclr_gui.engine.augmentation.steps import overlap, take_apart
from simclr_gui.engine.config.settings import DataSettings, TrainingConfig
from simclr_gui.engine.datasets.data import SHAPES_NEEDED, load_data
from simclr_gui.engine.datasets.folder.decoding import NoImage, decode_image
from simclr_gui.engine.datasets.folder.sharp import SharpFolder, sharp_image
from simclr_gui.engine.datasets.images import DataSet, as_pixels
from simclr_gui.engine.events import Event, Pixels, ViewsInspected
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.randomness import Stream, generator_for

DRAWS = 24
IMAGES_READ = 256


@dataclass(frozen=True)
class PreviewImage:
    """What lies under the glass.

    Attributes:
        number: which of the first training images; it goes round at the end.
        draw: which set of random numbers.
        file: an image that was brought along, instead.
    """

    number: int = 0
    draw: int = 0
    file: Path | None = None


class AugmentationPreview:
    """Draws views of single images for settings that are being changed; keeps the few images that it has read."""

    def __init__(self) -> None:
        self._read_for: object = None
        self._data: DataSet | None = None
        self._files: SharpFolder | None = None
        self._sharp: tuple[object, Pixels | None] = (None, None)

    def inspect(self, config: TrainingConfig, preview_image: PreviewImage) -> Iterator[Event]:
        """The views that the settings draw of one image.

        The same draw uses the same random numbers whatever the settings are: a slider changes what it is for, no more.

        Raises:
            UserError: the data or the file cannot be read.
        """
        if preview_image.file is not None:
            pixels, number, images, name = (
                _decoded(preview_image.file, config.data.side_px),
                -1,
                0,
                preview_image.file.name,
            )
        else:
            data = yield from self._few(config.data)
            images, number = len(data.train), preview_image.number % len(data.train)
            pixels = data.train.pick(torch.tensor([number]))[0]
            label = int(data.train.labels[number])
            name = data.class_names[label] if data.has_classes and label >= 0 else ""
        generator = generator_for(config.machine.seed, Stream.PREVIEWED_VIEWS, preview_image.draw)
        parameters = sample_parameters(DRAWS, config.data.side_px, config.views, generator)
        first, second = (take_apart(pixels, parameters.select(torch.tensor([place]))) for place in (0, 1))
        sheet = as_pixels(render_views(pixels.expand(DRAWS, -1, -1, -1), parameters))
        original = pixels.permute(1, 2, 0).contiguous().numpy()
        shared, sharp = overlap(first, second), self._sharp_of(preview_image.file or number, original)
        yield ViewsInspected(number, images, name, original, first, second, shared, sheet, sharp)

    def _few(self, settings: DataSettings) -> Generator[Event, None, DataSet]:
        few = settings.model_copy(update={"train_images": IMAGES_READ, "test_images": SHAPES_NEEDED})
        if self._data is None or self._read_for != few:
            self._data = yield from load_data(few)
            self._read_for = few
            record, folder = self._data.record, few.folder
            self._files = SharpFolder(folder, record.scale) if record and folder else None
        return self._data

    def _sharp_of(self, which: Path | int, original: Pixels) -> Pixels | None:
        """Read once for an image, however often a slider is moved."""
        key = (which, original.tobytes())
        if key != self._sharp[0]:
            self._sharp = key, self._read_sharp(which, original)
        return self._sharp[1]

    def _read_sharp(self, which: Path | int, original: Pixels) -> Pixels | None:
        if isinstance(which, Path):
            return sharp_image(which, original, None)
        record = self._data.record if self._data else None
        return self._files.read(record.train[which].name, original) if self._files and record else None


def _decoded(file: Path, side_px: int) -> Tensor:
    try:
        return torch.from_numpy(decode_image(file, side_px)).permute(2, 0, 1).contiguous()
    except NoImage as error:
        raise UserError(
            said("{name} cannot be shown: {reason}.", name=file.name, reason=error.reason),
            "Choose an image file, such as PNG or JPEG.",
        ) from None
