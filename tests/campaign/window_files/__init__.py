"""Run folders that nobody wrote, in the real window: listed, opened, compared, every page and tab saved as a picture.

A process of its own shows the window, and says of each folder that it begins with it: so its crash is known, and whose.
"""

import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simclr_gui.engine.storage.places import HOME_VARIABLE
from tests.campaign.trial import Campaign, Trial

SECONDS_UNTIL_OPEN = 300.0
SECONDS_ALLOWED = 180.0  # of a folder; beside other programs the pages are slow
KIND = "run folders in the window"
LINES_OF_A_CRASH = 12
PROGRAM = [sys.executable, "-m", f"{__name__}.shown_window"]


class Window:
    """The process that shows the window; what it says comes as one dictionary after the other."""

    def __init__(self, whole: Path, home: Path, count: int, seed: int) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - it ends with the process
        self._process = subprocess.Popen(
            [*PROGRAM, str(whole), str(count), str(seed)],
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=os.environ | {HOME_VARIABLE: str(home), "PYTHONFAULTHANDLER": "1", "PYTHONWARNINGS": "ignore"},
        )
        self._lines: queue.Queue[dict[str, Any] | None] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith(b"{"):
                self._lines.put(json.loads(line))
        self._lines.put(None)

    def next(self, seconds: float) -> dict[str, Any] | None:
        """What it says next; None where it has ended, TimeoutError where it says nothing."""
        try:
            return self._lines.get(timeout=seconds)
        except queue.Empty:
            raise TimeoutError from None

    def end(self) -> str:
        """Ends it where it has not; how it ended, and the last that it had to say."""
        if self._process.poll() is None:
            self._process.kill()
        status = self._process.wait()
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").splitlines()
        self._errors.close()
        name = signal.Signals(-status).name if status < 0 else f"status {status}"
        fatal = next((number for number, line in enumerate(lines) if line.startswith("Fatal")), len(lines))
        return f"{name}: {' | '.join((lines[fatal:] or lines)[:LINES_OF_A_CRASH])}"


@dataclass
class _Begun:
    """The folder that is being shown."""

    number: int
    what: str = "the window opens"


def trials(count: int, seed: int) -> Iterator[Trial]:
    """Shows so many."""
    from tests.campaign.files.run_folders import make_looked_at_run

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        make_looked_at_run(place / "whole")
        yield from shown(place / "whole", place, count, seed)


def shown(whole: Path, place: Path, count: int, seed: int) -> Iterator[Trial]:
    """Copies of a whole run; after a crash or a hang the next window goes on with the next one."""
    begun = _Begun(seed - 1)
    while begun.number + 1 < seed + count:
        begun = _Begun(begun.number + 1)
        window = Window(whole, place / f"home-{begun.number}", seed + count - begun.number, begun.number)
        yield from _told_by(window, begun)


def _told_by(window: Window, begun: _Begun) -> Iterator[Trial]:
    """Until its end; `begun` is then the last folder that it showed."""
    seconds, is_over = SECONDS_UNTIL_OPEN, False
    try:
        while (told := window.next(seconds)) is not None:
            match told:
                case {"begins": int(number), "what": str(what)}:
                    begun.number, begun.what, seconds, is_over = number, what, SECONDS_ALLOWED, False
                case {"wrong": str(wrong), "seconds": float(took)}:
                    is_over = True
                    yield Trial(KIND, _named(begun), wrong, took)
        ended = window.end()
        if not is_over or not ended.startswith("status 0"):
            yield Trial(KIND, _named(begun), f"the window ended by itself: {ended}")
    except TimeoutError:
        yield Trial(KIND, _named(begun), f"it hangs: {window.end()}", seconds)


def _named(begun: _Begun) -> str:
    return f"run folder {begun.number} ({begun.what})"


CAMPAIGN = Campaign("broken run folders in the window", trials, full=300, unit="s")
