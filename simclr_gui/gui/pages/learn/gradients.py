"""Vanishing and exploding gradients, by real autograd."""

import itertools
import math
import operator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from simclr_gui.engine.events import GradientsFlowed
from simclr_gui.gui.look.theme import CARD_GAP, Theme
from simclr_gui.gui.pages import names
from simclr_gui.gui.pages.learn.lesson import Lesson
from simclr_gui.gui.pages.learn.slider_row import SliderRow
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.gui.parts.chart import caption_font
from simclr_gui.gui.parts.painting import painting
from simclr_gui.gui.parts.panel_menu import PanelMenu, Table
from simclr_gui.jobs.work import LessonModule
from simclr_gui.state.lessons import Lessons
from simclr_gui.state.waiting import FLOW

if TYPE_CHECKING:
    from simclr_gui.engine.lessons import gradients
else:
    gradients = LessonModule("gradients")

LOWEST_POWER, HIGHEST_POWER, POWERS_BETWEEN_TICKS = -16, 8, 4
NOTHING = 1e-8
HUGE = 1e3  # against the last layer, or against weights of about 1
ACTIVATIONS = ("sigmoid", "tanh", "relu")


class GradientsLesson(Lesson):
    """Knobs of a small network, and a bar per layer on a scale of powers of ten."""

    def __init__(self, lessons: Lessons, theme: Theme) -> None:
        super().__init__(
            self.tr(
                "Each layer learns from its gradient, which comes back from the loss and is multiplied by a factor at "
                "every layer."
            ),
            self.tr("With sigmoid and 20 layers the first layer learns nothing. What mends that?"),
            self.tr("Try: the skip connection; then ReLU; then larger weights."),
            self.tr(
                "Many small factors make it vanish. A skip connection keeps them near 1; ReLU does not shrink them "
                "either, but with large weights the gradient explodes."
            ),
            self.tr(
                "∂L/∂W₁ = … · W₃ᵀ σ'(a₂) · W₂ᵀ σ'(a₁) · x. The sigmoid's derivative is σ(1 − σ) ≤ 0.25. With a skip "
                "connection each factor is 1 + W σ', which stays near 1 while W σ' is small."
            ),
            self.tr("Watch the gradients of a training"),
            names.TRAIN,
        )
        self._lessons = lessons
        self.layers = SliderRow(self.tr("Layers"), 2, 40, 20)
        self.scale = SliderRow(self.tr("Weights"), 1, 40, 10, scale=0.1, unit="×")
        self.activation = QComboBox()
        self.activation.setAccessibleName(self.tr("Activation"))
        for name, words in zip(ACTIVATIONS, ("sigmoid", "tanh", "ReLU"), strict=True):
            self.activation.addItem(words, name)
        self.residual = QCheckBox(self.tr("skip connection (residual)"))
        self.bars = LayerPowers(theme)
        legend = row(spacing=CARD_GAP)
        for words, colour in (
            (self.tr("■ gradient of the weights"), "simclr"),
            (self.tr("● what the product of the derivatives alone would leave of it"), "pca"),
        ):
            entry = label(words, "caption")
            entry.setProperty("colour", colour)
            legend.addWidget(entry)
        legend.addStretch(1)
        image, knobs = Card(self.tr("Size of the gradient in each layer, from your images to the loss")), Card()
        image.body.addLayout(legend)
        image.body.addWidget(self.bars, 1)
        sliders = QVBoxLayout()
        sliders.addWidget(self.layers)
        sliders.addWidget(self.scale)
        choices = QVBoxLayout()
        choices.addWidget(self.activation)
        choices.addWidget(self.residual)
        line = row()
        line.addLayout(sliders, 1)
        line.addLayout(choices)
        knobs.body.addLayout(line)
        self.stage.addWidget(image, 1)
        self.stage.addWidget(knobs)
        self.touched_by(self.layers.touched, self.scale.touched, self.activation.activated, self.residual.clicked)
        self.layers.moved.connect(self.flow)
        self.scale.moved.connect(self.flow)
        self.activation.currentIndexChanged.connect(self.flow)
        self.residual.toggled.connect(self.flow)
        lessons.answered.connect(self._show)
        lessons.network_changed.connect(self.enter_again)
        self.wait_for(lessons, FLOW)

    def enter(self) -> None:
        self.flow()

    @Slot()
    def flow(self) -> None:
        """Draws new weights and goes forward and back through them."""
        depth, scale = self.layers.number, round(self.scale.value, 2)
        activation, is_residual = self.activation.currentData(), self.residual.isChecked()
        self._lessons.ask(
            FLOW,
            lambda demonstrator: gradients.demonstrate_flow(
                demonstrator, gradients.FlowSettings(depth, activation, scale, is_residual)
            ),
        )

    @Slot(str, object)
    def _show(self, kind: str, flowed: GradientsFlowed) -> None:
        if kind != FLOW:
            return
        self.bars.show_sizes(flowed.gradients, _products(flowed))
        first, last = flowed.gradients[0], flowed.gradients[-1]
        product = math.prod(flowed.slopes)
        factors = self.tr(
            "The activation's mean derivative is {slope:.2f}; over {count} layers that multiplies to {product}."
        ).format(slope=sum(flowed.slopes) / len(flowed.slopes), count=len(flowed.slopes), product=f"{product:.1e}")
        self.tell(factors, self._judgement(first, last))

    def _judgement(self, first: float, last: float) -> str:
        """Of the gradients of the first and the last layer."""
        if not math.isfinite(first) or first > HUGE * max(last, 1e-30) or first > HUGE:
            return self.tr("It explodes: the first layer's weights would jump far off.")
        if max(first, last) < NOTHING:
            return self.tr("Nothing arrives anywhere: the signal has died on its way, and no layer learns.")
        if first >= 1e-3 * last:
            return self.tr("It arrives: every layer learns.")
        return self.tr(
            "It vanishes: the first layer gets {ratio} of what the last one gets, and learns nothing."
        ).format(ratio=f"{first / max(last, 1e-30):.0e}")


