"""What is copied in several forms can be pasted as each, and does no harm to a program that ends."""

import subprocess
import sys

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from simclr_gui.gui.parts.clipboard import copy_text_and_html

PROGRAM = """
from PySide6.QtWidgets import QApplication
from simclr_gui.gui.parts.clipboard import copy_text_and_html
application = QApplication([])
copy_text_and_html("a", "<b>a</b>")
"""


def test_that_what_is_copied_can_be_pasted_as_text_and_as_html(qtbot: QtBot) -> None:
    copy_text_and_html("a\tb", "<b>a b</b>")
    data = QGuiApplication.clipboard().mimeData()
    assert (data.text(), data.html(), set(data.formats())) == ("a\tb", "<b>a b</b>", {"text/plain", "text/html"})


def test_that_a_program_ends_well_with_what_it_copied_in_the_clipboard() -> None:
    assert subprocess.run([sys.executable, "-c", PROGRAM], timeout=60, check=False).returncode == 0
