"""The box of earlier runs: chosen by mouse and by keyboard, and told apart though their names are long."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.gui.parts.run_box import RunBox
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.other_run import OtherCurves
from simclr_gui.state.run_library import RunLibrary
from tests.listed import read_runs, wait_until_quiet
from tests.small import SMALL, train_small

NAMES = ("2026-11-25-202003-shapes-with-colour", "2026-11-25-202003-shapes-without-colour")


@pytest.fixture
def box(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunBox]:
    monkeypatch.setattr("simclr_gui.engine.listing.run_list.runs_dir", lambda: tmp_path)
    for name in NAMES:
        train_small(tmp_path / name)
    other, library = OtherCurves(), RunLibrary()
    experiment = Experiment()
    box = RunBox(other, experiment, library, "Compare with…", "Another run")
    read_runs(library, qtbot)
    box.kept, box.experiment = other, experiment  # type: ignore[attr-defined]
    qtbot.addWidget(box)
    box.show()
    qtbot.waitExposed(box)
    yield box
    wait_until_quiet(library, qtbot)


def chosen(box: RunBox) -> Callable[[], bool]:
    other = box.kept  # type: ignore[attr-defined]
    return lambda: other.run_dir is not None and other.is_quiet


@pytest.mark.parametrize("has_focus", [False, True])
@pytest.mark.parametrize("place", [1, 2])
def test_that_the_run_that_was_clicked_is_chosen(box: RunBox, qtbot: QtBot, place: int, *, has_focus: bool) -> None:
    if has_focus:
        box.setFocus()
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: box.view().isVisible() and box.count() == 3, timeout=5_000)
    name = Path(box.itemData(place)).name
    qtbot.wait(QApplication.doubleClickInterval() + 100)  # a click that follows at once is the one that opened the list
    where = box.view().visualRect(box.model().index(place, 0)).center()
    QTest.mouseClick(box.view().viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.waitUntil(chosen(box), timeout=10_000)
    assert box.kept.run_dir.name == name  # type: ignore[attr-defined]
    assert Path(box.currentData()).name == name


def test_that_the_arrow_keys_choose_too(box: RunBox, qtbot: QtBot) -> None:
    box.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: box.count() == 3, timeout=5_000)
    QTest.keyClick(box, Qt.Key.Key_Down)
    qtbot.waitUntil(chosen(box), timeout=10_000)
    assert box.currentIndex() == 1


def test_that_long_names_are_told_apart(box: RunBox) -> None:
    box.list_runs()
    texts = [box.itemText(place) for place in (1, 2)]
    assert len(set(texts)) == 2
    assert all("colour" in text for text in texts)
    assert {Path(box.itemData(place)).name for place in (1, 2)} == set(NAMES)
    for place in (1, 2):
        assert Path(box.itemData(place)).name in box.itemData(place, Qt.ItemDataRole.ToolTipRole)


def test_that_the_run_that_is_shown_is_not_offered_beside_itself(box: RunBox, tmp_path: Path) -> None:
    box.experiment.begin(tmp_path / NAMES[0])  # type: ignore[attr-defined]
    box.list_runs()
    assert [Path(box.itemData(place)).name for place in range(1, box.count())] == [NAMES[1]]


def test_that_a_long_name_is_told_in_full_by_the_list_and_the_tip(box: RunBox, qtbot: QtBot, tmp_path: Path) -> None:
    tip = box.toolTip()
    box.setFixedWidth(150)
    box.kept.choose(RunFolder(tmp_path / NAMES[1]).path)  # type: ignore[attr-defined]
    qtbot.waitUntil(chosen(box), timeout=10_000)
    assert (tip, NAMES[1] in box.toolTip()) == ("Another run", True)
    box.showPopup()
    widest = max(box.fontMetrics().horizontalAdvance(box.itemText(place)) for place in range(box.count()))
    assert box.view().viewport().width() >= widest
    box.hidePopup()


def test_that_a_box_without_another_run_is_closed_and_says_why(box: RunBox, tmp_path: Path, qtbot: QtBot) -> None:
    library, experiment = RunLibrary(), Experiment()
    alone = RunBox(OtherCurves(), experiment, library, "Compare with…", "Another run")
    qtbot.addWidget(alone)
    assert (alone.isEnabled(), alone.toolTip()) == (False, "There is no other run yet")
    read_runs(library, qtbot)
    assert (alone.isEnabled(), alone.toolTip()) == (True, "Another run")
    shutil.rmtree(tmp_path / NAMES[0])
    experiment.begin(tmp_path / NAMES[1])
    read_runs(library, qtbot)
    assert not alone.isEnabled(), "the run that is shown is no other"


def test_that_a_closed_box_opens_as_the_mouse_comes_if_a_run_was_trained_meanwhile(qtbot: QtBot, box: RunBox) -> None:
    library = RunLibrary()
    closed = RunBox(OtherCurves(), Experiment(), library, "Compare with…", "Another run")
    qtbot.addWidget(closed)
    at = QPointF(5, 5)
    QApplication.sendEvent(closed, QEnterEvent(at, at, at))
    qtbot.waitUntil(closed.isEnabled, timeout=20_000)
    wait_until_quiet(library, qtbot)


def test_that_what_it_says_without_a_choice_is_not_cut(box: RunBox, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    kept = QFontMetrics.elidedText

    def elided(metrics: QFontMetrics, *wanted: Any) -> str:
        drawn.append(kept(metrics, *wanted))
        return drawn[-1]

    monkeypatch.setattr(QFontMetrics, "elidedText", elided)
    box.resize(box.sizeHint())
    box.grab()
    assert drawn == ["Compare with…"]


def test_that_a_box_that_is_made_anew_shows_what_is_chosen(box: RunBox, qtbot: QtBot, tmp_path: Path) -> None:
    other = box.kept  # type: ignore[attr-defined]
    other.choose(RunFolder(tmp_path / NAMES[0]).path)
    qtbot.waitUntil(chosen(box), timeout=10_000)
    again = RunBox(other, Experiment(), RunLibrary(), "Compare with…", "Another run")
    qtbot.addWidget(again)
    assert Path(again.currentData()).name == NAMES[0]
    assert SMALL.data.source == "shapes"
