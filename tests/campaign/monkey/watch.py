"""What must not happen while the monkey plays: it is told at once, since the process may not live much longer."""

import gc
import logging
import multiprocessing
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMenu

BY_DESIGN = (
    "This plugin does not support",  # the offscreen platform has no window manager to ask
    "outside the window",  # a drag may end there
    "Mouse event",
)


class Injected(Exception):
    """An error that the monkey itself has caused."""


class Watch:
    """Errors in slots and threads, errors that are logged, and warnings of Qt."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._next_hooks = sys.excepthook, threading.excepthook
        sys.excepthook = self._take
        threading.excepthook = self._take_from_thread
        sys.unraisablehook = lambda unraisable: self._complain("unraisable", unraisable.exc_value)
        handler = logging.Handler(logging.ERROR)
        handler.emit = self._take_record  # type: ignore[method-assign]
        logging.getLogger().addHandler(handler)
        qInstallMessageHandler(self._take_from_qt)

    def end(self) -> None:
        """Qt has things to say after Python has gone."""
        qInstallMessageHandler(None)

    def _take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self._complain("uncaught", error)
        self._next_hooks[0](kind, error, trace)

    def _take_from_thread(self, arguments: threading.ExceptHookArgs) -> None:
        self._complain("uncaught in a thread", arguments.exc_value)
        self._next_hooks[1](arguments)

    def _take_record(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if record.getMessage() != "uncaught error":  # told already
            self._complain(f"logged: {record.getMessage()}", error)

    def _complain(self, what: str, error: BaseException | None) -> None:
        if not is_injected(error):
            trace = "" if error is None else "".join(traceback.format_exception(error))
            self._tell(f"{what}: {error!r}\n{trace}")

    def _take_from_qt(self, kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and message is not None:
            self._take_words(message)

    def _take_words(self, message: str) -> None:
        if not any(words in message for words in BY_DESIGN):
            self._tell(f"Qt: {message}\n{''.join(traceback.format_stack(limit=12))}")


def is_injected(error: BaseException | None) -> bool:
    """Whether an error comes of one that the monkey has caused."""
    while error is not None:
        if isinstance(error, Injected) or getattr(error, "is_injected", False):
            return True
        error = error.__cause__ or error.__context__
    return False


@dataclass(frozen=True)
class Held:
    """What the process holds while it does nothing; of menus those that show, since each chart keeps seven ready."""

    windows: int
    widgets: int
    threads: int
    processes: int
    files: int

    @classmethod
    def now(cls) -> "Held":
        gc.collect()
        return cls(
            sum(each.isVisible() or not isinstance(each, QMenu) for each in QApplication.topLevelWidgets()),
            len(QApplication.allWidgets()),
            _count(Path("/proc/self/task")),
            len(multiprocessing.active_children()),
            _count(Path("/proc/self/fd")),
        )


def _count(folder: Path) -> int:
    """How many there are of what Linux tells as a folder; 0 elsewhere."""
    return sum(1 for _ in folder.iterdir()) if folder.exists() else 0


ALLOWED = Held(windows=25, widgets=700, threads=6, processes=1, files=10)


def leaks(rests: list[Held]) -> list[str]:
    """What grew in the second half, when most of what is made late is made, and was never as little again as then."""
    if len(rests) < 4:
        return []
    first, later = rests[len(rests) // 2 - 1], rests[-2:]
    names = Held.__dataclass_fields__
    grown = {name: min(getattr(held, name) for held in later) - getattr(first, name) for name in names}
    return [
        f"{name} grew from {getattr(first, name)} to {getattr(rests[-1], name)}"
        for name, more in grown.items()
        if more > getattr(ALLOWED, name)
    ]
