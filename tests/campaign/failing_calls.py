"""The n-th call on a file fails, once or from then on: a sentence or the right result, and a folder that goes on."""

import errno
from collections.abc import Iterator
from random import Random

from tests.campaign.children import wrong_end
from tests.campaign.file_calls import CALLS, Failure, FileCalls, Moment
from tests.campaign.stage import Rehearsal, Stage, stage
from tests.campaign.trial import Campaign, Trial
from tests.campaign.work.trained import too_much_lost

CODES = (errno.ENOSPC, errno.EACCES, errno.EIO, errno.EROFS)


def trials(count: int, seed: int) -> Iterator[Trial]:
    """The four errors in turn; each has a place, a call and a judge of its own."""
    with stage() as place:
        for number in range(count):
            yield _trial(place, Random(f"{seed} {number}"), CODES[number % len(CODES)], f"call {number} of seed {seed}")


def _trial(place: Stage, chance: Random, code: int, name: str) -> Trial:
    piece, variant, rehearsal = place.draw(chance)
    moment, failure = _drawn_moment(chance, rehearsal, code), Failure(code, lasts=chance.random() < 0.5)
    how = "from then on" if failure.lasts else "once"
    what = f"{piece.name}, variant {variant}, {errno.errorcode[code]} at {moment} {how} ({name})"
    with place.prepared(piece, variant) as there:
        ended = place.begin(piece, variant, there, FileCalls(there, moment, failure)).waited_for()
        wrong = wrong_end(ended)
        if not wrong:
            wrong, lost = place.judged(piece, variant, there, rehearsal)
            wrong = wrong or too_much_lost(piece, variant, lost)
    return Trial(piece.name, what, wrong, 0.0 if wrong else lost)


def _drawn_moment(chance: Random, rehearsal: Rehearsal, code: int) -> Moment:
    """Nobody needs room on the disk to read or to remove."""
    calls = [call for call in CALLS if not (code in (errno.ENOSPC, errno.EROFS) and call == "read")]
    call = chance.choice([c for c in calls if rehearsal.counts.get(c) and (code, c) != (errno.ENOSPC, "unlink")])
    return Moment(call, chance.randint(1, rehearsal.counts[call]), call == "write" and chance.random() < 0.5)


CAMPAIGN = Campaign(
    "the n-th call on a file fails, once or from then on: full disk, closed, broken, read-only",
    trials,
    full=240,
    unit="steps lost",
)
