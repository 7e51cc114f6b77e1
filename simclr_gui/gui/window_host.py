"""The one window of the program: made anew when the language changes, at the same place, on the same page."""

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import delete

from simclr_gui.gui.completion import Completion
from simclr_gui.gui.look.language import Language
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.main_window import MainWindow
from simclr_gui.jobs.player import Failure
from simclr_gui.state.session import Session


class WindowHost(QObject):
    """All facts live in the session, so that a new window shows what the old one did.

    Signals:
        completed(): the window has all its pages.
    """

    completed = Signal()

    def __init__(self, session: Session, theme: Theme, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme, self.language = session, theme, language
        self.window = MainWindow(session, theme, language)
        self.completion: Completion | None = None
        language.changed.connect(self.replace_window)

    @Slot()
    def complete(self) -> None:
        """Makes, little by little, what the first paint did not need."""
        self.completion = Completion(self.window.pages)
        self.completion.ended.connect(self.completed)
        self.completion.begin()

    @Slot()
    def replace_window(self) -> None:
        """A window in the new language takes the old one's place."""
        old = self.window
        self.window = MainWindow(self._session, self._theme, self.language)
        self.window.setGeometry(old.geometry())
        self.window.setWindowState(old.windowState())
        self.window.show()
        self.window.take_over(old)
        old.hand_over()
        if self.completion is not None:
            self.complete()

    @Slot(object)
    def tell(self, failure: Failure) -> None:
        self.window.banner.show_failure(failure)

    @Slot()
    def close(self) -> None:
        self.window.close()

    def end(self) -> None:
        """Qt takes a window apart in order. Python's collector would in none, and crashed so on Python 3.13."""
        delete(self.window)
