"""The program ends when its window is closed, however it was closed."""

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import os, signal, sys
from PySide6.QtCore import QTimer
from simclr_gui.gui.application import build_application, run_application
from simclr_gui.gui.main_window import MainWindow

def close():
    next(each for each in application.topLevelWidgets() if isinstance(each, MainWindow)).close()

def end():
    os.kill(os.getpid(), signal.SIGTERM)

application = build_application([])
QTimer.singleShot({after_ms}, {what})
sys.exit(run_application())
"""


@pytest.mark.parametrize("what", ["close", "end"])
@pytest.mark.parametrize("after_ms", [0, 3_000])
def test_that_an_idle_program_ends_with_its_window(what: str, after_ms: int, home: Path) -> None:
    program = PROGRAM.format(what=what, after_ms=after_ms)
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    assert list((home / "logs" / "windows").iterdir()) == [], "the next start has nothing to tell"
