"""Whether there is a result to hand on, and why not."""

from PySide6.QtCore import QCoreApplication

from simclr_gui.state.experiment import Experiment


def sharing_tip(experiment: Experiment) -> str:
    """Of what copies or saves the result: what it makes, or what has to come first."""
    translate = QCoreApplication.translate
    if experiment.result is not None:
        return translate("sharing", "An image with the bars, the map and what was found, to paste into a chat")
    if not experiment.can_be_scored:
        return translate("sharing", "There is no result: scores need images of two classes or more")
    return translate("sharing", "There is no result yet: train first, and let the features be tested")
