"""What the classifier made of every test picture, and which of them are looked at."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from simclr_gui.engine.events import Event, PicturesGuessed
from simclr_gui.engine.judging.mistakes import hardest, surest, taken_for

Order = Literal["hardest", "surest"]


class Judgement(QObject):
    """Signals: changed() when `guessed` is new or gone; chosen() when `cell` or `order` is another."""

    changed = Signal()
    chosen = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.guessed: PicturesGuessed | None = None
        self.cell: tuple[int, int] | None = None
        self.order: Order = "hardest"

    def clear(self) -> None:
        self.guessed, self.cell = None, None
        self.changed.emit()

    def take(self, event: Event) -> None:
        if isinstance(event, PicturesGuessed):
            self.guessed, self.cell = event, None
            self.changed.emit()

    def choose_cell(self, label: int, guess: int) -> None:
        """Looks at the pictures of class `label` that were taken for `guess`."""
        self.cell = (label, guess)
        self.chosen.emit()

    def choose_order(self, order: Order) -> None:
        """Looks at all pictures, the hardest or the surest first."""
        self.cell, self.order = None, order
        self.chosen.emit()

    def places(self) -> NDArray[np.int64]:
        """Places of the chosen pictures among the test pictures, in order."""
        if self.guessed is None:
            return np.empty(0, np.int64)
        if self.cell is not None:
            return taken_for(self.guessed, *self.cell)
        return hardest(self.guessed) if self.order == "hardest" else surest(self.guessed)
