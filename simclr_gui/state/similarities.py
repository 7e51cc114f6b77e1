"""The similarity matrix on show, and the view in it that is looked at."""

from PySide6.QtCore import QObject, Signal

from simclr_gui.engine.events import Event, SimilaritiesTaken


class Similarities(QObject):
    """Signals: taken() when `latest` is new; chosen() when `view` is another; request_changed() when somebody begins or
    ends looking."""

    taken = Signal()
    chosen = Signal()
    request_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.latest: SimilaritiesTaken | None = None
        self.view = 0
        self.is_watched = False

    def clear(self) -> None:
        self.latest = None
        self.taken.emit()

    def set_watched(self, watched: bool) -> None:
        """Whether somebody looks; a training takes no matrix for nobody."""
        if watched != self.is_watched:
            self.is_watched = watched
            self.request_changed.emit()

    def choose(self, view: int) -> None:
        """Looks at another view of the batch."""
        if view != self.view:
            self.view = view
            self.chosen.emit()

    def take(self, event: Event) -> None:
        if isinstance(event, SimilaritiesTaken):
            self.latest = event
            self.view = min(self.view, len(event.cosine) - 1)
            self.taken.emit()
