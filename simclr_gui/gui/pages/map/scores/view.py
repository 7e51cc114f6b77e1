"""The tab "Are the features any good?": three cards of scores and what is computed just now."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from simclr_gui.engine.events import EvaluationResult
from simclr_gui.gui.look.language import spoken_in_a_row
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.pages.map.scores.few_labels_card import FewLabelsCard
from simclr_gui.gui.pages.map.scores.layers_card import LayersCard
from simclr_gui.gui.pages.map.scores.progress_line import ProgressLine
from simclr_gui.gui.pages.map.scores.recognition_card import RecognitionCard
from simclr_gui.gui.parts.card import TEXT_WIDTH_PX, EmptyState
from simclr_gui.state.evaluation_requests import EvaluationRequests
from simclr_gui.state.experiment import Experiment


class ScoresView(QWidget):
    """Whatever is not scored yet is asked of `evaluation_requests` on a click.

    Signals:
        seeds_requested(): the active run is to be trained again with further seeds.
    """

    seeds_requested = Signal()

    def __init__(
        self,
        experiment: Experiment,
        evaluation_requests: EvaluationRequests,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._experiment, self._evaluation_requests = experiment, evaluation_requests
        self.recognition = RecognitionCard(experiment, evaluation_requests, theme)
        self.layers, self.few_labels = LayersCard(theme), FewLabelsCard(theme)
        self.recognition.score_chosen.connect(self.show_result)
        self.recognition.seeds_requested.connect(self.seeds_requested)
        self.layers.requested.connect(self._ask_for_layers)
        self.few_labels.requested.connect(self._ask_for_few_labels)
        self.prompted = EmptyState(self._make_cards(), "", self.tr("Score the features"))
        self.prompted.requested.connect(self._ask_for_scores)
        self.progress = ProgressLine(experiment)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.prompted, 1)
        column.addWidget(self.progress)
        for signal in (
            experiment.started,
            experiment.result_changed,
            experiment.phase_changed,
            evaluation_requests.seeds_changed,
            theme.changed,
        ):
            signal.connect(self.show_result)
        self.show_result()

    def _make_cards(self) -> QWidget:
        cards = QWidget()
        right = QVBoxLayout()
        right.setSpacing(CARD_GAP - 4)
        right.addWidget(self.layers, 1)
        right.addWidget(self.few_labels, 1)
        line = QHBoxLayout(cards)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(CARD_GAP - 4)
        line.addWidget(self.recognition, 9)
        line.addLayout(right, 11)
        return cards

    @Slot()
    def _ask_for_scores(self) -> None:
        self._evaluation_requests.evaluate()

    @Slot()
    def _ask_for_layers(self) -> None:
        self._evaluation_requests.evaluate(pca_components=self.recognition.shown_components, layers=True)

    @Slot()
    def _ask_for_few_labels(self) -> None:
        self._evaluation_requests.evaluate(pca_components=self.recognition.shown_components, few_labels=True)

    @Slot()
    def show_result(self) -> None:
        """Shows what is known of the active run, or what is missing."""
        experiment, result = self._experiment, self._experiment.result
        is_free = not experiment.phase.is_busy
        self.prompted.show_content(result is not None)
        self._say_what_is_missing()
        self.prompted.button.setVisible(self._evaluation_requests.can_ask and experiment.can_be_scored)
        self.recognition.open_controls(is_free)
        self.layers.open_button(is_free)
        self.few_labels.open_button(is_free)
        self.progress.show_hint(self._how_it_is_read(result))
        if result is not None:
            self.recognition.show_result(result)
            self.layers.show_layers(result.layers, self.recognition.score, result.chance)
            self.few_labels.show_scores(result.few_labels, is_imported=experiment.origin is not None)

    def _say_what_is_missing(self) -> None:
        text = self.prompted.text
        text.setText(self._what_is_missing())
        text.setMinimumHeight(text.heightForWidth(TEXT_WIDTH_PX))  # the layout thinks of it as wide as the page

    def _what_is_missing(self) -> str:
        if not self._experiment.has_classes:
            return self.tr(
                "These images have no classes, so nothing can be scored. Sort them into sub-folders, one per "
                "class, and train again. The maps need no classes."
            )
        if self._evaluation_requests.can_ask:
            return self.tr(
                "The features of this run have not been scored yet. The score is the share of unseen images "
                "recognised from them, next to PCA and an untrained network."
            )
        return self.tr(
            "After training, the features are scored here: the share of unseen images recognised from them, "
            "next to PCA and an untrained network."
        )

    def _how_it_is_read(self, result: EvaluationResult | None) -> str:
        if result is None:
            return ""
        words = []
        if result.simclr.linear_interval is not None:
            words.append(self.tr("Thin line at the end of a bar: 95 % interval."))
        if result.few_labels is not None and result.few_labels.labels_a_class:
            words.append(self.tr("Shading: standard deviation over several draws of the labelled images."))
        return spoken_in_a_row(*words)
