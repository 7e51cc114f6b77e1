"""How a training goes, judged from what was measured. Knows no torch."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

STEPS_AVERAGED = 25
FEWEST_STEPS = 50
STEPS_UNTIL_IT_SHOULD_LEARN = 150
STRANGERS_ALL_ALIKE = 0.95  # mean cosine; runs that learn fall below 0.7 within a hundred steps
STILL_GUESSING = 0.04  # share of the way from chance to floor
WORSE_THAN_ITS_BEST = 0.10
WORSE_THAN_CHANCE = 0.03
BETTER_THAN_BEFORE = 0.01


class Verdict(Enum):
    """What is to be said of a training."""

    BEGUN = "begun"
    LEARNING = "learning"
    STANDING = "standing"
    FINISHED = "finished"
    STILL_GUESSING = "still guessing"
    COLLAPSED = "collapsed"
    DIVERGING = "diverging"
    TOO_FAST = "too fast"


@dataclass(frozen=True)
class Judgement:
    """The verdict and the numbers that it rests on.

    Attributes:
        way: share of the way from chance (0) to perfect pairs (1), of the mean loss of the last steps.
        top1: how often the partner was found in them, 0 to 1.
        stranger_cosine: how alike strangers are, None where it was not measured.
    """

    verdict: Verdict
    way: float
    top1: float
    stranger_cosine: float | None


def judge(
    loss: Values, top1: Values, chance: float, floor: float, *, stranger_cosine: float | None, is_over: bool
) -> Judgement:
    """Judges a training of at least one step.

    Args:
        loss, top1: of every step.
        chance, floor: the losses of guessing and of perfect pairs.
    """
    scale = chance - floor
    ways = (chance - _means(loss)) / scale
    way = float(ways[-1])
    verdict = _verdict(len(loss), ways, stranger_cosine, is_over=is_over)
    return Judgement(verdict, min(1.0, max(0.0, way)), float(top1[-STEPS_AVERAGED:].mean()), stranger_cosine)


def _verdict(steps: int, ways: Values, stranger_cosine: float | None, *, is_over: bool) -> Verdict:
    way, best, before = ways[-1], ways.max(), ways[2 * len(ways) // 3]
    if steps < FEWEST_STEPS:
        return Verdict.BEGUN
    if stranger_cosine is not None and stranger_cosine > STRANGERS_ALL_ALIKE:
        return Verdict.COLLAPSED
    if way < -WORSE_THAN_CHANCE:
        return Verdict.DIVERGING
    if way < best - WORSE_THAN_ITS_BEST:
        return Verdict.TOO_FAST
    if way < STILL_GUESSING and steps >= STEPS_UNTIL_IT_SHOULD_LEARN:
        return Verdict.STILL_GUESSING
    if is_over:
        return Verdict.FINISHED
    if way < before + BETTER_THAN_BEFORE and steps >= STEPS_UNTIL_IT_SHOULD_LEARN:
        return Verdict.STANDING
    return Verdict.LEARNING


def _means(loss: Values) -> Values:
    """Means of at most 100 stretches along the training, the last of exactly the last steps."""
    ends = np.unique(np.linspace(min(len(loss), STEPS_AVERAGED), len(loss), 100).astype(int))
    sums = np.concatenate([[0.0], np.cumsum(loss)])
    begins = np.maximum(0, ends - STEPS_AVERAGED)
    means: Values = (sums[ends] - sums[begins]) / (ends - begins)
    return means
