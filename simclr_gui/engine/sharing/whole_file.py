"""Files that a person names: written beside and put in place when all is there, or refused in a sentence."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.storage.files import reason_of

LETTERS_OF_A_NAME_KEPT = 40  # the longest names that a disk allows leave no room for more


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A name beside `path` under which it is to be written; whatever ends that early leaves what was there before.

    Raises:
        UserError: the place cannot be written, known before anything is computed; or the disk is full.
    """
    part = path.with_name(f".{path.name[:LETTERS_OF_A_NAME_KEPT]}.{os.getpid()}.part")
    try:
        if path.exists() and not path.is_file():
            raise UserError(said("{path} is not a file.", path=path), "Choose another name.")
        part.touch()
        try:
            yield part
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            part.replace(path.resolve())  # of a link what it leads to
        finally:
            part.unlink(missing_ok=True)
    except (OSError, ValueError) as error:  # a name may hold what no system takes
        raise UserError(
            said("{path} cannot be written: {reason}.", path=path, reason=reason_of(error)),
            "Name a place that you may write to, on a disk with free space.",
        ) from error
