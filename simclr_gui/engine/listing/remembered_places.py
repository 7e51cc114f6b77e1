"""Folders opened once that lie elsewhere: runs, or folders of runs, written down beside the window's settings."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.storage.files import set_aside, telling_disk_trouble
from simclr_gui.engine.storage.json_files import read_where_there, write_json_atomically
from simclr_gui.engine.storage.places import runs_dir, settings_dir

MOST_PLACES = 1_000
REMEDY = said("Open the folders again.")

Written = Annotated[str, Field(strict=True, min_length=1, max_length=4_096)]


@dataclass(frozen=True)
class Places:
    """Whole paths, the one that was opened last at the end."""

    folders: Annotated[tuple[Written, ...], Field(max_length=MOST_PLACES)] = ()


def places_file() -> Path:
    """Where they are written down; UserError where nobody has a home."""
    return settings_dir() / "places.json"


def remembered_places() -> list[Path]:
    """Those that are written down, whether they are there or not.

    Raises:
        UserError: the file is damaged.
    """
    written = read_where_there(Places, places_file(), REMEDY) or Places()
    return [Path(folder) for folder in written.folders]


def remember_place(place: Path) -> bool:
    """Writes a folder down, unless it is listed without; whether it was.

    Raises:
        UserError: the disk refuses it.
    """
    whole, known = place.absolute(), _known()
    listed = [runs_dir().absolute(), *known]
    if whole in listed or whole.parent in listed:
        return False
    _write([*known, whole][-MOST_PLACES:])
    return True


def forget_place(place: Path) -> None:
    """Removes a folder from what is written down; of the folder nothing is touched. UserError as above."""
    known = _known()
    if place.absolute() in known:
        _write([each for each in known if each != place.absolute()])


def _known() -> list[Path]:
    """A damaged file is put aside: what it held is not lost."""
    try:
        return remembered_places()
    except UserError:
        set_aside(places_file())
        return []


def _write(places: list[Path]) -> None:
    file = places_file()
    with telling_disk_trouble(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_json_atomically(file, asdict(Places(tuple(map(str, places)))))
