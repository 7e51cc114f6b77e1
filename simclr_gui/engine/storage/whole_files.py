"""Files and folders that a person names: written beside and put in place when all is there, or refused in words."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.storage.files import reason_of
from simclr_gui.engine.storage.parts import part_beside, sweep_parts_of


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A name beside `path` under which it is to be written; whatever ends that early leaves what was there before.

    Raises:
        UserError: the place cannot be written, known before anything is computed; or the disk is full.
    """
    with _telling_trouble(path, OSError, ValueError):  # a name may hold what no system takes
        sweep_parts_of(path)
        part = part_beside(path)
        if path.exists() and not path.is_file():
            raise UserError(said("{path} is not a file.", path=path), "Choose another name.")
        part.touch()
    with _telling_trouble(path, OSError):
        try:
            yield part
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            part.replace(path.resolve())  # of a link what it leads to
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """The same for a folder, which must not be there yet, or hold nothing: nobody's files are replaced.

    Raises:
        UserError: something is there, or the place cannot be written, both known before anything is computed; or the
            disk is full.
    """
    with _telling_trouble(path, OSError, ValueError):
        sweep_parts_of(path)
        part = part_beside(path)
        if os.path.lexists(path) and not (path.is_dir() and next(path.iterdir(), None) is None):
            raise UserError(
                said("{path} is there already.", path=path), "Name a new folder: what lies in another is not replaced."
            )
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
    with _telling_trouble(path, OSError):
        try:
            yield part
            if path.is_dir():
                path.rmdir()  # empty; not every system renames over it
            part.rename(path)
        finally:
            shutil.rmtree(part, ignore_errors=True)


@contextmanager
def _telling_trouble(path: Path, *kinds: type[Exception]) -> Iterator[None]:
    try:
        yield
    except kinds as error:
        raise UserError(
            said("{path} cannot be written: {reason}.", path=path, reason=reason_of(error)),
            "Name a place that you may write to, on a disk with free space.",
        ) from error
