"""The queue in the window: added to while something trains, shown, changed, asked about, and carried out."""

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.evaluation.ranking import best_first
from simclr_gui.engine.events import RunEnded, RunStarted
from simclr_gui.engine.planning.planned_training import PlannedTraining
from simclr_gui.engine.planning.queue import Queue
from simclr_gui.engine.planning.queue_entry import Group, GroupOver, GroupRun, QueueContents, QueueEntry
from simclr_gui.engine.runs.about import read_about
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.places import runs_dir
from simclr_gui.gui.parts import queue_strip
from simclr_gui.gui.parts.queue_strip import QueueStrip
from simclr_gui.gui.words.queue import end_words, facts_words, group_words
from simclr_gui.jobs.player import Failure
from simclr_gui.state.experiment import Phase
from tests.gui.conftest import Shown
from tests.small import small_config
from tests.tested_runs import make_tested_run


def planned(*names: str) -> list[PlannedTraining]:
    return [PlannedTraining(small_config(optimisation__temperature=0.1), name, ("lecture",)) for name in names]


def read(shown: Shown, qtbot: QtBot, count: int) -> None:
    """The window knows of so many."""
    shown.session.queue.refresh()
    qtbot.waitUntil(lambda: len(shown.session.queue.contents.entries) == count)


@pytest.fixture
def strip(shown: Shown) -> QueueStrip:
    shown.window.show_page("runs")
    found = shown.window.pages.runs.findChild(QueueStrip)
    assert isinstance(found, QueueStrip)
    return found


