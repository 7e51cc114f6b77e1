"""The Views page: the pairs that the network is trained on, and the settings that draw them."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from simclr_gui.engine.events import PairsDrawn
from simclr_gui.gui.look.figures import use_tabular_figures
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.parts.buttons import ActionButton
from simclr_gui.gui.parts.card import Card, Page, label, row
from simclr_gui.gui.parts.picture import Picture
from simclr_gui.gui.settings_form import SettingsForm
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.pairs import Pairs

PAIRS, COLUMNS, ROWS = 6, 2, 3
PICTURE_SIDE_PX = 112
SETTINGS_WIDTH_PX = 350
MS_AFTER_A_CHANGE = 60


class ViewsPage(Page):
    """Shows the training's pairs while it trains, else samples of the settings at hand.

    Signals:
        sample_wished(int): six pairs for the current settings; another number, other pairs.
    """

    sample_wished = Signal(int)

    def __init__(self, experiment: Experiment, pairs: Pairs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._experiment, self._pairs = experiment, pairs
        self._draw = 0
        self._grid = _PairGrid()
        self.again = ActionButton(self.tr("Draw again"), "again", theme)
        self.again.setToolTip(self.tr("Other pictures, other views"))
        self.again.clicked.connect(self.draw_again)
        self.settings = SettingsForm("views", experiment)
        self.settings.edited.connect(self._wish_soon)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(MS_AFTER_A_CHANGE)
        self._soon.timeout.connect(self._wish)

        shown = Card(self.tr("Pairs of views"))
        shown.body.addWidget(self._grid, 1)
        shown.body.addLayout(_pushed_right(self.again))
        settings = Card(self.tr("How views are drawn"))
        settings.setFixedWidth(SETTINGS_WIDTH_PX)
        settings.body.addWidget(self.settings)
        settings.body.addStretch(1)
        hint = label(
            self.tr("These are the settings of the next training; every picture draws its own values."), "caption"
        )
        hint.setWordWrap(True)
        settings.body.addWidget(hint)
        columns = QHBoxLayout()
        columns.setSpacing(CARD_GAP - 4)
        columns.addWidget(shown, 1)
        columns.addWidget(settings)
        self.body.addLayout(columns, 1)
        pairs.drawn.connect(self.show_pairs)
        experiment.phase_changed.connect(self._follow_phase)
        self._follow_phase()
        self.show_pairs()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow_phase()
        self.show_pairs()
        if self._pairs.latest is None:
            self._soon.start()

    @Slot()
    def draw_again(self) -> None:
        self._draw += 1
        self._wish()

    @Slot()
    def _wish_soon(self) -> None:
        """A slider that moves wishes many samples; the last one in a short while counts."""
        self._soon.start()

    @Slot()
    def _wish(self) -> None:
        if not self._experiment.phase.is_busy:
            self.sample_wished.emit(self._draw)

    @Slot()
    def _follow_phase(self) -> None:
        busy = self._experiment.phase.is_busy
        self.again.setEnabled(not busy)
        self.settings.setEnabled(not busy)

    @Slot()
    def show_pairs(self) -> None:
        """Shows the latest pairs; while nobody looks, nothing is drawn."""
        latest = self._pairs.latest
        if latest is not None and not self.isVisible():
            return
        self._grid.show_pairs(latest)
        self.sentence.setText(self._sentence(latest))

    def _sentence(self, latest: PairsDrawn | None) -> str:
        if latest is None:
            return self.tr("Each picture is changed twice at random; the network must see that both show the same.")
        if not latest.cosine:
            return self.tr("Two random views of each picture. What the views change, the network learns to ignore.")
        first = sum(rank == 1 for rank in latest.rank)
        return self.tr(
            "Of these {count} pairs the network matches {first} at once, among {others} other views."
        ).format(count=len(latest.rank), first=first, others=latest.others)


class _PairGrid(QWidget):
    """Six rows of picture, view A, view B and how alike they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE)
        self._grid = grid
        self._columns = 0
        self._rows = [_PairRow() for _ in range(PAIRS)]
        self.setMinimumWidth(self._rows[0].sizeHint().width())
        self._arrange(COLUMNS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where two columns do not fit, half of the pairs are shown rather than all of them cut."""
        super().resizeEvent(event)
        two_fit = self.width() >= COLUMNS * self._rows[0].sizeHint().width() + self._grid.horizontalSpacing()
        self._arrange(COLUMNS if two_fit else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, pair in enumerate(self._rows):
            self._grid.removeWidget(pair)
            pair.setVisible(number < columns * ROWS)
            if number < columns * ROWS:
                self._grid.addWidget(pair, number // columns, number % columns, Qt.AlignmentFlag.AlignCenter)

    def show_pairs(self, pairs: PairsDrawn | None) -> None:
        for number, pair in enumerate(self._rows):
            pair.show_pair(pairs, number)


class _PairRow(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._original, self._first, self._second = (Picture(PICTURE_SIDE_PX) for _ in range(3))
        self._words = QLabel()
        self._words.setProperty("role", "caption")
        self._words.setMinimumHeight(20)
        use_tabular_figures(self._words)
        pictures = row(self._original, self._first, self._second, spacing=SPACE // 2)
        pictures.insertSpacing(1, SPACE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(pictures)
        column.addWidget(self._words, 0, Qt.AlignmentFlag.AlignRight)

    def show_pair(self, pairs: PairsDrawn | None, number: int) -> None:
        if pairs is None or number >= len(pairs.originals):
            for picture in (self._original, self._first, self._second):
                picture.show_pixels(None)
            self._words.setText("")
            return
        self._original.show_pixels(pairs.originals[number], self.tr("picture"))
        self._first.show_pixels(pairs.first[number], self.tr("view A"))
        self._second.show_pixels(pairs.second[number], self.tr("view B"))
        if pairs.cosine:
            self._words.setText(
                self.tr("alike {cosine:+.2f}, partner ranks {rank}").format(
                    cosine=pairs.cosine[number], rank=pairs.rank[number]
                )
            )
        else:
            self._words.setText("")


def _pushed_right(widget: QWidget) -> QHBoxLayout:
    line = row(widget)
    line.insertStretch(0, 1)
    return line
