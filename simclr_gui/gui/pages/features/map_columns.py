"""The maps of the image and of both views side by side, in one order and at the same places."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QScrollBar, QWidget

from simclr_gui.engine.events import FeatureMapsTaken, Pixels
from simclr_gui.gui.look.theme import SPACE, Theme
from simclr_gui.gui.pages.features.mosaic import Mosaic, colours_of, columns_of_largest
from simclr_gui.gui.pages.features.wording import shape_words
from simclr_gui.gui.parts.card import label, row
from simclr_gui.gui.parts.image import Image
from simclr_gui.gui.words.names import layer_name

SMALLEST_VIEW_PX = 56
SMALLEST_CELL_PX = 22  # in a smaller one a map cannot be seen; then not all have room, and one scrolls


class MapColumns(QWidget):
    """Above each mosaic the image that it was made of.

    Signals:
        chosen(int): a channel.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.maps: list[Pixels] = []  # in the order shown
        self._order: NDArray[np.int64] = np.zeros(0, np.int64)
        self._place = 0
        self.columns, self.rows_seen, self.cell_px = 1, 1, 1.0
        self.mosaics = tuple(Mosaic(theme) for _ in range(3))
        self.names = tuple(label("", "caption") for _ in range(3))
        self._views = tuple(Image(SMALLEST_VIEW_PX) for _ in range(3))
        self.attention = tuple(Image(SMALLEST_VIEW_PX) for _ in range(2))
        self.bar = QScrollBar(Qt.Orientation.Vertical)
        self.bar.setAccessibleName(self.tr("Further maps"))
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        self._fill_grid()
        self.mosaics[0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the others show the same choice
        self.mosaics[0].resized.connect(self._lay_out)
        self.bar.valueChanged.connect(self._show_rows)
        theme.changed.connect(self._lay_out)
        for mosaic in self.mosaics:
            mosaic.chosen.connect(self._choose)
            mosaic.walked.connect(self._walk)

    def _fill_grid(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE)
        for column, mosaic in enumerate(self.mosaics):
            images = row(self._views[column], *self.attention[column - 1 : column] if column else ())
            images.addStretch(1)
            grid.addWidget(self.names[column], 0, column)
            grid.addLayout(images, 1, column)
            grid.addWidget(mosaic, 2, column)
            grid.setColumnStretch(column, 1)
        for image in self.attention:
            image.setToolTip(
                self.tr("Bright: pixels that change the similarity of the two views most (gradient of the cosine)")
            )
        grid.addWidget(self.bar, 2, len(self.mosaics))
        grid.setRowStretch(2, 1)

    def show_taken(self, taken: FeatureMapsTaken, order: NDArray[np.int64], channel: int) -> None:
        """Shows the maps in this order; where the untrained network was asked for, it takes the place of view B."""
        maps, images, attention = list(taken.maps), list(taken.images), list(taken.attention)
        if taken.before is not None:
            maps[-1], images[-1], attention[-1] = taken.before, taken.images[0], None
        has_moved = not np.array_equal(order, self._order)
        self.maps, self._order = [each[order] for each in maps], order
        self._place = int(np.flatnonzero(order == channel)[0])
        names = self._names_of(taken)
        for image, pixels, name in zip(self._views, images, names, strict=True):
            image.show_pixels(pixels, name)
        for image, levels, name in zip(self.attention, attention, names[1:], strict=True):
            image.setVisible(levels is not None)
            if levels is not None:
                image.show_pixels(colours_of(levels), self.tr("Pixels that matter: {what}").format(what=name))
        self._name(taken)
        self._lay_out()
        if has_moved and not self.bar.isSliderDown():
            self._bring_into_view()

    def _names_of(self, taken: FeatureMapsTaken) -> tuple[str, str, str]:
        """What each column shows."""
        third = self.tr("view B; similarity to A: {cosine:z.2f}").format(cosine=taken.cosine)
        if taken.before is not None:
            third = self.tr("image, untrained")
        return self.tr("image"), self.tr("view A"), third

    def _name(self, taken: FeatureMapsTaken) -> None:
        content = self.tr("{layer}: {maps}. Map {number} is chosen.").format(
            layer=layer_name(taken.layer),
            maps=shape_words(taken.layer, taken.maps.shape[1], taken.maps.shape[-1]),
            number=self._order[self._place] + 1,
        )
        for name, words, mosaic in zip(self.names, self._names_of(taken), self.mosaics, strict=True):
            name.setText(words)
            mosaic.setAccessibleName(self.tr("Feature maps: {what}").format(what=words))
            mosaic.setAccessibleDescription(content)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out_views()

    def _lay_out_views(self) -> None:
        """Two images fill a column, as long as they leave the maps a square."""
        column_px = (self.width() - self.bar.sizeHint().width()) // len(self.mosaics) - SPACE
        height_px = self.height() - self.names[0].sizeHint().height() - 2 * SPACE
        side_px = min((column_px - SPACE) // 2, height_px - column_px)
        for image in (*self._views, *self.attention):
            image.set_side(max(SMALLEST_VIEW_PX, side_px))

    @Slot()
    def _lay_out(self) -> None:
        """Cells as large as they can be, and no smaller than can be seen."""
        if not self.maps:
            return
        count, mosaic = len(self._order), self.mosaics[0]
        width, height = min(each.width() for each in self.mosaics), max(1, mosaic.height())
        self.columns = columns_of_largest(count, width / height)
        self.cell_px = min(width / self.columns, height / math.ceil(count / self.columns))
        smallest_px = SMALLEST_CELL_PX * self._theme.larger
        if self.cell_px < smallest_px:
            self.columns = max(1, int(width // smallest_px))
            self.cell_px = width / self.columns
        rows = math.ceil(count / self.columns)
        self.rows_seen = min(rows, max(1, int(height / self.cell_px + 0.01)))
        self.bar.setVisible(rows > self.rows_seen)
        self.bar.setPageStep(self.rows_seen)
        self.bar.setRange(0, rows - self.rows_seen)
        self._show_rows()

    @Slot()
    def _show_rows(self) -> None:
        """Only what is seen is painted: of 2,048 maps no more than of 300."""
        first = self.bar.value() * self.columns
        end = first + self.rows_seen * self.columns
        chosen = self._place - first if first <= self._place < end else None
        for mosaic, maps in zip(self.mosaics, self.maps, strict=True):
            mosaic.show_maps(maps[first:end], self.columns, self.cell_px, chosen)

    def _bring_into_view(self) -> None:
        at = self._place // self.columns
        self.bar.setValue(min(max(self.bar.value(), at - self.rows_seen + 1), at))

    @Slot(int)
    def _choose(self, place: int) -> None:
        self.chosen.emit(int(self._order[self.bar.value() * self.columns + place]))

    @Slot(int)
    def _walk(self, step: int) -> None:
        if 0 <= self._place + step < len(self._order):
            self.chosen.emit(int(self._order[self._place + step]))
            self._bring_into_view()

    def wheelEvent(self, event: QWheelEvent) -> None:
        QCoreApplication.sendEvent(self.bar, event)
