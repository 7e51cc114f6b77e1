"""An image's way through a ResNet, layer by layer."""

from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QPushButton, QTableWidget, QTableWidgetItem

from simclr_gui.engine.config.settings import EncoderName, Stem
from simclr_gui.engine.events import LayerShape, LayerShapesComputed
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.pages import names
from simclr_gui.gui.pages.learn.lesson import Lesson
from simclr_gui.gui.pages.learn.slider_row import SliderRow
from simclr_gui.gui.pages.learn.small_type import use_small_type
from simclr_gui.gui.parts.card import Card, row
from simclr_gui.gui.words.names import amount, encoder_name, layer_name
from simclr_gui.jobs.work import LessonModule
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.lessons import Lessons
from simclr_gui.state.waiting import SIZES

if TYPE_CHECKING:
    from simclr_gui.engine.lessons import layer_shapes
else:
    layer_shapes = LessonModule("layer_shapes")

FIRST_NUMBER = OUTPUT = 2  # columns
CELL_ROOM_PX, ROW_ROOM_PX = 24, 13


class SizesLesson(Lesson):
    """A table of layers; red where the maps are single pixels too early."""

    def __init__(self, lessons: Lessons, experiment: Experiment, theme: Theme) -> None:
        super().__init__(
            self.tr('Layer by layer, maps get smaller and more numerous: less "where", more "what".'),
            self.tr("What do first layers for large images (the ImageNet stem) do to small ones?"),
            self.tr("Try: 16 px with the ImageNet stem, then with the small stem."),
            self.tr(
                "They make them smaller too soon: where a row turns red its maps are single pixels, and a filter of "
                "3×3 has nothing left to compare."
            ),
            self.tr(
                "A convolution has K²·Cin·Cout weights and needs as many multiply-adds at each of its places. The "
                "receptive field grows by (K − 1) times the product of all strides before."
            ),
            self.tr("Choose a network"),
            names.TRAIN,
        )
        self._lessons, self._theme = lessons, theme
        self._other_stem = "small"
        self._measured_at = 0.0
        config = experiment.config
        self._make_choices(config.model.encoder)
        self.side = SliderRow(self.tr("Image"), 4, 256, config.data.side_px, unit=" px")
        self._make_table()
        self.switch = QPushButton()
        self.switch.hide()  # until it is known which stem is the other one
        self._lay_out()
        self.touched_by(self.encoder.activated, self.stem.activated, self.switch.clicked, self.side.touched)
        self.encoder.currentIndexChanged.connect(self.walk)
        self.stem.currentIndexChanged.connect(self.walk)
        self.switch.clicked.connect(self._switch_stem)
        self.side.moved.connect(self.walk)
        lessons.answered.connect(self._show)
        theme.changed.connect(self.walk)
        self._measure()
        self.wait_for(lessons, SIZES)

    def _make_choices(self, encoder: str) -> None:
        """Networks and stems; the network in hand is chosen."""
        self.encoder, self.stem = QComboBox(), QComboBox()
        self.encoder.setAccessibleName(self.tr("Network"))
        self.stem.setAccessibleName(self.tr("Stem"))
        for name in get_args(EncoderName):
            self.encoder.addItem(encoder_name(name), name)
        stems = {
            "auto": self.tr("stem that suits the size"),
            "imagenet": self.tr("ImageNet stem (7×7, pooled)"),
            "small": self.tr("small stem (3×3)"),
            "small-padded": self.tr("small stem, padding 2"),
            "small-linear": self.tr("small stem, no ReLU"),
            "thin": self.tr("thin stem (3×3, stride 2)"),
        }
        for stem in get_args(Stem):
            self.stem.addItem(stems[stem], stem)
        self.encoder.setCurrentIndex(self.encoder.findData(encoder))

    def _make_table(self) -> None:
        self.table = QTableWidget(0, 6)
        self.table.setAccessibleName(self.tr("Layers of the network"))
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Layer"),
                self.tr("Convolutions"),
                self.tr("Output"),
                self.tr("Parameters"),
                self.tr("Multiply-adds"),
                self.tr("Sees"),
            ]
        )
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setShowGrid(False)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def _lay_out(self) -> None:
        choices = row(self.encoder, self.stem, self.switch)
        choices.addStretch(1)
        card = Card()
        card.body.addLayout(choices)
        card.body.addWidget(self.side)
        card.body.addWidget(self.table, 1)
        self.stage.addWidget(card, 1)

    def enter(self) -> None:
        encoder, stem, side_px = self.encoder.currentData(), self.stem.currentData(), self.side.number
        self._lessons.ask_of_every_network(
            f"{SIZES} of {encoder}, {stem}", lambda: layer_shapes.demonstrate_layer_shapes(encoder, stem, side_px)
        )

    @Slot()
    def walk(self) -> None:
        if self.isVisible():
            self.enter()

    @Slot()
    def _switch_stem(self) -> None:
        self.stem.setCurrentIndex(self.stem.findData(self._other_stem))

    @Slot(str, object)
    def _show(self, kind: str, walked: LayerShapesComputed) -> None:
        if kind != SIZES or walked.encoder != self.encoder.currentData() or not self.isVisible():
            return  # another lesson has asked
        self._other_stem = "small" if walked.stem == "imagenet" else "imagenet"
        self.switch.setText(
            self.tr("Use the small stem") if self._other_stem == "small" else self.tr("Use the ImageNet stem")
        )
        self.switch.show()
        self._fill_table(walked.layers)
        self.tell(*self._summary(walked))

    def _fill_table(self, layers: tuple[LayerShape, ...]) -> None:
        """Items and widths are made for a new network alone: a slider that moves changes words."""
        table, colours = self.table, self._theme.colours
        is_new = table.rowCount() != len(layers)
        table.setRowCount(len(layers))
        for number, layer in enumerate(layers):
            colour = QColor(colours.danger if layer.is_too_small else colours.text)
            for column, words in enumerate(self._words(layer)):
                item = table.item(number, column)
                if item is None:
                    item = QTableWidgetItem()
                    side = Qt.AlignmentFlag.AlignRight if column >= FIRST_NUMBER else Qt.AlignmentFlag.AlignLeft
                    item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                    table.setItem(number, column, item)
                item.setText(words)
                item.setToolTip(words)
                item.setForeground(colour)
        if is_new or self._measured_at != self._theme.larger:
            self._measured_at = self._theme.larger
            self._measure()

    def _measure(self) -> None:
        """A side of three figures is the widest, whatever is shown right now."""
        use_small_type(self.table, self._theme.larger)
        metrics = self.table.fontMetrics()
        self.table.verticalHeader().setDefaultSectionSize(metrics.height() + ROW_ROOM_PX)
        self.table.resizeColumnsToContents()
        widest = metrics.horizontalAdvance("256×256×256") + CELL_ROOM_PX
        self.table.setColumnWidth(OUTPUT, max(widest, self.table.columnWidth(OUTPUT)))

    def _words(self, layer: LayerShape) -> tuple[str, ...]:
        output = f"{layer.channels:,}" if layer.name == "h" else f"{layer.side}×{layer.side}×{layer.channels}"
        sees = self.tr("{px} px").format(px=layer.receptive_field_px)
        name = layer_name(layer.name)
        parameters = f"{layer.parameters:,}" if layer.parameters else ""
        multiply_adds = amount(layer.multiply_adds) if layer.multiply_adds else ""
        return (name, self._operation(layer), output, parameters, multiply_adds, sees)

    def _operation(self, layer: LayerShape) -> str:
        if not layer.kernels:
            return self.tr("average")
        words = ", ".join(f"{side}×{side}" for side in layer.kernels)
        if layer.stride > 1:
            words += self.tr(", stride {stride}").format(stride=layer.stride)
        if layer.pooling:
            words += self.tr(", pool {side}×{side}").format(side=layer.pooling)
        return words

    def _summary(self, walked: LayerShapesComputed) -> list[str]:
        cost = self.tr("{side} px in, {numbers:,} numbers out: {parameters} parameters, {adds} multiply-adds.").format(
            side=walked.side_px,
            numbers=walked.layers[-1].channels,
            parameters=amount(sum(layer.parameters for layer in walked.layers)),
            adds=amount(sum(layer.multiply_adds for layer in walked.layers)),
        )
        first = next((layer for layer in walked.layers if layer.is_too_small), None)
        if first is None:
            return [cost]
        warning = self.tr(
            "From {layer} on (red) the maps are single pixels: what follows has nothing left to compare. "
            "The small stem keeps maps larger."
        )
        return [cost, warning.format(layer=layer_name(first.name))]
