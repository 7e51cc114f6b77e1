"""The Features page: the feature maps of one picture in a chosen layer, following the training."""

import math

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from simclr_gui.engine.events import FeatureMapsTaken, Pixels
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.parts.buttons import ToolButton
from simclr_gui.gui.parts.card import Card, Page, Prompted, label, row
from simclr_gui.gui.parts.picture import Picture
from simclr_gui.gui.wording import layer_name
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.feature_maps import FeatureMaps

SIDE_WIDTH_PX, PICTURE_SIDE_PX = 232, 192
COLOUR_MAP = "viridis"


class FeaturesPage(Page):
    """Signals: start_wished() from the page that has nothing to show yet."""

    start_wished = Signal()

    def __init__(
        self, experiment: Experiment, feature_maps: FeatureMaps, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._experiment, self._maps = experiment, feature_maps
        self._picture = Picture(PICTURE_SIDE_PX)
        self._which = label("", "caption")
        self.previous = ToolButton(self.tr("Previous picture (left arrow)"), "previous", theme)
        self.next = ToolButton(self.tr("Next picture (right arrow)"), "next", theme)
        self.previous.clicked.connect(self.show_previous)
        self.next.clicked.connect(self.show_next)
        self.layers = QListWidget()
        self.layers.setAccessibleName(self.tr("Layers"))
        self.layers.currentItemChanged.connect(self._choose_layer)
        self._mosaic = MosaicView(theme)
        self._range = label("", "caption")
        self._prompted = Prompted(
            self._content(),
            self.tr(
                "Here you will see what each layer of the network makes of a picture: edges at first, then "
                "parts, then what tells the classes apart. The maps follow the training."
            ),
            self.tr("Start training"),
        )
        self._prompted.wished.connect(self.start_wished)
        self.body.addWidget(self._prompted, 1)
        feature_maps.taken.connect(self.show_maps)
        feature_maps.layers_changed.connect(self.show_layers)
        feature_maps.choice_changed.connect(self._show_choice)
        self.show_layers()
        self.show_maps()

    def _content(self) -> QWidget:
        side = Card(self.tr("Picture"))
        side.setFixedWidth(SIDE_WIDTH_PX)
        side.body.addWidget(self._picture)
        line = row(self._which, self.previous, self.next)
        line.setStretch(0, 1)
        side.body.addLayout(line)
        side.body.addSpacing(SPACE)
        side.body.addWidget(label(self.tr("Layer"), "title"))
        side.body.addWidget(self.layers, 1)
        maps = Card(self.tr("Feature maps"))
        maps.body.addWidget(self._mosaic, 1)
        maps.body.addWidget(self._range)
        content = QWidget()
        columns = QHBoxLayout(content)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(CARD_GAP - 4)
        columns.addWidget(side)
        columns.addWidget(maps, 1)
        return content

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._maps.set_watched(True)
        self.show_maps()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._maps.set_watched(False)

    @Slot()
    def show_layers(self) -> None:
        self.layers.blockSignals(True)
        self.layers.clear()
        for layer in self._maps.layers:
            item = QListWidgetItem(layer_name(layer))
            item.setData(Qt.ItemDataRole.UserRole, layer)
            self.layers.addItem(item)
        self.layers.blockSignals(False)
        self._show_choice()

    @Slot()
    def _show_choice(self) -> None:
        if self._maps.layer in self._maps.layers:
            self.layers.blockSignals(True)
            self.layers.setCurrentRow(self._maps.layers.index(self._maps.layer))
            self.layers.blockSignals(False)
        self._which.setText(self.tr("Test picture {number}").format(number=self._maps.image_index + 1))

    @Slot()
    def _choose_layer(self) -> None:
        item = self.layers.currentItem()
        if item is not None:
            self._maps.choose(item.data(Qt.ItemDataRole.UserRole), self._maps.image_index)

    @Slot()
    def show_previous(self) -> None:
        self._maps.choose(self._maps.layer, self._maps.image_index - 1)

    @Slot()
    def show_next(self) -> None:
        self._maps.choose(self._maps.layer, self._maps.image_index + 1)

    @Slot()
    def show_maps(self) -> None:
        """Shows the latest maps; while nobody looks, nothing is drawn."""
        latest = self._maps.latest
        if latest is not None and not self.isVisible():
            return
        self._prompted.show_content(latest is not None)
        if latest is None:
            self.sentence.setText(self.tr("The network has not looked at anything yet."))
            return
        channels, height, width = latest.maps.shape
        self._picture.show_pixels(latest.picture, self.tr("The picture that is looked at"))
        self._mosaic.show_maps(latest.maps)
        self._range.setText(
            self.tr("{channels} maps of {height} × {width}. Dark is {low:.2g}, bright is {high:.2g}.").format(
                channels=channels, height=height, width=width, low=latest.low, high=latest.high
            )
        )
        self.sentence.setText(self._sentence(latest))

    def _sentence(self, latest: FeatureMapsTaken) -> str:
        silent = int((latest.maps.reshape(len(latest.maps), -1).max(axis=1) == latest.maps.min()).sum())
        return self.tr(
            "{layer} answers this picture with {channels} feature maps after {step:,} steps; "
            "{silent} of them stay silent."
        ).format(layer=layer_name(latest.layer), channels=len(latest.maps), step=latest.step, silent=silent)


class MosaicView(pg.GraphicsLayoutWidget):
    """All maps as one picture, each with a thin gap around it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._box = self.addViewBox(lockAspect=True, invertY=True, enableMenu=False)
        self._image = pg.ImageItem(axisOrder="row-major")
        self._box.addItem(self._image)
        self._colours: Pixels = pg.colormap.get(COLOUR_MAP).getLookupTable(nPts=256, alpha=False)
        self._maps: Pixels | None = None
        self._shape: tuple[int, ...] = ()
        theme.changed.connect(self._colour)
        self._colour()

    @Slot()
    def _colour(self) -> None:
        self.setBackground(self._theme.colours.surface)
        if self._maps is not None:
            self.show_maps(self._maps)

    def show_maps(self, maps: Pixels) -> None:
        """Shows uint8 maps of shape (channels, height, width)."""
        self._maps = maps
        levels, is_map = mosaic(maps, self.width() / max(1, self.height()))
        picture = self._colours[levels]
        ground = QColor(self._theme.colours.surface)
        picture[~is_map] = (ground.red(), ground.green(), ground.blue())
        self._image.setImage(picture, levels=(0, 255), autoLevels=False)
        self.setAccessibleName(self.tr("{count} feature maps").format(count=len(maps)))
        if picture.shape != self._shape:
            self._shape = picture.shape
            self._box.autoRange(padding=0.01)


def mosaic(maps: Pixels, aspect: float) -> tuple[Pixels, NDArray[np.bool_]]:
    """Lays maps of shape (channels, height, width) out in rows, about `aspect` times as wide as high.

    Returns:
        The picture, and where in it maps are: between them are gaps.
    """
    channels, height, width = maps.shape
    gap = max(1, round(min(height, width) / 12))
    columns = min(channels, max(1, round(math.sqrt(channels * aspect * (height + gap) / (width + gap)))))
    rows = math.ceil(channels / columns)
    picture = np.zeros((rows * (height + gap) + gap, columns * (width + gap) + gap), np.uint8)
    is_map = np.zeros(picture.shape, np.bool_)
    for number, channel in enumerate(maps):
        top, left = (number // columns) * (height + gap) + gap, (number % columns) * (width + gap) + gap
        picture[top : top + height, left : left + width] = channel
        is_map[top : top + height, left : left + width] = True
    return picture, is_map
