"""The real program in this process, brought into a state by clicks and keys; it tells on stdout once it is there.

Told are lines: `reached`, when the window is asked to close `closing yes` (or `no`: the state was over by then), and
at a next start what the window tells of the last one. A line on stdin closes the window.
"""

import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton, QWidget

from simclr_gui.gui.application import build_application
from simclr_gui.gui.export_dialog import ExportDialog
from simclr_gui.gui.main_window import MainWindow
from simclr_gui.gui.page_menu import PageMenu
from simclr_gui.gui.plan_dialog import PlanDialog
from simclr_gui.gui.window_host import WindowHost
from simclr_gui.state.phases import Phase
from simclr_gui.state.session import Session

MS_BETWEEN_LOOKS = 5
SECONDS_OF_A_SLOW_DISK = 1.0
IMAGES = "images"  # a folder beside the home
SMALL: dict[str, object] = {
    "data.side_px": 16,
    "data.train_images": 64,
    "data.test_images": 40,
    "optimisation.batch_size": 16,
    "budget.epochs": 100_000,
    "machine.device": "cpu",
    "machine.precision": "float32",
    "machine.threads": 1,
}
Condition = Callable[[], bool]


def drive(state: str, opens: str = "") -> None:
    """Runs the program as its command does, with what lies at `opens`; the exit status is its own."""
    application = build_application([])
    driver = Driver(state, application)
    QTimer.singleShot(0, driver.begin)
    sys.argv = ["simclr-gui", *([opens] if opens else [])]
    from simclr_gui.__main__ import main

    main()


def tell(words: str) -> None:
    """At once, from whatever thread."""
    os.write(sys.stdout.fileno(), f"{words}\n".encode())


class Driver(QObject):
    """Follows the steps of a state: each says what has to hold before the next; the last is the state itself."""

    def __init__(self, state: str, parent: QObject) -> None:
        super().__init__(parent)
        self._steps = STATES[state](self)
        self._condition: Condition = lambda: True
        self._has_told = False
        self._looks = QTimer(self)
        self._looks.setInterval(MS_BETWEEN_LOOKS)
        self._looks.timeout.connect(self._look)
        self._orders = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._orders.activated.connect(self._close)

    @property
    def host(self) -> WindowHost:
        host = self.parent().findChild(WindowHost)
        assert isinstance(host, WindowHost)
        return host

    @property
    def window(self) -> MainWindow:
        return self.host.window

    @property
    def session(self) -> Session:
        return self.window._session

    @Slot()
    def begin(self) -> None:
        self.window.installEventFilter(self)
        self._look()
        self._looks.start()

    @Slot()
    def _look(self) -> None:
        while not self._has_told and self._condition():
            following = next(self._steps, None)
            if following is None:
                self._has_told = True
                tell("reached")
                return
            self._condition = following

    @Slot()
    def _close(self) -> None:
        self._orders.setEnabled(False)
        sys.stdin.readline()
        self.window.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Close and self._looks.isActive():
            self._looks.stop()
            tell(f"closing {'yes' if self._condition() else 'no'}")
        return super().eventFilter(watched, event)

    # what states are made of

    @property
    def is_ready(self) -> bool:
        """Everything is made and loaded, and nothing is being done."""
        completion = self.host.completion
        is_made = completion is not None and completion.is_over
        return is_made and self.session.is_loaded and all(looker.is_quiet for looker in self.session._lookers)

    def is_in(self, phase: Phase) -> bool:
        return self.session.experiment.phase is phase

    def click(self, widget: QWidget) -> None:
        """From the event loop: what is clicked may open another one and return only when that ends."""
        QTimer.singleShot(0, lambda: QTest.mouseClick(widget, Qt.MouseButton.LeftButton))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTimer.singleShot(0, lambda: QTest.keyClick(self.window, key, modifier))

    @property
    def has_saved(self) -> bool:
        run_dir = self.session.experiment.run_dir
        return run_dir is not None and any((run_dir / "checkpoints").glob("*.json"))

    def shows_dialog(self, kind: type[QDialog]) -> bool:
        return isinstance(QApplication.activeModalWidget(), kind)


def starting(_driver: Driver) -> Iterator[Condition]:
    """The window has only just been shown."""
    yield lambda: True


def loading(driver: Driver) -> Iterator[Condition]:
    yield lambda: driver.session._loader.isRunning() and "torch" in sys.modules and not driver.session.is_loaded


def idle(driver: Driver) -> Iterator[Condition]:
    yield lambda: driver.is_ready


def training(driver: Driver) -> Iterator[Condition]:
    """With a checkpoint that a kill leaves."""
    yield lambda: driver.is_ready
    driver.session.experiment.change_config(SMALL)
    driver.click(driver.window.header.main_button)
    yield lambda: driver.is_in(Phase.TRAINING) and driver.has_saved


def paused(driver: Driver) -> Iterator[Condition]:
    yield from training(driver)
    driver.click(driver.window.header.main_button)
    yield lambda: driver.is_in(Phase.PAUSED)


def saving(driver: Driver) -> Iterator[Condition]:
    """A disk that takes its time over a checkpoint."""
    yield lambda: driver.is_ready
    SlowDisk.in_the_middle = False
    os.fsync = SlowDisk(os.fsync)
    driver.session.experiment.change_config(SMALL)
    driver.click(driver.window.header.main_button)
    yield lambda: SlowDisk.in_the_middle


