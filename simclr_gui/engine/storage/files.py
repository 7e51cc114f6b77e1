"""Files as they are found and written: what the disk refuses becomes a sentence, a crash leaves the old or the new."""

import contextlib
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, TypeVar

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.messages.system_reasons import system_reason
from simclr_gui.engine.storage.parts import delete, part_beside, sweep_parts

Content = TypeVar("Content")
WHERE_TO_WRITE = said("Choose a folder that you may write to, on a disk with free space (--run-dir).")
HOW_FILES_ARE_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # a pipe must not hold us


class telling_disk_trouble:  # noqa: N801 - reads as a phrase after `with`
    """Turns an OSError of a write into a sentence with cause and remedy."""

    def __init__(self, path: Path, remedy: str = WHERE_TO_WRITE) -> None:
        self._path, self._remedy = path, remedy

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, OSError):
            raise UserError(
                said("{path} cannot be written: {reason}.", path=self._path, reason=reason_of(error)), self._remedy
            ) from error


def reason_of(error: Exception) -> str:
    """Why it happened, in lower case and on one line; the reason of a UserError is its sentence."""
    if isinstance(error, OSError):
        return system_reason(error)
    lines = str(error).splitlines()
    return lines[0][:200] if lines else type(error).__name__


def is_there(path: Path) -> bool:
    """Whether something lies there.

    Raises:
        UserError: the disk does not say (a closed folder, a name that is too long).
    """
    return _mode(path) is not None


def is_file(path: Path) -> bool:
    """Whether it is a regular file, or a link to one; UserError as in `is_there`."""
    mode = _mode(path)
    return mode is not None and stat.S_ISREG(mode)


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise unreadable(path, reason_of(error)) from error


def unreadable(path: Path, reason: str) -> UserError:
    return UserError(said("{path} cannot be read: {reason}.", path=path, reason=reason))


def opened(path: Path) -> BinaryIO:
    """A regular file, to be read; nothing else holds us up.

    Raises:
        UserError: it is no file.
        OSError: it is missing, or closed to us.
    """
    file = os.fdopen(os.open(path, HOW_FILES_ARE_READ), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise unreadable(path, said("it is not a file"))
    return file


def read_file(path: Path, most_bytes: int) -> bytes:
    """A file's content.

    Raises:
        UserError: it is missing, no file, closed to us, or larger than that.
    """
    try:
        with opened(path) as file:
            content = file.read(min(most_bytes, os.fstat(file.fileno()).st_size) + 1)
    except (OSError, ValueError) as error:
        raise unreadable(path, reason_of(error)) from error
    if len(content) > most_bytes:
        raise UserError(said("{path} is larger than any file of its kind.", path=path), "It is probably damaged.")
    return content


def made_whole(path: Path, make: Callable[[], Content], remedy: str) -> Content:
    """What `make` makes of foreign content; whatever error a parser raises becomes the sentence that it is damaged."""
    try:
        return make()
    except UserError:
        raise
    except Exception as error:
        raise damaged(path, reason_of(error), remedy) from error


def damaged(path: Path, reason: str, remedy: str) -> UserError:
    return UserError(said("{path} is damaged: {reason}.", path=path, reason=reason), remedy)


def write_bytes_atomically(path: Path, content: bytes) -> None:
    """Writes beside, flushes to the disk, then renames over."""
    with written_beside(path) as beside, beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    _sync_folder(path.parent)


@contextlib.contextmanager
def written_beside(path: Path) -> Iterator[Path]:
    """A name in the same folder of the program's, which takes the place of `path` unless something is raised.

    What processes that are gone have left half written there is swept before.
    """
    sweep_parts(path.parent)
    beside = part_beside(path)
    try:
        yield beside
        beside.replace(path)
    except BaseException:
        delete(beside)
        raise


def set_aside(path: Path) -> None:
    """Renames what lies in the way to <name>.damaged, so that it can be made anew without losing it.

    Raises:
        UserError: the folder cannot be written to.
    """
    with telling_disk_trouble(path):
        aside, number = path.with_name(f"{path.name}.damaged"), 2
        while os.path.lexists(aside):
            aside, number = path.with_name(f"{path.name}.damaged-{number}"), number + 1
        path.rename(aside)


def _sync_folder(path: Path) -> None:
    if os.name == "nt":
        return  # Windows cannot open a folder for that
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
