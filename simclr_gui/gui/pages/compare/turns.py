"""Parts of a page that are made anew one by one, a turn of the event loop each: at once they would hold it up."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, SignalInstance, Slot

Show = Callable[[], None]


class Turns(QObject):
    """What waits is shown in the order in which it was asked for, and once however often it was asked for."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: list[Show] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._take_next)

    @property
    def is_empty(self) -> bool:
        return not self._waiting

    def follow(self, signal: SignalInstance, show: Show) -> None:
        """From now on the signal asks for this."""
        signal.connect(_Asker(self, show).ask)

    def ask(self, show: Show) -> None:
        if show not in self._waiting:
            self._waiting.append(show)
            self._timer.start()

    @Slot()
    def _take_next(self) -> None:
        if self._waiting:
            self._waiting.pop(0)()
        else:
            self._timer.stop()


class _Asker(QObject):
    """Receives one signal."""

    def __init__(self, turns: Turns, show: Show) -> None:
        super().__init__(turns)
        self._turns, self._show = turns, show

    @Slot()
    def ask(self) -> None:
        self._turns.ask(self._show)
