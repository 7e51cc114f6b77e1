"""How well a folder could be read: what was left out, and why."""

from collections import Counter
from dataclasses import dataclass

from simclr_gui.engine.events import PicturesRead
from simclr_gui.engine.pictures.decoding import REASONS
from simclr_gui.engine.sentences import said

MOST_NAMED = 1_000


@dataclass(frozen=True)
class LeftOut:
    """A file that is called a picture and could not be read as one."""

    name: str
    reason: str


def report(total: int, left_out: list[LeftOut]) -> PicturesRead:
    """The event that tells of it; of very many files only the first are named."""
    reasons = Counter(_known_again(file.reason) for file in left_out)
    return PicturesRead(
        read=total - len(left_out),
        left_out=len(left_out),
        reasons=tuple(
            said("{count:,} {reason}", count=count, reason=reason) for reason, count in reasons.most_common()
        ),
        names=tuple(
            said("{name}: {reason}", name=file.name, reason=_known_again(file.reason)) for file in left_out[:MOST_NAMED]
        ),
    )


def _known_again(reason: str) -> str:
    """As the sentence that it was: the cache keeps its text alone."""
    return next((each for each in REASONS if each == reason), reason)
