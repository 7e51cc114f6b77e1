"""An encoder of another program that is taken in: what was recognised, what is corrected, the run made of it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.events import Announced, Event
from simclr_gui.engine.events.sharing import EncoderRecognised, RunImported
from simclr_gui.engine.exchange.corrections import NONE, Corrections
from simclr_gui.engine.messages.errors import Changes
from simclr_gui.jobs import work
from simclr_gui.jobs.player import Failure
from simclr_gui.state.requester import Requester

LOOK, TAKE = "look", "take"


class Importing(Requester):
    """One file at a time; a further one takes the place of the last.

    Attributes:
        file: that is looked at; None for none.
        recognised: what it is, None while it is read or where it cannot be imported.
        trouble: why it cannot be imported.
        announcement: what is being done; empty while nothing is.

    Signals:
        changed(): any of these is another.
        imported(object): the folder of the run that was made.
    """

    changed = Signal()
    imported = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent, is_open=False)  # two threads must not load torch at once
        self.file: Path | None = None
        self.recognised: EncoderRecognised | None = None
        self.trouble: Failure | None = None
        self.announcement = ""
        self._requests.played.connect(self._take)
        self._requests.failed.connect(self._fail)
        self._requests.ended.connect(self._end)

    @property
    def is_importing(self) -> bool:
        """Whether the run is being made."""
        return self._requests.is_answering and self._requests.kind == TAKE

    def open(self) -> None:
        """The engine is loaded: what waits is answered."""
        self._requests.open()

    def look_at(self, file: Path) -> None:
        """Finds out what it is."""
        self.give_up()
        self.file = file
        self._requests.request(LOOK, lambda: work.recognise_encoder(file, NONE))
        self.changed.emit()

    def take_in(self, data: Changes, corrections: Corrections) -> None:
        """Makes a run of it.

        Args:
            data: settings of the images with which it will be looked at.
        """
        file = self.file
        if file is not None:
            self.trouble = None
            self._requests.request(TAKE, lambda: work.import_encoder(file, data, corrections))
            self.changed.emit()

    def give_up(self) -> None:
        """Nobody wants it any more."""
        self._requests.clear()
        self._requests.leave()
        self.file = self.recognised = self.trouble = None
        self.announcement = ""

    @Slot(object)
    def _take(self, event: Event) -> None:
        match event:
            case Announced():
                self.announcement = event.sentence
                self.changed.emit()
            case EncoderRecognised() if self._requests.kind == LOOK:
                self.recognised = event
                self.changed.emit()
            case RunImported():
                self.imported.emit(event.path)

    @Slot(object)
    def _fail(self, failure: Failure) -> None:
        self.trouble = failure
        self.changed.emit()

    @Slot()
    def _end(self) -> None:
        self.announcement = ""
        self.changed.emit()
