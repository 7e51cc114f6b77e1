"""Lesson 1: a kernel walks over a real picture; how large the map becomes."""

import numpy as np
from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout

from simclr_gui.engine.errors import UserError
from simclr_gui.engine.lessons.convolution import KERNELS, convolve, output_size, patches
from simclr_gui.gui.look.theme import CARD_GAP, Theme
from simclr_gui.gui.pages.learn.array_view import ArrayView
from simclr_gui.gui.pages.learn.lesson import Lesson
from simclr_gui.gui.pages.learn.slider_row import SliderRow
from simclr_gui.gui.parts.buttons import ToolButton
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.state.lessons import Lessons

MS_A_STEP = 60
FEATURES_PAGE = 2
GREY = np.array([0.299, 0.587, 0.114])


class ConvolutionLesson(Lesson):
    """The picture with the kernel's window, the products in it, and the map that grows."""

    def __init__(self, lessons: Lessons, theme: Theme) -> None:
        super().__init__(
            self.tr("A convolution lays a small kernel over every place of the picture, multiplies and sums up."),
            self.tr("Try: a stride of 2 with a kernel of 3. Does it divide? What happens to the last pixels?"),
            self.tr(
                "Output = 1 + (W + 2P − K) / S, rounded down. W: side of the picture, P: padding, K: side of the "
                "kernel, "
                "S: stride. A filter has one kernel a channel: 32×32×3 with a filter of 5×5×3 gives 28×28×1, "
                "two filters give 28×28×2."
            ),
            self.tr("See a network's own maps"),
            FEATURES_PAGE,
        )
        self._lessons = lessons
        self._picture = np.zeros((1, 32, 32))
        self._at = (0, 0)
        self.kernel = QComboBox()
        self.kernel.setAccessibleName(self.tr("Kernel"))
        names = (
            self.tr("upright edges"),
            self.tr("flat edges"),
            self.tr("outlines"),
            self.tr("blur"),
            self.tr("sharpen"),
            self.tr("large upright edges"),
        )
        for words, name in zip(names, KERNELS, strict=True):
            self.kernel.addItem(words, name)
        self.padding = SliderRow(self.tr("Padding"), 0, 4, 0, unit=" px")
        self.stride = SliderRow(self.tr("Stride"), 1, 4, 1, unit=" px")
        self.seen, self.products, self.map = (
            ArrayView(theme, name)
            for name in (self.tr("Picture"), self.tr("Products in the window"), self.tr("Feature map"))
        )
        self.sum = label("", "formula")
        self.play = ToolButton(self.tr("Let it walk"), "play", theme)
        self._timer = QTimer(self)
        self._timer.setInterval(MS_A_STEP)
        self._lay_out()
        self.kernel.currentIndexChanged.connect(self.show_layer)
        for slider in (self.padding, self.stride):
            slider.moved.connect(self.show_layer)
        self.seen.pointed.connect(self._point_in_picture)
        self.map.pointed.connect(self._go_to)
        self.play.clicked.connect(self._toggle)
        self._timer.timeout.connect(self._step)
        lessons.pictures_taken.connect(self._take_picture)
        self._take_picture()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(CARD_GAP - 4)
        for title, view in (
            (self.tr("Picture"), self.seen),
            (self.tr("Window times kernel"), self.products),
            (self.tr("Feature map"), self.map),
        ):
            card = Card(title)
            card.body.addWidget(view, 1)
            line.addWidget(card, 1)
        self.stage.addLayout(line, 1)
        knobs = Card()
        sliders = QVBoxLayout()
        sliders.addWidget(self.padding)
        sliders.addWidget(self.stride)
        knobs.body.addLayout(row(self.play, self.kernel, self.sum))
        knobs.body.addLayout(sliders)
        self.stage.addWidget(knobs)

    def enter(self) -> None:
        self._lessons.take_pictures()

    def leave(self) -> None:
        self._timer.stop()
        self.play.show_icon("play")

    @Slot()
    def _take_picture(self) -> None:
        taken = self._lessons.pictures
        if taken is not None:
            self._picture = (taken.pixels[0] @ GREY)[None] / 255
            self.seen.show_pixels(taken.pixels[0])
        self.show_layer()

    @Slot()
    def show_layer(self) -> None:
        """Walks the chosen kernel over the picture with the chosen padding and stride."""
        kernel = KERNELS[self.kernel.currentData()].astype(np.float64)
        padding, stride = self.padding.number, self.stride.number
        try:
            size = output_size(self._picture.shape[-1], len(kernel), padding, stride)
        except UserError as error:
            self.tell(str(error))
            return
        self._result = convolve(self._picture, kernel[None], padding, stride)
        self._windows = patches(self._picture, len(kernel), padding, stride)[0]
        width = self._picture.shape[-1]
        words = self.tr("1 + ({width} + 2·{padding} − {kernel}) / {stride} = {side}").format(
            width=width, padding=padding, kernel=len(kernel), stride=stride, side=size.side
        )
        if size.left_over:
            words += " " + self.tr("It does not divide: the last {count} px are never seen.").format(
                count=size.left_over
            )
        self.tell(words)
        self._go_to(min(self._at[0], size.side - 1), min(self._at[1], size.side - 1))

    @Slot(int, int)
    def _go_to(self, row_: int, column: int) -> None:
        """Looks at one place of the map and at the window that it comes from."""
        kernel = KERNELS[self.kernel.currentData()].astype(np.float64)
        padding, stride = self.padding.number, self.stride.number
        self._at = (row_, column)
        products = self._windows[row_, column] * kernel
        self.seen.frame(row_ * stride - padding, column * stride - padding, len(kernel))
        self.products.show_values(products, with_numbers=True)
        seen = self._result.copy()
        if self._timer.isActive():
            seen.reshape(-1)[row_ * seen.shape[1] + column + 1 :] = np.nan
        self.map.show_values(seen)
        self.map.frame(row_, column, 1)
        self.sum.setText(self.tr("sum of the products: {value:.2f}").format(value=products.sum()))

    @Slot(int, int)
    def _point_in_picture(self, row_: int, column: int) -> None:
        rows, columns = self._result.shape
        stride, padding, kernel = self.stride.number, self.padding.number, self._windows.shape[-1]
        self._go_to(
            int(np.clip((row_ + padding - kernel // 2) // stride, 0, rows - 1)),
            int(np.clip((column + padding - kernel // 2) // stride, 0, columns - 1)),
        )

    @Slot()
    def _toggle(self) -> None:
        if self._timer.isActive():
            self.leave()
            self._go_to(*self._at)
            return
        self._at = (0, 0)
        self.play.show_icon("pause")
        self._timer.start()

    @Slot()
    def _step(self) -> None:
        rows, columns = self._result.shape
        place = self._at[0] * columns + self._at[1] + 1
        if place >= rows * columns:
            self.leave()
            self._go_to(*self._at)
            return
        self._go_to(*divmod(place, columns))
