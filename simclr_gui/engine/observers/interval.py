"""How often an observer looks: so seldom that looking stays cheap."""

import time


class Interval:
    """Due at once, then when at least `seconds` have passed and looking has cost at most `share` of the time."""

    def __init__(self, seconds: float, share: float) -> None:
        self._seconds, self._share = seconds, share
        self._next_at = 0.0

    def is_due(self, now: float) -> bool:
        """Whether it is time to look; `now` and the return to `looked` are in seconds of one clock."""
        return now >= self._next_at

    def looked(self, began: float) -> None:
        """Notes a look that began at `began` and ended just now."""
        now = time.perf_counter()
        self._next_at = now + max(self._seconds, (now - began) / self._share)
