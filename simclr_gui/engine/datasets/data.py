"""From data settings to images in memory."""

from collections.abc import Generator

from simclr_gui.engine.config.settings import DataSettings
from simclr_gui.engine.datasets.data_record import DataRecord
from simclr_gui.engine.datasets.folder.folder import folder_data
from simclr_gui.engine.datasets.images import DataSet
from simclr_gui.engine.datasets.shapes import shapes_data
from simclr_gui.engine.events import Announced, Event
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import counted, said

SHAPES_NEEDED = 10  # one of each class


def load_data(
    settings: DataSettings, *, downloads: bool = False, remembered: DataRecord | None = None, as_before: bool = False
) -> Generator[Event, None, DataSet]:
    """Draws or reads the images, telling how far it is; the data set is the generator's return value.

    Args:
        downloads: whether a published data set that is not here may be downloaded.
        remembered, as_before: which images of a folder to take for a run that has begun, see `folder_data`.
    """
    if settings.source == "folder":
        return (yield from folder_data(settings, remembered, as_before=as_before))
    if settings.source != "shapes":
        from simclr_gui.engine.datasets.published.fetching import fetch, published_data

        if downloads:
            yield from fetch(settings)
        return (yield from published_data(settings))
    for field, count in (("train_images", settings.train_images), ("test_images", settings.test_images)):
        if count < SHAPES_NEEDED:
            raise UserError(
                counted(
                    "1 Shape is too few: there are {classes} classes.",
                    "{count} Shapes are too few: there are {classes} classes.",
                    count=count,
                    classes=SHAPES_NEEDED,
                ),
                said("Ask for {count} or more.", count=SHAPES_NEEDED),
                field=f"data.{field}",
            )
    yield Announced("Drawing Shapes")
    return shapes_data(settings.side_px, settings.train_images, settings.test_images, settings.drawing_seed)
