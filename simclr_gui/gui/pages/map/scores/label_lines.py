"""Lines of accuracies over the number of labels per class, on a logarithmic axis, with their spread as a shade."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from simclr_gui.engine.events.evaluation import FeatureKind
from simclr_gui.engine.messages.shares import percent
from simclr_gui.gui.look.figures import use_tabular_figures
from simclr_gui.gui.look.language import listed
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.pages.map.scores.words import kind_colour
from simclr_gui.gui.parts.chart import caption_font
from simclr_gui.gui.parts.painting import painting
from simclr_gui.gui.parts.panel_menu import PanelMenu, Table
from simclr_gui.gui.parts.tip_below import show_tip_below

SMALLEST_PX = (300, 72)
STEPS = (0.05, 0.1, 0.2, 0.25, 0.5, 1.0)
MOST_STEPS = 3
LINE_PX, DOT_PX, SHADE_ALPHA, GAP_PX = 2, 6, 55, 6
LONE_SHADE_PX, INSET_PX, TICK_PX = 8, 14, 60
ROUNDING = 1e-9
WHOLE_SCALE = (0.0, 1.0, 0.5)
UNKNOWN_HEIGHT = 0.75  # where the names of lines stand that are not there yet, one below the other
STYLES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)


@dataclass(frozen=True)
class LabelLine:
    """One kind of features.

    Attributes:
        name: of them, as it stands beside the line.
        accuracies: one for each number of labels, or for the first of them.
        deviations: of each over the draws of the images that had a label; None of a single draw.
    """

    kind: FeatureKind
    name: str
    accuracies: tuple[float, ...]
    deviations: tuple[float | None, ...]


class LabelLines(QWidget):
    """Marks the number of labels that the mouse is nearest to, and tells its numbers."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sizes: list[int] = []
        self._lines: list[LabelLine] = []
        self._scale = WHOLE_SCALE
        self.pointed: int | None = None
        self.panel_menu = PanelMenu(self, "few-labels", numbers=self.numbers)
        use_tabular_figures(self)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._paint_again)

    def minimumSizeHint(self) -> QSize:
        return QSize(*SMALLEST_PX)

    def show_lines(self, sizes: list[int], lines: list[LabelLine]) -> None:
        """Shows lines over numbers of labels per class."""
        self._sizes, self._lines, self.pointed = sizes, [line for line in lines if line.accuracies], None
        ends = [
            accuracy + sign * (deviation or 0)
            for line in self._lines
            for accuracy, deviation in zip(line.accuracies, line.deviations, strict=True)
            for sign in (-1, 1)
        ]
        self._scale = scale_of(min(ends), max(ends))
        self.setAccessibleName("; ".join(self._in_words(place) for place in range(len(sizes))))
        self.update()

    def show_outline(self, names: Mapping[FeatureKind, str]) -> None:
        """Shows which lines there will be, and over what: nothing is known of them."""
        self._sizes, self.pointed = [], None
        self._lines = [LabelLine(kind, name, (), ()) for kind, name in names.items()]
        self._scale = WHOLE_SCALE
        self.setAccessibleName("")
        self.update()

    @Slot()
    def _paint_again(self) -> None:
        self.update()

    def _small_font(self) -> QFont:
        font = self.font()
        font.setPointSizeF(caption_font().pointSizeF())
        return font

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._small_font())

    def _plot(self) -> QRectF:
        """Where the lines are; left of it the values, right of it the lines' names, below it the numbers of labels."""
        metrics = self._metrics()
        left = metrics.horizontalAdvance("100 %") + GAP_PX
        beside = max(metrics.horizontalAdvance(words) for words in (self._axis_name(), *map(_end_words, self._lines)))
        line_px = metrics.height()
        right = self.width() - beside - GAP_PX - 2 * DOT_PX
        return QRectF(QPointF(left, line_px / 2), QPointF(right, self.height() - line_px - GAP_PX))

    def _axis_name(self) -> str:
        return self.tr("labels per class")

    def place_of(self, number: int, accuracy: float) -> QPointF:
        """Where an accuracy with the `number`-th number of labels lies."""
        plot = self._plot().adjusted(INSET_PX, 0, -INSET_PX, 0)
        first, last = math.log(self._sizes[0]), math.log(self._sizes[-1])
        along = (math.log(self._sizes[number]) - first) / (last - first) if last > first else 0.5
        return QPointF(plot.left() + along * plot.width(), self._height_of(accuracy))

    def _height_of(self, accuracy: float) -> float:
        plot, (low, high, _) = self._plot(), self._scale
        return plot.bottom() - plot.height() * (accuracy - low) / (high - low)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._lines:
            return
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._small_font())
            self._paint_axes(painter)
            for line in self._measured():
                self._paint_shade(painter, line)
            for line, style in zip(self._measured(), STYLES, strict=False):
                self._paint_line(painter, line, style)
            self._paint_names(painter)

    def _measured(self) -> list[LabelLine]:
        return [line for line in self._lines if line.accuracies]

    @property
    def _marked(self) -> int | None:
        """Nobody points at paper."""
        return None if Theme.is_printing() else self.pointed

    def _paint_axes(self, painter: QPainter) -> None:
        colours, plot, line_px = self._theme.colours, self._plot(), self._metrics().height()
        low, high, step = self._scale
        for tick in range(round((high - low) / step) + 1):
            y = round(self._height_of(low + tick * step))
            painter.setPen(QColor(colours.line))
            painter.drawLine(round(plot.left()), y, round(plot.right()), y)
            painter.setPen(QColor(colours.quiet))
            words = f"{100 * (low + tick * step):.0f} %"
            beside = QRectF(0, y - line_px / 2, plot.left() - GAP_PX, line_px)
            painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        below = QRectF(plot.right() + GAP_PX + 2 * DOT_PX, self.height() - line_px, self.width(), line_px)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._axis_name())
        for number, size in enumerate(self._sizes):
            x = self.place_of(number, low).x()
            painter.setPen(QColor(colours.text if number == self._marked else colours.quiet))
            below = QRectF(x - TICK_PX / 2, self.height() - line_px, TICK_PX, line_px)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, f"{size:,}")
            if number == self._marked:
                painter.drawLine(round(x), round(plot.top()), round(x), round(plot.bottom()))

    def _paint_shade(self, painter: QPainter, line: LabelLine) -> None:
        """From one deviation below to one above."""
        upper, lower = [], []
        for number, (accuracy, deviation) in enumerate(zip(line.accuracies, line.deviations, strict=True)):
            if deviation is not None:
                upper.append(self.place_of(number, accuracy + deviation))
                lower.append(self.place_of(number, accuracy - deviation))
        if len(upper) == 1:
            aside = QPointF(LONE_SHADE_PX, 0)
            upper, lower = [upper[0] - aside, upper[0] + aside], [lower[0] - aside, lower[0] + aside]
        colour = QColor(kind_colour(line.kind, self._theme.colours))
        colour.setAlpha(SHADE_ALPHA)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([*upper, *reversed(lower)]))

    def _paint_line(self, painter: QPainter, line: LabelLine, style: Qt.PenStyle) -> None:
        colour = QColor(kind_colour(line.kind, self._theme.colours))
        places = [self.place_of(number, accuracy) for number, accuracy in enumerate(line.accuracies)]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, LINE_PX, style))
        painter.drawPolyline(QPolygonF(places))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for place in places:
            painter.drawEllipse(place, DOT_PX / 2, DOT_PX / 2)

    def _paint_names(self, painter: QPainter) -> None:
        """At the lines' ends, each behind a dot of its line; names of lines that end close together move apart."""
        line_px, left = self._metrics().height(), self._plot().right() + GAP_PX
        lines = sorted(self._measured(), key=_last_accuracy, reverse=True) or self._lines
        ends = [self._height_of(_last_accuracy(line)) for line in lines]
        for y, line in zip(moved_apart(ends, line_px, self._plot().bottom()), lines, strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(kind_colour(line.kind, self._theme.colours)))
            painter.drawEllipse(QPointF(left + DOT_PX / 2, y), DOT_PX / 2, DOT_PX / 2)
            painter.setPen(QColor(self._theme.colours.text))
            place = QRectF(left + 2 * DOT_PX, y - line_px / 2, self.width(), line_px)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, _end_words(line))

    def numbers(self) -> Table:
        """A column for each kind of features, in per cent; what is not measured yet stays empty."""
        lines = self._measured()
        head = (self._axis_name(), *(f"{line.name} (%)" for line in lines))
        rows = ((size, *(_accuracy_at(line, place) for line in lines)) for place, size in enumerate(self._sizes))
        return (head, *rows)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._nearest(event.position()))
        if self.pointed is not None:
            show_tip_below(self, event.position(), self._in_words(self.pointed))

    def leaveEvent(self, _event: QEvent) -> None:
        self._point_at(None)
        QToolTip.hideText()

    def _point_at(self, number: int | None) -> None:
        if number != self.pointed:
            self.pointed = number
            self.update()

    def _nearest(self, at: QPointF) -> int | None:
        aside = [abs(self.place_of(number, self._scale[0]).x() - at.x()) for number in range(len(self._sizes))]
        return aside.index(min(aside)) if aside else None

    def _in_words(self, number: int) -> str:
        """All numbers with one number of labels."""
        parts = []
        for line in self._lines:
            if number >= len(line.accuracies):
                continue
            accuracy, deviation = 100 * line.accuracies[number], line.deviations[number]
            spread = "" if deviation is None else f" ± {100 * deviation:.1f}"
            parts.append(f"{line.name} {accuracy:.1f}{spread} %")
        return self.tr("{size} labels per class: {scores}").format(size=self._sizes[number], scores=listed(parts))


