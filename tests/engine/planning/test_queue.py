"""The queue: in which order, with which settings, and what becomes of it when anything goes wrong."""

import errno
import json
import os
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.planning import queue as queue_module
from simclr_gui.engine.planning.planned_training import PlannedTraining
from simclr_gui.engine.planning.queue import MOST_ENTRIES, Queue
from simclr_gui.engine.planning.queue_entry import EntryTaken, Group, GroupOver, QueueEntry, Worker
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.places import queue_file
from tests.small import small_config, train_small
from tests.tested_runs import make_tested_run


def planned(name: str, **changes: object) -> PlannedTraining:
    return PlannedTraining(small_config(**changes), name)


@pytest.fixture
def queue(home: Path) -> Queue:
    return Queue()


@pytest.fixture
def abc(queue: Queue) -> tuple[QueueEntry, ...]:
    return queue.add([planned(name) for name in "abc"])


def names(queue: Queue) -> str:
    return "".join(entry.training.name for entry in queue.contents().entries)


def test_that_a_queue_that_nobody_has_used_is_empty_and_writes_nothing(queue: Queue) -> None:
    assert queue.contents().entries == ()
    assert queue.clear() == 0
    assert not queue_file().exists()


def test_that_settings_names_tags_and_parent_are_read_as_they_were_added(queue: Queue, tmp_path: Path) -> None:
    training = PlannedTraining(
        small_config(optimisation__temperature=0.07, data__source="folder", data__folder=tmp_path / "颜色"),
        "no colour, 颜色",
        ("lecture", "shapes"),
        tmp_path / "parent",
    )
    (added,) = queue.add([training])
    (read,) = Queue().contents().entries
    assert read == added
    assert read.training == training
    assert (read.state, read.run_dir, read.worker, read.sentence) == ("waiting", None, None, "")


def test_that_those_added_at_one_click_belong_together(queue: Queue) -> None:
    queue.add([planned("a"), planned("b")], "temperature")
    queue.add([planned("c")], "temperature")
    queue.add([planned("d")])
    a, b, c, d = (entry.group for entry in queue.contents().entries)
    assert a == b != c
    assert (a.name, c.name, d.name, d.id) == ("temperature", "temperature", "", "")


def test_that_entries_are_moved_one_place_or_as_far_as_they_can(queue: Queue, abc: tuple[QueueEntry, ...]) -> None:
    a, b, c = (entry.id for entry in abc)
    queue.move(c, -1)
    assert names(queue) == "acb"
    queue.move(a, 1)
    assert names(queue) == "cab"
    queue.move(c, -1)
    assert names(queue) == "cab"
    queue.move(b, -9)
    assert names(queue) == "bca"
    queue.move(b, 9)
    assert names(queue) == "cab"
    queue.move("0" * 32, 1)
    assert names(queue) == "cab", "somebody else has removed it meanwhile"


def test_that_entries_are_dropped_one_by_one_or_all_at_once(queue: Queue, abc: tuple[QueueEntry, ...]) -> None:
    queue.drop(abc[1].id)
    assert names(queue) == "ac"
    assert queue.clear() == 2
    assert names(queue) == ""


def test_that_an_entry_is_taken_marked_and_gone_when_it_is_done(queue: Queue, abc: tuple[QueueEntry, ...]) -> None:
    queue.begin_work()
    taken = queue.take_next()
    assert taken is not None
    assert taken.training == abc[0].training
    assert (taken.state, taken.worker) == ("running", Worker.this_process())
    assert taken.run_dir is not None
    assert not taken.run_dir.exists()
    contents = queue.contents()
    assert contents.running == {taken.id}
    assert [entry.training.name for entry in contents.to_come] == ["b", "c"]
    queue.finish(taken.id)
    assert names(queue) == "bc"
    queue.end_work()


