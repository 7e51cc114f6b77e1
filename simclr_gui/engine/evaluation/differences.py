"""How much better one kind of features is than another on the very same test images, and how sure that is.

Both see the same images, so only those count that one predicts right and the other wrong (McNemar 1947).
"""

import math

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.evaluation.intervals import Z_95
from simclr_gui.engine.events.evaluation import Difference

Marks = NDArray[np.bool_]
ADDED = 0.5  # to each of the four counts, so that the interval of few images is wide enough (Agresti and Min 2005)


def paired_difference(ours: Marks, theirs: Marks) -> Difference:
    """Compares two series of right and wrong predictions of the same images.

    Args:
        ours, theirs: whether each prediction is right, shape (count,).
    """
    count = len(ours)
    only_ours, only_theirs = int((ours & ~theirs).sum()), int((theirs & ~ours).sum())
    uneven, total = only_ours - only_theirs, count + 4 * ADDED
    centre = uneven / total
    both = only_ours + only_theirs + 2 * ADDED
    half = Z_95 * math.sqrt(max(0.0, both - uneven**2 / total)) / total
    one_sided = only_ours + only_theirs
    p = _two_sided(min(only_ours, only_theirs), one_sided)
    low, high = max(-1.0, centre - half), min(1.0, centre + half)
    return Difference(value=uneven / count, low=low, high=high, p=p)


def _two_sided(fewer: int, count: int) -> float:
    """How often a fair coin thrown so many times falls so unevenly, or more so."""
    from scipy.special import bdtr  # here: a training need not wait until it is loaded

    return min(1.0, 2 * float(bdtr(fewer, count, 0.5)))
