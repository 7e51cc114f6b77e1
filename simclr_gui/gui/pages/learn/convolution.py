"""A filter walks over a real image; how large the map becomes."""

import numpy as np
from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QPushButton

from simclr_gui.engine.events import Pixels
from simclr_gui.engine.lessons.convolution import KERNELS, colour_filter, convolve, output_size, patches, resized
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.pages.learn.array_view import ArrayView
from simclr_gui.gui.pages.learn.lesson import Lesson
from simclr_gui.gui.pages.learn.slider_row import SliderRow
from simclr_gui.gui.pages.names import FEATURES
from simclr_gui.gui.parts.buttons import ToolButton
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.state.lessons import Lessons
from simclr_gui.state.waiting import IMAGES

MS_A_STEP = 60
SMALLEST_PX, LARGEST_PX = 8, 64
EXAMPLE_IMAGE_PX, EXAMPLE_KERNEL_PX = 32, 5


class ConvolutionLesson(Lesson):
    """The image with the filter's window, the products in it, and the map, or two, that grow."""

    def __init__(self, lessons: Lessons, theme: Theme) -> None:
        super().__init__(
            self.tr("A convolution lays a small filter over every place of the image, multiplies and sums."),
            self.tr("Why is the map smaller than the image, and what does a stride of 2 skip?"),
            self.tr("Try: point at the map; padding; a stride of 2; the example."),
            self.tr(
                "The filter must lie within the image; padding adds a rim of zeros. With a stride of 2 it takes every "
                "second place, and last pixels that do not fit are skipped."
            ),
            self.tr(
                "Output = 1 + (W + 2P − K) / S, rounded down. W: side of the image, P: padding, K: side of the "
                "filter, S: stride. A filter has one kernel per channel and gives one map: 32×32×3 with a filter of "
                "5×5×3 gives 28×28×1, two filters give 28×28×2."
            ),
            self.tr("See a network's own maps"),
            FEATURES,
        )
        self._lessons = lessons
        self._pixels: Pixels | None = None  # before the first image there is nothing to walk over
        self._at = (0, 0)
        self.kernel = QComboBox()
        self.kernel.setAccessibleName(self.tr("Filter"))
        names = (
            self.tr("upright edges"),
            self.tr("flat edges"),
            self.tr("outlines"),
            self.tr("blur"),
            self.tr("sharpen"),
        )
        for words, name in zip(names, KERNELS, strict=True):
            self.kernel.addItem(words, name)
        self.second = QCheckBox(self.tr("second filter"))
        self.example = QPushButton(self.tr("Example: 32 px, filter of 5 px"))
        self.side = SliderRow(self.tr("Image W"), SMALLEST_PX, LARGEST_PX, EXAMPLE_IMAGE_PX, unit=" px")
        self.width_of_kernel = SliderRow(self.tr("Filter K"), 2, 7, 3, unit=" px")
        self.padding = SliderRow(self.tr("Padding P"), 0, 4, 0, unit=" px")
        self.stride = SliderRow(self.tr("Stride S"), 1, 4, 1, unit=" px")
        self.seen, self.products, self.map, self.second_map = (
            ArrayView(theme, name)
            for name in (
                self.tr("Image"),
                self.tr("Products in the window"),
                self.tr("Feature map"),
                self.tr("Map of the second filter"),
            )
        )
        self.sum = label("", "caption")
        self.sum.setWordWrap(True)
        self.play = ToolButton(self.tr("Let it walk"), "play", theme)
        self.timer = QTimer(self)
        self.timer.setInterval(MS_A_STEP)
        self._lay_out()
        self._connect()
        self._take_image()

    def _connect(self) -> None:
        self.kernel.currentIndexChanged.connect(self.show_layer)
        self.second.toggled.connect(self.show_layer)
        self.example.clicked.connect(self._show_example)
        self.side.moved.connect(self._take_image)
        for slider in (self.width_of_kernel, self.padding, self.stride):
            slider.moved.connect(self.show_layer)
        self.seen.pointed.connect(self._point_in_image)
        for view in (self.map, self.second_map):
            view.pointed.connect(self._go_to)
        self.play.clicked.connect(self._toggle)
        self.timer.timeout.connect(self._step)
        sliders = (self.side, self.width_of_kernel, self.padding, self.stride)
        self.touched_by(*(slider.touched for slider in sliders), self.play.clicked, self.example.clicked)
        self.touched_by(self.kernel.activated, self.second.clicked, self.seen.pointed)
        self.touched_by(self.map.pointed, self.second_map.pointed)
        self._lessons.images_taken.connect(self._take_new_image)
        self._lessons.network_changed.connect(self.enter_again)
        self.wait_for(self._lessons, IMAGES)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(CARD_GAP - 4)
        image, products, maps = (
            Card(title) for title in (self.tr("Image"), self.tr("Window times filter"), self.tr("Feature map"))
        )
        image.body.addWidget(self.seen, 1)
        products.body.addWidget(self.products, 1)
        products.body.addWidget(self.sum)
        maps.body.addLayout(row(self.map, self.second_map), 1)
        for card, stretch in ((image, 4), (products, 5), (maps, 6)):
            line.addWidget(card, stretch)
        self.stage.addLayout(line, 1)
        knobs = Card()
        choices = row(self.play, self.kernel, self.second, self.example)
        choices.addStretch(1)
        knobs.body.addLayout(choices)
        sliders = QGridLayout()
        sliders.setHorizontalSpacing(3 * SPACE)
        for number, slider in enumerate((self.side, self.padding, self.width_of_kernel, self.stride)):
            sliders.addWidget(slider, *divmod(number, 2))
        knobs.body.addLayout(sliders)
        self.stage.addWidget(knobs)

    def enter(self) -> None:
        self._lessons.take_images()

    def leave(self) -> None:
        self.timer.stop()
        self.play.show_icon("play")

    @Slot()
    def _take_new_image(self) -> None:
        taken = self._lessons.images
        if taken is None:
            return
        if SMALLEST_PX <= len(taken.pixels[0]) <= LARGEST_PX:
            self.side.slider.setValue(len(taken.pixels[0]))
        self._take_image()
        row_, column = np.unravel_index(int(np.abs(self.result).argmax()), self.result.shape)
        self._go_to(int(row_), int(column))  # where something is to be seen

    @Slot()
    def _take_image(self) -> None:
        taken = self._lessons.images
        if taken is not None:
            self._pixels = taken.pixels[0]
        self.show_layer()

    @Slot()
    def _show_example(self) -> None:
        """32×32×3 with a filter of 5×5×3."""
        self.side.slider.setValue(EXAMPLE_IMAGE_PX)
        self.width_of_kernel.slider.setValue(EXAMPLE_KERNEL_PX)
        self.padding.slider.setValue(0)
        self.stride.slider.setValue(1)

    @Slot()
    def show_layer(self) -> None:
        """Walks the chosen filter over the image with the chosen padding and stride."""
        if self._pixels is None:
            return
        width, kernel = self.side.number, self.width_of_kernel.number
        padding, stride = self.padding.number, self.stride.number
        try:
            size = output_size(width, kernel, padding, stride)
        except UserError as error:
            self.tell(error.sentence, error.remedy)
            return
        pixels = resized(self._pixels, width)
        image = pixels.transpose(2, 0, 1) / 255
        names = list(KERNELS)
        other = names[(self.kernel.currentIndex() + 1) % len(names)]
        self._filter = colour_filter(self.kernel.currentData(), kernel)
        self.result = convolve(image, self._filter, padding, stride)
        self.other_result = convolve(image, colour_filter(other, kernel), padding, stride)
        self._windows = patches(image, kernel, padding, stride)
        self.second_map.setVisible(self.second.isChecked())
        self.seen.show_pixels(np.pad(pixels, ((padding, padding), (padding, padding), (0, 0))))
        self.seen.veil_beyond((size.side - 1) * stride + kernel if size.left_over else None)
        self.tell(*self._words(size.side, size.left_over))
        self._go_to(min(self._at[0], size.side - 1), min(self._at[1], size.side - 1))

    def _words(self, side: int, left_over: int) -> list[str]:
        width, kernel = self.side.number, self.width_of_kernel.number
        formula = self.tr("1 + ({width} + 2·{padding} − {kernel}) / {stride} = {side}.").format(
            width=width, padding=self.padding.number, kernel=kernel, stride=self.stride.number, side=side
        )
        result = (
            self.tr("{width}×{width}×3 with two filters of {kernel}×{kernel}×3 gives {side}×{side}×2.")
            if self.second.isChecked()
            else self.tr("{width}×{width}×3 with a filter of {kernel}×{kernel}×3 gives {side}×{side}×1.")
        ).format(width=width, kernel=kernel, side=side)
        if not left_over:
            return [formula, result]
        told = self.tr("The stride does not divide evenly: the last {count} px are skipped.").format(count=left_over)
        return [formula, result, told]

    @Slot(int, int)
    def _go_to(self, row_: int, column: int) -> None:
        """Looks at one place of the map and at the window that it comes from."""
        stride = self.stride.number
        self._at = (row_, column)
        products = self._windows[:, row_, column] * self._filter
        self.seen.frame(row_ * stride, column * stride, products.shape[-1])
        self.products.show_values(products.sum(axis=0), with_numbers=True)
        for view, result in ((self.map, self.result), (self.second_map, self.other_result)):
            walked = result.copy()
            if self.timer.isActive():
                walked.reshape(-1)[row_ * walked.shape[1] + column + 1 :] = np.nan
            view.show_values(walked, strongest=float(np.abs(result).max()))
            view.frame(row_, column, 1)
        red, green, blue = products.sum(axis=(1, 2)).round(2) + 0.0  # no -0.00
        self.sum.setText(
            self.tr("Sum of {count} products: red {red:.2f}, green {green:.2f}, blue {blue:.2f}: {total:.2f}").format(
                count=products.size, red=red, green=green, blue=blue, total=products.sum().round(2) + 0.0
            )
        )

    @Slot(int, int)
    def _point_in_image(self, row_: int, column: int) -> None:
        if self._pixels is None:
            return
        rows, columns = self.result.shape
        stride, kernel = self.stride.number, self.width_of_kernel.number
        self._go_to(
            int(np.clip((row_ - kernel // 2) // stride, 0, rows - 1)),
            int(np.clip((column - kernel // 2) // stride, 0, columns - 1)),
        )

    @Slot()
    def _toggle(self) -> None:
        if self._pixels is None:
            return
        if self.timer.isActive():
            self.leave()
            self._go_to(*self._at)
            return
        self._at = (0, 0)
        self.play.show_icon("pause")
        self.timer.start()

    @Slot()
    def _step(self) -> None:
        rows, columns = self.result.shape
        place = self._at[0] * columns + self._at[1] + 1
        if place >= rows * columns:
            self.leave()
            self._go_to(*self._at)
            return
        self._go_to(*divmod(place, columns))
