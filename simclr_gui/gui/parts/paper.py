"""White paper for what is saved: a title, margins, and below it whose figure it is; as pixels, or as a drawing."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QDate, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from simclr_gui.gui.look.theme import LIGHT, SPACE, caption_font
from simclr_gui.gui.parts.painting import PAPER_SCALE

PAPER_MARGIN_PX, PAPER_DOTS_PER_METRE = 16, 11_811  # 300 dots per inch


@dataclass(frozen=True)
class Drawing:
    """What is drawn: `draw` paints from the origin on, in pixels of the screen; the painter is scaled already."""

    size: QSize
    draw: Callable[[QPainter], None]


def paper_size(content: QSize, source: str) -> QSize:
    """How large the paper is around content of this size; the note below it is never cut."""
    metrics = QFontMetrics(caption_font())
    width = max(content.width(), metrics.horizontalAdvance(_note(source)) + 1)
    return QSize(width, content.height() + metrics.height()) + QSize(2 * PAPER_MARGIN_PX, 2 * PAPER_MARGIN_PX)


def titled(drawing: Drawing, title: str) -> Drawing:
    """The drawing under its title, which is broken into lines where it is wide."""
    flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
    metrics, width = QFontMetrics(title_font()), max(drawing.size.width(), _narrowest_title_px())
    title_px = metrics.boundingRect(QRect(0, 0, width, drawing.size.height() + 1_000), flags, title).height() + SPACE

    def draw(painter: QPainter) -> None:
        painter.save()
        painter.setFont(title_font())
        painter.setPen(QColor(LIGHT.text))
        painter.drawText(QRect(0, 0, width, title_px), flags, title)
        painter.restore()
        painter.translate(0, title_px)
        drawing.draw(painter)

    return Drawing(QSize(width, drawing.size.height() + title_px), draw) if title else drawing


def on_paper(drawing: Drawing, source: str) -> QImage:
    """A figure as an image, three times the screen's pixels.

    Args:
        source: the run that it shows, may be empty.
    """
    size = paper_size(drawing.size, source)
    image = QImage(size * PAPER_SCALE, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        painter.scale(PAPER_SCALE, PAPER_SCALE)
        _draw_sheet(painter, size, drawing, source)
    image.setDotsPerMeterX(PAPER_DOTS_PER_METRE)  # only now: type would grow with it
    image.setDotsPerMeterY(PAPER_DOTS_PER_METRE)
    return image


def as_svg(drawing: Drawing, title: str, source: str) -> bytes:
    """A figure as a drawing that can be enlarged: words stay words, and the images in it are embedded."""
    content, size = QBuffer(), paper_size(drawing.size, source)
    generator = QSvgGenerator()  # pyqtgraph's own exporter fails on the dots at the lines' ends
    generator.setOutputDevice(content)
    generator.setSize(size)
    generator.setViewBox(QRect(QPoint(), size))
    generator.setTitle(title)
    with QPainter(generator) as painter:
        painter.fillRect(QRect(QPoint(), size), QColor("white"))  # a browser in the dark design has none
        _draw_sheet(painter, size, drawing, source)
    return bytes(content.data().data())


def title_font() -> QFont:
    """Of what stands above a figure."""
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _narrowest_title_px() -> int:
    return 14 * QFontMetrics(title_font()).averageCharWidth()


def _draw_sheet(painter: QPainter, size: QSize, drawing: Drawing, source: str) -> None:
    """The figure within its margins, and below it the run and the day."""
    painter.save()
    painter.translate(PAPER_MARGIN_PX, PAPER_MARGIN_PX)
    drawing.draw(painter)
    painter.restore()
    painter.setFont(caption_font())
    painter.setPen(QColor(LIGHT.quiet))
    below = QRect(0, 0, size.width(), size.height())
    below.adjust(PAPER_MARGIN_PX, 0, -PAPER_MARGIN_PX, -PAPER_MARGIN_PX // 2)
    painter.drawText(below, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, _note(source))


def _note(source: str) -> str:
    return "  ·  ".join(filter(None, (source, QDate.currentDate().toString("yyyy-MM-dd"))))
