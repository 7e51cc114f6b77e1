"""What differs between the runs, and nothing else: settings, machine and version; and their scores as bars."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView, QVBoxLayout, QWidget

from simclr_gui.engine.comparison.compared import ComparedRun, RunComparison
from simclr_gui.engine.events.evaluation import ScoreName
from simclr_gui.engine.messages.shares import percent
from simclr_gui.gui.look.language import listed, spoken
from simclr_gui.gui.look.run_colours import run_colour
from simclr_gui.gui.look.theme import CARD_GAP, Theme
from simclr_gui.gui.pages.compare.run_heading import caption_of, empty_caption
from simclr_gui.gui.pages.compare.turns import Turns
from simclr_gui.gui.pages.compare.words import setting_title, setting_value
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.gui.parts.foreign_text import plain_tooltip
from simclr_gui.gui.parts.score_bars import Score, ScoreBars
from simclr_gui.gui.parts.table_copy import TableCopyButton
from simclr_gui.state.comparison import Comparison

Index = QModelIndex | QPersistentModelIndex
LONGEST_NAME = 22  # letters beside a bar
Rows = list[tuple[str, ...]]


class DifferenceTable(QAbstractTableModel):
    """A row for each setting, a column for each run.

    Attributes:
        rows: title and values, as they are shown.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: Rows = []
        self._heads: tuple[str, ...] = ()
        self._names: tuple[str, ...] = ()
        self._colours: tuple[str, ...] = ()

    def show_rows(self, rows: Rows, heads: tuple[str, ...], names: tuple[str, ...], colours: tuple[str, ...]) -> None:
        """`heads` and `colours` are those of the runs, whose names in full are `names`."""
        self.beginResetModel()
        self.rows, self._heads, self._names, self._colours = rows, heads, names, colours
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1 + len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        words = self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        return plain_tooltip(words) if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.tr("Setting") if section == 0 else self._heads[section - 1]
        if section and role == Qt.ItemDataRole.ForegroundRole:
            return QColor(self._colours[section - 1])
        if section and role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(self._names[section - 1])
        return None

    def as_rows(self) -> Rows:
        """With the names of the runs above."""
        return [(self.tr("Setting"), *self._names), *self.rows]


class WholeTable(QTableView):
    """As high as its rows: the page scrolls, not the table."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(34)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        header.sectionCountChanged.connect(self._fit_first_column)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @Slot()
    def _fit_first_column(self) -> None:
        """What a row is about is read in full; the others share what is left."""
        if self.horizontalHeader().count():
            self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)

    def fit(self) -> None:
        """After the model has other rows."""
        header_px = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(header_px + self.verticalHeader().length() + 2)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is chosen is copied as a spreadsheet takes it."""
        if not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
            return
        cells = sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column()))
        lines: dict[int, list[str]] = {}
        for index in cells:
            lines.setdefault(index.row(), []).append(str(index.data()))
        if lines:
            QApplication.clipboard().setText("\n".join("\t".join(line) for line in lines.values()))


