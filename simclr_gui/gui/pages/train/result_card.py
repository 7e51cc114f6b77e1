"""The result in plain words: what the features are worth, beside PCA and guessing."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from simclr_gui.engine.events import EvaluationResult
from simclr_gui.engine.events.evaluation import COMPARED, ComparedKind
from simclr_gui.engine.messages.shares import in_percent
from simclr_gui.gui.look.language import spoken, spoken_in_a_row
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.parts.buttons import ToolButton
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.gui.parts.empty_page import offered
from simclr_gui.gui.parts.score_bars import Score, ScoreBars
from simclr_gui.gui.parts.throttled import Throttled
from simclr_gui.gui.words.names import features_name
from simclr_gui.gui.words.sharing import sharing_tip
from simclr_gui.gui.words.standing import offer_words
from simclr_gui.state.curves import Curves
from simclr_gui.state.experiment import Experiment, Phase
from simclr_gui.state.race import Race, race_of
from simclr_gui.state.standing import Offer, Page


class ResultCard(Card):
    """Bars of linear evaluation, kNN in the caption; before the test, estimates of a training in progress.

    Signals:
        maps_requested(): the maps should be shown.
        copy_requested(): the result should be copied as an image.
        test_requested(): the run has not been tested, and should be.
        resume_requested(Path): the run ended early, and its training should go on.
    """

    maps_requested = Signal()
    copy_requested = Signal()
    test_requested = Signal()
    resume_requested = Signal(object)

    def __init__(self, experiment: Experiment, curves: Curves, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title.setText(self.tr("Recognises unseen images"))
        self.title.setToolTip(
            self.tr(
                "Linear evaluation: a logistic regression on frozen features h of whole images, "
                "tested on images that were never trained on."
            )
        )
        self.title.show()
        self.copy_button = ToolButton(self.tr("Copy the result"), "copy", theme)
        self.copy_button.setProperty("role", "quiet")
        self.copy_button.clicked.connect(self.copy_requested)
        head = row(self.title, self.copy_button)  # beside the name: below the bars there is no room for words
        head.setStretch(0, 1)
        self.body.insertLayout(0, head)
        self._experiment, self._curves, self._theme = experiment, curves, theme
        self.bars = ScoreBars()
        self._words = label("", "caption")
        self._words.setWordWrap(True)
        self._words.setMinimumHeight(36)
        self.maps_button = QPushButton(self.tr("See the maps"))
        self.maps_button.setProperty("role", "link")
        self.maps_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.maps_button.clicked.connect(self.maps_requested)
        self.test_button = QPushButton(offer_words(Offer.TEST))
        self.test_button.setProperty("role", "primary")
        self.test_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.test_button.clicked.connect(self.test_requested)
        self.body.addWidget(self.bars)
        self.body.addWidget(self._words)
        self.body.addWidget(self.test_button)
        self.resume_button = QPushButton(self.tr("Resume training"))
        self.resume_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.resume_button.setProperty("role", "link")
        self.resume_button.clicked.connect(self._request_resume)
        line = row(self.maps_button, self.resume_button)  # one line: the card has no room for two
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addStretch(1)
        for signal in (experiment.result_changed, experiment.phase_changed, experiment.announced, theme.changed):
            signal.connect(self.show_result)
        curves.cleared.connect(self.show_result)
        self._throttled = Throttled(curves.extended, self)
        self._throttled.triggered.connect(self._follow_race)
        self.show_result()

    @Slot()
    def _follow_race(self) -> None:
        """The exact scores do not change while curves grow."""
        if self._experiment.result is None:
            self.show_result()

    @Slot()
    def show_result(self) -> None:
        result, race = self._experiment.result, race_of(self._curves)
        scores = [self._score(kind, race) for kind in COMPARED]
        self.bars.show_scores(scores, result.chance if result else None, self.tr("chance"))
        self._words.setText(self._caption(result, race))
        self.test_button.setVisible(offered(Page.TRAIN, self._experiment) is Offer.TEST)
        is_judged = result is not None or not self._experiment.can_be_scored
        self.maps_button.setVisible(is_judged and self._experiment.phase is Phase.DONE)
        self.resume_button.setVisible(self._experiment.can_be_resumed and not self._theme.is_presented)
        self.copy_button.setEnabled(result is not None)
        self.copy_button.setToolTip(f"{self.copy_button.accessibleName()}\n{sharing_tip(self._experiment)}")

    @Slot()
    def _request_resume(self) -> None:
        self.resume_requested.emit(self._experiment.run_dir)

    def _score(self, kind: ComparedKind, race: Race) -> Score:
        result, colour = self._experiment.result, getattr(self._theme.colours, kind)
        name = features_name(kind, is_imported=self._experiment.origin is not None)
        if result is None:
            return Score(name, race.estimates.get(kind), colour, is_estimate=True)
        scores = result.scores(kind)
        return Score(name, scores.linear, colour, scores.interval("linear"))

    def _caption(self, result: EvaluationResult | None, race: Race) -> str:
        if result is None:
            if not self._experiment.has_classes:
                return self.tr("Scores need classes: sort images into one sub-folder per class, and train again.")
            if not self._experiment.can_be_scored:
                return self.tr("Scores need training images of two classes or more.")
            phase, announcement = self._experiment.phase, self._experiment.announcement
            if phase is Phase.EVALUATING and announcement:
                return spoken(announcement.sentence) + "…"
            if offered(Page.TRAIN, self._experiment) is Offer.TEST:
                estimated = self.tr("Estimated during training, from %Ln unseen images.", None, race.images)
                untested = self.tr("The features have not been tested yet.")
                return spoken_in_a_row(untested, estimated if race.images else "")
            if race.images:
                return self.tr(
                    "Estimated during training, from %Ln unseen images; the exact test comes at the end.",
                    None,
                    race.images,
                )
            return self.tr("After training the features are tested here, beside PCA and an untrained network.")
        return self._tested(result)

    def _tested(self, result: EvaluationResult) -> str:
        proof = (
            self.tr("The test did not change the network (checked).")
            if result.frozen_verified
            else self.tr("The network CHANGED during the test: do not trust these numbers.")
        )
        words = self.tr("Linear evaluation on %Ln test images. kNN: {knn:.1f} %. {proof}", None, result.test_images)
        return words.format(knn=in_percent(result.simclr.knn, 1), proof=proof)
