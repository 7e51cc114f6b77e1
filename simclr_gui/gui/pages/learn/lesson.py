"""What every lesson has: one idea, something to touch, a question to try, the formula on demand, a way on."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from simclr_gui.gui.look.figures import percent_done
from simclr_gui.gui.look.language import spoken, spoken_in_a_row
from simclr_gui.gui.look.theme import CARD_GAP, SPACE
from simclr_gui.gui.parts.card import WAITING_WIDTH_PX, Card, label, row
from simclr_gui.state.lessons import Lessons, Wait, Waiting

STEPS = 1_000  # of the line that shows a share
MS_BEFORE_ANSWER_IS_LATE = 500  # a quicker one would only flicker


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
        self._sentences: tuple[str, ...] = ()
        self._told = label()
        self._told.setWordWrap(True)
        self.waiting_line = QProgressBar()
        self.waiting_line.setTextVisible(False)
        self.waiting_line.setFixedWidth(WAITING_WIDTH_PX)
        self.waiting_line.setAccessibleName(self.tr("Something is on its way"))
        self.waiting_line.hide()
        self._lessons_awaited: Lessons | None = None
        self._awaited: tuple[str, ...] = ()
        self._is_late = QTimer(self)
        self._is_late.setSingleShot(True)
        self._is_late.setInterval(MS_BEFORE_ANSWER_IS_LATE)
        self._is_late.timeout.connect(self._show_waiting)
        below = Card()
        line = QHBoxLayout()
        line.addWidget(self.question, 1)
        line.addWidget(self.formula_button)
        line.addWidget(self.link_button)
        below.body.addLayout(line)
        told = row(self._told, self.waiting_line)
        told.setStretch(0, 1)
        below.body.addLayout(told)
        below.body.addWidget(self.formula)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(self.stage, 1)
        layout.addWidget(below)

    def tell(self, *sentences: str) -> None:
        """What is seen right now: the answer that the picture gives."""
        self._sentences = sentences
        if self.has_answer and self._waiting() is not None:
            self._is_late.start()
        else:
            self._is_late.stop()
        self._show_waiting()

    @property
    def has_answer(self) -> bool:
        """Whether there is something to be seen: what is asked after that may take a moment before it is told."""
        return bool(self._sentences)

    def wait_for(self, lessons: Lessons, *kinds: str) -> None:
        """From now on it is told what wishes of these kinds wait for."""
        self._lessons_awaited, self._awaited = lessons, kinds
        lessons.waiting_changed.connect(self.follow_waiting)

    @Slot()
    def follow_waiting(self) -> None:
        """Tells at once that the first answer is on its way, and of further ones where they are late."""
        if self._waiting() is None or not self.has_answer:
            self._is_late.stop()
            self._show_waiting()
        elif self.waiting_line.isVisible():
            self._show_waiting()
        elif not self._is_late.isActive():
            self._is_late.start()

    def _waiting(self) -> Waiting | None:
        return None if self._lessons_awaited is None else self._lessons_awaited.waiting(*self._awaited)

    @Slot()
    def _show_waiting(self) -> None:
        """What is seen, and what is waited for."""
        waiting = self._waiting()
        is_shown = waiting is not None and not self._is_late.isActive()
        self.waiting_line.setVisible(is_shown)
        if waiting is None or not is_shown:
            self._told.setText(spoken_in_a_row(*self._sentences))
            return
        share = None if waiting.announced is None else waiting.announced.share
        self.waiting_line.setRange(0, 0 if share is None else STEPS)
        if share is not None:
            self.waiting_line.setValue(round(STEPS * share))
        self._told.setText(spoken_in_a_row(*self._sentences, self._waiting_words(waiting)))

    def _waiting_words(self, waiting: Waiting) -> str:
        announced = waiting.announced
        if announced is not None and announced.share is not None:
            words = self.tr("{sentence}… {share:.0f} % of this step")
            return words.format(sentence=spoken(announced.sentence), share=percent_done(announced.share))
        if announced is not None:
            return f"{spoken(announced.sentence)}…"
        if waiting.reason is Wait.LOADING:
            return self.tr("Starting up. The lesson follows in a few seconds…")
        if waiting.reason is Wait.QUEUED:
            return self.tr("Waiting for another lesson to finish…")
        if self._lessons_awaited is not None and self._lessons_awaited.is_engine_busy:
            return self.tr("Computing… This takes longer while a run is in progress.")
        return self.tr("Computing…")

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
