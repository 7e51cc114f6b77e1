"""What is read need not change as often as a training steps."""

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance, Slot

from simclr_gui.gui.look.theme import MS_BETWEEN_UPDATES


class Throttled(QObject):
    """Passes a signal on at once, and then at most once a second; dies with its parent.

    The window needs this before it shows; superqt, which has one, takes a tenth of the start to load.

    Signals:
        triggered(): the other signal came, once or often.
    """

    triggered = Signal()

    def __init__(self, signal: SignalInstance, parent: QObject) -> None:
        super().__init__(parent)
        self._is_due = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(MS_BETWEEN_UPDATES)
        self._timer.timeout.connect(self._end_pause)
        signal.connect(self._take)

    @Slot()
    def _take(self) -> None:
        if self._timer.isActive():
            self._is_due = True
        else:
            self._pass_on()

    @Slot()
    def _end_pause(self) -> None:
        if self._is_due:
            self._pass_on()

    def _pass_on(self) -> None:
        self._is_due = False
        self._timer.start()
        self.triggered.emit()
