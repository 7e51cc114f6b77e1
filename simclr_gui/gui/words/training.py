"""What is said of a training, and what to do about it."""

from PySide6.QtCore import QCoreApplication

from simclr_gui.engine.messages.shares import in_percent
from simclr_gui.engine.training.health import TrainingHealth, Verdict
from simclr_gui.gui.look.language import spoken_in_a_row
from simclr_gui.gui.words.names import time_text
from simclr_gui.state.race import Race


def training_words(health: TrainingHealth, chance: float, race: Race) -> str:
    """How a training goes and what to do about it, for a person who never trained a network.

    Args:
        chance: how often a prediction would find the positive, 0 to 1.
    """
    return spoken_in_a_row(_warning(health) or _progress(health, chance, race), _speed(health))


def _progress(health: TrainingHealth, chance: float, race: Race) -> str:
    translate = QCoreApplication.translate
    values = {"top1": in_percent(health.top1), "first": in_percent(health.first_top1), "chance": 100 * chance}
    if health.verdict is Verdict.BEGUN:
        words = translate(
            "verdict", "Just begun: a view finds its partner {top1:.0f} % of the time; chance is {chance:.1f} %."
        )
        return words.format(**values)
    race_words = _race(race) if health.verdict is Verdict.LEARNING else ""
    if race_words:  # what everybody understands comes first
        found = translate("verdict", "A view finds its partner {top1:.0f} % of the time; chance is {chance:.1f} %.")
        return spoken_in_a_row(race_words, found.format(**values))
    found = translate(
        "verdict",
        "A view finds its partner {top1:.0f} % of the time, at the start {first:.0f} %; chance is {chance:.1f} %.",
    )
    way = {
        Verdict.LEARNING: translate("verdict", "Learning: the loss is {way:.0f} % of the way to perfect pairs."),
        Verdict.FINISHED: translate("verdict", "The loss came {way:.0f} % of the way to perfect pairs."),
        Verdict.STANDING: translate("verdict", "The loss stands still, {way:.0f} % of the way to perfect pairs."),
    }[health.verdict]
    return spoken_in_a_row(found.format(**values), way.format(way=in_percent(health.way)))


def _race(race: Race) -> str:
    """Empty as long as nobody knows how PCA does."""
    if not {"simclr", "pca"} <= race.estimates.keys():
        return ""
    translate = QCoreApplication.translate
    if race.ahead_since_s is None:
        words = translate("verdict", "It recognises about {ours:.0f} % of unseen images so far, PCA {theirs:.0f} %.")
    else:
        words = translate(
            "verdict",
            "It recognises about {ours:.0f} % of unseen images; it overtook PCA ({theirs:.0f} %) after {time}.",
        )
    return words.format(
        ours=in_percent(race.estimates["simclr"]),
        theirs=in_percent(race.estimates["pca"]),
        time=time_text(round(race.ahead_since_s or 0.0)),
    )


def _warning(health: TrainingHealth) -> str:
    """What goes wrong, and what to do; empty where nothing does."""
    translate = QCoreApplication.translate
    words = {
        Verdict.AT_CHANCE: translate(
            "verdict", "No better than chance yet. Usually the learning rate is too high: stop, halve it, start again."
        ),
        Verdict.COLLAPSED: translate(
            "verdict",
            "Collapsed: all images look alike to it (cosine {cosine:.2f}). If that lasts, stop and start again with a "
            "lower learning rate.",
        ),
        Verdict.DIVERGING: translate(
            "verdict", "Worse than chance: the weights have diverged. Stop and start again with a lower learning rate."
        ),
        Verdict.TOO_FAST: translate(
            "verdict",
            "It was better before: the learning rate is too high. It may recover as the rate falls; else start again "
            "with a lower one.",
        ),
    }.get(health.verdict, "")
    return words.format(cosine=health.negative_cosine or 0.0)


def _speed(health: TrainingHealth) -> str:
    translate = QCoreApplication.translate
    if health.is_starved:
        words = translate("verdict", "Slow: other programs use the processor ({share:.0f} % of its usual speed).")
        return words.format(share=in_percent(health.speed))
    if health.is_crowded:
        words = translate("verdict", "Slow: other programs use the processor (it waits {share:.0f} % of the time).")
        return words.format(share=100 * (1 - health.core_share))
    return ""
