"""Which image and layer are looked at, and the feature maps last taken there."""

from PySide6.QtCore import QObject, Signal

from simclr_gui.engine.events import IMAGES_TO_LOOK_AT, Event, FeatureMapsTaken, RunStarted


class FeatureMaps(QObject):
    """The choice and what it shows.

    Signals:
        choice_changed(): `layer`, `image_index` or `beside_beginning` is another, or somebody looks again.
        layers_changed(): `layers` names what can be looked at.
        taken(): `latest` is new.
    """

    choice_changed = Signal()
    layers_changed = Signal()
    taken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.layers: tuple[str, ...] = ()
        self.layer: str | None = None
        self.image_index = 0
        self.beside_beginning = False
        self.images = 0
        self.is_watched = False
        self.latest: FeatureMapsTaken | None = None

    def clear(self) -> None:
        self.latest = None
        self.taken.emit()

    def set_watched(self, watched: bool) -> None:
        """Whether somebody looks at the maps; a training takes none for nobody."""
        self.is_watched = watched
        self.choice_changed.emit()

    def choose(self, layer: str | None, image_index: int) -> None:
        """Looks at another layer or image; the index goes round at the ends."""
        image_index = image_index % self.images if self.images else 0
        if (layer, image_index) != (self.layer, self.image_index):
            self.layer, self.image_index = layer, image_index
            self.choice_changed.emit()

    def put_beside_beginning(self, wanted: bool) -> None:
        """Whether the maps of the untrained network are wanted too."""
        if wanted != self.beside_beginning:
            self.beside_beginning = wanted
            self.choice_changed.emit()

    def take(self, event: Event) -> None:
        match event:
            case RunStarted():
                self.images = min(event.test_images, IMAGES_TO_LOOK_AT)
                self.layers = event.layers
                if self.layer not in self.layers:
                    self.layer = self.layers[0]
                self.layers_changed.emit()
            case FeatureMapsTaken():
                self.latest = event
                self.taken.emit()
