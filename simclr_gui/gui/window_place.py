"""Where the window stands on the screen, remembered from one start to the next."""

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMainWindow

from simclr_gui.engine.storage.places import settings_dir

FIRST_SIZE_PX = (1280, 800)
TITLE_BAR_PX = 32  # the frame has no size before it shows


def restore_place(window: QMainWindow) -> None:
    """As it stood the last time; at first as large as is usual, or as the screen allows."""
    free = window.screen().availableGeometry().size()
    window.resize(min(FIRST_SIZE_PX[0], free.width()), min(FIRST_SIZE_PX[1], free.height() - TITLE_BAR_PX))
    geometry = _settings().value("geometry")
    if geometry is not None:
        window.restoreGeometry(geometry)


def remember_place(window: QMainWindow) -> None:
    _settings().setValue("geometry", window.saveGeometry())


def _settings() -> QSettings:
    return QSettings(str(settings_dir() / "window.ini"), QSettings.Format.IniFormat)
