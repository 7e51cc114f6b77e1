"""Who trains a run: signs of life, processes that are gone, and the lock that keeps two from training at once."""

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from simclr_gui.engine.events import StepMeasured
from simclr_gui.engine.events.streams import result_of
from simclr_gui.engine.experiments.experiment import opened_run, recorded_training
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.runs.run_lock import RunLock
from simclr_gui.engine.runs.run_status import SignsOfLife, read_status, start_of_process
from simclr_gui.engine.training.control import Control
from tests.small import SMALL, small_config, small_data, train_small

ONLY_WITH_PROC = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the system has no /proc")


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder.create(tmp_path / "run", SMALL)


def write(folder: RunFolder, **changes: object) -> None:
    values = {"state": "running", "pid": os.getpid(), "host": socket.gethostname(), "heartbeat": time.time()}
    folder.status_file.write_text(json.dumps(values | changes))


@ONLY_WITH_PROC
def test_that_a_process_that_got_the_number_of_another_does_not_train(folder: RunFolder) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        write(folder, pid=other.pid, started=start_of_process(os.getpid()))
        assert not folder.status().is_alive
        write(folder, pid=other.pid, started=start_of_process(other.pid), heartbeat=time.time() - 1_000)
        assert folder.status().is_alive, "it may have been stopped for a while, or have slept with its laptop"
        other.kill()


@pytest.mark.parametrize(("age_s", "is_alive"), [(1, True), (29, True), (40, False), (864_000, False), (-40, False)])
def test_that_without_a_start_the_sign_of_life_decides(folder: RunFolder, age_s: float, is_alive: bool) -> None:
    write(folder, pid=os.getppid(), heartbeat=time.time() - age_s)
    assert folder.status().is_alive is is_alive


@pytest.mark.parametrize(("age_s", "is_alive"), [(33, True), (-33, True), (300, False), (-300, False)])
def test_that_the_clock_of_another_machine_may_be_a_little_off(folder: RunFolder, age_s: float, is_alive: bool) -> None:
    write(folder, host="node7", heartbeat=time.time() - age_s, state="paused")
    assert folder.status().is_alive is is_alive


@ONLY_WITH_PROC
def test_that_a_process_that_nobody_has_buried_does_not_live(folder: RunFolder) -> None:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    started = start_of_process(process.pid)
    write(folder, pid=process.pid, started=started)
    assert folder.status().is_alive
    process.kill()
    while start_of_process(process.pid) is not None:
        time.sleep(0.01)
    assert not folder.status().is_alive
    process.communicate(timeout=10)


@pytest.mark.parametrize(
    "changes",
    [
        {"pid": 0},
        {"pid": -1},
        {"pid": "x"},
        {"pid": 2**70},
        {"pid": 1.5},
        {"pid": True},
        {"heartbeat": "x"},
        {"heartbeat": float("nan")},
        {"heartbeat": 10**400},
        {"host": 7},
        {"state": "asleep"},
        {"state": None},
        {"started": 5},
    ],
    ids=str,
)
def test_that_a_status_with_an_odd_value_is_none(folder: RunFolder, changes: dict[str, object]) -> None:
    write(folder, **changes)
    assert folder.status() is None
    assert folder.condition() == "lost"
    assert not folder.is_trained_elsewhere


@pytest.mark.parametrize("content", ["", "{", "[]", "5", "[" * 100_000, '{"state": "running"}', "\x00\x01"])
def test_that_a_status_that_cannot_be_read_is_none(folder: RunFolder, content: str) -> None:
    folder.status_file.write_text(content)
    assert folder.status() is None
    folder.require_nobody_trains_here()


@pytest.mark.skipif(os.name == "nt", reason="pipes in folders are POSIX's")
def test_that_a_pipe_or_a_folder_in_place_of_the_status_holds_nobody_up(folder: RunFolder) -> None:
    os.mkfifo(folder.status_file)
    assert folder.status() is None
    folder.status_file.unlink()
    folder.status_file.mkdir()
    assert folder.status() is None


def test_that_signs_of_life_go_on_in_a_pause_and_say_so(folder: RunFolder) -> None:
    control = Control()
    signs = SignsOfLife(folder.status_file, control.is_paused)
    signs.begin()
    try:
        first = read_status(folder.status_file)
        assert first.state == "running"
        control.note_pause(True)
        wait_until(lambda: read_status(folder.status_file).state == "paused")
        paused_at = read_status(folder.status_file).heartbeat
        wait_until(lambda: read_status(folder.status_file).heartbeat > paused_at)
        assert read_status(folder.status_file).state == "paused"
        control.note_pause(False)
        wait_until(lambda: read_status(folder.status_file).state == "running")
    finally:
        signs.end()


def wait_until(is_so: object, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_that_a_step_in_flight_does_not_end_a_pause(tmp_path: Path) -> None:
    control = Control()
    folder = RunFolder.create(tmp_path / "run", small_config(budget__epochs=40))
    events = recorded_training(folder, small_data(), control, ())
    while not isinstance(next(events), StepMeasured):
        pass
    control.note_pause(True)
    wait_until(lambda: folder.status().state == "paused")
    for _ in range(4):
        next(events)
        assert folder.status().state == "paused"
    events.close()  # type: ignore[attr-defined]
    assert folder.status().state == "stopped"


def test_that_a_lock_lets_one_in_until_it_is_released(tmp_path: Path) -> None:
    first, second = RunLock(tmp_path / "lock"), RunLock(tmp_path / "lock")
    first.take()
    first.take()
    with pytest.raises(UserError, match=f"is being trained by process {os.getpid()} on"):
        second.take()
    first.release()
    second.take()
    second.release()
    assert (tmp_path / "lock").read_bytes() == b""


def test_that_a_killed_process_leaves_no_lock(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from simclr_gui.engine.runs.run_lock import RunLock;"
        "lock = RunLock(Path(sys.argv[1])); lock.take(); print('taken', flush=True); input()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "lock")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout.readline().strip() == b"taken"
    lock = RunLock(tmp_path / "lock")
    with pytest.raises(UserError, match=f"is being trained by process {process.pid} on {socket.gethostname()}"):
        lock.take()
    process.kill()
    process.communicate(timeout=10)
    lock.take()
    lock.release()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such links")
def test_that_a_lock_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("not to be touched")
    (tmp_path / "lock").symlink_to(mine)
    with pytest.raises(UserError, match="cannot be written"):
        RunLock(tmp_path / "lock").take()
    assert mine.read_text() == "not to be touched"


def test_that_a_run_is_locked_while_its_pictures_are_read_and_free_after_its_training(tmp_path: Path) -> None:
    control = Control()
    control.request_stop()
    train_small(tmp_path / "run", control=control)
    folder, data = result_of(opened_run(tmp_path / "run"))
    with pytest.raises(UserError, match="is being trained by process"):
        result_of(opened_run(tmp_path / "run"))
    list(recorded_training(folder, data, Control(), ()))
    assert folder.status().state == "finished"
    again, _ = result_of(opened_run(tmp_path / "run"))
    again.release_lock()


def test_that_pictures_that_cannot_be_read_leave_no_lock(tmp_path: Path) -> None:
    run_dir = tmp_path / "run"
    RunFolder.create(run_dir, small_config(data__source="folder", data__folder=tmp_path / "gone"))
    for _ in range(2):
        with pytest.raises(UserError, match="gone"):
            result_of(opened_run(run_dir))
