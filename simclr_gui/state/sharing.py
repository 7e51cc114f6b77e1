"""Runs handed on and taken in: reports and exports written, archives unpacked, on a thread beside everything else."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.events import Announced, Event
from simclr_gui.engine.events.sharing import EncoderExported, FileWritten, RunUnpacked
from simclr_gui.engine.exchange.network_form import ExportKindsRead, read_export_kinds
from simclr_gui.jobs import work
from simclr_gui.jobs.player import Failure
from simclr_gui.jobs.requests import RequestQueue
from simclr_gui.state.requester import Requester

REPORT, EXPORT, UNPACK = "report", "export", "unpack"


class Sharing(Requester):
    """One thing after the other; of each kind the newest request counts.

    Signals:
        announced(str): how far it is.
        saved(object): a Path; a file was written there.
        exported(object): an EncoderExported.
        kinds_read(object): ExportKindsRead.
        export_failed(object): a Failure of an export; `failed` is not emitted for it.
        unpacked(object): the folder of a run that came as an archive.
        failed(object): a Failure.
        cancelled(): what was being written or unpacked was given up; nothing is left of it.
    """

    announced = Signal(str)
    saved = Signal(object)
    exported = Signal(object)
    kinds_read = Signal(object)
    export_failed = Signal(object)
    unpacked = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests.played.connect(self._take)
        self._requests.failed.connect(self._take_failure)
        self._looks = RequestQueue(self)  # a second thread: whoever looks at a run waits for no export
        self._looks.played.connect(self._take)
        self._looks.failed.connect(self.failed)
        self._looks.became_quiet.connect(self.became_quiet)

    @property
    def is_quiet(self) -> bool:
        return super().is_quiet and self._looks.is_quiet

    def close(self) -> None:
        """Nothing more is asked for."""
        super().close()
        self._looks.close()
        self._looks.leave()

    @property
    def is_exporting(self) -> bool:
        """Whether an export is being written and not given up, or waits."""
        return EXPORT in self._requests or (self._requests.is_answering and self._requests.kind == EXPORT)

    def write_report(self, make_events: Callable[[], Iterator[Event]]) -> None:
        """Plays what makes a report: HTML or PDF."""
        self._requests.request(REPORT, make_events)

    def read_export_kinds(self, run_dir: Path) -> None:
        """Asks what a run can be exported as; `kinds_read` follows where its settings can be read."""
        self._looks.request("kinds", lambda: read_export_kinds(run_dir))

    def export(self, run_dir: Path, kind: str, output: Path, moved_to: Path | None = None) -> None:
        """Writes a run in one of the forms of `exchange.export_kinds`; `exported` or `export_failed` follows.

        Args:
            moved_to: where its images lie now, if that is not where they lay when it was trained.
        """
        self._requests.request(EXPORT, lambda: work.export_run(run_dir, kind, output, moved_to))

    def unpack(self, archive: Path) -> None:
        """Unpacks a run among the others; `unpacked` follows."""
        self._requests.request(UNPACK, lambda: work.unpack_run(archive))

    def cancel(self) -> None:
        """Gives up what is being done and what waits."""
        if self._requests.is_answering:
            self._requests.clear()
            self._requests.leave()
            self.cancelled.emit()

    @Slot(object)
    def _take(self, event: Event) -> None:
        match event:
            case Announced():
                self.announced.emit(event.sentence)
            case FileWritten():
                self.saved.emit(event.path)
            case EncoderExported():
                self.exported.emit(event)
            case ExportKindsRead():
                self.kinds_read.emit(event)
            case RunUnpacked():
                self.unpacked.emit(event.run_dir)

    @Slot(object)
    def _take_failure(self, failure: Failure) -> None:
        (self.export_failed if self._requests.kind == EXPORT else self.failed).emit(failure)
