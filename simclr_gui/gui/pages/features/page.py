"""The Features page: the network as a strip, and what its chosen layer makes of an image and two views of it."""

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from simclr_gui.engine.events import FeatureMapsTaken
from simclr_gui.engine.features.channels import order_of
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.pages.features.channel import ChannelView
from simclr_gui.gui.pages.features.map_columns import MapColumns
from simclr_gui.gui.pages.features.network_strip import NetworkStrip
from simclr_gui.gui.pages.features.wording import what_is_seen
from simclr_gui.gui.parts.buttons import ToolButton
from simclr_gui.gui.parts.card import Card, EmptyState, Page, label, row
from simclr_gui.gui.parts.checkpoint_slider import CheckpointSlider
from simclr_gui.gui.parts.empty_page import show_empty
from simclr_gui.gui.parts.throttled import Throttled
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.feature_maps import FeatureMaps
from simclr_gui.state.standing import Page as PageName
from simclr_gui.state.timeline import Timeline

SIDE_SHARE, SMALLEST_SIDE_PX = 0.245, 236  # of the page's width
USUAL_WIDTH_PX, LARGEST_GROWTH = 1_100, 1.6  # in a wider page the network is drawn larger


class FeaturesPage(Page):
    """The network in hand, layer by layer."""

    def __init__(
        self,
        experiment: Experiment,
        feature_maps: FeatureMaps,
        timeline: Timeline,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._experiment, self.maps, self._timeline, self._theme = experiment, feature_maps, timeline, theme
        self.order = np.zeros(0, np.int64)
        self._order_of: tuple[str, int, str] | None = None  # the layer, image and kind of order that it was made for
        self._channel = 0
        self._channel_of: tuple[str | None, int | None] = None, None  # layer and image that it was chosen for
        self._is_by_hand = False  # then it stays for other images too
        self.empty_state = EmptyState(
            self._content(),
            self.tr(
                "See what each layer of the network makes of an image: many small maps, bright where the layer "
                "responds. They follow the training."
            ),
        )
        self.empty_state.requested.connect(self.start_requested)
        self.body.addWidget(self.empty_state, 1)
        feature_maps.taken.connect(self.show_maps)
        feature_maps.choice_changed.connect(self._show_choice)
        for signal in (experiment.phase_changed, experiment.started):
            signal.connect(self._follow_standing)
        self._throttled = Throttled(experiment.progressed, self)
        self._throttled.triggered.connect(self._follow_standing)
        theme.changed.connect(self._share_room)
        self._share_room()
        self._show_choice()
        self.show_maps()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    @Slot()
    def _share_room(self) -> None:
        """Two images fill the card of the chosen map, whatever the window's width."""
        width_px = max(round(SMALLEST_SIDE_PX * self._theme.larger), round(SIDE_SHARE * self.width()))
        self._side.setFixedWidth(width_px)
        self.channel.fill(width_px - 2 * CARD_GAP)
        self.network.grow(max(self._theme.larger, min(LARGEST_GROWTH, self.width() / USUAL_WIDTH_PX)))

    def _content(self) -> QWidget:
        content = QWidget()
        below = QHBoxLayout()
        below.setSpacing(CARD_GAP - 4)
        below.addWidget(self._make_side())
        below.addWidget(self._make_maps(), 1)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(CARD_GAP - 4)
        layout.addWidget(self._make_head())
        layout.addLayout(below, 1)
        return content

    def _make_head(self) -> Card:
        """Which image, and which layer."""
        self.which = label("", "caption")
        self.previous = ToolButton(self.tr("Previous image (left arrow)"), "previous", self._theme)
        self.next = ToolButton(self.tr("Next image (right arrow)"), "next", self._theme)
        self.previous.clicked.connect(self.show_previous)
        self.next.clicked.connect(self.show_next)
        self.network = NetworkStrip(self._theme)
        self.network.chosen.connect(self._choose_layer)
        image = QVBoxLayout()
        image.setSpacing(0)
        buttons = row(self.previous, self.next, spacing=0)
        buttons.addStretch(1)
        image.addStretch(1)
        image.addLayout(buttons)
        image.addWidget(self.which)
        image.addStretch(1)
        head = Card()
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        line.addLayout(image)
        line.addWidget(self.network, 1)
        head.body.addLayout(line)
        return head

    def _make_side(self) -> Card:
        self.channel = ChannelView(self._theme)
        self.kept_steps = CheckpointSlider(self._timeline, self._theme, self)
        self.beside = QCheckBox(self.tr("Compare with untrained"))
        self.beside.setToolTip(self.tr("Shows the same layer of the untrained network in place of view B"))
        self.beside.toggled.connect(self.maps.put_beside_beginning)
        self._side = Card()
        self._side.body.addWidget(self.channel, 1)
        self._side.body.addWidget(self.kept_steps)
        self._side.body.addWidget(self.beside)
        return self._side

    def _make_maps(self) -> Card:
        self.sorting = QComboBox()
        self.sorting.setAccessibleName(self.tr("Order of the maps"))
        self.sorting.setToolTip(self.tr("A map's strength is the mean of what it makes of the image"))
        for key, name in (
            ("activity", self.tr("Strongest first")),
            ("steadiness", self.tr("Same in both views first")),
            ("as they are", self.tr("In the network's order")),
        ):
            self.sorting.addItem(name, key)
        self.sorting.currentIndexChanged.connect(self.show_maps)
        self.sorting.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._range = label("", "caption")
        head = row(self._range, self.sorting)
        head.setStretch(0, 1)
        self.columns = MapColumns(self._theme)
        self.columns.chosen.connect(self.choose_channel)
        self.mosaics = self.columns.mosaics
        maps = Card()
        maps.body.addLayout(head)
        maps.body.addWidget(self.columns, 1)
        return maps

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.maps.set_watched(True)
        self.show_maps()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.maps.set_watched(False)

    @Slot()
    def _show_choice(self) -> None:
        self.network.show_choice(self.maps.layer)
        self.which.setText(self.tr("Test image {number}").format(number=self.maps.image_index + 1))

    @Slot(str)
    def _choose_layer(self, layer: str) -> None:
        self.maps.choose(layer, self.maps.image_index)

    @Slot(int)
    def choose_channel(self, channel: int) -> None:
        self._channel, self._is_by_hand = channel, True
        self._channel_of = self._channel_of[0], None
        self.show_maps()

    @Slot()
    def show_previous(self) -> None:
        self.maps.choose(self.maps.layer, self.maps.image_index - 1)

    @Slot()
    def show_next(self) -> None:
        self.maps.choose(self.maps.layer, self.maps.image_index + 1)

    @Slot()
    def show_maps(self) -> None:
        """Shows the latest maps; while nobody looks, nothing is drawn."""
        latest = self.maps.latest
        if latest is not None and not self.isVisible():
            return
        self.empty_state.show_content(latest is not None)
        if latest is None:
            self._channel_of = None, None
            self._follow_standing()
            return
        self._put_in_order(latest)
        chosen_for = latest.layer, None if self._is_by_hand else latest.image_index
        if latest.layer != self._channel_of[0]:
            self._is_by_hand, chosen_for = False, (latest.layer, latest.image_index)
        if chosen_for != self._channel_of or self._channel >= latest.maps.shape[1]:
            self._channel, self._channel_of = int(order_of(latest.maps, "activity")[0]), chosen_for
        is_imported = self._experiment.origin is not None  # it has no head
        shapes = {layer: shape for layer, shape in latest.shapes.items() if layer != "z" or not is_imported}
        self.network.show_network(shapes, latest.images[0])
        self.network.show_choice(self.maps.layer)
        self.columns.show_taken(latest, self.order, self._channel)
        self.channel.show_channel(latest, self._channel)
        self._range.setText(self.tr("Dark: {low:z.2g}, bright: {high:z.2g}").format(low=latest.low, high=latest.high))
        self.sentence.setText(what_is_seen(latest, self.sorting.currentData(), is_imported=is_imported))

    def _put_in_order(self, latest: FeatureMapsTaken) -> None:
        """Every map keeps its place while one goes through the moments of a run."""
        kind: str = self.sorting.currentData()
        order_of_what = latest.layer, latest.image_index, kind
        is_earlier = latest.step in self._timeline.steps[:-1]
        if not is_earlier or order_of_what != self._order_of:
            self.order, self._order_of = order_of(latest.maps, kind), order_of_what

    @Slot()
    def _follow_standing(self) -> None:
        """While there is nothing to see: whether something comes by itself, or what can be done about it."""
        if self.maps.latest is None:
            self.sentence.setText(show_empty(self.empty_state, PageName.FEATURES, self._experiment))
