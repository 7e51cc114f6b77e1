"""The runs kept on this machine, newest first, as a list to choose from."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.events import Announced, Event
from simclr_gui.engine.listing.run_summary import RunsListed, RunSummary
from simclr_gui.engine.messages.sentences import Sentence
from simclr_gui.jobs import work
from simclr_gui.jobs.player import Failure
from simclr_gui.jobs.requests import RequestQueue

LIST = "list"  # all that is ever requested


class RunLibrary(QObject):
    """The list of runs, read on a thread: whoever shows it shows what is known, and follows `changed`.

    Signals:
        changed(): `runs` was read anew.
        read_on(): there is much to read, and some of it was read (`reading`).
        became_quiet(): nothing is being read.

    Attributes:
        rows: where the run in each folder stands among `runs`.
        is_known: whether the list was read once.
        reading: how far the reading is; empty where there is little to read.
        trouble: why the runs cannot be listed; empty where they can.
    """

    changed = Signal()
    read_on = Signal()
    became_quiet = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runs: list[RunSummary] = []
        self.rows: dict[str, int] = {}
        self.is_known = False
        self.reading = self.trouble = Sentence("")
        self._list = work.open_run_list()
        self._requests = RequestQueue(self, lets_window_paint=True)
        self._requests.played.connect(self._take)
        self._requests.failed.connect(self._fail)
        self._requests.became_quiet.connect(self.became_quiet)

    def row_of(self, path: Path) -> int:
        """Where the run in a folder stands, -1 where it is not listed."""
        return self.rows.get(str(path), -1)

    @property
    def is_quiet(self) -> bool:
        return self._requests.is_quiet

    def refresh(self) -> None:
        """Asks for the list anew; `changed` follows. Of several requests while it is being read the last one counts."""
        self._requests.request(LIST, self._list.listed)

    def close(self) -> None:
        """Reads no further."""
        self._requests.close()
        self._requests.leave()

    @Slot(object)
    def _take(self, event: Event) -> None:
        match event:
            case Announced():
                self.reading = Sentence(event.sentence)
                self.read_on.emit()
            case RunsListed():
                self._show(event)

    @Slot(object)
    def _fail(self, failure: Failure) -> None:
        self._show(RunsListed([], Sentence(failure.sentence), {}))

    def _show(self, listed: RunsListed) -> None:
        self.runs, self.rows, self.trouble, self.reading = listed.runs, listed.rows, listed.trouble, Sentence("")
        self.is_known = True
        self.changed.emit()
