"""What each page costs while a network is trained, how soon a slider shows, and how large pages of numbers move."""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEventLoop, QTimer

from simclr_gui.bench.lessons import lessons_table, lessons_touched
from simclr_gui.bench.ticker import Ticker
from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.events import FeatureMapsTaken, ReceptiveField
from simclr_gui.gui.application import build_application
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.main_window import MainWindow
from simclr_gui.gui.pages import names
from simclr_gui.gui.pages.learn.contrast import ContrastLesson
from simclr_gui.gui.pages.train.charts import INSIDE_TAB, PAIRS_TAB
from simclr_gui.state.session import Session

SECONDS_TO_SETTLE, SECONDS_A_PAGE, ROUNDS = 1.0, 8.0, 2
SECONDS_OF_LOADING = 9.0
MOVES = 20
PAIRS_OF_STRETCHES, SECONDS_A_STRETCH = 12, 4.0
IDLE_PAGE = names.RUNS
CONTRAST_LESSON = 0
STEPS_OF_A_LONG_RUN = 1_000_000
LARGE_NETWORK = {
    "data.side_px": 224,
    "data.train_images": 20,
    "data.test_images": 20,
    "model.encoder": "resnet50",
    "optimisation.batch_size": 4,
    "budget.epochs": 1,
}
LAYERS = ((256, 56), (2_048, 7))  # of ResNet-50 at 224 px: channels and side of the largest and of the last maps


def report_pages() -> None:
    """In a process of its own: writes the figures as one line of JSON."""
    tour = PageTour()
    figures = {
        "lessons": lessons_touched(tour.window, tour.session, tour.wait),
        "slider_ms": tour.slider_ms(),
        "mosaic_ms": {f"{channels} maps of {side} px": tour.mosaic_ms(channels, side) for channels, side in LAYERS},
        "million_steps": tour.long_run_ms(),
        "resnet50_224px": tour.large_network_ms(),
        "features_cost_percent": tour.looking_costs_percent(),
        "pages": tour.pages_in_training(),
    }
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()
    tour.leave()


