"""The pairs of views that the network was trained on last."""

from PySide6.QtCore import QObject, Signal

from simclr_gui.engine.events import Event, PairsDrawn


class Pairs(QObject):
    """Signals: drawn() when `latest` is new."""

    drawn = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.latest: PairsDrawn | None = None

    def clear(self) -> None:
        self.latest = None
        self.drawn.emit()

    def take(self, event: Event) -> None:
        if isinstance(event, PairsDrawn):
            self.latest = event
            self.drawn.emit()
