"""A monkey plays with the real window for a moment, and whoever watches it notices what goes wrong."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.campaign.monkey import sessions
from tests.campaign.monkey.census import Census
from tests.campaign.monkey.sessions import Played, play
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


def test_that_the_last_row_says_what_all_sessions_have_reached_together(monkeypatch: pytest.MonkeyPatch) -> None:
    def play_made_up(home: Path, seed: int, actions: int) -> Played:
        found = {"actions": actions, "slowest_ms": 90.0, "slowest": "7 click", "there": ["a", "b", "c", "d"]}
        return Played(0, ["a fault"] if seed == 4 else [], found=found | {"reached": ["abcd"[seed - 3]]})

    monkeypatch.setattr(sessions, "play", play_made_up)
    first, second, third, together = sessions.CAMPAIGN.trials(3, 3)
    assert [trial.kind for trial in (first, second, third)] == ["seed 3", "seed 4", "seed 5"]
    assert [trial.wrong for trial in (first, second, together)] == ["", "1 faults, the first: a fault", ""]
    assert (third.worst, together.worst) == (75, 25)
    assert together.kind == "7,500 actions, 75.0% of 4 widgets reached"
    monkeypatch.setattr(sessions, "SESSIONS", 3)
    *_, together = sessions.CAMPAIGN.trials(3, 3)
    assert together.wrong == "not reached: d"