class SlowDisk:
    """Takes the place of `os.fsync`."""

    in_the_middle = False

    def __init__(self, fsync: Callable[[int], None]) -> None:
        self._fsync = fsync

    def __call__(self, descriptor: int) -> None:
        if "checkpoints" in Path(f"/proc/self/fd/{descriptor}").resolve().parts:
            SlowDisk.in_the_middle = True
            time.sleep(SECONDS_OF_A_SLOW_DISK)
        self._fsync(descriptor)
        SlowDisk.in_the_middle = False


def reading(driver: Driver) -> Iterator[Condition]:
    """Images of a folder, so many that processes decode them."""
    yield lambda: driver.is_ready
    images = Path(os.environ["SIMCLR_EXPLORER_HOME"]).parent / IMAGES
    driver.session.experiment.change_config(
        SMALL | {"data.source": "folder", "data.folder": images, "data.train_images": 20_000}
    )
    driver.click(driver.window.header.main_button)
    yield lambda: driver.is_in(Phase.PREPARING) and len(multiprocessing.active_children()) > 1  # UMAP's is one


def opened(driver: Driver) -> Iterator[Condition]:
    """The run that the program was started with is on show."""
    yield lambda: driver.is_in(Phase.DONE) and driver.is_ready


def evaluating(driver: Driver) -> Iterator[Condition]:
    yield from opened(driver)
    driver.click(driver.window.pages.train.result.test_button)
    yield lambda: driver.is_in(Phase.EVALUATING)


def mapping(driver: Driver) -> Iterator[Condition]:
    """UMAP's process lays points out."""
    yield from evaluating(driver)
    umap = driver.session._umap
    yield lambda: driver.is_in(Phase.MAPPING) and umap._is_embedding and not umap._is_free


def race(driver: Driver) -> Iterator[Condition]:
    from simclr_gui.gui.pages.learn.degradation import DegradationLesson

    yield lambda: driver.is_ready
    driver.press(Qt.Key.Key_7)
    page = driver.window.pages.learn
    yield page.isVisible
    for row in range(page.list.count()):
        page.list.setCurrentRow(row)
        if isinstance(page.lesson, DegradationLesson):
            break
    lesson = page.lesson
    assert isinstance(lesson, DegradationLesson)
    yield lambda: lesson.start.isEnabled() and lesson.isVisible()
    driver.click(lesson.start)
    yield lambda: driver.session.lessons.is_racing and bool(driver.session.lessons.errors)


def preview(driver: Driver) -> Iterator[Condition]:
    """Somebody drags a slider of the views."""
    yield lambda: driver.is_ready
    driver.press(Qt.Key.Key_2)
    yield lambda: driver.window.pages.views.isVisible() and driver.is_ready
    dragging = QTimer(driver)
    moves = iter(range(1_000_000))
    dragging.timeout.connect(
        lambda: driver.session.experiment.change_config({"views.hue": 0.1 + 0.001 * (next(moves) % 300)})
    )
    dragging.start(1)
    yield lambda: not driver.session.preview.is_quiet


def file_dialog(driver: Driver) -> Iterator[Condition]:
    yield lambda: driver.is_ready
    driver.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    yield lambda: driver.shows_dialog(QFileDialog)


def menu(driver: Driver) -> Iterator[Condition]:
    yield lambda: driver.is_ready
    driver.click(driver.window.header.more)
    yield lambda: isinstance(QApplication.activePopupWidget(), PageMenu)


def plan_dialog(driver: Driver) -> Iterator[Condition]:
    yield lambda: driver.is_ready
    driver.window.menu.plan.trigger()
    yield lambda: driver.shows_dialog(PlanDialog)


def export_dialog(driver: Driver) -> Iterator[Condition]:
    yield from opened(driver)
    driver.window.menu.export.trigger()
    yield lambda: driver.shows_dialog(ExportDialog)


def download(driver: Driver) -> Iterator[Condition]:
    """Images that are not on this machine: the banner offers them."""
    yield lambda: driver.is_ready
    driver.session.experiment.change_config({"data.source": "cifar10"})
    driver.click(driver.window.header.main_button)
    yield lambda: any(button.property("proposal") for button in driver.window.banner.findChildren(QPushButton))


def started_again(driver: Driver) -> Iterator[Condition]:
    """The next start: says what it is told of the last one, and closes."""
    yield lambda: driver.host.completion is not None and driver.session.library.is_quiet
    banner = driver.window.banner
    tell(f"runs {len(driver.session.library.runs)}")
    tell(f"told {'' if banner.isHidden() else banner.sentence.text()}")
    QTimer.singleShot(0, driver.window.close)
    yield lambda: True


STATES: dict[str, Callable[[Driver], Iterator[Condition]]] = {
    "starting": starting,
    "loading torch": loading,
    "idle": idle,
    "reading images": reading,
    "training": training,
    "paused": paused,
    "saving": saving,
    "evaluating": evaluating,
    "mapping": mapping,
    "lesson race": race,
    "Views preview": preview,
    "file dialog": file_dialog,
    "menu": menu,
    "plan dialog": plan_dialog,
    "export dialog": export_dialog,
    "download offered": download,
    "started again": started_again,
}
