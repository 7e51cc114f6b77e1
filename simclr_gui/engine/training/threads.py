"""How many threads compute a training on the processor: as many as help, while other programs come and go.

Threads of a step wait for each other hundreds of times. Beside one busy program the thread that lost its core keeps
all others waiting: two threads are then many times slower than one. And thin networks have too little to share among
many cores. So another number is tried for a few steps where something speaks for it: steps that wait for a core, or
have become slow, for fewer; idle cores for more; and of many cores half as many once, at the start. What is quicker
stays. On two cores that nobody else uses nothing is tried, and nothing lost.
"""

import statistics
import time
from collections import deque
from collections.abc import Callable

import psutil
import torch

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.devices import Machine
from simclr_gui.engine.distributed import ProcessGroup

STEPS_REMEMBERED = 8
SECONDS_THAT_TELL = 0.4  # of a number, in however many steps
STEPS_OF_A_CHANGE = 3  # a single one may have been interrupted by anything
STEPS_IGNORED = 2  # after every change: threads are made and ended
STEPS_TRIED = 3
CROWDED_SHARE = 0.12  # of a step, in which it had no core: 1 % on a quiet machine, a third beside one busy program
STARVED_SHARE = 0.4  # beside four busy programs one thread on two cores waits for 60 %
IDLE_CORES = 0.5  # that many speak for more threads
FEW_CORES = 2  # all of them are worth using where nobody else does
NEEDED_SHARE = 0.95  # of the time that a step took before
CLEARLY_QUICK, SUDDENLY_SLOW, HOPELESS = 0.6, 1.5, 3.0  # times as long as usual
SHORTEST_WAIT_S, LONGEST_WAIT_S = 2.0, 60.0  # between trials; longer with every one that has changed nothing
SHARE_FOR_TRIALS = 0.02  # of the time, unless that would let a number stand for longer than the longest wait


