"""What every lesson has: one idea, a question, something to touch, the answer, the formula on demand, a way on."""

from typing import Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from simclr_gui.gui.look.theme import CARD_GAP, SPACE
from simclr_gui.gui.pages.learn.answer_card import AnswerCard
from simclr_gui.gui.pages.learn.waiting_words import waiting_words
from simclr_gui.state.lesson_progress import Standing
from simclr_gui.state.lessons import Lessons
from simclr_gui.state.waiting import Waiting

MS_BEFORE_ANSWER_IS_LATE = 500  # a quicker one would only flicker
MS_BETWEEN_WORDS = 1_000  # seconds that are left are told


class Lesson(QWidget):
    """A screen; lessons add what is to be touched to `stage` and say what they show in `tell`.

    Attributes:
        idea: one sentence; the page says it at its top.

    Signals:
        touched(): the person has tried something.
        reveal_requested(), next_requested(): the answer, or the lesson that follows, is wanted.
        page_requested(str): the page of the program that uses the idea.
        start_requested(): a trained network is wanted.
    """

    touched = Signal()
    reveal_requested = Signal()
    next_requested = Signal()
    page_requested = Signal(str)
    start_requested = Signal()

    def __init__(self, idea: str, question: str, hint: str, answer: str, formula: str, link: str, page: str) -> None:
        super().__init__()
        self._page = page
        self.idea = idea
        self.card = AnswerCard(question, hint, answer, formula, link)
        self.card.reveal_requested.connect(self.reveal_requested)
        self.card.next_requested.connect(self.next_requested)
        self.card.link_requested.connect(self._follow)
        self.stage = QVBoxLayout()
        self.stage.setSpacing(CARD_GAP - 4)
        self._sentences: tuple[str, ...] = ()
        self._lessons_awaited: Lessons | None = None
        self._awaited: tuple[str, ...] = ()
        self._is_late = QTimer(self)
        self._is_late.setSingleShot(True)
        self._is_late.setInterval(MS_BEFORE_ANSWER_IS_LATE)
        self._is_late.timeout.connect(self._show_waiting)
        self._ticks = QTimer(self)
        self._ticks.setInterval(MS_BETWEEN_WORDS)
        self._ticks.timeout.connect(self._show_waiting)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(self.stage, 1)
        layout.addWidget(self.card)

    def touched_by(self, *signals: Any) -> None:
        """These signals mean that a person has tried something; what the program moves by itself must not send them."""
        for signal in signals:
            signal.connect(self.touch)

    @Slot()
    def touch(self) -> None:
        self.touched.emit()

    def show_standing(self, standing: Standing) -> None:
        """What is told is hidden before the lesson was touched."""
        self.card.show_standing(standing)

    def tell(self, *sentences: str) -> None:
        """What is seen right now: the answer that the image gives."""
        self._sentences = sentences
        self.card.tell(sentences)
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
        """From now on it is told what requests of these kinds wait for."""
        self._lessons_awaited, self._awaited = lessons, kinds
        lessons.waiting_changed.connect(self.follow_waiting)

    @Slot()
    def follow_waiting(self) -> None:
        """Tells at once that the first answer is on its way, and of further ones where they are late."""
        if self._waiting() is None or not self.has_answer:
            self._is_late.stop()
            self._show_waiting()
        elif self._ticks.isActive():
            self._show_waiting()
        elif not self._is_late.isActive():
            self._is_late.start()

    def _waiting(self) -> Waiting | None:
        return None if self._lessons_awaited is None else self._lessons_awaited.waiting(*self._awaited)

    @Slot()
    def _show_waiting(self) -> None:
        """What is waited for, and how long still, while somebody looks."""
        waiting = None if self._is_late.isActive() else self._waiting()
        if waiting is None or self._lessons_awaited is None:
            self._ticks.stop()
            self.card.show_waiting(None, "")
            return
        if self.isVisible() and not self._ticks.isActive():
            self._ticks.start()
        self.card.show_waiting(waiting, waiting_words(waiting, is_engine_busy=self._lessons_awaited.is_engine_busy))

    def enter(self) -> None:
        """The lesson is looked at: it may ask for what it needs."""

    @Slot()
    def enter_again(self) -> None:
        """Another network or other images are in hand: whoever is looked at shows them."""
        if self.isVisible():
            self.enter()

    def leave(self) -> None:
        """Nobody looks any more: what moves by itself stops."""

    def hideEvent(self, event: QHideEvent) -> None:
        self._ticks.stop()
        self.leave()
        super().hideEvent(event)

    @Slot()
    def _follow(self) -> None:
        self.page_requested.emit(self._page)
