"""Every pair of runs: by how much one recognises more of the very same test images, and how sure that is."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QVBoxLayout, QWidget

from simclr_gui.engine.comparison.compared import PairDifference, RunComparison
from simclr_gui.engine.events.evaluation import SCORES
from simclr_gui.gui.look.run_colours import run_colour
from simclr_gui.gui.look.theme import SPACE, Theme
from simclr_gui.gui.pages.compare.run_strip import Badge, empty_caption
from simclr_gui.gui.pages.compare.turns import Turns
from simclr_gui.gui.pages.compare.words import difference_sentence, is_sure, refusal_sentence, signed
from simclr_gui.gui.parts.card import Card, label
from simclr_gui.gui.parts.foreign_text import plain_tooltip
from simclr_gui.state.comparison import Comparison

CELL_PX = 74
FEWEST_IN_A_MATRIX = 3


class PairsCard(Card):
    """Two runs in a sentence, more of them as a matrix whose cells choose a pair."""

    def __init__(self, comparison: Comparison, turns: Turns, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._comparison, self._theme = comparison, theme
        self.body.addWidget(label(self.tr("Differences on the same test images, in points (95 % interval)"), "title"))
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

    @Slot()
    def show_compared(self) -> None:
        compared = self._comparison.compared
        self._clear()
        has_matrix = compared is not None and len(compared.runs) >= FEWEST_IN_A_MATRIX
        self.matrix.setVisible(has_matrix)
        self.hint.setVisible(has_matrix)
        if compared is not None and has_matrix:
            self._fill(compared)
        self._show_pair()

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.cells = {}

    def _fill(self, compared: RunComparison) -> None:
        for place, run in enumerate(compared.runs):
            letter, colour = chr(ord("A") + place), run_colour(self._theme, self._comparison.colours[run.path])
            self._grid.addWidget(Badge(letter, colour), place + 1, 0)
            self._grid.addWidget(Badge(letter, colour), 0, place + 1, Qt.AlignmentFlag.AlignHCenter)
        for pair in compared.pairs:
            for row, column in ((pair.first, pair.second), (pair.second, pair.first)):
                self._add_cell(compared, pair, row, column)

    def _add_cell(self, compared: RunComparison, pair: PairDifference, row: int, column: int) -> None:
        """What the run of the row recognises more than that of the column."""
        difference = pair.from_view_of(row).get("linear")
        cell = QPushButton("–" if difference is None else signed(100 * difference.value))
        cell.setProperty("role", "difference" if difference is not None and is_sure(difference) else "pale difference")
        cell.setCheckable(True)
        cell.setFixedWidth(CELL_PX)
        words = self._sentence(pair, column, row, "linear")
        cell.setToolTip(plain_tooltip(words))
        cell.setAccessibleName(words)
        cell.clicked.connect(self._choose)
        self._group.addButton(cell)
        self._grid.addWidget(cell, row + 1, column + 1)
        self.cells[compared.runs[column].path, compared.runs[row].path] = cell

    def _sentence(self, pair: PairDifference, first: int, second: int, score: str) -> str:
        letters = chr(ord("A") + first), chr(ord("A") + second)
        if pair.refusal:
            return refusal_sentence(*letters, pair.refusal)
        difference = pair.from_view_of(second).get(score)  # type: ignore[call-overload]
        return "" if difference is None else difference_sentence(*letters, difference)

    @Slot()
    def _choose(self) -> None:
        chosen = self.sender()
        pair = next(pair for pair, cell in self.cells.items() if cell is chosen)
        self._comparison.choose_pair(*pair)

    @Slot()
    def _show_pair(self) -> None:
        """The sentences about the chosen pair."""
        compared, chosen = self._comparison.compared, self._comparison.pair
        for sentence in self.sentences:
            sentence.setText("")
        if compared is None or chosen is None:
            return
        if chosen in self.cells:
            self.cells[chosen].setChecked(True)
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
