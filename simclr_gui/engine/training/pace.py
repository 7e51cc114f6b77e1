"""The clock of a training, its speed, and which of its steps are worth telling."""

import math
import time

from simclr_gui.engine.devices import Machine

SECONDS_BETWEEN_EVENTS_OFF_THE_CPU = 0.05  # reading a loss back makes a GPU wait
SECONDS_OF_A_SHARE, SHARE_WORTH_TELLING = 2.0, 0.15  # beside one busy program it is 0.65, beside four 0.33


class Stopwatch:
    """Counts the seconds in which it runs, and for how many of them the processor computed in this thread.

    The threads that share the work of a step wait for each other, so this one's seconds tell of them all.
    """

    def __init__(self) -> None:
        self._before = self._processor_before = 0.0
        self._started: tuple[float, float] | None = None

    @property
    def seconds(self) -> float:
        return self._before + (0.0 if self._started is None else time.perf_counter() - self._started[0])

    @property
    def processor_s(self) -> float:
        return self._processor_before + (0.0 if self._started is None else time.thread_time() - self._started[1])

    def set(self, seconds: float, processor_s: float) -> None:
        """Goes on from there."""
        self._before += seconds - self.seconds
        self._processor_before += processor_s - self.processor_s

    def start(self) -> None:
        self._started = time.perf_counter(), time.thread_time()

    def stop(self) -> None:
        self._before, self._processor_before, self._started = self.seconds, self.processor_s, None


class CoreShare:
    """For what share of the time the steps of the last seconds had a core, and when that is news."""

    def __init__(self) -> None:
        self.share = 1.0
        self._took_s = self._computed_s = 0.0

    def note(self, step_s: float, computed_s: float) -> bool:
        """A step took so long, in which its thread had a core for `computed_s`; says whether `share` has changed."""
        self._took_s += step_s
        self._computed_s += computed_s
        if self._took_s < SECONDS_OF_A_SHARE:
            return False
        share = min(1.0, self._computed_s / self._took_s)
        self._took_s = self._computed_s = 0.0
        is_news = abs(share - self.share) >= SHARE_WORTH_TELLING
        if is_news:
            self.share = share
        return is_news


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
