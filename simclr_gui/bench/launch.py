"""In a process of its own: opens the window, tells when it and the first images are painted, ends."""

import os
import sys
import time

from PySide6.QtCore import QObject, QTimer, Slot

from simclr_gui.gui.application import build_application
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.main_window import MainWindow
from simclr_gui.state.session import Session


class _Launch(QObject):
    """Paints the window once more than it paints itself, then waits for the event loop to be free.

    The same again when the first images are there.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window, self._shown_at = window, 0.0
        self._lacks_window = self._lacks_images = True
        window.pages.train.start.first_images_shown.connect(self.paint_images)

    @Slot()
    def note_shown(self) -> None:
        self._shown_at = time.perf_counter()

    @Slot()
    def paint(self) -> None:
        self._window.grab()
        QTimer.singleShot(0, self.report)

    @Slot()
    def report(self) -> None:
        self._lacks_window = False
        self._say("shown")

    @Slot()
    def paint_images(self) -> None:
        QTimer.singleShot(0, self.report_images)

    @Slot()
    def report_images(self) -> None:
        self._window.grab()
        self._lacks_images = False
        self._say(f"{1_000 * (time.perf_counter() - self._shown_at):.1f}")

    def _say(self, line: str) -> None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
        if not self._lacks_window and not self._lacks_images:
            os._exit(0)


def report_launch() -> None:
    """Writes "shown" once the window is painted and the event loop has nothing left to do.

    Also, before or after, how many milliseconds after the window was shown its first images were painted.
    """
    application = build_application([])
    theme = Theme(application)
    theme.apply()
    window = MainWindow(Session(application), theme)
    launch = _Launch(window)
    window.show()
    launch.note_shown()
    QTimer.singleShot(0, launch.paint)
    application.exec()
