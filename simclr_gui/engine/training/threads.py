"""How many threads compute a training on the processor: found out by timing steps now and then, and again.

Threads of a step wait for each other hundreds of times. Beside one busy program the thread that lost its core keeps
all others waiting: two threads are then many times slower than one. And thin networks have too little to share among
many cores. So fewer and more are tried for a few steps, and what is quicker stays.
"""

import statistics
import time
from collections import deque
from collections.abc import Callable

import torch

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.devices import Machine
from simclr_gui.engine.distributed import ProcessGroup

STEPS_REMEMBERED, STEPS_OF_A_CHANGE = 8, 3
STEPS_IGNORED = 2  # after every change: threads are made and ended
STEPS_UNTIL_TRIAL, STEPS_OF_A_SLOW_MACHINE, SECONDS_OF_A_SLOW_MACHINE = 6, 2, 1.5
STEPS_TRIED = 3
NEEDED_SHARE = 0.95  # of the time that a step took before
SUDDENLY_SLOW, HOPELESS = 1.5, 3.0  # times as long as usual
SHORTEST_WAIT_S, LONGEST_WAIT_S = 2.0, 60.0  # between trials; longer with every one that has changed nothing
SHARE_FOR_TRIALS = 0.005  # of the time, unless that would let a number stand for longer than the longest wait


class ThreadChoice:
    """Told how long each step took, it sets the number of threads for the next.

    Attributes:
        count: how many compute now.
        step_s: how long a step of late took with so many, in seconds; there is one after the first step.
    """

    def __init__(self, most: int, least: int, set_count: Callable[[int], None], now_s: Callable[[], float]) -> None:
        self.count = most
        self.most, self.least, self._set_count, self._now_s = most, least, set_count, now_s
        self._steps_s: deque[float] = deque(maxlen=STEPS_REMEMBERED)
        self._settled_s: float | None = None  # a step when the number was last decided on
        self._ignored = STEPS_IGNORED
        self._began_s = now_s()  # with this number
        self._tried: int | None = None
        self._tried_s: list[float] = []
        self._tries_fewer = True
        self._wait_s, self._next_at = SHORTEST_WAIT_S, now_s()

    @property
    def step_s(self) -> float:
        return statistics.median(self._steps_s)

    def note(self, step_s: float) -> bool:
        """A step took so long; whether the number that stays is another from now on."""
        is_hopeless = self._tried is not None and step_s > HOPELESS * self.step_s
        if self._ignored and not is_hopeless:
            self._ignored -= 1
            return False
        if self._tried is not None:
            return self._judge(step_s, is_hopeless=is_hopeless)
        self._steps_s.append(step_s)
        if self._is_suddenly_slow():
            while len(self._steps_s) > STEPS_OF_A_CHANGE:
                self._steps_s.popleft()  # what was usual before is past
            self._next_at, self._tries_fewer, self._wait_s = self._now_s(), True, SHORTEST_WAIT_S
        if self._knows_enough() and self._now_s() >= self._next_at:
            self._try()
        return False

    def _knows_enough(self) -> bool:
        """Of how long a step takes with this number; a starved one is not watched for long."""
        is_long_ago = self._now_s() - self._began_s > SECONDS_OF_A_SLOW_MACHINE
        return len(self._steps_s) >= (STEPS_OF_A_SLOW_MACHINE if is_long_ago else STEPS_UNTIL_TRIAL)

    def _change(self, count: int) -> None:
        self._set_count(count)
        self._ignored, self._began_s = STEPS_IGNORED, self._now_s()

    def _is_suddenly_slow(self) -> bool:
        """Some steps in a row: a single one may have been interrupted by anything."""
        last = list(self._steps_s)[-STEPS_OF_A_CHANGE:]
        is_known = self._settled_s is not None and len(last) == STEPS_OF_A_CHANGE
        return is_known and min(last) > SUDDENLY_SLOW * (self._settled_s or 0.0)

    def _try(self) -> None:
        """Half as many or twice as many, in turns."""
        fewer, more = max(self.least, self.count // 2), min(self.most, 2 * self.count)
        first, second = (fewer, more) if self._tries_fewer else (more, fewer)
        self._tried = first if first != self.count else second
        self._tries_fewer = not self._tries_fewer
        if self._tried == self.count:  # there is but one number
            self._tried, self._next_at = None, float("inf")
            return
        self._tried_s = []
        self._change(self._tried)

    def _judge(self, step_s: float, *, is_hopeless: bool) -> bool:
        assert self._tried is not None
        usual_s = self.step_s
        self._tried_s.append(step_s)
        if not is_hopeless and len(self._tried_s) < STEPS_TRIED:
            return False
        is_quicker = not is_hopeless and statistics.median(self._tried_s) < NEEDED_SHARE * usual_s
        cost_s = max(0.0, self._now_s() - self._began_s - (STEPS_IGNORED + len(self._tried_s)) * usual_s)
        if is_quicker:
            self._keep(self._tried_s)
        else:
            self._change(self.count)
            self._settled_s = usual_s
            self._wait_s = min(LONGEST_WAIT_S, 2 * self._wait_s)
        self._tried = None
        pause_s = 0.0 if is_quicker else max(self._wait_s, cost_s / SHARE_FOR_TRIALS)
        self._next_at = self._now_s() + min(LONGEST_WAIT_S, pause_s)
        return is_quicker

    def _keep(self, counted_s: list[float]) -> None:
        """And on in the same direction: of many threads the best number may be far."""
        assert self._tried is not None
        self._tries_fewer = self._tried < self.count
        self.count = self._tried
        self._steps_s.clear()
        self._steps_s.extend(counted_s)
        self._settled_s, self._wait_s = statistics.median(counted_s), SHORTEST_WAIT_S


def thread_choice(config: TrainingConfig, machine: Machine, process_group: ProcessGroup) -> ThreadChoice:
    """With one number alone where it is asked for, off the processor, and where processes wait for each other.

    Another number sums in another order: a run with a budget in epochs keeps its own, to be repeatable bit for bit.
    """
    requested = config.machine.threads
    if requested is not None:
        torch.set_num_threads(requested)
    most = torch.get_num_threads()
    is_repeatable = requested is not None or config.budget.epochs is not None
    is_fixed = is_repeatable or machine.device.type != "cpu" or process_group.size > 1
    return ThreadChoice(most, most if is_fixed else 1, torch.set_num_threads, time.perf_counter)
