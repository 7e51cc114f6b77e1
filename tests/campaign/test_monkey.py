"""A monkey plays with the real window for a moment, and whoever watches it notices what goes wrong."""

import os
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from simclr_gui.engine.exchange.exporting import export_encoder
from simclr_gui.engine.listing.known_run import summarise
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.campaign.monkey import sessions
from tests.campaign.monkey.census import Census
from tests.campaign.monkey.places import Places
from tests.campaign.monkey.rare_scenes import RESULTS
from tests.campaign.monkey.sessions import Played, _too_little, play
from tests.campaign.monkey.sweeping import Sweeper, rank
from tests.campaign.monkey.targets import Target, is_covered, place_of, targets_in
from tests.campaign.monkey.watch import ALLOWED, Held, Injected, is_injected, leaks

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a session that hangs is ended by a signal of POSIX")
ACTIONS = 300


def test_that_a_monkey_finds_nothing_wrong_with_the_window(tmp_path: Path) -> None:
    played = play(tmp_path / "home", "1", ACTIONS)
    assert played.wrong == ""
    assert played.found["actions"] == ACTIONS
    assert len(played.found["reached"]) > ACTIONS / 10


@pytest.mark.parametrize(
    ("program", "status"), [("print(1)", 0), ("import os; os.abort()", -6), ("import time; time.sleep(600)", None)]
)
def test_that_a_session_that_dies_or_hangs_is_noticed(program: str, status: int | None, tmp_path: Path) -> None:
    journal = tmp_path / "journal.txt"
    journal.write_text("1 click\n")
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.DEVNULL) as process:
        assert sessions._watched(process, journal, patience_s=5 if status is None else 60) == status


def test_that_the_last_actions_are_told_of_a_session_that_died(tmp_path: Path) -> None:
    journal, told = tmp_path / "journal.txt", tmp_path / "told.txt"
    journal.write_text(
        "".join(f"{number} click\n" for number in range(30)) + '!"uncaught: KeyError"\n={"actions": 30}\n'
    )
    told.write_text("Segmentation fault")
    played = sessions._read(journal, told, status=-11)
    assert played.last == [f"{number} click" for number in range(10, 30)]
    assert (played.faults, played.found) == (["uncaught: KeyError"], {"actions": 30})
    assert played.wrong.startswith("ended with -11 after: 10 click | 11 click")
    assert Played(0, played.faults).wrong == "1 faults, the first: uncaught: KeyError"


def test_that_only_errors_of_the_monkey_itself_are_forgiven() -> None:
    cause = Injected("the monkey was here")
    error = KeyError("x")
    error.__cause__ = cause
    assert is_injected(cause)
    assert is_injected(error)
    assert not is_injected(KeyError("x"))


def test_that_what_grows_while_the_monkey_rests_is_a_leak() -> None:
    at_rest = Held(windows=80, widgets=1_000, threads=5, processes=1, files=12)
    more = replace(at_rest, files=12 + ALLOWED.files + 1)
    assert leaks([at_rest] * 4) == []
    assert leaks([at_rest, at_rest, more, at_rest]) == []
    assert leaks([at_rest, at_rest, more, more]) == [f"files grew from 12 to {more.files}"]


def test_that_a_widget_counts_as_reached_or_is_told_as_missing() -> None:
    keys = {"Window/Button", "Window/Box", "Window/QFileDialog/List", "Window/Table/QHeaderView1"}
    census = Census(there=keys | {"Window/Card"}, reached={"Window/Button"}, covered={"Window/Card"})
    assert census.missing == {"Window/Box"}
    assert census.share == 0.5
    assert Census(unmade={"Card", "DropSign"}).missing == {"class Card"}


