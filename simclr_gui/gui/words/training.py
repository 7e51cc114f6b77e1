"""What is said of a training, and what to do about it."""

from PySide6.QtCore import QCoreApplication

from simclr_gui.engine.verdict import Judgement, Verdict
from simclr_gui.gui.look.language import spoken_in_a_row


def verdict_words(judgement: Judgement, guessing: float) -> str:
    """One or two sentences for a person who never trained a network.

    Args:
        guessing: how often a guess would find the partner, 0 to 1.
    """
    translate = QCoreApplication.translate
    found = translate(
        "verdict", "A view finds its partner {top1:.0f} % of the time; guessing would be {guessing:.1f} %."
    ).format(top1=100 * judgement.top1, guessing=100 * guessing)
    cosine = judgement.stranger_cosine or 0.0
    match judgement.verdict:
        case Verdict.BEGUN:
            return translate("verdict", "It has just begun: nothing can be said yet.")
        case Verdict.LEARNING:
            way = translate("verdict", "Learning: the loss is {way:.0f} % of the way to perfect pairs.")
        case Verdict.FINISHED:
            way = translate("verdict", "The loss came {way:.0f} % of the way to perfect pairs.")
        case Verdict.STANDING:
            way = translate("verdict", "The loss stands still, {way:.0f} % of the way to perfect pairs.")
        case Verdict.STILL_GUESSING:
            return translate(
                "verdict",
                "It is still guessing. Usually the learning rate is too high: stop, halve it and start again.",
            )
        case Verdict.COLLAPSED:
            return translate(
                "verdict",
                "Collapsed: all pictures look alike to it (strangers {cosine:.2f}). If that lasts, stop and start "
                "again with a lower learning rate.",
            ).format(cosine=cosine)
        case Verdict.DIVERGING:
            return translate(
                "verdict",
                "It does worse than guessing: the weights are running away. Stop and start again with a lower "
                "learning rate.",
            )
        case Verdict.TOO_FAST:
            return translate(
                "verdict",
                "It was better before: the learning rate is too high. It may recover as the rate falls; else start "
                "again with a lower one.",
            )
    return spoken_in_a_row(found, way.format(way=100 * judgement.way))
