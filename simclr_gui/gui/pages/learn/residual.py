"""The five ResNets, what a bottleneck saves, and a block that may do nothing."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QHeaderView, QTableWidget, QTableWidgetItem

from simclr_gui.engine.config.settings import EncoderName
from simclr_gui.engine.events import BlockProbed, BlocksCompared, Floats, LayerShapesComputed, LessonAnswer
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.pages import names
from simclr_gui.gui.pages.learn.array_view import ArrayView
from simclr_gui.gui.pages.learn.block_scheme import CONVOLUTION, RELU, SUM, BlockScheme, Part
from simclr_gui.gui.pages.learn.chance_note import ChanceNote
from simclr_gui.gui.pages.learn.lesson import Lesson
from simclr_gui.gui.pages.learn.slider_row import SliderRow
from simclr_gui.gui.pages.learn.small_type import use_small_type
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.gui.words.names import amount, encoder_name, layer_name
from simclr_gui.jobs.work import LessonModule
from simclr_gui.state.lessons import Lessons
from simclr_gui.state.waiting import BLOCK, BLOCKS, SIZES

if TYPE_CHECKING:
    from simclr_gui.engine.lessons import blocks, layer_shapes
else:
    blocks, layer_shapes = LessonModule("blocks"), LessonModule("layer_shapes")

FIVE: tuple[EncoderName, ...] = ("resnet18", "resnet34", "resnet50", "resnet101", "resnet152")
SIDE_PX = 224
ROW_ROOM_PX = 6
SMALLEST_MAP_PX = 64


class ResidualLesson(Lesson):
    """A table of the five, the two kinds of block, and a slider that turns a real block's weights down to 0."""

    def __init__(self, lessons: Lessons, theme: Theme) -> None:
        super().__init__(
            self.tr("A residual block adds what it has learned to what came in; with weights of 0 it changes nothing."),
            self.tr("What does a block do to its maps when its weights are turned down to 0?"),
            self.tr("Try: move the slider Weights."),
            self.tr("Nothing: the skip connection lets them out as they came in. A plain layer would wipe them out."),
            self.tr(
                "y = ReLU(x + F(x)). F(x) = 0 needs weights of 0 alone; a plain layer would have to learn y = x. "
                "Bottleneck: 1×1 down to a quarter, 3×3, 1×1 up again: fewer products, and two ReLUs inside instead "
                "of one."
            ),
            self.tr("Train one of them"),
            names.TRAIN,
        )
        self._lessons, self._theme = lessons, theme
        self._computed_shapes: dict[str, LayerShapesComputed] = {}
        self.table = self._make_table()
        self.basic = BlockScheme(theme, self.tr("Basic block, in ResNet-18 and 34"))
        self.bottleneck = BlockScheme(theme, self.tr("Bottleneck, in ResNet-50, 101 and 152"))
        self.saving = label("", "caption")
        self.saving.setWordWrap(True)
        self.scale = SliderRow(self.tr("Weights"), 0, 100, 100, scale=0.01, name_px=0)
        self.before, self.residual, self.after = (
            ArrayView(theme, name) for name in (self.tr("In"), self.tr("Learned"), self.tr("Out"))
        )
        self.chance = ChanceNote()
        self.chance.start_requested.connect(self.start_requested)
        self._lay_out()
        self._measure()
        theme.changed.connect(self._measure)
        self.scale.moved.connect(self._probe)
        self.touched_by(self.scale.touched)
        lessons.answered.connect(self._take)
        lessons.network_changed.connect(self.enter_again)
        self.wait_for(lessons, BLOCK, BLOCKS, SIZES)

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(len(FIVE), 4)
        table.setAccessibleName(self.tr("The five ResNets"))
        table.setHorizontalHeaderLabels(
            [
                self.tr("Network"),
                self.tr("Blocks"),
                self.tr("Parameters"),
                self.tr("Multiply-adds"),
            ]
        )
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setStretchLastSection(True)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setToolTip(self.tr("For images of 224 px"))
        return table

    @Slot()
    def _measure(self) -> None:
        """As high as its rows, whatever the type."""
        use_small_type(self.table, self._theme.larger)
        rows = self.table.verticalHeader()
        rows.setDefaultSectionSize(self.table.fontMetrics().height() + ROW_ROOM_PX)
        header_px = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(header_px + len(FIVE) * rows.defaultSectionSize() + 2)

    def _lay_out(self) -> None:
        five, kinds = Card(), Card()
        five.body.addWidget(self.table)
        five.body.addStretch(1)
        for widget in (self.basic, self.bottleneck, self.saving):
            kinds.body.addWidget(widget)
        block = Card(self.tr("A block of your network"))
        maps = QGridLayout()
        maps.setContentsMargins(0, 0, 0, 0)
        maps.setSpacing(SPACE // 2)
        maps.setRowStretch(0, 1)
        for place, (view, name) in enumerate(((self.before, "x"), (self.residual, "F(x)"), (self.after, "y"))):
            view.setMinimumWidth(SMALLEST_MAP_PX)
            view.setToolTip(self.tr("A map in which the input and what the block adds are strong"))
            maps.addWidget(view, 0, 2 * place)
            maps.addWidget(label(name, "caption"), 1, 2 * place, Qt.AlignmentFlag.AlignHCenter)
            maps.setColumnStretch(2 * place, 1)
        maps.addWidget(label("+"), 0, 1)
        maps.addWidget(label("→"), 0, 3)
        block.body.addLayout(maps, 1)
        block.body.addWidget(self.scale)
        block.body.addWidget(self.chance)
        above = row(five, block, spacing=CARD_GAP - 4)
        above.setStretch(0, 5)
        above.setStretch(1, 3)
        self.stage.addLayout(above, 1)
        self.stage.addWidget(kinds)

    def enter(self) -> None:
        for encoder in FIVE:
            if encoder not in self._computed_shapes:
                self._ask_sizes(encoder)
        self._lessons.ask_of_every_network(BLOCKS, blocks.demonstrate_blocks)
        self._probe()

    def _ask_sizes(self, encoder: EncoderName) -> None:
        self._lessons.ask_of_every_network(
            f"{SIZES} of {encoder}, imagenet",
            lambda: layer_shapes.demonstrate_layer_shapes(encoder, "imagenet", SIDE_PX),
        )

    @Slot()
    def _probe(self) -> None:
        scale, image = self.scale.value, self._lessons.image
        self._lessons.ask(BLOCK, lambda demonstrator: blocks.demonstrate_block(demonstrator, scale, image))

    @Slot(str, object)
    def _take(self, _kind: str, answer: LessonAnswer) -> None:
        match answer:
            case LayerShapesComputed():
                self._take_sizes(answer)
            case BlocksCompared():
                self._show_comparison(answer)
            case BlockProbed():
                self._show_block(answer)

    def _take_sizes(self, walked: LayerShapesComputed) -> None:
        if walked.encoder not in FIVE or (walked.stem, walked.side_px) != ("imagenet", SIDE_PX):
            return
        self._computed_shapes[walked.encoder] = walked
        layers = walked.layers
        stages = [sum(layer.name.startswith(f"layer{stage}.") for layer in layers) for stage in range(1, 5)]
        words = (
            encoder_name(walked.encoder),
            ", ".join(map(str, stages)),
            amount(sum(layer.parameters for layer in layers)),
            amount(sum(layer.multiply_adds for layer in layers)),
        )
        for column, text in enumerate(words):
            item = QTableWidgetItem(text)
            if column:
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.table.setItem([*FIVE].index(walked.encoder), column, item)

    def _show_comparison(self, compared: BlocksCompared) -> None:
        many, few = compared.channels, compared.channels // 4
        end = (Part(SUM, "+ x"), Part(RELU, "ReLU"))
        relu, weights = Part(RELU, "ReLU"), self.tr("{count:,} weights")
        three = Part(CONVOLUTION, self.tr("3×3, {maps} maps").format(maps=many))
        self.basic.show_parts((three, relu, three, *end), weights.format(count=compared.basic[0]))
        inside = (
            Part(CONVOLUTION, self.tr("1×1, down to {maps}").format(maps=few)),
            relu,
            Part(CONVOLUTION, self.tr("3×3, {maps} maps").format(maps=few)),
            relu,
            Part(CONVOLUTION, self.tr("1×1, up to {maps}").format(maps=many)),
        )
        self.bottleneck.show_parts((*inside, *end), weights.format(count=compared.bottleneck[0]))
        self.saving.setText(
            self.tr("{ratio:.0f} times fewer weights and multiply-adds, and a second ReLU inside.").format(
                ratio=compared.basic[1] / compared.bottleneck[1]
            )
        )

    def _show_block(self, probed: BlockProbed) -> None:
        strongest = max(float(np.abs(probed.before).max()), 1e-9)
        for view, values in (
            (self.before, probed.before),
            (self.residual, probed.residual),
            (self.after, probed.after),
        ):
            view.show_values(values.astype(np.float64), strongest=strongest)
        self.chance.show_step(probed.step, is_busy=self._lessons.is_engine_busy)
        if probed.difference == 0:
            self.tell(self.tr("The output equals the input, number by number: the block is the identity."))
            return
        self.tell(
            self.tr(
                "{block}: in the map shown, the output y differs from the input x by {changed:.0f} % of its size."
            ).format(block=layer_name(probed.layer), changed=100 * difference(probed.before, probed.after))
        )


def difference(before: Floats, after: Floats) -> float:
    """Root mean square of after - before over that of before: of the map that is shown, as the image is."""
    return float(np.sqrt(np.square(after - before).mean()) / max(np.sqrt(np.square(before).mean()), 1e-12))
