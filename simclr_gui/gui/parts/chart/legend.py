"""The names of a chart's lines, each behind a piece of its line."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from simclr_gui.gui.look.language import listed
from simclr_gui.gui.look.theme import Colours, Theme
from simclr_gui.gui.parts.chart.text import Line, caption_font
from simclr_gui.gui.parts.painting import painting

PIECE_PX, SHORT_PIECE_PX, GAP_PX, LINE_PX = 20, 12, 6, 2
MOST_LONG_PIECES = 3


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
            metrics, middle, left = painter.fontMetrics(), self.height() / 2, 0
            piece_px = PIECE_PX if len(self._lines) <= MOST_LONG_PIECES else SHORT_PIECE_PX
            for line in self._lines:
                width = metrics.horizontalAdvance(line.name)
                if left + piece_px + 4 + width > self.width():
                    return
                colour = QColor(getattr(self._colours, line.colour, line.colour))
                painter.setPen(QPen(colour, LINE_PX, line.style))
                painter.drawLine(left, round(middle), left + piece_px, round(middle))
                painter.setPen(QColor(self._colours.quiet))
                painter.drawText(left + piece_px + 4, metrics.ascent(), line.name)
                left += piece_px + 4 + width + GAP_PX
