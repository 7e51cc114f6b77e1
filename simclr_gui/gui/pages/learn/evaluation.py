"""Linear evaluation: learn without labels, freeze, test with labels."""

from PySide6.QtCore import Slot

from simclr_gui.engine.messages.shares import in_percent
from simclr_gui.gui.look.theme import CARD_GAP, Theme
from simclr_gui.gui.pages import names
from simclr_gui.gui.pages.learn.chance_note import ChanceNote
from simclr_gui.gui.pages.learn.lesson import Lesson
from simclr_gui.gui.pages.learn.stages import Box, StageOfBoxes, Stages
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.gui.parts.score_bars import Score, ScoreBars
from simclr_gui.gui.words.names import data_name, features_name
from simclr_gui.gui.words.standing import empty_words, headline
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.standing import (
    IN_PROGRESS,
    WITHOUT_A_RUN,
    Offer,
    Page,
    Standing,
    facts_of,
    offer_of,
    standing_of,
)

STATED_SIMCLR, STATED_PCA = 0.64, 0.36  # by a lecture about STL-10, shown as its own
ROW_PX = 52


class EvaluationLesson(Lesson):
    """The two stages, and a lecture's figures beside those of the active run."""

    def __init__(self, experiment: Experiment, theme: Theme) -> None:
        super().__init__(
            self.tr(
                "First the network learns without labels. Then it is frozen, and a simple classifier shows what it "
                "knows."
            ),
            self.tr("If the classifier were a large network too, whose knowledge would it show?"),
            self.tr("Think about it, then show the answer."),
            self.tr(
                "Its own: it could learn everything from the labels by itself. A simple, linear one can only use what "
                "the frozen network already tells apart."
            ),
            self.tr(
                "Frozen: no weight and no BatchNorm statistic may move; a SHA-256 over all of them is compared "
                "before and after. "
                "StandardScaler, then logistic regression (C = 1) on h; its accuracy on unseen images is the score."
            ),
            self.tr("See the scores of your run"),
            names.MAP,
        )
        self._experiment, self._theme = experiment, theme
        self.stages = Stages(theme, self._stages())
        self.theirs, self.ours = ScoreBars(), ScoreBars()
        for bars in (self.theirs, self.ours):
            bars.set_row_height(ROW_PX)
        scheme = Card()
        scheme.body.addWidget(self.stages)
        left = Card(self.tr("An example: photographs (STL-10)"))
        left.body.addWidget(self.theirs)
        source = label(self.tr("As a lecture states them; this program did not measure them."), "caption")
        source.setWordWrap(True)
        left.body.addWidget(source)
        left.body.addStretch(1)
        right = Card(self.tr("This run"))
        right.body.addWidget(self.ours)
        self.missing = label("", "caption")
        self.missing.setWordWrap(True)
        self.chance = ChanceNote()
        self.chance.start_requested.connect(self.start_requested)
        right.body.addWidget(self.missing)
        right.body.addWidget(self.chance)
        right.body.addStretch(1)
        line = row(left, right, spacing=CARD_GAP - 4)
        line.setStretch(0, 1)
        line.setStretch(1, 1)
        self.stage.addWidget(scheme)
        self.stage.addLayout(line, 1)
        for signal in (experiment.result_changed, experiment.phase_changed, theme.changed):
            signal.connect(self.show_scores)
        self.show_scores()

    def _stages(self) -> tuple[StageOfBoxes, ...]:
        learn = (
            Box(self.tr("two views,\nno labels")),
            Box(self.tr("network\nlearns"), "accent"),
            Box(self.tr("features\nh")),
            Box(self.tr("head\nlearns"), "accent"),
            Box(self.tr("output\nz")),
            Box(self.tr("loss")),
        )
        test = (
            Box(self.tr("whole images\nwith labels")),
            Box(self.tr("network\nfrozen"), "untrained"),
            Box(self.tr("features\nh")),
            Box(self.tr("classifier\nlearns"), "accent"),
            Box(self.tr("score on\nnew images")),
        )
        return StageOfBoxes(self.tr("1. Learn"), learn), StageOfBoxes(self.tr("2. Test"), test)

    def _why_missing(self, standing: Standing) -> str:
        if offer_of(Page.SCORES, standing) is Offer.TEST:
            return self.tr("Not tested yet. Open Map to test it.")
        return empty_words(Page.SCORES, standing) if standing in IN_PROGRESS else headline(standing)

    @Slot()
    def show_scores(self) -> None:
        colours, result = self._theme.colours, self._experiment.result
        stated = [
            Score(features_name("simclr"), STATED_SIMCLR, colours.simclr),
            Score(features_name("pca"), STATED_PCA, colours.pca),
        ]
        self.theirs.show_scores(stated, 0.1, self.tr("chance"))
        standing = standing_of(facts_of(self._experiment))
        has_run = standing not in WITHOUT_A_RUN
        self.missing.setText(self._why_missing(standing))
        self.missing.setVisible(result is None and has_run)
        self.chance.setVisible(result is None and not has_run)
        self.ours.setVisible(result is not None)
        if result is None:
            self.tell(self.tr("In the second stage only the classifier learns: no number of the network may change."))
            return
        scores = [
            Score(features_name(kind), scores.linear, getattr(colours, kind))
            for kind, scores in result.compared.items()
        ]
        self.ours.show_scores(scores, result.chance, self.tr("chance"))
        proof = (
            self.tr("proved frozen") if result.frozen_verified else self.tr("NOT frozen: do not trust these numbers")
        )
        self.tell(
            self.tr(
                "{data}: SimCLR {simclr:.1f} %, PCA {pca:.1f} % on %Ln unseen images; the network was {proof}.",
                None,
                result.test_images,
            ).format(
                data=data_name(result.dataset),
                simclr=in_percent(result.simclr.linear, 1),
                pca=in_percent(result.pca.linear, 1),
                proof=proof,
            )
        )
