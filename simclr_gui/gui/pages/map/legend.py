"""The classes with their colours and forms: a click hides one, a double click shows it alone."""

import pyqtgraph as pg
from pyqtgraph.graphicsItems.ScatterPlotItem import drawSymbol
from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simclr_gui.gui.look.theme import SPACE, class_colour, class_marker
from simclr_gui.gui.parts.painting import painting

SYMBOL_PX, ROW_HEIGHT_PX = 11, 24
HIDDEN_OPACITY = 0.35
Keys = tuple[tuple[str, str], ...]


class Legend(QWidget):
    """Names in as many rows as the width asks for, then the keys of a colouring.

    Signals:
        toggled(int): a class was clicked.
        isolated(int): a class was clicked twice.
    """

    toggled = Signal(int)
    isolated = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._keys: Keys = ()
        self._hidden: frozenset[int] = frozenset()
        self._is_coloured = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setToolTip(self.tr("Click a class to hide it, twice to see it alone"))

    def show_classes(self, names: tuple[str, ...]) -> None:
        self._names = names
        self._show()

    def explain(self, keys: Keys, *, by_class: bool) -> None:
        """What the colours mean where classes are told apart by their forms alone."""
        self._keys, self._is_coloured = keys, by_class
        self._show()

    def show_hidden(self, hidden: frozenset[int]) -> None:
        """Classes whose pictures are not shown."""
        self._hidden = hidden
        self.update()

    def _show(self) -> None:
        self.setAccessibleName(", ".join([*self._names, *(words for words, _ in self._keys)]))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max((place.bottom() for place in self._places(width)), default=ROW_HEIGHT_PX) + 1

    def sizeHint(self) -> QSize:
        width = max(self.width(), 300)
        return QSize(width, self.heightForWidth(width))

    def _places(self, width: int) -> list[QRect]:
        """Where every name and every key is."""
        places, row, left = [], 0, 0
        for words in (*self._names, *(words for words, _ in self._keys)):
            needed = SYMBOL_PX + SPACE + self.fontMetrics().horizontalAdvance(words) + 2 * SPACE
            if left and left + needed > width:
                row, left = row + 1, 0
            places.append(QRect(left, row * ROW_HEIGHT_PX, needed, ROW_HEIGHT_PX))
            left += needed
        return places

    def _class_at(self, at: QPointF) -> int | None:
        for label, place in enumerate(self._places(self.width())[: len(self._names)]):
            if place.contains(at.toPoint()):
                return label
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        label = self._class_at(event.position())
        if label is not None:
            self.toggled.emit(label)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The two clicks before have hidden the class and shown it again."""
        label = self._class_at(event.position())
        if label is not None:
            self.isolated.emit(label)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            places = self._places(self.width())
            ink = self.palette().text().color()
            for label, (name, place) in enumerate(zip(self._names, places, strict=False)):
                painter.setOpacity(HIDDEN_OPACITY if label in self._hidden else 1)
                colour = class_colour(label) if self._is_coloured else ink
                self._paint_entry(painter, place, name, class_marker(label), colour)
            painter.setOpacity(1)
            for (words, colour), place in zip(self._keys, places[len(self._names) :], strict=True):
                self._paint_entry(painter, place, words, "s", colour)

    def _paint_entry(self, painter: QPainter, place: QRect, words: str, marker: str, colour: object) -> None:
        painter.save()
        painter.translate(place.left() + SYMBOL_PX / 2 + 1, place.center().y() + 0.5)
        drawSymbol(painter, marker, SYMBOL_PX, pg.mkPen(None), pg.mkBrush(colour))
        painter.restore()
        painter.setPen(self.palette().text().color())
        painter.drawText(
            place.adjusted(SYMBOL_PX + SPACE, 0, 0, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            words,
        )
