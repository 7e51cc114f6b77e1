"""What the monkey's census leaves out can indeed not be shown, and nothing else of its kind is left out."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from simclr_gui.engine.config.settings import SECTIONS, field_of
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.pages.map.knobs import Knobs
from simclr_gui.gui.pages.train.expert_view import ADVANCED
from simclr_gui.gui.parts.card import Card
from simclr_gui.gui.settings_form import SettingRow, SettingsForm
from simclr_gui.jobs.umap_process import UmapProcess
from simclr_gui.state.evaluation_requests import EvaluationRequests
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.feature_space import FeatureSpace
from tests.campaign.monkey.census import Census
from tests.campaign.monkey.never_shown import is_never_shown, takes_anything
from tests.campaign.monkey.targets import targets_in

EXPERT, VIEWS = "ExpertView>SettingsForm", "ViewsPage#page>SettingsForm"
WRONG = "?"  # no number, and as a folder one that is not there


def shown_form(qtbot: QtBot, section: str, *, explains: bool) -> SettingsForm:
    form = SettingsForm(section, Experiment(), advanced=ADVANCED[section], explains=explains)
    qtbot.addWidget(form)
    with qtbot.waitActive(form, timeout=30_000):
        form.show()
        form.activateWindow()
    form.more.setChecked(True)
    return form


def put_in_everything(row: SettingRow) -> bool:
    """Whether anything that a hand can put in leads to a note."""
    has_had_note = False
    for stop in row.editor.stops():
        if isinstance(stop, QComboBox):
            for place in range(stop.count()):
                stop.setCurrentIndex(place)
                stop.activated.emit(place)
                has_had_note |= row.has_note
        elif isinstance(stop, QLineEdit):
            for text in (WRONG, ""):
                stop.setText(text)
                stop.editingFinished.emit()
                has_had_note |= row.has_note
    return has_had_note


@pytest.mark.parametrize("section", SECTIONS)
def test_that_a_setting_is_noted_on_where_anything_can_be_wrong_with_it(
    section: str, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    form = shown_form(qtbot, section, explains=True)
    if section == "data":
        form._experiment.change_config({"data.source": "folder", "data.folder": tmp_path})
    for name, row in form.rows.items():
        takes_all = takes_anything(field_of(f"{section}.{name}"))
        assert is_never_shown(f"{EXPERT} {section}/SettingRow {name}/note") == takes_all
        if name != "source":  # last: its choice is undone by others
            assert put_in_everything(row) != takes_all, name
    if section == "data":
        assert not put_in_everything(form.row("source"))


def test_that_the_settings_of_maps_are_noted_on_where_anything_can_be_wrong_with_them(
    qtbot: QtBot, qapp: QApplication
) -> None:
    theme = Theme(qapp)
    experiment = Experiment()
    knobs = Knobs(EvaluationRequests(experiment, FeatureSpace(), UmapProcess(Path("nowhere"))), theme)
    qtbot.addWidget(knobs)
    knobs.show()
    for name, row in knobs.rows.items():
        assert put_in_everything(row) != is_never_shown(f"Tools>QMenu/Knobs#card/SettingRow {name}/note")
        assert row.help.isHidden()
        assert is_never_shown(f"Tools>QMenu/Knobs#card/SettingRow {name}/help")


def test_that_only_a_form_that_explains_shows_help(qtbot: QtBot) -> None:
    for owner, explains in ((VIEWS, False), (EXPERT, True)):
        form = shown_form(qtbot, "views", explains=explains)
        for name, row in form.rows.items():
            row.editor.stops()[-1].setFocus(Qt.FocusReason.TabFocusReason)
            assert row.help.isHidden() != explains
            assert is_never_shown(f"{owner} views/SettingRow {name}/help") != explains


@pytest.mark.parametrize("section", SECTIONS)
def test_that_only_a_form_that_folds_something_away_can_be_unfolded(section: str, qtbot: QtBot) -> None:
    form = shown_form(qtbot, section, explains=True)
    assert is_never_shown(f"{EXPERT} {section}/QPushButton") == form.more.isHidden()
    assert SettingsForm(section, Experiment()).more.isHidden()
    assert is_never_shown(f"{VIEWS} {section}/QPushButton")


def test_that_what_is_never_shown_is_not_missed() -> None:
    census = Census(there={f"{EXPERT} data/SettingRow classes/{part}" for part in ("note", "help")})
    assert census.missing == {f"{EXPERT} data/SettingRow classes/help"}


def test_that_rows_of_settings_are_called_by_their_names(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    view = window
    for _ in range(4):  # as deep as on a page
        view = QWidget(view)
    SettingsForm("budget", Experiment(), view)
    keys = {target.key for target in targets_in(window, visible_only=False)}
    assert {f"QWidget>SettingsForm budget/SettingRow seconds/{part}" for part in ("note", "help")} <= keys


def test_that_the_title_of_a_card_is_missed_only_where_it_has_one(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    cards = Card("", window), Card("A title", window)
    widgets = [target.widget for target in targets_in(window, visible_only=False)]
    assert [card.title in widgets for card in cards] == [False, True]
    cards[0].title.setText("Later")
    assert cards[0].title in [target.widget for target in targets_in(window, visible_only=False)]
