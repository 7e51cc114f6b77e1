"""One map close up: beside the image it came from, in both views, its values, pooled."""

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from simclr_gui.engine.events import FeatureMapsTaken
from simclr_gui.engine.features.channels import pooled
from simclr_gui.gui.look.figures import use_tabular_figures
from simclr_gui.gui.look.theme import SPACE, Theme
from simclr_gui.gui.pages.features.mosaic import colours_of
from simclr_gui.gui.pages.features.seen_image import SeenImage
from simclr_gui.gui.parts.card import label, row
from simclr_gui.gui.parts.histogram import Bars
from simclr_gui.gui.parts.image import Image

BINS, NARROWEST_BARS_PX, LOWEST_BARS_PX, WANTED_BARS_PX = 24, 72, 36, 64
SMALL = 4  # of the small images fill a line
SMALLEST_SHARE = 0.3  # of the size that the width has room for


class ChannelView(QWidget):
    """The image and the chosen map of it, large; small the map of both views, pooled, and the filter it comes from."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taken: FeatureMapsTaken | None = None
        self._channel = 0
        self._width_px = 1
        self._title, self._words = label("", "title"), label("", "caption")
        self._words.setWordWrap(True)
        use_tabular_figures(self._words)
        self.seen = SeenImage(1, theme)
        self._maps = [Image(1) for _ in range(3)]
        self._pooled, self._filter = Image(1), Image(1)
        self._small = (*self._maps[1:], self._pooled, self._filter)
        self._captions = tuple(
            label(words, "caption")
            for words in (self.tr("view A"), self.tr("view B"), self.tr("pooled"), self.tr("filter"))
        )
        self.bars = Bars(self.tr("Values of the map"))
        self.bars.setMinimumSize(NARROWEST_BARS_PX, LOWEST_BARS_PX)  # the combo beside them is never cut
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
        self._lay_out()

    def _lay_out(self) -> None:
        large = row(self.seen, self._maps[0])
        small = QGridLayout()
        small.setSpacing(SPACE // 2)
        small.setHorizontalSpacing(SPACE)
        for place, (image, words) in enumerate(zip(self._small, self._captions, strict=True)):
            small.addWidget(image, 0, place)
            small.addWidget(words, 1, place)
        small.setColumnStretch(SMALL, 1)
        values = row(self.bars, self.pooling)
        values.setStretch(0, 1)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self._title)
        column.addLayout(large)
        column.addWidget(self._words)
        column.addLayout(small)
        column.addLayout(values, 1)
        column.addStretch()
        large.addStretch(1)

    def fill(self, width_px: int) -> None:
        """Its images are as large as there is width for, unless that would leave the bars no height."""
        self._width_px = width_px
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        large, small = (self._width_px - SPACE) // 2, (self._width_px - (SMALL - 1) * SPACE) // SMALL
        images_px = self.seen.height() + self._pooled.height()
        others_px = self._column.totalMinimumHeightForWidth(self._width_px) - images_px
        others_px += max(0, WANTED_BARS_PX - max(LOWEST_BARS_PX, self.pooling.sizeHint().height()))
        share = min(1.0, max(SMALLEST_SHARE, (self.height() - others_px) / (large + small)))
        for image in (self.seen, self._maps[0]):
            image.set_side(int(share * large))
        for image in self._small:
            image.set_side(int(share * small))
        self.bars.setMaximumHeight(large)

    def show_channel(self, taken: FeatureMapsTaken, channel: int) -> None:
        self._taken, self._channel = taken, channel
        self._show()

    @Slot()
    def _show(self) -> None:
        taken = self._taken
        if taken is None:
            return
        self._title.setText(
            self.tr("Map {number} of {count:,}").format(number=self._channel + 1, count=taken.maps.shape[1])
        )
        self.seen.show_seen(taken, self._channel)
        maps = taken.maps[:, self._channel]
        names = (
            self.tr("The chosen map of the image"),
            self.tr("The chosen map of view A"),
            self.tr("The chosen map of view B"),
        )
        for image, levels, name in zip(self._maps, maps, names, strict=True):
            image.show_pixels(colours_of(levels), name)
            image.setToolTip(name)
        values = taken.low + maps.astype(np.float64) * (taken.high - taken.low) / 255
        self._show_pooled(values[0])
        self._show_filter(taken)
        self.bars.show_values(values.ravel(), BINS)
        self._words.setText(
            self.tr("{low:z.2g} to {high:z.2g}, mean {mean:z.2g}. {words}").format(
                low=values.min(), high=values.max(), mean=values.mean(), words=self._what_it_sees(taken)
            )
        )
        self._fit()

    def _show_filter(self, taken: FeatureMapsTaken) -> None:
        for widget in (self._filter, self._captions[3]):
            widget.setVisible(taken.filters is not None)
        if taken.filters is not None:
            name = self.tr("The filter's weights, grey is 0")
            self._filter.show_pixels(taken.filters[self._channel], name)
            self._filter.setToolTip(name)

    def _show_pooled(self, values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> None:
        """In colours of its own range, so that all three can be compared by what they keep."""
        result = pooled(values, self.pooling.currentData())
        span = max(float(result.max() - result.min()), 1e-12)
        levels = ((result - result.min()) * (255 / span)).astype(np.uint8)
        can_pool = min(values.shape) > 1
        name = self.tr("The image's map, pooled")
        for widget in (self._pooled, self._captions[2], self.pooling):
            widget.setVisible(can_pool)
        self._pooled.show_pixels(colours_of(levels), name)
        self._pooled.setToolTip(name)

    def _what_it_sees(self, taken: FeatureMapsTaken) -> str:
        field, side_px = taken.receptive_field, len(taken.images[0])
        if field is None:
            return self.tr("It sees the whole image.")
        if field.size_px >= side_px:
            return self.tr("Each point sees up to the whole image.")
        return self.tr("Each point sees {size} × {size} px of the image.").format(size=field.size_px)
