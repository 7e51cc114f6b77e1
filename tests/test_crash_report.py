"""A window that did not end by itself is told of at the next start, without the user's paths."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from simclr_gui import __version__
from simclr_gui.crash_report import NO_WORDS, CrashWatch, without_paths
from simclr_gui.engine.storage.places import log_file

WATCHED = "from simclr_gui.crash_report import CrashWatch; watch = CrashWatch(); watch.begin(); "
NEXT_START = """
import json, os
from PySide6.QtCore import QTimer
from simclr_gui.gui.application import build_application, run_application
from simclr_gui.gui.main_window import MainWindow

def close():
    window = next(each for each in application.topLevelWidgets() if isinstance(each, MainWindow))
    print(json.dumps([window.banner.isVisible(), window.banner.sentence.text(), window.banner.details]), flush=True)
    window.close()

application = build_application([])
QTimer.singleShot(500, close)
run_application()
"""


def ended(how: str) -> int:
    """The exit status of a process that watched and then did this."""
    return subprocess.run([sys.executable, "-c", WATCHED + how], check=False, capture_output=True).returncode


def test_that_a_crash_is_told_once_with_the_fault_versions_and_the_end_of_the_log() -> None:
    assert ended("import faulthandler; faulthandler._sigsegv()") == -signal.SIGSEGV
    log_file().write_text("".join(f"line {number}\n" for number in range(500)))
    report = CrashWatch().begin()
    assert f"SimCLR Explorer {__version__}" in report
    assert "missing" not in report
    assert "Segmentation fault" in report
    assert "line 499" in report and "line 100\n" not in report
    watch = CrashWatch()
    assert watch.begin() == ""
    watch.end()


def test_that_a_killed_one_is_said_to_have_ended_without_a_word() -> None:
    assert ended("import os; os.kill(os.getpid(), 9)") == -signal.SIGKILL
    watch = CrashWatch()
    assert NO_WORDS in watch.begin()
    watch.end()


def test_that_an_orderly_end_leaves_nothing(home: Path) -> None:
    assert ended("watch.end()") == 0
    assert list((home / "logs" / "windows").iterdir()) == []


def test_that_a_window_that_is_open_is_not_told_of() -> None:
    watch = CrashWatch()
    assert watch.begin() == ""
    assert CrashWatch().begin() == ""
    watch.end()


def test_that_a_number_that_another_process_has_got_since_is_no_open_window() -> None:
    watch = CrashWatch()
    watch.begin()
    assert watch._file is not None
    os.utime(watch._file.name, (1, 1))
    assert NO_WORDS in CrashWatch().begin()
    watch.end()


def test_that_what_cannot_be_taken_hides_nothing_else(home: Path) -> None:
    assert ended("import os; os.kill(os.getpid(), 9)") == -signal.SIGKILL
    (file,) = (home / "logs" / "windows").iterdir()
    file.with_name(file.name.rpartition("-")[0] + "-0.txt").mkdir()
    watch = CrashWatch()
    assert NO_WORDS in watch.begin()
    watch.end()


def test_that_without_a_place_nothing_is_watched_and_nothing_breaks(home: Path) -> None:
    home.mkdir()
    (home / "logs").write_text("no folder")
    watch = CrashWatch()
    assert watch.begin() == ""
    watch.end()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('File "/home/ann smith/site-packages/torch/x.py", line 3', 'File "site-packages/torch/x.py", line 3'),
        ('File "/home/ann/simclr-explorer/simclr_gui/cli.py", line 3', 'File "simclr_gui/cli.py", line 3'),
        ("cannot read /home/ann smith/pets/cat.png: no such file", "cannot read <path>: no such file"),
        ("PosixPath('/data/secret/run 1')", "PosixPath('<path>')"),
        (r"C:\Users\Ann\runs\a.pt: broken", "<path>: broken"),
        (r"\\server\share\ann", "<path>"),
        ("~/runs/cat", "<path>"),
        ("and/or 3/4, 2026-11-27 12:00:00,123", "and/or 3/4, 2026-11-27 12:00:00,123"),
    ],
)  # fmt: skip
def test_that_paths_of_the_user_are_left_out(line: str, told: str) -> None:
    assert without_paths(line) == told


def test_that_the_next_window_offers_it_for_copying() -> None:
    assert ended("import faulthandler; faulthandler._sigabrt()") == -signal.SIGABRT
    shown = subprocess.run([sys.executable, "-c", NEXT_START], check=True, capture_output=True, text=True, timeout=60)
    is_visible, sentence, details = json.loads(shown.stdout.splitlines()[-1])
    assert is_visible
    assert sentence == "The program ended unexpectedly the last time."
    assert "Fatal Python error: Aborted" in details
    assert str(Path.home()) not in details


@pytest.mark.skipif(os.name == "nt", reason="the system knows no pipes with names")
def test_that_pipes_in_the_place_of_faults_and_log_are_not_waited_for(home: Path) -> None:
    assert ended("import os; os.kill(os.getpid(), 9)") == -signal.SIGKILL
    (fault,) = (home / "logs" / "windows").iterdir()
    for pid in (os.getpid(), 2**30):
        os.mkfifo(fault.with_name(f"{fault.name.rpartition('-')[0]}-{pid}.txt"))
    log_file().unlink(missing_ok=True)
    os.mkfifo(log_file())
    watch = CrashWatch()
    assert NO_WORDS in watch.begin()
    watch.end()
