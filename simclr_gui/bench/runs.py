"""How soon ten thousand runs are listed and a run of two million steps is open, and how long the window is held up."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer

from simclr_gui.bench.made_runs import make_long_run, make_runs
from simclr_gui.bench.ticker import Ticker
from simclr_gui.engine.listing.known_run import SECONDS_UNTIL_STAMPS_TELL
from simclr_gui.engine.storage.places import HOME_VARIABLE, runs_dir
from simclr_gui.gui.application import build_application
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.main_window import MainWindow
from simclr_gui.gui.pages import names
from simclr_gui.jobs.collector import Collector
from simclr_gui.state.phases import Phase
from simclr_gui.state.session import Session

RUNS, RUNS_SEARCHED, STEPS = 10_000, 3_000, 2_000_000
MS_BETWEEN_KEYS, TURNS = 120, 3
QUERIES = ("shapes", "tau 0.2", "seed 4", "90.0", "nothing like this")
SECONDS_TO_SETTLE, SECONDS_BETWEEN_LOOKS, LONGEST_OPENING_S = 1.0, 0.02, 600.0
LISTING = "from simclr_gui.bench.runs import report_listing; report_listing()"
SEARCHING = "from simclr_gui.bench.runs import report_searching; report_searching({turns})"
WRITING = "from simclr_gui.bench.made_runs import keep_writing; keep_writing({path!r})"
OPENING = "from simclr_gui.bench.runs import report_opening; report_opening({path!r}, {steps})"


def runs_figures(
    runs: int = RUNS, steps: int = STEPS, searched: int = RUNS_SEARCHED, turns: int = TURNS
) -> dict[str, float]:
    """Each in a process of its own, with a home of its own: listed without an index, with one, searched and sorted
    while a training writes, a long run opened.
    """
    with tempfile.TemporaryDirectory() as home:
        make_runs(Path(home) / "runs", runs)
        time.sleep(SECONDS_UNTIL_STAMPS_TELL)  # what was written a moment ago is not trusted
        cold, warm = _figures_of(LISTING, home), _figures_of(LISTING, home)
    with tempfile.TemporaryDirectory() as home:
        make_runs(Path(home) / "runs", searched)
        searching = _figures_beside_a_training(SEARCHING.format(turns=turns), home)
    with tempfile.TemporaryDirectory() as home:
        run_dir = Path(home) / "long"
        make_long_run(run_dir, steps)
        opening = _figures_of(OPENING.format(path=str(run_dir), steps=steps), home)
    return {
        "runs": runs,
        "steps": steps,
        "runs_listed_cold_s": cold["first_s"],
        "runs_listed_warm_s": warm["first_s"],
        "runs_listed_again_s": warm["again_s"],
        "listing_gap_max_ms": max(cold["gap_max_ms"], warm["gap_max_ms"]),
        "listing_gap_99_ms": max(cold["gap_99_ms"], warm["gap_99_ms"]),
        "runs_searched": searched,
        "searching_gap_99_ms": searching["gap_99_ms"],
        "searching_gap_max_ms": searching["gap_max_ms"],
        "opening_2m_steps_s": opening["opened_s"],
        "opening_gap_max_ms": opening["gap_max_ms"],
    }


def runs_table(figures: dict[str, float]) -> str:
    """The figures for people."""
    return "\n".join(
        [
            f"{figures['runs']:,} runs are listed after {figures['runs_listed_cold_s']:.2f} s without an index, "
            f"{figures['runs_listed_warm_s']:.2f} s with one, {figures['runs_listed_again_s']:.2f} s the second time; "
            f"the window is held up for {figures['listing_gap_max_ms']:.0f} ms at most, 99 % of the time for less than "
            f"{figures['listing_gap_99_ms']:.0f} ms",
            f"{figures['runs_searched']:,} runs are searched and sorted while a training writes: the window is held up "
            f"for {figures['searching_gap_max_ms']:.0f} ms at most, 99 % of the time for less than "
            f"{figures['searching_gap_99_ms']:.0f} ms",
            f"A run of {figures['steps']:,} steps is open after {figures['opening_2m_steps_s']:.1f} s; "
            f"the window is held up for {figures['opening_gap_max_ms']:.0f} ms at most",
        ]
    )


def report_listing() -> None:
    """In a process of its own: the Runs page lists what is there, twice."""
    window, session = _window()
    assert runs_dir().is_dir()
    ticker = Ticker()
    ticker.start()
    window.show_page(names.RUNS)  # it asks for the list
    first_s = _seconds_until(lambda: session.library.is_known and session.library.is_quiet)
    session.library.refresh()
    again_s = _seconds_until(lambda: session.library.is_quiet)
    _wait(SECONDS_TO_SETTLE)
    ticker.stop()
    _report({"first_s": first_s, "again_s": again_s, **_gaps(ticker)}, window, session)


def report_searching(turns: int) -> None:
    """In a process of its own: words are typed into the search field and columns sorted, while the list is followed."""
    window, session = _window()
    window.show_page(names.RUNS)
    _seconds_until(lambda: session.library.is_known and session.library.is_quiet)
    _wait(SECONDS_TO_SETTLE)
    page, ticker = window.pages.runs, Ticker()
    ticker.start()
    header = page.table.horizontalHeader()
    for _ in range(turns):
        for query in QUERIES:
            for length in range(1, len(query) + 1):
                page.filter_bar.search.setText(query[:length])
                _wait(MS_BETWEEN_KEYS / 1_000)
        page.filter_bar.clear()
        for column in range(page.model.columnCount()):
            header.sectionClicked.emit(column)
            _wait(MS_BETWEEN_KEYS / 1_000)
    ticker.stop()
    _report(_gaps(ticker), window, session)


def _gaps(ticker: Ticker) -> dict[str, float]:
    return {"gap_max_ms": float(ticker.gaps_ms.max()), "gap_99_ms": float(np.quantile(ticker.gaps_ms, 0.99))}


def _figures_beside_a_training(program: str, home: str) -> dict[str, float]:
    """While another process writes steps into one of the runs, as a training does."""
    writing = WRITING.format(path=str(Path(home) / "runs" / "training"))
    writer = subprocess.Popen([sys.executable, "-c", writing], env=os.environ | {HOME_VARIABLE: home})
    try:
        return _figures_of(program, home)
    finally:
        writer.kill()
        writer.wait()


def report_opening(run_dir: str, steps: int) -> None:
    """In a process of its own: opens a run, the Train page in sight."""
    window, session = _window()
    window.show_page(names.TRAIN)
    ticker = Ticker()
    ticker.start()
    session.open_run(Path(run_dir))
    opened_s = _seconds_until(lambda: session.experiment.phase is not Phase.OPENING)
    _wait(SECONDS_TO_SETTLE)
    ticker.stop()
    read = len(session.curves.steps)
    if read != steps:
        raise RuntimeError(f"{read} of {steps} steps were read")
    _report({"opened_s": opened_s, "gap_max_ms": float(ticker.gaps_ms.max())}, window, session)


def _figures_of(program: str, home: str) -> dict[str, float]:
    environment = os.environ | {HOME_VARIABLE: home}
    done = subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.PIPE, env=environment)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _window() -> tuple[MainWindow, Session]:
    application = build_application([])
    theme = Theme(application)
    theme.apply()
    session = Session(application)
    window = MainWindow(session, theme)
    window.show()
    while window.pages.make_more():
        pass
    Collector(application).start()  # as the program does once its engine is loaded
    _wait(SECONDS_TO_SETTLE)
    return window, session


def _wait(seconds: float) -> None:
    """Lets the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(round(1_000 * seconds), loop.quit)
    loop.exec()


def _seconds_until(is_reached: Callable[[], bool]) -> float:
    began = time.perf_counter()
    while not is_reached() and time.perf_counter() - began < LONGEST_OPENING_S:
        _wait(SECONDS_BETWEEN_LOOKS)
    return time.perf_counter() - began


def _report(figures: dict[str, Any], window: MainWindow, session: Session) -> None:
    """Once the window is closed, as a person closes it, and gone: Python would take it apart in no order."""
    loop = QEventLoop()
    window.destroyed.connect(loop.quit)
    session.left.connect(window.deleteLater)
    window.close()
    loop.exec()
    sys.stdout.write(json.dumps(figures) + "\n")
