"""Runs moved to the system's trash: how many bytes that frees once it is emptied, and what is not moved."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from send2trash import send2trash  # type: ignore[import-untyped]

from simclr_gui.engine.events import Event
from simclr_gui.engine.listing.remembered_places import forget_place
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence, said
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.files import reason_of


@dataclass(frozen=True)
class RunsMeasured(Event):
    """How much space these runs take."""

    folders: tuple[Path, ...]
    bytes: int


@dataclass(frozen=True)
class RunsTrashed(Event):
    """Runs that are in the trash now, and why the others are not: a sentence each."""

    folders: tuple[Path, ...]
    refusals: tuple[Sentence, ...]


def measured(folders: Sequence[Path]) -> Iterator[Event]:
    """Ends with `RunsMeasured`; what cannot be looked into counts nothing."""
    yield RunsMeasured(tuple(folders), sum(map(_bytes_of, folders)))


def trashed(folders: Sequence[Path]) -> Iterator[Event]:
    """Moves runs to the trash, one after the other, and ends with `RunsTrashed`."""
    done: list[Path] = []
    refusals: list[Sentence] = []
    for path in folders:
        try:
            _move(path)
        except UserError as error:
            refusals.append(Sentence(error.in_full))
        else:
            done.append(path)
    yield RunsTrashed(tuple(done), tuple(refusals))


def _move(path: Path) -> None:
    folder = RunFolder.open(path)
    status = folder.status()
    if status is not None and status.is_alive and status.is_ours:
        raise UserError(said("{name} is being trained.", name=path.name), "Stop it first.")
    folder.take_lock()  # from here on nobody begins to train it; a folder cannot be moved with a file open everywhere
    folder.release_lock()
    try:
        send2trash(path)
    except Exception as error:  # each system refuses in its own way
        raise UserError(
            said("{name} cannot be moved to the trash: {reason}.", name=path.name, reason=reason_of(error)),
            "Delete its folder in the file manager instead.",
        ) from error
    forget_place(path)


def _bytes_of(folder: Path) -> int:
    """What its files take; links count nothing."""
    total, waiting = 0, [str(folder)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    elif entry.is_file(follow_symlinks=False):
                        total += entry.stat(follow_symlinks=False).st_size
        except OSError:
            continue
    return total
