"""What is read need not change as often as a training steps."""

import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QWidget

from simclr_gui.gui.look.theme import MS_BETWEEN_UPDATES


class Throttled(QObject):
    """Passes a signal on at once, and then at most once a second; dies with its parent.

    What the window does is time that the training lacks. So all of them pass on at the same moments, for the window to
    be laid out and painted once, and a page that nobody sees hears of it when it is shown.

    The window needs this before it shows; superqt, which has one, takes a tenth of the start to load.

    Attributes:
        timer: runs until the next moment.

    Signals:
        triggered(): the other signal came, once or often.
    """

    triggered = Signal()

    def __init__(self, signal: SignalInstance, parent: QWidget) -> None:
        super().__init__(parent)
        self._reader = parent
        self._is_due = False
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._end_pause)
        signal.connect(self._take)
        parent.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and self._is_due:
            self._pass_on()
        return super().eventFilter(watched, event)

    @Slot()
    def _take(self) -> None:
        self._is_due = True
        if not self.timer.isActive() and self._reader.isVisible():
            self._pass_on()

    @Slot()
    def _end_pause(self) -> None:
        if self._is_due and self._reader.isVisible():
            self._pass_on()

    def _pass_on(self) -> None:
        self._is_due = False
        self.timer.start(_ms_until_the_next_beat())
        self.triggered.emit()


def _ms_until_the_next_beat() -> int:
    return MS_BETWEEN_UPDATES - round(1_000 * time.monotonic()) % MS_BETWEEN_UPDATES
