"""What waits is trained when nothing else is in progress, and only where somebody asked for it."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from simclr_gui.engine.planning.planned_training import PlannedTraining
from simclr_gui.engine.planning.queue import Queue
from simclr_gui.engine.planning.queue_entry import EntryTaken
from simclr_gui.engine.storage.places import queue_file
from simclr_gui.jobs.player import Failure
from simclr_gui.state.training_queue import OF_ITS_SETTINGS, TrainingQueue
from tests.small import small_config
from tests.tested_runs import make_tested_run


class Stage(QObject):
    """Stands in for the stream and for whoever begins trainings."""

    began = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_free = True
        self.begun: list[str] = []

    def begin_queued(self, taken: EntryTaken) -> None:
        assert taken.entry is not None
        self.is_free = False
        self.begun.append(taken.entry.training.name)


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def queue(qtbot: QtBot, home: Path, stage: Stage) -> Iterator[TrainingQueue]:
    queue = TrainingQueue(stage, stage)  # type: ignore[arg-type]
    yield queue
    queue.close()
    queue.note_end(is_complete=False)
    qtbot.waitUntil(lambda: queue.is_quiet)


def planned(*names: str) -> list[PlannedTraining]:
    return [PlannedTraining(small_config(), name) for name in names]


def end(queue: TrainingQueue, stage: Stage, failure: Failure | None = None) -> None:
    """What is in progress ends."""
    if failure is not None:
        queue.note_failure(failure)
    stage.is_free = True
    queue.note_end(is_complete=True)


def states(queue: TrainingQueue) -> list[tuple[str, str]]:
    return [(entry.training.name, entry.state) for entry in queue.contents.entries]


def test_that_what_is_added_begins_in_its_turn_and_leaves_when_it_is_done(
    qtbot: QtBot, queue: TrainingQueue, stage: Stage
) -> None:
    queue.add(planned("a", "b"))
    qtbot.waitUntil(lambda: stage.begun == ["a"])
    qtbot.waitUntil(lambda: states(queue) == [("a", "running"), ("b", "waiting")])
    end(queue, stage)
    qtbot.waitUntil(lambda: stage.begun == ["a", "b"])
    end(queue, stage)
    qtbot.waitUntil(lambda: states(queue) == [])
    Queue().begin_work()


def test_that_what_is_added_waits_for_whatever_is_in_progress(qtbot: QtBot, queue: TrainingQueue, stage: Stage) -> None:
    stage.is_free = False
    queue.add(planned("a"))
    qtbot.waitUntil(lambda: states(queue) == [("a", "waiting")])
    end(queue, stage)
    qtbot.waitUntil(lambda: stage.begun == ["a"])


def test_that_one_that_failed_stays_and_the_next_one_begins(qtbot: QtBot, queue: TrainingQueue, stage: Stage) -> None:
    queue.add(planned("a", "b"))
    qtbot.waitUntil(lambda: stage.begun == ["a"])
    end(queue, stage, Failure("The disk is full.", ""))
    qtbot.waitUntil(lambda: stage.begun == ["a", "b"])
    qtbot.waitUntil(lambda: states(queue) == [("b", "running"), ("a", "failed")])
    assert queue.contents.entries[1].sentence == "The disk is full."


def test_that_nobody_is_told_to_change_settings_that_are_not_in_the_form(
    qtbot: QtBot, queue: TrainingQueue, stage: Stage
) -> None:
    queue.add(planned("a"))
    qtbot.waitUntil(lambda: stage.begun == ["a"])
    told = queue.note_failure(Failure("x holds no images.", "Choose a folder of images.", "data.folder"))
    assert (told.sentence, told.remedy) == ("x holds no images.", OF_ITS_SETTINGS)
    assert queue.note_failure(Failure("The disk is full.", "Free some space.")).remedy == "Free some space."


def test_that_a_held_queue_begins_nothing_until_it_is_let_go(qtbot: QtBot, queue: TrainingQueue, stage: Stage) -> None:
    queue.add(planned("a", "b"))
    qtbot.waitUntil(lambda: stage.begun == ["a"])
    queue.hold(True)
    end(queue, stage)
    qtbot.waitUntil(lambda: states(queue) == [("b", "waiting")])
    assert not queue.is_about_to_begin
    assert stage.begun == ["a"]
    queue.go_on()
    qtbot.waitUntil(lambda: stage.begun == ["a", "b"])


def test_that_after_a_stop_nothing_follows_unasked(qtbot: QtBot, queue: TrainingQueue, stage: Stage) -> None:
    queue.add(planned("a", "b"))
    qtbot.waitUntil(lambda: stage.begun == ["a"])
    queue.stop()
    end(queue, stage)
    qtbot.waitUntil(lambda: states(queue) == [("b", "waiting")])
    assert stage.begun == ["a"]


def test_that_at_the_start_nothing_begins_and_a_question_is_asked(
    qtbot: QtBot, queue: TrainingQueue, stage: Stage
) -> None:
    Queue().add(planned("a", "b"))
    with qtbot.waitSignal(queue.asked) as asked:
        queue.open()
    question = asked.args[0]
    assert question.sentence == "2 trainings wait in the queue."
    assert [(proposal.words, proposal.goes_on) for proposal in question.proposals] == [
        ("Resume queue", True),
        ("Not now", False),
    ]
    assert stage.begun == []
    queue.go_on()
    qtbot.waitUntil(lambda: stage.begun == ["a"])


@pytest.mark.parametrize("content", ["", "failed"])
def test_that_nobody_is_asked_where_nothing_waits(
    qtbot: QtBot, queue: TrainingQueue, stage: Stage, content: str
) -> None:
    if content:
        (entry,) = Queue().add(planned("a"))
        Queue().fail(entry.id, "It did not fit.")
    asked: list[object] = []
    queue.asked.connect(asked.append)
    queue.open()
    qtbot.waitUntil(lambda: queue.is_quiet)
    assert asked == []


def test_that_what_another_process_adds_is_seen_and_not_begun(qtbot: QtBot, queue: TrainingQueue, stage: Stage) -> None:
    queue.open()
    qtbot.waitUntil(lambda: queue.is_quiet)
    Queue().add(planned("a"))
    queue.refresh()
    qtbot.waitUntil(lambda: states(queue) == [("a", "waiting")])
    end(queue, stage)
    qtbot.waitUntil(lambda: queue.is_quiet)
    assert stage.begun == []


def test_that_what_is_trained_when_the_window_closes_is_put_back(
    qtbot: QtBot, queue: TrainingQueue, stage: Stage
) -> None:
    queue.add(planned("a", "b"))
    qtbot.waitUntil(lambda: stage.begun == ["a"])
    queue.close()
    assert not queue.is_quiet
    queue.note_end(is_complete=False)
    with qtbot.waitSignal(queue.became_quiet):
        pass
    contents = Queue().contents()
    assert [entry.state for entry in contents.entries] == ["waiting", "waiting"]
    assert contents.was_interrupted(contents.entries[0])


def test_that_a_damaged_file_is_told(qtbot: QtBot, queue: TrainingQueue) -> None:
    queue_file().parent.mkdir(parents=True)
    queue_file().write_text("{")
    with qtbot.waitSignal(queue.failed) as failed:
        queue.open()
    assert "is damaged" in failed.args[0].sentence
    assert "put aside" in failed.args[0].sentence


def test_that_a_training_that_began_meanwhile_is_not_disturbed(
    qtbot: QtBot, queue: TrainingQueue, stage: Stage
) -> None:
    queue.add(planned("a"))
    stage.is_free = False  # somebody has pressed Start before the file was read
    qtbot.waitUntil(lambda: queue.is_quiet and states(queue) == [("a", "waiting")])
    assert stage.begun == []
    end(queue, stage)
    qtbot.waitUntil(lambda: stage.begun == ["a"])


def test_that_a_group_is_trained_while_what_waited_before_goes_on_waiting(
    qtbot: QtBot, queue: TrainingQueue, stage: Stage
) -> None:
    Queue().add(planned("old"))
    Queue().hold(True)
    queue.begin(planned("with", "without"), "colour")
    qtbot.waitUntil(lambda: stage.begun == ["with"])
    end(queue, stage)
    qtbot.waitUntil(lambda: stage.begun == ["with", "without"])
    end(queue, stage)
    qtbot.waitUntil(lambda: queue.is_quiet and states(queue) == [("old", "waiting")])
    assert not queue.is_about_to_begin


def test_that_a_group_has_its_turn_where_the_queue_is_at_work(qtbot: QtBot, queue: TrainingQueue, stage: Stage) -> None:
    queue.add(planned("a", "b"))
    qtbot.waitUntil(lambda: stage.begun == ["a"])
    queue.begin(planned("with"), "colour")
    end(queue, stage)
    qtbot.waitUntil(lambda: stage.begun == ["a", "b"])
    end(queue, stage)
    qtbot.waitUntil(lambda: stage.begun == ["a", "b", "with"])


def test_that_after_a_stop_nothing_of_the_group_follows(qtbot: QtBot, queue: TrainingQueue, stage: Stage) -> None:
    queue.begin(planned("with", "without"), "colour")
    qtbot.waitUntil(lambda: stage.begun == ["with"])
    queue.stop()
    end(queue, stage)
    qtbot.waitUntil(lambda: queue.is_quiet)
    assert stage.begun == ["with"]
    assert states(queue) == [("without", "waiting")]


def test_that_a_group_that_a_killed_window_left_goes_on_with_what_was_done_before(
    qtbot: QtBot, queue: TrainingQueue, stage: Stage, tmp_path: Path
) -> None:
    for name in ("first", "second"):
        make_tested_run(tmp_path / name, np.arange(4) < 2, np.arange(4))
    Queue().add(planned("third"), "colour", [tmp_path / "first", tmp_path / "second"])
    queue.go_on()
    qtbot.waitUntil(lambda: stage.begun == ["third"])
    with qtbot.waitSignal(queue.group_over) as over:
        end(queue, stage)
    assert over.args[0].group.name == "colour"
    assert over.args[0].runs == (tmp_path / "first", tmp_path / "second"), "the third has left no folder"


def test_that_one_that_failed_is_trained_again_after_all_others(
    qtbot: QtBot, queue: TrainingQueue, stage: Stage
) -> None:
    queue.add(planned("a", "b"))
    qtbot.waitUntil(lambda: stage.begun == ["a"])
    end(queue, stage, Failure("The disk is full.", ""))
    qtbot.waitUntil(lambda: states(queue) == [("b", "running"), ("a", "failed")])
    queue.try_again(queue.contents.entries[1].id)
    qtbot.waitUntil(lambda: states(queue) == [("b", "running"), ("a", "waiting")])
    end(queue, stage)
    qtbot.waitUntil(lambda: stage.begun == ["a", "b", "a"])
