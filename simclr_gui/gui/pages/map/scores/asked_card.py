"""A card whose chart is computed only when somebody asks: before that, what it would show and the button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from simclr_gui.gui.pages.map.scores.words import open_or_close
from simclr_gui.gui.parts.card import Card, label, row

LEAST_OUTLINE_PX = 40  # of a chart without numbers; with them it says itself what it needs


class AskedCard(Card):
    """A chart and a sentence that follows from its numbers.

    Signals:
        requested(): the chart is asked for.
    """

    requested = Signal()

    def __init__(self, chart: QWidget, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._tip = ""
        self.term, self.button = label("", "caption"), QPushButton()
        self.promise, self.words = label(), label("", "caption")
        for text in (self.promise, self.words):
            text.setWordWrap(True)
        self.words.setMinimumHeight(2 * self.words.fontMetrics().lineSpacing())
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.go_on = QPushButton(self.tr("Resume"))
        self.go_on.hide()
        for button in (self.button, self.go_on):
            button.clicked.connect(self.requested)
        self.body.removeWidget(self.title)
        head = row(self.title, self.term, self.button)
        head.setStretch(1, 1)
        self.body.addLayout(head)
        self._chart = chart
        self._below = self._make_line_below()
        self.body.addWidget(self.promise)
        self.body.addWidget(chart, 1)
        self.body.addWidget(self._below)

    def dress(self, title: str, action: str, tip: str) -> None:
        """Writes the title, and what the button says and does."""
        self.title.setText(title)
        self.title.show()
        self.button.setText(action)
        self._tip = tip

    def _make_line_below(self) -> QWidget:
        below = QWidget()
        line = row(self.words, self.go_on)
        line.setContentsMargins(0, 0, 0, 0)
        line.setStretch(0, 1)
        below.setLayout(line)
        return below

    def open_button(self, is_open: bool) -> None:
        """Closed while something else is computed."""
        for button in (self.button, self.go_on):
            open_or_close(button, is_open, self._tip)

    def show_chart(self, term: str, sentence: str, *, is_whole: bool = True) -> None:
        """Shows the chart, beside the title how it was scored, and a sentence below; the rest can be asked for."""
        self.go_on.setVisible(not is_whole)
        self.term.setText(term)
        self.words.setText(sentence)
        self.promise.hide()
        self.button.hide()
        self._chart.setMinimumHeight(0)  # its own
        self._chart.show()
        self._below.show()

    def show_prompt(self, promise: str, *, can_ask: bool = True) -> None:
        """Says what there would be to see, above the outline of it, or why there is nothing."""
        self.term.setText("")
        self.promise.setText(promise)
        self.button.setVisible(can_ask)
        self.promise.show()
        self._chart.setMinimumHeight(LEAST_OUTLINE_PX)
        self._chart.setVisible(can_ask)
        self._below.hide()
