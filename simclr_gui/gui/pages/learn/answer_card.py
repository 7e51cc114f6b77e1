"""Below a lesson: its question, what is told of it, and the way on: show the answer, then the next lesson."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QWidget

from simclr_gui.gui.look.language import spoken_in_a_row
from simclr_gui.gui.parts.card import WAITING_WIDTH_PX, Card, label, row
from simclr_gui.state.lesson_progress import Standing
from simclr_gui.state.waiting import Waiting

STEPS = 1_000  # of the line that shows a share
LINES_TOLD = 2


class AnswerCard(Card):
    """What is told stays hidden until the image was touched or the answer asked for; what is waited for never does.

    Signals:
        reveal_requested(), next_requested(), link_requested(): the buttons.
    """

    reveal_requested = Signal()
    next_requested = Signal()
    link_requested = Signal()

    def __init__(self, question: str, hint: str, answer: str, formula: str, link: str) -> None:
        super().__init__()
        self._hint, self._answer = hint, answer
        self._standing = Standing.ASKED
        self._sentences: tuple[str, ...] = ()
        self._waiting_words = ""
        self.question = label(question)
        self.question.setProperty("role", "question")
        self.told = label()
        self.told.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.formula = label(formula, "formula")
        self.formula.hide()
        self.formula.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for words in (self.question, self.told, self.formula):
            words.setWordWrap(True)
        self.waiting_line = QProgressBar()
        self.waiting_line.setTextVisible(False)
        self.waiting_line.setFixedWidth(WAITING_WIDTH_PX)
        self.waiting_line.setAccessibleName(self.tr("Something is on its way"))
        self.waiting_line.hide()
        self.formula_button, self.link_button = _link(self.tr("Formula")), _link(link)
        self.formula_button.setCheckable(True)
        self.formula_button.toggled.connect(self.formula.setVisible)
        self.link_button.clicked.connect(self.link_requested)
        self.reveal_button, self.next_button = QPushButton(self.tr("Show the answer")), QPushButton()
        self.reveal_button.setToolTip(self.tr("Show the answer (Enter)"))
        self.next_button.hide()
        self.reveal_button.clicked.connect(self.reveal_requested)
        self.next_button.clicked.connect(self.next_requested)
        self._lay_out()
        self._keep_room()
        self.show_standing(Standing.ASKED)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._keep_room()

    def _keep_room(self) -> None:
        """For the lines of most answers, so that the image stays where it is when they appear."""
        self.told.ensurePolished()
        self.told.setMinimumHeight(LINES_TOLD * self.told.fontMetrics().lineSpacing())

    def _lay_out(self) -> None:
        told = row(self.told, self.waiting_line, self.reveal_button)
        told.setStretch(0, 1)
        for widget in (self.waiting_line, self.reveal_button):
            told.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.addWidget(self.formula_button)
        buttons.addWidget(self.link_button)
        buttons.addStretch(1)
        buttons.addWidget(self.next_button)
        self.body.addWidget(self.question)
        self.body.addLayout(told)
        self.body.addWidget(self.formula)
        self.body.addLayout(buttons)

    @property
    def is_answered(self) -> bool:
        return self._standing is Standing.REVEALED

    def offer_next(self, title: str) -> None:
        """The lesson that follows; none follows the last."""
        self.next_button.setText(self.tr("Next: {lesson}").format(lesson=title))
        self.next_button.setToolTip(self.tr("Next lesson (right arrow)"))
        self.next_button.setVisible(bool(title))

    def show_standing(self, standing: Standing) -> None:
        """One button is the thing to press: the answer first, then the next lesson."""
        self._standing = standing
        if self.is_answered and self.reveal_button.hasFocus():
            self.next_button.setFocus()
        self.reveal_button.setVisible(not self.is_answered)
        _emphasise(self.reveal_button, standing is Standing.ASKED)
        _emphasise(self.next_button, standing is not Standing.ASKED)
        self._say()

    def tell(self, sentences: tuple[str, ...]) -> None:
        """What is seen right now."""
        self._sentences = sentences
        self._say()

    def show_waiting(self, waiting: Waiting | None, words: str) -> None:
        self._waiting_words = words if waiting is not None else ""
        self.waiting_line.setVisible(waiting is not None)
        if waiting is not None:
            share = None if waiting.announced is None else waiting.announced.share
            self.waiting_line.setRange(0, 0 if share is None else STEPS)
            if share is not None:
                self.waiting_line.setValue(round(STEPS * share))
        self._say()

    @Slot()
    def _say(self) -> None:
        told = [self._answer] if self.is_answered else []
        if self._standing is not Standing.ASKED:
            told += self._sentences
        elif not self._waiting_words:
            told.append(self._hint)
        self.told.setText(spoken_in_a_row(*told, self._waiting_words))


def _link(words: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("role", "link")
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return button


def _emphasise(button: QWidget, is_primary: bool) -> None:
    role = "primary" if is_primary else "secondary"
    if button.property("role") != role:
        button.setProperty("role", role)
        button.style().unpolish(button)
        button.style().polish(button)
        button.updateGeometry()  # its type is heavier now
