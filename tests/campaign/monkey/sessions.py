"""Sessions of a monkey, each in a process of its own: watched from outside, since it may crash or hang."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.campaign.monkey.census import Census
from tests.campaign.monkey.seldom import reason_of
from tests.campaign.monkey.sweeps import SWEEPS
from tests.campaign.trial import Campaign, Trial

ACTIONS_A_SESSION, SEEDS, MOST_ACTIONS_OF_A_SWEEP = 2_500, 40, 10_000
SECONDS_OF_PATIENCE, SECONDS_TO_BEGIN = 30.0, 120.0
LAST_ACTIONS = 20
LEAST_REACHED = 0.95


@dataclass
class Played:
    """What came of a session.

    Attributes:
        status: of the process; None where it hung and was ended.
        faults: sentences, or tracebacks, in the order in which they came.
        last: the last actions.
        found: what the session counted, and its slowest action.
        told: what the process wrote, such as where it crashed.
    """

    status: int | None = None
    faults: list[str] = field(default_factory=list)
    last: list[str] = field(default_factory=list)
    found: dict[str, Any] = field(default_factory=dict)
    told: str = ""

    @property
    def wrong(self) -> str:
        """In a sentence what went wrong, empty where nothing did."""
        if self.status != 0:
            how = "hung" if self.status is None else f"ended with {self.status}"
            return f"{how} after: {' | '.join(self.last)} {self.told[-2_000:]}"
        return f"{len(self.faults)} faults, the first: {self.faults[0]}" if self.faults else ""


def play(home: Path, kind: str, actions: int) -> Played:
    """A session in that home: a sweep by its name, or so many actions from a seed."""
    home.mkdir(parents=True)
    journal, told = home / "journal.txt", home / "told.txt"
    compiled = Path(tempfile.gettempdir()) / "simclr-explorer-tests-compiled"
    env = os.environ | {
        "SIMCLR_EXPLORER_HOME": str(home),
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "QT_QPA_PLATFORM": "offscreen",
        "OMP_NUM_THREADS": "1",
        "NUMBA_CACHE_DIR": os.environ.get("NUMBA_CACHE_DIR", str(compiled)),
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[3]), os.environ.get("PYTHONPATH", "")]),
    }
    command = [sys.executable, "-m", "tests.campaign.monkey", str(home), kind, str(actions)]
    with told.open("w") as file, subprocess.Popen(command, stdout=file, stderr=file, env=env) as process:
        status = _watched(process, journal)
    return _read(journal, told, status)


def _watched(process: "subprocess.Popen[bytes]", journal: Path, patience_s: float = SECONDS_OF_PATIENCE) -> int | None:
    """The exit status; None where it did nothing for so long that it had to be ended."""
    length, since = 0, time.monotonic()
    while process.poll() is None:
        now = journal.stat().st_size if journal.exists() else 0
        if now != length:
            length, since = now, time.monotonic()
        if time.monotonic() - since > (patience_s if length else SECONDS_TO_BEGIN):
            process.send_signal(signal.SIGABRT)  # faulthandler writes where every thread is
            process.wait()
            return None
        time.sleep(0.1)
    return process.returncode


def _read(journal: Path, told: Path, status: int | None) -> Played:
    played = Played(status, told=told.read_text(errors="replace"))
    for line in journal.read_text(errors="replace").splitlines() if journal.exists() else ():
        if line.startswith("!"):
            played.faults.append(json.loads(line[1:]))
        elif line.startswith("="):
            played.found |= json.loads(line[1:])
        else:
            played.last = [*played.last, line][-LAST_ACTIONS:]
    return played


def _trials(count: int, seed: int) -> Iterator[Trial]:
    """The sweeps, then seeds: so many sessions; the last trial says what all of them have reached together."""
    census = Census()
    actions, processor_s = 0, 0.0
    kinds = [*SWEEPS, *(f"seed {number}" for number in range(seed, seed + SEEDS + count))][:count]
    for kind in kinds:
        most = MOST_ACTIONS_OF_A_SWEEP if kind in SWEEPS else ACTIONS_A_SESSION
        with tempfile.TemporaryDirectory(prefix="monkey-") as folder:
            played = play(Path(folder) / "home", kind.removeprefix("seed "), most)
        found = played.found
        for name in ("there", "reached", "covered", "unmade", "made"):
            getattr(census, name).update(found.get(name, ()))
        actions += found.get("actions", 0)
        processor_s += found.get("processor_s", 0.0)
        slowest = f"slowest {found.get('slowest_ms', 0):.0f} ms: {found.get('slowest', '')}"
        yield Trial(kind, f"{kind} ({slowest})", played.wrong, found.get("slowest_ms", 0.0))
    speed = actions / processor_s if processor_s else 0
    words = f"{actions:,} actions, {speed:.0f}/s, {census.share:.1%} of {len(census.wanted):,} widgets reached"
    missing = sorted(census.missing)
    sys.stderr.write("".join(f"not reached: {key}: {reason_of(key) or 'NO REASON'}\n" for key in missing))
    yield Trial(words, "all sessions", _too_little(census, missing) if count >= len(SWEEPS) else "")


def _too_little(census: Census, missing: list[str]) -> str:
    """What is wrong with what was reached, empty where nothing is: of a few widgets it is known why they are missed."""
    unexcused = missing if census.share < LEAST_REACHED else [key for key in missing if not reason_of(key)]
    return f"not reached: {', '.join(unexcused[:20])}" if unexcused else ""


CAMPAIGN = Campaign(
    "A seeded monkey plays with every widget of the real window while things go wrong around it",
    _trials,
    full=len(SWEEPS) + SEEDS,
    unit="ms",
)
