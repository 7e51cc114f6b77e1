"""The list of runs: one bad folder is one line of it, and hides no other."""

import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from simclr_gui.engine.evaluation.result import write_evaluation
from simclr_gui.engine.listing import run_list
from simclr_gui.engine.listing.known_run import KnownRun, Stamps, summarise
from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.runs.run_status import RunStatus
from simclr_gui.state.run_library import RunLibrary
from simclr_gui.state.session import Session
from tests.listed import read_runs, wait_until_quiet
from tests.small import SMALL, evaluated
from tests.state.test_state import RESULT

ODD_FILES: list[tuple[str, str]] = [
    ("evaluation.json", '{"chance": "x"}'),
    ("evaluation.json", "[]"),
    ("evaluation.json", "[" * 100_000),
    ("evaluation.json", json.dumps(RESULT | {"chance": 10**400})),
    ("evaluation.json", json.dumps(RESULT | {"layers": [1]})),
    ("status.json", '{"state": "running", "pid": "x", "host": "h", "heartbeat": 1}'),
    ("status.json", ""),
    ("status.json", "[" * 100_000),
    ("events.jsonl", "[" * 100_000),
]
ODD_CONFIGS = ["", "[]", "[" * 100_000, "5", '{"budget": {"seconds": 1e999}}', '{"data": ' + "9" * 5_000 + "}", "\x00"]


def make_runs(home: Path) -> tuple[Path, Path]:
    """Two runs; the second is to be spoilt."""
    good, bad = (RunFolder.create(home / "runs" / name, SMALL) for name in ("a-good", "b-bad"))
    for folder in (good, bad):
        folder.write_status("stopped")
        write_evaluation(folder, evaluated(RESULT))
    return good.path, bad.path


def listed(qtbot: QtBot) -> dict[str, RunSummary]:
    return {run.path.name: run for run in read_runs(RunLibrary(), qtbot).runs}


@pytest.mark.parametrize(("name", "content"), ODD_FILES)
def test_that_a_file_that_a_run_can_do_without_does_not_hide_it(
    home: Path, qtbot: QtBot, name: str, content: str
) -> None:
    _, bad = make_runs(home)
    (bad / name).write_text(content)
    runs = listed(qtbot)
    assert (runs["a-good"].state, runs["a-good"].linear) == ("stopped", 0.9)
    assert runs["b-bad"].state == ("lost" if name == "status.json" else "stopped")
    assert runs["b-bad"].can_open
    if name == "evaluation.json":
        assert runs["b-bad"].linear is None
        assert "evaluation.json is damaged" in runs["b-bad"].trouble


@pytest.mark.parametrize("content", ODD_CONFIGS)
def test_that_a_run_without_readable_settings_is_a_line_with_its_reason(home: Path, qtbot: QtBot, content: str) -> None:
    _, bad = make_runs(home)
    (bad / "config.json").write_text(content)
    runs = listed(qtbot)
    assert runs["a-good"].state == "stopped"
    assert runs["b-bad"].state == "damaged"
    assert runs["b-bad"].trouble.endswith(".")


@pytest.mark.skipif(os.name == "nt", reason="pipes in folders are POSIX's")
def test_that_pipes_and_folders_in_place_of_files_hold_nobody_up(home: Path, qtbot: QtBot) -> None:
    _, bad = make_runs(home)
    for name in ("evaluation.json", "status.json", "events.jsonl"):
        (bad / name).unlink(missing_ok=True)
        os.mkfifo(bad / name)
    assert listed(qtbot)["b-bad"].can_open
    (bad / "config.json").unlink()
    os.mkfifo(bad / "config.json")
    assert "it is not a file" in listed(qtbot)["b-bad"].trouble
    (bad / "config.json").unlink()
    (bad / "config.json").mkdir()
    assert listed(qtbot)["b-bad"].state == "damaged"


