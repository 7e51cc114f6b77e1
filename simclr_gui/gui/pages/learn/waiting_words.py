"""What a lesson waits for and about how long, in words."""

from PySide6.QtCore import QCoreApplication

from simclr_gui.gui.look.figures import percent_done
from simclr_gui.gui.look.language import spoken, spoken_in_a_row
from simclr_gui.state.waiting import (
    BLOCK,
    BLOCKS,
    CHAIN,
    FLOW,
    HEAD,
    IMAGES,
    LOADING,
    RACE,
    SIZES,
    Wait,
    Waiting,
)


def waiting_words(waiting: Waiting, *, is_engine_busy: bool) -> str:
    """What is being done, and how long that took the last time; nothing is told that was not measured."""
    told = [_what(waiting)]
    if is_engine_busy:
        told.append(QCoreApplication.translate("WaitingWords", "This takes longer while a run is in progress."))
    elif waiting.usual_s is not None:
        told.append(_how_long(waiting.usual_s, waiting.seconds))
    return spoken_in_a_row(*told)


def _what(waiting: Waiting) -> str:
    announced = waiting.announced
    if announced is not None and announced.share is not None:
        words = QCoreApplication.translate("WaitingWords", "{sentence}… {share:.0f} % of this step")
        return words.format(sentence=spoken(announced.sentence), share=percent_done(announced.share))
    if announced is not None:
        return f"{spoken(announced.sentence)}…"
    if waiting.reason is Wait.QUEUED:
        words = QCoreApplication.translate("WaitingWords", "Another lesson comes first: {what}…")
        return words.format(what=_computation(waiting.kind))
    return f"{_computation(waiting.kind)}…"


def _computation(kind: str) -> str:
    words = {
        LOADING: QCoreApplication.translate("WaitingWords", "Starting up: loading PyTorch, which computes the lessons"),
        IMAGES: QCoreApplication.translate("WaitingWords", "Reading a few of your images"),
        SIZES: QCoreApplication.translate("WaitingWords", "Counting the network's layers"),
        BLOCKS: QCoreApplication.translate("WaitingWords", "Counting the weights of both kinds of block"),
        BLOCK: QCoreApplication.translate("WaitingWords", "Sending an image through a block of the network"),
        CHAIN: QCoreApplication.translate("WaitingWords", "Sending an image through the network"),
        FLOW: QCoreApplication.translate("WaitingWords", "Computing the gradients"),
        HEAD: QCoreApplication.translate("WaitingWords", "Testing what h and z still know"),
        RACE: QCoreApplication.translate("WaitingWords", "Preparing the four networks"),
    }
    return words.get(kind, QCoreApplication.translate("WaitingWords", "Computing what a lesson shows"))


def _how_long(usual_s: float, seconds: float) -> str:
    left = round(usual_s - seconds)
    if left < 1:
        words = QCoreApplication.translate("WaitingWords", "Last time it took {usual:.0f} s; so far {seconds:.0f} s.")
        return words.format(usual=max(1.0, usual_s), seconds=seconds)
    words = QCoreApplication.translate("WaitingWords", "About {left} s left; last time it took {usual:.0f} s.")
    return words.format(left=left, usual=max(1.0, usual_s))
