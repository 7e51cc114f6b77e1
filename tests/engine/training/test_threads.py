"""The number of threads is found by timing steps: on quiet machines and busy ones, few cores and many."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import torch

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.distributed import SINGLE_PROCESS
from simclr_gui.engine.events import CoreShareMeasured, ThreadsChosen
from simclr_gui.engine.training.pace import CoreShare, Stopwatch
from simclr_gui.engine.training.threads import LONGEST_WAIT_S, ThreadChoice, thread_choice
from tests.small import machine, small_config, train_small

StepTime = Callable[[int], float]


@dataclass(frozen=True)
class Load:
    """What a step takes with so many threads, for which share of it the thread has no core, and how many are idle."""

    step_time: StepTime
    waiting: Callable[[int], float] = lambda _threads: 0.01
    idle_cores: Callable[[int], float] = lambda _threads: 0.0


def nearly_twice_as_quick(threads: int) -> float:
    return {1: 0.06, 2: 0.035}[threads]


def thin(threads: int) -> float:
    """Quickest with eight; each further thread costs more than it brings."""
    return 0.08 / min(threads, 8) + 0.001 * max(0, threads - 8)


QUIET = Load(nearly_twice_as_quick, idle_cores=lambda threads: 2 - threads)
ONE_BUSY_PROGRAM = Load(lambda threads: {1: 0.06, 2: 0.15}[threads], lambda threads: {1: 0.02, 2: 0.35}[threads])
FOUR_BUSY_PROGRAMS = Load(lambda threads: {1: 0.3, 2: 3.0}[threads], lambda threads: {1: 0.6, 2: 0.7}[threads])
POLITE_PROGRAMS = Load(nearly_twice_as_quick)  # fill the idle cores, and step aside


class Machine:
    """Steps that take as long as the machine needs for them with so many threads."""

    def __init__(self, most: int, load: Load, least: int = 1) -> None:
        self.now_s, self.idle_s, self.load, self.threads = 0.0, 0.0, load, most
        self.steps, self.trials = 0, 0
        self.told: list[int] = []
        self.choice = ThreadChoice(most, least, self._set, lambda: self.now_s, lambda: self.idle_s)

    def _set(self, count: int) -> None:
        self.threads = count
        self.trials += 1

    def train(self, seconds: float) -> int:
        """How many steps were done."""
        end, before = self.now_s + seconds, self.steps
        while self.now_s < end:
            step_s = self.load.step_time(self.threads)
            waited_s = step_s * self.load.waiting(self.threads)
            self.now_s += step_s
            self.idle_s += step_s * self.load.idle_cores(self.threads)
            self.steps += 1
            if self.choice.note(step_s, step_s - waited_s):
                self.told.append(self.choice.count)
        return self.steps - before


def test_that_on_two_quiet_cores_nothing_is_tried() -> None:
    machine = Machine(2, QUIET)
    machine.train(600)
    assert machine.choice.count == 2 and machine.trials == 0


@pytest.mark.parametrize(("load", "share"), [(ONE_BUSY_PROGRAM, 0.97), (FOUR_BUSY_PROGRAMS, 0.97)])
def test_that_beside_busy_programs_fewer_are_taken_within_the_first_seconds(load: Load, share: float) -> None:
    machine = Machine(2, load)
    machine.train(5)
    assert machine.choice.count == 1
    assert machine.train(120) > share * 120 / load.step_time(1)


def test_that_a_starved_machine_is_known_before_the_first_step() -> None:
    machine = Machine(2, FOUR_BUSY_PROGRAMS)
    machine.choice.begin(seconds=0.2, computed_s=0.08)
    assert machine.threads == machine.choice.count == 1
    machine.load = QUIET
    machine.train(5)
    assert machine.choice.count == 2, "and corrected where it was wrong"


def test_that_the_first_number_is_told_and_every_other_that_stays() -> None:
    machine = Machine(2, QUIET)
    machine.train(20)
    assert machine.told == [2]
    machine.load = ONE_BUSY_PROGRAM
    machine.train(20)
    assert machine.told == [2, 1]


def test_that_a_short_wait_before_the_first_step_says_nothing() -> None:
    machine = Machine(2, QUIET)
    machine.choice.begin(seconds=0.2, computed_s=0.15)
    assert machine.choice.count == 2 and machine.trials == 0


def test_that_a_program_that_comes_and_goes_is_followed() -> None:
    machine = Machine(2, QUIET)
    machine.train(20)
    machine.load = ONE_BUSY_PROGRAM
    machine.train(2)
    assert machine.choice.count == 1
    machine.train(60)
    machine.load = QUIET
    machine.train(5)
    assert machine.choice.count == 2


def test_that_threads_that_polite_programs_would_make_room_for_are_found_in_the_end() -> None:
    machine = Machine(2, ONE_BUSY_PROGRAM)
    machine.train(5)
    machine.load = POLITE_PROGRAMS
    machine.train(2 * LONGEST_WAIT_S)
    assert machine.choice.count == 2


@pytest.mark.parametrize("cores", [16, 64])
def test_that_of_many_cores_as_many_are_taken_as_help(cores: int) -> None:
    machine = Machine(cores, Load(thin, idle_cores=lambda threads: cores - threads))
    machine.train(10)
    assert machine.choice.count == 8
    assert machine.train(600) > 0.99 * 600 / thin(8)


def test_that_many_cores_are_all_used_where_all_help_and_fewer_are_tried_but_once() -> None:
    machine = Machine(16, Load(lambda threads: 0.8 / threads))
    machine.train(600)
    assert machine.choice.count == 16 and machine.trials == 2, "there and back"


def test_that_a_number_that_is_fixed_stays() -> None:
    machine = Machine(2, ONE_BUSY_PROGRAM, least=2)
    machine.train(60)
    assert machine.threads == machine.choice.count == 2


def test_that_one_core_is_left_alone() -> None:
    machine = Machine(1, Load(lambda _: 0.05))
    machine.train(60)
    assert machine.threads == 1


def test_that_a_training_uses_the_number_that_was_asked_for_and_gives_it_back(tmp_path: Path) -> None:
    before, used = torch.get_num_threads(), set()

    class Looking:
        def observe(self, _moment: object) -> list[object]:
            used.add(torch.get_num_threads())
            return []

    train_small(tmp_path / "run", small_config(machine__threads=3), observers=[Looking()])
    assert used == {3}
    assert torch.get_num_threads() == before


def test_that_what_was_chosen_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ThreadChoice, "note", lambda self, step_s, _computed_s: self._steps.note(step_s, 0.0) is None)
    events = train_small(tmp_path / "run", small_config(machine__threads=None))
    told = [event for event in events if isinstance(event, ThreadsChosen)]
    assert [event.step for event in told] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert all(event.threads >= 1 and event.step_ms > 0 for event in told)


def test_that_a_share_of_the_cores_is_news_when_it_has_changed_for_seconds() -> None:
    cores = CoreShare()
    assert not any(cores.note(0.1, 0.1) for _ in range(100)), "all is as it should be"
    told = [cores.share for _ in range(50) if cores.note(0.1, 0.033)]
    assert told == [pytest.approx(0.33)]
    assert not any(cores.note(0.1, 0.04) for _ in range(50)), "a little more or less is none"
    assert [cores.share for _ in range(30) if cores.note(0.1, 0.099)] == [pytest.approx(0.99)]


def test_that_a_training_without_a_core_tells_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stopwatch, "processor_s", property(lambda clock: clock.seconds / 4))
    monkeypatch.setattr("simclr_gui.engine.training.pace.SECONDS_OF_A_SHARE", 0.0)
    events = train_small(tmp_path / "run", small_config())
    shares = [event for event in events if isinstance(event, CoreShareMeasured)]
    assert [(event.step, round(event.share, 2)) for event in shares] == [(1, 0.25)]


@pytest.mark.parametrize(
    ("changes", "is_fixed"),
    [
        ({"budget.epochs": 2}, True),
        ({"machine.threads": 2}, True),
        ({}, False),
    ],
)
def test_that_a_run_that_must_be_repeatable_keeps_its_number(changes: dict[str, int], is_fixed: bool) -> None:
    choice = thread_choice(config_with(TrainingConfig(), changes), machine(), SINGLE_PROCESS)
    assert (choice.least == choice.most) is (is_fixed or torch.get_num_threads() == 1)


def test_that_auto_is_what_an_empty_field_says() -> None:
    config = config_with(TrainingConfig(), {"machine.threads": "auto"})
    assert config == TrainingConfig()
    assert config_with(TrainingConfig(), {"machine.threads": 4}).machine.threads == 4
