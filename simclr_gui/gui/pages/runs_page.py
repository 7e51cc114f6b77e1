"""The Runs page: every run kept on this machine; open it, or go on where it stopped."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPushButton, QTableView, QWidget

from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.gui.look.language import spoken, spoken_in_a_row
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.parts.buttons import ActionButton
from simclr_gui.gui.parts.card import EmptyState, Page, row
from simclr_gui.gui.parts.foreign_text import plain_tooltip
from simclr_gui.gui.words.names import data_name, encoder_name
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.run_library import RunLibrary

Index = QModelIndex | QPersistentModelIndex
RUN_COLUMN = 0
LINEAR_COLUMNS = "SimCLR", "PCA"
ROWS_MEASURED = 100  # for the widths of the columns, from the first that is seen


class RunsPage(Page):
    """Signals: open_requested, resume_requested, test_requested, folder_requested, each (Path)."""

    open_requested = Signal(object)
    resume_requested = Signal(object)
    test_requested = Signal(object)
    folder_requested = Signal(object)

    def __init__(
        self, experiment: Experiment, library: RunLibrary, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._experiment, self._library = experiment, library
        self._chosen: Path | None = None  # by a person
        self._is_standing = False
        self._model = RunTable(library, self)
        self.table = RunList()
        self.table.setModel(self._model)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(40)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(RUN_COLUMN, QHeaderView.ResizeMode.Stretch)  # of a name begin and end tell enough
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setHighlightSections(False)
        self.table.doubleClicked.connect(self._request_open)
        self.table.return_pressed.connect(self._request_open)
        self.table.selectionModel().selectionChanged.connect(self._note_choice)
        self.open_button = QPushButton(self.tr("Open"))
        self.open_button.clicked.connect(self._request_open)
        self.resume_button = QPushButton(self.tr("Resume"))
        self.resume_button.clicked.connect(self._request_resume)
        self.test_button = QPushButton(self.tr("Test"))
        self.test_button.setToolTip(self.tr("Scores the features of a run that was not tested, and draws its maps"))
        self.test_button.clicked.connect(self._request_test)
        self.folder_button = ActionButton(self.tr("Show folder"), "folder", theme)
        self.folder_button.clicked.connect(self._show_folder)
        self.empty_state = EmptyState(
            self.table,
            self.tr("Every training is kept here with its curves, weights, scores and maps."),
            self.tr("Start training"),
        )
        self.empty_state.starts_training = True
        self.empty_state.requested.connect(self.start_requested)
        self.body.addWidget(self.empty_state, 1)
        self._buttons = QWidget()
        line = row(self.open_button, self.resume_button, self.test_button, self.folder_button)
        line.addStretch(1)
        self._buttons.setLayout(line)
        self.body.addWidget(self._buttons)
        library.changed.connect(self.show_runs)
        library.read_on.connect(self._say_how_many)
        experiment.phase_changed.connect(self._stand_somewhere)
        self.show_runs()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._library.refresh()

    @Slot()
    def show_runs(self) -> None:
        self.empty_state.show_content(bool(self._library.runs) or not self._library.is_known)
        self._buttons.setVisible(bool(self._library.runs))
        self._say_how_many()
        self._stand_somewhere()

    @Slot()
    def _say_how_many(self) -> None:
        self.sentence.setText(self._sentence())

    @Slot()
    def _stand_somewhere(self) -> None:
        """On the run that a person chose, else on the one that is open, else on the newest: keys begin there."""
        rows = [self._library.row_of(path) for path in (self._chosen, self._experiment.run_dir) if path is not None]
        row = next((row for row in rows if row >= 0), 0 if self._library.runs else -1)
        if row >= 0 and row != self._row():
            self._is_standing = True  # nobody chose it
            self.table.selectRow(row)
            self._is_standing = False
        self._show_buttons()

    @Slot()
    def _note_choice(self) -> None:
        run = self.selected()
        if run is not None and not self._is_standing:
            self._chosen = run.path
        self._show_buttons()

    def _sentence(self) -> str:
        library = self._library
        if library.reading:
            return spoken(library.reading) + "…"
        if not library.is_known:
            return self.tr("Reading the list of runs…")
        if not library.runs:
            return spoken(library.trouble) or self.tr("No runs yet.")
        return spoken_in_a_row(self.tr("%Ln runs.", None, len(library.runs)), self._best())

    def _best(self) -> str:
        """Of the data that were trained on last: scores of different data say nothing beside each other."""
        scored = [run for run in self._library.runs if run.linear is not None]
        of_these = [run.linear for run in scored if run.data == scored[0].data and run.linear is not None]
        if not of_these:
            return ""
        words = self.tr("Best on {data}: {share:.0f} % linear accuracy.")
        return words.format(data=data_name(scored[0].data), share=100 * max(of_these))

    @Slot()
    def _show_buttons(self) -> None:
        run = self.selected()
        free = not self._experiment.phase.is_busy
        self.empty_state.button.setVisible(free)
        self.open_button.setEnabled(free and run is not None and run.can_open)
        self.resume_button.setEnabled(free and run is not None and run.can_resume)
        self.test_button.setEnabled(free and run is not None and run.can_test)
        self.folder_button.setEnabled(run is not None)

    def selected(self) -> RunSummary | None:
        """The run in the chosen row, None where there is none."""
        row = self._row()
        return self._library.runs[row] if row >= 0 else None

    def _row(self) -> int:
        """The selected one, -1 for none."""
        rows = self.table.selectionModel().selectedRows()
        return rows[0].row() if rows else -1

    @Slot()
    def _request_open(self) -> None:
        run = self.selected()
        if run is not None and self.open_button.isEnabled():
            self.open_requested.emit(run.path)

    @Slot()
    def _request_resume(self) -> None:
        run = self.selected()
        if run is not None:
            self.resume_requested.emit(run.path)

    @Slot()
    def _request_test(self) -> None:
        run = self.selected()
        if run is not None:
            self.test_requested.emit(run.path)

    @Slot()
    def _show_folder(self) -> None:
        run = self.selected()
        if run is not None:
            self.folder_requested.emit(run.path)

    def select(self, path: Path) -> None:
        """Selects the run in a folder."""
        row = self._library.row_of(path)
        if row >= 0:
            self.table.selectRow(row)


class RunList(QTableView):
    """Whole rows: the arrows go from run to run, Tab leaves.

    Signals:
        return_pressed(): not `activated`, which some desktops emit at a single click.
    """

    return_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Runs"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)

    def sizeHintForColumn(self, column: int) -> int:
        """As the cell with the widest words needs: Qt would ask the model eight things of each, and measure thrice."""
        self.ensurePolished()  # as Qt does: before, cells have no padding yet
        model, metrics = self.model(), self.fontMetrics()
        first = max(0, self.rowAt(0))
        cells = [model.index(row, column) for row in range(first, min(model.rowCount(), first + ROWS_MEASURED))]
        widest = max(cells, key=lambda cell: metrics.horizontalAdvance(model.data(cell)), default=None)
        return 0 if widest is None else self.sizeHintForIndex(widest).width()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By keys there is always a row to go on from."""
        super().focusInEvent(event)
        by_keys = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_keys and not self.selectionModel().hasSelection():
            self.selectRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.return_pressed.emit()
        else:
            super().keyPressEvent(event)


