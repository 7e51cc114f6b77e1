"""The calls by which a process changes or opens files, counted; the n-th of a kind can be made to do harm."""

import builtins
import errno
import io
import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CALLS = ("open", "write", "fsync", "rename", "unlink", "mkdir", "truncate", "read")
WRITING_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


@dataclass(frozen=True)
class Moment:
    """The n-th call of a kind; "read" is opening a file to read, and `half` of a write is done before the harm."""

    call: str
    number: int
    half: bool = False

    def __str__(self) -> str:
        return f"{'half of ' if self.half else ''}{self.call} {self.number}"


Harm = Callable[[str], None]
"""Given the kind of the call; it returns where the call may go on."""


def kill(_call: str) -> None:
    """Ends this process at once."""
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(60)


class Failure:
    """Fails once, or from then on; on a full disk files can still be read and removed, on a closed one be read."""

    def __init__(self, code: int, *, lasts: bool) -> None:
        self.code, self.lasts = code, lasts

    def __call__(self, call: str) -> None:
        raise OSError(self.code, os.strerror(self.code))

    def strikes_again(self, call: str) -> bool:
        spared = {errno.ENOSPC: ("read", "unlink"), errno.EROFS: ("read",), errno.EACCES: ("read",)}
        return self.lasts and call not in spared.get(self.code, ())


class FileCalls:
    """Stands between this process and its files in a folder, from `install` to its end: for a forked child alone."""

    def __init__(self, folder: Path, moment: Moment | None = None, harm: Harm = kill) -> None:
        self._folder, self._moment, self._harm = str(folder), moment, harm
        self.counts: Counter[str] = Counter()
        self.has_struck = False

    def install(self) -> None:
        """From now on every call is counted."""
        for name, call in (("replace", "rename"), ("rename", "rename"), ("unlink", "unlink"), ("remove", "unlink"),
                           ("rmdir", "unlink"), ("mkdir", "mkdir"), ("truncate", "truncate")):  # fmt: skip
            setattr(os, name, self._of_path(getattr(os, name), call))
        for name, call in (("fsync", "fsync"), ("ftruncate", "truncate")):
            setattr(os, name, self._of_descriptor(getattr(os, name), call))
        self._install_open()
        self._install_write()

    def reached(self, call: str, do_half: Callable[[], object] | None = None) -> None:
        """Called before each; does the harm where it is the moment, or where the harm lasts."""
        self.counts[call] += 1
        moment = self._moment
        if moment is None:
            return
        if self.has_struck:
            if isinstance(self._harm, Failure) and self._harm.strikes_again(call):
                self._harm(call)
        elif (call, self.counts[call]) == (moment.call, moment.number):
            self.has_struck = True
            if moment.half and do_half is not None:
                do_half()
            self._harm(call)

    def _is_inside(self, path: Any, folder_descriptor: int | None = None) -> bool:
        if isinstance(path, int):
            try:
                path = Path(f"/proc/self/fd/{path}").readlink()
            except OSError:
                return False
        return folder_descriptor is not None or os.path.abspath(os.fsdecode(path)).startswith(self._folder)  # noqa: PTH100

    def _of_path(self, whole: Any, call: str) -> Any:
        def watched(path: Any, *rest: Any, **named: Any) -> Any:
            if self._is_inside(path, named.get("dir_fd")):
                self.reached(call)
            return whole(path, *rest, **named)

        return watched

    def _of_descriptor(self, whole: Any, call: str) -> Any:
        def watched(descriptor: int, *rest: Any) -> Any:
            if self._is_inside(descriptor):
                self.reached(call)
            return whole(descriptor, *rest)

        return watched

    def _install_open(self) -> None:
        system_open, whole_open = os.open, io.open

        def watched_system_open(path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
            if self._is_inside(path, dir_fd) and not flags & getattr(os, "O_DIRECTORY", 0):
                self.reached("open" if flags & WRITING_FLAGS else "read")
            return system_open(path, flags, mode, dir_fd=dir_fd)

        def watched_open(file: Any, mode: str = "r", buffering: int = -1, *rest: Any, **named: Any) -> Any:
            if not self._is_inside(file):
                return whole_open(file, mode, buffering, *rest, **named)
            writes = bool(set(mode) & set("wax+"))
            if not isinstance(file, int):
                self.reached("open" if writes else "read")
            if not writes:
                return whole_open(file, mode, buffering, *rest, **named)
            return _opened(_WatchedFile(self, file, mode), mode, buffering, *rest, **named)

        os.open = watched_system_open
        io.open = builtins.open = watched_open

    def _install_write(self) -> None:
        whole = os.write

        def watched(descriptor: int, content: Any) -> int:
            if self._is_inside(descriptor):
                self.reached("write", lambda: whole(descriptor, bytes(content)[: len(content) // 2]))
            return whole(descriptor, content)

        os.write = watched


class _WatchedFile(io.FileIO):
    """What lies below every file that Python opens to write."""

    def __init__(self, calls: FileCalls, file: Any, mode: str) -> None:
        super().__init__(file, mode.replace("b", "").replace("t", ""))
        self._calls = calls

    def write(self, content: Any) -> int:
        plain = memoryview(content).cast("B")
        whole = super().write
        self._calls.reached("write", lambda: whole(plain[: len(plain) // 2]))
        return whole(plain)

    def truncate(self, size: int | None = None) -> int:
        self._calls.reached("truncate")
        return super().truncate(size)


def _opened(
    raw: _WatchedFile,
    mode: str,
    buffering: int,
    encoding: str | None = None,
    errors: str | None = None,
    newline: str | None = None,
    **_: Any,
) -> Any:
    """As `open` puts its layers on a file."""
    if buffering == 0:
        return raw
    buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
    if "b" in mode:
        return buffered
    text = io.TextIOWrapper(buffered, encoding or "utf-8", errors, newline, line_buffering=buffering == 1)
    text.mode = mode
    return text
