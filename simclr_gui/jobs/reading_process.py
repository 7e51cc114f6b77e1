"""A long events.jsonl read in a process of its own, which holds up no window: parsing holds Python's lock. No Qt."""

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.processes.children import end_with_parent, keeping_signals_from_children
from simclr_gui.engine.runs.bundles import ReadOn, Told, told_from
from simclr_gui.engine.runs.event_log import EventLog

FEWEST_BYTES = 20_000_000  # what is shorter is read before a process has started
SECONDS_BETWEEN_LOOKS = 0.05


@contextmanager
def reading_ahead(path: Path) -> Iterator[ReadOn]:
    """Gives a function that reads on; of a long file what there is at first comes from a process.

    Where that cannot be started, or dies, the rest is read here.
    """
    log = EventLog(path)
    if log.size_bytes() < FEWEST_BYTES:
        yield lambda place: told_from(log, place)
        return
    process, connection = _started(path)
    try:
        yield _Ahead(log, connection).read_on
    finally:
        if connection is not None:
            connection.close()
        if process is not None:
            process.kill()  # it only reads
            process.join()


class _Ahead:
    """What comes from the process as long as it comes."""

    def __init__(self, log: EventLog, connection: Connection | None) -> None:
        self._log, self._connection = log, connection

    def read_on(self, place: int) -> Told:
        if self._connection is not None:
            try:
                told: Told = self._connection.recv()
            except (EOFError, OSError):
                self._connection = None
            else:
                return told
        return told_from(self._log, place)


def _started(path: Path) -> tuple[BaseProcess | None, Connection | None]:
    context = multiprocessing.get_context("spawn")  # never fork after torch or Qt started
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=serve, args=(theirs, path), daemon=True)
    try:
        with keeping_signals_from_children():
            process.start()
    except OSError:  # no memory, or no further process for this user
        ours.close()
        return None, None
    finally:
        theirs.close()
    return process, ours


def serve(connection: Connection, path: Path) -> None:
    """The process's side: all parts that there are now, until the client is gone."""
    end_with_parent()
    log, place = EventLog(path), 0
    with suppress(OSError, UserError), connection:
        while True:
            told = told_from(log, place)
            if told.place == place:
                return
            connection.send(told)
            place = told.place
