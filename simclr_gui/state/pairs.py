"""A pair of views: of the batch that the network was trained on last, or, looking back, of an unseen image."""

from PySide6.QtCore import QObject, Signal

from simclr_gui.engine.events import Event, PairsTaken


class Pairs(QObject):
    """Signals: drawn() when `latest` is new; request_changed() when somebody begins or ends looking."""

    drawn = Signal()
    request_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.latest: PairsTaken | None = None
        self.is_watched = False

    def clear(self) -> None:
        self.latest = None
        self.drawn.emit()

    def set_watched(self, watched: bool) -> None:
        if watched != self.is_watched:
            self.is_watched = watched
            self.request_changed.emit()

    def take(self, event: Event) -> None:
        if isinstance(event, PairsTaken):
            self.latest = event
            self.drawn.emit()
