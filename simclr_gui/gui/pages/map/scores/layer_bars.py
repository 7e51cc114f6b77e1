"""Upright bars in a row, one for each layer, with whiskers, numbers on top and a line at chance."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from simclr_gui.engine.messages.shares import percent
from simclr_gui.gui.look.figures import use_tabular_figures
from simclr_gui.gui.look.language import listed
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.parts.chart import caption_font
from simclr_gui.gui.parts.painting import painting
from simclr_gui.gui.parts.panel_menu import PanelMenu, Table
from simclr_gui.gui.parts.score_bars import CAP_PX, Interval, numbers_of, paint_whisker
from simclr_gui.gui.parts.tip_below import show_tip_below

WIDEST_BAR_PX, BAR_SHARE, SMALLEST_PX = 44, 0.7, (300, 72)
CHANCE_GAP_PX = 4  # between its line and its word
BEHIND_ALPHA = 130  # of the layers that are not used as features


@dataclass(frozen=True)
class LayerScore:
    """Of one layer.

    Attributes:
        numbers: how many describe an image.
        is_used: as the features.
    """

    name: str
    accuracy: float
    interval: Interval | None
    numbers: int
    is_used: bool = False


class LayerBars(QWidget):
    """Its scale ends with the highest bar, so that small differences show; it begins at nothing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._layers: list[LayerScore] = []
        self._awaited: list[str] = []
        self._chance = 0.0
        self.panel_menu = PanelMenu(self, "layers", numbers=self.numbers)
        use_tabular_figures(self)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._paint_again)

    def minimumSizeHint(self) -> QSize:
        return QSize(*SMALLEST_PX)

    def show_layers(self, layers: list[LayerScore], chance: float) -> None:
        """Shows the layers from left to right, and where guessing would be."""
        self._layers, self._awaited, self._chance = layers, [], chance
        self.setAccessibleName(listed(self._in_words(layer) for layer in layers))
        self.update()

    def show_outline(self, names: list[str]) -> None:
        """Shows which layers there will be: all of one height, for nothing is known of them."""
        self._layers, self._awaited = [], names
        self.setAccessibleName("")
        self.update()

    @Slot()
    def _paint_again(self) -> None:
        self.update()

    def _line_px(self) -> int:
        return QFontMetrics(caption_font()).height()

    def _chance_text(self) -> str:
        return self.tr("chance")

    def slot(self, number: int) -> QRectF:
        """The strip of a layer, names and all; the words at the line of chance stand right of the last bar."""
        if not self._layers:
            width = self.width() / max(1, len(self._awaited))
        else:
            words_px = QFontMetrics(caption_font()).horizontalAdvance(self._chance_text()) + CHANCE_GAP_PX
            width = (self.width() - words_px) / (len(self._layers) - (1 - BAR_SHARE) / 2)
        return QRectF(number * width, 0, width, self.height())

    def _end_of_line(self) -> float:
        """Of chance: the last bar's strip reaches further where the bar is as wide as it can be."""
        last = self.slot(len(self._layers) - 1)
        return last.right() - (1 - BAR_SHARE) / 2 * last.width()

    def place_of(self, accuracy: float) -> float:
        """Pixels from the top."""
        top, bottom = self._line_px() + CAP_PX, self.height() - self._line_px() - 4
        most = max((max(layer.interval or (layer.accuracy,)) for layer in self._layers), default=1.0)
        return bottom - (bottom - top) * accuracy / max(most, self._chance, 1e-9)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._layers and not self._awaited:
            return
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._small_font())
            for number, name in enumerate(self._awaited):
                self._paint_outline(painter, self.slot(number), name)
            if self._layers:
                self._paint_chance(painter)
            for number, layer in enumerate(self._layers):
                self._paint_layer(painter, self.slot(number), layer)

    def _small_font(self) -> QFont:
        font = self.font()
        font.setPointSizeF(caption_font().pointSizeF())
        return font

    def _paint_chance(self, painter: QPainter) -> None:
        quiet, y = QColor(self._theme.colours.quiet), round(self.place_of(self._chance))
        painter.setPen(QPen(quiet, 1, Qt.PenStyle.DashLine))
        end = self._end_of_line()
        painter.drawLine(0, y, round(end), y)
        painter.setPen(quiet)
        height = self._line_px()
        painter.drawText(
            QRectF(end + CHANCE_GAP_PX, y - height / 2, self.width() - end, height),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            self._chance_text(),
        )

    def _paint_outline(self, painter: QPainter, slot: QRectF, name: str) -> None:
        painter.setPen(QPen(QColor(self._theme.colours.line), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        bar = self._bar(slot, self._line_px())
        painter.drawRoundedRect(bar, 4, 4)
        painter.setPen(QColor(self._theme.colours.quiet))
        painter.drawText(bar, Qt.AlignmentFlag.AlignCenter, "?")
        self._paint_name(painter, slot, name)

    def _bar(self, slot: QRectF, top: float) -> QRectF:
        width = min(WIDEST_BAR_PX, BAR_SHARE * slot.width())
        return QRectF(slot.center().x() - width / 2, top, width, self.place_of(0) - top)

    def _paint_name(self, painter: QPainter, slot: QRectF, words: str) -> None:
        height = self._line_px()
        below = QRectF(slot.left(), slot.bottom() - height, slot.width(), height)
        name = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(slot.width()))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, name)

    def _paint_layer(self, painter: QPainter, slot: QRectF, layer: LayerScore) -> None:
        colours, height = self._theme.colours, self._line_px()
        colour = QColor(colours.simclr)
        colour.setAlpha(255 if layer.is_used else BEHIND_ALPHA)
        top, middle = self.place_of(layer.accuracy), slot.center().x()
        painter.setPen(Qt.PenStyle.NoPen)
        bar = self._bar(slot, top)
        painter.setBrush(QColor(colours.surface))  # the line of chance must not shine through
        painter.drawRoundedRect(bar, 4, 4)
        painter.setBrush(colour)
        painter.drawRoundedRect(bar, 4, 4)
        highest = top
        if layer.interval is not None:
            low, highest = (self.place_of(end) for end in layer.interval)
            paint_whisker(painter, self.palette(), QPointF(middle, low), QPointF(middle, highest))
        painter.setPen(QColor(colours.text))
        above = QRectF(slot.left(), highest - height - 2, slot.width(), height)
        painter.drawText(above, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, _percent(layer.accuracy))
        if not layer.is_used:
            painter.setPen(QColor(colours.quiet))
        self._paint_name(painter, slot, layer.name)

    def numbers(self) -> Table:
        """The scores of the layers in per cent with their intervals."""
        head = (self.tr("layer"), self.tr("accuracy (%)"), self.tr("95 % from"), self.tr("95 % to"))
        return (head, *(numbers_of(layer.name, layer.accuracy, layer.interval) for layer in self._layers))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        show_tip_below(self, event.position(), self.words_at(event.position()))

    def leaveEvent(self, _event: QEvent) -> None:
        QToolTip.hideText()

    def words_at(self, at: QPointF) -> str:
        """What there is to say of the layer under the mouse, or nothing."""
        layer = next((one for number, one in enumerate(self._layers) if self.slot(number).contains(at)), None)
        if layer is None:
            return ""
        counted = self.tr("{count:,} numbers per image").format(count=layer.numbers)
        return f"{self._in_words(layer)}\n{counted}"

    def _in_words(self, layer: LayerScore) -> str:
        if layer.interval is None:
            return f"{layer.name} {_percent(layer.accuracy)}"
        low, high = (100 * end for end in layer.interval)
        words = self.tr("{name} {accuracy} (95 % interval {low:.1f} to {high:.1f} %)")
        return words.format(name=layer.name, accuracy=_percent(layer.accuracy), low=low, high=high)


def _percent(share: float) -> str:
    return percent(share, 1)