def test_that_a_folder_that_may_not_be_entered_hides_no_other(
    home: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, bad = make_runs(home)
    whole = Path.stat

    def closed(path: Path, **arguments: Any) -> os.stat_result:
        if path.parent == bad:
            raise PermissionError(13, "Permission denied")
        return whole(path, **arguments)

    monkeypatch.setattr(Path, "stat", closed)
    monkeypatch.setattr("simclr_gui.engine.storage.files.os.open", _closed_below(bad))
    runs = listed(qtbot)
    assert runs["a-good"].state == "stopped"
    assert (runs["b-bad"].state, "permission denied" in runs["b-bad"].trouble) == ("damaged", True)


def _closed_below(folder: Path) -> Any:
    whole = os.open

    def opened(path: Path, *arguments: Any) -> int:
        if Path(path).parent == folder:
            raise PermissionError(13, "Permission denied")
        return whole(path, *arguments)

    return opened


def test_that_whatever_goes_wrong_with_one_run_is_its_own_line(
    home: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, bad = make_runs(home)
    whole = RunFolder.condition_at_rest

    def failing(folder: RunFolder, status: RunStatus | None) -> Any:
        if folder.path == bad:
            raise ZeroDivisionError("nobody foresaw this")
        return whole(folder, status)

    monkeypatch.setattr(RunFolder, "condition_at_rest", failing)
    assert summarise(bad).state == "damaged"
    assert "nobody foresaw this" in summarise(bad).trouble
    assert listed(qtbot)["a-good"].state == "stopped"


def test_that_a_place_for_runs_that_is_none_is_told(home: Path, qtbot: QtBot) -> None:
    home.mkdir()
    (home / "runs").write_text("a file")
    library = read_runs(RunLibrary(), qtbot)
    assert library.runs == []
    assert "cannot be read: not a directory" in library.trouble


def test_that_a_session_leaves_though_its_list_cannot_be_read(
    home: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session()

    def failing() -> None:
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr(session.library, "refresh", failing)
    session.is_leaving = True
    with qtbot.waitSignal(session.left), pytest.raises(RuntimeError):
        session.clean_up()


def test_that_opening_what_is_no_run_is_told_and_nothing_is_played(home: Path, qtbot: QtBot) -> None:
    good, bad = make_runs(home)
    (bad / "config.json").write_text("[" * 100_000)
    session = Session()
    for path in (bad, home / "nothing", home / ("x" * 300)):
        with qtbot.waitSignal(session.failed) as told:
            session.open_run(path)
        assert told.args[0].sentence.endswith(".")
    (good / "status.json").write_text('{"pid": "x"}')
    (good / "evaluation.json").write_text("[]")
    sentences: list[str] = []
    session.failed.connect(lambda failure: sentences.append(failure.sentence))
    session.open_run(good)
    qtbot.waitUntil(lambda: session.stream.is_empty, timeout=20_000)
    assert ["status.json is damaged" in sentences[0], "evaluation.json is damaged" in sentences[1]] == [True, True]
    session.leave()
    qtbot.waitSignal(session.left, timeout=10_000).wait()


def test_that_the_list_is_read_on_a_thread_and_the_newest_request_wins(home: Path, qtbot: QtBot) -> None:
    make_runs(home)
    library, told = RunLibrary(), []
    library.changed.connect(lambda: told.append([run.path.name for run in library.runs]))
    for _ in range(5):
        library.refresh()
    assert (library.runs, library.is_known) == ([], False), "nothing is read in the window's own thread"
    RunFolder.create(home / "runs" / "c-new", SMALL)
    wait_until_quiet(library, qtbot)
    assert len(told) == 2, "one was being answered, of the others the last counts"
    assert told[-1] == ["c-new", "b-bad", "a-good"]


def test_that_a_window_that_closes_while_the_list_is_read_waits_for_the_thread_and_leaves(
    home: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_runs(home)
    may_read, read = threading.Event(), []
    whole = run_list.read_run

    def held(path: Path, stamps: Stamps) -> KnownRun:
        may_read.wait(20)
        read.append(path.name)
        return whole(path, stamps)

    monkeypatch.setattr(run_list, "read_run", held)
    monkeypatch.setattr(run_list, "SECONDS_BETWEEN_WORDS", 0.0)
    session = Session()
    session.library.refresh()
    with qtbot.waitSignal(session.left, timeout=20_000):
        session.leave()
        QTimer.singleShot(0, may_read.set)
    assert read == ["b-bad"], "it is given up at the next run"
    assert not session.library.is_known
