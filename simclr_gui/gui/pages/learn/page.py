"""The Learn page: lessons at the left, one screen at the right; arrow keys step through them."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QStackedWidget, QWidget

from simclr_gui.gui.look.language import spoken_in_a_row
from simclr_gui.gui.look.theme import CARD_GAP, Theme
from simclr_gui.gui.pages.learn.chain import ChainLesson
from simclr_gui.gui.pages.learn.contrast import ContrastLesson
from simclr_gui.gui.pages.learn.convolution import ConvolutionLesson
from simclr_gui.gui.pages.learn.degradation import DegradationLesson
from simclr_gui.gui.pages.learn.evaluation import EvaluationLesson
from simclr_gui.gui.pages.learn.gradients import GradientsLesson
from simclr_gui.gui.pages.learn.head import HeadLesson
from simclr_gui.gui.pages.learn.lesson import Lesson
from simclr_gui.gui.pages.learn.pooling import PoolingLesson
from simclr_gui.gui.pages.learn.residual import ResidualLesson
from simclr_gui.gui.pages.learn.sizes import SizesLesson
from simclr_gui.gui.parts.card import Page, label
from simclr_gui.state.session import Session

LIST_WIDTH_PX, NARROW_LIST_WIDTH_PX = 236, 164
NARROW_PX = 1_100
LIST_EDGES_PX = 46  # left and right of a name


class LearnPage(Page):
    """Each lesson is made when it is first asked for.

    Signals:
        page_wished(int): the page of the program that uses an idea.
        start_wished(): a trained network is wanted.
    """

    page_wished = Signal(int)
    start_wished = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._made: dict[int, Lesson] = {}
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Lessons"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for title, _ in self._lessons():
            self.list.addItem(title)
        self._stack = QStackedWidget()
        line = QHBoxLayout()
        line.setSpacing(CARD_GAP)
        line.addWidget(self.list)
        line.addWidget(self._stack, 1)
        self.note = label("", "caption")
        self.note.setWordWrap(True)
        self.note.hide()
        self.body.addWidget(self.note)
        self.body.addLayout(line, 1)
        self.sentence.setText(self.tr("Why does SimCLR work? Ten ideas to try out, each computed as you watch."))
        self.list.currentRowChanged.connect(self._show)
        session.lessons.trouble_changed.connect(self._tell_trouble)
        theme.changed.connect(self._make_room)
        self._make_room()
        self._tell_trouble()

    def _lessons(self) -> tuple[tuple[str, Callable[[], Lesson]], ...]:
        lessons, experiment, theme = self._session.lessons, self._session.experiment, self._theme
        return (
            (self.tr("Convolution"), lambda: ConvolutionLesson(lessons, theme)),
            (self.tr("Sizes in a network"), lambda: SizesLesson(lessons, experiment, theme)),
            (self.tr("Pooling"), lambda: PoolingLesson(lessons, theme)),
            (self.tr("From edges to objects"), lambda: ChainLesson(lessons, theme)),
            (self.tr("Residual blocks"), lambda: ResidualLesson(lessons, theme)),
            (self.tr("Degradation"), lambda: DegradationLesson(lessons, experiment, theme)),
            (self.tr("Gradients"), lambda: GradientsLesson(lessons, theme)),
            (self.tr("Contrastive learning"), lambda: ContrastLesson(lessons, theme)),
            (self.tr("h, g and z"), lambda: HeadLesson(lessons, experiment, theme)),
            (self.tr("Linear evaluation"), lambda: EvaluationLesson(experiment, theme)),
        )

    @property
    def lesson(self) -> Lesson:
        """The lesson that is shown; there is one once the page was entered."""
        return self._made[self.list.currentRow()]

    @Slot()
    def _tell_trouble(self) -> None:
        trouble = self._session.lessons.trouble
        self.note.setText(spoken_in_a_row(trouble, self.tr("The lessons show Shapes meanwhile.")))
        self.note.setVisible(bool(trouble))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    @Slot()
    def _make_room(self) -> None:
        """Where there is little, or the type is large, the names of the lessons break into two lines."""
        is_narrow = self.width() < NARROW_PX * self._theme.larger
        width = round((NARROW_LIST_WIDTH_PX if is_narrow else LIST_WIDTH_PX) * self._theme.larger)
        if width == self.list.width() and self.list.item(0).toolTip():
            return
        self.list.setFixedWidth(width)
        for number, (title, _) in enumerate(self._lessons(), start=1):
            item = self.list.item(number - 1)
            item.setText(self._in_lines(f"{number}  {title}", width))
            item.setToolTip(title)

    def _in_lines(self, name: str, width: int) -> str:
        """Broken between words; the list's own wrapping leaves words out where a line is nearly full."""
        room = width - LIST_EDGES_PX * self._theme.larger
        lines = [""]
        for word in name.split(" "):
            longer = f"{lines[-1]} {word}" if lines[-1] else word
            if lines[-1].strip() and self.list.fontMetrics().horizontalAdvance(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        return "\n".join(lines)

    def enter(self) -> None:
        """The page is shown: the lesson is opened that was looked at last, perhaps in another window."""
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(self._session.lessons.lesson)
        else:
            self.lesson.enter()

    def show_next(self) -> None:
        self._step(1)

    def show_previous(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        self.list.setCurrentRow(min(max(0, self.list.currentRow() + by), self.list.count() - 1))

    @Slot(int)
    def _show(self, number: int) -> None:
        if number not in self._made:
            lesson = self._made[number] = self._lessons()[number][1]()
            lesson.page_wished.connect(self.page_wished)
            lesson.start_wished.connect(self.start_wished)
            self._stack.addWidget(lesson)
        self._session.lessons.lesson = number
        self._stack.setCurrentWidget(self._made[number])
        self._made[number].enter()
        self.sentence.setText(self._made[number].idea)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
