"""UMAP in one long-lived process, started and warmed while the user does something else. Knows no Qt.

numba holds Python's lock while it compiles and lays out; in a process of its own it cannot stall a window.
"""

import math
import multiprocessing
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

from simclr_gui.engine.errands import is_still_wanted
from simclr_gui.engine.mapping.umap_layout import Floats, LayoutTask, keep_compiled_functions, umap_layout, warm_up
from simclr_gui.engine.messages.errors import Cancelled, UserError
from simclr_gui.engine.processes.children import end_with_parent, keeping_signals_from_children
from simclr_gui.engine.processes.priority import yield_to_others

SECONDS_BETWEEN_LOOKS = 0.05
SECONDS_TO_LEAVE = 0.3
SECONDS_OF_PATIENCE = 5.0  # with work at the lowest priority, which never ends where others keep all cores busy
READY = "ready"
PROCESSES = multiprocessing.get_context("spawn")  # never fork after torch or Qt started


@dataclass(frozen=True)
class SentTask:
    """A task, and whether somebody waits for it."""

    task: LayoutTask
    is_awaited: bool


class UmapProcess:
    """The client's side: start it early, then call `begin` and `finished` from any one thread, `embed` from any."""

    def __init__(self, cache_dir: Path) -> None:
        self._cache_dir = cache_dir
        self.process: multiprocessing.process.BaseProcess | None = None
        self.connection: Connection | None = None
        self._lock = threading.Lock()
        self._turn = threading.Lock()  # of who embeds: who was just given up may take a moment to notice
        self._is_free = False  # warm, and with nothing to lay out
        self._is_aside = False  # what it does now, it does at the lowest priority
        self._answer: object = None
        self._cancelled = False
        self._is_embedding = False
        self._closed = False

    def start(self, *, yields: bool = True) -> None:
        """Starts the process unless it runs; it warms itself at the lowest priority, unless it is waited for."""
        with self._lock:
            if self._closed or (self.process is not None and self.process.is_alive()):
                return
            ours, theirs = PROCESSES.Pipe()
            process = PROCESSES.Process(target=serve, args=(theirs, self._cache_dir, yields), daemon=True)
            with keeping_signals_from_children():
                process.start()
            theirs.close()
            self.process, self.connection, self._is_free, self._answer = process, ours, False, None
            self._is_aside = yields

    def begin(self, task: LayoutTask) -> bool:
        """Hands a task over and does not wait: it is laid out at the lowest priority.

        Returns:
            False while the last one is being laid out, or while nobody is there and warm.
        """
        if self._is_embedding:
            return False
        try:
            self._listen()
            if self.connection is None or not self._is_free or self._closed:
                return False
            self._send(SentTask(task, is_awaited=False))
        except (EOFError, OSError):
            return False  # whoever needs a map for good finds out
        return True

    def finished(self, within_s: float = 0.0) -> Floats | None:
        """The coordinates of the task handed over, once; None where they take longer.

        Raises:
            UserError: the process has died; the next map that somebody waits for starts another.
            Exception: the layout failed.
        """
        try:
            self._listen(within_s)
        except (EOFError, OSError) as error:
            if self._cancelled or self._closed:
                return None
            self._kill(seconds_to_leave=0)
            raise _ended_unexpectedly() from error
        answer, self._answer = self._answer, None
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, np.ndarray) else None

    def embed(self, task: LayoutTask) -> Floats:
        """Lays the points out; blocks without holding Python's lock.

        Raises:
            Cancelled: `cancel` or `close` was called meanwhile, or the thread's errand is wanted no more.
            UserError: the process died (the system ends it where memory runs out).
        """
        with self._turn:
            self._cancelled = False
            self._is_embedding = True
            try:
                answer = self._laid_out(task)
            except (EOFError, OSError) as error:
                if self._cancelled or self._closed:
                    raise Cancelled from None
                self._kill()  # the connection breaks a moment before the system tells that the process is dead
                raise _ended_unexpectedly() from error
            finally:
                self._is_embedding = False
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, np.ndarray)
        return answer

    def _laid_out(self, task: LayoutTask) -> object:
        self.start(yields=False)
        if self.connection is None:
            raise Cancelled
        if not self._is_free_within(SECONDS_OF_PATIENCE if self._is_aside else math.inf):
            self._kill(seconds_to_leave=0)
            self.start(yields=False)
            self._is_free_within(math.inf)
        self._send(SentTask(task, is_awaited=True))
        try:
            self._is_free_within(math.inf)
        except Cancelled:
            if not is_still_wanted():
                self._replace()
            raise
        answer, self._answer = self._answer, None
        return answer

    def _is_free_within(self, seconds: float) -> bool:
        ends = time.monotonic() + seconds
        while not self._is_free and time.monotonic() < ends:
            if self._cancelled or self._closed or not is_still_wanted():
                raise Cancelled
            self._listen(SECONDS_BETWEEN_LOOKS)
        return self._is_free

    def _send(self, sent: SentTask) -> None:
        assert self.connection is not None
        self.connection.send(sent)
        self._is_free, self._is_aside, self._answer = False, not sent.is_awaited, None

    def _listen(self, seconds: float = 0.0) -> None:
        """Takes what the process says: that it is warm, or an answer."""
        connection = self.connection
        if connection is None or self._is_free or not connection.poll(seconds):
            return
        said = connection.recv()
        self._is_free = True
        self._answer = None if isinstance(said, str) else said

    def cancel(self) -> None:
        """Gives up the map being drawn; the process is replaced, since UMAP cannot be interrupted."""
        self._cancelled = True
        if self._is_embedding:
            self._replace()

    def _replace(self) -> None:
        self._kill(seconds_to_leave=0)
        self.start()

    def close(self) -> None:
        """Ends the process for good."""
        self._closed = True
        self._kill()

    def _kill(self, seconds_to_leave: float = SECONDS_TO_LEAVE) -> None:
        """A busy one is killed: it holds nothing that could be lost, and compiled code cannot be asked to stop."""
        with self._lock:
            if self.connection is not None:
                self.connection.close()
            if self.process is not None:
                self.process.join(seconds_to_leave)  # an idle one leaves when the connection is gone
                self.process.kill()
                self.process.join()
            self.process = self.connection = None
            self._is_free, self._answer = False, None


def _ended_unexpectedly() -> UserError:
    return UserError("The process that draws maps has ended unexpectedly.", "Draw the map again.")


def serve(connection: Connection, cache_dir: Path, yields: bool) -> None:
    """The process's side: warms up, then answers tasks until the client is gone."""
    end_with_parent()  # one that works hears nothing of the connection
    try:
        done(partial(_warm_up, cache_dir), aside=yields)
        connection.send(READY)
        while True:
            sent: SentTask = connection.recv()
            connection.send(done(partial(umap_layout, sent.task), aside=not sent.is_awaited))
    except (EOFError, OSError):
        return


def _warm_up(cache_dir: Path) -> None:
    """Compiles or loads everything once."""
    keep_compiled_functions(cache_dir)
    warm_up()


def done(work: Callable[[], object], *, aside: bool) -> object:
    """What the work gives, or its error, which the client raises.

    Done aside, it leaves the processor to a training: on a thread of its own, because a thread may take the lowest
    priority but may not leave it again.
    """
    results: list[object] = []

    def run() -> None:
        if aside:
            yield_to_others()
        try:
            results.append(work())
        except Exception as error:
            results.append(error)

    if aside:
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        thread.join()
    else:
        run()
    return results[0]
