"""The queue as a strip: what waits, in which order, and whether the next one begins by itself."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from simclr_gui.engine.planning.queue_entry import QueueEntry
from simclr_gui.gui.look.language import listed
from simclr_gui.gui.look.theme import SPACE, Theme
from simclr_gui.gui.parts.buttons import ToolButton
from simclr_gui.gui.parts.card import Card, label, larger_type, row
from simclr_gui.gui.parts.elided import Elided
from simclr_gui.gui.parts.foreign_text import plain_tooltip
from simclr_gui.gui.words.queue import end_words, facts_words, queue_words, state_words, title_words
from simclr_gui.state.queue_foresight import QueueForesight
from simclr_gui.state.training_queue import TrainingQueue

MOST_ROWS_SEEN, FEWEST_ROWS_SEEN, ROW_PX, WIDEST_TITLE_PX = 4, 2, 44, 280


class QueueStrip(Card):
    """Folds to one line; hidden while the queue is empty."""

    def __init__(
        self, queue: TrainingQueue, foresight: QueueForesight, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._queue, self._foresight, self._theme = queue, foresight, theme
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.fold = QToolButton()
        self.fold.setProperty("role", "tool")
        self.fold.setArrowType(Qt.ArrowType.DownArrow)
        self.fold.setToolTip(self.tr("Show or hide what waits"))
        self.fold.setAccessibleName(self.tr("Show or hide what waits"))
        self.fold.clicked.connect(self._fold)
        self.summary = label("", "title")
        self.expected = label("", "caption")
        self.go_on = QPushButton(self.tr("Resume queue"))
        self.go_on.setToolTip(self.tr("Trains what waits, one after the other"))
        self.go_on.clicked.connect(queue.go_on)
        self.all_again = QPushButton(self.tr("Try failed ones again"))
        self.all_again.clicked.connect(queue.try_all_again)
        self.hold = QCheckBox(self.tr("Pause after this one"))
        self.hold.setToolTip(self.tr("The next one starts when you press Resume queue"))
        self.hold.clicked.connect(queue.hold)
        top = row(self.fold, self.summary, self.expected)
        top.addStretch(1)
        top.addWidget(self.all_again)
        top.addWidget(self.hold)
        top.addWidget(self.go_on)
        self.body.addLayout(top)
        self.rows: list[QueueRow] = []
        self._rows = QWidget()
        self._rows_layout = QVBoxLayout(self._rows)
        self._rows_layout.setContentsMargins(0, 0, 0, 0)
        self._rows_layout.setSpacing(0)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self._rows)
        for ground in (self.area.viewport(), self._rows):
            ground.setAutoFillBackground(False)  # that of the card shows through
        self.body.addWidget(self.area)
        queue.changed.connect(self.show_queue)
        foresight.changed.connect(self.show_expected)
        self.show_queue()

    @Slot()
    def show_queue(self) -> None:
        """The rows are made anew only where they are others: whoever moves one keeps the focus on its buttons."""
        contents = self._queue.contents
        while len(self.rows) > len(contents.entries):
            gone = self.rows.pop()
            self._rows_layout.removeWidget(gone)
            gone.deleteLater()
        while len(self.rows) < len(contents.entries):
            new = QueueRow(self._queue, self._foresight, self._theme)
            self.rows.append(new)
            self._rows_layout.addWidget(new)
        failed = sum(entry.state == "failed" for entry in contents.entries)
        to_train = len(self.rows) - failed
        for place, (line, entry) in enumerate(zip(self.rows, contents.entries, strict=True)):
            line.show_entry(entry, is_first=place == 0, is_last=place + 1 == to_train)
        height_px = round(ROW_PX * larger_type(self))
        self.area.setMinimumHeight(min(len(self.rows), FEWEST_ROWS_SEEN) * height_px)  # in a low window
        self.area.setMaximumHeight(min(len(self.rows), MOST_ROWS_SEEN) * height_px)
        self.summary.setText(self._summary(failed))
        is_working = bool(contents.running)
        waits = bool(contents.to_come)
        self.hold.setVisible(waits and is_working)
        self.hold.setChecked(contents.is_held)
        self.all_again.setVisible(failed > 1)
        self.go_on.setVisible(waits and not is_working and not self._queue.is_about_to_begin)
        self.setVisible(bool(contents.entries))
        self.show_expected()

    @Slot()
    def show_expected(self) -> None:
        """How long each will take, and when all will be done."""
        queue, foresight = self._queue, self._foresight
        goes_on = queue.is_about_to_begin or bool(queue.contents.running and not queue.contents.is_held)
        self.expected.setText(
            end_words(foresight.left_s, foresight.unknown_count, goes_on=goes_on, knows_tests=foresight.knows_tests)
        )
        for line in self.rows:
            line.show_facts()

    def _summary(self, failed: int) -> str:
        contents = self._queue.contents
        parts = [
            queue_words(contents),
            self.tr("one in progress") if contents.running else "",
            self.tr("{count} failed").format(count=failed) if failed else "",
        ]
        return self.tr("Queue: {what}").format(what=listed(part for part in parts if part))

    @Slot()
    def _fold(self) -> None:
        is_open = self.area.isHidden()
        self.area.setVisible(is_open)
        self.fold.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)


class QueueRow(QWidget):
    """One training, with what can be done about it."""

    def __init__(
        self, queue: TrainingQueue, foresight: QueueForesight, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._queue, self._foresight = queue, foresight
        self._entry: QueueEntry | None = None
        self.title = label()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.facts, self.state = Elided(), Elided()
        self.again = self._button(self.tr("Try again"), "again", theme, lambda entry: queue.try_again(entry.id))
        self.up = self._button(self.tr("Move up"), "up", theme, lambda entry: queue.move(entry.id, -1))
        self.down = self._button(self.tr("Move down"), "down", theme, lambda entry: queue.move(entry.id, 1))
        self.drop = self._button(self.tr("Remove from the queue"), "close", theme, lambda entry: queue.drop(entry.id))
        line = row(self.title, self.facts, self.state, self.again, self.up, self.down, self.drop, spacing=SPACE)
        line.setStretch(1, 3)
        line.setStretch(2, 2)
        self.setLayout(line)
        self.setFixedHeight(round(ROW_PX * larger_type(self)))

    def _button(self, words: str, icon: str, theme: Theme, do: Callable[[QueueEntry], None]) -> ToolButton:
        button = ToolButton(words, icon, theme)

        def press() -> None:
            if self._entry is not None:
                do(self._entry)

        button.clicked.connect(press)
        return button

    def show_entry(self, entry: QueueEntry, *, is_first: bool, is_last: bool) -> None:
        """Another one, or the same in another state; its facts follow, with those of all others."""
        contents, self._entry = self._queue.contents, entry
        is_running, has_failed = entry.id in contents.running, entry.state == "failed"
        title, room_px = title_words(entry), round(WIDEST_TITLE_PX * larger_type(self))
        self.title.ensurePolished()
        self.title.setText(self.title.fontMetrics().elidedText(title, Qt.TextElideMode.ElideMiddle, room_px))
        self.title.setToolTip(plain_tooltip(title))
        self.state.setText(state_words(contents, entry))
        self.state.setProperty("role", "trouble" if has_failed else "caption")
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)
        self.again.setVisible(has_failed)
        for button, is_at_end in ((self.up, is_first), (self.down, is_last)):
            button.setVisible(not has_failed)
            button.setEnabled(not is_at_end and not is_running)
        self.drop.setEnabled(not is_running)

    @Slot()
    def show_facts(self) -> None:
        """Perhaps more is known of it now."""
        if self._entry is not None:
            self.facts.setText(facts_words(self._entry.training, self._foresight.expected.get(self._entry.id)))
