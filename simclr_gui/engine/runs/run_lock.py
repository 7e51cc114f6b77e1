"""The lock that keeps two processes from training one run at the same time."""

import errno
import json
import os
import socket
import sys
import time
from pathlib import Path

from pydantic import BaseModel

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.storage.files import telling_disk_trouble

PLACE_THAT_WINDOWS_LOCKS = 2**30  # beyond the content, which others must be able to read
NO_LOCKS_HERE = (errno.ENOLCK, errno.ENOTSUP, errno.EINVAL, errno.ENOSYS)
MOST_BYTES_OF_HOLDER = 1_000
LOOKS_FOR_HOLDER, SECONDS_BETWEEN_LOOKS = 10, 0.05  # it writes its name just after it took the lock


class Holder(BaseModel):
    """Who trains."""

    pid: int
    host: str


class RunLock:
    """Held on the file `lock` of a run folder as long as this process trains it; the system lets go if it is killed.

    Some file systems know no locks: there it is held without holding anybody off, and status.json has to do.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    @property
    def is_held(self) -> bool:
        return self._descriptor is not None

    def take(self) -> None:
        """Takes the lock, unless it is held here already.

        Raises:
            UserError: somebody else holds it, or the folder cannot be written to.
        """
        if self.is_held:
            return
        with telling_disk_trouble(self._path.parent):
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
            try:
                if not _is_locked_now(descriptor):
                    raise trained_elsewhere(self._path.parent, _holder(descriptor))
                os.ftruncate(descriptor, 0)
                os.write(descriptor, json.dumps({"pid": os.getpid(), "host": socket.gethostname()}).encode())
            except BaseException:
                os.close(descriptor)
                raise
        self._descriptor = descriptor

    def release(self) -> None:
        """Lets others train; the file stays, since removing it would take it from under who waits for it."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is None:
            return
        try:
            os.ftruncate(descriptor, 0)
        except OSError:
            pass  # the content only says who holds it
        finally:
            os.close(descriptor)


def trained_elsewhere(run_dir: Path, holder: Holder | None) -> UserError:
    """What to say where somebody else trains the run, perhaps somebody unknown."""
    if holder is None:
        return UserError(said("{path} is being trained by another process.", path=run_dir), "Stop that run first.")
    return UserError(
        said("{path} is being trained by process {pid} on {host}.", path=run_dir, pid=holder.pid, host=holder.host),
        "Stop that run first.",
    )


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
