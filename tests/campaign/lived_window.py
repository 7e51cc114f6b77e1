"""A window that is used for hours: one round of each thing that a person does again and again."""

import gc
import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QEventLoop, Qt
from PySide6.QtWidgets import QApplication, QDialog, QTabBar

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.gui.application import build_application
from simclr_gui.gui.look.language import Language
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.main_window import MainWindow
from simclr_gui.gui.pages import names
from simclr_gui.gui.window_host import WindowHost
from simclr_gui.state.phases import Phase
from simclr_gui.state.session import Session

SECONDS_OF_PATIENCE = 600
MS_BETWEEN_LOOKS = 20
EXPORT_KINDS = ("features", "zip")


class LivedWindow:
    """The program's own parts, put together as the program does; `runs` are two runs of the same data."""

    def __init__(self, runs: tuple[Path, Path], scratch: Path, small: TrainingConfig) -> None:
        self.runs, self._scratch, self._small = runs, scratch, small
        self._application = build_application([])
        theme = Theme(self._application)
        theme.apply()
        self._theme = theme
        self.session = Session()
        self._language = Language()
        self.host = WindowHost(self.session, theme, self._language)
        self.host.window.show()
        self.host.complete()
        self.session.load_engine()
        self._until(lambda: self.session.is_loaded and self._is_quiet)

    @property
    def window(self) -> MainWindow:
        return self.host.window

    def leave(self) -> None:
        left = []
        self.session.left.connect(lambda: left.append(True))
        self.session.leave()
        self._until(lambda: bool(left))
        self.window.may_close = True
        self.window.close()
        self.window.deleteLater()
        self.settle()

    @property
    def _is_quiet(self) -> bool:
        completion, session = self.host.completion, self.session
        is_made = completion is not None and completion.is_over
        is_at_rest = session.stream.is_free and not session.experiment.phase.is_busy
        return is_made and is_at_rest and all(looker.is_quiet for looker in session._lookers)

    def _until(self, condition: Callable[[], bool]) -> None:
        clock = QElapsedTimer()
        clock.start()
        while not condition():
            if clock.elapsed() > 1_000 * SECONDS_OF_PATIENCE:
                raise TimeoutError("the window has not become quiet")
            self._application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, MS_BETWEEN_LOOKS)

    def settle(self) -> None:
        """Nothing is being done, and what nobody holds is gone."""
        for _ in range(3):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            self._application.processEvents()
            gc.collect()

    # one round each

    def visit_pages(self) -> None:
        """All pages, all their tabs, all lessons."""
        for entry in self.window.pages.entries:
            self.window.show_page(entry.name)
            for bar in self.window.pages.on_show.findChildren(QTabBar):
                for tab in range(bar.count()):
                    bar.setCurrentIndex(tab)
                    self._application.processEvents()
            self._until(lambda: self._is_quiet)
        lessons = self.window.pages.learn.list
        self.window.show_page(names.LEARN)
        for row in range(lessons.count()):
            lessons.setCurrentRow(row)
            self._until(lambda: self._is_quiet)
        self.window.show_page(names.TRAIN)

    def open_runs(self) -> None:
        for run in self.runs:
            self.session.open_run(run)
            self._until(lambda: self._is_quiet)
            assert self.session.experiment.phase is Phase.DONE

    def change_language(self) -> None:
        """There and back."""
        for _ in range(2):
            self._language.choose(self._language.other)
            self._until(lambda: self._is_quiet)

    def change_design(self) -> None:
        for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
            self._theme.choose(scheme)
            self._until(lambda: self._is_quiet)

    def train(self) -> None:
        """Trained, tested, mapped; then it is not kept, since a longer list of runs is no leak."""
        run = self._scratch / "trained"
        shutil.rmtree(run, ignore_errors=True)
        self.session.experiment.replace_config(self._small)
        self.session.start(run)
        self._until(lambda: self._is_quiet)
        assert self.session.experiment.phase is Phase.DONE, self.session.experiment.failure

    def compare(self) -> None:
        """Two runs beside each other, every tab of theirs, and away again."""
        self.window.show_page(names.COMPARE)
        self.session.comparison.compare(self.runs)
        self._until(lambda: self._is_quiet)
        for bar in self.window.pages.on_show.findChildren(QTabBar):
            for tab in range(bar.count()):
                bar.setCurrentIndex(tab)
                self._until(lambda: self._is_quiet)
        self.session.comparison.compare([])
        self.window.show_page(names.TRAIN)
        self._until(lambda: self._is_quiet)

    def show_dialogs(self) -> None:
        """Plans, exports, longer trainings, keys, the menu: opened and closed."""
        requests, run = self.window.requests, self.runs[0]
        for show in (
            requests.planning.plan,
            lambda: requests.export_run(run),
            lambda: requests.planning._ask_how_long(run, "run", self._small),
            self.window._show_keys,
        ):
            show()
            self._until(lambda: self._is_quiet)
            dialog = QApplication.activeModalWidget() or self.window.findChild(QDialog)
            assert isinstance(dialog, QDialog)
            dialog.reject()
            self._until(lambda: self._is_quiet)
            self.settle()

    def export(self) -> None:
        """Features, the whole run, and a report."""
        for kind in EXPORT_KINDS:
            output = self._scratch / f"exported.{'npz' if kind == 'features' else 'zip'}"
            output.unlink(missing_ok=True)
            self.session.sharing.export(self.runs[0], kind, output)
            self._until(lambda: self._is_quiet)
            assert output.exists(), kind
        report = self._scratch / "report.html"
        self.window.requests.sharing._write_report((self.runs[0],), report)
        self._until(lambda: self._is_quiet)
        assert report.exists()


ROUNDS: dict[str, Callable[[LivedWindow], None]] = {
    "pages": LivedWindow.visit_pages,
    "opens of a run": LivedWindow.open_runs,
    "changes of language": LivedWindow.change_language,
    "changes of design": LivedWindow.change_design,
    "trainings": LivedWindow.train,
    "comparisons": LivedWindow.compare,
    "dialogs": LivedWindow.show_dialogs,
    "exports": LivedWindow.export,
}
