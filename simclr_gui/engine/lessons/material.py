"""Pictures to learn on: a few of the user's own, and their classes."""

from collections.abc import Generator

import torch

from simclr_gui.engine.config import DataSettings, TrainingConfig
from simclr_gui.engine.data import load_data
from simclr_gui.engine.events import Event, LessonPictures
from simclr_gui.engine.images import DataSet, as_pixels
from simclr_gui.engine.randomness import generator_for
from simclr_gui.engine.views import draw_views

PICTURES = 12
SHAPES_DRAWN = 2_000
DRAWN = 9  # what the random numbers are for


def lesson_data(settings: DataSettings) -> Generator[Event, None, DataSet]:
    """The pictures that the user has chosen; of Shapes, so many as are drawn in a moment.

    Raises:
        UserError: they cannot be read.
    """
    if settings.source == "shapes":
        settings = settings.model_copy(update={"train_images": SHAPES_DRAWN})
    return (yield from load_data(settings))


def few_pictures(settings: DataSettings, count: int) -> Generator[Event, None, DataSet]:
    """At most `count` training and as many test pictures; no whole folder is read for them.

    Raises:
        UserError: they cannot be read.
    """
    wanted = {"train_images": settings.train_images, "test_images": settings.test_images}
    few = {name: min(number or count, count) for name, number in wanted.items()}
    return (yield from load_data(settings.model_copy(update=few)))


def take_pictures(config: TrainingConfig) -> Generator[Event, None, None]:
    """A handful of training pictures and two views of each, drawn as in training."""
    data = yield from few_pictures(config.data, PICTURES)
    few = data.train
    generator = generator_for(config.machine.seed, DRAWN)
    views = as_pixels(draw_views(torch.cat([few.pixels, few.pixels]), config.views, generator))
    pixels = few.pixels.permute(0, 2, 3, 1).contiguous().numpy()
    yield LessonPictures(pixels, views.reshape(2, *pixels.shape), few.labels.numpy(), data.class_names)
