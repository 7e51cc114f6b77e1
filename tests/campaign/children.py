"""Forked children: each does one piece of work and is waited for, killed at a random moment, or left to its fate.

The parent has imported torch and trained once, on one thread; so a child begins in milliseconds.
"""

import os
import select
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

LONGEST_S = 90.0  # a child that waits for ever is a fault, however slow the machine


@dataclass(frozen=True)
class Ended:
    """How a child ended: by a signal, or with what its work returned; `trouble` is an exception that nobody caught."""

    signal: int
    said: str
    trouble: str

    @property
    def was_killed(self) -> bool:
        return self.signal == signal.SIGKILL


@dataclass
class Child:
    """A process that was forked, and the pipe on which it tells its result."""

    pid: int
    told: int

    def has_told(self, patience_s: float) -> bool:
        """Whether it has ended, or is about to."""
        return bool(select.select([self.told], [], [], patience_s)[0])

    def waited_for(self, kill_after_s: float | None = None) -> Ended:
        """Its end; SIGKILL after so many seconds, where it has not ended before."""
        content, deadline = b"", time.monotonic() + (LONGEST_S if kill_after_s is None else kill_after_s)
        while True:
            ready, _, _ = select.select([self.told], [], [], max(0.0, deadline - time.monotonic()))
            piece = os.read(self.told, 65_536) if ready else None
            if piece is None:
                os.kill(self.pid, signal.SIGKILL)
                deadline = time.monotonic() + LONGEST_S
            elif not piece:
                break
            else:
                content += piece
        os.close(self.told)
        _, status = os.waitpid(self.pid, 0)
        said, _, trouble = content.decode("utf-8", "replace").partition("\0")
        ending = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        if ending == signal.SIGKILL and kill_after_s is None and time.monotonic() >= deadline:
            trouble = trouble or f"it did not end in {LONGEST_S:.0f} s"
        return Ended(ending, said, trouble)


def begun(work: Callable[[], str], home: Path) -> Child:
    """Forks a child that works with a home of its own; what it prints is dropped."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return Child(pid, reading)
    os.close(reading)
    os.environ["SIMCLR_EXPLORER_HOME"] = str(home)
    silence = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(silence, descriptor)
    write, troubles = os.write, list[str]()
    threading.excepthook = lambda thrown: troubles.append(_text(thrown.exc_value))
    sys.unraisablehook = lambda thrown: troubles.append(_text(thrown.exc_value))
    said = ""
    try:
        said = work()
    except BaseException as error:
        troubles.append(_text(error))
    write(writing, f"{said}\0{'; '.join(troubles)}".encode("utf-8", "replace"))
    os._exit(0)


def result_of(work: Callable[[], str], home: Path) -> Ended:
    """Of a child that is waited for."""
    return begun(work, home).waited_for()


def wrong_end(ended: Ended) -> str:
    """A sentence that has no end is none, and an exception that nobody caught is a traceback."""
    if ended.trouble or ended.signal:
        return ended.trouble or f"it ended by signal {ended.signal}"
    return ended.said if ended.said.startswith("refused without") else ""


def _text(error: BaseException | None) -> str:
    """The exception and where it came from."""
    if error is None:
        return "an exception"
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames[-5:]))
    return f"{type(error).__name__}: {error} ({places})"
