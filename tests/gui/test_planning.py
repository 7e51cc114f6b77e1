"""Several trainings are planned in a dialog, and a run is trained for longer, by way of the queue."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from simclr_gui.engine.planning.queue import Queue
from simclr_gui.engine.planning.recipes import GRID, RECIPES
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.gui.longer_dialog import LongerDialog
from simclr_gui.gui.pages.names import RUNS
from simclr_gui.gui.plan_dialog import PlanDialog
from simclr_gui.state.experiment import Phase
from tests.gui.conftest import Shown
from tests.small import small_config


@pytest.fixture
def dialog(shown: Shown, qtbot: QtBot) -> PlanDialog:
    shown.session.stream._is_closed = True  # nothing begins: there is no engine
    shown.window.menu.plan.trigger()
    found = shown.window.findChild(PlanDialog)
    assert isinstance(found, PlanDialog)
    qtbot.waitUntil(lambda: shown.session.planning.is_quiet)
    return found


def choose(dialog: PlanDialog, shown: Shown, qtbot: QtBot, recipe: str) -> None:
    dialog.recipe.setCurrentIndex(dialog.recipe.findData(recipe))
    dialog.recipe.activated.emit(dialog.recipe.currentIndex())
    qtbot.waitUntil(lambda: shown.session.planning.is_quiet)


def names_in(dialog: PlanDialog) -> list[str]:
    return [dialog.table.item(line, 0).text() for line in range(dialog.table.rowCount())]


def test_that_every_recipe_is_offered_and_shows_its_runs(dialog: PlanDialog, shown: Shown, qtbot: QtBot) -> None:
    assert [dialog.recipe.itemData(place) for place in range(dialog.recipe.count())] == [*RECIPES, GRID]
    config = shown.session.experiment.config
    for name, recipe in RECIPES.items():
        choose(dialog, shown, qtbot, name)
        assert names_in(dialog) == [str(training.name) for training in recipe.make(config).trainings]
        assert dialog.add_button.isEnabled()


def test_that_what_is_shown_is_added_to_the_queue(dialog: PlanDialog, shown: Shown, qtbot: QtBot) -> None:
    choose(dialog, shown, qtbot, "colour")
    assert dialog.summary.text().startswith("2 trainings.")
    qtbot.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(Queue().contents().entries) == 2)
    entries = Queue().contents().entries
    assert [entry.training.name for entry in entries] == ["with colour changes", "without colour changes"]
    assert [entry.training.tags for entry in entries] == [("colour",), ("colour",)]
    assert "2 trainings added to the queue." in shown.window.banner.sentence.text()


def test_that_a_grid_is_typed(dialog: PlanDialog, shown: Shown, qtbot: QtBot) -> None:
    choose(dialog, shown, qtbot, GRID)
    dialog.values[0].clear()
    qtbot.keyClicks(dialog.values[0], "0.1, 0.2")
    qtbot.keyClicks(dialog.values[1], "16,32,64")
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 6)
    assert names_in(dialog)[0] == "Temperature 0.1, Batch 16"


def test_that_a_value_that_does_not_fit_is_told(dialog: PlanDialog, shown: Shown, qtbot: QtBot) -> None:
    choose(dialog, shown, qtbot, GRID)
    dialog.values[0].clear()
    qtbot.keyClicks(dialog.values[0], "warm")
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 0 and "warm" in dialog.summary.text())
    assert not dialog.add_button.isEnabled()


def test_that_a_run_is_trained_for_longer(shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    assert not shown.window.menu.longer.isEnabled()
    config = small_config()
    folder = RunFolder.create(tmp_path / "first", config)
    shown.session.stream._is_closed = True
    shown.session.experiment.begin(folder.path, config=config)
    shown.session.experiment.set_phase(Phase.DONE)
    shown.window.requests.planning.train_longer()
    dialog = shown.window.findChild(LongerDialog)
    assert isinstance(dialog, LongerDialog)
    dialog.time.setCurrentIndex(dialog.time.findData(300.0))
    qtbot.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(Queue().contents().entries) == 1)
    training = Queue().contents().entries[0].training
    assert training.parent == folder.path
    assert training.name == "first, longer"
    assert training.config.budget.seconds == 300
    assert training.config.machine.seed == config.machine.seed + 1


@pytest.fixture
def listed(shown: Shown, qtbot: QtBot, home: Path) -> Path:
    """A stopped run on the Runs page, which nobody has opened."""
    folder = RunFolder.create(home / "runs" / "a", small_config(optimisation__temperature=0.3))
    folder.write_status("stopped")
    shown.session.stream._is_closed = True
    shown.window.show_page(RUNS)
    qtbot.waitUntil(lambda: shown.window.pages.runs.selected() is not None)
    return folder.path


def test_that_a_run_of_the_list_is_trained_for_longer_without_being_opened(
    shown: Shown, listed: Path, qtbot: QtBot
) -> None:
    shown.window.pages.runs.run_actions.longer.trigger()
    dialog = shown.window.findChild(LongerDialog)
    assert isinstance(dialog, LongerDialog)
    qtbot.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(Queue().contents().entries) == 1)
    training = Queue().contents().entries[0].training
    assert (training.parent, training.name) == (listed, "a, longer")
    assert training.config.optimisation.temperature == 0.3
    assert shown.session.experiment.run_dir is None


def test_that_trainings_are_planned_from_a_run_of_the_list(shown: Shown, listed: Path, qtbot: QtBot) -> None:
    shown.window.pages.runs.run_actions.plan.trigger()
    dialog = shown.window.findChild(PlanDialog)
    assert isinstance(dialog, PlanDialog)
    assert dialog.windowTitle() == "Plan several trainings with the settings of a"
    qtbot.waitUntil(lambda: shown.session.planning.foreseen is not None)
    foreseen = shown.session.planning.foreseen
    assert foreseen is not None
    assert {each.config.optimisation.temperature for each in foreseen.series.trainings} == {0.3}
    dialog.close()
    shown.window.menu.plan.trigger()
    qtbot.waitUntil(lambda: shown.session.planning.foreseen not in (None, foreseen))
    current = shown.session.planning.foreseen
    assert current is not None
    usual = shown.session.experiment.config.optimisation.temperature
    assert {each.config.optimisation.temperature for each in current.series.trainings} == {usual}


def test_that_a_run_that_is_trained_is_not_trained_for_longer(shown: Shown, listed: Path, qtbot: QtBot) -> None:
    RunFolder(listed).write_status("running")
    shown.session.library.refresh()
    actions = shown.window.pages.runs.run_actions
    qtbot.waitUntil(lambda: not actions.longer.isEnabled())
    assert actions.plan.isEnabled()
