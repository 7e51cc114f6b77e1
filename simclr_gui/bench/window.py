"""How the window keeps up: time to show, to the first loss, event-loop gaps, and what it costs the training.

Gaps are the times between the ticks of a 4 ms timer in the window's thread, from Start until both maps are
drawn; nothing is subtracted. The ticks cost some of the training themselves, so steps are counted without them.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from simclr_gui.bench.pages import pages_table
from simclr_gui.engine.augmentation.rendering import compile_views
from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.places import HOME_VARIABLE
from simclr_gui.gui.application import MS_UNTIL_COMPLETION, MS_UNTIL_OPENING, build_application
from simclr_gui.gui.completion import Completion
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.main_window import MainWindow
from simclr_gui.gui.pages import names
from simclr_gui.jobs.collector import Collector
from simclr_gui.state.experiment import Phase
from simclr_gui.state.session import Session

TICK_MS = 4
LAUNCHES, PAIRS = 5, 4
LARGEST_WAIT_S = 600
MS_BEFORE_START = 4_000
BUSY = (Phase.PREPARING, Phase.TRAINING, Phase.EVALUATING, Phase.MAPPING)
LAUNCH = """
from simclr_gui.collection import pause_collection
pause_collection()  # as the program does
from simclr_gui.bench.launch import report_launch
report_launch()
"""
BEFORE_START = "loading the engine, before Start"


@dataclass(frozen=True)
class Training:
    """What was counted of a training.

    Attributes:
        thread_percent: processor time of the window's thread, of what all cores could do.
    """

    steps: int
    thread_percent: float = 0.0


def window_figures(seconds: float) -> dict[str, Any]:
    """Measures launches, then window and terminal runs of `seconds` in turn."""
    launches = [measure_launch() for _ in range(LAUNCHES)]
    application = build_application([])
    in_window: list[Training] = []
    without_map: list[Training] = []
    in_terminal: list[Training] = []
    with tempfile.TemporaryDirectory() as scratch:
        os.environ.setdefault(HOME_VARIABLE, scratch)
        compile_views()  # once a machine: no run that is counted shall have it beside it
        config = config_with(TrainingConfig(), {"budget.seconds": seconds})
        watched = WatchedRun(application, config, Path(scratch) / "watched")
        watched.play()
        for number in range(PAIRS):
            runs = [
                (in_window, train_in_window, Path(scratch) / f"window-{number}"),
                (without_map, _train_without_map, Path(scratch) / f"without-map-{number}"),
                (in_terminal, train_in_terminal, Path(scratch) / f"terminal-{number}"),
            ]
            for trainings, train, run_dir in runs if number % 2 == 0 else reversed(runs):
                trainings.append(train(seconds, run_dir))
        pages = page_figures()
    gaps = watched.gaps_ms(*BUSY)
    return {
        "gap_p50_ms": float(np.percentile(gaps, 50)),
        "gap_p99_ms": float(np.percentile(gaps, 99)),
        "gap_max_ms": float(gaps.max()),
        "gaps_by_phase": _by_phase(watched),
        "throughput_loss_percent": _loss_percent(in_window, in_terminal),
        "loss_without_live_map_percent": _loss_percent(without_map, in_terminal),
        "live_map_cost_percent": _loss_percent(in_window, without_map),
        "window_thread_percent": statistics.median(training.thread_percent for training in in_window),
        "first_live_map_s": watched.first_map_s,
        "live_map_interval_p50_s": float(np.median(watched.map_intervals_s)),
        "live_map_interval_max_s": float(watched.map_intervals_s.max()),
        "steps_in_window": [training.steps for training in in_window],
        "steps_without_live_map": [training.steps for training in without_map],
        "steps_in_terminal": [training.steps for training in in_terminal],
        "window_ms": statistics.median(window_ms for window_ms, _ in launches),
        "first_images_ms": statistics.median(images_ms for _, images_ms in launches),
        "first_loss_ms": watched.first_loss_ms,
        "engine_loaded_ms": watched.loaded_ms,
        "judged_s": watched.judged_s,
        **pages,
    }


def window_table(figures: dict[str, Any]) -> str:
    """The figures for people."""
    lines = [
        f"Window shown and painted after {figures['window_ms']:.0f} ms; engine loaded "
        f"{figures['engine_loaded_ms']:.0f} ms later, beside it",
        f"First images painted {figures['first_images_ms']:.0f} ms after the window was shown",
        f"First loss {figures['first_loss_ms']:.0f} ms after Start",
        f"Evaluation and both maps {figures['judged_s']:.1f} s after the training",
        f"Event-loop gaps: median {figures['gap_p50_ms']:.1f} ms, 99 % below {figures['gap_p99_ms']:.1f} ms, "
        f"worst {figures['gap_max_ms']:.1f} ms",
        f"The window costs {figures['throughput_loss_percent']:.1f} % of the training steps "
        f"({figures['steps_in_window']} against {figures['steps_in_terminal']} in the terminal)",
        f"The live map costs {figures['live_map_cost_percent']:.1f} % of the training steps "
        f"({figures['steps_without_live_map']} without it), all else {figures['loss_without_live_map_percent']:.1f} %; "
        f"the window's thread uses {figures['window_thread_percent']:.1f} % of what the processor can do meanwhile",
        f"It is there {figures['first_live_map_s']:.1f} s after Start; new places come every "
        f"{figures['live_map_interval_p50_s']:.1f} s, at the latest after {figures['live_map_interval_max_s']:.1f} s",
    ]
    for phase, (p99, worst) in figures["gaps_by_phase"].items():
        lines.append(f"  {phase}: 99 % below {p99:.1f} ms, worst {worst:.1f} ms")
    return "\n".join([*lines, *pages_table(figures)])


class WatchedRun(QObject):
    """One run in a real window, every tick of the event loop noted."""

    def __init__(
        self,
        application: QApplication,
        config: TrainingConfig,
        run_dir: Path,
        *,
        ticking: bool = True,
        draws_live_map: bool = True,
    ) -> None:
        super().__init__()
        self._application, self._run_dir, self._ticking = application, run_dir, ticking
        theme = Theme(self)
        theme.apply()
        self._session = Session(self, draws_live_map=draws_live_map)
        self._session.experiment.replace_config(config)
        self._window = MainWindow(self._session, theme)
        self._completion = Completion(self._window.pages)
        self._session.engine_loaded.connect(Collector(self).start)
        self._ticks: list[tuple[float, Phase]] = []
        self._maps_at: list[float] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._shown_at = self._loaded_at = self._started_at = self._trained_at = self._judged_at = 0.0
        self._moments_of_training: list[tuple[float, float]] = []  # of the clock, and of the window's thread
        self.first_loss_ms = 0.0

    @property
    def steps(self) -> int:
        step = self._session.experiment.last_step
        return step.step if step else 0

    @property
    def loaded_ms(self) -> float:
        return 1_000 * (self._loaded_at - self._shown_at)

    @property
    def judged_s(self) -> float:
        return self._judged_at - self._trained_at

    @property
    def first_map_s(self) -> float:
        return self._maps_at[0] - self._started_at

    @property
    def thread_percent(self) -> float:
        """Processor time of the window's thread while it trains, of what all cores could do."""
        (began_s, thread_began_s), *_, (ended_s, thread_ended_s) = self._moments_of_training
        return 100 * (thread_ended_s - thread_began_s) / ((ended_s - began_s) * (os.cpu_count() or 1))

    @property
    def map_intervals_s(self) -> NDArray[np.float64]:
        """Between new places of the live map while training."""
        return np.diff(np.array(self._maps_at))

    def play(self) -> None:
        """Shows, loads, trains, evaluates, maps, closes; where it does not tick, steps alone are wanted."""
        session = self._session
        session.engine_loaded.connect(self._start)
        session.experiment.progressed.connect(self._note_first_loss)
        session.experiment.phase_changed.connect(self._follow)
        session.feature_space.map_changed.connect(self._note_map)
        session.left.connect(self._application.quit)
        QTimer.singleShot(1_000 * LARGEST_WAIT_S, self._application.quit)
        self._window.show()
        self._shown_at = time.perf_counter()
        if self._ticking:
            self._timer.start()
        self._completion.ended.connect(session.load_engine)
        QTimer.singleShot(MS_UNTIL_OPENING + MS_UNTIL_COMPLETION, self._completion.begin)
        self._application.exec()
        self._window.deleteLater()

    @Slot()
    def _start(self) -> None:
        self._loaded_at = time.perf_counter()
        QTimer.singleShot(MS_BEFORE_START, self._press_start)

    @Slot()
    def _press_start(self) -> None:
        self._started_at = time.perf_counter()
        self._session.start(self._run_dir)

    @Slot()
    def _note_first_loss(self) -> None:
        if not self.first_loss_ms:
            self.first_loss_ms = 1_000 * (time.perf_counter() - self._started_at)

    @Slot(str)
    def _note_map(self, kind: str) -> None:
        if kind == "simclr" and self._session.experiment.phase is Phase.TRAINING:
            self._maps_at.append(time.perf_counter())

    @Slot()
    def _follow(self) -> None:
        phase = self._session.experiment.phase
        if phase in (Phase.TRAINING, Phase.EVALUATING):
            self._moments_of_training.append((time.perf_counter(), time.thread_time()))
        if phase is Phase.EVALUATING and not self._ticking:
            self._window.close()
        elif phase is Phase.EVALUATING:
            self._trained_at = time.perf_counter()
        elif phase is Phase.MAPPING:
            self._window.show_page(names.MAP)
        elif phase in (Phase.DONE, Phase.FAILED):
            self._judged_at = time.perf_counter()
            self._timer.stop()
            self._window.close()

    @Slot()
    def _tick(self) -> None:
        self._ticks.append((time.perf_counter(), self._session.experiment.phase))

    def gaps_ms(self, *phases: Phase) -> NDArray[np.float64]:
        """Times between ticks, those that ended in one of `phases`."""
        kept_steps = np.array([moment for moment, _ in self._ticks])
        chosen = np.array([phase in phases for _, phase in self._ticks[1:]], dtype=bool)
        gaps: NDArray[np.float64] = 1_000 * np.diff(kept_steps)[chosen]
        return gaps


