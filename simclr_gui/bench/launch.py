"""In a process of its own: opens the window, tells when it is painted and answers, ends."""

import os
import sys

from PySide6.QtCore import QObject, QTimer, Slot

from simclr_gui.gui.application import build_application
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.main_window import MainWindow
from simclr_gui.state.session import Session


class _Launch(QObject):
    """Paints the window once more than it paints itself, then waits for the event loop to be free."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window

    @Slot()
    def paint(self) -> None:
        self._window.grab()
        QTimer.singleShot(0, self.report)

    @Slot()
    def report(self) -> None:
        sys.stdout.write("shown\n")
        sys.stdout.flush()
        os._exit(0)


def report_launch() -> None:
    """Writes "shown" once the window is painted and the event loop has nothing left to do."""
    application = build_application([])
    theme = Theme(application)
    theme.apply()
    window = MainWindow(Session(application), theme)
    launch = _Launch(window)
    window.show()
    QTimer.singleShot(0, launch.paint)
    application.exec()
