"""The Compare page: two to eight runs, one part below the other; the runs themselves stay above."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from simclr_gui.engine.comparison.compared import FEWEST
from simclr_gui.engine.messages.shares import in_percent
from simclr_gui.gui.look.language import spoken, spoken_in_a_row
from simclr_gui.gui.look.theme import CARD_GAP, Theme
from simclr_gui.gui.pages import names
from simclr_gui.gui.pages.compare.curves_card import CurvesCard
from simclr_gui.gui.pages.compare.differences_card import DifferencesCard
from simclr_gui.gui.pages.compare.images_card import ImagesCard
from simclr_gui.gui.pages.compare.looks_card import LooksCard
from simclr_gui.gui.pages.compare.maps_card import MapsCard
from simclr_gui.gui.pages.compare.pairs_card import PairsCard
from simclr_gui.gui.pages.compare.run_strip import RunStrip
from simclr_gui.gui.pages.compare.score_plot_card import ScorePlotCard
from simclr_gui.gui.pages.compare.turns import Turns
from simclr_gui.gui.parts.card import EmptyState, Page
from simclr_gui.state.comparison import Comparison
from simclr_gui.state.run_library import RunLibrary


class ComparePage(Page):
    """Says in its sentence which run recognises most; without runs, how they are chosen."""

    def __init__(
        self, comparison: Comparison, library: RunLibrary, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._comparison = comparison
        self.turns = Turns(self)
        self.strip = RunStrip(comparison, library, self.turns, theme)
        self.strip.all_runs_requested.connect(self._request_runs)
        self.differences = DifferencesCard(comparison, self.turns, theme)
        self.curves = CurvesCard(comparison, self.turns, theme)
        self.pairs = PairsCard(comparison, self.turns, theme)
        self.images = ImagesCard(comparison, self.turns)
        self.maps = MapsCard(comparison, self.turns, theme)
        self.looks = LooksCard(comparison, self.turns, theme)
        self.score_plot = ScorePlotCard(comparison, self.turns, theme)
        self.empty_state = EmptyState(self._scrolled(), "")
        self.empty_state.requested.connect(self._request_runs)
        self.body.addWidget(self.strip)
        self.body.addWidget(self.empty_state, 1)
        comparison.runs_changed.connect(self.show_state)
        comparison.compared_changed.connect(self.show_state)
        self.show_state()

    def _scrolled(self) -> QScrollArea:
        content = QWidget()
        content.setObjectName("page")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CARD_GAP - 4)
        for card in (
            self.differences,
            self.curves,
            self.pairs,
            self.images,
            self.maps,
            self.looks,
            self.score_plot,
        ):
            column.addWidget(card)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(content)
        self.area.verticalScrollBar().valueChanged.connect(self._note_sight)
        self.looks.installEventFilter(self)
        return self.area

    @Slot()
    def show_state(self) -> None:
        comparison = self._comparison
        self.strip.setVisible(bool(comparison.paths))
        self.empty_state.show_content(comparison.compared is not None)
        self.sentence.setText(self._sentence())
        words, action = self._prompt()
        self.empty_state.say(words)
        self.empty_state.offer(action, is_waiting=not action)

    def _prompt(self) -> tuple[str, str]:
        """What is said where there is no comparison, and what can be done about it."""
        comparison = self._comparison
        if comparison.failure is not None:
            return spoken(comparison.failure.sentence), self.tr("Choose runs")
        if len(comparison.paths) >= FEWEST:
            return "", ""
        if comparison.paths:
            return self.tr("Choose one more run: two to eight can be compared."), self.tr("Choose runs")
        words = self.tr(
            "Choose two to eight runs on the Runs page: their curves, scores and maps appear here side by side."
        )
        return words, self.tr("Choose runs")

    def _sentence(self) -> str:
        comparison = self._comparison
        compared = comparison.compared
        if comparison.failure is not None:
            return self.tr("These runs cannot be compared.")
        if compared is None:
            reads = len(comparison.paths) >= FEWEST
            return self.tr("Reading the runs…") if reads else self.tr("No runs to compare yet.")
        differs = self.tr("%Ln settings differ.", None, len(compared.settings))
        tested = [run for run in compared.runs if run.result is not None]
        if any(pair.are_of_other_images for pair in compared.pairs):
            return spoken_in_a_row(differs, self.tr("Their scores are of different test images: do not compare them."))
        if not tested:
            return spoken_in_a_row(differs, self.tr("None of these runs was tested."))
        best = max(tested, key=lambda run: run.result.simclr.linear if run.result else 0.0)
        share = in_percent(best.result.simclr.linear if best.result else 0.0, 1)
        words = self.tr("{run} recognises the most unseen images: {share:.1f} %.")
        return spoken_in_a_row(words.format(run=comparison.letter(best.path), share=share), differs)

    @Slot()
    def _request_runs(self) -> None:
        self.page_requested.emit(names.RUNS)

    def show_previous(self) -> None:
        self.looks.show_previous()

    def show_next(self) -> None:
        self.looks.show_next()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._comparison.set_watched(True)
        self._note_sight()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._comparison.set_watched(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._note_sight()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Paint):
            self._note_sight()
        return super().eventFilter(watched, event)

    @Slot()
    def _note_sight(self) -> None:
        """Networks are looked at only while their part of the page is in sight."""
        self._comparison.looks.set_card_watched(not self.looks.visibleRegion().isEmpty())
