"""The lessons in the order in which they are understood.

SimCLR comes first: how it learns without labels, how one sees that it did, and why its last step is dropped; whoever
stops there knows the idea. Then the network inside: one filter, the maps made smaller, the layers in a row on a real
image before their sizes are counted. Residual blocks stand before the lessons that compare networks with and without.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

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

CONTRAST, EVALUATION, HEAD, CONVOLUTION, POOLING, CHAIN, SIZES, RESIDUAL, DEGRADATION, GRADIENTS = NAMES = (
    *("contrast", "evaluation", "head", "convolution", "pooling"),
    *("chain", "sizes", "residual", "degradation", "gradients"),
)


@dataclass(frozen=True)
class Entry:
    """A lesson of the list.

    Attributes:
        name: what its progress is remembered by.
        title: what it is about, in plain words.
        term: what the field calls it.
    """

    name: str
    title: str
    term: str
    make: Callable[[], Lesson]


def curriculum(session: Session, theme: Theme) -> tuple[Entry, ...]:
    """Nothing is made yet."""
    lessons, experiment = session.lessons, session.experiment
    makers: dict[str, Callable[[], Lesson]] = {
        CONTRAST: lambda: ContrastLesson(lessons, theme),
        EVALUATION: lambda: EvaluationLesson(experiment, theme),
        HEAD: lambda: HeadLesson(lessons, experiment, theme),
        CONVOLUTION: lambda: ConvolutionLesson(lessons, theme),
        POOLING: lambda: PoolingLesson(lessons, theme),
        CHAIN: lambda: ChainLesson(lessons, theme),
        SIZES: lambda: SizesLesson(lessons, experiment, theme),
        RESIDUAL: lambda: ResidualLesson(lessons, theme),
        DEGRADATION: lambda: DegradationLesson(lessons, experiment, theme),
        GRADIENTS: lambda: GradientsLesson(lessons, theme),
    }
    words = _words()
    return tuple(Entry(name, *words[name], makers[name]) for name in NAMES)


def _words() -> dict[str, tuple[str, str]]:
    """By name the title, and what the field calls it."""
    return {
        CONTRAST: (
            QCoreApplication.translate("Curriculum", "Learning without labels"),
            QCoreApplication.translate("Curriculum", "Contrastive learning"),
        ),
        EVALUATION: (
            QCoreApplication.translate("Curriculum", "Testing what was learned"),
            QCoreApplication.translate("Curriculum", "Linear evaluation"),
        ),
        HEAD: (
            QCoreApplication.translate("Curriculum", "Why the last step is dropped"),
            QCoreApplication.translate("Curriculum", "Projection head: h and z"),
        ),
        CONVOLUTION: (
            QCoreApplication.translate("Curriculum", "A filter slides over an image"),
            QCoreApplication.translate("Curriculum", "Convolution"),
        ),
        POOLING: (
            QCoreApplication.translate("Curriculum", "Making maps smaller"),
            QCoreApplication.translate("Curriculum", "Pooling"),
        ),
        CHAIN: (
            QCoreApplication.translate("Curriculum", "From edges to objects"),
            QCoreApplication.translate("Curriculum", "Layers of a network"),
        ),
        SIZES: (
            QCoreApplication.translate("Curriculum", "Sizes, layer by layer"),
            QCoreApplication.translate("Curriculum", "Sizes of feature maps"),
        ),
        RESIDUAL: (
            QCoreApplication.translate("Curriculum", "Blocks that may do nothing"),
            QCoreApplication.translate("Curriculum", "Residual blocks"),
        ),
        DEGRADATION: (
            QCoreApplication.translate("Curriculum", "When deeper is worse"),
            QCoreApplication.translate("Curriculum", "Degradation"),
        ),
        GRADIENTS: (
            QCoreApplication.translate("Curriculum", "When gradients vanish"),
            QCoreApplication.translate("Curriculum", "Vanishing gradients"),
        ),
    }
