"""The line above a chart: its title, the field's term, the last value or the one under the mouse, and a button."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton

from simclr_gui.gui.look.figures import use_tabular_figures
from simclr_gui.gui.look.theme import SPACE
from simclr_gui.gui.parts.card import label
from simclr_gui.gui.parts.chart.text import ChartText

VALUE_WIDTH_PX, HEAD_GAP_PX = 60, 2
TERM_GAP_PX = SPACE - HEAD_GAP_PX  # more, before the term


class ChartHead(QHBoxLayout):
    """As wide as the widget that it lies in; where room is scarce the term goes first, then the value.

    Attributes:
        candidates: the value in words, the longest first.
    """

    def __init__(self, text: ChartText, more: QToolButton) -> None:
        super().__init__()
        self.text, self._more = text, more
        self.candidates: tuple[str, ...] = ()
        self.value = label("", "title")
        use_tabular_figures(self.value)
        self.title, self.term = label(text.title, "title"), label(text.term, "caption")
        self.title.setMinimumWidth(1)
        self.term.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.term.setContentsMargins(TERM_GAP_PX, 0, 0, 0)
        self.setSpacing(HEAD_GAP_PX)
        self.addWidget(self.title)
        self.addWidget(self.term, 1)
        self.addWidget(self.value)
        self.addWidget(more)

    def set_term(self, term: str) -> None:
        """Shows another term beside the plain words."""
        self.text = replace(self.text, term=term)
        self._fit_term()

    def fit(self) -> None:
        """A title that has no room ends in dots, and a tooltip tells it."""
        room = self._width() - self._more.sizeHint().width() - 3 * HEAD_GAP_PX
        shown = self.title.fontMetrics().elidedText(self.text.title, Qt.TextElideMode.ElideRight, room)
        self.title.setText(shown)
        self.title.setToolTip("" if shown == self.text.title else self.text.title)
        self.show_value(*self.candidates)

    def show_value(self, *candidates: str) -> None:
        """Writes the first that does not hide the title; the table tells everything."""
        self.candidates = candidates
        room, metrics = self._room_beside_title(), self.value.fontMetrics()
        self.value.setText(next((words for words in candidates if metrics.horizontalAdvance(words) <= room), ""))
        self.value.setHidden(not self.value.text())  # an empty label takes room of the title
        self._fit_term()

    def colour(self, text: str, quiet: str) -> None:
        """The colours of title and value, and of the term."""
        for words, colour in ((self.title, text), (self.value, text), (self.term, quiet)):
            words.setStyleSheet(f"color: {colour};")

    def _fit_term(self) -> None:
        """Leaves the term out where the plain words take all the room."""
        value_px = max(VALUE_WIDTH_PX, self.value.fontMetrics().horizontalAdvance(self.value.text()))
        needed = self.term.fontMetrics().horizontalAdvance(self.text.term) + value_px + TERM_GAP_PX + SPACE
        self.term.setText(self.text.term if self._room_beside_title() >= needed else "")

    def _room_beside_title(self) -> int:
        return self._width() - self.title.sizeHint().width() - self._more.sizeHint().width() - 2 * SPACE

    def _width(self) -> int:
        widget = self.parentWidget()
        return widget.width() if widget is not None else 0
