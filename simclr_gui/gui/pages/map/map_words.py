"""What a map shows, for those who listen: how many images, what laid them out, and what their colours mean."""

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication

from simclr_gui.engine.events import ImagesChosen
from simclr_gui.gui.look.language import spoken_in_a_row
from simclr_gui.gui.pages.map.colouring import BY_CLASS, BY_CORRECTNESS, BY_LOSS, BY_PREDICTION, OWN


def map_words(images: ImagesChosen | None, features: str, colouring: str, hidden: Collection[int]) -> str:
    """ "1,000 images of 4 classes, laid out by SimCLR's features; coloured by class."

    Args:
        images: those of the map; without any there is nothing to tell.
        features: "simclr", "imported", "untrained", "pca", or "other" for another run's.
        colouring: one of `colouring`'s, as the dots have it now.
        hidden: classes whose images are not shown.
    """
    if images is None or not len(images.labels):
        return ""
    translate = QCoreApplication.translate
    laid_out = translate("maps", "{images}, laid out by {features}.")
    colours = _colours(colouring) if images.class_names or colouring == OWN else ""
    if colours:
        laid_out = translate("maps", "{images}, laid out by {features}; coloured by {colours}.")
    words = laid_out.format(images=_counted(images), features=_features(features), colours=colours)
    left_out = translate("maps", "%Ln classes are hidden.", None, len(hidden)) if hidden else ""
    return spoken_in_a_row(words, left_out)


def _counted(images: ImagesChosen) -> str:
    translate = QCoreApplication.translate
    if not images.class_names:
        return translate("maps", "%Ln images", None, len(images.labels))
    classes = translate("maps", "%Ln classes", None, len(images.class_names))
    return translate("maps", "%Ln images of {classes}", None, len(images.labels)).format(classes=classes)


def _features(features: str) -> str:
    translate = QCoreApplication.translate
    return {
        "simclr": translate("maps", "SimCLR's features"),
        "imported": translate("maps", "the imported encoder's features"),
        "untrained": translate("maps", "the untrained network's features"),
        "pca": translate("maps", "their raw pixels (PCA)"),
        "other": translate("maps", "the other run's SimCLR features"),
    }[features]


def _colours(colouring: str) -> str:
    translate = QCoreApplication.translate
    return {
        BY_CLASS: translate("maps", "class"),
        BY_PREDICTION: translate("maps", "predicted class"),
        BY_CORRECTNESS: translate("maps", "right or wrong prediction"),
        BY_LOSS: translate("maps", "the classifier's loss"),
        OWN: translate("maps", "each image's own colour"),
    }[colouring]
