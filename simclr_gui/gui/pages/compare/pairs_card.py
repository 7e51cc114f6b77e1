"""Every pair of runs: by how much one recognises more of the very same test images, and how sure that is."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QVBoxLayout, QWidget

from simclr_gui.engine.comparison.compared import PairDifference, RunComparison, letter
from simclr_gui.engine.events.evaluation import SCORES, ScoreName
from simclr_gui.engine.sharing.tables import Rows
from simclr_gui.gui.look.run_colours import run_colour
from simclr_gui.gui.look.theme import SPACE, Theme
from simclr_gui.gui.pages.compare.run_heading import Badge, empty_caption, name_of
from simclr_gui.gui.pages.compare.turns import Turns
from simclr_gui.gui.pages.compare.words import difference_sentence, is_sure, refusal_sentence, signed
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.gui.parts.foreign_text import plain_tooltip
from simclr_gui.gui.parts.table_copy import TableCopyButton
from simclr_gui.state.comparison import Comparison

CELL_PX = 74
FEWEST_IN_A_MATRIX = 3


class PairsCard(Card):
    """Two runs in a sentence, more of them as a matrix whose cells choose a pair."""

    def __init__(self, comparison: Comparison, turns: Turns, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._comparison, self._turns, self._theme = comparison, turns, theme
        self.copy = TableCopyButton(self.tr("Copy the differences as a table"), self.table_rows, theme)
        title = label(self.tr("Differences on the same test images, in points (95 % interval)"), "title")
        line = row(title, self.copy)
        line.insertStretch(1, 1)
        self.body.addLayout(line)
        self.hint = empty_caption(
            self.tr(
                "Linear evaluation: the run of the row less the run of the column. Pale: this may be chance. "
                "Choose a cell to see the images below."
            )
        )
        self.body.addWidget(self.hint)
        self.matrix = QWidget()
        self._grid = QGridLayout(self.matrix)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self.cells: dict[tuple[Path, Path], QPushButton] = {}
        self._buttons: dict[tuple[int, int], QPushButton] = {}  # by row and column, for every comparison again
        self._badges: list[tuple[Badge, Badge]] = []  # of a row and of its column
        self._row = 0
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.body.addWidget(self.matrix, 0, Qt.AlignmentFlag.AlignLeft)
        self.sentences = [empty_caption() for _ in SCORES]
        words = QVBoxLayout()
        words.setSpacing(SPACE // 2)
        for sentence in self.sentences:
            sentence.setProperty("role", "")
            words.addWidget(sentence)
        self.body.addLayout(words)
        turns.follow(comparison.compared_changed, self.show_compared)
        comparison.pair_changed.connect(self._show_pair)
        theme.changed.connect(self.show_compared)
        self.show_compared()

    def table_rows(self) -> Rows:
        """Each pair of runs and each score: the difference in points, both ends of its interval, the exact p."""
        compared = self._comparison.compared
        titles = self.tr("Runs"), self.tr("Score"), self.tr("Points"), self.tr("From"), self.tr("To"), "p"
        names: dict[ScoreName, str] = {"linear": self.tr("linear evaluation"), "knn": self.tr("kNN")}
        if compared is None:
            return []
        captions = [
            f"{letter(place)}  {name_of(self._comparison, run.path)}" for place, run in enumerate(compared.runs)
        ]
        return compared.difference_rows(titles, names, captions)

    @Slot()
    def show_compared(self) -> None:
        """The matrix row by row, a turn each."""
        compared = self._comparison.compared
        has_matrix = compared is not None and len(compared.runs) >= FEWEST_IN_A_MATRIX
        self.matrix.setVisible(has_matrix)
        self.hint.setVisible(has_matrix)
        self.cells, self._row = {}, 0
        if has_matrix:
            self._turns.ask(self._fill_next)
        self._show_pair()

    def _fill_next(self) -> None:
        compared, row = self._comparison.compared, self._row
        if compared is None:
            return
        count = len(compared.runs)
        if row < count:
            self._fill(compared, row)
        elif row < len(self._badges):  # there were more runs before
            self._show_badges(row, is_shown=False)
        for (cell_row, column), button in self._buttons.items():
            if cell_row == row:
                button.setVisible(max(row, column) < count)
        self._row += 1
        if self._row < max(count, len(self._badges)):
            self._turns.ask(self._fill_next)
        else:
            self._mark()

    def _fill(self, compared: RunComparison, row: int) -> None:
        """What the run of the row recognises more than each of the others."""
        if row == len(self._badges):
            badges = Badge(self.matrix), Badge(self.matrix)
            self._grid.addWidget(badges[0], row + 1, 0)
            self._grid.addWidget(badges[1], 0, row + 1, Qt.AlignmentFlag.AlignHCenter)
            self._badges.append(badges)
        colour = run_colour(self._theme, self._comparison.colours[compared.runs[row].path])
        for badge in self._badges[row]:
            badge.show_run(letter(row), colour)
        self._show_badges(row, is_shown=True)
        for column, run in enumerate(compared.runs):
            if column != row:
                self._fill_cell(compared.pair(column, row), row, column)
                self.cells[run.path, compared.runs[row].path] = self._buttons[row, column]

    def _show_badges(self, row: int, *, is_shown: bool) -> None:
        for badge in self._badges[row]:
            badge.setVisible(is_shown)

    def _fill_cell(self, pair: PairDifference, row: int, column: int) -> None:
        if (row, column) not in self._buttons:
            self._buttons[row, column] = self._new_button(row, column)
        cell = self._buttons[row, column]
        difference = pair.from_view_of(row).get("linear")
        cell.setText("–" if difference is None else signed(100 * difference.value))
        role = "difference" if difference is not None and is_sure(difference) else "pale difference"
        if cell.property("role") != role:
            cell.setProperty("role", role)
            if cell.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # a new one is about to be
                cell.style().unpolish(cell)
                cell.style().polish(cell)
        words = self._sentence(pair, column, row, "linear")
        cell.setToolTip(plain_tooltip(words))
        cell.setAccessibleName(words)

    def _new_button(self, row: int, column: int) -> QPushButton:
        cell = QPushButton(self.matrix)
        cell.setCheckable(True)
        cell.setFixedWidth(CELL_PX)
        cell.clicked.connect(self._choose)
        self._group.addButton(cell)
        self._grid.addWidget(cell, row + 1, column + 1)
        return cell

    def _sentence(self, pair: PairDifference, first: int, second: int, score: str) -> str:
        letters = letter(first), letter(second)
        if pair.refusal:
            return refusal_sentence(*letters, pair.refusal)
        difference = pair.from_view_of(second).get(score)  # type: ignore[call-overload]
        return "" if difference is None else difference_sentence(*letters, difference)

    @Slot()
    def _choose(self) -> None:
        chosen = self.sender()
        pair = next((pair for pair, cell in self.cells.items() if cell is chosen), None)
        if pair is not None:  # its row may be waiting for its turn
            self._comparison.choose_pair(*pair)

    def _mark(self) -> None:
        """The cell of the chosen pair."""
        chosen = self._comparison.pair
        if chosen in self.cells:
            self.cells[chosen].setChecked(True)

    @Slot()
    def _show_pair(self) -> None:
        """The sentences about the chosen pair."""
        compared, chosen = self._comparison.compared, self._comparison.pair
        for sentence in self.sentences:
            sentence.setText("")
        if compared is None or chosen is None:
            return
        self._mark()
        paths = [run.path for run in compared.runs]
        first, second = paths.index(chosen[0]), paths.index(chosen[1])
        pair = compared.pair(first, second)
        names = {"linear": self.tr("Linear evaluation: {words}"), "knn": self.tr("kNN: {words}")}
        for sentence, score in zip(self.sentences, SCORES, strict=True):
            words = self._sentence(pair, first, second, score)
            if pair.refusal:
                sentence.setText(words)
                break
            sentence.setText(names[score].format(words=words) if words else "")
        for sentence in self.sentences:
            sentence.setVisible(bool(sentence.text()))
