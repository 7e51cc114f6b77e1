"""A lock on a file, held by one process at a time; the system lets go of it when the process is killed."""

import errno
import json
import os
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.storage.files import telling_disk_trouble

PLACE_THAT_WINDOWS_LOCKS = 2**30  # beyond the content, which others must be able to read
NO_LOCKS_HERE = (errno.ENOLCK, errno.ENOTSUP, errno.EINVAL, errno.ENOSYS)
MOST_BYTES_OF_HOLDER = 1_000
SECONDS_BETWEEN_TRIES = 0.005
LOOKS_FOR_HOLDER, SECONDS_BETWEEN_LOOKS = 10, 0.05  # it writes its name just after it took the lock


class Holder(BaseModel):
    """Which process holds a lock."""

    pid: int
    host: str


class FileLock:
    """Held on a file as long as this process wants it.

    Some file systems know no locks: there it is held without holding anybody off.

    Args:
        refusal: what to say where somebody else holds it, perhaps somebody unknown.
    """

    def __init__(self, path: Path, refusal: Callable[[Holder | None], UserError]) -> None:
        self._path, self._refusal = path, refusal
        self._descriptor: int | None = None

    @property
    def is_held(self) -> bool:
        return self._descriptor is not None

    def take(self, patience_s: float = 0.0) -> None:
        """Takes the lock, unless it is held here already; waits so long for whoever holds it.

        Raises:
            UserError: somebody else holds it, or the folder cannot be written to.
        """
        if self.is_held:
            return
        with telling_disk_trouble(self._path.parent):
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
            try:
                if not _is_locked_within(descriptor, patience_s):
                    raise self._refusal(_holder(descriptor))
                os.ftruncate(descriptor, 0)
                os.write(descriptor, json.dumps({"pid": os.getpid(), "host": socket.gethostname()}).encode())
            except BaseException:
                os.close(descriptor)
                raise
        self._descriptor = descriptor

    def release(self) -> None:
        """Lets others take it; the file stays, since removing it would take it from under who waits for it."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is None:
            return
        try:
            os.ftruncate(descriptor, 0)
        except OSError:
            pass  # the content only says who holds it
        finally:
            os.close(descriptor)


def _is_locked_within(descriptor: int, patience_s: float) -> bool:
    end = time.monotonic() + patience_s
    while not _is_locked_now(descriptor):
        if time.monotonic() >= end:
            return False
        time.sleep(SECONDS_BETWEEN_TRIES)
    return True


def _holder(descriptor: int) -> Holder | None:
    for _ in range(LOOKS_FOR_HOLDER):
        try:
            os.lseek(descriptor, 0, os.SEEK_SET)
            return Holder.model_validate_json(os.read(descriptor, MOST_BYTES_OF_HOLDER))
        except (OSError, ValueError):
            time.sleep(SECONDS_BETWEEN_LOOKS)
    return None


if sys.platform == "win32":
    import msvcrt

    def _is_locked_now(descriptor: int) -> bool:
        """Locks the file for this process; False where another has it."""
        os.lseek(descriptor, PLACE_THAT_WINDOWS_LOCKS, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EDEADLK):
                return False
            if error.errno not in NO_LOCKS_HERE:
                raise
        os.lseek(descriptor, 0, os.SEEK_SET)
        return True
else:
    import fcntl

    def _is_locked_now(descriptor: int) -> bool:
        """Locks the file for this process; False where another has it."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in NO_LOCKS_HERE:
                raise
        return True
