"""Opens the window: application, theme, what catches errors, and the event loop."""

import contextlib
import logging
import signal
import socket
import sys
import threading
import time
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from simclr_gui.crash_report import CrashWatch
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.storage.places import APP_NAME
from simclr_gui.gui.look.language import Language, spoken
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.parts.choices import install_choices
from simclr_gui.gui.window_host import WindowHost
from simclr_gui.jobs.collector import Collector
from simclr_gui.jobs.player import Failure, as_failure
from simclr_gui.log import start_log
from simclr_gui.signals import ending_signals
from simclr_gui.state.remembered import finish_remembering
from simclr_gui.state.session import Session

SECONDS_BETWEEN_TOLD_ERRORS = 5.0
MS_UNTIL_OPENING = 50
MS_UNTIL_COMPLETION = 100  # the first images come before
SECONDS_BETWEEN_THREADS = 0.001  # Python's own 5 ms make every callback of a repaint wait for a busy thread
log = logging.getLogger(__name__)


class UncaughtErrors(QObject):
    """Everything that nobody caught, in any thread: logged always, told to the user now and then.

    Signals:
        caught(object): a Failure. Emitted in the raising thread; receivers live in the window's.
    """

    caught = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last_told = -SECONDS_BETWEEN_TOLD_ERRORS
        self._lock = threading.Lock()
        sys.excepthook = self._take
        threading.excepthook = self._take_from_thread

    def _take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error("uncaught error", exc_info=(kind, error, trace))
        with self._lock:
            due = time.monotonic() - self._last_told >= SECONDS_BETWEEN_TOLD_ERRORS
            if due:
                self._last_told = time.monotonic()
        if due:
            self.caught.emit(as_failure(error))

    def _take_from_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._take(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)


class Interruptions(QObject):
    """Ctrl+C in the terminal, its closing, or the system's wish to end the program, as signals of the window's thread.

    Python hears of them only when it runs; a socket wakes it while Qt waits.

    Signals:
        asked_to_end()
    """

    asked_to_end = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ours, self._pythons = socket.socketpair()
        for end in (self._ours, self._pythons):
            end.setblocking(False)
        signal.set_wakeup_fd(self._pythons.fileno())
        self._before = {number: signal.signal(number, self._take) for number in ending_signals()}
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)

    @Slot()
    def _drain(self) -> None:
        """Reading gives Python the moment in which it calls `_take`."""
        with contextlib.suppress(BlockingIOError):
            self._ours.recv(64)

    def _take(self, _number: int, _frame: object) -> None:
        self.asked_to_end.emit()

    def stop_listening(self) -> None:
        """The window has ended; what comes now finds nothing to save."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(-1)


class Opening(QObject):
    """What happens right after the window shows."""

    def __init__(
        self,
        session: Session,
        host: WindowHost,
        start_demo: bool,
        run_dir: Path | None,
        opens: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._host, self._start_demo, self._run_dir = session, host, start_demo, run_dir
        self._opens = opens

        host.completed.connect(self._load)

    @Slot()
    def begin(self) -> None:
        if self._session.is_leaving:
            return  # interrupted before there was anything
        self._session.library.refresh()
        self._session.queue.open()
        if self._start_demo:
            self._session.start(self._run_dir)
        QTimer.singleShot(MS_UNTIL_COMPLETION, self._host.complete)

    @Slot()
    def _load(self) -> None:
        """Not before the window has its pages: while torch loads, each would hold it up for half a second.

        Once: a window in another language is completed, too.
        """
        self._host.completed.disconnect(self._load)
        if not self._session.is_leaving:
            if self._opens is not None:
                self._host.window.reception.take(self._opens)
            self._session.load_engine()


def build_application(arguments: list[str]) -> QApplication:
    """The one QApplication, with its names and style."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(arguments)
    sys.setswitchinterval(SECONDS_BETWEEN_THREADS)
    application.setApplicationName(APP_NAME)
    application.setDesktopFileName("simclr-explorer")
    application.setStyle("Fusion")
    install_choices()
    return application


def run_application(*, start_demo: bool = False, run_dir: Path | None = None, opens: Path | None = None) -> int:
    """Shows the window until it is closed.

    Args:
        opens: what it takes as if it had been dropped on it.

    Returns:
        The exit status.
    """
    start_log()
    watch = CrashWatch()
    report = watch.begin()
    application = build_application(sys.argv[:1])
    theme = Theme(application)
    theme.apply()
    session = Session(application, speak=spoken)
    language = Language(application)
    host = WindowHost(session, theme, language, application)
    session.left.connect(application.exit)  # a window that was hidden before it closed ends nothing
    errors = UncaughtErrors(application)
    errors.caught.connect(host.tell)
    interruptions = Interruptions(application)
    interruptions.asked_to_end.connect(host.close)
    opening = Opening(session, host, start_demo, run_dir, opens, application)
    host.window.show()
    if report:
        host.tell(_unexpected_end(report))
    collector = Collector(application)
    session.engine_loaded.connect(collector.start)
    QTimer.singleShot(MS_UNTIL_OPENING, opening.begin)
    status = application.exec()
    interruptions.stop_listening()
    finish_remembering()
    host.end()
    watch.end()
    return status


def _unexpected_end(report: str) -> Failure:
    return Failure(
        said("The program ended unexpectedly the last time."),
        said(
            "What was saved is there; a training that was cut off can be resumed on the Runs page. If it happens "
            "again, copy the details and report them: they hold versions and the end of the log, no paths of yours."
        ),
        details=report,
    )
