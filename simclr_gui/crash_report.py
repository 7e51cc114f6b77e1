"""What a window that did not end by itself has left, as a text that may be sent: versions, the fault, the log's end."""

import faulthandler
import os
import platform
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from simclr_gui import __version__
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.storage.files import opened
from simclr_gui.engine.storage.places import log_file

FAULT_BYTES, LOG_BYTES, LOG_LINES = 20_000, 64_000, 60
NAMED_PACKAGES = "PySide6-Essentials", "torch", "numpy", "umap-learn"
NO_WORDS = "It ended without a word: it was killed, the memory was full, or the machine went off."


class CrashWatch:
    """A file while the window is open: Python's fault handler writes into it, and only an orderly end removes it."""

    def __init__(self) -> None:
        self._file: TextIO | None = None

    def begin(self) -> str:
        """Watches from now on, as far as something can be written.

        Returns:
            The report on windows that ended otherwise, told once; empty where there is none.
        """
        report = ""
        with suppress(Exception):  # no home, a full disk: the window opens all the same
            folder = log_file().parent / "windows"
            faults = list(_take_faults(folder))
            report = crash_report(faults, _end_of_log()) if faults else ""
            folder.mkdir(parents=True, exist_ok=True)
            file = folder / f"{_machine()}-{os.getpid()}.txt"
            file.unlink(missing_ok=True)  # a pipe would wait for its reader
            self._file = file.open("w", encoding="utf-8")
            faulthandler.enable(self._file)
        return report

    def end(self) -> None:
        """The window ends as it should."""
        if self._file is None:
            return
        faulthandler.disable()
        self._file.close()
        with suppress(OSError):
            Path(self._file.name).unlink()
        self._file = None


def crash_report(faults: list[str], log: str) -> str:
    """English, since it is for whoever mends the fault.

    Args:
        faults: what the fault handler wrote, for each window; empty where it wrote nothing.
        log: the end of the log.
    """
    told = [fault.strip() or NO_WORDS for fault in faults]
    return "\n\n".join([_versions(), *map(without_paths, told), "Log:", without_paths(log).strip() or "(empty)"]) + "\n"


def without_paths(text: str) -> str:
    """The same without folders and files of the user; those of the program and its packages stay, from its root on."""
    return _PATH.sub("<path>", _QUOTED.sub(r"\1<path>\1", _OURS.sub(r"\1", text)))


_OURS = re.compile(r"""(?:[A-Za-z]:)?[\\/](?:[^\n"':]*[\\/])?((?:site-packages|simclr_gui|python3\.\d+)[\\/])""")
_ROOT = r"(?:[A-Za-z]:[\\/]|~?/|\\\\)"
_QUOTED = re.compile(rf"""(["']){_ROOT}[^\n"']*\1""")
_PATH = re.compile(rf"""(?<![\w>.]){_ROOT}(?:[^\n"']*[\\/])?[^\s"':,;()]*""")
"""From the first separator of a line to its last: folders may have blanks, and too little is better than too much."""


def _machine() -> str:
    """Homes are shared between machines, numbers of processes are not."""
    return re.sub(r"\W", "_", platform.node())


def _take_faults(folder: Path) -> Iterator[str]:
    """Of each window of this machine that is there no more; its file goes. One that cannot be taken hides no other."""
    for file in sorted(folder.glob(f"{_machine()}-*.txt")):
        try:
            if _is_open(file):
                continue
            with opened(file) as written:
                fault = written.read(FAULT_BYTES).decode("utf-8", "replace")
            file.unlink()
        except (OSError, UserError):
            continue
        yield fault


def _is_open(file: Path) -> bool:
    """Whether its process is there: one that began after the file was written has got its number since."""
    import psutil  # seldom: a window that ended as it should has left nothing

    try:
        return psutil.Process(int(file.stem.rpartition("-")[2])).create_time() <= file.stat().st_mtime
    except psutil.AccessDenied:
        return True
    except (psutil.Error, ValueError):
        return False


def _end_of_log() -> str:
    try:
        with opened(log_file()) as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - LOG_BYTES))
            lines = file.read().decode("utf-8", "replace").splitlines()
    except (OSError, UserError):
        return ""
    return "\n".join(lines[-LOG_LINES:])


def _versions() -> str:
    packages = ", ".join(f"{name} {_version(name)}" for name in NAMED_PACKAGES)
    python, system = platform.python_version(), platform.platform()
    return f"SimCLR Explorer {__version__}\nPython {python}, {packages}\n{system}"


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # as seldom as psutil

    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"
