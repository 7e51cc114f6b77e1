"""Every way in which the window may end, in every state it may be in: nothing hangs, stays behind or is lost."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil
from PIL import Image

from simclr_gui.engine.datasets.folder.decoding_pool import FEWEST_FOR_PROCESSES
from simclr_gui.engine.listing.known_run import summarise
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.checkpoints import list_checkpoints, read_checkpoint
from tests.campaign.complaints import complaints_in
from tests.campaign.driven_window import IMAGES
from tests.campaign.trial import Campaign, Trial
from tests.handled_signals import started_with
from tests.small import small_config, train_small

CLOSED, KILLED = "closed", "SIGKILL"
ENDINGS = (CLOSED, "SIGTERM", "SIGINT", "SIGHUP", KILLED)
OF_ALL_PROCESSES = ("SIGINT", "SIGHUP")  # Ctrl+C and a closed terminal reach the children, too
TRAINING = ("training", "paused", "saving")
OF_A_RUN = ("evaluating", "mapping", "export dialog")
SHORT = (
    "starting",
    "loading torch",
    "reading images",
    "saving",
    "evaluating",
)  # over in a moment: the signal must not wait
STATES = (*TRAINING, *OF_A_RUN, *SHORT[:3], "idle", "lesson race", "Views preview", "file dialog", "menu")
STATES = (*STATES, "plan dialog", "download offered")
CELLS = [(state, ending) for state in STATES for ending in ENDINGS]
SECONDS_TO_REACH, SECONDS_TO_END, SECONDS_OF_ORPHANS = 240, 60, 20
BEFORE_THE_FIRST_CHECKPOINT = ("reading images", "saving")
LONGEST_DELAY_S, MOST_ATTEMPTS = 0.3, 4
PROGRAM = "from tests.campaign.driven_window import drive; drive({state!r}, {opens!r})"
ROOT = Path(__file__).parents[2]


class Wrong(Exception):
    """What went wrong, in a sentence."""


@dataclass(frozen=True)
class Place:
    """Where the program is at home in a trial, and what it writes there."""

    home: Path

    @property
    def runs(self) -> list[Path]:
        folder = self.home / "runs"
        return sorted(folder.iterdir()) if folder.is_dir() else []

    @property
    def windows(self) -> list[Path]:
        """What tells the next start that a window did not end by itself."""
        return list((self.home / "logs" / "windows").iterdir())

    @property
    def logged(self) -> str:
        file = self.home / "logs" / "simclr-gui.log"
        return file.read_text() if file.exists() else ""

    @property
    def run_to_open(self) -> Path:
        return self.home / "runs" / "trained"


class Window:
    """The program in a process, and a session, of its own."""

    def __init__(self, place: Place, state: str) -> None:
        self._said, self._complaints = place.home / "said.txt", place.home / "complaints.txt"
        opens = str(place.run_to_open) if state in OF_A_RUN else ""
        environment = {"SIMCLR_EXPLORER_HOME": str(place.home), "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
        with self._said.open("w") as said, self._complaints.open("w") as complaints, _usual_signals():
            self._process = subprocess.Popen(
                [sys.executable, "-c", PROGRAM.format(state=state, opens=opens)],
                stdin=subprocess.PIPE,
                stdout=said,
                stderr=complaints,
                env=os.environ | {"QT_QPA_PLATFORM": "offscreen"} | environment,
                start_new_session=True,
            )

    @property
    def said(self) -> list[str]:
        return self._said.read_text().splitlines()

    @property
    def complaints(self) -> str:
        return complaints_in(self._complaints.read_text())

    def wait_until_it_says(self, words: str) -> None:
        if not _becomes_true(lambda: words in self.said or self._process.poll() is not None, SECONDS_TO_REACH):
            raise Wrong(f"it never said {words}")
        if words not in self.said:
            raise Wrong(f"it ended before it said {words}: {self._process.poll()} {self.complaints[-500:]}")

    def end(self, ending: str) -> None:
        if ending == CLOSED:
            assert self._process.stdin is not None
            self._process.stdin.write(b"close\n")
            self._process.stdin.flush()
        elif ending in OF_ALL_PROCESSES:
            os.killpg(self._process.pid, signal.Signals[ending])
        else:
            self._process.send_signal(signal.Signals[ending])

    def wait(self) -> int:
        try:
            return self._process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            raise Wrong(f"it did not end within {SECONDS_TO_END} s") from None

    def others(self) -> list[psutil.Process]:
        """Processes that it has started and that are still there."""
        return [process for process in psutil.process_iter() if _is_of_session(process, self._process.pid)]

    def clear_away(self) -> None:
        """Whatever is left of it."""
        for process in (*self.others(), self._process):
            with contextlib.suppress(psutil.NoSuchProcess, ProcessLookupError):
                process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()


@contextlib.contextmanager
def _usual_signals() -> Iterator[None]:
    """Whoever runs this may have told us to ignore some."""
    with started_with(signal.SIGHUP, signal.SIG_DFL), started_with(signal.SIGINT, signal.default_int_handler):
        yield


def _is_of_session(process: psutil.Process, session: int) -> bool:
    try:
        return process.pid != session and os.getsid(process.pid) == session and process.status() != "zombie"
    except (psutil.Error, ProcessLookupError, PermissionError):
        return False


def _becomes_true(condition: Callable[[], bool], seconds: float) -> bool:
    ends = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > ends:
            return False
        time.sleep(0.005)
    return True


def tried(state: str, ending: str, template: Path, delay_s: float = 0.0, *, starts_again: bool = True) -> Trial:
    """One cell of the matrix; a state that was over before the end came is tried again."""
    what = f"{state}, {ending} after {delay_s:.2f} s"
    for _ in range(MOST_ATTEMPTS):
        with tempfile.TemporaryDirectory() as folder:
            place = Place(Path(folder) / "home")
            shutil.copytree(template, place.home)
            (place.home.parent / IMAGES).symlink_to(template.parent / IMAGES)
            window = Window(place, state)
            try:
                seconds, was_there = _ended(window, state, ending, delay_s)
                if not was_there:
                    continue
                _judge(place, window, state, ending)
                if starts_again:
                    _start_again(place, ending)
            except Wrong as wrong:
                return Trial(state, what, wrong=str(wrong), worst=SECONDS_TO_END)
            finally:
                window.clear_away()
            return Trial(state, what, worst=seconds)
    return Trial(state, what, wrong="the state was always over before the end came")


def _ended(window: Window, state: str, ending: str, delay_s: float) -> tuple[float, bool]:
    """How long it took, and whether the state still was when it was asked to."""
    window.wait_until_it_says("reached")
    time.sleep(0 if state in SHORT else delay_s)
    began = time.monotonic()
    window.end(ending)
    status = window.wait()
    seconds = time.monotonic() - began
    if ending != KILLED and not any(line.startswith("closing") for line in window.said):
        raise Wrong(f"the window was never asked to close, and the program ended with {status}: {window.complaints}")
    wanted = -signal.SIGKILL if ending == KILLED else 0
    if status != wanted:
        raise Wrong(f"it ended with {status} instead of {wanted}: {window.complaints[-2_000:]}")
    return seconds, "closing no" not in window.said


def _judge(place: Place, window: Window, state: str, ending: str) -> None:
    """What is left: processes, words, files."""
    if not _becomes_true(lambda: not window.others(), SECONDS_OF_ORPHANS):
        left = ", ".join(" ".join(process.cmdline())[:80] for process in window.others())
        raise Wrong(f"after {SECONDS_OF_ORPHANS} s there still is {left}")
    if window.complaints and ending != KILLED:  # a child that is just being born then cannot but raise
        raise Wrong(f"it wrote to stderr: {window.complaints[-2_000:]}")
    if place.logged:
        raise Wrong(f"it logged {place.logged[-2_000:]}")
    if bool(place.windows) != (ending == KILLED):
        raise Wrong(f"for the next start it has left {place.windows}")
    for run in place.runs:
        _judge_run(run, state, ending)


def _judge_run(run: Path, state: str, ending: str) -> None:
    folder, summary = RunFolder(run), summarise(run)
    wanted = "finished" if run.name == "trained" else "lost" if ending == KILLED else "stopped"
    if summary.state != wanted or summary.trouble:
        raise Wrong(f"the run {run.name} is {summary.state} instead of {wanted}: {summary.trouble}")
    try:
        kept = list_checkpoints(folder)
        if kept:
            read_checkpoint(*kept[-1])
        elif state not in BEFORE_THE_FIRST_CHECKPOINT or ending != KILLED:
            raise Wrong(f"the run {run.name} has no checkpoint")
    except UserError as error:
        raise Wrong(str(error)) from None
    if wanted == "lost" and kept and not summary.can_resume:
        raise Wrong("it cannot be resumed")
    steps = max((int(record["step"]) for record in folder.events() if record["event"] == "step"), default=0)
    if wanted == "stopped" and kept[-1][0].step < steps:
        raise Wrong(f"{steps} steps were trained, {kept[-1][0].step} saved")


def _start_again(place: Place, ending: str) -> None:
    """The next start shows all runs, and tells of the last one only what there is to tell; then it closes."""
    window = Window(place, "started again")
    try:
        window.wait_until_it_says("reached")
        if window.wait() != 0 or window.complaints:
            raise Wrong(f"the next start ended badly: {window.complaints[-2_000:]}")
        told = next(line.removeprefix("told").strip() for line in window.said if line.startswith("told"))
        if ("ended unexpectedly" in told) != (ending == KILLED) or (told and ending != KILLED):
            raise Wrong(f"the next start told: {told}")
        if f"runs {len(place.runs)}" not in window.said:
            raise Wrong(f"the next start listed {window.said} of {len(place.runs)} runs")
        if place.windows:
            raise Wrong("the next start has left something to tell")
    finally:
        window.clear_away()


def make_images(folder: Path) -> None:
    """Two classes of the same image, which takes a moment to decode, under many names."""
    noise = np.random.default_rng(0).integers(0, 256, (96, 96, 3), np.uint8)
    for name in ("a", "b"):
        (folder / name).mkdir(parents=True)
        first = folder / name / "0.png"
        Image.fromarray(noise).save(first)
        for number in range(1, FEWEST_FOR_PROCESSES):
            (folder / name / f"{number}.png").hardlink_to(first)


def prepared_home(folder: Path) -> Path:
    """A home with a trained run that was not tested, which the program has been at home in: its caches are filled."""
    place = Place(folder / "home")
    config = small_config(data__train_images=2_000, data__test_images=2_000, budget__epochs=1)
    place.home.mkdir()
    make_images(folder / IMAGES)
    train_small(place.run_to_open, config)
    window = Window(place, "mapping")
    try:
        window.wait_until_it_says("reached")
        window.end(CLOSED)
        window.wait()
    finally:
        window.clear_away()
    for unwanted in (place.run_to_open, place.home / "logs"):
        shutil.rmtree(unwanted)
    train_small(place.run_to_open, config)
    return place.home


def trials(count: int, seed: int) -> Iterator[Trial]:
    """All cells in the order of the matrix; fewer are drawn from it, more go through it again with other delays."""
    draw = random.Random(seed)
    cells = CELLS if count >= len(CELLS) else draw.sample(CELLS, count)
    with tempfile.TemporaryDirectory() as folder:
        template = prepared_home(Path(folder))
        for number in range(count):
            yield tried(*cells[number % len(cells)], template, draw.uniform(0, LONGEST_DELAY_S))


CAMPAIGN = Campaign(
    "the window ends in every state, by every way", trials, full=len(CELLS), unit="s until the process is gone"
)
