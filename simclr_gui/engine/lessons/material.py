"""Pictures to learn on: a few of the user's own, and their classes."""

from collections.abc import Generator

from simclr_gui.engine.config import DataSettings
from simclr_gui.engine.data import load_data
from simclr_gui.engine.events import Event, LessonPictures
from simclr_gui.engine.images import DataSet

PICTURES = 12
SHAPES_DRAWN = 2_000


def lesson_data(settings: DataSettings) -> Generator[Event, None, DataSet]:
    """The pictures that the user has chosen; of Shapes, so many as are drawn in a moment.

    Raises:
        UserError: they cannot be read.
    """
    if settings.source == "shapes":
        settings = settings.model_copy(update={"train_images": SHAPES_DRAWN})
    return (yield from load_data(settings))


def take_pictures(settings: DataSettings) -> Generator[Event, None, None]:
    """A handful of training pictures; no whole folder is read for them."""
    few_settings = settings.model_copy(update={"train_images": PICTURES, "test_images": PICTURES})
    data = yield from load_data(few_settings)
    few = data.train.subset(PICTURES)
    pixels = few.pixels.permute(0, 2, 3, 1).contiguous().numpy()
    yield LessonPictures(pixels, few.labels.numpy(), data.class_names)
