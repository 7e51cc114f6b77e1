"""The classes with their colours and forms."""

import pyqtgraph as pg
from pyqtgraph.graphicsItems.ScatterPlotItem import drawSymbol
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simclr_gui.gui.look.theme import SPACE, class_colour, class_marker

SYMBOL_PX, ROW_HEIGHT_PX = 11, 24


class Legend(QWidget):
    """Names in as many rows as the width asks for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._is_coloured = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_classes(self, names: tuple[str, ...]) -> None:
        self._names = names
        self.setAccessibleName(", ".join(names))
        self.updateGeometry()
        self.update()

    def set_coloured(self, coloured: bool) -> None:
        """Whether classes are told apart by colour too, or by their forms alone."""
        self._is_coloured = coloured
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return ROW_HEIGHT_PX * (1 + max((row for row, _ in self._places(width)), default=0))

    def sizeHint(self) -> QSize:
        width = max(self.width(), 300)
        return QSize(width, self.heightForWidth(width))

    def _places(self, width: int) -> list[tuple[int, int]]:
        """Row and left edge of every name."""
        places, row, left = [], 0, 0
        for name in self._names:
            needed = SYMBOL_PX + SPACE + self.fontMetrics().horizontalAdvance(name) + 2 * SPACE
            if left and left + needed > width:
                row, left = row + 1, 0
            places.append((row, left))
            left += needed
        return places

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for label, (row, left) in enumerate(self._places(self.width())):
            middle = row * ROW_HEIGHT_PX + ROW_HEIGHT_PX / 2
            painter.save()
            painter.translate(left + SYMBOL_PX / 2 + 1, middle)
            colour = class_colour(label) if self._is_coloured else self.palette().text().color()
            drawSymbol(painter, class_marker(label), SYMBOL_PX, pg.mkPen(None), pg.mkBrush(colour))
            painter.restore()
            painter.setPen(self.palette().text().color())
            painter.drawText(
                left + SYMBOL_PX + SPACE,
                row * ROW_HEIGHT_PX,
                self.width(),
                ROW_HEIGHT_PX,
                Qt.AlignmentFlag.AlignVCenter,
                self._names[label],
            )
