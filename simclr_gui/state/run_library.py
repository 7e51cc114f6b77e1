"""The runs of this machine and of other places that were opened, newest first, and what is done with them."""

import gc
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.events import Announced, Event
from simclr_gui.engine.listing import run_keeping, trash
from simclr_gui.engine.listing.arrangement import RunsArranged, arranging
from simclr_gui.engine.listing.run_details import RunDetailsRead, read_details
from simclr_gui.engine.listing.run_keeping import ChangeAbout, PlaceOpened, RunsDescribed
from simclr_gui.engine.listing.run_summary import RunsListed, RunSummary
from simclr_gui.engine.listing.seed_groups import SeedGroup
from simclr_gui.engine.listing.trash import RunsMeasured, RunsTrashed
from simclr_gui.engine.messages.sentences import Sentence
from simclr_gui.engine.runs.about import About
from simclr_gui.jobs import work
from simclr_gui.jobs.player import Failure, MakeEvents
from simclr_gui.jobs.requests import RequestQueue

LIST, FOLLOW = "list", "follow"
FEWEST_FOR_A_THREAD = 2_000  # runs; fewer are arranged in a few milliseconds


class RunLibrary(QObject):
    """The list of runs, read on a thread: whoever shows it shows what is known, and follows `changed`.

    Signals:
        changed(): `runs` was read anew.
        read_on(): there is much to read, and some of it was read (`reading`).
        became_quiet(): nothing is being read.
        described(object): RunsDescribed, whatever was said of runs.
        measured(object): RunsMeasured, of the runs that may be moved to the trash.
        trashed(object): RunsTrashed.
        place_opened(object): PlaceOpened, a folder that somebody named.
        details_read(object): RunDetailsRead.
        arranged(object): RunsArranged, of the newest request.
        failed(object): a Failure of what was to be done with a run; the list stays as it is.

    Attributes:
        rows: where the run in each folder stands among `runs`.
        is_known: whether the list was read once.
        reading: how far the reading is; empty where there is little to read.
        trouble: why the runs cannot be listed; empty where they can.
    """

    changed = Signal()
    read_on = Signal()
    became_quiet = Signal()
    described = Signal(object)
    measured = Signal(object)
    trashed = Signal(object)
    place_opened = Signal(object)
    details_read = Signal(object)
    arranged = Signal(object)
    failed = Signal(object)

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
        self._requests.became_quiet.connect(self._note_quiet)
        self._looks = RequestQueue(self)  # a second thread: whoever looks at one run does not wait for ten thousand
        self._looks.played.connect(self._take)
        self._looks.failed.connect(self.failed)
        self._looks.became_quiet.connect(self._note_quiet)
        self._arrangements, self._asked = RequestQueue(self), 0
        self._arrangements.played.connect(self._take)
        self._arrangements.failed.connect(self.failed)
        self._arrangements.became_quiet.connect(self._note_quiet)

    def row_of(self, path: Path) -> int:
        """Where the run in a folder stands, -1 where it is not listed."""
        return self.rows.get(str(path), -1)

    @property
    def is_quiet(self) -> bool:
        return all(queue.is_quiet for queue in (self._requests, self._looks, self._arrangements))

    def refresh(self) -> None:
        """Asks for the list anew; `changed` follows. Of several requests while it is being read the last one counts."""
        self._requests.request(LIST, self._list.listed)

    def follow(self) -> None:
        """Looks at what is trained and what is new; `changed` follows where something has changed."""
        if self._requests.is_quiet:
            self._requests.request(FOLLOW, self._list.followed)

    def describe(self, paths: Sequence[Path], change: ChangeAbout) -> None:
        """Writes down what a person says of runs: `change` makes of what was said what is said now."""
        self._do(f"describe {paths}", lambda: run_keeping.described(self._list, paths, change))

    def say_again(self, abouts: Mapping[Path, About]) -> None:
        """Writes down once more what was said of runs at another time."""
        self._do(f"say again {list(abouts)}", lambda: run_keeping.said_again(self._list, abouts))

    def archive(self, paths: Sequence[Path], *, archived: bool) -> None:
        """Takes runs out of sight, or brings them back; their folders stay as they are."""
        self.describe(paths, lambda about: About(about.name, about.note, about.tags, archived))

    def arrange(self, arrange: Callable[[], list[SeedGroup]]) -> None:
        """Asks for lines of the list, searched and sorted; `arranged` follows: of few at once, else from a thread."""
        self._asked += 1
        number = self._asked
        if len(self.runs) < FEWEST_FOR_A_THREAD:
            self._arrangements.clear()
            self.arranged.emit(RunsArranged(arrange(), number))
        else:
            self._arrangements.request("arrange", lambda: arranging(arrange, number))

    def measure(self, paths: Sequence[Path]) -> None:
        """Asks how many bytes the runs take; `measured` follows."""
        self._looks.request("measure", lambda: trash.measured(paths))

    def trash(self, paths: Sequence[Path]) -> None:
        """Moves runs to the system's trash; `trashed` follows, and `changed`."""
        self._do("trash", lambda: run_keeping.moved_to_trash(self._list, paths))

    def open_place(self, place: Path) -> None:
        """Lists a run elsewhere, or a folder of runs, from now on; `place_opened` follows, or `failed`."""
        self._do(f"open {place}", lambda: run_keeping.opened_place(self._list, place))

    def remember(self, run_dir: Path) -> None:
        """A run was opened: where it lies elsewhere it is listed from now on."""
        if self.row_of(run_dir) < 0:
            self._do(f"remember {run_dir}", lambda: run_keeping.remembered_run(self._list, run_dir))

    def forget_place(self, place: Path) -> None:
        """Lists a folder elsewhere no longer; nothing in it is touched."""
        self._do(f"forget {place}", lambda: run_keeping.forgotten_place(self._list, place))

    def read_details(self, path: Path) -> None:
        """Asks for what the files of one run say; of several requests the last one counts."""
        self._looks.request("details", lambda: read_details(path))

    def close(self) -> None:
        """Reads no further; what a person has said of a run is still written."""
        self._requests.discard(LIST)
        self._requests.discard(FOLLOW)
        if self._requests.kind in (LIST, FOLLOW):
            self._requests.leave()
        for queue in (self._looks, self._arrangements):
            queue.close()
            queue.leave()

    def _do(self, kind: str, make_events: MakeEvents) -> None:
        self._requests.request(kind, make_events)

    @Slot(object)
    def _take(self, event: Event) -> None:
        match event:
            case Announced():
                self.reading = Sentence(event.sentence)
                self.read_on.emit()
            case RunsListed():
                self._show(event)
            case RunsArranged() if event.number == self._asked:
                self.arranged.emit(event)
            case RunsDescribed():
                self.described.emit(event)
            case RunsMeasured():
                self.measured.emit(event)
            case RunsTrashed():
                self.trashed.emit(event)
            case PlaceOpened():
                self.place_opened.emit(event)
            case RunDetailsRead():
                self.details_read.emit(event)

    @Slot(object)
    def _fail(self, failure: Failure) -> None:
        if self._requests.kind in (LIST, FOLLOW):
            self._show(RunsListed([], Sentence(failure.sentence), {}))
        else:
            self.failed.emit(failure)

    @Slot()
    def _note_quiet(self) -> None:
        if self.is_quiet:
            self.became_quiet.emit()

    def _show(self, listed: RunsListed) -> None:
        self.runs, self.rows, self.trouble, self.reading = listed.runs, listed.rows, listed.trouble, Sentence("")
        if not self.is_known and len(self.runs) >= FEWEST_FOR_A_THREAD:
            gc.freeze()  # else the collector looks at all of them again and again, for a tenth of a second
        self.is_known = True
        self.changed.emit()
