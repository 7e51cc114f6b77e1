"""What is known of the next training before it starts: how long, how good, and what speaks against it."""

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.events import Event
from simclr_gui.engine.planning.cautions import Caution
from simclr_gui.engine.planning.foresight import Foreseen
from simclr_gui.engine.planning.planner import Outlook
from simclr_gui.jobs import work
from simclr_gui.state.album import Album
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.requester import Requester
from simclr_gui.state.run_library import RunLibrary

OUTLOOK = "outlook"  # all that is ever requested


class Foresight(Requester):
    """Asks whenever the settings, the images or the list of runs are others, but not while something is computed.

    Signals:
        changed(): `outlook` and `cautions` are others.

    Attributes:
        outlook: of a training with the current settings; None while it is not known.
        cautions: what speaks against starting it, the gravest first.
    """

    changed = Signal()

    def __init__(
        self, experiment: Experiment, album: Album, library: RunLibrary, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._experiment, self._album, self._library = experiment, album, library
        self._asks_machine = False
        self.outlook: Outlook | None = None
        self.cautions: tuple[Caution, ...] = ()
        self._requests.played.connect(self._take)
        for signal in (experiment.config_changed, experiment.phase_changed, album.opened, library.changed):
            signal.connect(self.refresh)

    def open(self) -> None:
        """The engine is loaded: from now on memory and disk are asked for, too."""
        self._asks_machine = True
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        experiment, album = self._experiment, self._album.latest
        if experiment.phase.is_busy or not self._requests.is_open:
            return
        config, runs, asks_machine = experiment.config, self._library.runs, self._asks_machine
        images = album.train if album is not None else None
        self._requests.request(OUTLOOK, lambda: work.foresee(config, images, runs, asks_machine=asks_machine))

    @Slot(object)
    def _take(self, event: Event) -> None:
        """What was asked of settings that are others by now is of no use."""
        if isinstance(event, Foreseen) and event.config == self._experiment.config:
            self.outlook, self.cautions = event.outlook, event.cautions
            self.changed.emit()
