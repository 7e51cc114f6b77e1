"""Drives the real window offscreen through real runs and writes the pictures of the README and the documentation."""

import argparse
import os
import sys
import tempfile
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_SCRATCH = tempfile.TemporaryDirectory()
os.environ["SIMCLR_EXPLORER_HOME"] = _SCRATCH.name

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QWidget

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.presets import SHAPES, preset_for
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.events.evaluation import FEATURE_KINDS
from simclr_gui.gui.application import build_application
from simclr_gui.gui.export_dialog import ExportDialog
from simclr_gui.gui.look.language import CHINESE, ENGLISH, Language
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.main_window import MainWindow
from simclr_gui.gui.pages import names
from simclr_gui.gui.pages.map.page import MAPS_TAB, SCORES_TAB
from simclr_gui.gui.pages.train.charts import INSIDE_TAB
from simclr_gui.gui.pages.train.page import CURVES_TAB, OVERVIEW_TAB
from simclr_gui.gui.plan_dialog import PlanDialog
from simclr_gui.state.experiment import Phase
from simclr_gui.state.session import Session

SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
MS_TO_SETTLE = 600
SHARE_WHEN_TRAINING_IS_SHOWN = 0.55
POINTED_AT = 11
CHAIN_LESSON, CONTRAST_LESSON = 5, 0


