"""The real window does the main job once by itself, part by part: a step of training, a map, a report."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.presets import SHAPES
from simclr_gui.gui.application import build_application, run_application
from simclr_gui.gui.look.language import spoken, spoken_language
from simclr_gui.gui.window_host import WindowHost
from simclr_gui.jobs import work
from simclr_gui.jobs.loading import has_kept_views
from simclr_gui.jobs.player import Failure
from simclr_gui.state.phases import Phase
from simclr_gui.state.session import Session

MS_BETWEEN_LOOKS = 20
LONGEST_PART_S = 600.0
AFTER_TRAINING = Phase.EVALUATING, Phase.MAPPING, Phase.DONE
ONE_STEP = config_with(
    SHAPES,
    {
        "data.train_images": 64,
        "data.test_images": 40,
        "optimisation.batch_size": 64,
        "budget.seconds": 0.001,  # no passes over the images: those would wait for the compiled views
        "machine.threads": 1,
    },
)
Tell = Callable[[str, float], None]


class SelfTest(QObject):
    """Follows the parts: each says what has to hold before the next one begins.

    Attributes:
        trouble: why it went no further; empty where all parts were done.
    """

    def __init__(self, run_dir: Path, report: Path, began: float, tell: Tell, parent: QApplication) -> None:
        super().__init__(parent)
        self._application, self._tell = parent, tell
        self._run_dir, self._report = run_dir, report
        self._parts = self._all_parts()
        self._part, self._is_done = next(self._parts)
        self.trouble = "The window was closed before the end."
        self._began = began
        self._looks = QTimer(self)
        self._looks.setInterval(MS_BETWEEN_LOOKS)
        self._looks.timeout.connect(self._look)
        self._looks.start()

    def _all_parts(self) -> Iterator[tuple[str, Callable[[], bool]]]:
        yield "window", lambda: self._host is not None and self._host.window.isVisible()
        host, session = self._host, self._session
        assert host is not None and session is not None
        session.failed.connect(self._take_failure)
        session.sharing.failed.connect(self._take_failure)
        yield "pages", lambda: host.completion is not None and host.completion.is_over
        yield "engine", lambda: session.is_loaded
        experiment = session.experiment
        experiment.replace_config(ONE_STEP)
        session.start(self._run_dir)
        yield "training", lambda: experiment.last_step is not None and experiment.phase in AFTER_TRAINING
        yield "test", lambda: experiment.result is not None
        yield "map", lambda: experiment.phase is Phase.DONE and "simclr" in session.feature_space.umaps
        runs = (self._run_dir,)
        session.sharing.write_report(partial(work.write_html_report, runs, self._report, spoken, spoken_language()))
        yield "report", lambda: self._report.is_file() and session.sharing.is_quiet
        yield "compiled views", has_kept_views

    @property
    def _host(self) -> WindowHost | None:
        return self._application.findChild(WindowHost)

    @property
    def _session(self) -> Session | None:
        return self._application.findChild(Session)

    @Slot()
    def _look(self) -> None:
        session = self._session
        if session is not None and session.experiment.failure is not None:
            self._take_failure(session.experiment.failure)
        elif self._is_done():
            self._go_on()
        elif time.monotonic() - self._began > LONGEST_PART_S:
            self._end(f"The part {self._part} has not ended within {LONGEST_PART_S:.0f} s.")

    def _go_on(self) -> None:
        now = time.monotonic()
        self._tell(self._part, now - self._began)
        self._began = now
        following = next(self._parts, None)
        if following is None:
            self._end("")
        else:
            self._part, self._is_done = following

    @Slot(object)
    def _take_failure(self, failure: Failure) -> None:
        self._end(f"The part {self._part} has failed: {failure.sentence} {failure.remedy}".strip())

    def _end(self, trouble: str) -> None:
        self._looks.stop()
        self.trouble = trouble
        if self._host is not None:
            self._host.close()


def run_self_test(run_dir: Path, report: Path, began: float, tell: Tell) -> str:
    """Opens the window, and closes it when all is done.

    Args:
        began: when the program was started, by `time.monotonic`.
        tell: is told each part and its seconds.

    Returns:
        What went wrong, in a sentence; empty where nothing did.
    """
    test = SelfTest(run_dir, report, began, tell, build_application(["simclr-gui"]))
    status = run_application()
    return test.trouble or (f"The window has ended with status {status}." if status else "")
