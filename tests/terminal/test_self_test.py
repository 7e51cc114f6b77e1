"""The program tries itself: all parts in the real window, in a home of its own, and trouble as a sentence."""

import os
import subprocess
import sys
from pathlib import Path

from simclr_gui.engine.augmentation.rendering import compile_views

PARTS = ["window", "pages", "engine", "training", "test", "map", "report", "compiled views", "all"]


def tried(**environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "simclr_gui", "--selftest"]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | environment)


def test_that_the_program_does_its_main_job_by_itself_and_leaves_nothing(home: Path, tmp_path: Path) -> None:
    compile_views()  # where nothing else waits for it, it is done at the lowest priority
    told = tried(TMPDIR=str(tmp_path))
    assert told.returncode == 0, told.stderr
    *lines, last = told.stdout.splitlines()
    assert [line[:15].strip() for line in lines] == PARTS and last == "All parts work."
    assert all(float(line.split()[-2]) >= 0 for line in lines)
    assert not home.exists() or not any(home.rglob("*.json")), "the user's own home is left alone"
    assert not list(tmp_path.glob("simclr-explorer-*"))


def test_that_trouble_is_told_in_a_sentence() -> None:
    told = tried(QT_QPA_PLATFORM="xcb", DISPLAY="", WAYLAND_DISPLAY="")
    assert told.returncode == 1 and len(told.stderr.splitlines()) == 1, told.stderr
    assert not told.stdout