def test_that_what_is_told_of_each_entry_is_made_once_when_the_queue_changes(
    strip: QueueStrip, shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    monkeypatch.setattr(queue_strip, "facts_words", lambda training, _expected: made.append(training.name) or "facts")
    shown.session.queue.add(planned("one", "two"))
    qtbot.waitUntil(lambda: len(strip.rows) == 2)
    made.clear()
    strip.show_queue()
    assert made == ["one", "two"]
    assert [row.facts.text() for row in strip.rows] == ["facts", "facts"]


def test_that_start_adds_to_the_queue_while_something_trains(shown: Shown, qtbot: QtBot) -> None:
    header, experiment = shown.window.header, shown.session.experiment
    assert header.queue_button.isHidden()
    experiment.set_phase(Phase.TRAINING)
    assert not header.queue_button.isHidden()
    assert (header.main_button.text(), header.queue_button.text()) == ("Pause", "Add to queue")
    shown.session.stream._is_closed = True  # something is in progress, were there an engine
    qtbot.mouseClick(header.queue_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(shown.session.queue.contents.entries) == 1)
    assert shown.session.queue.contents.entries[0].training.config == experiment.config
    assert header.next.text() == "Queue: 1 waiting"
    assert "Added to the queue" in shown.window.banner.sentence.text()
    experiment.set_phase(Phase.EVALUATING)
    assert header.queue_button.isHidden()
    assert header.main_button.text() == "Add to queue"
    qtbot.mouseClick(header.main_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: header.next.text() == "Queue: 2 waiting")


def test_that_a_second_click_on_start_adds_nothing(shown: Shown, qtbot: QtBot) -> None:
    shown.session.start()
    assert shown.session.experiment.phase is Phase.PREPARING
    assert not shown.window.header.main_button.isEnabled()
    shown.session.start()
    qtbot.waitUntil(lambda: shown.session.queue.is_quiet)
    assert Queue().contents().entries == ()
    shown.session.stop()


def test_that_a_setting_that_does_not_fit_is_not_added(shown: Shown, qtbot: QtBot) -> None:
    shown.session.experiment.set_phase(Phase.TRAINING)
    shown.session.experiment.note_unfit("data.side_px", "Image side cannot be 1.")  # type: ignore[arg-type]
    shown.window.header.queue_button.click()
    qtbot.waitUntil(lambda: shown.session.queue.is_quiet)
    assert Queue().contents().entries == ()
    assert "does not fit" in shown.window.banner.sentence.text()


def test_that_the_strip_is_hidden_until_something_waits(shown: Shown, qtbot: QtBot, strip: QueueStrip) -> None:
    assert strip.isHidden()
    Queue().add(planned("no colour"))
    read(shown, qtbot, 1)
    assert not strip.isHidden()
    assert strip.summary.text() == "Queue: 1 waiting"
    (line,) = strip.rows
    assert line.title.text() == "no colour"
    assert "Temperature 0.1" in line.facts.text()
    assert not line.up.isEnabled()
    assert not line.down.isEnabled()
    line.drop.click()
    qtbot.waitUntil(strip.isHidden)


def test_that_rows_are_moved_with_their_buttons(shown: Shown, qtbot: QtBot, strip: QueueStrip) -> None:
    Queue().add(planned("a", "b", "c"))
    read(shown, qtbot, 3)
    strip.rows[2].up.click()
    qtbot.waitUntil(lambda: [line.title.text() for line in strip.rows] == ["a", "c", "b"])
    strip.rows[0].down.click()
    qtbot.waitUntil(lambda: [line.title.text() for line in strip.rows] == ["c", "a", "b"])
    assert [entry.training.name for entry in Queue().contents().entries] == ["c", "a", "b"]


def test_that_one_that_failed_says_why(shown: Shown, qtbot: QtBot, strip: QueueStrip) -> None:
    entries = Queue().add(planned("a", "b"))
    Queue().fail(entries[0].id, "The disk is full.")
    read(shown, qtbot, 2)
    assert strip.summary.text() == "Queue: 1 waiting, 1 failed"
    assert [line.title.text() for line in strip.rows] == ["b", "a"], "what failed stands below what is still to come"
    assert strip.rows[1].state.text() == "failed: The disk is full."
    assert strip.rows[1].up.isHidden(), "it has no turn"
    assert not strip.rows[0].down.isEnabled()
    assert strip.all_again.isHidden(), "its own button is enough"


def test_that_all_that_failed_are_tried_again_at_once(shown: Shown, qtbot: QtBot, strip: QueueStrip) -> None:
    Queue().hold(True)
    for entry in Queue().add(planned("a", "b", "c"))[:2]:
        Queue().fail(entry.id, "The disk is full.")
    read(shown, qtbot, 3)
    shown.session.stream._is_closed = True  # something is in progress, were there an engine: none of them begins
    strip.all_again.click()
    qtbot.waitUntil(lambda: [entry.state for entry in Queue().contents().entries] == ["waiting"] * 3)
    assert [entry.training.name for entry in Queue().contents().entries] == ["c", "a", "b"]


def click(button: QWidget, qtbot: QtBot) -> None:
    """With the mouse, at its place in the window, where nothing may cover it."""
    window, place = button.window(), button.mapTo(button.window(), button.rect().center())
    assert window.childAt(place) is button
    qtbot.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)


def test_that_one_click_tries_again_what_failed(shown: Shown, qtbot: QtBot, strip: QueueStrip) -> None:
    shown.session.stream._is_closed = True  # nothing begins: there is no engine
    entries = Queue().add(planned("a", "b"))
    Queue().fail(entries[0].id, "The disk is full.")
    read(shown, qtbot, 2)
    waiting, failed = strip.rows
    assert failed.again.isVisible()
    assert not waiting.again.isVisible()
    click(failed.again, qtbot)
    qtbot.waitUntil(lambda: not any(line.again.isVisible() for line in strip.rows))
    assert [line.title.text() for line in strip.rows] == ["b", "a"]
    again = Queue().contents().entries[1]
    assert (again.state, again.training) == ("waiting", entries[0].training)


def measured_run(path: Path, *, epochs: float, seconds: float) -> None:
    """A run like those planned, trained on this machine."""
    folder = RunFolder.create(path, planned("")[0].config)
    began = RunStarted(
        "", "shapes", (), 100, 50, 32, "resnet18-thin", "thin", 128, 1, "CPU", "float32", 10, 0, 0.0, 5.0, 1.0,
        ("stem",), 0.0,
    )  # fmt: skip
    ended = RunEnded("finished", 100, epochs, seconds, 0.0)
    lines = [json.dumps({"event": event.kind, **dataclasses.asdict(event)}) for event in (began, ended)]
    folder.events_file.write_text("\n".join(lines) + "\n")
    folder.write_status("finished")


