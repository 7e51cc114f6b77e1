"""What is looked for among the runs: words, data, tag, state, archived ones, seeds together or apart."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget

from simclr_gui.engine.listing.arrangement import Filter
from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.gui.look.theme import SPACE
from simclr_gui.gui.pages.runs.columns import state_name
from simclr_gui.gui.words.names import data_name

MS_BETWEEN_KEYS = 60  # who types on does not wait for what is thrown away
WIDEST_BOX_PX = 190


class FilterBar(QWidget):
    """Signals: changed(): `wanted` is another."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search, such as: cifar tau 0.1"))
        self.search.setAccessibleName(self.tr("Search runs"))
        self.search.setToolTip(self.tr("Names, notes, tags, data, scores, and settings with their values (Ctrl+F)"))
        self.search.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(MS_BETWEEN_KEYS)
        self._pause.timeout.connect(self.changed)
        self.search.textChanged.connect(self._await)
        self.data_box = self._box(self.tr("All data"))
        self.tag_box = self._box(self.tr("All tags"))
        self.state_box = self._box(self.tr("All states"))
        self.seeds = QCheckBox(self.tr("Join seeds"))
        self.seeds.setToolTip(self.tr("Runs that differ in the seed alone as one line: mean ± standard deviation"))
        self.archived = QCheckBox(self.tr("Archived"))
        self.archived.setToolTip(self.tr("Show archived runs, too"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE)
        line.addWidget(self.search, 1)
        for box in (self.data_box, self.tag_box, self.state_box):
            line.addWidget(box)
        for mark in (self.seeds, self.archived):
            mark.toggled.connect(self._tell)
            line.addWidget(mark)

    @property
    def wanted(self) -> Filter:
        data, tag, state = (box.currentData() or "" for box in (self.data_box, self.tag_box, self.state_box))
        return Filter(self.search.text(), data, tag, state, self.archived.isChecked(), self.seeds.isChecked())

    def offer(self, runs: Sequence[RunSummary]) -> None:
        """What there is to choose from; a choice stays as long as there is something to it."""
        data, states = {run.data for run in runs}, {run.state for run in runs}
        tags = {tag for run in runs if run.tags for tag in run.tags}
        self._fill(self.data_box, {each: data_name(each) for each in sorted(data) if each})
        self._fill(self.tag_box, {each: each for each in sorted(tags)})
        self._fill(self.state_box, {each: state_name(each) for each in sorted(states)})

    def clear(self) -> None:
        """Asks for nothing any more."""
        self.search.clear()
        for box in (self.data_box, self.tag_box, self.state_box):
            box.setCurrentIndex(0)
        self._tell()

    def _box(self, every: str) -> QComboBox:
        box = QComboBox()
        box.addItem(every, "")
        box.setAccessibleName(every)
        box.setMaximumWidth(WIDEST_BOX_PX)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.activated.connect(self._tell)
        box.hide()
        return box

    def _fill(self, box: QComboBox, choices: dict[str, str]) -> None:
        """A box with less than two choices chooses nothing, and is hidden."""
        there = {box.itemData(number): box.itemText(number) for number in range(1, box.count())}
        if there != choices:
            chosen = box.currentData()
            while box.count() > 1:
                box.removeItem(1)
            for value, words in choices.items():
                box.addItem(words, value)
            box.setCurrentIndex(max(0, box.findData(chosen, Qt.ItemDataRole.UserRole, Qt.MatchFlag.MatchExactly)))
        is_tags = box is self.tag_box
        box.setVisible(len(choices) > (0 if is_tags else 1) or bool(box.currentData()))

    @Slot()
    def _await(self) -> None:
        self._pause.start()

    @Slot()
    def _tell(self) -> None:
        self._pause.stop()
        self.changed.emit()