def test_that_the_last_row_says_what_all_sessions_have_reached_together(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def play_made_up(home: Path, kind: str, actions: int) -> Played:
        found = {"actions": 100, "processor_s": 2.0, "slowest_ms": 90.0, "slowest": "7 click", "there": list("abcd")}
        return Played(
            0, ["a fault"] if kind == "4" else [], found=found | {"reached": [{"3": "b", "4": "c"}.get(kind, "a")]}
        )

    monkeypatch.setattr(sessions, "play", play_made_up)
    monkeypatch.setattr(sessions, "SWEEPS", {"sweep of a page": None})
    sweep, first, second, together = sessions.CAMPAIGN.trials(3, 3)
    assert [trial.kind for trial in (sweep, first, second)] == ["sweep of a page", "seed 3", "seed 4"]
    assert [trial.wrong for trial in (sweep, first, second)] == ["", "", "1 faults, the first: a fault"]
    assert first.worst == 90
    assert together.kind == "300 actions, 50/s, 75.0% of 4 widgets reached"
    assert together.wrong == "not reached: d"
    assert capsys.readouterr().err == "not reached: d: NO REASON\n"


@pytest.mark.parametrize(
    ("missed", "wrong"),
    [
        ("Window/Page/Card/QProgressBar", ""),
        ("PageMenu>QMenu/line12", ""),
        ("Window/Page/Card/QPushButton", "not reached: Window/Page/Card/QPushButton"),
        ("Window/Page/Legend/QLineEdit/QToolButton", "not reached: Window/Page/Legend/QLineEdit/QToolButton"),
    ],
)
def test_that_few_widgets_may_be_missed_and_only_for_a_reason(missed: str, wrong: str) -> None:
    others = {f"button {number}" for number in range(99)}
    assert _too_little(Census(there=others | {missed}, reached=others), [missed]) == wrong
    many = [f"PageMenu>QMenu/line{number}" for number in range(20)]
    assert _too_little(Census(there=others | set(many), reached=others), many).startswith("not reached: ")


def test_that_the_states_in_which_something_is_missing_are_what_they_are_called(tmp_path: Path) -> None:
    places = Places(tmp_path)
    places.make()
    assert RunFolder(places.run_of_another_process()).is_trained_elsewhere
    assert not RunFolder(places.runs[0]).is_trained_elsewhere
    with pytest.raises(UserError, match="nowhere") as told:
        list(export_encoder(places.run_without_images(), "features", tmp_path / "features.csv"))
    assert any(proposal.asks_for_folder for proposal in told.value.proposals)
    assert summarise(places.incomplete_run("untested", RESULTS)).linear is None
    assert summarise(places.runs[0]).linear is not None
    places.forget_runs()
    places.restore()
    assert not places.runs


@pytest.fixture
def field(qtbot: QtBot) -> QWidget:
    """A window with a part that covers half of it; beneath another one, all of which is covered."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(200, 100)
    half = QFrame(window)
    half.setGeometry(0, 0, 100, 100)
    whole = QFrame(half)
    whole.setGeometry(half.rect())
    window.show()
    return window


def test_that_a_place_is_found_only_where_a_widget_lies_uppermost(field: QWidget) -> None:
    half = field.findChild(QFrame)
    assert isinstance(half, QFrame)
    whole = half.findChild(QFrame)
    assert isinstance(whole, QFrame)
    for widget in (field, whole):
        point = place_of(Target("it", widget), field, Random(1))
        assert point is not None
        assert (field.childAt(point) or field) is widget
    assert place_of(Target("it", half), field, Random(1)) is None


def test_that_only_what_no_mouse_can_reach_is_covered(field: QWidget) -> None:
    half = field.findChild(QFrame)
    assert isinstance(half, QFrame)
    hidden = QFrame(field)
    covered = [is_covered(Target("it", widget)) for widget in (field, half, *half.findChildren(QFrame), hidden)]
    assert covered == [False, True, False, False]


def test_that_a_sweep_touches_first_what_may_be_gone_soon_and_last_what_opens_something_again(qtbot: QtBot) -> None:
    widgets = [QPushButton(), QPushButton(), QLabel(), QPushButton()]
    for widget in widgets:
        qtbot.addWidget(widget)
    again, new, label, aim = (Target(str(number), widget) for number, widget in enumerate(widgets))
    sweeper = SimpleNamespace(_hand=SimpleNamespace(aims=[aim.widget]), census=Census(reached={again.key}))
    order = partial(Sweeper._order, sweeper)
    assert sorted((again, new, label, aim), key=order) == [aim, label, new, again]


class QueueRow(QWidget):
    """A row of the queue, by its name."""


def test_that_of_a_long_queue_the_further_rows_are_counted_as_one(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    for _ in range(5):
        QueueRow(window)
    keys = {target.key for target in targets_in(window, visible_only=False)}
    assert keys == {"QWidget", "QWidget/QueueRow", "QWidget/QueueRow1", "QWidget/QueueRow2"}


def test_that_a_sweep_touches_labels_before_what_is_filled_in_and_buttons_last(qtbot: QtBot) -> None:
    widgets = [QLabel(), QLineEdit(), QCheckBox(), QPushButton()]
    for widget in widgets:
        qtbot.addWidget(widget)
    page, language = (
        Target("Window/Rail#rail/ToolChoice", widgets[3]),
        Target("Window/Rail#rail/ToolButton", widgets[3]),
    )
    ranks = [rank(target) for target in (*(Target("it", widget) for widget in widgets), page, language)]
    assert ranks == sorted(set(ranks))
