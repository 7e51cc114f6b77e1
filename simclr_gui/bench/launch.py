"""In a process of its own: opens the window, tells when it is painted and answers, ends."""

import os
import sys

from simclr_gui.gui.application import build_application
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.main_window import MainWindow
from simclr_gui.state.session import Session


def report_launch() -> None:
    """Writes "shown" once the window is painted and the event loop has nothing left to do."""
    application = build_application([])
    theme = Theme(application)
    theme.apply()
    window = MainWindow(Session(application), theme)
    window.show()
    application.processEvents()
    window.grab()
    application.processEvents()
    sys.stdout.write("shown\n")
    sys.stdout.flush()
    os._exit(0)
