"""UMAP in its own process: the same result, cancel, death, the end."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from simclr_gui.engine.errands import Errand
from simclr_gui.engine.mapping.umap_layout import example_task, umap_layout
from simclr_gui.engine.messages.errors import Cancelled, UserError
from simclr_gui.jobs import umap_process
from simclr_gui.jobs.umap_process import UmapProcess

CACHE = Path("unused")  # tests keep compiled functions where NUMBA_CACHE_DIR says


@pytest.fixture
def process() -> Iterator[UmapProcess]:
    client = UmapProcess(CACHE)
    yield client
    client.close()


def in_a_moment(action: object, delay_s: float = 0.3) -> threading.Thread:
    thread = threading.Timer(delay_s, action)  # type: ignore[arg-type]
    thread.start()
    return thread


def test_that_the_process_lays_out_what_the_function_does(process: UmapProcess) -> None:
    process.start()
    np.testing.assert_array_equal(process.embed(example_task(60)), umap_layout(example_task(60)))


def test_that_what_is_compiled_for_one_core_is_not_taken_for_many(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; "
        "from simclr_gui.engine.mapping.umap_layout import keep_compiled_functions; "
        "keep_compiled_functions(Path(sys.argv[1])); import umap.layouts as layouts; "
        "name = '_nb_optimize_layout_euclidean_single_epoch'; "
        "print(*(getattr(layouts, name + kind)._cache.cache_path for kind in ('', '_parallel')), sep='\\n')"
    )
    environment = {name: value for name, value in os.environ.items() if name != "NUMBA_CACHE_DIR"}
    command = [sys.executable, "-c", program, str(tmp_path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    one, many = done.stdout.split()
    assert one != many
    assert all(path.startswith(str(tmp_path)) for path in (one, many))


def test_that_a_killed_process_leaves_nothing_of_the_systems_behind(tmp_path: Path) -> None:
    program = (
        "from pathlib import Path\n"
        "from simclr_gui.engine.mapping.umap_layout import example_task\n"
        "from simclr_gui.jobs.umap_process import UmapProcess\n"
        "if __name__ == '__main__':\n"
        "    client = UmapProcess(Path('unused'))\n"
        "    client.embed(example_task(60))\n"
        "    client.process.kill()\n"
    )
    (tmp_path / "program.py").write_text(program)
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, str(tmp_path / "program.py")]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    assert done.stderr == "", "Python would tell of a semaphore that nobody has given back"


def test_that_cancelling_gives_up_at_once_and_the_next_map_still_works(process: UmapProcess) -> None:
    process.start()
    task = example_task(2_000)
    timer = in_a_moment(process.cancel)
    began = time.monotonic()
    with pytest.raises(Cancelled):
        process.embed(task)
    assert time.monotonic() - began < 5
    timer.join()
    assert process.embed(example_task(60)).shape == (60, 2)


def test_that_a_layout_nobody_wants_any_more_is_given_up_and_the_next_map_still_works(process: UmapProcess) -> None:
    process.start(yields=False)
    first = process.process
    process.embed(example_task(60))
    errand = Errand(lambda: process.embed(replace(example_task(2_000), epochs=100_000)))
    errand.start()
    assert until(lambda: not process._is_free or None)
    errand.is_wanted = False
    errand.join()
    with pytest.raises(Cancelled):
        errand.result()
    assert first is not None and not first.is_alive(), "it would have computed for minutes"
    assert process.embed(example_task(60)).shape == (60, 2)


def test_that_a_process_that_dies_is_told_and_replaced(process: UmapProcess) -> None:
    process.start()
    task = example_task(2_000)
    timer = in_a_moment(lambda: process.process.kill())
    with pytest.raises(UserError, match="ended unexpectedly"):
        process.embed(task)
    timer.join()
    assert process.embed(example_task(60)).shape == (60, 2)


def test_that_a_broken_connection_to_a_process_that_still_seems_alive_is_replaced(process: UmapProcess) -> None:
    process.start()
    process.connection.close()
    with pytest.raises(UserError, match="ended unexpectedly"):
        process.embed(example_task(60))
    assert process.embed(example_task(60)).shape == (60, 2)


def test_that_an_error_inside_reaches_the_caller(process: UmapProcess) -> None:
    task = example_task(60)
    broken = type(task)(task.values, task.neighbours + 1_000, task.distances, task.start[:10])
    with pytest.raises(Exception):  # noqa: B017 - whatever umap-learn says of it
        process.embed(broken)
    assert process.embed(task).shape == (60, 2)


def test_that_a_closed_process_starts_no_more(process: UmapProcess) -> None:
    process.close()
    process.start()
    with pytest.raises(Cancelled):
        process.embed(example_task(60))


def until(answer: Callable[[], object], seconds: float = 400) -> object:
    """The process steps aside for other programs, and for the tests beside this one."""
    ends = time.monotonic() + seconds
    while (given := answer()) is None and time.monotonic() < ends:
        time.sleep(0.01)
    return given


def test_that_a_task_is_handed_over_without_waiting_and_taken_once(process: UmapProcess) -> None:
    assert not process.begin(example_task(60)), "there is no process yet"
    process.start()
    assert process.finished() is None
    assert until(lambda: process.begin(example_task(60)) or None), "as soon as it is warm"
    assert not process.begin(example_task(60)), "one at a time"
    np.testing.assert_array_equal(until(process.finished), umap_layout(example_task(60)))
    assert process.finished() is None


def test_that_a_map_for_good_is_not_taken_for_one_that_was_handed_over_before(process: UmapProcess) -> None:
    process.start()
    assert until(lambda: process.begin(example_task(60)) or None)
    np.testing.assert_array_equal(process.embed(example_task(80)), umap_layout(example_task(80)))
    assert process.finished() is None


def test_that_a_process_that_died_is_told_to_who_handed_over_and_is_replaced(process: UmapProcess) -> None:
    process.start()
    assert until(lambda: process.begin(example_task(60)) or None)
    assert process.process is not None
    process.process.kill()
    process.process.join()
    with pytest.raises(UserError, match="ended unexpectedly"):
        process.finished()
    assert not process.begin(example_task(60)), "until somebody waits for a map"
    np.testing.assert_array_equal(process.embed(example_task(60)), umap_layout(example_task(60)))


def test_that_who_waits_for_a_map_does_not_wait_for_work_that_never_gets_the_processor(
    process: UmapProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(umap_process, "SECONDS_OF_PATIENCE", 0.1)
    process.start()
    first = process.process
    assert first is not None and first.pid is not None
    os.kill(first.pid, signal.SIGSTOP)  # as it looks where other programs keep all cores busy
    np.testing.assert_array_equal(process.embed(example_task(60)), umap_layout(example_task(60)))
    assert process.process is not first and not first.is_alive()


def test_that_a_process_that_warms_up_for_who_waits_is_left_in_peace(
    process: UmapProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(umap_process, "SECONDS_OF_PATIENCE", 0.0)
    process.start(yields=False)
    first = process.process
    assert process.embed(example_task(60)).shape == (60, 2)
    assert process.process is first, "it was not ended while it compiled"


@pytest.mark.skipif(not hasattr(os, "SCHED_IDLE"), reason="only Linux has a priority that takes nothing from others")
def test_that_only_what_nobody_waits_for_is_laid_out_aside() -> None:
    def policy() -> int:
        return os.sched_getscheduler(0)

    assert umap_process.done(policy, aside=True) == os.SCHED_IDLE
    assert umap_process.done(policy, aside=False) == os.SCHED_OTHER
