"""How well a folder could be read: what was left out, and why."""

from collections import Counter
from dataclasses import dataclass

from simclr_gui.engine.events import PicturesRead

MOST_NAMED = 1_000


@dataclass(frozen=True)
class LeftOut:
    """A file that is called a picture and could not be read as one."""

    name: str
    reason: str


def report(total: int, left_out: list[LeftOut]) -> PicturesRead:
    """The event that tells of it; of very many files only the first are named."""
    reasons = Counter(file.reason for file in left_out)
    return PicturesRead(
        read=total - len(left_out),
        left_out=len(left_out),
        reasons=tuple(f"{count:,} {reason}" for reason, count in reasons.most_common()),
        names=tuple(f"{file.name}: {file.reason}" for file in left_out[:MOST_NAMED]),
    )
