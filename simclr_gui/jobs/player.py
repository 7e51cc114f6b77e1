"""Plays one stream of engine events on a thread of its own and passes them to the window's thread."""

import logging
import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from simclr_gui.engine.events import Event
from simclr_gui.engine.messages.errors import Cancelled, Proposal, UserError
from simclr_gui.engine.messages.sentences import said

log = logging.getLogger(__name__)

BACKGROUND_NICENESS = 5
MS_TO_PAINT = 50
MOST_SECONDS_WAITED = 1.0  # a window that is closing takes nothing any more

MakeEvents = Callable[[], Iterator[Event]]


@dataclass(frozen=True)
class Failure:
    """An error as a person should read it.

    Attributes:
        field: the setting at fault, None where there is none.
        details: a traceback for whoever mends it; empty where the user can put it right alone.
        proposals: what the program offers to do about it.
    """

    sentence: str
    remedy: str
    field: str | None = None
    details: str = ""
    proposals: tuple[Proposal, ...] = ()


class StreamPlayer(QThread):
    """One stream, one thread. `finished` (QThread's own) is emitted when the thread is through.

    Signals:
        played(object): an Event.
        failed(object): a Failure; the stream is over.
    """

    played = Signal(object)
    failed = Signal(object)

    def __init__(self, make_events: MakeEvents, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_events = make_events
        self._may_go_on = threading.Event()
        self._may_go_on.set()
        self._waits_for_window = False
        self._ms_to_paint = MS_TO_PAINT
        self._is_taken = threading.Event()

    def wait_for_window(self) -> None:
        """Goes on only when everybody connected so far has taken an event, and the window came round.

        After the first it has a moment to paint too: that sets pages up with hundreds of calls, and a stream that reads
        a long run would contest Python's lock for each. For the same reason such a stream does not step aside: whoever
        holds that lock and gets no core holds the window up.
        """
        self._waits_for_window = True
        self.played.connect(self._note_taken)

    @Slot()
    def _note_taken(self) -> None:
        """Events that wait are all taken in one go, before the window paints: so none is sent until a timer is due."""
        QTimer.singleShot(self._ms_to_paint, self._is_taken.set)
        self._ms_to_paint = 0

    @property
    def is_paused(self) -> bool:
        return not self._may_go_on.is_set()

    def pause(self) -> None:
        """Asks for no further event after the current one."""
        self._may_go_on.clear()

    def resume(self) -> None:
        self._may_go_on.set()

    def run(self) -> None:
        """The thread: it only emits, and nothing that goes wrong leaves it."""
        if not self._waits_for_window:
            yield_to_the_window()
        try:
            for event in self._make_events():
                self._is_taken.clear()
                self.played.emit(event)
                if self._waits_for_window:
                    self._is_taken.wait(MOST_SECONDS_WAITED)
                self._may_go_on.wait()
        except Cancelled:
            pass
        except UserError as error:
            self.failed.emit(Failure(error.sentence, error.remedy, error.field, proposals=error.proposals))
        except Exception as error:
            log.exception("a stream of events failed")
            self.failed.emit(as_failure(error))


class StreamRunner(QObject):
    """Where streams are played, one at a time.

    Signals:
        played(object): an Event.
        failed(object): a Failure; the stage is empty by then, so that another stream can be played at once.
        emptied(): the stream is over and its thread gone; another may be played.
    """

    played = Signal(object)
    failed = Signal(object)
    emptied = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player: StreamPlayer | None = None
        self._failure: Failure | None = None

    @property
    def is_empty(self) -> bool:
        return self._player is None

    def play(self, make_events: MakeEvents, *, lets_window_paint: bool = False) -> None:
        """Starts a stream; one that is already playing goes on instead.

        A stream that `lets_window_paint` waits for the window after each event.
        """
        if self._player is not None:
            return
        self._player = StreamPlayer(make_events, self)
        self._player.played.connect(self.played)
        self._player.failed.connect(self._keep_failure)
        self._player.finished.connect(self._clear)
        if lets_window_paint:
            self._player.wait_for_window()
        self._player.start()

    def pause(self) -> None:
        if self._player is not None:
            self._player.pause()

    def resume(self) -> None:
        if self._player is not None:
            self._player.resume()

    @Slot(object)
    def _keep_failure(self, failure: Failure) -> None:
        self._failure = failure

    @Slot()
    def _clear(self) -> None:
        if self._player is not None:
            self._player.wait()  # it has said that it is through; a moment later it really is
            self._player.deleteLater()
            self._player = None
        failure, self._failure = self._failure, None
        if failure is not None:
            self.failed.emit(failure)
        if self.is_empty:
            self.emptied.emit()


def yield_to_the_window() -> None:
    """Makes the calling thread, and those that torch starts from it, wait for the window's when both want a core.

    Alone they run as fast as ever. Only Linux ranks threads of one process this way.
    """
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), BACKGROUND_NICENESS)


def as_failure(error: BaseException) -> Failure:
    """Words for an error that nobody foresaw."""
    details = "".join(traceback.format_exception(error))
    if isinstance(error, MemoryError) or "out of memory" in str(error).lower():
        return Failure(
            "The machine has run out of memory.",
            "Close other programs, or choose a smaller batch, network or image size.",
            details=details,
        )
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    return Failure(
        said("Something went wrong inside the program: {reason}", reason=reason),
        "Nothing that was saved is lost. Copy the details if you report it, then try again.",
        details=details,
    )