class PageTour:
    """A window, and what is measured in it."""

    def __init__(self) -> None:
        self._application = build_application([])
        theme = Theme(self._application)
        theme.apply()
        self.session = Session(self._application)
        self.window = MainWindow(self.session, theme)
        self.window.show()
        while self.window.pages.make_more():
            pass
        self.session.load_engine()
        self.wait(SECONDS_OF_LOADING)

    def wait(self, seconds: float) -> None:
        """Lets the event loop run."""
        loop = QEventLoop()
        QTimer.singleShot(round(1_000 * seconds), loop.quit)
        loop.exec()

    def leave(self) -> None:
        loop = QEventLoop()
        self.session.left.connect(loop.quit)
        self.session.leave()
        loop.exec()

    def slider_ms(self) -> dict[str, float]:
        """From a changed setting of the views to the images drawn."""
        self.window.show_page(names.VIEWS)
        self.wait(SECONDS_TO_SETTLE)
        loop, times_ms = QEventLoop(), []
        self.session.preview.inspected.connect(loop.quit)
        for move in range(MOVES):
            start = time.perf_counter()
            self.session.experiment.change_config({"views.hue": 0.1 + 0.01 * move})
            loop.exec()
            self.window.pages.views.repaint()
            times_ms.append(1_000 * (time.perf_counter() - start))
        return {"median": statistics.median(times_ms), "worst": max(times_ms)}

    def mosaic_ms(self, channels: int, side: int) -> float:
        """From feature maps to three painted mosaics, the longest time that the window is held up."""
        self.window.show_page(names.FEATURES)
        random = np.random.default_rng(0)
        times_ms = []
        for step in range(5):
            taken = FeatureMapsTaken(
                step=step,
                layer="stem",
                image_index=0,
                images=random.integers(0, 255, (3, 224, 224, 3)).astype(np.uint8),
                maps=random.integers(0, 255, (3, channels, side, side)).astype(np.uint8),
                low=0.0,
                high=1.0,
                receptive_field=ReceptiveField(7, 4, 0.5),
                cosine=0.5,
                attention=np.zeros((2, 224, 224), np.uint8),
                shapes={"stem": (channels, side)},
            )
            start = time.perf_counter()
            self.session.feature_maps.take(taken)
            self.window.pages.features.repaint()
            times_ms.append(1_000 * (time.perf_counter() - start))
        self.session.feature_maps.clear()
        return max(times_ms)

    def long_run_ms(self) -> dict[str, float]:
        """A chart of a million steps: until it shows, and for every frame of panning."""
        self.window.show_page(names.TRAIN)
        chart = self.window.pages.train.charts.loss
        elapsed_s = np.linspace(0.0, 0.1 * STEPS_OF_A_LONG_RUN, STEPS_OF_A_LONG_RUN)
        loss: NDArray[np.float64] = 5 * np.exp(-elapsed_s / 3e4) + np.random.default_rng(0).random(STEPS_OF_A_LONG_RUN)
        start = time.perf_counter()
        chart.scales.set_time_range(float(elapsed_s[-1]))
        chart.show_values(elapsed_s, loss, smooth=True)
        chart.repaint()
        opened_ms = 1_000 * (time.perf_counter() - start)
        frames_ms = []
        for frame in range(MOVES):
            start = time.perf_counter()
            chart.scales.look_at(frame * 1_000, frame * 1_000 + 50_000)
            chart.repaint()
            frames_ms.append(1_000 * (time.perf_counter() - start))
        chart.show_values(np.empty(0), np.empty(0))
        return {"open_ms": opened_ms, "frame_ms": statistics.median(frames_ms)}

    def large_network_ms(self) -> dict[str, float]:
        """ResNet-50 at 224 px, every layer looked at: until it shows, and how long the window is held up meanwhile."""
        with tempfile.TemporaryDirectory() as scratch:
            self._play(config_with(TrainingConfig(), LARGE_NETWORK), Path(scratch) / "run")
            maps, loop = self.session.feature_maps, QEventLoop()
            self.window.show_page(names.FEATURES)
            while maps.latest is None:
                self.wait(0.1)
            ticker, times_ms = Ticker(), []
            maps.taken.connect(loop.quit)
            ticker.start()
            for layer in reversed(maps.layers):
                start = time.perf_counter()
                maps.choose(layer, maps.image_index)
                loop.exec()
                times_ms.append(1_000 * (time.perf_counter() - start))
            ticker.stop()
            self.wait(SECONDS_TO_SETTLE)
        return {"look_ms": statistics.median(times_ms), "gap_max_ms": float(ticker.gaps_ms.max())}

    def _play(self, config: TrainingConfig, run_dir: Path) -> None:
        """Trains a run from beginning to end."""
        self.session.experiment.replace_config(config)
        self.session.start(run_dir)
        while self.session.experiment.phase.is_busy:
            self.wait(0.1)
        failure = self.session.experiment.failure
        if failure is not None:
            raise RuntimeError(failure.sentence)

    def looking_costs_percent(self) -> float:
        """How much slower a training is while the Features page is open: median over stretches with and without it."""
        self.window.show_page(IDLE_PAGE)
        seconds = PAIRS_OF_STRETCHES * 2 * (SECONDS_A_STRETCH + SECONDS_TO_SETTLE) + 10
        ratios = []
        with tempfile.TemporaryDirectory() as scratch:
            self.session.experiment.replace_config(config_with(TrainingConfig(), {"budget.seconds": seconds}))
            self.session.start(Path(scratch) / "run")
            self.wait(3 * SECONDS_TO_SETTLE)
            for number in range(PAIRS_OF_STRETCHES):
                steps = {}
                for page in (IDLE_PAGE, names.FEATURES) if number % 2 else (names.FEATURES, IDLE_PAGE):
                    self.window.show_page(page)
                    self.wait(SECONDS_TO_SETTLE)
                    before = len(self.session.curves.steps)
                    began = time.perf_counter()
                    self.wait(SECONDS_A_STRETCH)
                    steps[page] = (len(self.session.curves.steps) - before) / (time.perf_counter() - began)
                ratios.append(steps[names.FEATURES] / steps[IDLE_PAGE])
            self._end()
        return 100 * (1 - statistics.median(ratios))

    def _end(self) -> None:
        """Stops the training and skips what would follow."""
        while self.session.experiment.phase.is_busy:
            self.session.stop()
            self.wait(0.1)

    def pages_in_training(self) -> dict[str, dict[str, float]]:
        """Event-loop gaps and training steps a second with each page open, in turn; "runs" is the idle page."""
        places: dict[str, Callable[[], None]] = {
            "runs": lambda: self.window.show_page(IDLE_PAGE),
            "train": lambda: self._show(names.TRAIN, self.window.pages.train.charts.tabs.setCurrentIndex, 0),
            "pairs": lambda: self._show(names.TRAIN, self.window.pages.train.charts.tabs.setCurrentIndex, PAIRS_TAB),
            "inside": lambda: self._show(names.TRAIN, self.window.pages.train.charts.tabs.setCurrentIndex, INSIDE_TAB),
            "views": lambda: self._show(names.VIEWS, self.window.pages.views.tabs.setCurrentIndex, 0),
            "network": lambda: self._show(names.VIEWS, self.window.pages.views.tabs.setCurrentIndex, 2),
            "features": lambda: self.window.show_page(names.FEATURES),
            "learn": self._show_moving_lesson,
        }
        seconds = ROUNDS * len(places) * (SECONDS_A_PAGE + SECONDS_TO_SETTLE) + 10
        with tempfile.TemporaryDirectory() as scratch:
            self.session.experiment.replace_config(config_with(TrainingConfig(), {"budget.seconds": seconds}))
            self.session.start(Path(scratch) / "run")
            self.wait(3 * SECONDS_TO_SETTLE)
            measured: dict[str, list[tuple[float, float, float]]] = {name: [] for name in places}
            for _ in range(ROUNDS):
                for name, show in places.items():
                    show()
                    measured[name].append(self.watch())
            self._end()
        return {name: _summary(watched) for name, watched in measured.items()}

    def _show_moving_lesson(self) -> None:
        """Views that move on their circle: nothing on the Learn page is painted more often."""
        self.window.show_page(names.LEARN)
        self.window.pages.learn.list.setCurrentRow(CONTRAST_LESSON)
        lesson = self.window.pages.learn.findChild(ContrastLesson)
        if lesson is not None:
            lesson.run_button.click()

    def _show(self, page: str, choose_tab: Callable[[int], None], tab: int) -> None:
        self.window.show_page(page)
        choose_tab(tab)

    def watch(self) -> tuple[float, float, float]:
        """99th percentile and worst of the gaps in ms, and steps a second."""
        self.wait(SECONDS_TO_SETTLE)
        ticker = Ticker()
        ticker.start()
        steps = len(self.session.curves.steps)
        self.wait(SECONDS_A_PAGE)
        ticker.stop()
        gaps = ticker.gaps_ms
        done = (len(self.session.curves.steps) - steps) / SECONDS_A_PAGE
        return float(np.percentile(gaps, 99)), float(gaps.max()), done


