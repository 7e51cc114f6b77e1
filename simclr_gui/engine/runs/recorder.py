"""Writes what a training tells into its run folder, and lets others see that it lives."""

import json
import time
from collections.abc import Callable
from io import TextIOWrapper

from simclr_gui.engine.events import Event, RunStarted, Warned
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.runs.run_status import RunState, SignsOfLife
from simclr_gui.engine.storage.files import (
    is_file,
    is_there,
    read_file,
    set_aside,
    telling_disk_trouble,
    write_bytes_atomically,
)
from simclr_gui.engine.storage.json_files import LARGEST_JSON_BYTES

SECONDS_BETWEEN_FLUSHES = 2.0


class Recorder:
    """Keeps the events of a run and its status.

    Nothing is written before the training begins (`RunStarted`), and nothing of the log changes before its first step.

    Args:
        is_paused: asked from another thread.
    """

    def __init__(self, folder: RunFolder, is_paused: Callable[[], bool] = lambda: False) -> None:
        self._folder = folder
        self._signs = SignsOfLife(folder.status_file, is_paused)
        self._status_before: bytes | None = None
        self._has_begun = False
        self._waiting: list[Event] = []
        self._file: TextIOWrapper | None = None
        self._flushed_at = 0.0

    @property
    def has_steps(self) -> bool:
        """Whether more is known than that it began."""
        return self._file is not None

    def record(self, event: Event) -> None:
        """Keeps the event if it is of a kept kind; at most two seconds later it is on the disk.

        Raises:
            UserError: the disk is full or closed to us.
        """
        with telling_disk_trouble(self._folder.path):
            if isinstance(event, RunStarted) and not self._has_begun:
                self._begin()
            if self._file is not None:
                self._write(event)
            elif self._has_begun and event.kind:
                self._waiting.append(event)
                if not isinstance(event, (RunStarted, Warned)):
                    self._open_log()
            if self._signs.trouble is not None:
                raise self._signs.trouble

    def close(self, state: RunState | None) -> None:
        """Writes what is left of the events and the final state; None where nothing was trained, and nothing changes.

        Raises:
            UserError: the disk is full; what could still be written was.
        """
        with telling_disk_trouble(self._folder.path):
            if self._has_begun:
                self._signs.end()
            if not self._has_begun:
                if state is not None and self._folder.is_new:
                    self._folder.write_status(state)
            elif state is None and self._file is None:
                self._leave_as_it_was()
            else:
                self._end(state or "failed")

    def _begin(self) -> None:
        folder = self._folder
        if is_file(folder.status_file):
            self._status_before = read_file(folder.status_file, LARGEST_JSON_BYTES)
        elif is_there(folder.status_file):
            set_aside(folder.status_file)
        self._signs.begin()
        self._has_begun = True

    def _open_log(self) -> None:
        steps = [event.step for event in self._waiting if isinstance(event, RunStarted)]
        self._folder.log.cut_back(steps[0])
        self._file = self._folder.log.open_to_append()
        for event in self._waiting:
            self._write(event)

    def _write(self, event: Event) -> None:
        assert self._file is not None, "it is opened before anything is written"
        if event.kind:
            self._file.write(json.dumps(event.as_record()) + "\n")
        if time.monotonic() - self._flushed_at > SECONDS_BETWEEN_FLUSHES:
            self._file.flush()
            self._flushed_at = time.monotonic()

    def _end(self, state: RunState) -> None:
        try:
            if self._file is None:
                self._open_log()
            if self._file is not None:
                self._file.close()
        finally:
            self._folder.write_status(state)

    def _leave_as_it_was(self) -> None:
        if self._status_before is None:
            self._folder.status_file.unlink(missing_ok=True)
        else:
            write_bytes_atomically(self._folder.status_file, self._status_before)