class ThreadChoice:
    """Told how long each step took, it sets the number of threads for the next.

    Args:
        most, least: numbers of threads.
        set_count: makes so many compute.
        now_s: a clock.
        idle_s: for how many seconds the machine's cores had nothing to do, all together, since any moment.

    Attributes:
        count: how many compute now.
    """

    def __init__(
        self,
        most: int,
        least: int,
        set_count: Callable[[int], None],
        now_s: Callable[[], float],
        idle_s: Callable[[], float],
    ) -> None:
        self.count = most
        self.most, self.least, self._set_count, self._now_s = most, least, set_count, now_s
        self._steps = _Steps()
        self._idle = _IdleCores(now_s, idle_s)
        self._settled_s: float | None = None  # a step when the number was last decided on
        self._ignored = STEPS_IGNORED
        self._trial: _Trial | None = None
        self._searches = most > FEW_CORES
        self._fewer, self._more = _Turn(now_s()), _Turn(now_s())

    def begin(self, seconds: float, computed_s: float) -> None:
        """Before the first step: with half as many where what was prepared for it had no core most of the time."""
        if seconds - computed_s > STARVED_SHARE * seconds:
            self.count = max(self.least, self.count // 2)
            self._change(self.count)

    @property
    def step_s(self) -> float:
        """How long a step of late took with so many, in seconds; there is one after the first step."""
        return self._steps.median_s

    def note(self, step_s: float, computed_s: float) -> bool:
        """A step took so long, in which this thread had a core for `computed_s`.

        Returns:
            Whether there is something to tell: the first number that is known, or another that stays.
        """
        if self._trial is not None:
            return self._judge(self._trial, step_s, step_s - computed_s)
        if self._ignored and step_s < SECONDS_THAT_TELL:
            self._ignored -= 1
            return False
        self._steps.note(step_s, step_s - computed_s)
        if self._steps.are_enough:
            wanted = self._worth_trying()
            if wanted != self.count:
                self._trial = _Trial(wanted, self._now_s())
                self._change(wanted)
            elif self._settled_s is None:
                self._settled_s = self.step_s
                return True
        return False

    def _worth_trying(self) -> int:
        """Half as many, twice as many, or as many as now."""
        now_s = self._now_s()
        fewer, more = max(self.least, self.count // 2), min(self.most, 2 * self.count)
        is_slow = self._settled_s is not None and self._steps.all_take_longer_than(SUDDENLY_SLOW * self._settled_s)
        if is_slow:
            self._fewer = _Turn(now_s)
        if fewer < self.count and now_s >= self._fewer.at_s:
            if is_slow or self._steps.are_crowded:
                self._steps.forget_all_but(STEPS_OF_A_CHANGE)  # what was usual before is past
                return fewer
            if self._searches:
                return fewer
        if (
            more > self.count
            and not self._steps.are_crowded
            and self._more.is_due(now_s, has_room=self._idle.are_there)
        ):
            return more
        return self.count

    def _change(self, count: int) -> None:
        self._set_count(count)
        self._ignored = STEPS_IGNORED

    def _judge(self, trial: "_Trial", step_s: float, waited_s: float) -> bool:
        usual_s = self.step_s
        is_hopeless = step_s > HOPELESS * usual_s
        if trial.count > self.count:
            is_hopeless |= step_s > usual_s and waited_s > CROWDED_SHARE * step_s
        is_clear = is_hopeless or step_s < CLEARLY_QUICK * usual_s
        if self._ignored and not is_clear:
            self._ignored -= 1
            return False
        trial.steps.note(step_s, waited_s)
        if not is_clear and trial.steps.count < STEPS_TRIED:
            return False
        self._trial = None
        is_quicker = not is_hopeless and trial.steps.median_s < NEEDED_SHARE * usual_s
        if is_quicker:
            self._keep(trial)
        else:
            self._refuse(trial)
        self._settled_s = self.step_s
        return is_quicker

    def _keep(self, trial: "_Trial") -> None:
        """And on in the same direction: of many threads the best number may be far."""
        now_s = self._now_s()
        same, other = _Turn(now_s), _Turn(now_s, LONGEST_WAIT_S if self._searches else SHORTEST_WAIT_S)
        self._fewer, self._more = (same, other) if trial.count < self.count else (other, same)
        self.count, self._steps = trial.count, trial.steps
        self._idle.begin()

    def _refuse(self, trial: "_Trial") -> None:
        now_s = self._now_s()
        lost_s = max(0.0, now_s - trial.began_s - trial.steps.count * self.step_s)
        turn = self._fewer if trial.count < self.count else self._more
        turn.wait(now_s, at_least_s=lost_s / SHARE_FOR_TRIALS)
        if trial.count < self.count:
            self._searches = False
        self._change(self.count)
        self._steps.forget_all_but(1)  # what other programs did before the trial may be past
        self._idle.begin()


class _Steps:
    """The last steps with one number of threads."""

    def __init__(self) -> None:
        self._took_s: deque[float] = deque(maxlen=STEPS_REMEMBERED)
        self._waited_s: deque[float] = deque(maxlen=STEPS_REMEMBERED)

    def note(self, took_s: float, waited_s: float) -> None:
        self._took_s.append(took_s)
        self._waited_s.append(waited_s)

    def forget_all_but(self, last: int) -> None:
        while self.count > last:
            self._took_s.popleft()
            self._waited_s.popleft()

    @property
    def count(self) -> int:
        return len(self._took_s)

    @property
    def median_s(self) -> float:
        return statistics.median(self._took_s)

    @property
    def are_enough(self) -> bool:
        return self.count == STEPS_REMEMBERED or sum(self._took_s) >= SECONDS_THAT_TELL

    @property
    def are_crowded(self) -> bool:
        """Whether other programs take the cores while a step needs them."""
        last = list(zip(self._waited_s, self._took_s, strict=True))[-STEPS_OF_A_CHANGE:]
        return statistics.median(waited_s / took_s for waited_s, took_s in last) > CROWDED_SHARE

    def all_take_longer_than(self, seconds: float) -> bool:
        return self.count >= STEPS_OF_A_CHANGE and min(list(self._took_s)[-STEPS_OF_A_CHANGE:]) > seconds


class _Trial:
    """Another number of threads, for a few steps."""

    def __init__(self, count: int, began_s: float) -> None:
        self.count, self.began_s, self.steps = count, began_s, _Steps()


class _Turn:
    """When the next trial in one direction may come."""

    def __init__(self, now_s: float, wait_s: float = 0.0) -> None:
        self.at_s, self._since_s, self._wait_s = now_s + wait_s, now_s, SHORTEST_WAIT_S

    def is_due(self, now_s: float, *, has_room: bool) -> bool:
        """Without idle cores at the longest wait only: programs of a low priority fill them too, and step aside."""
        return now_s >= self.at_s and (has_room or now_s >= self._since_s + LONGEST_WAIT_S)

    def wait(self, now_s: float, at_least_s: float) -> None:
        """Twice as long as the last time."""
        self._since_s, self.at_s = now_s, now_s + min(LONGEST_WAIT_S, max(self._wait_s, at_least_s))
        self._wait_s = min(LONGEST_WAIT_S, 2 * self._wait_s)


class _IdleCores:
    """How many cores of the machine have had nothing to do of late."""

    def __init__(self, now_s: Callable[[], float], idle_s: Callable[[], float]) -> None:
        self._now_s, self._idle_s = now_s, idle_s
        self.begin()

    def begin(self) -> None:
        """Counts from now on."""
        self._began_s, self._idle_before_s = self._now_s(), self._idle_s()

    @property
    def are_there(self) -> bool:
        """Over the last second or two; before that nobody knows."""
        seconds = self._now_s() - self._began_s
        if seconds < SHORTEST_WAIT_S / 2:
            return False
        are_there = self._idle_s() - self._idle_before_s > IDLE_CORES * seconds
        if seconds > SHORTEST_WAIT_S:
            self.begin()
        return are_there


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
    return ThreadChoice(most, most if is_fixed else 1, torch.set_num_threads, time.perf_counter, idle_s)


def idle_s() -> float:
    """Seconds in which the cores had nothing to do, or nothing that does not step aside, since the machine started."""
    times = psutil.cpu_times()
    return float(times.idle + getattr(times, "nice", 0.0))
