"""The process that shows the window: broken run folders one after the other, a line of JSON before and after each."""

import json
import logging
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from PySide6.QtCore import QEvent, QEventLoop, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QFileDialog, QTabBar

from simclr_gui.engine.storage.places import runs_dir
from simclr_gui.gui.application import build_application
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.main_window import SMALLEST_SIZE_PX, MainWindow
from simclr_gui.gui.pages import names
from simclr_gui.state.phases import Phase
from simclr_gui.state.session import Session
from tests.campaign.files.border import told
from tests.campaign.files.run_changes import mutate

SECONDS_UNTIL_QUIET = 60.0
FEWEST_BYTES_OF_A_PICTURE = 1_000
HARMLESS = ("This plugin does not support", "QFont", "Qt WebEngine")  # of a screen that there is not
SAID_BY_QT = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


class Troubles(logging.Handler):
    """Whatever nobody should see: uncaught exceptions, logged errors, warnings of Qt's."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []
        logging.getLogger().addHandler(self)
        qInstallMessageHandler(self._take_from_qt)
        sys.excepthook = lambda _kind, error, _trace: self.seen.append(told(error))
        threading.excepthook = lambda arguments: self.seen.append(f"in a thread: {arguments.exc_value!r}")
        sys.unraisablehook = lambda arguments: self.seen.append(f"unraisable: {arguments.exc_value!r}")

    def emit(self, record: logging.LogRecord) -> None:
        """Logged as an error."""
        error = record.exc_info[1] if record.exc_info else None
        self.seen.append(f"logged: {record.getMessage()} {told(error) if error else ''}")

    def _take_from_qt(self, kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if kind in SAID_BY_QT and not message.startswith(HARMLESS):
            self.seen.append(f"Qt: {message}")

    def taken(self) -> str:
        """What was seen since the last time."""
        seen, self.seen = self.seen, []
        return "; ".join(dict.fromkeys(seen))


class ShownWindow:
    """A window with a whole run in its list, and what is done with a broken one."""

    def __init__(self, whole: Path, pictures: Path) -> None:
        self._application = build_application([])
        self._theme = Theme(self._application)
        self._theme.apply()
        self._pictures, self._chance = pictures, Random()
        self._beside = runs_dir() / "whole"
        shutil.copytree(whole, self._beside)
        self.session = Session(self._application)
        self.window = MainWindow(self.session, self._theme)
        self.window.resize(*SMALLEST_SIZE_PX)
        self.window.show()
        while self.window.pages.make_more():
            pass
        QFileDialog.getSaveFileName = lambda *_: (str(self._pictures / "page.jpg"), "")  # type: ignore[method-assign]
        self.session.load_engine()
        self._wait("the engine", lambda: self.session.is_loaded, 2 * SECONDS_UNTIL_QUIET)

    def _wait(self, what: str, is_done: Callable[[], bool], seconds: float = SECONDS_UNTIL_QUIET) -> None:
        ends_at = time.monotonic() + seconds
        while not is_done():
            if time.monotonic() > ends_at:
                raise TimeoutError(what)
            self._application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            time.sleep(0.002)

    def _settle(self) -> None:
        """Until nothing is read or computed any more."""
        session = self.session
        lookers = session.library, session.inspection, session.comparison, session.small_maps, session.other_map
        self._wait("the lists and looks", lambda: all(each.is_quiet for each in lookers))
        self._application.processEvents()

    def show(self, run: Path, chance: Random) -> None:
        """Lists the run, opens it, looks at every page and tab, and compares it with the whole one."""
        self._chance = chance
        session, window = self.session, self.window
        window.show_page(names.RUNS)
        session.library.refresh()
        self._settle()
        window.requests.open_run(run)
        self._wait("the run", lambda: session.experiment.phase is Phase.FOLLOWING or session.stream.is_empty)
        for page in (names.TRAIN, names.VIEWS, names.FEATURES, names.MAP, names.RUNS):
            window.show_page(page)
            self._settle()
            self._look_at_page()
        if session.library.row_of(run) >= 0:
            session.library.read_details(run)
            window.requests.compare_runs([run, self._beside])
            self._settle()
            self._look_at_page()
        if not session.stream.is_empty:
            session.stop()
            self._wait("what was followed", lambda: session.stream.is_empty)

    def _look_at_page(self) -> None:
        """Every tab, then a picture of the page with one of them."""
        bars = self.window.pages.on_show.findChildren(QTabBar)
        for bar in bars:
            for tab in range(1, bar.count()):
                if bar.isVisible() and bar.isTabVisible(tab) and bar.isTabEnabled(tab):
                    bar.setCurrentIndex(tab)
                    self._settle()
        for bar in bars:
            bar.setCurrentIndex(self._chance.randrange(bar.count()))
        self._settle()
        self._save_page()

    def _save_page(self) -> None:
        picture = self._pictures / "page.jpg"
        self.window.menu.save_page.trigger()
        self._application.processEvents()
        if picture.stat().st_size < FEWEST_BYTES_OF_A_PICTURE:
            raise ValueError(f"the picture of {self.window.page} has {picture.stat().st_size} bytes")
        picture.unlink()

    def leave(self) -> None:
        """Ends everything, as closing the window does."""
        has_left: list[bool] = []
        self.session.left.connect(lambda: has_left.append(True))
        self.window.close()
        self._wait("the end", lambda: bool(has_left))
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _tell(**values: object) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


def main(whole: Path, count: int, seed: int) -> None:
    """Shows so many broken copies of the run, then leaves."""
    troubles = Troubles()
    with tempfile.TemporaryDirectory() as pictures:
        shown = ShownWindow(whole, Path(pictures))
        for number in range(seed, seed + count):
            run = runs_dir() / f"broken-{number}"
            shutil.copytree(whole, run)
            chance = Random(number)
            what = mutate(run, chance)
            _tell(begins=number, what=what)
            began = time.perf_counter()
            try:
                shown.show(run, chance)
            except Exception as error:
                troubles.seen.append(told(error))
            shutil.rmtree(run)
            _tell(wrong=troubles.taken(), seconds=time.perf_counter() - began)
        shown.leave()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
