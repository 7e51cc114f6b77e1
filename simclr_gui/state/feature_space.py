"""The maps of the run in hand: the same pictures laid out by SimCLR and by PCA, and the one pointed at."""

from PySide6.QtCore import QObject, Signal

from simclr_gui.engine.events import Event, MapDrawn, PicturesChosen


class FeatureSpace(QObject):
    """Signals: pictures_changed(); map_changed(str) with "simclr" or "pca"; pointed(int), -1 for none."""

    pictures_changed = Signal()
    map_changed = Signal(str)
    pointed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pictures: PicturesChosen | None = None
        self.maps: dict[str, MapDrawn] = {}
        self.pointed_at = -1

    def clear(self) -> None:
        self.pictures = None
        self.maps = {}
        self.pointed_at = -1
        self.pictures_changed.emit()

    def point_at(self, point: int) -> None:
        """Points at one picture in all maps, -1 at none."""
        if point != self.pointed_at:
            self.pointed_at = point
            self.pointed.emit(point)

    def take(self, event: Event) -> None:
        match event:
            case PicturesChosen():
                self.pictures = event
                self.maps = {}
                self.point_at(-1)
                self.pictures_changed.emit()
            case MapDrawn():
                self.maps[event.features] = event
                self.map_changed.emit(event.features)
