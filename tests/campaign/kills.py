"""Processes that are killed at a random moment, or at the n-th call that changes a file: what they leave goes on."""

from collections.abc import Iterator
from random import Random

from tests.campaign.file_calls import FileCalls, Moment
from tests.campaign.stage import Rehearsal, Stage, stage
from tests.campaign.trial import Campaign, Trial
from tests.campaign.work.trained import too_much_lost

SHARE_AT_RANDOM = 0.25
DEADLY_CALLS = ("open", "write", "fsync", "rename", "unlink", "mkdir", "truncate")


def trials(count: int, seed: int) -> Iterator[Trial]:
    """Each has a place, a moment and a judge of its own."""
    with stage() as place:
        for number in range(count):
            yield _trial(place, Random(f"{seed} {number}"), f"kill {number} of seed {seed}")


def _trial(place: Stage, chance: Random, name: str) -> Trial:
    piece, variant, rehearsal = place.draw(chance)
    moment, after_s = _drawn_moment(chance, rehearsal)
    when = f"after {after_s:.3f} s" if moment is None else f"at {moment}"
    what = f"{piece.name}, variant {variant}, {when} ({name})"
    with place.prepared(piece, variant) as there:
        calls = FileCalls(there, moment) if moment is not None else None
        ended = place.begin(piece, variant, there, calls).waited_for(after_s if moment is None else None)
        if moment is not None and not ended.was_killed:
            return Trial(piece.name, what, wrong=f"it was not killed: {ended.trouble or ended.said}")
        wrong, lost = place.judged(piece, variant, there, rehearsal)
    return Trial(piece.name, what, ended.trouble or wrong or too_much_lost(piece, variant, lost), lost)


def _drawn_moment(chance: Random, rehearsal: Rehearsal) -> tuple[Moment | None, float]:
    if chance.random() < SHARE_AT_RANDOM:
        return None, chance.uniform(0, rehearsal.seconds)
    call = chance.choice([call for call in DEADLY_CALLS if rehearsal.counts.get(call)])
    return Moment(call, chance.randint(1, rehearsal.counts[call]), call == "write" and chance.random() < 0.5), 0.0


CAMPAIGN = Campaign(
    "processes killed at random moments, and at the n-th call that changes a file", trials, full=240, unit="steps lost"
)
