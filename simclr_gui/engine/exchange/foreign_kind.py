"""Which files may hold an encoder of another program, by their first bytes; nothing is believed. Loads no torch."""

from pathlib import Path

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.storage.files import is_file, is_there, opened, reason_of, unreadable

IN_FOLDERS = ("model.safetensors", "pytorch_model.bin")
LARGEST_FILE_BYTES = 8 * 2**30  # with an optimizer's memory; an encoder alone has 0.3 GB at most
LENGTH_BYTES = 8  # before the list of contents of a safetensors file
BEGIN_BYTES = 256
ZIP, PICKLE, HDF5 = b"PK\x03\x04", b"\x80", b"\x89HDF"
LENGTH_OF_NAME, NAME = slice(26, 28), 30  # of a zip's first entry
TORCHS_FIRST = b"/data.pkl"
TAKEN = said("Name a .safetensors file, one that torch.save has written, or a folder that timm has written.")


def is_foreign(place: Path) -> bool:
    """Whether it looks like a file, or a folder, with an encoder."""
    try:
        path = file_in(place)
        begin = _begin(path)
        return _is_torchs(begin) or (begin[LENGTH_BYTES : LENGTH_BYTES + 1] == b"{" and _has_contents(path, begin))
    except (UserError, OSError, ValueError):
        return False


def is_safetensors(path: Path) -> bool:
    """False for a file of torch's.

    Raises:
        UserError: it is neither.
    """
    begin = _begin(path)
    if begin.startswith(ZIP) or begin[:1] == PICKLE:
        return False
    if begin.startswith(HDF5):
        raise UserError(said("{name} is a file of Keras or HDF5, not of torch.", name=path.name), TAKEN)
    if begin[LENGTH_BYTES : LENGTH_BYTES + 1] == b"{" or path.suffix == ".safetensors":
        return True
    raise UserError(said("{name} holds no weights that can be read.", name=path.name), TAKEN)


def file_in(place: Path) -> Path:
    """The file itself, or the one that a folder of timm's holds; UserError where there is none."""
    if place.is_dir():
        found = next((place / name for name in IN_FOLDERS if is_file(place / name)), None)
        if found is None:
            raise UserError(
                said("{path} holds no encoder: neither model.safetensors nor pytorch_model.bin.", path=place), TAKEN
            )
        place = found
    if not is_there(place):
        raise UserError(said("There is no file {path}.", path=place), TAKEN)
    if not is_file(place):
        raise unreadable(place, said("it is not a file"))
    if place.stat().st_size > LARGEST_FILE_BYTES:
        raise UserError(said("{name} is larger than any encoder.", name=place.name), TAKEN)
    return place


def _is_torchs(begin: bytes) -> bool:
    """A pickle, or a zip whose first entry is one: those of images and runs begin with something else."""
    if begin.startswith(ZIP):
        length = int.from_bytes(begin[LENGTH_OF_NAME], "little")
        return begin[NAME : NAME + length].endswith(TORCHS_FIRST)
    return begin[:1] == PICKLE


def _has_contents(path: Path, begin: bytes) -> bool:
    return int.from_bytes(begin[:LENGTH_BYTES], "little") <= path.stat().st_size - LENGTH_BYTES


def _begin(path: Path) -> bytes:
    try:
        with opened(path) as file:
            return file.read(BEGIN_BYTES)
    except OSError as error:
        raise unreadable(path, reason_of(error)) from error
