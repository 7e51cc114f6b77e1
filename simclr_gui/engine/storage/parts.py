"""Names under which something is half written: they tell whose it is, so that what killed processes left is swept."""

import contextlib
import os
import re
import shutil
import socket
import time
import uuid
from pathlib import Path

LETTERS_OF_A_NAME_KEPT = 40  # the longest names that a disk allows leave no room for more
SECONDS_OTHERS_ARE_BELIEVED = 7 * 86_400  # whether a process of another machine lives cannot be asked
PART = re.compile(r"\.(?P<pid>\d{1,9})(@(?P<host>[^.]*)(\.\w+)?)?\.part$")


def part_beside(path: Path) -> Path:
    """Where this process writes what is to take the place of `path`; hidden, so that nobody takes it for whole."""
    return path.with_name(f"{_beginning(path)}{os.getpid()}@{host_name()}.part")


def new_part(place: Path) -> Path:
    """The same under a name that is nobody else's, not even in this process."""
    return place.with_name(f"{place.name}.{os.getpid()}@{host_name()}.{uuid.uuid4().hex[:8]}.part")


def sweep_parts(folder: Path) -> None:
    """Removes what processes that are gone have left half written in a folder of the program's own."""
    _sweep(folder, ".")


def sweep_parts_of(path: Path) -> None:
    """Removes what was to take the place of `path` alone: in a folder of the user's lie files of other programs."""
    _sweep(path.parent, _beginning(path))


def is_abandoned(part: Path) -> bool:
    """Whether the process whose pid is in the name is gone; names without one are of earlier versions."""
    told = PART.search(part.name)
    return not (may_live(told["pid"], told["host"] or host_name(), part) if told else is_recent(part))


def may_live(pid: str, host: str, sign: Path) -> bool:
    """Whether there is such a process; where that cannot be asked, its last sign of life decides."""
    if host != host_name() or os.name == "nt":
        return is_recent(sign)
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return int(pid) > 0


def is_recent(path: Path) -> bool:
    """Whether it was changed a short time ago; what nobody can say counts as recent."""
    with contextlib.suppress(OSError):
        return time.time() - path.stat().st_mtime < SECONDS_OTHERS_ARE_BELIEVED
    return True


def host_name() -> str:
    """What this machine calls itself, in letters that may stand in a file name."""
    return re.sub(r"[^A-Za-z0-9-]", "-", socket.gethostname())


def delete(path: Path) -> None:
    """A file or a folder; what cannot be deleted now is swept another time."""
    with contextlib.suppress(Exception):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()


def _beginning(path: Path) -> str:
    return f".{path.name[:LETTERS_OF_A_NAME_KEPT]}."


def _sweep(folder: Path, beginning: str) -> None:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(beginning) and entry.name.endswith(".part"):
                path = Path(entry.path)
                told = PART.search(entry.name) if beginning == "." else PART.fullmatch(entry.name, len(beginning) - 1)
                is_earlier = told is None and beginning == "."  # versions that wrote no pid
                if is_earlier or (told is not None and is_abandoned(path)):
                    delete(path)
