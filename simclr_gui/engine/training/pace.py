"""The clock of a training, its speed, and which of its steps are worth telling."""

import math
import time

from simclr_gui.engine.devices import Machine

SECONDS_BETWEEN_EVENTS_OFF_THE_CPU = 0.05  # reading a loss back makes a GPU wait


class Stopwatch:
    """Counts the seconds in which it runs."""

    def __init__(self, seconds: float = 0.0) -> None:
        self._before = seconds
        self._started: float | None = None

    @property
    def seconds(self) -> float:
        return self._before + (0.0 if self._started is None else time.perf_counter() - self._started)

    def start(self) -> None:
        self._started = time.perf_counter()

    def stop(self) -> None:
        self._before, self._started = self.seconds, None


class Pace:
    """Images per second, smoothed over about the last second, and when the next step is worth telling."""

    def __init__(self, batch_size: int) -> None:
        self._batch_size = batch_size
        self._told_s = -math.inf
        self._last_s: float | None = None
        self.images_per_second = 0.0

    def is_due(self, machine: Machine, elapsed_s: float) -> bool:
        """Counts a step that ended at `elapsed_s`; says whether it should become an event."""
        if self._last_s is not None:
            duration_s = max(elapsed_s - self._last_s, 1e-9)
            weight = min(1.0, duration_s) if self.images_per_second else 1.0
            self.images_per_second += weight * (self._batch_size / duration_s - self.images_per_second)
        self._last_s = elapsed_s
        if machine.device.type != "cpu" and elapsed_s - self._told_s < SECONDS_BETWEEN_EVENTS_OFF_THE_CPU:
            return False
        self._told_s = elapsed_s
        return True