def _summary(watched: list[tuple[float, float, float]]) -> dict[str, Any]:
    p99, worst, steps = zip(*watched, strict=True)
    return {"gap_p99_ms": max(p99), "gap_max_ms": max(worst), "steps_per_s": statistics.mean(steps)}


def pages_table(figures: dict[str, Any]) -> list[str]:
    """The figures for people, a line each."""
    slider, long_run = figures["slider_ms"], figures["million_steps"]
    large = figures["resnet50_224px"]
    lines = [
        f"A slider of the views shows after {slider['median']:.0f} ms, worst {slider['worst']:.0f} ms",
        *(f"Mosaics of {name}: {ms:.0f} ms" for name, ms in figures["mosaic_ms"].items()),
        f"A chart of {STEPS_OF_A_LONG_RUN:,} steps opens in {long_run['open_ms']:.0f} ms, "
        f"{long_run['frame_ms']:.0f} ms a frame",
        f"A layer of ResNet-50 at 224 px shows after {large['look_ms']:.0f} ms; the window is held up for "
        f"{large['gap_max_ms']:.0f} ms at most",
        f"The open Features page slows a training by {figures['features_cost_percent']:.1f} %",
    ]
    lines += [
        "Lessons, opened and touched:",
        *lessons_table(figures["lessons"]),
        "Pages, open while a network is trained:",
    ]
    for name, page in figures["pages"].items():
        lines.append(
            f"  {name}: 99 % of gaps below {page['gap_p99_ms']:.1f} ms, worst {page['gap_max_ms']:.1f} ms, "
            f"{page['steps_per_s']:.1f} steps/s"
        )
    return lines
