"""A folder, or an archive that is unpacked first. Loads no torch."""

from collections.abc import Generator
from pathlib import Path

from simclr_gui.engine.events import Announced
from simclr_gui.engine.pictures.archives import unpacked
from simclr_gui.engine.pictures.naming import is_archive, plain_name


def opened(folder: Path) -> Generator[Announced, None, tuple[str, Path]]:
    """What a person calls it, and the folder in which the images lie.

    Raises:
        UserError: an archive that cannot be unpacked.
    """
    if is_archive(folder) and folder.is_file():
        return plain_name(folder), (yield from unpacked(folder))
    return folder.name, folder
