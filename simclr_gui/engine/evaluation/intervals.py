"""How far an accuracy may be from the true one."""

import math

Z_95 = 1.959964  # 95 % of a normal distribution lie within so many standard deviations


def accuracy_interval(accuracy: float, count: int) -> tuple[float, float]:
    """95 % interval of a share that was measured on `count` images (Wilson 1927), both ends in 0 to 1."""
    spread = Z_95**2 / count
    middle = (accuracy + spread / 2) / (1 + spread)
    half = Z_95 * math.sqrt(accuracy * (1 - accuracy) / count + spread / (4 * count)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def difference_interval(ours: float, theirs: float, count: int) -> tuple[float, float]:
    """Where the difference of two accuracies lies with 95 % certainty, if nobody knows which images they share."""
    halves = []
    for share in (ours, theirs):
        low, high = accuracy_interval(share, count)
        halves.append((high - low) / 2)
    half, difference = math.hypot(*halves), ours - theirs
    return difference - half, difference + half
