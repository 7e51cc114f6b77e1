"""Recognises unseen images: SimCLR beside PCA, the untrained network, labels, and what others have published."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from simclr_gui.engine.evaluation.published_scores import PublishedScore, published_for
from simclr_gui.engine.events import EvaluationResult
from simclr_gui.engine.events.evaluation import (
    FEATURE_KINDS,
    ComparedKind,
    ComponentScores,
    FeatureKind,
    ScoreName,
    Scores,
)
from simclr_gui.engine.messages.sentences import in_a_list
from simclr_gui.gui.look.figures import use_tabular_figures
from simclr_gui.gui.look.language import listed, spoken
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.pages.map.scores.words import (
    KNN,
    LINEAR,
    SUPERVISED,
    kind_colour,
    kind_name,
    open_or_close,
)
from simclr_gui.gui.parts.buttons import pass_space_on
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.gui.parts.choices import tell_as_choice
from simclr_gui.gui.parts.score_bars import ROW_HEIGHT_PX, Band, Score, ScoreBars
from simclr_gui.state.evaluation_requests import EvaluationRequests
from simclr_gui.state.experiment import Experiment

COMPONENTS = (64, 128, 256)
OF_SEEDS: tuple[ComparedKind, ...] = ("simclr", "pca")
HIGHEST_ROW_PX = 56
ROOM_FOR_WORDS_PX = 266  # all but the rows of the bars, where the words are longest


class StillComboBox(QComboBox):
    """A turn of the wheel over it starts no computation."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class RecognitionCard(Card):
    """Bars of linear evaluation or kNN.

    Signals:
        score_chosen(): `score` is another, "linear" or "knn".
        seeds_requested(): the same run with other seeds is asked for.
    """

    score_chosen = Signal()
    seeds_requested = Signal()

    def __init__(
        self,
        experiment: Experiment,
        evaluation_requests: EvaluationRequests,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self.title.setText(self.tr("Recognises unseen images"))
        self.title.show()
        self._experiment, self._evaluation_requests, self._theme = experiment, evaluation_requests, theme
        self.score: ScoreName = LINEAR
        self._shown_components: int | None = None
        self.bars = ScoreBars()
        self.bars.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.compare = QPushButton(self.tr("Compare with training on labels"))
        self.compare.setProperty("role", "over a chart")
        self.words, self.seeds_words = self._caption(), self._caption()
        self.seeds = QPushButton(self.tr("Train with 2 more seeds"))
        self.body.addLayout(self._make_choices())
        self.body.addWidget(self._make_bars())
        self.body.addWidget(self.words)
        self.body.addLayout(self._make_seeds())
        self.body.addStretch(1)

    def _make_choices(self) -> QHBoxLayout:
        self.linear, self.knn = QPushButton(self.tr("Linear evaluation")), QPushButton(self.tr("kNN"))
        self.linear.setToolTip(
            self.tr("Logistic regression on the frozen features h of whole images, tested on unseen images")
        )
        self.knn.setToolTip(
            self.tr("k nearest neighbours: the most similar training images vote on the class; nothing is fitted")
        )
        self.scores = QButtonGroup(self)
        for button in (self.linear, self.knn):
            button.setProperty("role", "choice")
            button.setCheckable(True)
            self.scores.addButton(button)
            tell_as_choice(button)
        self.linear.setChecked(True)
        self.scores.buttonClicked.connect(self._choose_score)
        self.components = StillComboBox()
        self.components.setAccessibleName(self.tr("Principal components of PCA"))
        self._fill_components(None)
        self.components.activated.connect(self._choose_components)
        line = row(self.linear, self.knn, self.components)
        line.insertStretch(2, 1)
        return line

    def _make_bars(self) -> ScoreBars:
        """The button stands where the bar will be that it asks for."""
        self.compare.clicked.connect(self._compare)
        self.bars.lay_over(FEATURE_KINDS.index(SUPERVISED), self.compare)
        return self.bars

    def _make_seeds(self) -> QHBoxLayout:
        self.seeds.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        pass_space_on(self.seeds)
        self.seeds.clicked.connect(self.seeds_requested)
        line = row(self.seeds_words, self.seeds)
        line.setStretch(0, 1)
        return line

    def _caption(self) -> QLabel:
        result = label("", "caption")
        result.setWordWrap(True)
        result.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        use_tabular_figures(result)
        return result

    @Slot()
    def _choose_score(self) -> None:
        self.score = KNN if self.knn.isChecked() else LINEAR
        self.score_chosen.emit()

    @Slot(int)
    def _choose_components(self, place: int) -> None:
        requested = self.components.itemData(place)
        if requested != self._shown_components:
            self._evaluation_requests.evaluate(pca_components=requested)

    @Slot()
    def _compare(self) -> None:
        self._evaluation_requests.evaluate(pca_components=self.shown_components, supervised=True)

    @property
    def shown_components(self) -> int:
        """As many as PCA was scored with: whatever else is asked must not undo it."""
        return self._shown_components or COMPONENTS[0]

    def show_result(self, result: EvaluationResult) -> None:
        """Shows the scores, and what is known besides."""
        published = self._published(result)
        shown = next((entry for entry in published if entry.score == self.score), None)
        self.bars.keep_room_for_bands(bool(published))
        scores = [self._bar(kind, result.scores(kind), shown) for kind in FEATURE_KINDS]
        self.bars.show_scores(scores, result.chance, self.tr("chance"))
        self.compare.setVisible(result.supervised is None)
        self.words.setText(self._sentence(result, shown))
        self._show_components(result.pca.components)
        self._show_seeds()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What room the words leave goes to the bars; they do not follow the words, whose length changes."""
        super().resizeEvent(event)
        height_px = (event.size().height() - ROOM_FOR_WORDS_PX) // len(FEATURE_KINDS)
        self.bars.set_row_height(min(max(height_px, ROW_HEIGHT_PX), HIGHEST_ROW_PX))

    def open_controls(self, is_open: bool) -> None:
        """Closed while something is computed."""
        open_or_close(self.components, is_open, self.tr("Number of principal components PCA keeps"))
        open_or_close(
            self.compare,
            is_open,
            self.tr("Train the same network with all labels, as long as this run, and score its features the same way"),
        )
        open_or_close(
            self.seeds,
            is_open,
            self.tr("Train this run twice more with other seeds, as long each time: how much of a score is chance?"),
        )

    def _published(self, result: EvaluationResult) -> tuple[PublishedScore, ...]:
        run, ended = self._experiment.run, self._experiment.ended
        if run is None or ended is None:
            return ()
        return published_for(result.dataset or run.data, run.encoder, run.stem, ended.epoch)

    def _bar(self, kind: FeatureKind, scores: Scores | None, published: PublishedScore | None) -> Score:
        name = kind_name(kind, is_imported=self._experiment.origin is not None)
        colour = kind_colour(kind, self._theme.colours)
        if scores is None:
            return Score(name, None, colour)
        if isinstance(scores, ComponentScores):
            name = f"{name}-{scores.components}"
        band = (
            Band(self.tr("published"), published.low, published.high)
            if published is not None and kind == "simclr"
            else None
        )
        return Score(name, scores.accuracy(self.score), colour, scores.interval(self.score), band)

    def _sentence(self, result: EvaluationResult, published: PublishedScore | None) -> str:
        tested = result.test_images
        words = (
            self.tr("%Ln test images. The network is unchanged (checked).", None, tested)
            if result.frozen_verified
            else self.tr(
                "%Ln test images. The network CHANGED during the test: do not trust these numbers.", None, tested
            )
        )
        return words if published is None else f"{words}\n{self._told_of(published)}"

    def _told_of(self, published: PublishedScore) -> str:
        low, high = 100 * published.low, 100 * published.high
        span = f"{low:.1f} %" if low == high else self.tr("{low:.1f} to {high:.1f} %").format(low=low, high=high)
        source = spoken(in_a_list(*(part for part in (published.source, published.details) if part)))
        words = self.tr("Published for this data, network and length: {span} ({source}).")
        return words.format(span=span, source=source)

    def _fill_components(self, known: int | None) -> None:
        """What can be chosen; of few images there are fewer components than the usual choices."""
        choices = COMPONENTS if known is None or known in COMPONENTS else (*(n for n in COMPONENTS if n < known), known)
        if [self.components.itemData(place) for place in range(self.components.count())] != list(choices):
            self.components.clear()
            for number in choices:
                self.components.addItem(f"{kind_name('pca')}-{number}", number)

    def _show_components(self, known: int | None) -> None:
        """What was chosen stands there while it is computed; else what was scored."""
        if known is None or (self._experiment.phase.is_busy and known == self._shown_components):
            return
        self._shown_components = known
        self._fill_components(known)
        self.components.setCurrentIndex(self.components.findData(known))

    def _show_seeds(self) -> None:
        summary = self._evaluation_requests.seeds
        is_imported = self._experiment.origin is not None  # a seed changes nothing of it
        self.seeds.setVisible(summary is None and not is_imported)
        self.seeds_words.setVisible(not is_imported)
        if summary is None:
            self.seeds_words.setText(self.tr("One run, one seed: how much is chance?"))
            self.seeds_words.setToolTip("")
            return
        spread = self.tr("{name} {mean:.1f} ± {deviation:.1f} %")
        means = {kind: summary.scores[kind][self.score] for kind in OF_SEEDS}
        parts = [
            spread.format(name=kind_name(kind), mean=100 * mean, deviation=100 * deviation)
            for kind, (mean, deviation) in means.items()
        ]
        words = self.tr("Over {count} seeds: {scores}").format(count=len(summary.seeds), scores=listed(parts))
        tip = self.tr("Mean and standard deviation over runs with the same settings and the seeds {seeds}")
        self.seeds_words.setText(words)
        self.seeds_words.setToolTip(tip.format(seeds=listed(map(str, summary.seeds))))
