"""The lessons in the order in which they are understood.

SimCLR comes first: how it learns without labels, how one sees that it did, and why its last step is dropped; whoever
stops there knows the idea. Then the network inside: one filter, the maps made smaller, the layers in a row on a real
image before their sizes are counted. Residual blocks stand before the lessons that compare networks with and without.

A new lesson is an entry of the table here, a file with its words and its widget, and what it computes in
`engine/lessons`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.pages.learn.chain import ChainLesson
from simclr_gui.gui.pages.learn.contrast import ContrastLesson
from simclr_gui.gui.pages.learn.convolution import ConvolutionLesson
from simclr_gui.gui.pages.learn.degradation import DegradationLesson
from simclr_gui.gui.pages.learn.evaluation import EvaluationLesson
from simclr_gui.gui.pages.learn.gradients import GradientsLesson
from simclr_gui.gui.pages.learn.head import HeadLesson
from simclr_gui.gui.pages.learn.lesson import Lesson
from simclr_gui.gui.pages.learn.pooling import PoolingLesson
from simclr_gui.gui.pages.learn.residual import ResidualLesson
from simclr_gui.gui.pages.learn.sizes import SizesLesson
from simclr_gui.state.session import Session

CONTEXT = "Curriculum"  # of the words below in the files of translations


@dataclass(frozen=True)
class LessonEntry:
    """A lesson of the list.

    Attributes:
        name: what its progress is remembered by.
        english_title, english_term: what it is about in plain words, and what the field calls it, not yet translated.
        make: builds the lesson, which has its own question, idea and formula.
    """

    name: str
    english_title: object  # Qt types the words that it marks no closer
    english_term: object
    make: Callable[[Session, Theme], Lesson]

    @property
    def title(self) -> str:
        return QCoreApplication.translate(CONTEXT, str(self.english_title))

    @property
    def term(self) -> str:
        return QCoreApplication.translate(CONTEXT, str(self.english_term))


LESSONS = (
    LessonEntry(
        "contrast",
        QT_TRANSLATE_NOOP("Curriculum", "Learning without labels"),
        QT_TRANSLATE_NOOP("Curriculum", "Contrastive learning"),
        lambda session, theme: ContrastLesson(session.lessons, theme),
    ),
    LessonEntry(
        "evaluation",
        QT_TRANSLATE_NOOP("Curriculum", "Testing what was learned"),
        QT_TRANSLATE_NOOP("Curriculum", "Linear evaluation"),
        lambda session, theme: EvaluationLesson(session.experiment, theme),
    ),
    LessonEntry(
        "head",
        QT_TRANSLATE_NOOP("Curriculum", "Why the last step is dropped"),
        QT_TRANSLATE_NOOP("Curriculum", "Projection head: h and z"),
        lambda session, theme: HeadLesson(session.lessons, session.experiment, theme),
    ),
    LessonEntry(
        "convolution",
        QT_TRANSLATE_NOOP("Curriculum", "A filter slides over an image"),
        QT_TRANSLATE_NOOP("Curriculum", "Convolution"),
        lambda session, theme: ConvolutionLesson(session.lessons, theme),
    ),
    LessonEntry(
        "pooling",
        QT_TRANSLATE_NOOP("Curriculum", "Making maps smaller"),
        QT_TRANSLATE_NOOP("Curriculum", "Pooling"),
        lambda session, theme: PoolingLesson(session.lessons, theme),
    ),
    LessonEntry(
        "chain",
        QT_TRANSLATE_NOOP("Curriculum", "From edges to objects"),
        QT_TRANSLATE_NOOP("Curriculum", "Layers of a network"),
        lambda session, theme: ChainLesson(session.lessons, theme),
    ),
    LessonEntry(
        "sizes",
        QT_TRANSLATE_NOOP("Curriculum", "Sizes, layer by layer"),
        QT_TRANSLATE_NOOP("Curriculum", "Sizes of feature maps"),
        lambda session, theme: SizesLesson(session.lessons, session.experiment, theme),
    ),
    LessonEntry(
        "residual",
        QT_TRANSLATE_NOOP("Curriculum", "Blocks that may do nothing"),
        QT_TRANSLATE_NOOP("Curriculum", "Residual blocks"),
        lambda session, theme: ResidualLesson(session.lessons, theme),
    ),
    LessonEntry(
        "degradation",
        QT_TRANSLATE_NOOP("Curriculum", "When deeper is worse"),
        QT_TRANSLATE_NOOP("Curriculum", "Degradation"),
        lambda session, theme: DegradationLesson(session.lessons, session.experiment, theme),
    ),
    LessonEntry(
        "gradients",
        QT_TRANSLATE_NOOP("Curriculum", "When gradients vanish"),
        QT_TRANSLATE_NOOP("Curriculum", "Vanishing gradients"),
        lambda session, theme: GradientsLesson(session.lessons, theme),
    ),
)
