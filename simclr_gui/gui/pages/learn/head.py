"""What the head is for, and why it is dropped: what h still knows and z has forgotten."""

import numpy as np
from PySide6.QtCore import Slot

from simclr_gui.engine.config.presets import has_colour_changes
from simclr_gui.engine.events import HeadCompared, Pixels
from simclr_gui.engine.lessons.convolution import LUMA
from simclr_gui.engine.messages.shares import in_percent
from simclr_gui.gui.look.theme import CARD_GAP, Theme
from simclr_gui.gui.pages import names
from simclr_gui.gui.pages.learn.array_view import ArrayView
from simclr_gui.gui.pages.learn.chance_note import ChanceNote
from simclr_gui.gui.pages.learn.lesson import Lesson
from simclr_gui.gui.pages.learn.stages import Box, StageOfBoxes, Stages
from simclr_gui.gui.parts.card import Card, row
from simclr_gui.gui.parts.score_bars import Score, ScoreBars
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.lessons import Lessons
from simclr_gui.state.waiting import HEAD, IMAGES

CLEARLY = 0.02
GAP_SHARE = 8  # of an image's side between two of them


class HeadLesson(Lesson):
    """Three questions about an image, asked of h and of z of the network in hand."""

    def __init__(self, lessons: Lessons, experiment: Experiment, theme: Theme) -> None:
        super().__init__(
            self.tr(
                "While learning, views are compared at the last step, z. Then that step is dropped and h, one step "
                "earlier, is kept."
            ),
            self.tr("Why keep h and not z? What does z forget that h still knows?"),
            self.tr("Compare the bars, then show the answer."),
            self.tr(
                "Whatever the two views of an image differ in, such as colour: the loss wants z to be the same for "
                "both. h comes before that demand and may keep it, so it is worth more."
            ),
            self.tr(
                "h = f(x), z = g(h) with g(h) = W₂ ReLU(W₁ h). The loss wants z to be the same for all views of an "
                "image. Chen et al. 2020 (table 3, ResNet-50, ImageNet): where views were turned too, a small "
                "network tells the turn from h in 67.6 % of the cases, from z in 25.6 %; chance is 25 %."
            ),
            self.tr("See the scores of all layers"),
            names.MAP,
        )
        self._lessons, self._experiment, self._theme = lessons, experiment, theme
        scheme = Card()
        scheme.body.addWidget(Stages(theme, (self._scheme(),)))
        self.stage.addWidget(scheme)
        questions = {
            "class": self.tr("Of which class is it?"),
            "turn": self.tr("How was it turned?"),
            "colour": self.tr("In colour, or grey?"),
        }
        self.bars: dict[str, ScoreBars] = {}
        self.cards: dict[str, Card] = {}
        self.examples: dict[str, ArrayView] = {}
        line = row(spacing=CARD_GAP - 4)
        for name, words in questions.items():
            card, bars, examples = Card(words), ScoreBars(), ArrayView(theme, words)
            card.body.addWidget(examples, 1)
            card.body.addWidget(bars)
            line.addWidget(card, 1)
            self.cards[name], self.bars[name], self.examples[name] = card, bars, examples
        self.stage.addLayout(line, 1)
        self.chance = ChanceNote()
        self.chance.start_requested.connect(self.start_requested)
        self.stage.addWidget(self.chance)
        lessons.images_taken.connect(self.show_examples)
        lessons.head_compared.connect(self.show_answers)
        lessons.network_changed.connect(self.enter_again)
        experiment.phase_changed.connect(self.enter_again)
        theme.changed.connect(self.show_answers)
        self.wait_for(lessons, HEAD, IMAGES)
        self.show_examples()
        self.show_answers()

    def _scheme(self) -> StageOfBoxes:
        return StageOfBoxes(
            "",
            (
                Box(self.tr("a view")),
                Box(self.tr("network f")),
                Box(self.tr("h\nkept"), "accent"),
                Box(self.tr("head g")),
                Box(self.tr("z\ncompared"), "untrained"),
                Box(self.tr("loss")),
            ),
        )

    def enter(self) -> None:
        """Some seconds of work: not beside a training, which would be slowed down."""
        self._lessons.take_images()
        if not self._experiment.phase.is_busy:
            self._lessons.compare_head()
        self.show_answers()

    def leave(self) -> None:
        self._lessons.leave_head()

    @Slot()
    def show_examples(self) -> None:
        """What is asked, with an image of the user's own."""
        taken = self._lessons.images
        if taken is None:
            return
        first = taken.pixels[0]
        grey = np.broadcast_to((first @ np.array(LUMA))[..., None], first.shape).round().astype(np.uint8)
        self.examples["class"].show_pixels(beside(*taken.pixels[:4]))
        self.examples["turn"].show_pixels(beside(*(np.rot90(first, turns) for turns in range(4))))
        self.examples["colour"].show_pixels(beside(first, grey))

    @Slot()
    def show_answers(self) -> None:
        """Shows what is known of the network in hand."""
        compared, colours = self._lessons.head, self._theme.colours
        for name, bars in self.bars.items():
            h, z, chance = (None, None, 0.0) if compared is None else compared.answers.get(name, (None, None, 0.0))
            self.cards[name].setVisible(compared is None or name in compared.answers)
            bars.show_scores(
                [Score("h", h, colours.simclr), Score("z", z, colours.untrained)], chance, self.tr("chance")
            )
        if compared is None:
            busy = self._experiment.phase.is_busy
            self.chance.hide()
            if busy:
                self.tell(self.tr("Not available while something is running. Press Stop to cancel it."))
            else:
                self.tell()
            return
        self.chance.show_step(compared.step, is_busy=self._lessons.is_engine_busy)
        h, z, _ = compared.answers["colour"]
        answer = self.tr(
            "From h, colour or grey is predicted correctly for {h:.0f} % of {count:,} unseen images; "
            "from z for {z:.0f} %."
        )
        self.tell(answer.format(h=in_percent(h), z=in_percent(z), count=compared.images), self._judgement(compared))

    def _judgement(self, compared: HeadCompared) -> str:
        """Colours are what views differ in; nothing turns them."""
        h, z, _ = compared.answers["colour"]
        if not compared.step:
            return self.tr("Without training neither has been asked to forget.")
        if not has_colour_changes(self._experiment.active_config):
            return self.tr("The views of this training had the same colours: nothing asked z to forget them.")
        if h > z + CLEARLY:
            return self.tr("Views differ in their colours, so the loss makes z forget them; h need not.")
        return self.tr("This network has not made z forget more than h.")


def beside(*images: Pixels) -> Pixels:
    """Images of one size in two columns, or one line of two; transparent between them: uint8, four channels."""
    side = len(images[0])
    step = side + max(1, side // GAP_SHARE)
    rows = -(-len(images) // 2)
    sheet = np.zeros((rows * step - step + side, step + side, 4), np.uint8)
    for number, image in enumerate(images):
        top, left = (place * step for place in divmod(number, 2))
        sheet[top : top + side, left : left + side, :3] = image
        sheet[top : top + side, left : left + side, 3] = 255
    return sheet
