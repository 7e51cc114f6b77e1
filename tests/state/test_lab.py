"""The lab of views as the window knows it: whose wishes are granted, and when."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import ViewsInspected
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.lab import Lab
from tests.small import SMALL


@pytest.fixture
def lab(qtbot: QtBot) -> Iterator[Lab]:
    """A lab that is looked at, and has drawn once."""
    experiment = Experiment()
    experiment.replace_config(SMALL)
    lab = Lab(experiment)
    lab.experiment = experiment  # type: ignore[attr-defined]
    lab.set_watched(True)
    with qtbot.waitSignal(lab.became_quiet, timeout=20_000):
        lab.open()
    yield lab
    lab.close()
    qtbot.waitUntil(lambda: lab.is_quiet)


def drawn(lab: Lab) -> ViewsInspected:
    assert lab.latest is not None
    return lab.latest


def test_that_a_changed_setting_draws_anew_with_the_same_random_numbers(lab: Lab, qtbot: QtBot) -> None:
    before = drawn(lab)
    with qtbot.waitSignal(lab.became_quiet):
        lab.experiment.change_config({"views.hue": 0.0})  # type: ignore[attr-defined]
    after = drawn(lab)
    assert after.first.crop == before.first.crop
    assert {step.name: step.amount for step in after.first.steps}["hue"] is None


def test_that_of_many_wishes_the_last_one_is_granted(lab: Lab, qtbot: QtBot) -> None:
    granted: list[int] = []
    lab.inspected.connect(lambda: granted.append(drawn(lab).number))
    with qtbot.waitSignal(lab.became_quiet):
        for number in range(1, 20):
            lab.show_picture(number)
    assert granted[-1] == 19
    assert len(granted) <= 3


def test_that_the_draw_stays_for_other_pictures_where_it_is_kept(lab: Lab, qtbot: QtBot) -> None:
    crop = drawn(lab).first.crop
    lab.keeps_draw = True
    with qtbot.waitSignal(lab.became_quiet):
        lab.show_picture(1)
    assert drawn(lab).first.crop == crop
    lab.keeps_draw = False
    with qtbot.waitSignal(lab.became_quiet):
        lab.show_picture(2)
    assert drawn(lab).first.crop != crop


def test_that_pictures_go_round_at_both_ends(lab: Lab, qtbot: QtBot) -> None:
    with qtbot.waitSignal(lab.became_quiet):
        lab.show_picture(-1)
    assert lab.number == drawn(lab).pictures - 1
    with qtbot.waitSignal(lab.became_quiet):
        lab.show_picture(lab.number + 1)
    assert lab.number == 0


def test_that_a_broken_file_is_told_and_the_picture_stays(lab: Lab, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "broken.png").write_bytes(b"")
    before = drawn(lab)
    with qtbot.waitSignal(lab.failed) as failed:
        lab.show_file(tmp_path / "broken.png")
    assert "broken.png cannot be shown: empty" in failed.args[0].sentence
    qtbot.waitUntil(lambda: lab.is_quiet)
    with qtbot.waitSignal(lab.became_quiet):
        lab.draw_again()
    assert drawn(lab).number == before.number


def test_that_for_nobody_nothing_is_drawn(lab: Lab, qtbot: QtBot) -> None:
    lab.set_watched(False)
    before = drawn(lab)
    lab.draw_again()
    qtbot.wait(50)
    assert drawn(lab) is before
    assert lab.is_quiet


def test_that_a_lab_that_is_closed_while_it_draws_becomes_quiet_for_good(lab: Lab, qtbot: QtBot) -> None:
    lab.draw_again()
    lab.draw_again()
    with qtbot.waitSignal(lab.became_quiet):
        lab.close()
    assert lab.is_quiet
