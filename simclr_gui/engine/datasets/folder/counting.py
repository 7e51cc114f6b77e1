"""How many images of a folder are learned from: by their names, before any of them is decoded."""

from simclr_gui.engine.config.settings import DataSettings
from simclr_gui.engine.datasets.folder.chosen_folder import opened
from simclr_gui.engine.datasets.folder.listing import list_images, look_through
from simclr_gui.engine.datasets.folder.splits import split_images
from simclr_gui.engine.events.streams import result_of


def count_train_images(settings: DataSettings) -> int:
    """As many as the report on the folder says.

    Raises:
        UserError: as for reading the images.
    """
    assert settings.folder is not None, "the config model asks for a folder"
    _, folder = result_of(opened(settings.folder))
    return len(split_images(list_images(look_through(folder, settings.folder)), settings).train)
