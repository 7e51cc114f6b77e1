"""What the chosen folder holds: looked through when it is chosen, before anything is trained on it."""

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.config.settings import DataSettings
from simclr_gui.engine.events import AlbumOpened, Event, FolderLookedThrough
from simclr_gui.engine.training.control import Control
from simclr_gui.jobs import work
from simclr_gui.jobs.player import Failure
from simclr_gui.jobs.requests import RequestQueue
from simclr_gui.state.experiment import Experiment

FOLDER = "folder"  # all that is ever requested
LOOKED_AT = ("source", "folder", "classes", "train_images", "test_images", "drawing_seed")


class FolderReport(QObject):
    """Looks through a folder whenever another is chosen; of several choices the last one counts.

    Attributes:
        latest: what was found; None while it is not known, or where no folder is chosen.
        failure: why nothing could be found; None where there is no such thing.

    Signals:
        changed(): `latest` or `failure` is new.
        album_opened(object): an AlbumOpened, as soon as it is known which files the images are.
        became_quiet(): nothing is being looked through.
    """

    changed = Signal()
    album_opened = Signal(object)
    became_quiet = Signal()

    def __init__(self, experiment: Experiment, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._experiment = experiment
        self.latest: FolderLookedThrough | None = None
        self.failure: Failure | None = None
        self._looked_at: DataSettings | None = None
        self._control = Control()
        self._requests = RequestQueue(self)
        self._requests.played.connect(self._take)
        self._requests.failed.connect(self._fail)
        self._requests.became_quiet.connect(self.became_quiet)
        experiment.config_changed.connect(self.refresh)

    @property
    def is_quiet(self) -> bool:
        return self._requests.is_quiet

    def close(self) -> None:
        """Looks through no further folder."""
        self._requests.close()
        self._leave()

    def _leave(self) -> None:
        self._requests.leave()
        self._control.request_leave()

    @Slot()
    def refresh(self) -> None:
        """Looks again where what is chosen is another; nothing else is read for it."""
        wanted = _choice(self._experiment.config.data)
        if wanted == self._looked_at or not self._requests.is_open:
            return
        if self.latest is not None or self.failure is not None:
            self.latest = self.failure = None
            self.changed.emit()
        self._leave()
        self._requests.clear()
        self._looked_at = wanted
        if wanted is not None:
            control = self._control = Control()
            self._requests.request(FOLDER, lambda: work.look_through(wanted, control.should_leave))

    def look_again(self) -> None:
        """The folder may have changed meanwhile."""
        self._looked_at = None
        self.refresh()

    @Slot(object)
    def _take(self, event: Event) -> None:
        match event:
            case AlbumOpened():
                self.album_opened.emit(event)
            case FolderLookedThrough():
                self.latest = event
                self._experiment.suit_data(event.train_images)
                self.changed.emit()

    @Slot(object)
    def _fail(self, failure: Failure) -> None:
        self.failure = failure
        self.changed.emit()


def _choice(settings: DataSettings) -> DataSettings | None:
    """What the report depends on; None where no folder is chosen."""
    if settings.source != "folder":
        return None
    return DataSettings(**{name: getattr(settings, name) for name in LOOKED_AT})
