"""The curves' tables: what is appended at once is what would have been appended row by row."""

import numpy as np
import pytest

from simclr_gui.engine.events import BatchStatisticsTaken, LiveKnnMeasured, MeasurementsRead, StepMeasured, StepsRead
from simclr_gui.state.curves import Curves, Table
from tests.state.test_state import measured

COLUMNS = ("step", "loss")


def filled(steps: list[float], *, at_once: bool) -> Table:
    table = Table(COLUMNS)
    table.append({"step": 2, "loss": -2})
    table.append({"step": 4, "loss": -4})
    if at_once:
        table.extend({"step": np.array(steps), "loss": np.arange(len(steps), dtype=float)})
    else:
        for place, step in enumerate(steps):
            table.append({"step": step, "loss": place})
    return table


@pytest.mark.parametrize("steps", [[5, 6, 7], [1], [3, 4, 5], [5, 7, 6, 8], [5, 5, 5], [9, 8, 1], [6, 3, 4, 4, 9, 2]])
def test_that_rows_appended_at_once_replace_what_rows_one_by_one_would(steps: list[float]) -> None:
    together, singly = filled(steps, at_once=True), filled(steps, at_once=False)
    for name in COLUMNS:
        assert together.column(name).tolist() == singly.column(name).tolist()


def test_that_a_table_with_room_in_reserve_holds_what_it_held() -> None:
    table = filled([5], at_once=True)
    before = table.column("loss").tolist()
    table.reserve(5_000)
    assert table.column("loss").tolist() == before
    table.extend({"step": np.arange(6, 9_000.0), "loss": np.zeros(8_994)})
    assert len(table) == 3 + 8_994


def test_that_measurements_read_together_are_those_taken_one_by_one() -> None:
    taken = [
        BatchStatisticsTaken(step, 0.1, 0.9, 0.8, 0.1, 0.4, -2.0, (0.1, 0.2 * step), (0.1,) * 5 + (step,), 9, 1.0)
        for step in range(1, 4)
    ]
    columns = {name: np.array([getattr(each, name) for each in taken], np.float64) for name in vars(taken[0])}
    together, singly = Curves(), Curves()
    together.take(MeasurementsRead(columns, taken[-1]))
    for event in taken:
        singly.take(event)
    for name in ("step", "watched_mean", "stem", "head", "memory_bytes"):
        read, told = (curves.batch_statistics.column(name) for curves in (together, singly))
        np.testing.assert_allclose(read, told)


def test_that_each_kind_of_measurement_has_a_table_of_its_own() -> None:
    curves = Curves()
    knn = LiveKnnMeasured(1, 0.1, 0.5, 10, 10, 1.0)
    curves.take(MeasurementsRead({name: np.array([float(value)]) for name, value in vars(knn).items()}, knn))
    assert (len(curves.knn), len(curves.probe), len(curves.batch_statistics)) == (1, 0, 0)


def test_that_a_wrong_guess_of_how_many_steps_there_are_harms_nothing() -> None:
    curves = Curves()
    for first, expected in ((0, 5_000), (3_000, 10), (6_000, 0)):
        steps = np.arange(first, first + 3_000.0)
        last = StepMeasured(first + 2_999, 0, 0, 0, 0, 0, 0, 0, 0)
        curves.take(StepsRead(dict.fromkeys(vars(last), steps), last, expected))
    assert curves.steps.column("loss").tolist() == list(range(9_000))


def test_that_no_room_is_made_for_what_only_the_size_of_a_file_promises() -> None:
    columns = {name: np.array([1.0, 2.0]) for name in vars(measured(1))}
    curves = Curves()
    curves.take(StepsRead(columns, measured(2), expected=10**13))
    assert len(curves.steps) == 2
