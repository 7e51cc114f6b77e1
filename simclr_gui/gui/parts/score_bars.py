"""Bars of accuracies with their numbers at the end, their intervals, and a line at chance."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QEasingCurve, QEvent, QPointF, QPropertyAnimation, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from simclr_gui.engine.messages.shares import percent
from simclr_gui.gui.look.figures import use_tabular_figures
from simclr_gui.gui.look.language import listed
from simclr_gui.gui.look.theme import BODY_PT, Theme, ink
from simclr_gui.gui.parts.painting import painting
from simclr_gui.gui.parts.panel_menu import PanelMenu, Table
from simclr_gui.gui.parts.tip_below import show_tip_below

ROW_HEIGHT_PX, SMALLEST_ROW_PX, CHANCE_HEIGHT_PX, BAND_NAME_HEIGHT_PX = 34, 20, 22, 16
BAR_SHARE = 18 / 34  # of the height of its row
WHISKER_PX, HALO_PX, CAP_PX = 1, 1, 10
THINNEST_BAND_PX, BAND_ALPHA, ESTIMATE_ALPHA = 3, 110, 150
GROWING_MS = 240

Interval = tuple[float, float]


@dataclass(frozen=True)
class Band:
    """Accuracies that somebody else has reached: from `low` to `high`, behind a bar."""

    name: str
    low: float
    high: float


@dataclass(frozen=True)
class Score:
    """One bar; `accuracy` from 0 to 1, None while it is not known.

    Attributes:
        interval: where the true accuracy lies with 95 % certainty, None where nobody computed it.
        is_estimate: whether the exact one is still to come; the bar is fainter then.
    """

    name: str
    accuracy: float | None
    colour: str
    interval: Interval | None = None
    band: Band | None = None
    is_estimate: bool = False

    @property
    def figure(self) -> str:
        """As it stands at the end of the bar."""
        share = self.accuracy or 0.0
        return f"≈ {percent(share)}" if self.is_estimate else percent(share, 1)


class ScoreBars(QWidget):
    """Grows its bars when they are new; those that were there glide to their new length."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scores: list[Score] = []
        self._before: list[float] = []
        self._chance: float | None = None
        self._chance_name = ""
        self._room_above = 0
        self._row_px = ROW_HEIGHT_PX
        self._laid_over: dict[int, QWidget] = {}
        self._grown = 1.0
        self._widths: tuple[float, float] | None = None  # of names and of figures, which are asked for at every bar
        self.panel_menu = PanelMenu(self, "scores", numbers=self.numbers)
        self.animation = QPropertyAnimation(self, b"grown", self)
        self.animation.setDuration(GROWING_MS)
        self.animation.setStartValue(0.0)
        self.animation.setEndValue(1.0)
        self.animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        use_tabular_figures(self)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def keep_room_for_bands(self, is_kept: bool) -> None:
        """Leaves room for the name of a band, so that nothing moves when one comes and goes."""
        self._room_above = BAND_NAME_HEIGHT_PX if is_kept else 0
        self.updateGeometry()
        self._move_all()

    def set_row_height(self, height_px: int) -> None:
        """Higher rows have thicker bars; where there is no room for them they are lower."""
        if height_px != self._row_px:
            self._row_px = height_px
            self._move_all()

    def lay_over(self, number: int, widget: QWidget) -> None:
        """Puts a widget where the bar of a row would be, number and all; it hides what lies behind it."""
        widget.setParent(self)
        self._laid_over[number] = widget
        self._move_all()

    def _move_all(self) -> None:
        for number, widget in self._laid_over.items():
            row = self.row(number)
            height = min(row.height(), widget.sizeHint().height())
            place = QRectF(self.edges()[0], row.center().y() - height / 2, row.width() - self.edges()[0], height)
            widget.setGeometry(place.toRect())
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._move_all()

    def show_scores(self, scores: list[Score], chance: float | None, chance_name: str) -> None:
        """Shows the bars from top to bottom, and where guessing would be."""
        has_news = [(s.accuracy, s.is_estimate) for s in scores] != [(s.accuracy, s.is_estimate) for s in self.scores]
        if has_news:
            self._before = [self._length(number) for number in range(len(self.scores))]
        if len(scores) != len(self.scores):
            self.updateGeometry()
        self.scores, self._chance, self._chance_name, self._widths = scores, chance, chance_name, None
        known = [self._in_words(score) for score in scores if score.accuracy is not None]
        self.setAccessibleName(listed(known))
        if has_news and known:
            self.animation.start()
        self._move_all()

    def sizeHint(self) -> QSize:
        return QSize(260, self._height_with(self._row_px))

    def minimumSizeHint(self) -> QSize:
        return QSize(260, self._height_with(SMALLEST_ROW_PX))

    def _height_with(self, row_px: int) -> int:
        return self._room_above + self._grown_px(row_px) * len(self.scores) + self._grown_px(CHANCE_HEIGHT_PX)

    def _grown_px(self, height_px: int) -> int:
        """Heights are meant for the usual type; larger type needs more."""
        return round(height_px * max(1.0, self.font().pointSizeF() / BODY_PT))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._widths = None
            self.updateGeometry()
            self._move_all()

    def _get_grown(self) -> float:
        return self._grown

    def _set_grown(self, value: float) -> None:
        self._grown = value
        self.update()

    grown = Property(float, _get_grown, _set_grown)

    def _length(self, number: int) -> float:
        """Of a bar as it is on its way, from 0 to 1; on paper nothing moves."""
        if Theme.is_printing():
            return self.scores[number].accuracy or 0.0
        before = self._before[number] if number < len(self._before) else 0.0
        return before + ((self.scores[number].accuracy or 0.0) - before) * self._grown

    def edges(self) -> tuple[float, float]:
        """Where accuracies of 0 and 1 stand."""
        if self._widths is None:
            metrics = self.fontMetrics()
            names_px = max((metrics.horizontalAdvance(score.name) for score in self.scores), default=0)
            self._widths = names_px + 12, metrics.horizontalAdvance("100.0 %") + 8
        return self._widths[0], self.width() - self._widths[1]

    def place_of(self, accuracy: float) -> float:
        """Pixels from the left."""
        left, right = self.edges()
        return left + (right - left) * accuracy

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for number, score in enumerate(self.scores):
                self._paint_row(painter, number, score)
            if self._chance is not None:
                self._paint_chance(painter, self.place_of(self._chance))

    def row(self, number: int) -> QRectF:
        room_px = (self.height() - self._room_above - self._grown_px(CHANCE_HEIGHT_PX)) / max(1, len(self.scores))
        row_px = min(self._grown_px(self._row_px), max(room_px, self._grown_px(SMALLEST_ROW_PX)))
        return QRectF(0, self._room_above + number * row_px, self.width(), row_px)

    def _paint_row(self, painter: QPainter, number: int, score: Score) -> None:
        text, row, (left, right) = self.palette().text().color(), self.row(number), self.edges()
        beside = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        bar_px = round(BAR_SHARE * row.height())
        bar = QRectF(left, row.center().y() - bar_px / 2, right - left, bar_px)
        painter.setPen(text)
        painter.drawText(row, beside, score.name)
        painter.setPen(Qt.PenStyle.NoPen)
        if not self._is_laid_over(number):
            painter.setBrush(self.palette().alternateBase())
            painter.drawRoundedRect(bar, 4, 4)
        if score.band is not None:
            self._paint_band(painter, row, score.band)
        if score.accuracy is None:
            return
        length = self._length(number)
        painter.setBrush(_colour_of(score))
        painter.drawRoundedRect(QRectF(bar.topLeft(), QPointF(self.place_of(length), bar.bottom())), 4, 4)
        if score.interval is not None:
            ends = [self.place_of(max(0.0, end - score.accuracy + length)) for end in score.interval]
            paint_whisker(painter, self.palette(), *(QPointF(x, row.center().y()) for x in ends))
        painter.setPen(text)
        painter.drawText(row.adjusted(right + 8, 0, 0, 0), beside, score.figure)

    def _is_laid_over(self, number: int) -> bool:
        widget = self._laid_over.get(number)
        return widget is not None and not widget.isHidden()

    def _paint_band(self, painter: QPainter, row: QRectF, band: Band) -> None:
        """As high as the row, so that it looks out behind a bar that is longer."""
        low, high = self.place_of(band.low), self.place_of(band.high)
        wider = max(0.0, THINNEST_BAND_PX - (high - low)) / 2
        colour = self.palette().text().color()
        colour.setAlpha(BAND_ALPHA)
        painter.fillRect(QRectF(QPointF(low - wider, row.top()), QPointF(high + wider, row.bottom())), colour)
        if self._room_above:
            self._paint_small(painter, band.name, (low + high) / 2, row.top() - self._room_above, self._room_above)

    def _paint_chance(self, painter: QPainter, x: float) -> None:
        top, bottom = self._room_above, round(self.row(len(self.scores)).top())
        painter.setPen(QPen(self.palette().placeholderText().color(), 1, Qt.PenStyle.DashLine))
        painter.drawLine(round(x), top + 2, round(x), bottom)
        self._paint_small(painter, self._chance_name, x, bottom, self._grown_px(CHANCE_HEIGHT_PX))

    def _paint_small(self, painter: QPainter, words: str, x: float, top: float, height: float) -> None:
        """Small words around a place, as far as the edges allow."""
        painter.save()
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() - 1)
        painter.setFont(font)
        painter.setPen(self.palette().placeholderText().color())
        width = painter.fontMetrics().horizontalAdvance(words)
        start = min(max(0.0, x - width / 2), self.width() - width)
        painter.drawText(QRectF(start, top, width + 2, height), Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    def numbers(self) -> Table:
        """The scores in per cent with their intervals."""
        head = (self.tr("features"), self.tr("accuracy (%)"), self.tr("95 % from"), self.tr("95 % to"))
        known = [score for score in self.scores if score.accuracy is not None]
        return (head, *(numbers_of(score.name, score.accuracy or 0.0, score.interval) for score in known))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What is told of one bar must not hide those that it is compared with."""
        show_tip_below(self, event.position(), self.words_at(event.position()))

    def leaveEvent(self, _event: QEvent) -> None:
        QToolTip.hideText()

    def words_at(self, at: QPointF) -> str:
        """What there is to say of the bar under the mouse, or nothing."""
        score = next((s for n, s in enumerate(self.scores) if self.row(n).contains(at)), None)
        if score is None or score.accuracy is None:
            return ""
        parts = [f"{score.name}: {score.figure}"]
        if score.interval is not None:
            low, high = (100 * end for end in score.interval)
            parts.append(self.tr("95 % interval {low:.1f} to {high:.1f} %").format(low=low, high=high))
        if score.band is not None:
            words = self.tr("{name} {low:.1f} to {high:.1f} %")
            parts.append(words.format(name=score.band.name, low=100 * score.band.low, high=100 * score.band.high))
        return "\n".join(parts)

    def _in_words(self, score: Score) -> str:
        """A bar for those who listen."""
        words = f"{score.name} {'≈ ' if score.is_estimate else ''}{percent(score.accuracy or 0.0)}"
        spans = [("", *score.interval)] if score.interval else []
        if score.band is not None:
            spans.append((score.band.name, score.band.low, score.band.high))
        span = self.tr("{name} {low:.1f} % to {high:.1f} %")
        parts = [span.format(name=name, low=100 * low, high=100 * high).strip() for name, low, high in spans]
        return f"{words} ({', '.join(parts)})" if parts else words


def numbers_of(name: str, accuracy: float, interval: Interval | None) -> tuple[str | float, ...]:
    """A line of a table, in per cent."""
    return (name, *(100 * share for share in (accuracy, *(interval or ()))))


def _colour_of(score: Score) -> QColor:
    colour = QColor(ink(score.colour))
    if score.is_estimate:
        colour.setAlpha(ESTIMATE_ALPHA)
    return colour


def paint_whisker(painter: QPainter, palette: QPalette, begin: QPointF, end: QPointF) -> None:
    """A thin line with a cap at both ends, across or upright; a halo lets it be seen on a bar of any colour."""
    begin, end = (QPointF(round(place.x()) + 0.5, round(place.y()) + 0.5) for place in (begin, end))  # crisp
    across = QPointF(0, CAP_PX / 2) if begin.y() == end.y() else QPointF(CAP_PX / 2, 0)
    for colour, width in (
        (palette.base().color(), WHISKER_PX + 2 * HALO_PX),
        (palette.text().color(), WHISKER_PX),
    ):
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(begin, end)
        for place in (begin, end):
            painter.drawLine(place - across, place + across)
