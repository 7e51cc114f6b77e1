"""What every lesson has: one idea, something to touch, a question to try, the formula on demand, a way on."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from simclr_gui.gui.look.language import spoken_in_a_row
from simclr_gui.gui.look.theme import CARD_GAP, SPACE
from simclr_gui.gui.parts.card import Card, label


class Lesson(QWidget):
    """A screen; lessons add what is to be touched to `stage` and say what they show in `tell`.

    Attributes:
        idea: one sentence; the page says it at its top.

    Signals:
        page_wished(int): the page of the program that uses the idea.
        start_wished(): a trained network is wanted.
    """

    page_wished = Signal(int)
    start_wished = Signal()

    def __init__(self, idea: str, question: str, formula: str, link: str, page: int) -> None:
        super().__init__()
        self._page = page
        self.idea = idea
        self.question = label(question)
        self.question.setWordWrap(True)
        self.question.setProperty("role", "question")
        self.formula = label(formula, "formula")
        self.formula.setWordWrap(True)
        self.formula.hide()
        self.formula.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.formula_button = QPushButton(self.tr("Formula"))
        self.formula_button.setCheckable(True)
        self.formula_button.setProperty("role", "link")
        self.formula_button.toggled.connect(self.formula.setVisible)
        self.link_button = QPushButton(link)
        self.link_button.setProperty("role", "link")
        self.link_button.clicked.connect(self._follow)
        for button in (self.formula_button, self.link_button):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.stage = QVBoxLayout()
        self.stage.setSpacing(CARD_GAP - 4)
        self._told = label()
        self._told.setWordWrap(True)
        below = Card()
        line = QHBoxLayout()
        line.addWidget(self.question, 1)
        line.addWidget(self.formula_button)
        line.addWidget(self.link_button)
        below.body.addLayout(line)
        below.body.addWidget(self._told)
        below.body.addWidget(self.formula)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(self.stage, 1)
        layout.addWidget(below)

    def tell(self, *sentences: str) -> None:
        """What is seen right now: the answer that the picture gives."""
        self._told.setText(spoken_in_a_row(*sentences))

    def enter(self) -> None:
        """The lesson is looked at: it may ask for what it needs."""

    @Slot()
    def enter_again(self) -> None:
        """Another network or other pictures are in hand: whoever is looked at shows them."""
        if self.isVisible():
            self.enter()

    def leave(self) -> None:
        """Nobody looks any more: what moves by itself stops."""

    def hideEvent(self, event: QHideEvent) -> None:
        self.leave()
        super().hideEvent(event)

    @Slot()
    def _follow(self) -> None:
        self.page_wished.emit(self._page)
