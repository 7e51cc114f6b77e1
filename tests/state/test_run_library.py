"""The list of runs: one bad folder is one line of it, and hides no other."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from simclr_gui.engine.evaluation.result import write_evaluation
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.state import run_library
from simclr_gui.state.run_library import RunLibrary, summarise
from simclr_gui.state.session import Session
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


def listed() -> dict[str, run_library.RunSummary]:
    library = RunLibrary()
    library.refresh()
    return {run.path.name: run for run in library.runs}


@pytest.mark.parametrize(("name", "content"), ODD_FILES)
def test_that_a_file_that_a_run_can_do_without_does_not_hide_it(
    home: Path, qtbot: QtBot, name: str, content: str
) -> None:
    _, bad = make_runs(home)
    (bad / name).write_text(content)
    runs = listed()
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
    runs = listed()
    assert runs["a-good"].state == "stopped"
    assert runs["b-bad"].state == "damaged"
    assert runs["b-bad"].trouble.endswith(".")


@pytest.mark.skipif(os.name == "nt", reason="pipes in folders are POSIX's")
def test_that_pipes_and_folders_in_place_of_files_hold_nobody_up(home: Path, qtbot: QtBot) -> None:
    _, bad = make_runs(home)
    for name in ("evaluation.json", "status.json", "events.jsonl"):
        (bad / name).unlink(missing_ok=True)
        os.mkfifo(bad / name)
    assert listed()["b-bad"].can_open
    (bad / "config.json").unlink()
    os.mkfifo(bad / "config.json")
    assert "it is not a file" in listed()["b-bad"].trouble
    (bad / "config.json").unlink()
    (bad / "config.json").mkdir()
    assert listed()["b-bad"].state == "damaged"


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
    runs = listed()
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
    whole = RunFolder.condition

    def failing(folder: RunFolder) -> Any:
        if folder.path == bad:
            raise ZeroDivisionError("nobody foresaw this")
        return whole(folder)

    monkeypatch.setattr(RunFolder, "condition", failing)
    assert summarise(bad).state == "damaged"
    assert "nobody foresaw this" in summarise(bad).trouble
    assert listed()["a-good"].state == "stopped"


def test_that_a_place_for_runs_that_is_none_is_told(home: Path, qtbot: QtBot) -> None:
    home.mkdir()
    (home / "runs").write_text("a file")
    library = RunLibrary()
    library.refresh()
    assert library.runs == []
    assert "cannot be read: not a directory" in library.trouble


def test_that_older_runs_that_are_not_listed_are_counted(
    home: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_library, "MOST_RUNS_LISTED", 1)
    make_runs(home)
    library = RunLibrary()
    library.refresh()
    assert [run.path.name for run in library.runs] == ["b-bad"]
    assert library.left_out == 1


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
