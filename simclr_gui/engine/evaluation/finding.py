"""What the scores of a run say in the end: whether SimCLR's features are better than PCA's, and how sure that is.

Knows no torch.
"""

from dataclasses import dataclass
from enum import Enum

from simclr_gui.engine.evaluation.intervals import difference_interval
from simclr_gui.engine.events import EvaluationResult
from simclr_gui.engine.events.evaluation import ScoreName

TELLING_HALF_WIDTH = 0.05  # an interval that is wider leaves open what anybody would want to know


class Outcome(Enum):
    """Of SimCLR against PCA."""

    BETTER = "better"
    WORSE = "worse"
    ALIKE = "alike"
    UNDECIDED = "undecided"  # too few test images to tell


@dataclass(frozen=True)
class Finding:
    """The outcome and the numbers it rests on, as shares.

    Attributes:
        ours, theirs: accuracies of SimCLR's and of PCA's features, by the score that was asked for.
        difference: ours less theirs.
        margin: by how much the difference may be off, at 95 %.
        count: test images.
        knn: accuracies by nearest neighbours, where those do not bear out what is said; else None.
        is_knn_sure: those surely say the opposite.
    """

    outcome: Outcome
    ours: float
    theirs: float
    difference: float
    margin: float
    count: int
    knn: tuple[float, float] | None
    is_knn_sure: bool = False


def find(result: EvaluationResult) -> Finding:
    """Compares SimCLR's features with PCA's of one evaluation."""
    difference, low, high = _difference(result, "linear")
    outcome = _outcome(low, high)
    knn_difference, knn_low, knn_high = _difference(result, "knn")
    knn_outcome = _outcome(knn_low, knn_high)
    is_opposite = knn_outcome in (Outcome.BETTER, Outcome.WORSE) and knn_difference * difference < 0
    is_borne_out = outcome not in (Outcome.BETTER, Outcome.WORSE) or knn_difference * difference > 0
    return Finding(
        outcome,
        result.simclr.linear,
        result.pca.linear,
        difference,
        max(high - difference, difference - low),
        result.test_images,
        (result.simclr.knn, result.pca.knn) if is_opposite or not is_borne_out else None,
        is_opposite,
    )


def _outcome(low: float, high: float) -> Outcome:
    if low > 0:
        return Outcome.BETTER
    if high < 0:
        return Outcome.WORSE
    return Outcome.ALIKE if (high - low) / 2 <= TELLING_HALF_WIDTH else Outcome.UNDECIDED


def _difference(result: EvaluationResult, score: ScoreName) -> tuple[float, float, float]:
    """The difference and its interval: of the pairs of predictions, or where those were not kept, of the accuracies."""
    if result.differences is not None:
        paired = result.differences.pca.difference(score)
        return paired.value, paired.low, paired.high
    ours, theirs = result.simclr.accuracy(score), result.pca.accuracy(score)
    return ours - theirs, *difference_interval(ours, theirs, result.test_images)
