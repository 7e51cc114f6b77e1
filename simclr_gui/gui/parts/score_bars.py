"""Bars of accuracies with their numbers at the end and a line at chance."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QEasingCurve, QPropertyAnimation, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

BAR_HEIGHT_PX, ROW_HEIGHT_PX, CHANCE_HEIGHT_PX = 18, 34, 22
GROWING_MS = 240


@dataclass(frozen=True)
class Score:
    """One bar; `accuracy` from 0 to 1, None while it is not known."""

    name: str
    accuracy: float | None
    colour: str


class ScoreBars(QWidget):
    """Grows its bars when they are new."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scores: list[Score] = []
        self._chance: float | None = None
        self._chance_name = ""
        self._grown = 1.0
        self._animation = QPropertyAnimation(self, b"grown", self)
        self._animation.setDuration(GROWING_MS)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_scores(self, scores: list[Score], chance: float | None, chance_name: str) -> None:
        """Shows the bars from top to bottom, and where guessing would be."""
        has_news = [s.accuracy for s in scores] != [s.accuracy for s in self._scores]
        self._scores, self._chance, self._chance_name = scores, chance, chance_name
        known = [f"{s.name} {s.accuracy:.0%}" for s in scores if s.accuracy is not None]
        self.setAccessibleName(", ".join(known))
        self.updateGeometry()
        if has_news and known:
            self._animation.start()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, ROW_HEIGHT_PX * len(self._scores) + CHANCE_HEIGHT_PX)

    def _get_grown(self) -> float:
        return self._grown

    def _set_grown(self, value: float) -> None:
        self._grown = value
        self.update()

    grown = Property(float, _get_grown, _set_grown)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = painter.fontMetrics()
        names_px = max((metrics.horizontalAdvance(score.name) for score in self._scores), default=0) + 12
        numbers_px = metrics.horizontalAdvance("100.0 %") + 8
        full_px = self.width() - names_px - numbers_px
        for number, score in enumerate(self._scores):
            self._paint_row(painter, number * ROW_HEIGHT_PX, names_px, full_px, score)
        if self._chance is not None:
            self._paint_chance(painter, names_px + full_px * self._chance)

    def _paint_row(self, painter: QPainter, top: float, left: float, full: float, score: Score) -> None:
        text = self.palette().text().color()
        row = QRectF(0, top, self.width(), ROW_HEIGHT_PX)
        painter.setPen(text)
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, score.name)
        bar_top = top + (ROW_HEIGHT_PX - BAR_HEIGHT_PX) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().alternateBase())
        painter.drawRoundedRect(QRectF(left, bar_top, full, BAR_HEIGHT_PX), 4, 4)
        if score.accuracy is None:
            return
        length = full * score.accuracy * self._grown
        painter.setBrush(QColor(score.colour))
        painter.drawRoundedRect(QRectF(left, bar_top, length, BAR_HEIGHT_PX), 4, 4)
        painter.setPen(text)
        painter.drawText(
            QRectF(left + full + 8, top, self.width(), ROW_HEIGHT_PX),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            f"{100 * score.accuracy:.1f} %",
        )

    def _paint_chance(self, painter: QPainter, x: float) -> None:
        bottom = ROW_HEIGHT_PX * len(self._scores)
        colour = self.palette().placeholderText().color()
        painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
        painter.drawLine(round(x), 2, round(x), bottom)
        painter.setPen(colour)
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() - 1)
        painter.setFont(font)
        width = painter.fontMetrics().horizontalAdvance(self._chance_name)
        start = min(max(0.0, x - width / 2), self.width() - width)
        painter.drawText(
            QRectF(start, bottom, width + 2, CHANCE_HEIGHT_PX), Qt.AlignmentFlag.AlignVCenter, self._chance_name
        )
