"""Images to learn on: a few of the user's own, and their classes."""

from collections.abc import Generator

import torch

from simclr_gui.engine.augmentation import sample_views
from simclr_gui.engine.config.settings import DataSettings, TrainingConfig
from simclr_gui.engine.datasets.data import load_data
from simclr_gui.engine.datasets.images import DataSet, as_pixels
from simclr_gui.engine.datasets.shapes import shapes_data
from simclr_gui.engine.events import Event, ImagesReplaced, LessonImages
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.randomness import Stream, generator_for

IMAGES = 12
SHAPES_DRAWN = 2_000
LARGEST_LEARNED_PX = 64


def lesson_data(settings: DataSettings) -> Generator[Event, None, DataSet]:
    """The images that the user has chosen; of Shapes, so many as are drawn in a moment.

    Where they cannot be read, ImagesReplaced says why, and Shapes stand for them: an idea can be seen in any image.
    """
    changes = {"side_px": min(settings.side_px, LARGEST_LEARNED_PX)}  # larger ones cannot be learned in two minutes
    if settings.source == "shapes":
        changes["train_images"] = SHAPES_DRAWN
    return (yield from _read(settings.model_copy(update=changes)))


def few_images(settings: DataSettings, count: int) -> Generator[Event, None, DataSet]:
    """At most `count` training and as many test images; no whole folder is read for them. Else as `lesson_data`."""
    wanted = {"train_images": settings.train_images, "test_images": settings.test_images}
    few = {name: min(number or count, count) for name, number in wanted.items()}
    return (yield from _read(settings.model_copy(update=few)))


def _read(settings: DataSettings) -> Generator[Event, None, DataSet]:
    try:
        return (yield from load_data(settings))
    except UserError as error:
        if settings.source == "shapes":
            raise
        yield ImagesReplaced(error.sentence)
    train, test = (min(count or SHAPES_DRAWN, SHAPES_DRAWN) for count in (settings.train_images, settings.test_images))
    return shapes_data(settings.side_px, train, test, settings.drawing_seed)


def take_images(config: TrainingConfig) -> Generator[Event, None, None]:
    """A handful of training images and two views of each, drawn as in training."""
    data = yield from few_images(config.data, IMAGES)
    few = data.train
    generator = generator_for(config.machine.seed, Stream.LESSON_VIEWS)
    views = as_pixels(sample_views(torch.cat([few.pixels, few.pixels]), config.views, generator))
    pixels = few.pixels.permute(0, 2, 3, 1).contiguous().numpy()
    yield LessonImages(pixels, views.reshape(2, *pixels.shape), few.labels.numpy(), data.class_names)
