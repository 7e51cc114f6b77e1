"""The Runs page: a search field, the table, what can be done with the selected runs, and one of them in detail."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, SignalInstance, Slot
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from simclr_gui.engine.listing.arrangement import RunsArranged, arranged
from simclr_gui.engine.listing.run_keeping import PlaceOpened
from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.engine.listing.seed_groups import SeedGroup
from simclr_gui.engine.messages.shares import in_percent
from simclr_gui.engine.sharing.tables import table_text
from simclr_gui.engine.storage.places import runs_dir
from simclr_gui.gui.look.language import spoken, spoken_in_a_row
from simclr_gui.gui.look.theme import SPACE, Theme
from simclr_gui.gui.pages.runs.actions import RunActions
from simclr_gui.gui.pages.runs.details import DetailsCard
from simclr_gui.gui.pages.runs.filter_bar import FilterBar
from simclr_gui.gui.pages.runs.run_in_hand import RunInHand
from simclr_gui.gui.pages.runs.table_model import RunTable
from simclr_gui.gui.pages.runs.table_view import RunTableView
from simclr_gui.gui.pages.runs.tidying import Tidying
from simclr_gui.gui.parts.buttons import ToolButton
from simclr_gui.gui.parts.card import EmptyState, Page, row
from simclr_gui.gui.parts.clipboard import copy_text_and_html
from simclr_gui.gui.words.names import data_name
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.run_library import RunLibrary
from simclr_gui.state.small_maps import SmallMaps

MS_BETWEEN_LOOKS = 3_000  # at runs that another process trains
LEAST_TABLE_PX = 160  # three runs: what waits scrolls before they do


class RunsPage(Page):
    """Signals, each (Path) unless it says otherwise:

    open_requested, resume_requested, test_requested, folder_requested, export_requested, longer_requested,
    plan_requested: trainings that vary its settings.
    settings_requested: its settings for the next run.
    compare_requested, report_requested: a list of Path.
    import_requested(): an encoder of another program is to become a run.
    copied(str): something is in the clipboard, or out of sight, in words.

    Attributes:
        foot: where more is put below the table.
    """

    open_requested = Signal(object)
    resume_requested = Signal(object)
    test_requested = Signal(object)
    folder_requested = Signal(object)
    settings_requested = Signal(object)
    export_requested = Signal(object)
    longer_requested = Signal(object)
    plan_requested = Signal(object)
    compare_requested = Signal(object)
    report_requested = Signal(object)
    import_requested = Signal()
    copied = Signal(str)

    def __init__(
        self,
        experiment: Experiment,
        library: RunLibrary,
        maps: SmallMaps,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._experiment, self._library = experiment, library
        self._chosen: Path | None = None  # by a person
        self._is_standing = False
        self._wants_place: Path | None = None
        self._asked_by: list[tuple[QAction, SignalInstance]] = []
        self.filter_bar = FilterBar()
        self.model = RunTable(self)
        self.in_hand = RunInHand(experiment, self.model)
        self.table = RunTableView(self.model, maps, theme)
        self.table.setMinimumHeight(LEAST_TABLE_PX)
        self.tidying = Tidying(experiment, library, self._selected_runs, self)
        self.run_actions = RunActions(self.table, self, self.tidying.undo.stack, self.selected_rows)
        self.details = DetailsCard(library)
        self.foot = QVBoxLayout()
        self._lay_out(theme)
        self._connect_actions()
        self._arranged: list[RunSummary] = []
        self._best = ""
        self._widths_for, self._longest = (False, False), tuple[int, ...]()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._arrange)
        self._looks = QTimer(self)
        self._looks.setInterval(MS_BETWEEN_LOOKS)
        for look in (library.follow, self.table.look_at_maps):
            self._looks.timeout.connect(look)
        self.filter_bar.changed.connect(self._arrange)
        self.table.order_changed.connect(self._arrange)
        self.table.doubleClicked.connect(self._request_open)
        self.table.return_pressed.connect(self._request_open)
        self.table.selectionModel().selectionChanged.connect(self._note_choice)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._offer_actions)
        self.details.copied.connect(self.copied)
        self.tidying.archived.connect(self._tell_archived)
        self.tidying.failed.connect(self.failed)
        library.changed.connect(self.show_runs)
        library.read_on.connect(self._say_how_many)
        library.arranged.connect(self._show_lines)
        library.place_opened.connect(self._show_place)
        experiment.phase_changed.connect(self._stand_somewhere)
        self.show_runs()

    def _lay_out(self, theme: Theme) -> None:
        self.empty_state = EmptyState(
            self.table,
            self.tr("Every training is kept here with its curves, weights, scores and maps."),
            self.tr("Start training"),
        )
        self.empty_state.starts_training = True
        self.empty_state.requested.connect(self.start_requested)
        actions = self.run_actions
        self.open_button = _button_for(actions.open)
        self.place_button = QPushButton(self.tr("Open folder…"))
        self.place_button.setToolTip(self.tr("A run folder elsewhere, or a folder of runs; it is listed from then on"))
        self.place_button.clicked.connect(self._ask_for_place)
        self.import_button = QPushButton(self.tr("Import…"))
        self.import_button.setToolTip(self.tr("An encoder of another program (.safetensors, .pth, .ckpt …)"))
        self.import_button.clicked.connect(self.import_requested)
        self.settings_button = _button_for(actions.take_settings)
        self.resume_button, self.test_button = _button_for(actions.resume), _button_for(actions.test)
        self.compare_button, self.report_button = _button_for(actions.compare), _button_for(actions.report)
        self.more_button = ToolButton(self.tr("More"), "more", theme)
        self.more_button.setMenu(actions.menu(self.more_button, whole=False))
        self.more_button.setPopupMode(ToolButton.ToolButtonPopupMode.InstantPopup)
        buttons = self.open_button, self.settings_button, self.resume_button, self.test_button
        self._of_runs = *buttons, self.compare_button, self.report_button, self.more_button
        self._buttons = row(self.open_button, self.place_button, self.import_button, *self._of_runs[1:])
        self._buttons.addStretch(1)
        self.body.setSpacing(SPACE)
        self.body.addWidget(self.filter_bar)
        self.body.addWidget(self.empty_state, 1)
        self.body.addLayout(self.foot)
        self.body.addLayout(self._buttons)
        self.body.addWidget(self.details)

    def _connect_actions(self) -> None:
        actions = self.run_actions
        for action, signal in (
            (actions.open, self.open_requested),
            (actions.take_settings, self.settings_requested),
            (actions.resume, self.resume_requested),
            (actions.test, self.test_requested),
            (actions.show_folder, self.folder_requested),
            (actions.export, self.export_requested),
            (actions.longer, self.longer_requested),
            (actions.plan, self.plan_requested),
        ):
            self._asked_by.append((action, signal))
            action.triggered.connect(self._ask_for_one)
        actions.compare.triggered.connect(self._request_comparison)
        actions.report.triggered.connect(self._request_report)
        actions.rename.triggered.connect(self.details.edit_name)
        actions.tag.triggered.connect(self.tidying.ask_for_tags)
        actions.copy.triggered.connect(self._copy_rows)
        actions.copy_command.triggered.connect(self.details.copy_command)
        actions.archive.triggered.connect(self.tidying.archive)
        actions.forget.triggered.connect(self.tidying.forget_places)
        actions.trash.triggered.connect(self.tidying.ask_about_trash)
        actions.find.triggered.connect(self._find)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._library.refresh()
        self._looks.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._looks.stop()

    @Slot()
    def show_runs(self) -> None:
        """What others have to do because of the list comes first: the table is arranged when the window came round."""
        has_runs = bool(self._library.runs)
        self.empty_state.show_content(has_runs or not self._library.is_known)
        for part in (*self._of_runs, self.filter_bar, self.details):
            part.setVisible(has_runs)
        self._say_how_many()
        if self._library.runs == self._arranged and self.model.lines:
            self._stand_somewhere()
        else:
            self._soon.start()

    @Slot()
    def _arrange(self) -> None:
        """Asks for what is wanted of what is known, in the order that was chosen."""
        self._soon.stop()
        runs = self._library.runs
        if self._arranged is not runs:
            self._arranged = runs
            self.filter_bar.offer(runs)
            self._best = self._best_words()
        column = next(column for column in self.model.columns if column.key == self.table.sort_key)
        wanted, descends = self.filter_bar.wanted, self.table.descends
        self._library.arrange(lambda: arranged(runs, wanted, column.value, descends=descends))

    @Slot(object)
    def _show_lines(self, arranged_runs: RunsArranged) -> None:
        was_empty, lines = not self.model.lines, arranged_runs.lines
        self.model.show_lines(lines)
        wanted = self.filter_bar.wanted
        widths_for = wanted.joins_seeds, wanted.shows_archived
        longest, is_of_same_kind = self.model.longest_words(), widths_for == self._widths_for
        has_grown = any(new > old for new, old in zip(longest, self._longest, strict=False))
        self._widths_for = widths_for
        if lines and (was_empty or has_grown or not is_of_same_kind):
            self._longest = longest
            QTimer.singleShot(0, self.table, self.table.fit_columns)
        self._say_how_many()
        self._stand_somewhere()
        self.details.show_line(self._line())

    @Slot()
    def _say_how_many(self) -> None:
        self.sentence.setText(self._sentence())

    @Slot()
    def _stand_somewhere(self) -> None:
        """On the run that a person chose, else on the one that is open, else on the first: keys begin there."""
        if len(self.selected_lines()) < 2:
            paths = [path for path in (self._chosen, self._experiment.run_dir) if path is not None]
            rows = [self.model.row_of(str(path)) for path in paths]
            row = next((row for row in rows if row >= 0), 0 if self.model.lines else -1)
            if row >= 0 and [row] != self._rows():
                self._is_standing = True  # nobody chose it
                self.table.selectRow(row)
                self._is_standing = False
        self._fit_actions()

    @Slot()
    def _note_choice(self) -> None:
        line = self._line()
        if line is not None and not self._is_standing:
            self._chosen = line.first.path
        self.details.show_line(line)
        self._fit_actions()

    def _sentence(self) -> str:
        library, shown = self._library, self.model.lines
        if library.reading:
            return spoken(library.reading) + "…"
        if not library.is_known:
            return self.tr("Reading the list of runs…")
        if not library.runs:
            return spoken(library.trouble) or self.tr("No runs yet.")
        if not self.filter_bar.wanted.is_open:
            count = sum(len(line.runs) for line in shown)
            in_all = self.tr("{all:,} in all.").format(all=len(library.runs))
            return spoken_in_a_row(self.tr("%Ln runs found.", None, count), in_all)
        return spoken_in_a_row(self.tr("%Ln runs.", None, len(library.runs)), self._best)

    def _best_words(self) -> str:
        """Of the data that were trained on last: scores of different data say nothing beside each other."""
        runs = self._library.runs
        newest = next((run.data for run in runs if run.linear is not None and not run.archived), None)
        of_these = [run.linear for run in runs if run.linear is not None and run.data == newest and not run.archived]
        if newest is None:
            return ""
        words = self.tr("Best on {data}: {share:.0f} % linear accuracy.")
        return words.format(data=data_name(newest), share=in_percent(max(of_these)))

    def _fit_actions(self) -> None:
        lines, is_free = self.selected_lines(), not self._experiment.phase.is_busy
        self.empty_state.button.setVisible(is_free)
        elsewhere = bool(lines) and all(run.path.parent != runs_dir() for line in lines for run in line.runs)
        self.run_actions.fit(lines, is_free=is_free, elsewhere=elsewhere)
        self.place_button.setEnabled(True)

    def selected(self) -> RunSummary | None:
        """The run in the only chosen row, None where there is none or several."""
        line = self._line()
        return line.first if line is not None else None

    def selected_lines(self) -> list[SeedGroup]:
        """In the order in which they are shown."""
        return [self.model.lines[row] for row in self._rows()]

    def _selected_runs(self) -> list[RunSummary]:
        return [run for line in self.selected_lines() for run in line.runs]

    def _paths(self) -> list[Path]:
        return [run.path for run in self._selected_runs()]

    def _line(self) -> SeedGroup | None:
        lines = self.selected_lines()
        return lines[0] if len(lines) == 1 else None

    def _rows(self) -> list[int]:
        return sorted(index.row() for index in self.table.selectionModel().selectedRows())

    @Slot()
    def _request_open(self) -> None:
        if self.run_actions.open.isEnabled():
            self.run_actions.open.trigger()

    @Slot()
    def _ask_for_one(self) -> None:
        run = self.selected()
        if run is not None:
            next(signal for action, signal in self._asked_by if action is self.sender()).emit(run.path)

    @Slot()
    def _request_comparison(self) -> None:
        self.compare_requested.emit(self._paths())

    @Slot()
    def _request_report(self) -> None:
        self.report_requested.emit(self._paths())

    @Slot(int)
    def _tell_archived(self, count: int) -> None:
        if not self.filter_bar.wanted.shows_archived:
            self.copied.emit(self.tr("%Ln runs archived. Tick Archived to see them.", None, int(count)))

    @Slot()
    def _find(self) -> None:
        self.filter_bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_bar.search.selectAll()

    @Slot()
    def _copy_rows(self) -> None:
        """What is seen of the selected lines, for a spreadsheet and for a document."""
        rows = self.selected_rows()
        copy_text_and_html(table_text(rows, "tsv"), table_text(rows, "html"))
        self.copied.emit(self.tr("The selected rows are in the clipboard, as a table."))

    def selected_rows(self) -> list[list[str]]:
        """What is shown of the selected lines, the titles of the columns first; days by their dates."""
        columns = enumerate(self.model.columns)
        shown = [each for number, each in columns if each.has_words and not self.table.isColumnHidden(number)]
        cells = ([column.text_to_keep(line) for column in shown] for line in self.selected_lines())
        return [[column.title for column in shown], *cells]

    @Slot(QPoint)
    def _offer_actions(self, place: QPoint) -> None:
        menu = self.run_actions.menu(self, whole=True)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(place))

    @Slot()
    def _ask_for_place(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Open a run, or a folder of runs"))
        if name:
            self.open_place(Path(name))

    def open_place(self, place: Path) -> None:
        """Lists a folder from elsewhere, and opens it where it is a run."""
        self._wants_place = place
        self._library.open_place(place)

    @Slot(object)
    def _show_place(self, opened: PlaceOpened) -> None:
        if self._wants_place is None:
            return
        self._wants_place = None
        if opened.is_run:
            self.select(opened.place)
            if not self._experiment.phase.is_busy:
                self.open_requested.emit(opened.place)

    def select(self, path: Path) -> None:
        """Selects the run in a folder."""
        row = self.model.row_of(str(path))
        if row >= 0:
            self.table.selectRow(row)

    def let_go(self) -> None:
        """Escape: of what is searched for."""
        if not self.filter_bar.wanted.is_open:
            self.filter_bar.clear()


def _button_for(action: QAction) -> QPushButton:
    """A button that does it, and looks as the action does."""
    button = QPushButton(action.text())

    def fit() -> None:
        button.setText(action.text())
        button.setEnabled(action.isEnabled())
        button.setToolTip(action.toolTip() if action.toolTip() != action.text() else "")

    action.changed.connect(fit)
    button.clicked.connect(action.trigger)
    fit()
    return button
