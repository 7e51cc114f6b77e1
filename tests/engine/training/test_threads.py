"""The number of threads is found by timing steps: on quiet machines and busy ones, few cores and many."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.distributed import SINGLE_PROCESS
from simclr_gui.engine.events import ThreadsChosen
from simclr_gui.engine.training.threads import LONGEST_WAIT_S, ThreadChoice, thread_choice
from tests.small import machine, small_config, train_small

StepTime = Callable[[int], float]


def quiet(threads: int) -> float:
    """Two threads are nearly twice as quick as one."""
    return {1: 0.06, 2: 0.035}[threads]


def beside_one_busy_program(threads: int) -> float:
    return {1: 0.06, 2: 0.8}[threads]


def thin_on_many_cores(threads: int) -> float:
    """Quickest with eight; each further thread costs more than it brings."""
    return 0.08 / min(threads, 8) + 0.001 * max(0, threads - 8)


class Machine:
    """Steps that take as long as the machine needs for them with so many threads."""

    def __init__(self, most: int, step_time: StepTime, least: int = 1) -> None:
        self.now_s, self.step_time, self.threads = 0.0, step_time, most
        self.steps = 0
        self.choice = ThreadChoice(most, least, self._set, lambda: self.now_s)

    def _set(self, count: int) -> None:
        self.threads = count

    def train(self, seconds: float) -> int:
        """How many steps were done."""
        end, before = self.now_s + seconds, self.steps
        while self.now_s < end:
            step_s = self.step_time(self.threads)
            self.now_s += step_s
            self.steps += 1
            self.choice.note(step_s)
        return self.steps - before


def test_that_on_a_quiet_machine_all_threads_stay_at_almost_no_cost() -> None:
    machine = Machine(2, quiet)
    steps = machine.train(60)
    assert machine.choice.count == 2
    assert steps > 0.985 * 60 / quiet(2)


def test_that_beside_a_busy_program_fewer_are_taken_within_the_first_seconds() -> None:
    machine = Machine(2, beside_one_busy_program)
    machine.train(5)
    assert machine.choice.count == 1
    assert machine.train(60) > 0.9 * 60 / beside_one_busy_program(1)


def test_that_a_program_that_comes_and_goes_is_followed() -> None:
    machine = Machine(2, quiet)
    machine.train(20)
    machine.step_time = beside_one_busy_program
    machine.train(8)
    assert machine.choice.count == 1
    machine.step_time = quiet
    machine.train(2 * LONGEST_WAIT_S)
    assert machine.choice.count == 2


@pytest.mark.parametrize("cores", [16, 64])
def test_that_of_many_cores_as_many_are_taken_as_help(cores: int) -> None:
    machine = Machine(cores, thin_on_many_cores)
    machine.train(10)
    assert machine.choice.count == 8


def test_that_a_number_that_is_fixed_stays() -> None:
    machine = Machine(2, beside_one_busy_program, least=2)
    machine.train(60)
    assert machine.threads == machine.choice.count == 2


def test_that_one_core_is_left_alone() -> None:
    machine = Machine(1, lambda _: 0.05)
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
    monkeypatch.setattr(ThreadChoice, "note", lambda self, step_s: self._steps_s.append(step_s) is None)
    events = train_small(tmp_path / "run", small_config(machine__threads=None))
    told = [event for event in events if isinstance(event, ThreadsChosen)]
    assert [event.step for event in told] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert all(event.threads >= 1 and event.step_ms > 0 for event in told)


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