class DifferencesCard(QWidget):
    """Two cards side by side where there is room: the table, and the bars."""

    def __init__(self, comparison: Comparison, turns: Turns, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparison, self._theme = comparison, theme
        self._shown: RunComparison | None = None  # until its turn has come, what was compared last is newer
        self.model = DifferenceTable(self)
        self.table = WholeTable(self.tr("What differs"))
        self.table.setModel(self.model)
        self.nothing = empty_caption(self.tr("No setting differs: only chance tells these runs apart."))
        self.bars: dict[ScoreName, ScoreBars] = {"linear": ScoreBars(), "knn": ScoreBars()}
        self.untested = empty_caption()
        self.settings = Card()
        self.copy = TableCopyButton(self.tr("Copy settings and scores as a table"), self.table_rows, theme)
        line = row(label(self.tr("What differs"), "title"), self.copy)
        line.insertStretch(1, 1)
        self.settings.body.addLayout(line)
        self.settings.body.addWidget(self.table)
        self.settings.body.addWidget(self.nothing)
        scores = Card(self.tr("Unseen images recognised (95 % interval)"))
        columns = row(
            self._column(self.tr("linear evaluation"), "linear"),
            self._column(self.tr("kNN"), "knn"),
            spacing=2 * CARD_GAP,
        )
        scores.body.addLayout(columns)
        scores.body.addWidget(self.untested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(CARD_GAP - 4)
        layout.addWidget(scores)
        layout.addWidget(self.settings)
        turns.follow(comparison.compared_changed, self.show_compared)
        theme.changed.connect(self.show_compared)
        self.show_compared()

    def _column(self, term: str, score: ScoreName) -> QWidget:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label(term, "caption"))
        layout.addWidget(self.bars[score])
        return column

    def table_rows(self) -> Rows:
        """What differs, then the scores with their intervals, under the names of the runs; of those that are shown."""
        if self._shown is None:
            return []
        rows = self.model.as_rows()
        names: dict[ScoreName, str] = {"linear": self.tr("linear evaluation"), "knn": self.tr("kNN")}
        for score, name in names.items():
            rows.append((name, *(_figure(run, score) for run in self._shown.runs)))
        return rows

    @Slot()
    def show_compared(self) -> None:
        compared = self._comparison.compared
        if compared is None:
            return
        self._shown = compared
        self._show_settings(compared)
        self._show_scores(compared)

    def _colour(self, place: int) -> str:
        return run_colour(self._theme, self._comparison.colours[self._comparison.paths[place]])

    def _show_settings(self, compared: RunComparison) -> None:
        differing = compared.settings | compared.circumstances
        rows = [
            (setting_title(name), *(setting_value(name, value) for value in values))
            for name, values in differing.items()
        ]
        places = range(len(compared.runs))
        heads = tuple(self._comparison.letter(run.path) for run in compared.runs)
        names = tuple(caption_of(self._comparison, run.path) for run in compared.runs)
        self.model.show_rows(rows, heads, names, tuple(self._colour(place) for place in places))
        self.table.fit()
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)

    def _show_scores(self, compared: RunComparison) -> None:
        tested = [run.result for run in compared.runs if run.result is not None]
        chances = {result.chance for result in tested}
        chance = chances.pop() if len(chances) == 1 else None
        for score, bars in self.bars.items():
            shown = [
                Score(
                    _short(caption_of(self._comparison, run.path)),
                    run.result.simclr.accuracy(score) if run.result is not None else None,
                    self._colour(place),
                    run.result.simclr.interval(score) if run.result is not None else None,
                )
                for place, run in enumerate(compared.runs)
            ]
            bars.show_scores(shown, chance, self.tr("chance"))
        by_trouble: dict[str, list[str]] = {}
        for run in compared.runs:
            if run.trouble:
                by_trouble.setdefault(spoken(run.trouble), []).append(self._comparison.letter(run.path))
        words = self.tr("{runs}: {trouble}")
        troubles = [words.format(runs=listed(runs), trouble=trouble) for trouble, runs in by_trouble.items()]
        self.untested.setText("\n".join(troubles))
        self.untested.setVisible(bool(troubles))


def _short(name: str) -> str:
    """The middle gives way."""
    if len(name) <= LONGEST_NAME:
        return name
    end = LONGEST_NAME // 2 - 2
    return f"{name[: LONGEST_NAME - end - 1]}…{name[-end:]}"


def _figure(run: ComparedRun, score: ScoreName) -> str:
    """A score with its interval; empty where the run was not tested."""
    if run.result is None:
        return ""
    share, interval = run.result.simclr.accuracy(score), run.result.simclr.interval(score)
    figure = percent(share, 1)
    return figure if interval is None else f"{figure} ({100 * interval[0]:.1f}–{100 * interval[1]:.1f})"