def _accuracy_at(line: LabelLine, place: int) -> float:
    return 100 * line.accuracies[place] if place < len(line.accuracies) else math.nan


def _last_accuracy(line: LabelLine) -> float:
    return line.accuracies[-1] if line.accuracies else UNKNOWN_HEIGHT


def _end_words(line: LabelLine) -> str:
    if not line.accuracies:
        return line.name
    return f"{line.name} {percent(line.accuracies[-1])}"


def scale_of(least: float, most: float) -> tuple[float, float, float]:
    """The range of an axis from 0 to 1 around two shares, and the step of its few ticks."""
    for step in STEPS:
        low = max(0.0, math.floor(least / step + ROUNDING) * step)
        high = min(1.0, max(math.ceil(most / step - ROUNDING) * step, low + step))
        if round((high - low) / step) <= MOST_STEPS:
            return low, high, step
    return 0.0, 1.0, STEPS[-1]


def moved_apart(heights: list[float], least: float, bottom: float) -> list[float]:
    """Heights, ascending, at least so far apart, the last no lower than the bottom."""
    result: list[float] = []
    for height in heights:
        result.append(max(height, result[-1] + least) if result else height)
    limit = bottom
    for place in reversed(range(len(result))):
        result[place] = min(result[place], limit)
        limit = result[place] - least
    return result
