"""The queue in the window: added to while something trains, shown, changed, asked about, and carried out."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from simclr_gui.engine.planning.planned_training import PlannedTraining
from simclr_gui.engine.planning.queue import Queue
from simclr_gui.engine.runs.about import read_about
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.places import runs_dir
from simclr_gui.gui.parts.queue_strip import QueueStrip
from simclr_gui.state.experiment import Phase
from tests.gui.conftest import Shown
from tests.small import small_config


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
    assert strip.rows[0].state.text() == "failed: The disk is full."


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
