"""Who works in a run folder: status.json, signs of life while a training lives, and the lock that keeps others out."""

import os
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.storage.json_files import Seconds, Text, read_as, write_json_atomically

RunState = Literal["running", "paused", "stopped", "finished", "failed"]
REMEDY = said("The run can be used all the same; going on with it writes the file anew.")
SECONDS_BETWEEN_SIGNS_OF_LIFE = 2.0
SECONDS_BETWEEN_LOOKS = 0.1
SECONDS_UNTIL_A_SILENT_RUN_COUNTS_AS_LOST = 30.0
SECONDS_UNTIL_ANOTHER_MACHINE_COUNTS_AS_LOST = 120.0  # its clock may be off, and shared disks show old content a while


@dataclass(frozen=True)
class RunStatus:
    """Who works in the folder, and when it last gave a sign of life (seconds since 1970).

    Attributes:
        started: tells the process from others that get the same number later; None where the system does not say.
    """

    state: RunState
    pid: Annotated[int, Field(strict=True, gt=0, lt=2**31)]
    host: Text
    heartbeat: Seconds
    started: Text | None = None

    @property
    def says_that_somebody_trains(self) -> bool:
        """Whether nobody has written since that it ended; the process may be gone all the same."""
        return self.state in ("running", "paused")

    @property
    def is_alive(self) -> bool:
        """Whether somebody still trains here."""
        if not self.says_that_somebody_trains:
            return False
        age_s = abs(time.time() - self.heartbeat)  # a heartbeat in the future is no better than one in the past
        if self.host != socket.gethostname():
            return age_s < SECONDS_UNTIL_ANOTHER_MACHINE_COUNTS_AS_LOST
        if not process_exists(self.pid):
            return False
        if self.started is not None:
            return self.started == start_of_process(self.pid)
        return age_s < SECONDS_UNTIL_A_SILENT_RUN_COUNTS_AS_LOST

    @property
    def is_ours(self) -> bool:
        """Whether this very process wrote it."""
        return (self.host, self.pid) == (socket.gethostname(), os.getpid())


def read_status(path: Path) -> RunStatus:
    """Reads status.json; UserError where it is missing or damaged."""
    return read_as(RunStatus, path, REMEDY)


def write_status(path: Path, state: RunState) -> None:
    """Replaces status.json with a sign of life of this process; OSError where that cannot be written."""
    pid = os.getpid()
    write_json_atomically(path, asdict(RunStatus(state, pid, socket.gethostname(), time.time(), start_of_process(pid))))


class SignsOfLife:
    """The one who writes status.json while a training lives: every two seconds, also in a long step and in a pause.

    Args:
        is_paused: asked from a thread of its own.

    Attributes:
        trouble: why the last sign could not be written.
    """

    def __init__(self, file: Path, is_paused: Callable[[], bool]) -> None:
        self._file, self._is_paused = file, is_paused
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._give_signs, name="signs of life", daemon=True)
        self.trouble: OSError | None = None

    def begin(self) -> None:
        """Raises OSError where the first sign cannot be written."""
        write_status(self._file, self._state)
        self._thread.start()

    def end(self) -> None:
        """No further sign; whoever calls this writes the final state."""
        self._is_over.set()
        self._thread.join()

    @property
    def _state(self) -> RunState:
        return "paused" if self._is_paused() else "running"

    def _give_signs(self) -> None:
        told, told_at = self._state, time.monotonic()
        while not self._is_over.wait(SECONDS_BETWEEN_LOOKS):
            state = self._state
            if state != told or time.monotonic() - told_at > SECONDS_BETWEEN_SIGNS_OF_LIFE:
                told, told_at = state, time.monotonic()
                try:
                    write_status(self._file, state)
                    self.trouble = None
                except OSError as error:
                    self.trouble = error


def process_exists(pid: int) -> bool:
    """Whether a process of this machine has that number."""
    if os.name == "nt":
        return True  # no cheap question there; the heartbeat decides
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def start_of_process(pid: int) -> str | None:
    """The machine's start and the process's within it (proc(5), field 22 of stat); None without /proc or process."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        state, ticks = fields[0], fields[19]
    except (OSError, IndexError, ValueError):
        return None
    return None if state in "ZX" else f"{boot} {ticks}"  # a zombie has ended; only its parent has not noticed
