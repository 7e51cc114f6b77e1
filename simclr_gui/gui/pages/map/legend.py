"""The classes with their colours and forms: a click or a key hides one, a double click shows it alone."""

import pyqtgraph as pg
from pyqtgraph.graphicsItems.ScatterPlotItem import drawSymbol
from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from simclr_gui.gui.look.language import listed
from simclr_gui.gui.look.theme import SPACE, class_colour, class_marker
from simclr_gui.gui.parts.card import larger_type
from simclr_gui.gui.parts.painting import painting

SYMBOL_PX, ROW_HEIGHT_PX = 11, 24
HIDDEN_OPACITY = 0.35
FRAME_PX = 2  # of the entry that the keys have reached
MOST_ROWS = 3
SEARCH_PX, SCROLL_BAR_PX = 220, 12
TOGGLING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
ROWS_FURTHER: dict[Qt.Key, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
ENTRIES_FURTHER: dict[Qt.Key, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
Keys = tuple[tuple[str, str], ...]
Entry = tuple[str, int | str]


class Legend(QWidget):
    """As high as a few rows; of many classes the others are scrolled to, or searched for.

    Signals:
        toggled(int): a class was clicked.
        isolated(int): a class was clicked twice.
    """

    toggled = Signal(int)
    isolated = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = LegendEntries()
        self.entries.setObjectName("plain")
        self.entries.toggled.connect(self.toggled)
        self.entries.isolated.connect(self.isolated)
        self.entries.reached.connect(self._bring_into_view)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search classes…"))
        self.search.setAccessibleName(self.tr("Search classes"))
        self.search.setMaximumWidth(SEARCH_PX)
        self.search.textChanged.connect(self._search)
        self.area = QScrollArea()
        self.area.setWidget(self.entries)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its entries have the keys
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.search)
        column.addWidget(self.area)
        self._fit()

    def show_classes(self, names: tuple[str, ...]) -> None:
        self.search.clear()
        self.entries.show_classes(names)
        self.setAccessibleName(self.entries.all_words)
        self._fit()

    def explain(self, keys: Keys, *, by_class: bool) -> None:
        """What the colours mean where classes are told apart by their forms alone."""
        self.entries.explain(keys, by_class=by_class)
        self.setAccessibleName(self.entries.all_words)
        self._fit()

    def show_hidden(self, hidden: frozenset[int]) -> None:
        """Classes whose images are not shown."""
        self.entries.show_hidden(hidden)

    @Slot(QRect)
    def _bring_into_view(self, place: QRect) -> None:
        self.area.ensureVisible(place.center().x(), place.center().y(), 0, place.height() // 2)

    @Slot(str)
    def _search(self, text: str) -> None:
        self.entries.search(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Search and scroll bar are there only where they are needed, and the height does not follow the search."""
        width = max(1, self.width() - SCROLL_BAR_PX)
        rows = self.entries.all_rows(width)
        self.search.setVisible(rows > MOST_ROWS)
        self.entries.setFixedSize(width, self.entries.rows(width) * _row_px(self))
        self.area.setFixedHeight(max(1, min(MOST_ROWS, rows)) * _row_px(self))

    def heightForWidth(self, width: int) -> int:
        """What it needs there."""
        rows = self.entries.all_rows(max(1, width - SCROLL_BAR_PX))
        search_px = self.search.sizeHint().height() + SPACE // 2 if rows > MOST_ROWS else 0
        return max(1, min(MOST_ROWS, rows)) * _row_px(self) + search_px


def _row_px(widget: QWidget) -> int:
    return round(ROW_HEIGHT_PX * larger_type(widget))


class LegendEntries(QWidget):
    """Names in as many rows as the width asks for, then the keys of a colouring.

    While it has the focus a frame goes from class to class with the arrows; Space or Return does what a click does.

    Signals:
        toggled(int), isolated(int): as the legend's.
        reached(QRect): where the class stands to which the keys have gone.
    """

    toggled = Signal(int)
    isolated = Signal(int)
    reached = Signal(QRect)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self.keys: Keys = ()
        self._hidden: frozenset[int] = frozenset()
        self._searched = ""
        self._is_coloured = True
        self.current = 0  # the class that the keys have reached
        self.setToolTip(self.tr("Click a class to hide it; double-click to show only that class"))
        self.setAccessibleDescription(self.tr("Arrow keys go from class to class; Space hides or shows one."))

    def show_classes(self, names: tuple[str, ...]) -> None:
        self.current = self.current if names == self._names else 0
        self._names = names
        self._show()

    def explain(self, keys: Keys, *, by_class: bool) -> None:
        self.keys, self._is_coloured = keys, by_class
        self._show()

    def show_hidden(self, hidden: frozenset[int]) -> None:
        self._hidden = hidden
        self._tell_current()

    def search(self, text: str) -> None:
        """Leaves out the names that do not hold the text."""
        self._searched = text.casefold().strip()
        found = self._labels()
        if found and self.current not in found:
            self.current = found[0]
        self._tell_current()

    def rows(self, width: int) -> int:
        """Of what is shown."""
        return self._rows_of(self.entries(self._searched), width)

    def all_rows(self, width: int) -> int:
        """As if nothing was searched for."""
        return self._rows_of(self.entries(""), width)

    def _rows_of(self, entries: list[Entry], width: int) -> int:
        return max((place.bottom() // _row_px(self) + 1 for place in self._places(entries, width)), default=1)

    def _show(self) -> None:
        self._tell_current()

    @property
    def all_words(self) -> str:
        """The names and keys in a row."""
        return listed([*self._names, *(words for words, _ in self.keys)])

    def _labels(self) -> list[int]:
        """The classes that are shown here, in their order."""
        return [of for _, of in self.entries(self._searched) if isinstance(of, int)]

    def _tell_current(self) -> None:
        """To a screen reader, as the name of what has the focus; without classes there is nothing to go to."""
        labels = self._labels()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if labels else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self._words_of(self.current) if labels else self.all_words)
        self.update()

    def _words_of(self, label: int) -> str:
        words = self.tr("Class {name}: hidden") if label in self._hidden else self.tr("Class {name}: shown")
        return words.format(name=self._names[label])

    def _go_to(self, label: int) -> None:
        self.current = label
        self._tell_current()
        self.reached.emit(self.place_of(label))

    def entries(self, searched: str) -> list[Entry]:
        """Words, and the class that they name or the colour that they explain."""
        named: list[Entry] = [(name, label) for label, name in enumerate(self._names) if searched in name.casefold()]
        return [*named, *self.keys]

    def _places(self, entries: list[Entry], width: int) -> list[QRect]:
        places, row, left = [], 0, 0
        for words, _ in entries:
            needed = SYMBOL_PX + SPACE + self.fontMetrics().horizontalAdvance(words) + 2 * SPACE
            if left and left + needed > width:
                row, left = row + 1, 0
            places.append(QRect(left, row * _row_px(self), needed, _row_px(self)))
            left += needed
        return places

    def place_of(self, label: int) -> QRect:
        """Where the name of a class stands."""
        entries = self.entries(self._searched)
        place = next(number for number, (_, of) in enumerate(entries) if of == label)
        return self._places(entries, self.width())[place]

    def _class_at(self, at: QPointF) -> int | None:
        entries = self.entries(self._searched)
        for (_, of), place in zip(entries, self._places(entries, self.width()), strict=True):
            if isinstance(of, int) and place.contains(at.toPoint()):
                return of
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, labels = Qt.Key(event.key()), self._labels()
        if labels and key in TOGGLING:
            self.toggled.emit(self.current)
        elif labels and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to(labels[0 if key == Qt.Key.Key_Home else -1])
        elif labels and key in ENTRIES_FURTHER:
            self._go_to(labels[(labels.index(self.current) + ENTRIES_FURTHER[key]) % len(labels)])
        elif labels and key in ROWS_FURTHER:
            self._go_to(self._nearest_in_row(ROWS_FURTHER[key]))
        else:
            super().keyPressEvent(event)

    def _nearest_in_row(self, further: int) -> int:
        """The class that stands so many rows below; where there is no such row, the same class."""
        here = self.place_of(self.current)
        places = zip(
            self.entries(self._searched), self._places(self.entries(self._searched), self.width()), strict=True
        )
        wanted = here.top() + further * _row_px(self)
        there = [
            (abs(place.center().x() - here.center().x()), of) for (_, of), place in places if place.top() == wanted
        ]
        return min(((gap, of) for gap, of in there if isinstance(of, int)), default=(0, self.current))[1]

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit(self.place_of(self.current))
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            ink = self.palette().text().color()
            self._draw(painter, self.entries(self._searched), event.rect(), self.width(), ink)
            if self.hasFocus() and self._labels():
                painter.setOpacity(1)
                painter.setPen(QPen(self.palette().highlight().color(), FRAME_PX))
                painter.drawRoundedRect(self._frame_of(self.current), 4, 4)

    def _frame_of(self, label: int) -> QRectF:
        """Around symbol and name, half of the gaps beside them included."""
        place = QRectF(self.place_of(label))
        left = max(1.0, place.left() - SPACE / 2)
        return QRectF(left, place.top() + 1, place.right() - SPACE - left, place.height() - 2)

    def draw(self, painter: QPainter, place: QRect, ink: QColor) -> None:
        """All names and keys at another place, whatever is searched for here."""
        self._draw(painter, self.entries(""), place, place.width(), ink)

    def height_for(self, width: int) -> int:
        """What `draw` needs."""
        return self.all_rows(width) * ROW_HEIGHT_PX

    def _draw(self, painter: QPainter, entries: list[Entry], in_sight: QRect, width: int, ink: QColor) -> None:
        """Only the rows that are in sight: a thousand names take their time."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for (words, of), place in zip(entries, self._places(entries, width), strict=True):
            if not place.intersects(in_sight):
                continue
            painter.setOpacity(HIDDEN_OPACITY if of in self._hidden else 1)
            if isinstance(of, int):
                _draw_symbol(painter, place, class_marker(of), class_colour(of) if self._is_coloured else ink)
            else:
                _draw_symbol(painter, place, "s", of)
            painter.setPen(ink)
            beside = place.adjusted(SYMBOL_PX + SPACE, 0, 0, 0)
            painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


def _draw_symbol(painter: QPainter, place: QRect, marker: str, colour: object) -> None:
    painter.save()
    painter.translate(place.left() + SYMBOL_PX / 2 + 1, place.center().y() + 0.5)
    drawSymbol(painter, marker, SYMBOL_PX, pg.mkPen(None), pg.mkBrush(colour))
    painter.restore()
