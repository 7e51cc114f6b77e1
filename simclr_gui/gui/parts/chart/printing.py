"""A chart on paper: an image for a paper, or a drawing that can be enlarged."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from simclr_gui.gui.parts.paper import draw_sheet, on_paper, paper_size
from simclr_gui.gui.parts.saving import save_file, save_image


def write_png(path: Path, chart: QWidget, source: str) -> None:
    """The chart as it stands, with the name of its run; UserError where it cannot be written."""
    save_image(path, on_paper(chart.size(), lambda painter: _draw(chart, painter), source))


def write_svg(path: Path, chart: QWidget, title: str, source: str) -> None:
    """The same as a drawing; UserError where it cannot be written."""
    content = QBuffer()
    drawing = QSvgGenerator()  # pyqtgraph's own exporter fails on the dots at the lines' ends
    drawing.setOutputDevice(content)
    size = paper_size(chart.size())
    drawing.setSize(size)
    drawing.setViewBox(QRect(QPoint(), size))
    drawing.setTitle(title)
    with QPainter(drawing) as painter:
        draw_sheet(painter, size, lambda sheet: _draw(chart, sheet), source)
    save_file(path, bytes(content.data().data()))


def _draw(chart: QWidget, painter: QPainter) -> None:
    chart.render(painter, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
