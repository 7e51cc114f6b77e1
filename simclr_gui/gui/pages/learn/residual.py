"""Lesson 5: the five ResNets, what a bottleneck saves, and a block that may do nothing."""

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from simclr_gui.engine.config import EncoderName
from simclr_gui.engine.events import BlockProbed, BlocksCompared, SizesWalked
from simclr_gui.gui.look.theme import CARD_GAP, Theme
from simclr_gui.gui.pages.learn.array_view import ArrayView
from simclr_gui.gui.pages.learn.lesson import Lesson
from simclr_gui.gui.pages.learn.slider_row import SliderRow
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.gui.wording import amount, encoder_name
from simclr_gui.state.lessons import Lessons

TRAIN_PAGE = 0
FIVE: tuple[EncoderName, ...] = ("resnet18", "resnet34", "resnet50", "resnet101", "resnet152")
SIDE_PX = 224
CHANNEL_SHOWN = 0


class ResidualLesson(Lesson):
    """A table of the five, the two kinds of block, and a slider that turns a block's weights down to 0."""

    def __init__(self, lessons: Lessons, theme: Theme) -> None:
        super().__init__(
            self.tr(
                "A residual block adds what it has learned to what came in: with weights of 0 it lets everything pass."
            ),
            self.tr("Try: turn the weights down to 0. What does a block that has learned nothing do to its maps?"),
            self.tr(
                "y = ReLU(x + F(x)). F(x) = 0 needs weights of 0 alone; a plain layer would have to learn y = x. "
                "Bottleneck: 1×1 down to a quarter, 3×3, 1×1 up again: fewer products, and two ReLUs inside instead "
                "of one."
            ),
            self.tr("Train one of them"),
            TRAIN_PAGE,
        )
        self._lessons = lessons
        self._walked: dict[str, SizesWalked] = {}
        self.table = QTableWidget(len(FIVE), 5)
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Network"),
                self.tr("Blocks a stage"),
                self.tr("Kind"),
                self.tr("Parameters"),
                self.tr("Multiply-adds"),
            ]
        )
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.saving = label("", "caption")
        self.saving.setWordWrap(True)
        self.scale = SliderRow(self.tr("Weights"), 0, 100, 100, scale=0.01)
        self.before, self.after = ArrayView(theme, self.tr("In")), ArrayView(theme, self.tr("Out"))
        five, block = Card(self.tr("The five, for pictures of 224 px")), Card(self.tr("One block: a map in, a map out"))
        five.body.addWidget(self.table, 1)
        five.body.addWidget(self.saving)
        block.body.addLayout(row(self.before, self.after, spacing=CARD_GAP), 1)
        block.body.addWidget(self.scale)
        line = row(five, block, spacing=CARD_GAP - 4)
        line.setStretch(0, 2)
        line.setStretch(1, 1)
        self.stage.addLayout(line, 1)
        self.scale.moved.connect(self._probe)
        lessons.sizes_walked.connect(self._take_sizes)
        lessons.blocks_compared.connect(self._show_saving)
        lessons.block_probed.connect(self._show_block)

    def enter(self) -> None:
        for encoder in FIVE:
            if encoder not in self._walked:
                self._lessons.walk_sizes(encoder, "imagenet", SIDE_PX)
        self._lessons.compare_blocks()
        self._probe()

    @Slot()
    def _probe(self) -> None:
        self._lessons.probe_block(self.scale.value)

    @Slot(object)
    def _take_sizes(self, walked: SizesWalked) -> None:
        if walked.encoder not in FIVE or walked.side_px != SIDE_PX:
            return
        self._walked[walked.encoder] = walked
        layers = walked.layers
        stages = [sum(layer.name.startswith(f"layer{stage}.") for layer in layers) for stage in range(1, 5)]
        kind = self.tr("bottleneck") if layers[1].kernels[0] == 1 else self.tr("basic")
        words = (
            encoder_name(walked.encoder),
            ", ".join(map(str, stages)),
            kind,
            amount(sum(layer.parameters for layer in layers)),
            amount(sum(layer.multiply_adds for layer in layers)),
        )
        for column, text in enumerate(words):
            item = QTableWidgetItem(text)
            if column:
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.table.setItem([*FIVE].index(walked.encoder), column, item)

    @Slot(object)
    def _show_saving(self, compared: BlocksCompared) -> None:
        self.saving.setText(
            self.tr(
                "On {channels} maps two 3×3 convolutions have {basic:,} weights, the bottleneck (1×1, 3×3, 1×1) "
                "{bottleneck:,}: "
                "{ratio:.0f} times fewer, and as many times fewer products. It has a second ReLU inside."
            ).format(
                channels=compared.channels,
                basic=compared.basic[0],
                bottleneck=compared.bottleneck[0],
                ratio=compared.basic[1] / compared.bottleneck[1],
            )
        )

    @Slot(object)
    def _show_block(self, probed: BlockProbed) -> None:
        self.before.show_values(probed.before[CHANNEL_SHOWN].astype(np.float64))
        self.after.show_values(probed.after[CHANNEL_SHOWN].astype(np.float64))
        if probed.difference == 0:
            self.tell(self.tr("The output equals the input, number by number: the block is the identity."))
        else:
            self.tell(
                self.tr("The output differs from the input by {share:.0%} of its size.").format(share=probed.difference)
            )
