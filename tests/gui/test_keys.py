"""The keyboard: nothing starts by accident, everything can be pressed, the keys are written somewhere."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.gui.keys import KeysDialog
from simclr_gui.gui.pages.registry import PAGES
from simclr_gui.state.experiment import Phase
from tests.gui.conftest import Shown
from tests.gui.test_pages import FEATURES, MAP, RUNS, VIEWS, texts
from tests.listed import wait_until_quiet
from tests.small import SMALL


def press(shown: Shown, key: Qt.Key, widget: QWidget | None = None) -> None:
    if widget is not None:
        widget.setFocus()
    QTest.keyClick(shown.window.focusWidget() or shown.window, key)


@pytest.mark.parametrize("page", [entry.name for entry in PAGES])
def test_that_space_starts_nothing_from_any_page(shown: Shown, page: str) -> None:
    started: list[bool] = []
    shown.window.header.start_requested.connect(lambda: started.append(True))
    shown.window.show_page(page)
    press(shown, Qt.Key.Key_Space)
    press(shown, Qt.Key.Key_Space, shown.window.header.main_button)
    assert started == []


def test_that_space_pauses_and_resumes_wherever_the_focus_has_no_use_for_it(shown: Shown) -> None:
    requests: list[str] = []
    shown.window.header.pause_requested.connect(lambda: requests.append("pause"))
    shown.window.header.go_on_requested.connect(lambda: requests.append("resume"))
    shown.session.experiment.set_phase(Phase.TRAINING)
    press(shown, Qt.Key.Key_Space, shown.window.header.main_button)
    press(shown, Qt.Key.Key_Space, shown.window.pages.train.tabs)
    shown.session.experiment.set_phase(Phase.PAUSED)
    press(shown, Qt.Key.Key_Space, shown.window.header.main_button)
    assert requests == ["pause", "resume", "resume"], "the second press finds it paused"
    shown.session.experiment.set_phase(Phase.IDLE)


def test_that_space_starts_nothing_from_any_button_that_trains(shown: Shown) -> None:
    window = shown.window
    started: list[str] = []
    window.header.start_requested.connect(lambda: started.append("start"))
    window.pages.views.comparison_requested.connect(lambda: started.append("twice"))
    window.pages.features.start_requested.connect(lambda: started.append("features"))
    for page, button in (
        (VIEWS, window.pages.views.settings.compare),
        (FEATURES, window.pages.features.empty_state.button),
    ):
        window.show_page(page)
        assert button.isVisible() and button.isEnabled()
        press(shown, Qt.Key.Key_Space, button)
    assert started == []
    press(shown, Qt.Key.Key_Return, window.pages.features.empty_state.button)
    assert started == ["features"], "the return key presses it"


def test_that_space_pauses_after_a_click_in_the_rail_and_presses_a_button_that_was_reached_by_keys(
    shown: Shown,
) -> None:
    requests: list[str] = []
    shown.window.header.pause_requested.connect(lambda: requests.append("pause"))
    shown.session.experiment.set_phase(Phase.TRAINING)
    views, features = (shown.window.rail.button(page) for page in (VIEWS, FEATURES))
    QTest.mouseClick(views, Qt.MouseButton.LeftButton)
    press(shown, Qt.Key.Key_Space)
    assert (shown.window.page, requests) == (VIEWS, ["pause"])
    press(shown, Qt.Key.Key_Space, features)
    assert (shown.window.page, requests) == (FEATURES, ["pause"])
    shown.session.experiment.set_phase(Phase.IDLE)


def test_that_the_focus_of_a_control_that_goes_falls_on_no_other(shown: Shown) -> None:
    button = shown.window.pages.train.setup.expert
    for go in (button.hide, lambda: button.setEnabled(False)):
        button.show()
        button.setEnabled(True)
        button.setFocus()
        go()
        assert shown.window.focusWidget() is shown.window.pages.train


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_that_a_button_is_pressed_by_space_and_return(shown: Shown, key: Qt.Key) -> None:
    button = shown.window.pages.train.setup.expert
    press(shown, key, button)
    assert button.isChecked()
    assert shown.session.experiment.phase is Phase.IDLE


def test_that_keys_that_a_field_takes_are_the_fields(shown: Shown) -> None:
    shown.window.show_page(MAP)
    field = shown.window.pages.map.maps.tools.search
    field.setEnabled(True)
    shown.window.pages.map.empty_state.show_content(True)
    field.setFocus()
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        QTest.keyClick(field, key)
    assert field.text() == "12"
    assert shown.window.page == MAP


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_that_the_keys_are_listed_at_a_key(shown: Shown, qtbot: QtBot, key: Qt.Key) -> None:
    press(shown, key)
    qtbot.waitUntil(lambda: bool(shown.window.findChildren(KeysDialog)), timeout=2_000)
    (dialog,) = shown.window.findChildren(KeysDialog)
    assert "Space" in texts(dialog) and "F11" in texts(dialog)
    dialog.close()


def test_that_every_control_can_be_reached_by_tab_and_has_a_name(shown: Shown) -> None:
    shown.window.pages.train.setup.expert.setChecked(True)
    window = shown.window
    for page in (entry.name for entry in PAGES):
        window.show_page(page)
        controls = [
            each
            for each in window.findChildren(QWidget)
            if isinstance(each, (QAbstractButton, QLineEdit)) and each.isVisible() and each.isEnabled()
        ]
        assert controls
        for control in controls:
            if control.objectName().startswith("qt_") or control.parent().objectName().startswith("qt_"):
                continue
            words = control.accessibleName() or getattr(control, "text", str)() or control.toolTip()
            assert words, f"{control} on page {page}"
            within = control.parent() is not None and control.parent().focusProxy() is control
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus or within, f"{words!r} on page {page}"


def test_that_a_click_on_the_rail_keeps_the_focus_there(shown: Shown, qtbot: QtBot) -> None:
    shown.window.activateWindow()
    button = shown.window.rail.button(MAP)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown.window.page == MAP
    assert shown.window.focusWidget() is button


def test_that_tab_stops_at_each_source_of_images_and_arrows_choose_none(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    setup = shown.window.pages.train.setup
    asked: list[bool] = []
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getExistingDirectory", lambda *_: asked.append(True) or "")
    shown.window.activateWindow()
    setup.shapes_button.setFocus()
    for button in (setup.folder_button, setup.published_button):
        QTest.keyClick(shown.window.focusWidget(), Qt.Key.Key_Tab)
        assert shown.window.focusWidget() is button
    setup.shapes_button.setFocus()
    for _ in range(3):
        QTest.keyClick(shown.window.focusWidget(), Qt.Key.Key_Right)
    assert asked == []
    press(shown, Qt.Key.Key_Return, setup.folder_button)
    assert asked == [True]
    assert [button.isChecked() for button in (setup.shapes_button, setup.folder_button)] == [True, False]


def test_that_escape_closes_all_settings_wherever_the_focus_is(shown: Shown) -> None:
    setup = shown.window.pages.train.setup
    for has_focus in ("search", "expert"):
        setup.expert.setChecked(True)
        expert = shown.window.pages.train.expert
        assert expert is not None
        press(shown, Qt.Key.Key_Escape, expert.search if has_focus == "search" else setup.expert)
        assert not expert.isVisible()
        assert not setup.expert.isChecked()
        assert shown.window.focusWidget() is setup.expert


def test_that_runs_are_whole_rows_for_the_keys(shown: Shown, qtbot: QtBot, home: Path) -> None:
    for name in ("2026-01-01-a", "2026-01-02-b"):
        RunFolder.create(home / "runs" / name, SMALL)
    shown.window.show_page(RUNS)
    wait_until_quiet(shown.session.library, qtbot)
    page = shown.window.pages.runs
    opened: list[Path] = []
    page.open_requested.disconnect()
    page.open_requested.connect(opened.append)
    shown.window.activateWindow()
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert len(page.table.selectionModel().selectedRows()) == 1
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert opened == [home / "runs" / "2026-01-01-a"]
    QTest.keyClick(page.table, Qt.Key.Key_Tab)
    assert shown.window.focusWidget() is page.open_button
