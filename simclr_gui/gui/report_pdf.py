"""A report as PDF: charts stay vectors, nothing is cut by the end of a page, headings stay with what they head.

Needs Qt's fonts (a QGuiApplication), no window; may be used on any thread.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextLayout,
    QTextOption,
)
from PySide6.QtSvg import QSvgRenderer

from simclr_gui.engine.events import Announced, Event
from simclr_gui.engine.events.sharing import FileWritten
from simclr_gui.engine.messages.foreign_words import printable
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.sharing.document import Block, Figure, Folded, Paragraph, Pictures, Report, Table
from simclr_gui.engine.sharing.drawing import GRID, QUIET, TEXT
from simclr_gui.engine.sharing.wording import Speak
from simclr_gui.engine.storage.whole_files import whole_file
from simclr_gui.gui.parts.image import as_image

DOTS_AN_INCH, PX_AN_INCH = 600, 96
MARGIN_MM = 16
BODY_PX, SMALL_PX, TITLE_PX, HEADING_PX, LEAD_PX = 12.5, 10.5, 22, 16, 14
LINE_SPACING, AFTER_PX, BEFORE_HEADING_PX, CELL_GAP_PX, PICTURE_GAP_PX, FOOT_PX = 1.3, 6.0, 18.0, 14.0, 8.0, 22.0
MOST_OF_A_PAGE = 0.92


MakeReport = Callable[[Sequence[Path], Speak, str], Generator[Event, None, Report]]


def write_pdf(
    make_report: MakeReport, paths: Sequence[Path], file: Path, speak: Speak = str, language: str = "en"
) -> Iterator[Event]:
    """Makes the report of a run, or of several, and writes it as PDF.

    Args:
        make_report: `engine.sharing.report.make_report`, or what loads it when it is called.

    Raises:
        UserError: a run cannot be opened, or the file cannot be written.
    """
    with whole_file(file) as part:
        report = yield from make_report(paths, speak, language)
        yield from print_report(report, part, speak)
    yield FileWritten(file)


def print_report(report: Report, file: Path, speak: Speak = str) -> Iterator[Event]:
    """Writes an A4 document; raises OSError where the file cannot be opened."""
    writer = QPdfWriter(str(file))
    writer.setResolution(DOTS_AN_INCH)
    writer.setTitle(printable(report.title))
    writer.setCreator("SimCLR Explorer")
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter
        )
    )
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(f"{file} cannot be opened")
    try:
        pages = Pages(writer, painter, printable(report.title))
        pages.write(report.title, TITLE_PX, is_strong=True)
        pages.write(report.facts, BODY_PX, colour=QUIET)
        for number, section in enumerate(report.sections):
            yield Announced(speak(said("Writing the pages")), number / len(report.sections))
            pages.head(section.title, section.blocks)
            for block in section.blocks:
                pages.add(block)
        pages.end_page()
    finally:
        painter.end()


class Pages:
    """Writes from the top down; what does not fit begins the next page."""

    def __init__(self, writer: QPdfWriter, painter: QPainter, title: str) -> None:
        self._writer, self._painter, self._title = writer, painter, title
        scale = DOTS_AN_INCH / PX_AN_INCH
        painter.scale(scale, scale)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        self.width = writer.width() / scale
        self._height = writer.height() / scale - FOOT_PX
        self._y, self._number = 0.0, 1

    def add(self, block: Block) -> None:
        match block:
            case Paragraph(text=text, look=look):
                colour = QUIET if look == "quiet" else TEXT
                size = LEAD_PX if look == "lead" else BODY_PX
                self.write(text, size, colour=colour, is_strong=look == "lead", is_code=look == "code")
            case Table():
                self._add_table(block)
            case Figure():
                self._add_figure(block)
            case Pictures():
                self._add_pictures(block)
            case Folded(title=title, blocks=blocks):
                self.head(title, blocks, HEADING_PX - 3)
                for each in blocks:
                    self.add(each)

    def head(self, words: str, blocks: Sequence[Block], size: float = HEADING_PX) -> None:
        """A heading, on the page on which the first of the blocks begins."""
        below = _first_height(blocks[0], self.width, self._height) if blocks else 0.0
        self._y += BEFORE_HEADING_PX if self._y else 0.0
        self._make_room(size * LINE_SPACING + AFTER_PX + below)
        self.write(words, size, is_strong=True)

    def write(
        self,
        words: str,
        size: float,
        *,
        colour: str = TEXT,
        is_strong: bool = False,
        is_code: bool = False,
    ) -> None:
        """A paragraph; it may go on upon the next page, line by line."""
        font = _font(size, is_strong=is_strong, is_code=is_code)
        for line in printable(words).split("\n"):
            layout = _laid_out(line, font, self.width)
            for number in range(layout.lineCount()):
                height = layout.lineAt(number).height() * LINE_SPACING
                self._make_room(height)
                self._painter.setPen(QColor(colour))
                at = layout.lineAt(number)
                at.draw(self._painter, QPointF(0, self._y - at.y()))
                self._y += height
        self._y += AFTER_PX

    def _add_table(self, table: Table) -> None:
        widths = _column_widths(table, self.width)
        for is_head, cells in ((True, table.head), *((False, cells) for cells in table.rows)):
            layouts = [
                _laid_out(printable(cell), _font(SMALL_PX, is_strong=is_head), width - CELL_GAP_PX)
                for cell, width in zip(cells, widths, strict=True)
            ]
            height = max(_height_of(layout) for layout in layouts) + 6
            self._make_room(min(self._height, 2 * height if is_head else height))
            x = 0.0
            self._painter.setPen(QColor(QUIET if is_head else TEXT))
            for layout, width in zip(layouts, widths, strict=True):
                layout.draw(self._painter, QPointF(x, self._y + 2))
                x += width
            self._y += height
            self._painter.fillRect(QRectF(0, self._y - 1, self.width, 0.6), QColor(GRID))
        self._y += AFTER_PX + 4

    def _add_figure(self, figure: Figure) -> None:
        width, height = _fitted(figure.width, figure.height, self.width, MOST_OF_A_PAGE * self._height)
        self._make_room(height + self._caption_height(figure.caption))
        renderer = QSvgRenderer(figure.svg.encode())
        renderer.render(self._painter, QRectF(0, self._y, width, height))
        self._y += height + 4
        self._write_caption(figure.caption)

    def _add_pictures(self, block: Pictures) -> None:
        beside = max(1, int((self.width + PICTURE_GAP_PX) // (block.side_px + PICTURE_GAP_PX)))
        rows = [block.pictures[begin : begin + beside] for begin in range(0, len(block.pictures), beside)]
        for number, row in enumerate(rows):
            labels = [_laid_out(printable(p.label), _font(8.5), float(block.side_px)) for p in row]
            heights = [block.side_px * p.pixels.shape[0] / p.pixels.shape[1] for p in row]
            tallest = max(
                h + (_height_of(words) if p.label else 0) for h, words, p in zip(heights, labels, row, strict=True)
            )
            last = number == len(rows) - 1
            self._make_room(min(self._height, tallest + (self._caption_height(block.caption) if last else 0)))
            for place, (picture, label, height) in enumerate(zip(row, labels, heights, strict=True)):
                x = place * (block.side_px + PICTURE_GAP_PX)
                self._painter.drawImage(QRectF(x, self._y, block.side_px, height), as_image(picture.pixels))
                self._painter.setPen(QColor(QUIET))
                label.draw(self._painter, QPointF(x, self._y + height + 2))
            self._y += tallest + PICTURE_GAP_PX
        self._write_caption(block.caption)

    def _write_caption(self, words: str) -> None:
        if words:
            self.write(words, SMALL_PX, colour=QUIET)
        self._y += AFTER_PX

    def _caption_height(self, words: str) -> float:
        return _height_of(_laid_out(printable(words), _font(SMALL_PX), self.width)) * LINE_SPACING if words else 0.0

    def _make_room(self, height: float) -> None:
        if self._y > 0 and self._y + height > self._height:
            self.end_page()
            self._writer.newPage()
            self._y, self._number = 0.0, self._number + 1

    def end_page(self) -> None:
        """Its foot: the title and the number."""
        self._painter.setPen(QColor(QUIET))
        self._painter.setFont(_font(9))
        place = QRectF(0, self._height + 4, self.width, FOOT_PX - 4)
        title = self._painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, int(self.width) - 60)
        self._painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, title)
        self._painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, f"{self._number}")


def _first_height(block: Block, width: float, page: float) -> float:
    """What of a block must fit below its heading."""
    match block:
        case Figure():
            return _fitted(block.width, block.height, width, MOST_OF_A_PAGE * page)[1] + 40
        case Pictures(pictures=(first, *_), side_px=side):
            return side * float(first.pixels.shape[0] / first.pixels.shape[1]) + 60
        case _:
            return 60.0


def _fitted(width: float, height: float, most_width: float, most_height: float) -> tuple[float, float]:
    scale = min(most_width / width, most_height / height)
    return width * scale, height * scale


def _font(size: float, *, is_strong: bool = False, is_code: bool = False) -> QFont:
    font = QFont()
    if is_code:
        font.setFamilies(["DejaVu Sans Mono", "Consolas", "Menlo", "monospace"])
    font.setPixelSize(max(1, round(size)))
    font.setBold(is_strong)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _laid_out(words: str, font: QFont, width: float) -> QTextLayout:
    """Lines of at most that width."""
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(10.0, width))
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return layout


def _height_of(layout: QTextLayout) -> float:
    heights: list[float] = [layout.lineAt(number).height() for number in range(layout.lineCount())]
    return sum(heights)


def _column_widths(table: Table, width: float) -> list[float]:
    """As wide as their words, as far as there is room; else the widest give way first."""
    metrics = QFontMetricsF(_font(SMALL_PX, is_strong=True))
    columns = zip(table.head, *table.rows, strict=True)
    natural = [
        CELL_GAP_PX + 1 + max(metrics.horizontalAdvance(line) for cell in cells for line in printable(cell).split("\n"))
        for cells in columns
    ]
    limit, left = width, width
    for count, each in zip(range(len(natural), 0, -1), sorted(natural), strict=True):
        if each > left / count:  # this one and all that are wider share what is left
            limit = left / count
            break
        left -= each
    return [min(each, limit) for each in natural]