def _products(flowed: GradientsFlowed) -> tuple[float, ...]:
    """What the last layer's gradient would be in each layer if only the activations' derivatives counted."""
    backwards = itertools.accumulate(reversed(flowed.slopes[:-1]), operator.mul, initial=flowed.gradients[-1])
    return tuple(reversed(list(backwards)))


class LayerPowers(QWidget):
    """A bar for each layer, as high as its power of ten, and a line through what the derivatives alone would give."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.sizes: tuple[float, ...] = ()
        self.products: tuple[float, ...] = ()
        self.panel_menu = PanelMenu(self, "gradients", numbers=self.numbers)
        theme.changed.connect(self._paint_again)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, 160)

    def show_sizes(self, sizes: tuple[float, ...], products: tuple[float, ...]) -> None:
        self.sizes, self.products = sizes, products
        self.setAccessibleName(", ".join(f"{size:.0e}" for size in sizes))
        self.update()

    @Slot()
    def _paint_again(self) -> None:
        self.update()

    def numbers(self) -> Table:
        """Of each layer, and what the derivatives alone would give."""
        head = (self.tr("layer"), self.tr("gradient"), self.tr("derivatives alone"))
        layers = range(1, len(self.sizes) + 1)
        return (head, *zip(layers, self.sizes, self.products, strict=True))

    def _height(self, size: float) -> float:
        """Share of the scale, 0 to 1; what is no number counts as the largest."""
        power = HIGHEST_POWER if not math.isfinite(size) else math.log10(max(size, 10.0**LOWEST_POWER))
        return min(1.0, max(0.0, (power - LOWEST_POWER) / (HIGHEST_POWER - LOWEST_POWER)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(caption_font())
            line_px = painter.fontMetrics().height()
            widest = painter.fontMetrics().horizontalAdvance("1e-16 ") + 8
            bottom = self.height() - line_px - 4
            area = QRectF(widest, line_px / 2, self.width() - widest, bottom - line_px / 2)
            self._paint_scale(painter, area)
            if self.sizes:
                self._paint_bars(painter, area)
                self._paint_products(painter, area)

    def _paint_scale(self, painter: QPainter, area: QRectF) -> None:
        colours, line_px = self._theme.colours, painter.fontMetrics().height()
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for power in range(LOWEST_POWER, HIGHEST_POWER + 1, POWERS_BETWEEN_TICKS):
            y = area.bottom() - area.height() * self._height(10.0**power)
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(colours.quiet))
            place = QRectF(0, y - line_px / 2, area.left() - 6, line_px)
            painter.drawText(place, flags, f"1e{power}" if power else "1")

    def _paint_bars(self, painter: QPainter, area: QRectF) -> None:
        colours, count = self._theme.colours, len(self.sizes)
        step, line_px = area.width() / count, painter.fontMetrics().height()
        painter.setPen(QColor(colours.quiet))
        for number, size in enumerate(self.sizes):
            left, height = area.left() + number * step, area.height() * self._height(size)
            bar = QRectF(left + step * 0.15, area.bottom() - height, step * 0.7, height)
            painter.fillRect(bar, QColor(colours.simclr))
            if number % max(1, count // 10) == 0:
                place = QRectF(left - 20, area.bottom() + 2, step + 40, line_px)
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(number + 1))

    def _paint_products(self, painter: QPainter, area: QRectF) -> None:
        step = area.width() / len(self.products)
        points = [
            QPointF(area.left() + (number + 0.5) * step, area.bottom() - area.height() * self._height(product))
            for number, product in enumerate(self.products)
        ]
        painter.setPen(QPen(QColor(self._theme.colours.pca), 2.5))
        painter.drawPolyline(points)
        painter.setBrush(QColor(self._theme.colours.pca))
        for point in points:
            painter.drawEllipse(point, 3, 3)
