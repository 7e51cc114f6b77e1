"""How a training goes, judged from what was measured. Knows no torch."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

STEPS_AVERAGED = 25
FEWEST_STEPS, SHORTEST_S = 50, 10.0  # the first that is reached is enough to say how it goes
FEWEST_STEPS_OF_A_SLOW_RUN = 5
SURE_DEVIATIONS = 3.0
STARVED_SHARE = 0.4  # of the usual speed
CROWDED_SHARE = 0.5  # of the time in which a step has a core
STEPS_OF_A_SPEED, SECONDS_OF_A_SPEED = 10, 5.0  # both at least: a stall of a few steps is nobody else's doing
STEPS_UNTIL_IT_SHOULD_LEARN = 150
NEGATIVES_ALL_ALIKE = 0.95  # mean cosine; runs that learn fall below 0.7 within a hundred steps
AT_CHANCE = 0.04  # share of the way from chance to floor
WORSE_THAN_ITS_BEST = 0.10
WORSE_THAN_CHANCE = 0.03
BETTER_THAN_BEFORE = 0.01
NEARLY_ALWAYS = 0.9  # a positive is found so often only where the views are hardly changed, or after a long training


class Remedy(Enum):
    """What would help features that came out poor."""

    LONGER = "longer training"
    COLOUR_CHANGES = "colour changes"
    STRONGER_VIEWS = "stronger views"


def remedy_for(top1: float | None, *, has_colour_changes: bool) -> Remedy:
    """Where positives are found nearly always nothing is left to learn: the views are too easy.

    Args:
        top1: how often the positive was found in the end, 0 to 1; None where that is not known.
    """
    if top1 is None or top1 < NEARLY_ALWAYS:
        return Remedy.LONGER
    return Remedy.STRONGER_VIEWS if has_colour_changes else Remedy.COLOUR_CHANGES


class Verdict(Enum):
    """What is to be said of a training."""

    BEGUN = "begun"
    LEARNING = "learning"
    STANDING = "standing"
    FINISHED = "finished"
    AT_CHANCE = "still guessing"
    COLLAPSED = "collapsed"
    DIVERGING = "diverging"
    TOO_FAST = "too fast"


@dataclass(frozen=True)
class TrainingHealth:
    """The verdict and the numbers that it rests on.

    Attributes:
        way: share of the way from chance (0) to perfect pairs (1), of the mean loss of the last steps.
        top1: how often the positive was found in them, 0 to 1.
        first_top1: how often it was found in the first step.
        speed: the present speed as a share of the usual one, 1 where it is as fast as ever, and where it is over.
        core_share: for what share of its time a step has a core of the processor, 1 where it is over.
        negative_cosine: how alike negatives are, None where it was not measured.
    """

    verdict: Verdict
    way: float
    top1: float
    negative_cosine: float | None
    first_top1: float = 0.0
    speed: float = 1.0
    core_share: float = 1.0

    @property
    def is_starved(self) -> bool:
        """Whether something else has come that uses the machine."""
        return self.speed < STARVED_SHARE

    @property
    def is_crowded(self) -> bool:
        """Whether something else uses the machine, were it from the beginning on."""
        return self.core_share < CROWDED_SHARE


def assess(
    loss: Values,
    top1: Values,
    chance: float,
    floor: float,
    *,
    negative_cosine: float | None,
    is_over: bool,
    elapsed_s: Values | None = None,
    images_per_second: Values | None = None,
    core_share: float = 1.0,
) -> TrainingHealth:
    """Judges a training of at least one step.

    Args:
        loss, top1, elapsed_s, images_per_second: of every step.
        core_share: of the last seconds, see `CoreShareMeasured`.
        chance, floor: the losses of guessing and of perfect pairs.
    """
    scale = chance - floor
    ways = (chance - _means(loss)) / scale
    way = float(ways[-1])
    may_be_assessed = len(loss) >= FEWEST_STEPS or (
        elapsed_s is not None
        and elapsed_s[-1] >= SHORTEST_S
        and len(loss) >= FEWEST_STEPS_OF_A_SLOW_RUN
        and _has_moved(loss, scale)
    )
    return TrainingHealth(
        _verdict(len(loss), ways, negative_cosine, is_over=is_over) if may_be_assessed else Verdict.BEGUN,
        min(1.0, max(0.0, way)),
        float(top1[-STEPS_AVERAGED:].mean()),
        negative_cosine,
        float(top1[0]),
        1.0
        if is_over or images_per_second is None or elapsed_s is None
        else _share_of_usual(images_per_second, elapsed_s),
        1.0 if is_over else core_share,
    )


def _has_moved(loss: Values, scale: float) -> bool:
    """Whether the last steps are surely below the first ones, however few they are."""
    first, last = np.array_split(loss, 2)
    spread = np.sqrt(first.var() / len(first) + last.var() / len(last)) + 1e-3 * scale
    return bool(first.mean() - last.mean() > SURE_DEVIATIONS * spread)


def _share_of_usual(images_per_second: Values, elapsed_s: Values) -> float:
    """The speed of the last seconds against the usual; the first step, which warms up, does not count."""
    speeds = images_per_second[1:]
    if len(speeds) < 2 * STEPS_OF_A_SPEED or elapsed_s[-1] < SECONDS_OF_A_SPEED:
        return 1.0
    lasting = int((elapsed_s > elapsed_s[-1] - SECONDS_OF_A_SPEED).sum())
    last = speeds[-max(STEPS_OF_A_SPEED, lasting) :]
    return float(np.median(last) / np.quantile(speeds, 0.75))


def _verdict(steps: int, ways: Values, negative_cosine: float | None, *, is_over: bool) -> Verdict:
    way, best, before = ways[-1], ways.max(), ways[2 * len(ways) // 3]
    if negative_cosine is not None and negative_cosine > NEGATIVES_ALL_ALIKE:
        return Verdict.COLLAPSED
    if way < -WORSE_THAN_CHANCE:
        return Verdict.DIVERGING
    if way < best - WORSE_THAN_ITS_BEST:
        return Verdict.TOO_FAST
    if way < AT_CHANCE and steps >= STEPS_UNTIL_IT_SHOULD_LEARN:
        return Verdict.AT_CHANCE
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