def test_that_one_that_failed_stays_with_its_reason_and_the_next_one_is_taken(
    queue: Queue, abc: tuple[QueueEntry, ...]
) -> None:
    queue.begin_work()
    first = queue.take_next()
    assert first is not None
    queue.fail(first.id, "The disk is full.")
    *to_come, failed = queue.contents().entries
    assert (failed.id, failed.state, failed.sentence) == (first.id, "failed", "The disk is full.")
    assert [entry.training.name for entry in to_come] == ["b", "c"], "what failed stands behind what is still to come"
    second = queue.take_next()
    assert second is not None
    assert second.training.name == "b"
    queue.end_work()


def test_that_what_is_being_trained_is_not_dropped(queue: Queue, abc: tuple[QueueEntry, ...]) -> None:
    queue.begin_work()
    taken = queue.take_next()
    assert taken is not None
    with pytest.raises(UserError, match="in progress"):
        queue.drop(taken.id)
    assert queue.clear() == 2
    assert names(queue) == "a"
    queue.end_work()


def test_that_one_whose_process_is_gone_is_taken_again_with_its_folder(
    queue: Queue, abc: tuple[QueueEntry, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    queue.begin_work()
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(Worker, "this_process", lambda: Worker(2**31 - 1, socket.gethostname(), "gone"))
        taken = queue.take_next()
    assert taken is not None
    queue.end_work()
    other = Queue()
    contents = other.contents()
    assert contents.running == frozenset()
    assert contents.was_interrupted(contents.entries[0])
    other.begin_work()
    again = other.take_next()
    assert again == replace(taken, worker=Worker.this_process())
    other.put_back(taken.id)
    assert other.contents().was_interrupted(other.contents().entries[0])
    other.end_work()


def test_that_two_do_not_work_on_it_at_once(queue: Queue) -> None:
    queue.begin_work()
    with pytest.raises(UserError, match=f"Process {os.getpid()} on .* is training what is in the queue"):
        Queue().begin_work()
    Queue().add([planned("a")])
    queue.end_work()
    Queue().begin_work()


def test_that_it_is_held_after_this_one_until_somebody_lets_it_go(queue: Queue) -> None:
    queue.hold(True)
    queue.add([planned("a")])
    assert Queue().contents().is_held
    queue.hold(False)
    assert not Queue().contents().is_held


def test_that_it_refuses_more_than_it_holds(queue: Queue) -> None:
    with pytest.raises(UserError, match="is full"):
        queue.add([planned("a")] * (MOST_ENTRIES + 1))
    assert names(queue) == ""


NOT_WHOLE = ["{", "", "[]", json.dumps({"is_held": True}), json.dumps({"entries": {"a": 1}})]
NOT_AN_ENTRY: list[Any] = [
    3,
    {"id": "0" * 32},
    {"settings": {"data": {"side_px": 1}}},
    {"state": "flying"},
    {"added": "yesterday"},
    {"run_dir": 7},
    {"worker": {"pid": -1, "host": ""}},
    {"name": "x" * 201},
    {"id": "no id"},
]


@pytest.mark.parametrize("content", NOT_WHOLE)
@pytest.mark.usefixtures("abc")
def test_that_a_damaged_file_is_told_once_and_put_aside(queue: Queue, content: str) -> None:
    queue_file().write_text(content)
    contents = queue.contents()
    (aside,) = queue_file().parent.glob("queue-damaged-*.json")
    assert aside.read_text() == content
    assert "is damaged" in contents.trouble
    assert aside.name in contents.trouble
    assert names(queue) == ""
    assert not queue.contents().trouble


@pytest.mark.parametrize("damage", NOT_AN_ENTRY)
@pytest.mark.usefixtures("abc")
def test_that_a_damaged_entry_is_put_aside_and_the_others_stay(queue: Queue, damage: Any) -> None:
    values = json.loads(queue_file().read_text())
    values["entries"].append(values["entries"][0] | {"id": "1" * 32} | damage if isinstance(damage, dict) else damage)
    if damage == {"id": "0" * 32}:
        values["entries"].append(values["entries"][-1])  # twice
    queue_file().write_text(json.dumps(values))
    assert "was put aside" in queue.contents().trouble
    (aside,) = queue_file().parent.glob("queue-damaged-*.json")
    assert json.loads(aside.read_text()) == values
    assert names(queue).startswith("abc")
    assert not queue.contents().trouble


def test_that_a_damaged_file_is_never_replaced_unseen(queue: Queue) -> None:
    queue_file().parent.mkdir(parents=True)
    queue_file().write_text("{")
    queue.add([planned("a")])
    assert names(queue) == "a"
    (aside,) = queue_file().parent.glob("queue-damaged-*.json")
    assert aside.read_text() == "{"


@pytest.mark.parametrize("number", range(4))
def test_that_a_full_disk_leaves_the_queue_as_it_was(
    queue: Queue, abc: tuple[QueueEntry, ...], number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = iter(range(100))
    real = os.fsync

    def full(descriptor: int) -> None:
        if next(calls) == number:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    changes = (lambda: queue.move(abc[0].id, 1), lambda: queue.drop(abc[1].id))  # two writes, and of each the folder
    states, refusals = ["abc"], 0
    for change, after in zip(changes, ("bac", "ac"), strict=True):
        try:
            change()
        except UserError as error:
            refusals += 1
            assert "no space left on device" in error.sentence
        states.append(after)
    assert refusals == 1
    assert names(queue) in ("bac", "ac", "abc")
    assert not queue.contents().trouble
    assert not list(queue_file().parent.glob("*.part"))


def test_that_a_folder_that_cannot_be_written_is_told(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(queue_module, "write_json_atomically", refused)
    with pytest.raises(UserError, match="The queue cannot be changed"):
        queue.add([planned("a")])
    assert names(queue) == ""


@pytest.mark.skipif(os.name == "nt", reason="it forks")
def test_that_a_kill_at_any_moment_leaves_what_was_there_before_or_after_a_change(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tests.engine.planning.queue_kills", str(tmp_path), "30", "1"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == ""
    left = Queue(tmp_path / "queue.json").contents().entries
    assert left[-1].training.name == "after all"
    assert len(left) > 1, "they were killed before they did anything"


def test_that_two_processes_that_add_at_once_lose_nothing(home: Path) -> None:
    program = (
        "import sys; from simclr_gui.engine.planning.queue import Queue, PlannedTraining;"
        "from simclr_gui.engine.config.settings import TrainingConfig;"
        "[Queue().add([PlannedTraining(TrainingConfig(), sys.argv[1] + str(number))]) for number in range(25)]"
    )
    processes = [subprocess.Popen([sys.executable, "-c", program, letter]) for letter in "ab"]
    assert [process.wait(120) for process in processes] == [0, 0]
    added = [entry.training.name for entry in Queue().contents().entries]
    assert [name for name in added if name[0] == "a"] == [f"a{number}" for number in range(25)]
    assert [name for name in added if name[0] == "b"] == [f"b{number}" for number in range(25)]


def failed(queue: Queue, name: str, group: str = "") -> QueueEntry:
    """One that was begun and failed."""
    (entry,) = queue.add([planned(name)], group)
    queue.fail(entry.id, "The disk is full.")
    return entry


def test_that_one_that_failed_can_be_tried_again_with_its_settings_behind_all_others(queue: Queue) -> None:
    entry = failed(queue, "a")
    queue.add([planned("b")])
    queue.try_again(entry.id)
    assert names(queue) == "ba"
    again = queue.contents().entries[1]
    assert (again.state, again.sentence, again.training) == ("waiting", "", entry.training)
    assert not queue.contents().was_interrupted(again), "it had not begun"


def test_that_one_that_failed_halfway_goes_on_where_it_was_saved(queue: Queue, tmp_path: Path) -> None:
    queue.add([planned("a")])
    queue.begin_work()
    entry = queue.take_next()
    assert entry is not None and entry.run_dir is not None
    train_small(entry.run_dir)
    queue.fail(entry.id, "The disk is full.")
    queue.end_work()
    queue.try_again(entry.id)
    contents = queue.contents()
    assert contents.was_interrupted(contents.entries[0])
    assert contents.entries[0].run_dir == entry.run_dir


def test_that_only_what_failed_is_tried_again(queue: Queue, abc: tuple[QueueEntry, ...]) -> None:
    queue.try_again(abc[0].id)
    queue.try_again("0" * 32)
    assert names(queue) == "abc"


def make_run(path: Path, score: float | None) -> None:
    """A run that recognises so many test images; None for one that was not evaluated."""
    if score is None:
        RunFolder.create(path, small_config())
    else:
        make_tested_run(path, np.arange(10) < round(10 * score), np.arange(10) % 4)


def finish_next(queue: Queue, score: float | None) -> GroupOver | None:
    """The next one is trained, and evaluated unless there is no score."""
    queue.begin_work()
    entry = queue.take_next()
    assert entry is not None and entry.run_dir is not None
    make_run(entry.run_dir, score)
    over = queue.finish(entry.id)
    queue.end_work()
    return over


def test_that_the_last_of_a_group_tells_all_its_runs_the_best_first(queue: Queue) -> None:
    group = Group.of_one_click("temperature")
    queue.add([planned(name) for name in "abc"], group)
    queue.add([planned("d")])
    assert finish_next(queue, 0.5) is None
    assert len(Queue().contents().runs_of(group)) == 1, "another process may go on with it"
    assert finish_next(queue, None) is None
    over = finish_next(queue, 0.9)
    assert over is not None
    assert (over.group, [path.name.rpartition("-")[2] for path in over.runs]) == (group, ["c", "a", "b"])
    assert queue.contents().done == ()
    assert finish_next(queue, 0.1) is None, "it was alone"


def test_that_a_group_whose_last_one_fails_is_over_too_and_once_more_when_that_is_tried_again(queue: Queue) -> None:
    queue.add([planned(name) for name in "abc"], "temperature")
    finish_next(queue, 0.5)
    finish_next(queue, 0.6)
    (last,) = queue.contents().entries
    over = queue.fail(last.id, "The disk is full.")
    assert over is not None and len(over.runs) == 2
    queue.try_again(last.id)
    again = finish_next(queue, 0.7)
    assert again is not None and len(again.runs) == 3


def test_that_runs_that_are_there_already_can_belong_to_a_group(queue: Queue, tmp_path: Path) -> None:
    make_run(tmp_path / "first", 0.4)
    queue.add([planned("a")], "seeds", [tmp_path / "first"])
    over = finish_next(queue, 0.3)
    assert over is not None
    assert over.runs[0] == tmp_path / "first"


def test_that_one_run_alone_is_no_comparison(queue: Queue) -> None:
    queue.add([planned(name) for name in "ab"], "colour")
    queue.drop(queue.contents().entries[1].id)
    assert finish_next(queue, 0.5) is None


def test_that_one_group_can_be_taken_while_others_wait(queue: Queue, abc: tuple[QueueEntry, ...]) -> None:
    group = Group.of_one_click("colour")
    queue.add([planned("d")], group)
    _, taken = (each for each in queue.taken(lambda _queue: None, group.id))
    assert isinstance(taken, EntryTaken) and taken.entry is not None
    assert taken.entry.training.name == "d"
    queue.finish(taken.entry.id)
    assert list(queue.taken(lambda _queue: None, group.id))[-1] == EntryTaken(None)
    assert names(queue) == "abc"


@pytest.mark.parametrize("done", [{}, [{"group": {"name": "a", "id": "b"}}], [3], "x"])
def test_that_a_damaged_list_of_finished_runs_costs_no_training(queue: Queue, done: object) -> None:
    queue.add([planned("a")])
    values = json.loads(queue_file().read_text())
    queue_file().write_text(json.dumps({**values, "done": done}))
    contents = queue.contents()
    assert names(queue) == "a"
    assert "list of finished runs" in contents.trouble
