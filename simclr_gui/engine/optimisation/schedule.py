"""The learning rate as a pure function of how much of the budget is used."""

import math


def learning_rate_share(progress: float, warmup_share: float) -> float:
    """Linear warm-up, then half a cosine that reaches exactly zero at the end.

    Args:
        progress: used share of the budget, 0 to 1 (values beyond are taken as the ends).
        warmup_share: share of the budget spent warming up, 0 to less than 1.

    Returns:
        Share of the highest learning rate, 0 to 1.
    """
    progress = min(max(progress, 0.0), 1.0)
    if progress < warmup_share:
        return progress / warmup_share
    return 0.5 * (1 + math.cos(math.pi * (progress - warmup_share) / (1 - warmup_share)))
