"""What the window asks the engine by name."""

import subprocess
import sys

import pytest

from simclr_gui.engine.events import BlocksCompared
from simclr_gui.jobs.work import LessonModule


def test_that_a_lesson_has_the_functions_of_the_module_of_its_name() -> None:
    (compared,) = LessonModule("blocks").demonstrate_blocks()
    assert isinstance(compared, BlocksCompared)
    with pytest.raises(AttributeError, match="no_such_function"):
        LessonModule("blocks").no_such_function()


def test_that_a_lesson_is_loaded_when_it_is_called_and_not_when_it_is_looked_at() -> None:
    program = (
        "import copy, inspect, sys; from simclr_gui.jobs.work import LessonModule; lesson = LessonModule('blocks');"
        "copy.copy(lesson); inspect.unwrap(lesson); asked = lesson.demonstrate_blocks;"
        "assert 'torch' not in sys.modules; asked(); assert 'torch' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=120)
