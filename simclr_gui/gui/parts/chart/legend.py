"""The names of a chart's lines, each behind a piece of its line."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from simclr_gui.gui.look.language import listed
from simclr_gui.gui.look.theme import Colours, Theme, caption_font
from simclr_gui.gui.parts.chart.text import Line
from simclr_gui.gui.parts.painting import painting

LINE_PX = 2


@dataclass(frozen=True)
class Spacing:
    """How long the pieces of line are, and how far from their names and from the name before."""

    piece_px: int
    before_name_px: int
    after_name_px: int


SPACINGS = (Spacing(20, 8, 14), Spacing(12, 8, 10), Spacing(12, 4, 6))  # the last only where there is no room


class Legend(QWidget):
    """One line of text high; what does not fit is left out at the end."""

    def __init__(self, lines: Sequence[Line], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines, self._theme, self._colours = lines, theme, theme.colours
        self.setAccessibleName(listed(line.name for line in lines))
        theme.changed.connect(self._paint_again)
        self._paint_again()

    def sizeHint(self) -> QSize:
        return QSize(0, self.height())

    def dress(self, colours: Colours) -> None:
        """Paints in these colours until the theme changes."""
        self._colours = colours
        self.update()

    @Slot()
    def _paint_again(self) -> None:
        self._colours = self._theme.colours
        self.setFixedHeight(QFontMetrics(caption_font()).height())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(caption_font())
            metrics, middle, left = painter.fontMetrics(), round(self.height() / 2), 0
            spacing = self._spacing(metrics)
            for line in self._lines:
                name_left = left + spacing.piece_px + spacing.before_name_px
                right = name_left + metrics.horizontalAdvance(line.name)
                if right > self.width():
                    return
                colour = QColor(getattr(self._colours, line.colour, line.colour))
                painter.setPen(QPen(colour, LINE_PX, line.style))
                painter.drawLine(left, middle, left + spacing.piece_px, middle)
                painter.setPen(QColor(self._colours.quiet))
                painter.drawText(name_left, metrics.ascent(), line.name)
                left = right + spacing.after_name_px

    def _spacing(self, metrics: QFontMetrics) -> Spacing:
        """The widest with which all names have room."""
        names_px = sum(metrics.horizontalAdvance(line.name) for line in self._lines)
        for spacing in SPACINGS:
            others_px = spacing.piece_px + spacing.before_name_px + spacing.after_name_px
            if names_px + others_px * len(self._lines) - spacing.after_name_px <= self.width():
                return spacing
        return SPACINGS[-1]
