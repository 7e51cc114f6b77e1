"""Runs handed on and taken in: reports and archives written, archives unpacked, on a thread beside everything else."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.events import Announced, Event
from simclr_gui.engine.events.sharing import FileWritten, RunUnpacked
from simclr_gui.jobs import work
from simclr_gui.jobs.requests import RequestQueue

REPORT, EXPORT, UNPACK = "report", "export", "unpack"


class Sharing(QObject):
    """One thing after the other; of each kind the newest request counts.

    Signals:
        announced(str): how far it is.
        saved(object): a Path; a file was written there.
        unpacked(object): the folder of a run that came as an archive.
        failed(object): a Failure.
        cancelled(): what was being written or unpacked was given up; nothing is left of it.
        became_quiet(): nothing is being written or read.
    """

    announced = Signal(str)
    saved = Signal(object)
    unpacked = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    became_quiet = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests = RequestQueue(self)
        self._requests.played.connect(self._take)
        self._requests.failed.connect(self.failed)
        self._requests.became_quiet.connect(self.became_quiet)

    @property
    def is_quiet(self) -> bool:
        return self._requests.is_quiet

    def write_report(self, make_events: Callable[[], Iterator[Event]]) -> None:
        """Plays what makes a report: HTML or PDF."""
        self._requests.request(REPORT, make_events)

    def export(self, run_dir: Path, file: Path) -> None:
        """Writes a run as a zip."""
        self._requests.request(EXPORT, lambda: work.export_run(run_dir, file))

    def unpack(self, archive: Path) -> None:
        """Unpacks a run among the others; `unpacked` follows."""
        self._requests.request(UNPACK, lambda: work.unpack_run(archive))

    def cancel(self) -> None:
        """Gives up what is being done and what waits."""
        if self._requests.is_answering:
            self._requests.clear()
            self._requests.leave()
            self.cancelled.emit()

    def close(self) -> None:
        """Nothing more is asked for."""
        self._requests.close()
        self._requests.leave()

    @Slot(object)
    def _take(self, event: Event) -> None:
        match event:
            case Announced():
                self.announced.emit(event.sentence)
            case FileWritten():
                self.saved.emit(event.path)
            case RunUnpacked():
                self.unpacked.emit(event.run_dir)
