"""Which images are looked at: clicked, circled, found by their number, and let go of again."""

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.jobs.player import Failure
from simclr_gui.state.feature_space import FeatureSpace
from simclr_gui.state.selection import NOTHING, Selection


class ImagePicker(QObject):
    """Signals: failed(object), a Failure: there is no such image."""

    failed = Signal(object)

    def __init__(self, space: FeatureSpace, selection: Selection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._space, self._selection = space, selection

    @property
    def is_one(self) -> bool:
        """Whether a single image is looked at, one of the maps or one from outside."""
        return self._selection.pinned >= 0 or self._space.query_image is not None

    @Slot(int)
    def click(self, point: int) -> None:
        """One image of the maps."""
        self._space.forget_query_image()
        self._selection.pin(point)

    @Slot(object)
    def select(self, places: object) -> None:
        """Those that were circled."""
        self._space.forget_query_image()
        self._selection.pin(-1)
        self._selection.select(np.asarray(places))

    @Slot()
    def let_go(self) -> None:
        """Of whatever is looked at: first the newcomer or the clicked image, then what was circled."""
        if self.is_one:
            self._space.forget_query_image()
            self._selection.pin(-1)
        else:
            self._selection.select(NOTHING)

    @Slot(int)
    def seek(self, number: int) -> None:
        """A test image by its number, from 1."""
        images = self._space.images
        if images is None:
            return
        found = np.flatnonzero(images.image_index == number - 1)
        if len(found):
            self.click(int(found[0]))
            return
        sentence = self.tr("There is no test image {number:,} on the maps.").format(number=number)
        last = int(images.image_index.max()) + 1
        self.failed.emit(Failure(sentence, self.tr("They show the first {last:,}.").format(last=last)))
