"""The Learn page: lessons at the left, one screen at the right; arrow keys step through them, Enter goes on."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from simclr_gui.gui.look.language import spoken_in_a_row
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.pages.learn.curriculum import LESSONS, LessonEntry
from simclr_gui.gui.pages.learn.lesson import Lesson
from simclr_gui.gui.parts.card import Page, label
from simclr_gui.state.lesson_progress import Standing
from simclr_gui.state.session import Session

LIST_WIDTH_PX, NARROW_LIST_WIDTH_PX = 250, 172
NARROW_PX = 1_100
LIST_EDGES_PX = 46  # left and right of a name
DONE_MARK = "✓"
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LearnPage(Page):
    """Each lesson is made when it is first asked for."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        lessons: Sequence[LessonEntry] = LESSONS,
    ) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._progress = session.lessons.progress
        self.entries = tuple(lessons)
        self._made: dict[int, Lesson] = {}
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Lessons"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for _ in self.entries:
            self.list.addItem(QListWidgetItem())
        self.done = label("", "caption")
        self._stack = QStackedWidget()
        self.note = label("", "caption")
        self.note.setWordWrap(True)
        self.note.hide()
        self._lay_out()
        self.sentence.setText(self.tr("Why does SimCLR work? Ten ideas to try out, each computed as you watch."))
        self.list.currentRowChanged.connect(self._show)
        session.lessons.trouble_changed.connect(self._tell_trouble)
        self._progress.changed.connect(self._show_progress)
        theme.changed.connect(self._make_room)
        self.list.installEventFilter(self)
        self._make_room()
        self._tell_trouble()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """With the list in focus Enter goes on; elsewhere it presses the button that has the focus."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in ENTER:
            self.go_on()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(SPACE)
        left.addWidget(self.list, 1)
        left.addWidget(self.done, 0, Qt.AlignmentFlag.AlignHCenter)
        line = QHBoxLayout()
        line.setSpacing(CARD_GAP)
        line.addLayout(left)
        line.addWidget(self._stack, 1)
        self.body.addWidget(self.note)
        self.body.addLayout(line, 1)

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
        if width != self.list.width() or not self.list.item(0).text():
            self.list.setFixedWidth(width)
            self.list.setProperty("role", "narrow" if is_narrow else "")
            self.list.style().unpolish(self.list)
            self.list.style().polish(self.list)
            self._name_lessons()

    def _name_lessons(self) -> None:
        """Numbers, titles and marks of what is done, in words too for whoever hears them."""
        with QSignalBlocker(self.list):
            for number, entry in enumerate(self.entries):
                item, is_done = self.list.item(number), self._progress.is_done(entry.name)
                mark = DONE_MARK if is_done else number + 1
                item.setText(self._in_lines(f"{mark}  {entry.title}", self.list.width()))
                item.setToolTip(entry.term)
                heard = self.tr("{lesson}, done") if is_done else self.tr("{lesson}, not done yet")
                item.setData(Qt.ItemDataRole.AccessibleTextRole, heard.format(lesson=entry.title))
        done = sum(self._progress.is_done(entry.name) for entry in self.entries)
        self.done.setText(self.tr("{done} of {count} done").format(done=done, count=len(self.entries)))

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

    @Slot()
    def go_on(self) -> None:
        """The answer of the lesson that is shown; where it was shown, the next lesson."""
        if self._progress.standing(self._name) is Standing.REVEALED:
            self._step(1)
        else:
            self.reveal()

    @Slot()
    def reveal(self) -> None:
        self._progress.reach(self._name, Standing.REVEALED)

    @property
    def _name(self) -> str:
        return self.entries[self.list.currentRow()].name

    def _step(self, by: int) -> None:
        self.list.setCurrentRow(min(max(0, self.list.currentRow() + by), self.list.count() - 1))

    @Slot(int)
    def _show(self, number: int) -> None:
        if number not in self._made:
            self._stack.addWidget(self._make(number))
        self._session.lessons.lesson = number
        self._stack.setCurrentWidget(self._made[number])
        self._made[number].enter()
        self.sentence.setText(self._made[number].idea)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, number: int) -> Lesson:
        entry = self.entries[number]
        lesson = self._made[number] = entry.make(self._session, self._theme)
        lesson.page_requested.connect(self.page_requested)
        lesson.start_requested.connect(self.start_requested)
        lesson.touched.connect(self._note_touch)
        lesson.reveal_requested.connect(self.reveal)
        lesson.next_requested.connect(self.show_next)
        is_last = number + 1 == len(self.entries)
        lesson.card.offer_next("" if is_last else self.entries[number + 1].title)
        lesson.show_standing(self._progress.standing(entry.name))
        return lesson

    @Slot()
    def _note_touch(self) -> None:
        self._progress.reach(self._name, Standing.TOUCHED)

    @Slot(str)
    def _show_progress(self, name: str) -> None:
        for number, entry in enumerate(self.entries):
            if entry.name == name and number in self._made:
                self._made[number].show_standing(self._progress.standing(name))
        self._name_lessons()
