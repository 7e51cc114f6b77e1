"""What is read need not change as often as a training steps."""

from PySide6.QtCore import QObject, SignalInstance
from superqt.utils import QSignalThrottler

from simclr_gui.gui.look.theme import MS_BETWEEN_UPDATES


class Throttled(QSignalThrottler):
    """Passes a signal on at once, and then at most once a second; dies with its parent.

    A decorated method would outlive the window when another takes its place, and be called for ever.
    """

    def __init__(self, signal: SignalInstance, parent: QObject) -> None:
        super().__init__(parent=parent)
        self.setTimeout(MS_BETWEEN_UPDATES)
        signal.connect(self.throttle)
