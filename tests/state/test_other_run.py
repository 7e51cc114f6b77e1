"""The earlier run behind the curves: chosen, exchanged while it is read, and given up."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from simclr_gui.state.other_run import OtherCurves
from tests.small import SMALL, train_small


@pytest.fixture
def other(qtbot: QtBot) -> Iterator[OtherCurves]:
    """It outlives its threads, as it does in the window."""
    other = OtherCurves()
    yield other
    qtbot.waitUntil(lambda: other.is_quiet)
    qtbot.wait(20)


def test_that_the_curves_of_an_earlier_run_are_read(other: OtherCurves, qtbot: QtBot, tmp_path: Path) -> None:
    train_small(tmp_path / "run", SMALL)
    with qtbot.waitSignal(other.changed, timeout=20_000):
        other.choose(tmp_path / "run")
    assert len(other.curves.steps) == 8
    with qtbot.waitSignals([other.changed, other.became_quiet]):
        other.choose(None)
    assert len(other.curves.steps) == 0


def test_that_the_last_choice_counts_also_when_it_is_none(other: OtherCurves, qtbot: QtBot, tmp_path: Path) -> None:
    train_small(tmp_path / "run", SMALL)
    with qtbot.waitSignal(other.became_quiet, timeout=20_000):
        other.choose(tmp_path / "run")
        other.choose(None)
    assert other.run_dir is None
    assert len(other.curves.steps) == 0


def test_that_a_folder_that_is_no_run_is_told_and_the_next_choice_is_read(
    other: OtherCurves, qtbot: QtBot, tmp_path: Path
) -> None:
    train_small(tmp_path / "run", SMALL)
    with qtbot.waitSignal(other.failed, timeout=20_000):
        other.choose(tmp_path / "nothing")
        other.choose(tmp_path / "run")
    qtbot.waitUntil(lambda: len(other.curves.steps) == 8, timeout=20_000)
    assert other.run_dir == tmp_path / "run"


def test_that_a_closed_other_becomes_quiet(other: OtherCurves, qtbot: QtBot, tmp_path: Path) -> None:
    train_small(tmp_path / "run", SMALL)
    other.choose(tmp_path / "run")
    with qtbot.waitSignal(other.became_quiet, timeout=20_000):
        other.close()
    assert other.is_quiet
