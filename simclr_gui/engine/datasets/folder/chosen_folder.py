"""A folder, or an archive that is unpacked first. Loads no torch."""

from collections.abc import Generator
from pathlib import Path

from simclr_gui.engine.datasets.folder.archives import unpacked
from simclr_gui.engine.datasets.folder.names import clean
from simclr_gui.engine.datasets.folder.naming import plain_name
from simclr_gui.engine.events import Announced
from simclr_gui.engine.storage.files import is_file


def opened(folder: Path) -> Generator[Announced, None, tuple[str, Path]]:
    """What a person calls it, and the folder in which the images lie.

    Raises:
        UserError: an archive that cannot be unpacked.
    """
    if is_file(folder):
        return clean(plain_name(folder)), (yield from unpacked(folder))
    return clean(folder.name), folder
