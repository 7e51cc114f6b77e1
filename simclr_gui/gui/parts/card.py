"""Cards, titles and captions: the plain furniture of a page."""

import re
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from simclr_gui.gui.look.theme import BODY_PT, CARD_GAP, LONG_SENTENCE_PT, PAGE_EDGE, SENTENCE_PT, SPACE
from simclr_gui.gui.parts.balanced_text import balanced_width
from simclr_gui.gui.parts.buttons import pass_space_on

Kind = TypeVar("Kind", bound=QWidget)
TEXT_WIDTH_PX, WAITING_WIDTH_PX = 520, 160
HEADLINES_PT = {"short": SENTENCE_PT, "long": LONG_SENTENCE_PT, "longest": BODY_PT}  # the style knows them too
MOST_HEIGHT_PX = 10_000
UNBROKEN_SPACE, WORD_JOINER = "\u00a0", "\u2060"
AFTER_WIDE_COLON = re.compile(r"(?<=：)(?=[≈+−-]?\d)")  # where Qt would break a line
BEFORE_VALUE = re.compile(r"(?<=:) (?=[≈+−-]?\d)|(?<=≈) (?=\d)")
WITHIN_PAIR = re.compile(r"(?<![,，]) ")


class Words(QLabel):
    """Plain words that break between words, but never between a number and its per cent or its error."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        """The same words again cost nothing: Qt would lay the whole window out anew."""
        text = unbroken(text)
        if text != super().text():
            super().setText(text)

    def text(self) -> str:
        """As it was said."""
        return super().text().replace(UNBROKEN_SPACE, " ").replace(WORD_JOINER, "")


def unbroken(text: str) -> str:
    """No line begins with a per cent sign, or parts a value from its error or from the name before its colon."""
    text = text.replace(" %", f"{UNBROKEN_SPACE}%").replace(" ± ", f"{UNBROKEN_SPACE}±{UNBROKEN_SPACE}")
    return AFTER_WIDE_COLON.sub(WORD_JOINER, BEFORE_VALUE.sub(UNBROKEN_SPACE, text))


def pairs_unbroken(text: str) -> str:
    """Names with their values, of which the text holds nothing else, are parted after commas alone."""
    return WITHIN_PAIR.sub(UNBROKEN_SPACE, text)


class Card(QFrame):
    """A faint surface with an optional title; add to `body`."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(CARD_GAP, CARD_GAP - 4, CARD_GAP, CARD_GAP - 4)
        self.body.setSpacing(SPACE)
        self.title = label(title, "title")
        self.body.addWidget(self.title)  # first: without a parent it would flash up as a window of its own
        self.title.setVisible(bool(title))


class Page(QWidget):
    """A page: one sentence at the top, then whatever is added to `body`.

    Signals:
        start_requested(): a network is wanted, to have something to show.
        page_requested(str): another page, by its name.
        failed(object): a Failure of what was to be written.
        saved(Path): something was written there.
        copied(str): something is in the clipboard, in words.

    Attributes:
        source: whose figures stand on it: the name of a run, or nothing.
    """

    start_requested = Signal()
    page_requested = Signal(str)
    failed = Signal(object)
    saved = Signal(object)
    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source: Callable[[], str] = str
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(PAGE_EDGE, CARD_GAP, PAGE_EDGE, PAGE_EDGE - 8)
        self.body.setSpacing(CARD_GAP - 4)
        self.sentence = Headline(self)
        self.body.addWidget(self.sentence)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.sentence.fit()

    def enter(self) -> None:
        """The page is opened."""

    def show_previous(self) -> None:
        """The left arrow: what stands before what is shown."""

    def show_next(self) -> None:
        """The right arrow: what stands after it."""

    def let_go(self) -> None:
        """Escape: of whatever is looked at."""


def around(widget: QWidget, kind: type[Kind]) -> Kind | None:
    """The nearest of this kind that the widget stands in, itself among them; None where it stands in none."""
    above: QWidget | None = widget
    while above is not None and not isinstance(above, kind):
        above = above.parentWidget()
    return above