def test_that_the_time_is_told_that_runs_like_it_took(shown: Shown, qtbot: QtBot, strip: QueueStrip) -> None:
    config = planned("")[0].config
    in_time = config_with(config, {"budget.epochs": None, "budget.seconds": 120.0})
    in_epochs = config_with(config, {"budget.epochs": 10})
    unknown = config_with(in_epochs, {"optimisation.batch_size": 8})
    Queue().add([PlannedTraining(each) for each in (in_time, in_epochs, unknown)])
    read(shown, qtbot, 3)
    qtbot.waitUntil(lambda: strip.expected.text() == "at least 2 min, 2 trainings of unknown length")
    assert strip.rows[0].facts.text().startswith("2 min")
    assert "about" not in strip.rows[1].facts.text()
    measured_run(runs_dir() / "measured", epochs=5 * config.data.train_images / 100, seconds=50)
    shown.session.library.refresh()
    qtbot.waitUntil(lambda: strip.rows[1].facts.text().startswith("10 epochs, about 1 min 40 s"))
    assert strip.expected.text().startswith("at least 3 min 40 s, 1 training")
    strip.rows[2].drop.click()
    qtbot.waitUntil(lambda: strip.expected.text() == "at least 3 min 40 s")
    shown.session.stream._is_closed = True
    shown.session.queue.go_on()
    qtbot.waitUntil(lambda: strip.expected.text().startswith("not before "))


def test_that_an_end_is_promised_only_where_the_time_of_scores_and_maps_is_known() -> None:
    assert end_words(100.0, 0, goes_on=True).startswith("done at about ")
    assert end_words(100.0, 0, goes_on=True, knows_tests=False).startswith("not before ")
    assert end_words(100.0, 0, goes_on=False) == "about 1 min 40 s"
    assert end_words(100.0, 0, goes_on=False, knows_tests=False) == "at least 1 min 40 s"


def test_that_one_with_a_name_tells_its_data_too() -> None:
    config = small_config()
    assert facts_words(PlannedTraining(config, "seed 1"), None).startswith("Shapes, ")
    assert not facts_words(PlannedTraining(config), None).startswith("Shapes")


def test_that_what_waits_scrolls_before_the_runs_do(shown: Shown, qtbot: QtBot, strip: QueueStrip) -> None:
    shown.window.resize(1280, 740)
    for number in range(5):
        RunFolder.create(runs_dir() / f"run {number}", small_config())
    Queue().add(planned("a", "b", "c", "d", "e"))
    read(shown, qtbot, 5)
    page = shown.window.pages.runs
    shown.session.library.refresh()
    qtbot.waitUntil(lambda: len(page.model.lines) == 5)
    qtbot.waitUntil(lambda: page.table.viewport().height() >= 3 * page.table.rowHeight(0))
    assert strip.area.height() >= 2 * strip.rows[0].height()
    assert strip.rect().contains(strip.area.geometry()), "nothing is cut"


def test_that_the_end_of_a_recipe_offers_to_compare_its_runs_the_best_first(shown: Shown, qtbot: QtBot) -> None:
    runs = [make_tested_run(runs_dir() / f"run {name}", np.arange(10) < name, np.arange(10) % 4) for name in (3, 9, 6)]
    over = GroupOver(Group.of_one_click("temperature"), best_first(runs))
    shown.session.queue.group_over.emit(over)
    banner = shown.window.banner
    assert banner.sentence.text() == "Temperature: 3 runs are done."
    (button,) = [each for each in banner.findChildren(QPushButton) if each.text() == "Compare them"]
    click(button, qtbot)
    assert shown.window.page == "compare"
    assert shown.session.comparison.paths == [runs[1], runs[2], runs[0]]
    qtbot.waitUntil(lambda: shown.session.comparison.is_quiet, timeout=20_000)


