"""Contrastive learning on a circle: who is pulled, who is pushed, and what the loss is made of."""

import numpy as np
from PySide6.QtCore import QPointF, QTimer, Slot
from PySide6.QtWidgets import QPushButton

from simclr_gui.engine.lessons.contrast import Contrast, collapsed, contrast
from simclr_gui.engine.losses.nt_xent import NT_XENT
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.pages import names
from simclr_gui.gui.pages.learn.circle import Circle
from simclr_gui.gui.pages.learn.lesson import Lesson
from simclr_gui.gui.pages.learn.slider_row import SliderRow
from simclr_gui.gui.pages.learn.terms import Terms
from simclr_gui.gui.parts.card import Card, row
from simclr_gui.state.lessons import Lessons
from simclr_gui.state.waiting import IMAGES

MOST_IMAGES, FIRST_IMAGES = 8, 4
MS_A_STEP, STEP, SHORTER_BELOW = 40, 0.12, 0.5
SEED = 142  # four pairs that do not hide each other


class ContrastLesson(Lesson):
    """Two views of each image on a circle; drag them, or let the loss move them."""

    def __init__(self, lessons: Lessons, theme: Theme) -> None:
        super().__init__(
            self.tr(
                "Contrastive learning: views of one image pull each other; views of different images push, the nearer "
                "the harder."
            ),
            self.tr("Nobody names the images. What pulls a view, and what pushes it?"),
            self.tr("Try: click a view; let them move; collapse them."),
            self.tr(
                "Its partner, the other view of the same image, pulls it; views of all other images push it, the "
                "nearest the hardest. No label is needed."
            ),
            self.tr(
                "The loss of SimCLR, NT-Xent: ℓ(i) = −log( exp(cos(zᵢ, zⱼ)/τ) / Σ exp(cos(zᵢ, zₖ)/τ) ) over all k ≠ i; "
                "the loss is the "
                "mean over all 2N views of a batch of N images. Random guessing: ln(2N − 1)."
            ),
            self.tr("See a real batch"),
            names.VIEWS,
        )
        self._lessons = lessons
        self.images = SliderRow(self.tr("Batch size"), 2, MOST_IMAGES, FIRST_IMAGES)
        self.temperature = SliderRow(self.tr("Temperature"), 1, 40, 10, scale=0.05)
        self.run_button, self.scatter_button, self.collapse_button = (
            QPushButton(words) for words in (self.tr("Let them move"), self.tr("Scatter"), self.tr("Collapse"))
        )
        self.circle, self.terms = Circle(theme), Terms(theme)
        left = Card(self.tr("Pulls and pushes on a view"))
        right, knobs = Card(self.tr("Its loss, term by term")), Card()
        left.body.addWidget(self.circle, 1)
        right.body.addWidget(self.terms, 1)
        line = row(left, right, spacing=CARD_GAP - 4)
        line.setStretch(0, 1)
        line.setStretch(1, 1)
        buttons = row(self.run_button, self.scatter_button, self.collapse_button)
        buttons.addStretch(1)
        knobs.body.addLayout(buttons)
        knobs.body.addLayout(row(self.images, self.temperature, spacing=3 * SPACE))
        self.stage.addLayout(line, 1)
        self.stage.addWidget(knobs)
        self.timer = QTimer(self)
        self.timer.setInterval(MS_A_STEP)
        self.timer.timeout.connect(self._step)
        self.points = np.zeros((0, 2))
        self.chosen = 0
        self.images.moved.connect(self._scatter)
        self.temperature.moved.connect(self.show_points)
        self.run_button.clicked.connect(self._toggle)
        self.scatter_button.clicked.connect(self._scatter)
        self.collapse_button.clicked.connect(self._collapse)
        self.touched_by(self.images.touched, self.temperature.touched, self.circle.chosen, self.circle.dragged)
        self.touched_by(self.run_button.clicked, self.scatter_button.clicked, self.collapse_button.clicked)
        self.circle.chosen.connect(self._choose)
        self.circle.dragged.connect(self.drag)
        lessons.images_taken.connect(self.show_points)
        lessons.network_changed.connect(self.enter_again)
        self.wait_for(lessons, IMAGES)
        self._scatter()

    @property
    def has_answer(self) -> bool:
        return self._lessons.images is not None

    def enter(self) -> None:
        self._lessons.take_images()

    def leave(self) -> None:
        self.timer.stop()
        self.run_button.setText(self.tr("Let them move"))

    @Slot()
    def _scatter(self) -> None:
        random = np.random.default_rng(SEED)
        self.points = on_circle(random.normal(size=(2 * self.images.number, 2)))
        self.chosen = 0
        self.show_points()

    @Slot()
    def _collapse(self) -> None:
        self.leave()
        self.points = collapsed(2 * self.images.number)
        self.show_points()

    @Slot(int)
    def _choose(self, view: int) -> None:
        self.chosen = view
        self.show_points()

    @Slot(int, QPointF)
    def drag(self, view: int, at: QPointF) -> None:
        self.points[view] = on_circle(np.array([[at.x(), at.y()]]))[0]
        self.show_points()

    @Slot()
    def _toggle(self) -> None:
        if self.timer.isActive():
            self.leave()
        else:
            self.run_button.setText(self.tr("Stop"))
            self.timer.start()

    @Slot()
    def _step(self) -> None:
        """One step against the gradient of the loss."""
        forces = contrast(self.points, self.temperature.value).forces
        step = STEP * min(1.0, self.temperature.value / SHORTER_BELOW)  # forces grow as the temperature falls
        self.points = on_circle(self.points + step * forces * len(self.points))
        self.show_points()

    @Slot()
    def show_points(self) -> None:
        temperature, views = self.temperature.value, len(self.points)
        taken = contrast(self.points, temperature)
        images = self._lessons.images
        drawn = None if images is None else images.views
        self.circle.show_points(self.points, taken, temperature, self.chosen, drawn)
        self.terms.show_terms(taken, temperature, self.chosen)
        self.tell(
            self.tr(
                "Loss, which learning makes small: {loss:.2f}; with random guessing {chance:.2f}, at best {floor:.2f}. "
                "{judgement}"
            ).format(
                loss=taken.loss,
                chance=NT_XENT.chance(views // 2),
                floor=NT_XENT.floor(views // 2, temperature),
                judgement=self._judgement(taken),
            )
        )

    def _judgement(self, taken: Contrast) -> str:
        views = len(taken.cosine)
        of_positives = np.diagonal(taken.cosine, views // 2).mean()
        of_negatives = (taken.cosine.sum() - views * (1 + of_positives)) / (views * (views - 2))
        if taken.cosine.min() > 0.999:
            return self.tr("Collapsed: all views lie at one point, and nothing pulls or pushes any more.")
        if of_positives < of_negatives:
            return self.tr("Partners lie further apart than views of different images.")
        return self.tr("Partners lie closer together than views of different images.")


def on_circle(points: np.ndarray) -> np.ndarray:
    """Brings points (count, 2) to length 1."""
    lengths = np.linalg.norm(points, axis=1, keepdims=True)
    return np.where(lengths > 1e-9, points / np.maximum(lengths, 1e-9), (1.0, 0.0))
