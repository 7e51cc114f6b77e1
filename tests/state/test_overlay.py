"""The earlier run behind the curves: chosen, exchanged while it is read, and given up."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from simclr_gui.state.overlay import Overlay
from tests.small import SMALL, train_small


@pytest.fixture
def overlay(qtbot: QtBot) -> Iterator[Overlay]:
    """It outlives its threads, as it does in the window."""
    overlay = Overlay()
    yield overlay
    qtbot.waitUntil(lambda: overlay.is_quiet)
    qtbot.wait(20)


def test_that_the_curves_of_an_earlier_run_are_read(overlay: Overlay, qtbot: QtBot, tmp_path: Path) -> None:
    train_small(tmp_path / "run", SMALL)
    with qtbot.waitSignal(overlay.changed, timeout=20_000):
        overlay.choose(tmp_path / "run")
    assert len(overlay.curves.steps) == 8
    with qtbot.waitSignals([overlay.changed, overlay.became_quiet]):
        overlay.choose(None)
    assert len(overlay.curves.steps) == 0


def test_that_the_last_choice_counts_also_when_it_is_none(overlay: Overlay, qtbot: QtBot, tmp_path: Path) -> None:
    train_small(tmp_path / "run", SMALL)
    with qtbot.waitSignal(overlay.became_quiet, timeout=20_000):
        overlay.choose(tmp_path / "run")
        overlay.choose(None)
    assert overlay.run_dir is None
    assert len(overlay.curves.steps) == 0


def test_that_a_folder_that_is_no_run_is_told_and_the_next_choice_is_read(
    overlay: Overlay, qtbot: QtBot, tmp_path: Path
) -> None:
    train_small(tmp_path / "run", SMALL)
    with qtbot.waitSignal(overlay.failed, timeout=20_000):
        overlay.choose(tmp_path / "nothing")
        overlay.choose(tmp_path / "run")
    qtbot.waitUntil(lambda: len(overlay.curves.steps) == 8, timeout=20_000)
    assert overlay.run_dir == tmp_path / "run"


def test_that_a_closed_overlay_becomes_quiet(overlay: Overlay, qtbot: QtBot, tmp_path: Path) -> None:
    train_small(tmp_path / "run", SMALL)
    overlay.choose(tmp_path / "run")
    with qtbot.waitSignal(overlay.became_quiet, timeout=20_000):
        overlay.close()
    assert overlay.is_quiet
