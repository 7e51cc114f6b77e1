"""The images of the chosen data, read one by one while somebody looks at them before a training."""

from collections.abc import Sequence
from itertools import chain

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.config.settings import DataSettings
from simclr_gui.engine.events import AlbumOpened, CopiesFound, Event, Shot, ShotsRead
from simclr_gui.engine.training.control import Control
from simclr_gui.jobs import work
from simclr_gui.jobs.player import Failure, StreamRunner
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.folder_report import FolderReport

MOST_KEPT = 2_000  # thumbnails of 96 px: 55 MB
SHOTS_AT_ONCE = 16  # another request waits for so many


class Album(QObject):
    """Opens data when they are chosen and somebody looks; of several requests for images the last one counts.

    Attributes:
        latest: what is opened; None while nothing is.
        failure: why the chosen data cannot be opened.
        copies: numbers of the images that are there more than once; None while nobody knows.

    Signals:
        opened(): `latest` or `failure` is new.
        shots_read(): further images can be had from `shot`.
        copies_found(): `copies` is new.
        became_quiet(): nothing is being read.
    """

    opened = Signal()
    shots_read = Signal()
    copies_found = Signal()
    became_quiet = Signal()

    def __init__(self, experiment: Experiment, report: FolderReport, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._experiment, self._report = experiment, report
        self._is_watched = self._is_closed = self._wants_copies = False
        self._opening: DataSettings | None = None
        self._control = Control()
        self._runner = StreamRunner(self)
        self._runner.played.connect(self._take)
        self._runner.failed.connect(self._fail)
        self._runner.emptied.connect(self._go_on)
        self._forget()
        experiment.config_changed.connect(self._follow_settings)
        report.album_opened.connect(self._take_folder)
        report.changed.connect(self._take_report)

    def _forget(self) -> None:
        self.latest: AlbumOpened | None = None
        self.failure: Failure | None = None
        self.copies: frozenset[int] | None = None
        self._shots: dict[int, Shot] = {}  # the latest asked for last
        self._wanted: dict[str, list[int]] = {}  # by who looks; the last one to look comes last
        self._data = self._experiment.config.data

    @property
    def is_quiet(self) -> bool:
        return self._runner.is_empty

    def close(self) -> None:
        """Reads nothing any more."""
        self._is_closed = True
        self._control.request_leave()

    def set_watched(self, watched: bool) -> None:
        """Whether somebody looks: for nobody nothing is read, least of all beside a training."""
        self._is_watched = watched
        if watched:
            self._forget_what_was_missing()
            self._go_on()
        else:
            self._control.request_leave()

    def _forget_what_was_missing(self) -> None:
        """Data that are to be downloaded may have come meanwhile."""
        if self.failure is not None and any(proposal.download for proposal in self.failure.proposals):
            self.failure = None

    def shot(self, number: int) -> Shot | None:
        """An image, as far as it has been read."""
        return self._shots.get(number)

    def look_at(self, numbers: Sequence[int], who: str = "") -> None:
        """Reads these images, the first one first; what somebody else looks at comes after them."""
        self._wanted.pop(who, None)
        self._wanted[who] = list(numbers)
        for number in numbers:
            if number in self._shots:
                self._shots[number] = self._shots.pop(number)
        self._go_on()

    def look_for_copies(self) -> None:
        """In folders it is done when they are looked through."""
        self._wants_copies = True
        self._go_on()

    @Slot()
    def _follow_settings(self) -> None:
        if self._experiment.config.data == self._data:
            return
        self._control.request_leave()
        self._forget()
        self.opened.emit()
        self._go_on()

    @Slot(object)
    def _take_folder(self, album: AlbumOpened) -> None:
        self._forget()
        self.latest = album
        self.opened.emit()
        self._go_on()

    @Slot()
    def _take_report(self) -> None:
        found = self._report.latest
        if found is None or self.latest is None or not self.latest.files:
            return
        copied = frozenset(found.copied)
        self.copies = frozenset(number for number, (path, _) in enumerate(self.latest.files) if path in copied)
        self.copies_found.emit()

    @Slot()
    def _go_on(self) -> None:
        """Opens what is chosen, then reads what is asked for, then looks for copies: one after the other."""
        if self._runner.is_empty and self._is_watched and not self._is_closed:
            self._control = Control()
            self._begin()
        if self._runner.is_empty:
            self.became_quiet.emit()

    def _begin(self) -> None:
        album, control = self.latest, self._control
        if album is None:
            settings = self._data
            if settings.source != "folder" and self.failure is None:
                self._runner.play(lambda: work.open_album(settings))
            return
        wanted = chain.from_iterable(reversed(self._wanted.values()))
        missing = [number for number in wanted if number not in self._shots][:SHOTS_AT_ONCE]
        if missing:
            self._runner.play(lambda: work.read_album(album, missing))
        elif self._wants_copies and self.copies is None and not album.files:
            self._runner.play(lambda: work.find_copies(album, control.should_leave))

    @Slot(object)
    def _take(self, event: Event) -> None:
        if self._control.should_leave():
            return  # of other data
        match event:
            case AlbumOpened():
                self.latest = event
                self.opened.emit()
            case ShotsRead():
                self._keep(event.shots)
                self.shots_read.emit()
            case CopiesFound():
                self.copies = frozenset(event.numbers)
                self.copies_found.emit()

    def _keep(self, shots: dict[int, Shot]) -> None:
        self._shots |= shots
        while len(self._shots) > MOST_KEPT:
            self._shots.pop(next(iter(self._shots)))

    @Slot(object)
    def _fail(self, failure: Failure) -> None:
        if not self._control.should_leave():
            self.failure = failure
            self.opened.emit()