def measure_launch() -> tuple[float, float]:
    """Milliseconds until the window is painted and answers; and from its showing until its first images are painted."""
    start = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", LAUNCH], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told: dict[bool, float] = {}
        for line in process.stdout:
            is_window = line.strip() == "shown"
            told[is_window] = 1_000 * (time.perf_counter() - start) if is_window else float(line)
    return told[True], told[False]


def page_figures() -> dict[str, Any]:
    """What `bench.pages` measures, in a process of its own."""
    program = "from simclr_gui.bench.pages import report_pages; report_pages()"
    result = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    figures: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return figures


def report_steps(seconds: float, run_dir: str, *, draws_live_map: bool) -> None:
    """In a process of its own: trains in a window and writes how many steps were done, and `thread_percent`."""
    config = config_with(TrainingConfig(), {"budget.seconds": seconds})
    run = WatchedRun(build_application([]), config, Path(run_dir), ticking=False, draws_live_map=draws_live_map)
    run.play()
    sys.stdout.write(f"{run.steps} {run.thread_percent}\n")


def _train_without_map(seconds: float, run_dir: Path) -> Training:
    return train_in_window(seconds, run_dir, draws_live_map=False)


def train_in_window(seconds: float, run_dir: Path, *, draws_live_map: bool = True) -> Training:
    """In a process of its own."""
    call = f"report_steps({seconds}, {str(run_dir)!r}, draws_live_map={draws_live_map})"
    program = f"from simclr_gui.bench.window import report_steps; {call}"
    result = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    steps, thread_percent = result.stdout.split()[-2:]
    return Training(int(steps), float(thread_percent))


def train_in_terminal(seconds: float, run_dir: Path) -> Training:
    """The same training without a window."""
    command = [sys.executable, "-m", "simclr_gui", "train", "--seconds", str(seconds), "--run-dir", str(run_dir)]
    subprocess.run(command, check=True, capture_output=True)
    return Training(
        max(int(record["step"]) for record in RunFolder.open(run_dir).events() if record["event"] == "ended")
    )


def _loss_percent(trainings: list[Training], others: list[Training]) -> float:
    """How many steps fewer, the median of pairs."""
    return statistics.median(100 * (1 - a.steps / b.steps) for a, b in zip(trainings, others, strict=True))


def _by_phase(run: WatchedRun) -> dict[str, tuple[float, float]]:
    result = {}
    for phase in (Phase.IDLE, *BUSY):
        gaps = run.gaps_ms(phase)
        if len(gaps):
            result[BEFORE_START if phase is Phase.IDLE else phase.value] = (
                float(np.percentile(gaps, 99)),
                float(gaps.max()),
            )
    return result
