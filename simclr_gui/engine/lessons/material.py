"""Pictures to learn on: a few of the user's own, and their classes."""

from collections.abc import Generator

import torch

from simclr_gui.engine.config import DataSettings, TrainingConfig
from simclr_gui.engine.data import load_data
from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import Event, LessonPictures, PicturesReplaced
from simclr_gui.engine.images import DataSet, as_pixels
from simclr_gui.engine.randomness import generator_for
from simclr_gui.engine.shapes import shapes_data
from simclr_gui.engine.views import draw_views

PICTURES = 12
SHAPES_DRAWN = 2_000
LARGEST_LEARNED_PX = 64
DRAWN = 9  # what the random numbers are for


def lesson_data(settings: DataSettings) -> Generator[Event, None, DataSet]:
    """The pictures that the user has chosen; of Shapes, so many as are drawn in a moment.

    Where they cannot be read, PicturesReplaced says why, and Shapes stand for them: an idea can be seen in any picture.
    """
    changes = {"side_px": min(settings.side_px, LARGEST_LEARNED_PX)}  # larger ones cannot be learned in two minutes
    if settings.source == "shapes":
        changes["train_images"] = SHAPES_DRAWN
    return (yield from _read(settings.model_copy(update=changes)))


def few_pictures(settings: DataSettings, count: int) -> Generator[Event, None, DataSet]:
    """At most `count` training and as many test pictures; no whole folder is read for them. Else as `lesson_data`."""
    wanted = {"train_images": settings.train_images, "test_images": settings.test_images}
    few = {name: min(number or count, count) for name, number in wanted.items()}
    return (yield from _read(settings.model_copy(update=few)))


def _read(settings: DataSettings) -> Generator[Event, None, DataSet]:
    try:
        return (yield from load_data(settings))
    except UserError as error:
        if settings.source == "shapes":
            raise
        yield PicturesReplaced(error.sentence)
    train, test = (min(count or SHAPES_DRAWN, SHAPES_DRAWN) for count in (settings.train_images, settings.test_images))
    return shapes_data(settings.side_px, train, test, settings.drawing_seed)


def take_pictures(config: TrainingConfig) -> Generator[Event, None, None]:
    """A handful of training pictures and two views of each, drawn as in training."""
    data = yield from few_pictures(config.data, PICTURES)
    few = data.train
    generator = generator_for(config.machine.seed, DRAWN)
    views = as_pixels(draw_views(torch.cat([few.pixels, few.pixels]), config.views, generator))
    pixels = few.pixels.permute(0, 2, 3, 1).contiguous().numpy()
    yield LessonPictures(pixels, views.reshape(2, *pixels.shape), few.labels.numpy(), data.class_names)
