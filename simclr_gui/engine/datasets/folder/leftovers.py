"""What killed processes left in the cache, and what nobody has used for long: swept whenever the cache is written."""

import contextlib
import json
import os
import re
import shutil
import socket
import time
import uuid
from pathlib import Path
from typing import NamedTuple

from simclr_gui.engine.storage.places import cache_dir

MOST_BYTES_OF_ARCHIVES = 20 * 2**30
SECONDS_OTHERS_ARE_BELIEVED = 7 * 86_400  # whether a process of another machine lives cannot be asked
EXTENT_FILE = "extent.json"
USERS_FOLDER = "users"
PART = re.compile(r"\.(?P<pid>\d+)(@(?P<host>[^.]*)\.\w+)?\.part$")


class Extent(NamedTuple):
    """How much lies in a folder."""

    files: int
    bytes: int


def archives_cache_dir() -> Path:
    return cache_dir() / "archives"


def images_cache_dir() -> Path:
    return cache_dir() / "pictures"


def new_part(place: Path) -> Path:
    """A name beside `place` for what is not whole yet: it tells whose it is, and is nobody else's."""
    return place.with_name(f"{place.name}.{os.getpid()}@{host_name()}.{uuid.uuid4().hex[:8]}.part")


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
    for folder in (archives_cache_dir(), images_cache_dir()):
        for part in [*folder.glob("*.part"), *folder.glob("*/.*.part")]:
            if _is_abandoned(part):
                _delete(part)
    _forget_oldest_archives(MOST_BYTES_OF_ARCHIVES)


def _is_abandoned(part: Path) -> bool:
    """Whether the process whose pid is in the name is gone; names without one are of earlier versions."""
    told = PART.search(part.name)
    return not (_may_live(told["pid"], told["host"] or host_name(), part) if told else _is_recent(part))


def _forget_oldest_archives(bytes_kept: int) -> None:
    entries = [entry for entry in archives_cache_dir().glob("*") if entry.is_dir() and not entry.name.endswith(".part")]
    sizes = {entry: _size_of(entry) for entry in entries}
    total = sum(sizes.values())
    for entry in sorted(entries, key=_age_s, reverse=True):
        if total <= bytes_kept:
            return
        if not _is_in_use(entry):
            _delete(entry)
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
        if pid.isdigit() and _may_live(pid, host, user):
            return True
    return False


def _may_live(pid: str, host: str, sign: Path) -> bool:
    """Whether there is such a process; where that cannot be asked, its last sign of life decides."""
    if host != host_name() or os.name == "nt":
        return _is_recent(sign)
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return int(pid) > 0


def _is_recent(path: Path) -> bool:
    return _age_s(path) < SECONDS_OTHERS_ARE_BELIEVED


def _delete(path: Path) -> None:
    with contextlib.suppress(Exception):  # what cannot be deleted now is swept another time
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()


def _age_s(path: Path) -> float:
    for file in (path / EXTENT_FILE, path):
        with contextlib.suppress(OSError):
            return time.time() - file.stat().st_mtime
    return 0.0


def host_name() -> str:
    """What this machine calls itself, in letters that may stand in a file name."""
    return re.sub(r"[^A-Za-z0-9-]", "-", socket.gethostname())
