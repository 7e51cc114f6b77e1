"""One channel close up: its maps, its values, pooled."""

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from simclr_gui.engine.channels import pooled
from simclr_gui.engine.events import FeatureMapsTaken
from simclr_gui.gui.look.figures import use_tabular_figures
from simclr_gui.gui.look.theme import SPACE
from simclr_gui.gui.pages.features.mosaic import colours_of
from simclr_gui.gui.parts.card import label, row
from simclr_gui.gui.parts.histogram import Bars
from simclr_gui.gui.parts.picture import Picture

MAP_PX = 64
BINS = 24


class ChannelView(QWidget):
    """The chosen channel for the image and both views, a histogram of its values, and its map pooled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taken: FeatureMapsTaken | None = None
        self._channel = 0
        self._maps = [Picture(MAP_PX) for _ in range(3)]
        self._pooled = Picture(MAP_PX)
        self._filter = Picture(MAP_PX)
        self._bars = Bars(self.tr("Values of the channel"))
        self.pooling = QComboBox()
        self.pooling.addItem(self.tr("max"), "max")
        self.pooling.addItem(self.tr("average"), "average")
        self.pooling.addItem(self.tr("sum"), "sum")
        self.pooling.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.pooling.setAccessibleName(self.tr("Pooling"))
        self.pooling.setToolTip(
            self.tr("Pooling of 2 × 2 units: max keeps the strongest response, average the mean response")
        )
        self.pooling.currentIndexChanged.connect(self._show)
        self._words = label("", "caption")
        use_tabular_figures(self._words)
        line = row(*self._maps, self._pooled, self.pooling, self._filter, self._bars, spacing=SPACE)
        line.setStretch(6, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(self._words)
        column.addLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def grow(self, larger: float) -> None:
        """Its maps are so many times as large as usual."""
        for picture in (*self._maps, self._pooled, self._filter):
            picture.set_side(round(MAP_PX * larger))

    def show_channel(self, taken: FeatureMapsTaken, channel: int) -> None:
        self._taken, self._channel = taken, channel
        self._show()

    @Slot()
    def _show(self) -> None:
        taken = self._taken
        if taken is None:
            return
        maps = taken.maps[:, self._channel]
        names = (self.tr("image"), self.tr("view A"), self.tr("view B"))
        for picture, levels, name in zip(self._maps, maps, names, strict=True):
            picture.show_pixels(colours_of(levels), name)
        values = taken.low + maps.astype(np.float64) * (taken.high - taken.low) / 255
        self._show_pooled(values[0])
        self._filter.setVisible(taken.filters is not None)
        if taken.filters is not None:
            self._filter.show_pixels(taken.filters[self._channel], self.tr("The filter's weights, grey is 0"))
        self._bars.show_values(values.ravel(), BINS)
        self._words.setText(
            self.tr("Channel {number}: {low:z.2g} to {high:z.2g}, mean {mean:z.2g}. {words}").format(
                number=self._channel + 1,
                low=values.min(),
                high=values.max(),
                mean=values.mean(),
                words=self._what_it_sees(taken),
            )
        )

    def _show_pooled(self, values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> None:
        """In colours of its own range, so that all three can be compared by what they keep."""
        result = pooled(values, self.pooling.currentData())
        span = max(float(result.max() - result.min()), 1e-12)
        levels = ((result - result.min()) * (255 / span)).astype(np.uint8)
        can_pool = min(values.shape) > 1
        self._pooled.setVisible(can_pool)
        self.pooling.setVisible(can_pool)
        self._pooled.show_pixels(colours_of(levels), self.tr("The image's map, pooled"))

    def _what_it_sees(self, taken: FeatureMapsTaken) -> str:
        field = taken.receptive_field
        if field is None:
            return self.tr("It sees the whole image.")
        return self.tr("Each unit sees {size} × {size} px.").format(size=field.size_px)
