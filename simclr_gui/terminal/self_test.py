"""`simclr-gui --selftest`: does the program work here? The main job once, in the real window and a home of its own."""

import argparse
import os
import tempfile
import time
from pathlib import Path

from simclr_gui.engine.storage.places import HOME_VARIABLE
from simclr_gui.terminal.printing import say, tell


def self_test(_arguments: argparse.Namespace) -> int:
    """Says each part with its seconds; whatever goes wrong is a sentence, and status 1."""
    from simclr_gui.display import display_trouble

    trouble = display_trouble() or _in_a_home_of_its_own()
    if trouble:
        tell(trouble)
        return 1
    say("All parts work.")
    return 0


def _in_a_home_of_its_own() -> str:
    """What went wrong; the runs, settings and caches of this user stay as they are."""
    import psutil

    from simclr_gui.collection import pause_collection

    began = time.monotonic() - (time.time() - psutil.Process().create_time())
    with tempfile.TemporaryDirectory(prefix="simclr-explorer-", ignore_cleanup_errors=True) as home:
        os.environ[HOME_VARIABLE] = home
        pause_collection()
        from simclr_gui.gui.self_test import run_self_test

        trouble = run_self_test(Path(home) / "run", Path(home) / "report.html", began, say_part)
    say_part("all", time.monotonic() - began)
    return trouble


def say_part(part: str, seconds: float) -> None:
    """One line, a part."""
    say(f"{part:<15} {seconds:6.1f} s")