class RunTable(QAbstractTableModel):
    """The library's runs as a table."""

    def __init__(self, library: RunLibrary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._runs: list[RunSummary] = []
        self._states = {
            "running": self.tr("training"),
            "paused": self.tr("paused"),
            "stopped": self.tr("stopped early"),
            "finished": self.tr("finished"),
            "failed": self.tr("failed"),
            "lost": self.tr("interrupted"),
            "damaged": self.tr("damaged"),
        }
        self._titles = (
            self.tr("Run"),
            self.tr("Data"),
            self.tr("Network"),
            self.tr("Budget"),
            self.tr("State"),
            *LINEAR_COLUMNS,
        )
        linear = self.tr("Test images recognised by linear evaluation of the features: {features}")
        self._tips = {self._titles.index(name): linear.format(features=name) for name in LINEAR_COLUMNS}
        self._columns: tuple[Callable[[RunSummary], str], ...] = (
            lambda run: run.path.name,
            lambda run: data_name(run.data),
            lambda run: encoder_name(run.encoder),
            lambda run: spoken(run.budget),
            self._state_of,
            lambda run: _percent(run.linear),
            lambda run: _percent(run.pca),
        )
        library.changed.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        """Most readings find what was there: who scrolled through ten thousand runs stays where he is."""
        if self._runs == self._library.runs:
            return
        self.beginResetModel()
        self._runs = self._library.runs
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._runs)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._titles[section]
        if role == Qt.ItemDataRole.ToolTipRole and orientation == Qt.Orientation.Horizontal:
            return self._tips.get(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        run = self._runs[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[index.column()](run)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(spoken(run.trouble) or run.folder)
        return None

    def _state_of(self, run: RunSummary) -> str:
        if run.state == "finished" and run.can_test:
            return self.tr("not tested")
        return self._states.get(run.state, run.state)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f} %"
