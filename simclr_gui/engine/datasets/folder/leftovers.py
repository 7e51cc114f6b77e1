"""What killed processes left in the cache, and what nobody has used for long: swept whenever the cache is written."""

import contextlib
import json
import os
import time
from pathlib import Path
from typing import NamedTuple

from simclr_gui.engine.storage.parts import delete, host_name, is_abandoned, may_live
from simclr_gui.engine.storage.places import cache_dir

MOST_BYTES_OF_ARCHIVES = 20 * 2**30
EXTENT_FILE = "extent.json"
USERS_FOLDER = "users"


class Extent(NamedTuple):
    """How much lies in a folder."""

    files: int
    bytes: int


def archives_cache_dir() -> Path:
    return cache_dir() / "archives"


def images_cache_dir() -> Path:
    return cache_dir() / "pictures"


def mark_used(entry: Path) -> None:
    """An entry of the archives' cache stays as long as this process lives; a disk that is closed forgets it."""
    with contextlib.suppress(OSError):
        (entry / USERS_FOLDER).mkdir(exist_ok=True)
        (entry / USERS_FOLDER / f"{os.getpid()}@{host_name()}").touch()
        (entry / EXTENT_FILE).touch()


def extent_of(folder: Path) -> Extent:
    """Counts what lies in a folder, links as what they are; OSError where it is not there."""
    files = size = 0
    waiting = [os.fspath(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    files += 1
                    size += entry.stat(follow_symlinks=False).st_size
    return Extent(files, size)


def sweep_cache() -> None:
    """Deletes what killed processes left half, and archives that were not used for longest where all are too large.

    Nothing that a living process makes or uses is touched.
    """
    with contextlib.suppress(OSError):  # another process sweeps at the same time; what stays is swept another time
        for folder in (archives_cache_dir(), images_cache_dir()):
            for part in [*folder.glob("*.part"), *folder.glob("*/.*.part")]:
                if is_abandoned(part):
                    delete(part)
        _forget_oldest_archives(MOST_BYTES_OF_ARCHIVES)


def _forget_oldest_archives(bytes_kept: int) -> None:
    entries = [entry for entry in archives_cache_dir().glob("*") if entry.is_dir() and not entry.name.endswith(".part")]
    sizes = {entry: _size_of(entry) for entry in entries}
    total = sum(sizes.values())
    for entry in sorted(entries, key=_age_s, reverse=True):
        if total <= bytes_kept:
            return
        if not _is_in_use(entry):
            delete(entry)
            total -= sizes[entry]


def _size_of(entry: Path) -> int:
    try:
        return int(json.loads((entry / EXTENT_FILE).read_text(encoding="utf-8"))[1])
    except Exception:  # of an earlier version, or damaged: counted instead
        with contextlib.suppress(OSError):
            return extent_of(entry).bytes
    return 0


def _is_in_use(entry: Path) -> bool:
    for user in (entry / USERS_FOLDER).glob("*@*"):
        pid, _, host = user.name.partition("@")
        if pid.isdigit() and may_live(pid, host, user):
            return True
    return False


def _age_s(path: Path) -> float:
    for file in (path / EXTENT_FILE, path):
        with contextlib.suppress(OSError):
            return time.time() - file.stat().st_mtime
    return 0.0
