"""The Features page: one layer for an image and two views of it, side by side; now, and earlier."""

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from simclr_gui.engine.channels import activity, is_silent, order_of
from simclr_gui.engine.events import FeatureMapsTaken
from simclr_gui.gui.look.language import spoken_in_a_row
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.pages.features.channel import ChannelView
from simclr_gui.gui.pages.features.mosaic import Mosaic, colours_of
from simclr_gui.gui.pages.features.seen_picture import SeenPicture
from simclr_gui.gui.parts.buttons import ToolButton
from simclr_gui.gui.parts.calm import Calm
from simclr_gui.gui.parts.card import Card, Page, Prompted, label, row
from simclr_gui.gui.parts.empty_page import show_empty
from simclr_gui.gui.parts.moments import MomentSlider
from simclr_gui.gui.parts.picture import Picture
from simclr_gui.gui.words.names import layer_name
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.feature_maps import FeatureMaps
from simclr_gui.state.standing import Page as PageName
from simclr_gui.state.timeline import Timeline

SIDE_WIDTH_PX, PICTURE_PX, VIEW_PX = 236, 160, 64
USUAL_WIDTH_PX, LARGEST_GROWTH = 1_300, 2.0  # of the page; in a larger window the images are larger


class FeaturesPage(Page):
    """Signals: start_wished() from the page that has nothing to show yet."""

    start_wished = Signal()

    def __init__(
        self,
        experiment: Experiment,
        feature_maps: FeatureMaps,
        timeline: Timeline,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._experiment, self._maps, self._timeline, self._theme = experiment, feature_maps, timeline, theme
        self._order = np.zeros(0, np.int64)
        self._channel = 0
        self._channel_of: str | None = None  # the layer that the channel was chosen for
        self._prompted = Prompted(
            self._content(),
            self.tr(
                "See what each layer of the network makes of an image: edges first, then parts, then what tells "
                "the classes apart. The maps follow the training."
            ),
        )
        self._prompted.wished.connect(self.start_wished)
        self.body.addWidget(self._prompted, 1)
        feature_maps.taken.connect(self.show_maps)
        feature_maps.layers_changed.connect(self.show_layers)
        feature_maps.choice_changed.connect(self._show_choice)
        for signal in (experiment.phase_changed, experiment.started):
            signal.connect(self._follow_standing)
        self._calm = Calm(experiment.progressed, self)
        self._calm.triggered.connect(self._follow_standing)
        theme.changed.connect(self._share_room)
        self._share_room()
        self.show_layers()
        self.show_maps()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    @Slot()
    def _share_room(self) -> None:
        """Images grow with the window and the type; an audience needs no order of maps."""
        larger = max(self._theme.larger, min(LARGEST_GROWTH, self.width() / USUAL_WIDTH_PX))
        self._side.setFixedWidth(round(SIDE_WIDTH_PX * larger))
        self._picture.set_side(round(PICTURE_PX * larger))
        for picture in (*self._views, *self._attention):
            picture.set_side(round(VIEW_PX * larger))
        self.channel.grow(larger)

    def _content(self) -> QWidget:
        content = QWidget()
        columns = QHBoxLayout(content)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(CARD_GAP - 4)
        columns.addWidget(self._make_side())
        columns.addWidget(self._make_maps(), 1)
        return content

    def _make_side(self) -> Card:
        self._picture = SeenPicture(PICTURE_PX, self._theme)
        self._which = label("", "caption")
        self.previous = ToolButton(self.tr("Previous image (left arrow)"), "previous", self._theme)
        self.next = ToolButton(self.tr("Next image (right arrow)"), "next", self._theme)
        self.previous.clicked.connect(self.show_previous)
        self.next.clicked.connect(self.show_next)
        self.layers = QListWidget()
        self.layers.setAccessibleName(self.tr("Layers"))
        self.layers.currentItemChanged.connect(self._choose_layer)
        side = Card(self.tr("Image"))
        self._side = side
        side.body.addWidget(self._picture)
        line = row(self._which, self.previous, self.next)
        line.setStretch(0, 1)
        side.body.addLayout(line)
        self.moments = MomentSlider(self._timeline, self._theme, self)
        self.beside = QCheckBox(self.tr("Compare with untrained"))
        self.beside.setToolTip(self.tr("Shows the same layer of the untrained network in place of view B"))
        self.beside.toggled.connect(self._maps.put_beside_beginning)
        side.body.addWidget(self.moments)
        side.body.addWidget(self.beside)
        side.body.addWidget(label(self.tr("Layer"), "title"))
        side.body.addWidget(self.layers, 1)
        return side

    def _make_maps(self) -> Card:
        self.sorting = QComboBox()
        self.sorting.setAccessibleName(self.tr("Order of the maps"))
        for key, name in (
            ("as they are", self.tr("In the network's order")),
            ("activity", self.tr("Most active first")),
            ("steadiness", self.tr("Same in both views first")),
            ("silent", self.tr("Silent ones first")),
        ):
            self.sorting.addItem(name, key)
        self.sorting.currentIndexChanged.connect(self.show_maps)
        self.sorting.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._range = label("", "caption")
        head = row(self._range, self.sorting)
        head.setStretch(0, 1)

        grid = QGridLayout()
        grid.setSpacing(SPACE)
        first = Mosaic(self._theme)
        self.mosaics = (first, Mosaic(self._theme, first), Mosaic(self._theme, first))
        self._views = tuple(Picture(VIEW_PX) for _ in range(3))
        self._attention = tuple(Picture(VIEW_PX) for _ in range(2))
        self._names: list[QLabel] = []
        for column, name in enumerate((self.tr("image"), self.tr("view A"), self.tr("view B"))):
            pictures = row(self._views[column])
            if column:
                self._attention[column - 1].setToolTip(
                    self.tr("Bright: pixels that change the similarity of the two views most (gradient of the cosine)")
                )
                pictures.addWidget(self._attention[column - 1])
            pictures.addStretch(1)
            self._names.append(label(name, "caption"))
            grid.addWidget(self._names[-1], 0, column)
            grid.addLayout(pictures, 1, column)
            grid.addWidget(self.mosaics[column], 2, column)
            grid.setColumnStretch(column, 1)
            self.mosaics[column].chosen.connect(self._choose_channel)
        grid.setRowStretch(2, 1)
        self.channel = ChannelView()
        maps = Card()
        maps.body.addLayout(head)
        maps.body.addLayout(grid, 1)
        maps.body.addWidget(self.channel)
        return maps

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
        self._which.setText(self.tr("Test image {number}").format(number=self._maps.image_index + 1))

    @Slot()
    def _choose_layer(self) -> None:
        item = self.layers.currentItem()
        if item is not None:
            self._maps.choose(item.data(Qt.ItemDataRole.UserRole), self._maps.image_index)

    @Slot(int)
    def _choose_channel(self, place: int) -> None:
        self._channel = int(self._order[place])
        self.show_maps()

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
            self._channel_of = None
            self._follow_standing()
            return
        height, width = latest.maps.shape[2:]
        if latest.layer != self._channel_of or self._channel >= latest.maps.shape[1]:
            self._channel, self._channel_of = _strongest(latest), latest.layer
        self._order = order_of(latest.maps, self.sorting.currentData())
        place = int(np.flatnonzero(self._order == self._channel)[0])
        self._show_columns(latest, place)
        self._picture.show_seen(latest, self._channel)
        self.channel.show_channel(latest, self._channel)
        self._range.setText(
            self.tr("{height} × {width} each; dark {low:z.2g}, bright {high:z.2g}").format(
                height=height, width=width, low=latest.low, high=latest.high
            )
        )
        self.sentence.setText(self._sentence(latest))

    @Slot()
    def _follow_standing(self) -> None:
        """While there is nothing to see: whether something comes by itself, or what can be done about it."""
        if self._maps.latest is None:
            self.sentence.setText(show_empty(self._prompted, PageName.FEATURES, self._experiment))

    def _show_columns(self, latest: FeatureMapsTaken, place: int) -> None:
        """The image and its views; where the beginning was asked for, it takes the place of the last."""
        maps, pictures, attention = list(latest.maps), list(latest.pictures), list(latest.attention)
        if latest.before is not None:
            maps[-1], pictures[-1], attention[-1] = latest.before, latest.pictures[0], None
        for mosaic, shown in zip(self.mosaics, maps, strict=True):
            mosaic.show_maps(shown[self._order], place)
        for picture, pixels in zip(self._views, pictures, strict=True):
            picture.show_pixels(pixels)
        for picture, levels in zip(self._attention, attention, strict=True):
            picture.setVisible(levels is not None)
            if levels is not None:
                picture.show_pixels(colours_of(levels))
        self._names[-1].setText(self.tr("image, untrained") if latest.before is not None else self.tr("view B"))

    def _sentence(self, latest: FeatureMapsTaken) -> str:
        channels, silent = latest.maps.shape[1], int(is_silent(latest.maps).sum())
        when = self.tr("after %Ln steps", None, latest.step) if latest.step else self.tr("before training")
        words = (
            self.tr("{layer}: {channels:,} feature maps {when}, {silent} silent.")
            if latest.receptive_field is not None
            else self.tr("{layer}: {channels:,} numbers {when}, {silent} silent.")
        )
        how_many = f"{silent:,}" if 0 < silent < channels else self.tr("all") if silent else self.tr("none")
        similarity = self.tr("Similarity of the two views: {cosine:z.2f}.").format(cosine=latest.cosine)
        layer = layer_name(latest.layer)
        return spoken_in_a_row(words.format(layer=layer, channels=channels, when=when, silent=how_many), similarity)


def _strongest(latest: FeatureMapsTaken) -> int:
    """The most active channel; one that is the same everywhere shows nothing, however bright."""
    return int(np.where(is_silent(latest.maps), -1.0, activity(latest.maps)).argmax())
