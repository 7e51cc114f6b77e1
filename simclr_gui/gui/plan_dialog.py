"""Several trainings planned at one click: a recipe or a grid, what its runs will take, and into the queue."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from simclr_gui.engine.config.settings import SECTIONS
from simclr_gui.engine.messages.spans import expected_span
from simclr_gui.engine.planning.planner import UNKNOWN_SCORE
from simclr_gui.engine.planning.recipes import GRID, GRID_SENTENCE, GRID_TITLE, MOST_SETTINGS, RECIPES
from simclr_gui.gui.look.language import setting_words, spoken, spoken_in_a_row
from simclr_gui.gui.look.theme import CARD_GAP, SPACE
from simclr_gui.gui.parts.card import label, row
from simclr_gui.gui.parts.foreign_text import plain_tooltip
from simclr_gui.state.planning import Planning

USUAL_GRID = (("optimisation.temperature", "0.1, 0.5"), ("optimisation.batch_size", ""))
NOT_VARIED = ("data.folder", "data.source")
MS_UNTIL_TYPED = 400
SMALLEST_SIZE_PX = (840, 500)


class PlanDialog(QDialog):
    """Shows what a recipe makes of the current settings, or of a run's, before anything is made.

    Args:
        run: the name of the run whose settings are taken; empty for the current ones.

    Signals:
        added(int): so many trainings wait in the queue now.
    """

    added = Signal(int)

    def __init__(self, planning: Planning, parent: QWidget | None = None, run: str = "") -> None:
        super().__init__(parent)
        self._planning = planning
        from_run = self.tr("Plan several trainings with the settings of {run}").format(run=run)
        self.setWindowTitle(from_run if run else self.tr("Plan several trainings"))
        self.setMinimumSize(*SMALLEST_SIZE_PX)
        self._make_choices()
        self._make_table()
        self.summary = label("")
        self.summary.setWordWrap(True)
        self.left_out = label("", "caption")
        self.left_out.setWordWrap(True)
        self.add_button = QPushButton(self.tr("Add to queue"))
        self.add_button.setProperty("role", "primary")
        self.add_button.clicked.connect(self._add)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self._lay_out(cancel)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(MS_UNTIL_TYPED)
        self._typed.timeout.connect(self._ask)
        planning.changed.connect(self._show)
        self._choose_recipe()

    def _make_choices(self) -> None:
        self.recipe = QComboBox()
        self.recipe.setAccessibleName(self.tr("Recipe"))
        for name, recipe in RECIPES.items():
            self.recipe.addItem(spoken(recipe.title), name)
        self.recipe.addItem(spoken(GRID_TITLE), GRID)
        self.recipe.activated.connect(self._choose_recipe)
        self._sentence = label("", "caption")
        self._sentence.setWordWrap(True)
        self.settings: list[QComboBox] = []
        self.values: list[QLineEdit] = []
        for name, usual in USUAL_GRID[:MOST_SETTINGS]:
            self.settings.append(self._setting_box(name))
            self.values.append(QLineEdit(usual))
            self.values[-1].setAccessibleName(self.tr("Values"))
            self.values[-1].setPlaceholderText(self.tr("Values with commas between them"))
            self.values[-1].textEdited.connect(self._note_typing)

    def _setting_box(self, chosen: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("Setting"))
        for section, model in SECTIONS.items():
            for name, field in model.model_fields.items():
                if f"{section}.{name}" not in NOT_VARIED:
                    box.addItem(setting_words(field.title or name), f"{section}.{name}")
        box.setCurrentIndex(box.findData(chosen))
        box.activated.connect(self._ask)
        return box

    def _make_table(self) -> None:
        titles = self.tr("Run"), self.tr("Epochs"), self.tr("Time"), self.tr("Runs like it")
        self.table = QTableWidget(0, len(titles))
        self.table.setAccessibleName(self.tr("Runs"))
        self.table.setHorizontalHeaderLabels(titles)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(len(titles) - 1, QHeaderView.ResizeMode.Stretch)

    def _lay_out(self, cancel: QPushButton) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*4 * [2 * CARD_GAP])
        layout.setSpacing(SPACE)
        layout.addLayout(row(label(self.tr("Recipe")), self.recipe))
        layout.addWidget(self._sentence)
        self._grid = QWidget()
        lines = QVBoxLayout(self._grid)
        lines.setContentsMargins(0, 0, 0, 0)
        for box, values in zip(self.settings, self.values, strict=True):
            lines.addLayout(row(box, values))
        layout.addWidget(self._grid)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.summary)
        layout.addWidget(self.left_out)
        buttons = row(cancel, self.add_button)
        buttons.insertStretch(0, 1)
        layout.addLayout(buttons)

    @Slot()
    def _choose_recipe(self) -> None:
        name = self.recipe.currentData()
        self._sentence.setText(spoken(GRID_SENTENCE if name == GRID else RECIPES[name].sentence))
        self._grid.setVisible(name == GRID)
        self._ask()

    @Slot()
    def _note_typing(self) -> None:
        self._typed.start()

    @Slot()
    def _ask(self) -> None:
        self._planning.look_at(self.recipe.currentData(), self._over())

    def _over(self) -> dict[str, list[str]]:
        """The values that a grid varies, as they were typed; a line without values does not count."""
        typed = {
            box.currentData(): [value.strip() for value in line.text().replace("，", ",").split(",") if value.strip()]
            for box, line in zip(self.settings, self.values, strict=True)
        }
        return {name: values for name, values in typed.items() if values}

    @Slot()
    def _show(self) -> None:
        foreseen, trouble = self._planning.foreseen, self._planning.trouble
        trainings = foreseen.series.trainings if foreseen is not None else ()
        self.table.setRowCount(len(trainings))
        for line, (name, known) in enumerate(zip(self._names(), foreseen.outlooks if foreseen else (), strict=True)):
            is_unknown = known.reached == (UNKNOWN_SCORE,)
            reached = self.tr("unknown") if is_unknown else spoken_in_a_row(*map(spoken, known.reached))
            epochs = self.tr("unknown") if known.epochs is None else f"{known.epochs:.1f}"
            seconds = self.tr("unknown") if known.seconds is None else spoken(expected_span(known.seconds))
            for column, words in enumerate((name, epochs, seconds, reached)):
                item = QTableWidgetItem(words)
                item.setToolTip(plain_tooltip(words))
                self.table.setItem(line, column, item)
        self.summary.setText(
            spoken_in_a_row(spoken(trouble.sentence), spoken(trouble.remedy)) if trouble else self._sum()
        )
        left_out = foreseen.series.left_out if foreseen is not None else ()
        self.left_out.setText("\n".join(_as_sentence(spoken(each)) for each in left_out))
        self.left_out.setVisible(bool(left_out))
        self.add_button.setEnabled(bool(trainings))

    def _names(self) -> list[str]:
        foreseen = self._planning.foreseen
        return [spoken(training.name) for training in foreseen.series.trainings] if foreseen is not None else []

    def _sum(self) -> str:
        foreseen = self._planning.foreseen
        if foreseen is None:
            return ""
        count = self.tr("%Ln trainings.", None, len(foreseen.outlooks))
        if foreseen.unknown_count == len(foreseen.outlooks):
            return spoken_in_a_row(count, self.tr("How long they take is not known: none like them was trained here."))
        known = self.tr("{time} of training in all.").format(time=spoken(expected_span(foreseen.known_s)))
        rest = (
            self.tr("%Ln trainings take an unknown time.", None, foreseen.unknown_count)
            if foreseen.unknown_count
            else ""
        )
        return spoken_in_a_row(count, known, rest)

    @Slot()
    def _add(self) -> None:
        names = self._names()
        self._planning.add_to_queue(names)
        self.added.emit(len(names))
        self.accept()


def _as_sentence(words: str) -> str:
    """It may begin with the name of a run."""
    return words[:1].upper() + words[1:]
