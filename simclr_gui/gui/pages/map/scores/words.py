"""What the cards of the scores call things, and when their buttons are open."""

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from simclr_gui.engine.events.evaluation import FeatureKind
from simclr_gui.gui.look.theme import Colours
from simclr_gui.gui.words.names import features_name

SUPERVISED: Final = "supervised"
LINEAR: Final = "linear"
KNN: Final = "knn"


def kind_name(kind: FeatureKind, *, is_imported: bool = False) -> str:
    """simclr, pca, untrained and supervised as people write them."""
    if kind == SUPERVISED:
        return QCoreApplication.translate("scores", "with labels")
    return features_name(kind, is_imported=is_imported)


def kind_colour(kind: FeatureKind, colours: Colours) -> str:
    """The network that was shown the labels is what the others are measured by: it has the colour of the text."""
    return colours.text if kind == SUPERVISED else str(getattr(colours, kind))


def score_term(score: str) -> str:
    """linear and knn as the field calls them."""
    if score == KNN:
        return QCoreApplication.translate("scores", "kNN")
    return QCoreApplication.translate("scores", "linear evaluation")


def open_or_close(control: QWidget, is_open: bool, tip: str) -> None:
    """Says what the control does, or why it does nothing now."""
    control.setEnabled(is_open)
    busy = QCoreApplication.translate("scores", "Not available while something is running. Press Stop to cancel it.")
    control.setToolTip(tip if is_open else busy)