def test_that_of_many_runs_the_best_eight_are_compared(shown: Shown) -> None:
    over = GroupOver(Group.of_one_click("grid"), tuple(Path(f"/runs/{number}") for number in range(12)))
    offers: list[Failure] = []
    shown.session.offered.connect(offers.append)
    shown.session.queue.group_over.emit(over)
    ((proposal,),) = [failure.proposals for failure in offers]
    assert (proposal.words, proposal.compares) == ("Compare the best 8", over.runs[:8])


def test_that_it_is_told_which_of_several_is_in_progress() -> None:
    group = Group.of_one_click("temperature")
    first, second = (QueueEntry.waiting(training, group) for training in planned("temperature 0.1", "temperature 0.5"))
    done = (GroupRun(group, "/runs/a"),)
    contents = QueueContents((first, second), done=done, running=frozenset([first.id]))
    assert group_words(contents, first) == "Run 2 of 3: temperature 0.1. Next: temperature 0.5."
    assert group_words(QueueContents((second,), done=done), second) == "Run 2 of 2: temperature 0.5"
    alone = QueueEntry.waiting(planned("a")[0], Group())
    assert group_words(QueueContents((alone, first)), alone) == ""


def test_that_the_strip_folds_to_one_line(shown: Shown, qtbot: QtBot, strip: QueueStrip) -> None:
    Queue().add(planned("a", "b"))
    read(shown, qtbot, 2)
    strip.fold.click()
    assert strip.area.isHidden()
    assert not strip.summary.isHidden()
    strip.fold.click()
    assert not strip.area.isHidden()


def test_that_the_question_at_the_start_is_answered_in_the_banner(shown: Shown, qtbot: QtBot) -> None:
    Queue().add(planned("a", "b"))
    with qtbot.waitSignal(shown.session.queue.asked):
        shown.session.queue.open()
    banner = shown.window.banner
    assert banner.sentence.text() == "2 trainings wait in the queue."
    not_now = next(button for button in banner.findChildren(QPushButton) if button.text() == "Not now")
    not_now.click()
    assert banner.isHidden()
    qtbot.waitUntil(lambda: shown.session.queue.is_quiet)
    assert not shown.session.queue.goes_on
    assert shown.session.experiment.phase is Phase.IDLE


def test_that_what_waits_is_trained_evaluated_and_mapped_one_after_the_other(shown: Shown, qtbot: QtBot) -> None:
    session = shown.session
    session.load_engine()
    qtbot.waitUntil(lambda: session.is_loaded, timeout=60_000)
    form = session.experiment.config
    fails = PlannedTraining(small_config(optimisation__batch_size=500), "too large")
    session.queue.add([planned("first")[0], fails, planned("second")[0]])
    done = lambda: [entry.state for entry in session.queue.contents.entries] == ["failed"]  # noqa: E731
    qtbot.waitUntil(lambda: done() and session.experiment.phase is Phase.DONE, timeout=240_000)
    folders = [RunFolder(path) for path in sorted(runs_dir().iterdir())]
    assert [read_about(folder).name for folder in folders] == ["first", "second"]
    assert [read_about(folder).tags for folder in folders] == [("lecture",)] * 2
    assert all(folder.evaluation_file.exists() and list(folder.maps_dir.glob("*.npz")) for folder in folders)
    assert "A batch of 500 is larger" in shown.window.banner.sentence.text()
    assert session.experiment.config == form, "nobody has changed the settings in the form"


def test_that_a_training_that_was_interrupted_goes_on_where_it_was_saved(shown: Shown, qtbot: QtBot) -> None:
    session = shown.session
    session.load_engine()
    qtbot.waitUntil(lambda: session.is_loaded, timeout=60_000)
    session.queue.add([PlannedTraining(small_config(budget__epochs=100_000), "long")])
    qtbot.waitUntil(lambda: session.experiment.last_step is not None, timeout=120_000)
    with qtbot.waitSignal(session.left, timeout=60_000):
        session.leave()
    contents = Queue().contents()
    (entry,) = contents.entries
    assert contents.was_interrupted(entry)
    assert entry.run_dir is not None
    assert RunFolder(entry.run_dir).condition() == "stopped"
