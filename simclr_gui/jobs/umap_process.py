"""UMAP in one long-lived process, started and warmed while the user does something else. Knows no Qt.

numba holds Python's lock while it compiles and lays out; in a process of its own it cannot stall a window.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

from simclr_gui.engine.errors import Cancelled, UserError
from simclr_gui.engine.mapping.umap_layout import Floats, LayoutTask, keep_compiled_functions, umap_layout, warm_up

SECONDS_BETWEEN_LOOKS = 0.05
SECONDS_TO_LEAVE = 0.3


class UmapProcess:
    """The client's side: start it early, then call `embed` from any one thread at a time."""

    def __init__(self, cache_dir: Path) -> None:
        self._cache_dir = cache_dir
        self._process: multiprocessing.process.BaseProcess | None = None
        self._connection: Connection | None = None
        self._lock = threading.Lock()
        self._cancelled = False
        self._is_embedding = False
        self._owes_answer = False
        self._closed = False

    def start(self) -> None:
        """Starts the process unless it runs; it warms itself at the lowest priority."""
        with self._lock:
            if self._closed or (self._process is not None and self._process.is_alive()):
                return
            context = multiprocessing.get_context("spawn")  # never fork after torch or Qt started
            ours, theirs = context.Pipe()
            process = context.Process(target=serve, args=(theirs, self._cache_dir), daemon=True)
            with _keeping_signals_from_children():
                process.start()
            theirs.close()
            self._process, self._connection, self._owes_answer = process, ours, False

    def begin(self, task: LayoutTask) -> bool:
        """Hands a task over and does not wait; False while the last one is being laid out or nobody is there."""
        connection = self._connection
        if connection is None or self._owes_answer or self._closed:
            return False
        try:
            connection.send(task)
        except OSError:
            return False  # whoever needs a map for good finds out
        self._owes_answer = True
        return True

    def finished(self) -> Floats | None:
        """The coordinates of the task handed over, once; None before they are there, or where that failed."""
        connection = self._connection
        if connection is None or not self._owes_answer:
            return None
        try:
            if not connection.poll():
                return None
            answer = connection.recv()
        except (EOFError, OSError):
            return None
        self._owes_answer = False
        return answer if isinstance(answer, np.ndarray) else None

    def embed(self, task: LayoutTask) -> Floats:
        """Lays the points out; blocks without holding Python's lock.

        Raises:
            Cancelled: `cancel` or `close` was called meanwhile.
            UserError: the process died (the system ends it where memory runs out).
        """
        self._cancelled = False
        self.start()
        connection = self._connection
        if connection is None:
            raise Cancelled
        self._is_embedding = True
        try:
            if self._owes_answer:
                self._answer(connection)  # of a task that nobody waits for any more
            connection.send(task)
            answer = self._answer(connection)
        except (EOFError, OSError) as error:
            if self._cancelled or self._closed:
                raise Cancelled from None
            self._kill()  # the connection breaks a moment before the system tells that the process is dead
            raise UserError("The process that draws maps has ended unexpectedly.", "Draw the map again.") from error
        finally:
            self._is_embedding = False
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, np.ndarray)
        return answer

    def _answer(self, connection: Connection) -> object:
        while not connection.poll(SECONDS_BETWEEN_LOOKS):
            if self._cancelled or self._closed:
                raise Cancelled
        self._owes_answer = False
        return connection.recv()

    def cancel(self) -> None:
        """Gives up the map being drawn; the process is replaced, since UMAP cannot be interrupted."""
        self._cancelled = True
        if self._is_embedding:
            self._kill(seconds_to_leave=0)
            self.start()

    def close(self) -> None:
        """Ends the process for good."""
        self._closed = True
        self._kill()

    def _kill(self, seconds_to_leave: float = SECONDS_TO_LEAVE) -> None:
        """A busy one is killed: it holds nothing that could be lost, and compiled code cannot be asked to stop."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            if self._process is not None:
                self._process.join(seconds_to_leave)  # an idle one leaves when the connection is gone
                self._process.kill()
                self._process.join()
            self._process = self._connection = None
            self._owes_answer = False


@contextmanager
def _keeping_signals_from_children() -> Iterator[None]:
    """Ctrl+C and a closed terminal reach every process of the program; this one alone decides what they mean."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # it would unblock them when the child is started
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def serve(connection: Connection, cache_dir: Path) -> None:
    """The process's side: warms up aside, answers tasks until the client is gone."""
    warming = threading.Thread(target=_warm_up, args=(cache_dir,), daemon=True)
    warming.start()
    while True:
        try:
            task = connection.recv()
        except (EOFError, OSError):
            return
        warming.join()  # numba must not be entered twice
        try:
            answer: object = umap_layout(task)
        except Exception as error:  # the client raises it
            answer = error
        try:
            connection.send(answer)
        except (BrokenPipeError, OSError):
            return


def _warm_up(cache_dir: Path) -> None:
    """Compiles or loads everything once, at a priority that leaves the processor to a training run."""
    _yield_to_others()
    keep_compiled_functions(cache_dir)
    warm_up()


def _yield_to_others() -> None:
    """Lowest priority for the calling thread alone; what the system does not offer is left out."""
    if hasattr(os, "SCHED_IDLE"):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
