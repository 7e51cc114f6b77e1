"""What the classifier made of every test image, and which of them are looked at."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from simclr_gui.engine.evaluation.mistakes import hardest, surest, taken_for
from simclr_gui.engine.events import Event, ImagesPredicted

Order = Literal["hardest", "surest"]


class Predictions(QObject):
    """Signals: changed() when `predicted` is new or gone; chosen() when `cell` or `order` is another."""

    changed = Signal()
    chosen = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.predicted: ImagesPredicted | None = None
        self.cell: tuple[int, int] | None = None
        self.order: Order = "hardest"

    def clear(self) -> None:
        self.predicted, self.cell = None, None
        self.changed.emit()

    def take(self, event: Event) -> None:
        if isinstance(event, ImagesPredicted):
            self.predicted, self.cell = event, None
            self.changed.emit()

    def choose_cell(self, label: int, prediction: int) -> None:
        """Looks at the images of class `label` that were taken for `prediction`."""
        self.cell = (label, prediction)
        self.chosen.emit()

    def choose_order(self, order: Order) -> None:
        """Looks at all images, the hardest or the surest first."""
        self.cell, self.order = None, order
        self.chosen.emit()

    def places(self) -> NDArray[np.int64]:
        """Places of the chosen images among the test images, in order."""
        if self.predicted is None:
            return np.empty(0, np.int64)
        if self.cell is not None:
            return taken_for(self.predicted, *self.cell)
        return hardest(self.predicted) if self.order == "hardest" else surest(self.predicted)