def page_around(widget: QWidget) -> Page:
    """The page on which a widget stands, which tells for it what was saved; LookupError where it stands on none."""
    page = around(widget, Page)
    if page is None:
        raise LookupError(f"{type(widget).__name__} stands on no page")
    return page


class Headline(Words):
    """One sentence in the room of two lines: nothing moves when one line becomes two, and a longer one is smaller."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.setObjectName("sentence")
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.fit()

    def setText(self, text: str) -> None:
        super().setText(text)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Takes the largest step of type in which the sentence has room; a longer one than any pushes the page."""
        room = 2 * self._metrics(SENTENCE_PT).lineSpacing()
        self.setMinimumHeight(room)
        length = next((step for step, size_pt in HEADLINES_PT.items() if self._height_at(size_pt) <= room), "longest")
        if self.property("length") != length:
            self.setProperty("length", length)
            self.style().unpolish(self)
            self.style().polish(self)

    def _metrics(self, size_pt: int) -> QFontMetrics:
        font = QFont(self.font())
        font.setPointSizeF(size_pt * larger_type(self.parentWidget() or self))
        return QFontMetrics(font)

    def _height_at(self, size_pt: int) -> int:
        place = QRect(0, 0, max(1, self.width()), MOST_HEIGHT_PX)
        return self._metrics(size_pt).boundingRect(place, Qt.TextFlag.TextWordWrap, QLabel.text(self)).height()


class EmptyState(QStackedWidget):
    """Content, or a prompt while there is none: what will be seen here, and what can be done about it.

    Attributes:
        starts_training: whether that is what the button does.

    Signals:
        requested(): the button was pressed.
    """

    requested = Signal()

    def __init__(self, content: QWidget, text: str, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = label(text)
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton()
        self.button.setProperty("role", "primary")
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.starts_training = False
        pass_space_on(self.button, lambda: self.starts_training)
        self.button.clicked.connect(self.requested)
        self.waiting = QProgressBar()
        self.waiting.setRange(0, 0)
        self.waiting.setTextVisible(False)
        self.waiting.setFixedWidth(WAITING_WIDTH_PX)
        self.waiting.setAccessibleName(self.tr("Something is on its way"))
        self._content = content
        self._prompt = QWidget()
        self.addWidget(self._prompt)
        self.addWidget(content)
        layout = QVBoxLayout(self._prompt)
        layout.addStretch(1)
        for widget in (self.text, self.button, self.waiting):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
            layout.addSpacing(SPACE)
        layout.addStretch(1)
        self.say(text)
        self.offer(action)

    def say(self, text: str) -> None:
        self.text.setText(text)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """The page's width would leave the text one line; its lines are about equally long."""
        self.text.ensurePolished()
        width_px = balanced_width(QLabel.text(self.text), self.text.font(), round(TEXT_WIDTH_PX * larger_type(self)))
        self.text.setFixedWidth(width_px)
        self.text.setMinimumHeight(max(0, self.text.heightForWidth(width_px)))

    def offer(self, action: str, *, is_waiting: bool = False) -> None:
        """A button that does it, or where nothing is to be done, a moving line while something is on its way."""
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.waiting.setVisible(is_waiting and not action)

    def show_content(self, is_there: bool) -> None:
        self.setCurrentWidget(self._content if is_there else self._prompt)


def label(text: str = "", role: str = "") -> QLabel:
    """A label in one of the roles that the style knows: title, caption, trouble, badge."""
    result = Words(text)
    if role:
        result.setProperty("role", role)
    return result


def larger_type(widget: QWidget) -> float:
    """How many times larger than usual the type is; sizes that hold words grow with it."""
    return max(1.0, widget.font().pointSizeF() / BODY_PT)


def row(*widgets: QWidget, spacing: int = SPACE) -> QHBoxLayout:
    """Widgets side by side, without margins."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    return layout
