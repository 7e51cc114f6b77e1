"""A window on a session that does nothing by itself."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from simclr_gui.gui.application import build_application
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.main_window import MainWindow
from simclr_gui.gui.window_place import FIRST_SIZE_PX
from simclr_gui.state.session import Session

QLocale.setDefault(QLocale("en"))  # as `Language` does, which not every test has


@dataclass
class Shown:
    session: Session
    window: MainWindow
    theme: Theme


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    """The window is shown; nothing is loaded until a test asks."""
    application = build_application([])
    theme = Theme(application)
    theme.apply()
    session = Session()
    window = MainWindow(session, theme)
    qtbot.addWidget(window, before_close_func=lambda closing: setattr(closing, "may_close", True))
    window.resize(*FIRST_SIZE_PX)  # the screen that there is not is smaller
    window.show()
    qtbot.waitExposed(window)
    yield Shown(session, window, theme)
    if not session.is_leaving:
        with qtbot.waitSignal(session.left, timeout=60_000, raising=True):
            session.leave()
