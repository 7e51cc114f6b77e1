"""Where the window stands on the screen, remembered from one start to the next."""

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow

from simclr_gui.state.remembered import remember, remembered

FIRST_SIZE_PX = (1280, 800)
TITLE_BAR_PX = 32  # the frame has no size before it shows


def restore_place(window: QMainWindow) -> None:
    """As it stood the last time; at first as large as is usual, or as the screen allows."""
    free = window.screen().availableGeometry().size()
    window.resize(min(FIRST_SIZE_PX[0], free.width()), min(FIRST_SIZE_PX[1], free.height() - TITLE_BAR_PX))
    geometry = remembered("geometry")
    if isinstance(geometry, QByteArray):  # somebody may have damaged it
        window.restoreGeometry(geometry)


def remember_place(window: QMainWindow) -> None:
    remember("geometry", window.saveGeometry())