class Photographer:
    """Plays runs in one window and takes its images."""

    def __init__(self, folder: Path, font: str, scale: float, *, with_scores: bool) -> None:
        self._folder, self._with_scores = folder, with_scores
        self._application = build_application([])
        if font:
            self._application.setFont(QFont(font))
        self._language = Language(self._application)
        self._language.choose(ENGLISH)
        self._theme = Theme(self._application)
        self._theme.choose(SCHEMES["light"])
        self.session = Session(self._application)
        self._scale = scale
        self.window = self._new_window()
        self.session.load_engine()

    def _new_window(self) -> MainWindow:
        window = MainWindow(self.session, self._theme, self._language)
        window.resize(round(1280 * self._scale), round(800 * self._scale))
        window.show()
        return window

    def wait(self, ms: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def wait_until(self, condition: "object") -> None:
        while not condition():  # type: ignore[operator]
            self.wait(50)

    def begin(self) -> None:
        """The first screen, its views drawn."""
        self.wait_until(lambda: self.session.preview.latest is not None)
        self.take(names.TRAIN, "start")

    def train(self, config: TrainingConfig) -> None:
        """Plays a run to its end; images of the training are taken on the way if `config` is for Shapes."""
        session = self.session
        session.experiment.replace_config(config)
        self.window.show_page(names.TRAIN)
        session.start()
        experiment = session.experiment
        if config.data.source == "shapes":
            self.wait_until(
                lambda: experiment.last_step and experiment.last_step.progress > SHARE_WHEN_TRAINING_IS_SHOWN
            )
            self.take(names.TRAIN, "training")
            self.window.pages.train.tabs.setCurrentIndex(CURVES_TAB)
            self.window.pages.train.charts.tabs.setCurrentIndex(INSIDE_TAB)
            self.take(names.TRAIN, "inside")
            self.window.pages.train.charts.tabs.setCurrentIndex(0)
            self.window.pages.train.tabs.setCurrentIndex(OVERVIEW_TAB)
            self.window.show_page(names.VIEWS)
            self.wait_until(lambda: session.preview.latest is not None)
            self.take(names.VIEWS, "views")
            self.window.pages.views.tabs.setCurrentIndex(2)
            self.wait_until(lambda: session.similarities.latest is not None)
            self.take(names.VIEWS, "network")
            self.window.pages.views.tabs.setCurrentIndex(0)
            self.window.show_page(names.TRAIN)
        self.wait_until(lambda: experiment.phase in (Phase.DONE, Phase.FAILED))
        if experiment.failure:
            sys.exit(f"{experiment.failure.sentence} {experiment.failure.details}")
        self.window.show_page(names.FEATURES)
        self.wait_until(lambda: session.feature_maps.latest is not None)
        session.feature_maps.choose("layer1.2", 3)
        self.wait(2 * MS_TO_SETTLE)

    def evaluate(self, suffix: str = "") -> None:
        """The Map page on the active run; its scores too, where they are wanted: they train further networks."""
        session, page = self.session, self.window.pages.map
        self.window.show_page(names.MAP)
        session.selection.pin(POINTED_AT)
        self.take(names.MAP, f"map{suffix}")
        session.selection.pin(-1)
        self.ask(session.evaluation_requests.compute_checkpoint_maps)
        if self._with_scores:
            self.ask(partial(session.evaluation_requests.evaluate, supervised=True, layers=True, few_labels=True))
            page.tabs.setCurrentIndex(SCORES_TAB)
            self.take(names.MAP, f"scores{suffix}")
        page.tabs.setCurrentIndex(MAPS_TAB)
        result = session.experiment.result
        print({} if result is None else result.model_dump(include={*FEATURE_KINDS, "few_labels"}))

    def learn(self) -> None:
        """Two lessons on the network in hand, one of them in Chinese too."""
        self.show_lesson(CHAIN_LESSON)
        self.take(names.LEARN, "learn-chain")
        self.show_lesson(CONTRAST_LESSON)
        self.take(names.LEARN, "learn-contrast")
        english = self.window
        self._language.choose(CHINESE)
        self.window = self._new_window()
        self.show_lesson(CONTRAST_LESSON)
        self.take(names.LEARN, "learn-chinese", "dark")
        self._language.choose(ENGLISH)
        self.window.hand_over()
        self.window = english

    def show_lesson(self, number: int) -> None:
        self.window.show_page(names.LEARN)
        self.window.pages.learn.list.setCurrentRow(number)
        self.wait(2 * MS_TO_SETTLE)
        self.wait_until(lambda: self.session.lessons.is_quiet)

    def ask(self, question: "object") -> None:
        """Asks, and waits until it is answered."""
        question()  # type: ignore[operator]
        self.wait_until(lambda: self.session.experiment.phase is Phase.DONE)

    def compare(self) -> None:
        """The training with and without changes of colour, and their maps."""
        session = self.session
        session.train_twice()
        self.wait_until(lambda: session.queue.is_quiet and not session.queue.contents.entries)
        self.wait_until(self.window.pages.map.maps.other_card.isVisible)
        session.feature_space.point_at(POINTED_AT)
        self.take(names.MAP, "comparison")

    def explore(self) -> None:
        """The list of these runs, and all of them side by side."""
        library, comparison, maps = self.session.library, self.session.comparison, self.session.small_maps
        self.window.show_page(names.RUNS)
        self.wait_until(lambda: library.is_quiet and all(maps.of(run.folder) for run in library.runs))
        self.take(names.RUNS, "runs")
        self.window.requests.compare_runs([run.path for run in library.runs])
        self.wait_until(lambda: comparison.compared is not None and comparison.is_quiet)
        self.take(names.COMPARE, "compare")

    def ask_menu(self) -> None:
        """Windows of their own that the menu opens."""
        menu, experiment = self.window.menu, self.session.experiment
        self.take_window(menu.plan_requested.emit, PlanDialog, "plan")
        self.take_window(lambda: menu.export_requested.emit(experiment.run_dir), ExportDialog, "export")

    def take_window(self, ask: "object", kind: type[QDialog], name: str) -> None:
        ask()  # type: ignore[operator]
        self.wait(4 * MS_TO_SETTLE)
        window = self.window.findChild(kind)
        self._save(window, name, "light")
        window.reject()

    def take(self, page: str, name: str, scheme: str = "light") -> None:
        self.window.show_page(page)
        self._theme.choose(SCHEMES[scheme])
        self.wait(MS_TO_SETTLE)
        self._save(self.window, name, scheme)
        self._theme.choose(SCHEMES["light"])

    def _save(self, window: QWidget, name: str, scheme: str) -> None:
        path = self._folder / f"{name}-{scheme}.png"
        window.grab().save(str(path))
        print(path)

    def leave(self) -> None:
        self.window.close()
        self.wait_until(lambda: not self.window.isVisible())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=Path(__file__).parents[1] / "docs" / "pictures")
    parser.add_argument("--seconds", type=float, default=60.0, help="training time of the run on Shapes (default 60)")
    parser.add_argument("--pictures", type=Path, help="a folder of real pictures: trains on it and adds its map")
    parser.add_argument("--pictures-seconds", type=float, default=300.0, help="its training time (default 300)")
    parser.add_argument("--font", default="", help="a font family instead of the system's")
    parser.add_argument("--scale", type=float, default=1.0, help="of the window's size (default 1)")
    parser.add_argument("--scores", action="store_true", help="add the scores, for which seven networks are trained")
    arguments = parser.parse_args()
    arguments.to.mkdir(parents=True, exist_ok=True)

    photographer = Photographer(arguments.to, arguments.font, arguments.scale, with_scores=arguments.scores)
    if arguments.pictures:
        preset = preset_for("folder", arguments.pictures.absolute())
        photographer.train(config_with(preset, {"budget.seconds": arguments.pictures_seconds}))
        photographer.evaluate("-of-pictures")
    else:
        photographer.begin()
    photographer.train(config_with(SHAPES, {"budget.seconds": arguments.seconds}))
    photographer.evaluate()
    photographer.take(names.TRAIN, "result", "dark")
    photographer.take(names.FEATURES, "features")
    photographer.learn()
    photographer.compare()
    if not arguments.pictures:  # scores of other images do not stand beside those of Shapes
        photographer.explore()
    photographer.ask_menu()
    photographer.leave()


if __name__ == "__main__":
    main()
