"""The registry of pages: one line there is a page of the window."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from simclr_gui.gui.completion import Completion
from simclr_gui.gui.look.language import Language
from simclr_gui.gui.main_window import MainWindow
from simclr_gui.gui.pages import names, registry
from simclr_gui.gui.parts.card import Page
from simclr_gui.gui.parts.late import LatePart
from simclr_gui.gui.window_host import WindowHost
from tests.gui.conftest import Shown

MADE_UP = registry.PageEntry("notes", "Notes", "What you have found", "runs", lambda _s, _t: Page())


@pytest.fixture
def window(shown: Shown, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[MainWindow]:
    """A window with one more page than the program has."""
    monkeypatch.setattr(registry, "PAGES", (*registry.PAGES, MADE_UP))
    window = MainWindow(shown.session, shown.theme)
    qtbot.addWidget(window, before_close_func=lambda closing: setattr(closing, "may_close", True))
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.hand_over()


def test_that_a_line_in_the_table_is_a_page_with_a_button_a_key_and_a_name(window: MainWindow, qtbot: QtBot) -> None:
    button = window.rail.button("notes")
    assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name) == "Notes"
    assert button.toolTip() == "What you have found (key 8)"
    assert window.pages.made == ("train",), "the others are made when they are first opened"
    qtbot.keyClick(window, Qt.Key.Key_8)
    assert window.page == "notes"
    assert button.isChecked()
    assert window.pages.made == ("train", "notes")


def test_that_a_page_that_is_made_late_is_listened_to(window: MainWindow) -> None:
    window.show_page("notes")
    window.pages.on_show.page_requested.emit("runs")
    assert window.page == "runs"


def test_that_what_the_first_paint_does_not_need_is_made_afterwards_piece_by_piece(shown: Shown, qtbot: QtBot) -> None:
    host = WindowHost(shown.session, shown.theme, Language())
    pages = host.window.pages
    qtbot.addWidget(host.window, before_close_func=lambda closing: setattr(closing, "may_close", True))
    host.window.show()
    assert [part.is_made for part in pages.findChildren(LatePart)] == [False, False], "Overview and Curves"
    host.complete()
    qtbot.waitUntil(lambda: host.completion is not None and host.completion.is_over, timeout=30_000)
    assert len(pages.made) == len(registry.PAGES)
    assert all(part.is_made for part in pages.findChildren(LatePart))
    assert host.window.page == names.TRAIN, "nobody is taken anywhere by it"
    host.replace_window()
    assert len(host.window.pages.made) == len(registry.PAGES), "what one window has, the next one has too"
    qtbot.addWidget(host.window, before_close_func=lambda closing: setattr(closing, "may_close", True))


@pytest.mark.logs_errors
def test_that_a_page_that_cannot_be_made_keeps_nothing_else_from_going_on(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> Page:
        raise ValueError("no page")

    monkeypatch.setattr(window.pages, "entries", (replace(MADE_UP, make=refuse),))
    completion = Completion(window.pages)
    with capture_exceptions() as caught, qtbot.waitSignal(completion.ended, timeout=30_000):
        completion.begin()
        qtbot.waitUntil(lambda: completion.is_over, timeout=30_000)
    assert {str(error) for _, error, _ in caught} == {"no page"}
    assert len(caught) == 1


def test_that_names_of_pages_differ() -> None:
    names = [entry.name for entry in registry.PAGES]
    assert len(set(names)) == len(names)


LOADED_ELSEWHERE = """
import sys, threading
from PySide6.QtCore import QCoreApplication
from simclr_gui.gui.application import build_application
from simclr_gui.gui.completion import Completion
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.main_window import MainWindow
from simclr_gui.state.session import Session

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name.startswith(("PySide6", "pyqtgraph", "simclr_gui.gui")):
            print("here" if threading.current_thread() is threading.main_thread() else f"elsewhere: {name}")

sys.meta_path.insert(0, Watch())
application = build_application([])
window = MainWindow(Session(), Theme(application))
completion = Completion(window.pages)
completion.ended.connect(application.quit)
completion.begin()
application.exec()
"""


def test_that_classes_of_qt_are_made_in_the_windows_thread_alone() -> None:
    told = subprocess.run([sys.executable, "-c", LOADED_ELSEWHERE], capture_output=True, text=True, check=True).stdout
    assert set(told.splitlines()) == {"here"}
