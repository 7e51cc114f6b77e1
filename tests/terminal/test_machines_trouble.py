"""The user's disk, memory and names: one sentence and exit 2, whatever the command; a home that is missing included."""

import os
import signal
import sys
from pathlib import Path

import pytest

from simclr_gui import log
from simclr_gui.cli import main
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.storage import places
from simclr_gui.signals import ending_signals
from tests.small import small_config, train_small
from tests.test_cli import SMALL_OPTIONS

TOO_LONG = "x" * 300


def one_sentence(capsys: pytest.CaptureFixture[str]) -> str:
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert "Something went wrong" not in told
    return told.strip().splitlines()[-1]


@pytest.mark.logs_errors
@pytest.mark.parametrize(
    "arguments",
    [
        ["train", *SMALL_OPTIONS, "--run-dir", "{}"],
        ["train", "--resume", "{}"],
        ["train", "--folder", "{}"],
        ["evaluate", "{}"],
        ["map", "{}"],
        ["bench", "engine", "--json", "{}"],
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
@pytest.mark.parametrize("kind", ["too long", "below a file", "a pipe"])
def test_that_a_path_that_leads_nowhere_is_one_sentence(
    arguments: list[str], kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    path = {"too long": tmp_path / TOO_LONG, "below a file": tmp_path / "file" / "x", "a pipe": tmp_path / "pipe"}[kind]
    if kind == "a pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("pipes with a name are POSIX's")
        os.mkfifo(path)
    assert main([each.format(path) for each in arguments]) == 2
    assert str(path) in one_sentence(capsys)


@pytest.mark.logs_errors
@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "Permission denied", "/locked/x"), "/locked/x cannot be used: permission denied."),
        (OSError(36, "File name too long", b"/very/long"), "/very/long cannot be used: file name too long."),
        (OSError(28, "No space left on device"), "The system has refused: no space left on device."),
        (MemoryError(), "The machine has run out of memory."),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory"), "The machine has run out of memory."),
        (UnicodeEncodeError("utf-8", "a\udce9", 1, 2, "surrogates not allowed"), "not text"),
    ],
)
def test_that_trouble_of_the_machine_that_nobody_foresaw_is_told_and_logged(
    error: Exception,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    home: Path,
) -> None:
    def break_down() -> None:
        raise error

    monkeypatch.setattr("simclr_gui.terminal.doctor.findings", break_down)
    assert main(["doctor"]) == 2
    assert words in one_sentence(capsys)
    assert type(error).__name__ in (home / "logs" / "simclr-gui.log").read_text()


def test_that_an_interruption_is_130_even_where_an_import_has_made_another_error_of_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def break_off() -> None:
        try:
            raise KeyboardInterrupt
        except KeyboardInterrupt as interruption:
            raise ImportError("initialization failed") from interruption

    monkeypatch.setattr("simclr_gui.terminal.doctor.findings", break_off)
    assert main(["doctor"]) == 130
    assert capsys.readouterr().err == ""


@pytest.fixture
def homeless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user without a home, as platformdirs meets one."""

    def nowhere(*_: object, **__: object) -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.delenv("SIMCLR_EXPLORER_HOME")
    for name in ("user_data_path", "user_log_path", "user_cache_path", "user_config_path"):
        monkeypatch.setattr(places.platformdirs, name, nowhere)


@pytest.mark.usefixtures("homeless")
@pytest.mark.parametrize("arguments", [["train", *SMALL_OPTIONS], ["demo", "--no-window"], ["demo"], []])
def test_that_a_user_without_a_home_is_told_what_to_set(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert one_sentence(capsys).endswith("Set HOME or SIMCLR_EXPLORER_HOME to a folder that you may write to.")


@pytest.mark.usefixtures("homeless")
def test_that_what_needs_no_home_works_without(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--run-dir", str(tmp_path / "run"), *SMALL_OPTIONS]) == 0
    assert main(["doctor"]) == 0
    output = capsys.readouterr().out
    assert "Runs: none: This user has no home folder." in output
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert places.cache_dir().is_dir()


@pytest.mark.usefixtures("homeless")
@pytest.mark.logs_errors
def test_that_a_fault_of_ours_is_told_where_no_log_can_be_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def break_down() -> None:
        raise ZeroDivisionError("the engine fell off")

    monkeypatch.setattr("simclr_gui.terminal.doctor.findings", break_down)
    assert main(["doctor"]) == 1
    assert capsys.readouterr().err.strip().endswith("the engine fell off. No log could be written.")


def test_that_a_home_that_cannot_be_written_is_told_before_anything_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").touch()
    monkeypatch.setenv("SIMCLR_EXPLORER_HOME", str(tmp_path / "taken"))
    assert main(["train", *SMALL_OPTIONS]) == 2
    told = capsys.readouterr().err
    assert "Drawing" not in told
    assert told.strip().endswith("Set HOME or SIMCLR_EXPLORER_HOME to a folder that you may write to.")
    assert log.start_log() is None


def test_that_a_log_that_is_no_file_costs_the_log_alone(home: Path) -> None:
    (home / "logs" / "simclr-gui.log").mkdir(parents=True)
    assert log.start_log() is None


def test_that_a_run_is_named_after_its_data_in_few_letters(home: Path) -> None:
    assert len(places.new_run_dir("猫" * 10).name) == len("2026-11-25-120000")
    assert len(places.new_run_dir("long " * 100).name) < 120


def test_that_a_relative_home_of_the_platform_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SIMCLR_EXPLORER_HOME")
    monkeypatch.setattr(places.platformdirs, "user_data_path", lambda *_, **__: Path("~/.local/share"))
    with pytest.raises(UserError, match="no home folder"):
        places.runs_dir()


def test_that_old_figures_stay_until_new_ones_are_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "figures.json"
    file.write_text("old")
    seen = []
    monkeypatch.setattr(
        "simclr_gui.bench.evaluation.evaluation_figures", lambda: seen.append(file.read_text()) or {"a": 1}
    )
    monkeypatch.setattr("simclr_gui.bench.evaluation.evaluation_table", str)
    assert main(["bench", "judging", "--json", str(file)]) == 0
    assert seen == ["old"]
    assert file.read_text() == '{\n  "a": 1\n}\n'


@pytest.mark.skipif(sys.platform == "win32", reason="SIGHUP is POSIX's")
def test_that_a_closed_terminal_ends_the_program_unless_somebody_has_it_ignored() -> None:
    before = signal.getsignal(signal.SIGHUP)
    try:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        assert set(ending_signals()) == {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        assert set(ending_signals()) == {signal.SIGINT, signal.SIGTERM}
    finally:
        signal.signal(signal.SIGHUP, before)


def test_that_a_resumed_run_needs_no_home(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    train_small(tmp_path / "run", small_config(budget__epochs=1))
    (tmp_path / "taken").touch()
    monkeypatch.setenv("SIMCLR_EXPLORER_HOME", str(tmp_path / "taken"))
    assert main(["train", "--resume", str(tmp_path / "run")]) == 2
    assert "has used up its budget" in capsys.readouterr().err
