"""Processes that the program starts: signals to the program are not meant for them, and they end when it has."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker


@contextmanager
def keeping_signals_from_children() -> Iterator[None]:
    """Ctrl+C and a closed terminal reach every process of the program; this one alone decides what they mean."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})
    try:
        resource_tracker.ensure_running()  # a process of ours, too; started later, it would unblock SIGINT
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with_parent() -> None:
    """In a process of multiprocessing: however the program ends, nobody wants what is still computed here."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        _end_after(parent.join)


def end_with_input() -> None:
    """In any other: the program holds the other end of its input."""
    _end_after(sys.stdin.read)


def _end_after(wait: Callable[[], object]) -> None:
    def follow() -> None:
        wait()
        os._exit(1)

    threading.Thread(target=follow, name="end with the program", daemon=True).start()
