"""Which images of the maps are looked at: the one clicked, those inside the loop, the classes that are shown."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.state.feature_space import FeatureSpace

NOTHING: NDArray[np.int64] = np.empty(0, np.int64)


class Selection(QObject):
    """Signals:
    pinned_changed(): `pinned` is another image, -1 none.
    selected_changed(): `selected` are other images.
    hidden_changed(): `hidden` are other classes.
    """

    pinned_changed = Signal()
    selected_changed = Signal()
    hidden_changed = Signal()

    def __init__(self, space: FeatureSpace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._space = space
        self.pinned = -1
        self.selected = NOTHING
        self.hidden: frozenset[int] = frozenset()
        space.images_changed.connect(self._forget)

    @Slot()
    def _forget(self) -> None:
        self.pin(-1)
        self.select(NOTHING)
        if self.hidden:
            self.hidden = frozenset()
            self.hidden_changed.emit()

    @Slot(int)
    def pin(self, point: int) -> None:
        """Keeps looking at one image, -1 at none."""
        if point != self.pinned:
            self.pinned = point
            self.pinned_changed.emit()

    @Slot(object)
    def select(self, points: NDArray[np.int64]) -> None:
        if not np.array_equal(points, self.selected):
            self.selected = points
            self.selected_changed.emit()

    def toggle_class(self, label: int) -> None:
        """Hides the images of a class, or shows them again."""
        self.hidden = self.hidden ^ {label}
        self.hidden_changed.emit()

    def show_only(self, label: int) -> None:
        """Shows one class alone; all of them where none is shown.

        A double click hides its class first, as every click does: one that was alone is then hidden as well.
        """
        images = self._space.images
        everything = frozenset(range(len(images.class_names) if images else 0))
        self.hidden = frozenset() if self.hidden == everything else everything - {label}
        self.hidden_changed.emit()

    def visible(self) -> NDArray[np.bool_] | None:
        """Which points are shown; None for all."""
        images = self._space.images
        if images is None or not self.hidden:
            return None
        return ~np.isin(images.labels, list(self.hidden))
