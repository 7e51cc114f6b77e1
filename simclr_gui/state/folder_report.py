"""What the chosen folder holds: looked through when it is chosen, before anything is trained on it."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.config.settings import DataSettings
from simclr_gui.engine.events import AlbumOpened, Event, FolderLookedThrough
from simclr_gui.engine.training.control import Control
from simclr_gui.jobs.player import Failure, StreamRunner
from simclr_gui.state.experiment import Experiment

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
        self._is_closed = False
        self._runner = StreamRunner(self)
        self._runner.played.connect(self._take)
        self._runner.failed.connect(self._fail)
        self._runner.emptied.connect(self._go_on)
        experiment.config_changed.connect(self.refresh)

    @property
    def is_quiet(self) -> bool:
        return self._runner.is_empty

    def close(self) -> None:
        """Looks through no further folder."""
        self._is_closed = True
        self._control.request_leave()

    @Slot()
    def refresh(self) -> None:
        """Looks again where what is chosen is another; nothing else is read for it."""
        wanted = _choice(self._experiment.config.data)
        if wanted == self._looked_at or self._is_closed:
            return
        if self.latest is not None or self.failure is not None:
            self.latest = self.failure = None
            self.changed.emit()
        self._control.request_leave()
        self._look()

    def look_again(self) -> None:
        """The folder may have changed meanwhile."""
        self._looked_at = None
        self.refresh()

    def _look(self) -> None:
        if not self._runner.is_empty:
            return  # it goes on once what is being looked through is left
        settings = self._looked_at = _choice(self._experiment.config.data)
        if settings is None:
            return
        control = self._control = Control()
        self._runner.play(lambda: _looked_through(settings, control))

    @Slot(object)
    def _take(self, event: Event) -> None:
        if isinstance(event, AlbumOpened) and not self._control.should_leave():
            self.album_opened.emit(event)
        if isinstance(event, FolderLookedThrough) and not self._control.should_leave():
            self.latest = event
            self._experiment.suit_data(event.train_images)
            self.changed.emit()

    @Slot(object)
    def _fail(self, failure: Failure) -> None:
        if not self._control.should_leave():
            self.failure = failure
            self.changed.emit()

    @Slot()
    def _go_on(self) -> None:
        if not self._is_closed and _choice(self._experiment.config.data) != self._looked_at:
            self._look()
        if self._runner.is_empty:
            self.became_quiet.emit()


def _choice(settings: DataSettings) -> DataSettings | None:
    """What the report depends on; None where no folder is chosen."""
    if settings.source != "folder":
        return None
    return DataSettings(**{name: getattr(settings, name) for name in LOOKED_AT})


def _looked_through(settings: DataSettings, control: Control) -> Iterator[Event]:
    from simclr_gui.engine.datasets.folder.overview import overview

    yield from overview(settings, control.should_leave)
