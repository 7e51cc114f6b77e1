"""A pair of views: of the batch that the network was trained on last, or, looking back, of an unseen picture."""

from PySide6.QtCore import QObject, Signal

from simclr_gui.engine.events import Event, PairsDrawn


class Pairs(QObject):
    """Signals: drawn() when `latest` is new; wish_changed() when somebody begins or ends looking."""

    drawn = Signal()
    wish_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.latest: PairsDrawn | None = None
        self.is_watched = False

    def clear(self) -> None:
        self.latest = None
        self.drawn.emit()

    def set_watched(self, watched: bool) -> None:
        if watched != self.is_watched:
            self.is_watched = watched
            self.wish_changed.emit()

    def take(self, event: Event) -> None:
        if isinstance(event, PairsDrawn):
            self.latest = event
            self.drawn.emit()
