"""What the window remembers from one start to the next: window.ini, which no hand in the window waits for."""

import re
from contextlib import suppress
from pathlib import Path
from threading import Lock

from PySide6.QtCore import QSettings, QThreadPool

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.storage.files import is_there, read_file, set_aside
from simclr_gui.engine.storage.places import settings_dir

LARGEST_FILE_BYTES = 2**20
LINE_OF_OURS = re.compile(
    rb"""(?: [^"\\@=] | \\\w )*
         (?:=(?: [^"\\@;=\x00-\x1f]* | "[^"\\@\x00-\x1f]*"
               | (?=[\x20-\x7e]*\Z)(?: @ByteArray\((?:[^"\\,;]|\\.)*\) | "@ByteArray\((?:[^"\\]|\\.)*\)" )))?""",
    re.VERBOSE,
)
"""Plain words and numbers, or bytes. Of "@Variant", in as many guises as escapes and quotes allow, Qt makes any object,
and of some it loads a pickle, which can run a program."""

_unwritten: dict[tuple[str, str], object] = {}
_lock = Lock()
_writer = QThreadPool()
_writer.setMaxThreadCount(1)  # what was said last is written last


def remembered(key: str, default: object = None) -> object:
    """What was said last, in this start or an earlier one."""
    path = _path()
    with _lock:
        if (path, key) in _unwritten:
            return _unwritten[path, key]
    if not _is_ours(path):
        return default
    found: object = QSettings(path, QSettings.Format.IniFormat).value(key, default)
    return found


def remember(key: str, value: object) -> None:
    """Qt waits until the disk has it, a tenth of a second while a training saves: so a thread does that."""
    path = _path()
    with _lock:
        _unwritten[path, key] = value
    _writer.start(lambda: _write(path, key, value))


def finish_remembering() -> None:
    """Returns when the disk has everything."""
    _writer.waitForDone()


def _write(path: str, key: str, value: object) -> None:
    if not _is_ours(path):  # Qt reads what is there before it writes
        with suppress(UserError):
            set_aside(Path(path))
    settings = QSettings(path, QSettings.Format.IniFormat)
    settings.setValue(key, value)
    settings.sync()
    with _lock:
        if _unwritten.get((path, key)) is value:
            del _unwritten[path, key]


def _path() -> str:
    return str(settings_dir() / "window.ini")


def _is_ours(path: str) -> bool:
    """Whether the file is missing, or holds only what this program writes."""
    try:
        if not is_there(Path(path)):
            return True
        content = read_file(Path(path), LARGEST_FILE_BYTES)
    except UserError:
        return False
    return all(LINE_OF_OURS.fullmatch(line) for line in re.split(rb"[\r\n]", content))
