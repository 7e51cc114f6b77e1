"""What the window remembers from one start to the next: window.ini, which no hand in the window waits for."""

from threading import Lock

from PySide6.QtCore import QSettings, QThreadPool

from simclr_gui.engine.storage.places import settings_dir

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
    settings = QSettings(path, QSettings.Format.IniFormat)
    settings.setValue(key, value)
    settings.sync()
    with _lock:
        if _unwritten.get((path, key)) is value:
            del _unwritten[path, key]


def _path() -> str:
    return str(settings_dir() / "window.ini")
