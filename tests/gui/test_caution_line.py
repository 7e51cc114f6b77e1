"""The line above Start: what speaks against the settings, and the button that mends it."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from simclr_gui.gui.pages.train.caution_line import CautionLine
from simclr_gui.state.experiment import Phase
from tests.gui.conftest import Shown


@pytest.fixture
def line(shown: Shown) -> CautionLine:
    found = shown.window.pages.train.findChild(CautionLine)
    assert isinstance(found, CautionLine)
    return found


def choose(shown: Shown, qtbot: QtBot, changes: dict[str, object]) -> None:
    shown.session.experiment.change_config(changes)
    qtbot.waitUntil(lambda: shown.session.foresight.is_quiet)


def test_that_it_is_not_there_while_nothing_speaks_against_the_settings(
    shown: Shown, qtbot: QtBot, line: CautionLine
) -> None:
    qtbot.waitUntil(lambda: shown.session.foresight.is_quiet)
    assert line.isHidden()


def test_that_one_click_mends_what_it_says(shown: Shown, qtbot: QtBot, line: CautionLine) -> None:
    choose(shown, qtbot, {"optimisation.temperature": 0.05})
    assert line.isVisible()
    assert line.words.text() == "Temperature: 0.05 is below the usual 0.1 to 0.5."
    assert line.button.text() == "Use 0.1"
    qtbot.mouseClick(line.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(line.isHidden)
    assert shown.session.experiment.config.optimisation.temperature == 0.1


def test_that_the_gravest_comes_first_and_the_next_one_when_it_is_mended(
    shown: Shown, qtbot: QtBot, line: CautionLine
) -> None:
    changes = {"optimisation.temperature": 0.05, "optimisation.batch_size": 128, "data.train_images": 100}
    choose(shown, qtbot, changes)
    qtbot.waitUntil(lambda: line.button.text() == "Use batch 64")
    qtbot.mouseClick(line.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: line.button.text() == "Use 0.1")


def test_that_it_is_silent_while_something_is_trained(shown: Shown, qtbot: QtBot, line: CautionLine) -> None:
    choose(shown, qtbot, {"optimisation.temperature": 0.05})
    shown.session.experiment.set_phase(Phase.TRAINING)
    assert line.isHidden()
