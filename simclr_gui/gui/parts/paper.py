"""White paper for what is saved: margins, three times the screen's pixels, and below it whose figure it is."""

from collections.abc import Callable

from PySide6.QtCore import QDate, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter

from simclr_gui.gui.look.theme import LIGHT
from simclr_gui.gui.parts.chart.text import caption_font

PAPER_SCALE, PAPER_MARGIN_PX, PAPER_DOTS_PER_METRE = 3, 16, 11_811  # 300 dots per inch


def paper_size(content: QSize) -> QSize:
    """How large the paper is around content of this size."""
    note_px = QFontMetrics(caption_font()).height()
    return content + QSize(2 * PAPER_MARGIN_PX, 2 * PAPER_MARGIN_PX + note_px)


def on_paper(content: QSize, draw: Callable[[QPainter], None], source: str) -> QImage:
    """A figure as an image.

    Args:
        content: the size of what is drawn, in pixels of the screen.
        draw: paints it from the origin on; the painter is scaled already.
        source: the run that it shows, may be empty.
    """
    size = paper_size(content)
    image = QImage(size * PAPER_SCALE, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        painter.scale(PAPER_SCALE, PAPER_SCALE)
        draw_sheet(painter, size, draw, source)
    image.setDotsPerMeterX(PAPER_DOTS_PER_METRE)  # only now: type would grow with it
    image.setDotsPerMeterY(PAPER_DOTS_PER_METRE)
    return image


def draw_sheet(painter: QPainter, size: QSize, draw: Callable[[QPainter], None], source: str) -> None:
    """The figure within its margins, and below it the run and the day."""
    painter.save()
    painter.translate(PAPER_MARGIN_PX, PAPER_MARGIN_PX)
    draw(painter)
    painter.restore()
    painter.setFont(caption_font())
    painter.setPen(QColor(LIGHT.quiet))
    below = QRect(0, 0, size.width(), size.height())
    below.adjust(PAPER_MARGIN_PX, 0, -PAPER_MARGIN_PX, -PAPER_MARGIN_PX // 2)
    words = "  ·  ".join(filter(None, (source, QDate.currentDate().toString("yyyy-MM-dd"))))
    painter.drawText(below, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, words)
