"""Long work on a thread of its own, which is announced until it is done."""

import pytest

from simclr_gui.engine.background import awaited, run_in_thread
from simclr_gui.engine.errands import Errand
from simclr_gui.engine.events.streams import result_of
from simclr_gui.engine.messages.errors import UserError


def test_that_work_that_is_done_before_anybody_looks_is_announced_all_the_same() -> None:
    errand = Errand(lambda: 3)
    errand.start()
    errand.join()
    announced = awaited(errand, "Counting")
    assert next(announced).sentence == "Counting"
    with pytest.raises(StopIteration) as ended:
        next(announced)
    assert ended.value.value == 3


def test_that_what_the_work_finds_or_raises_is_passed_on() -> None:
    def fail() -> None:
        raise UserError("The disk is full.", "Make room.")

    assert result_of(run_in_thread(lambda: 3, "Counting")) == 3
    with pytest.raises(UserError, match="disk is full"):
        result_of(run_in_thread(fail, "Counting"))
