"""What is printed: in any alphabet, without steering the terminal, and quietly where nobody reads it."""

import dataclasses
import io
import os
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

from simclr_gui.cli import main
from simclr_gui.engine.events import Announced, Event
from simclr_gui.engine.training.control import Control, cancellable
from simclr_gui.terminal.playing import play
from simclr_gui.terminal.printing import ReaderGone, plain, say, tell, use_any_alphabet
from simclr_gui.terminal.results import comparison_text
from tests.small import evaluated
from tests.state.test_state import RESULT, measured


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("cat", "cat"),
        ("Übung 猫 👩‍🔬", "Übung 猫 👩‍🔬"),
        ("a\x1b]0;title\x07b", "a\\x1b]0;title\\x07b"),
        ("red\x1b[31m", "red\\x1b[31m"),
        ("one\ntwo\rthree", "one\\ntwo\\rthree"),
        ("\x9b31m\x7f\x08", "\\x9b31m\\x7f\\x08"),
        ("exe\u202egnp", "exe\\u202egnp"),
    ],
)
def test_that_a_name_cannot_steer_the_terminal(name: str, shown: str) -> None:
    assert plain(name) == shown


def test_that_results_keep_their_lines_and_escape_everything_else(capsys: pytest.CaptureFixture[str]) -> None:
    say("first\nsecond\x1b[2J")
    tell("one\ntwo")
    output = capsys.readouterr()
    assert output.out == "first\nsecond\\x1b[2J\n"
    assert output.err == "one\\ntwo\n"


def test_that_a_data_sets_name_stays_in_its_line_of_the_results() -> None:
    text = comparison_text(evaluated(RESULT, dataset="pets\n99.9 % of all\x1b[1m"))
    assert "(pets\\n99.9 % of all\\x1b[1m, " in text.splitlines()[0]


def test_that_only_what_saw_no_label_is_said_to_have_learned_without_labels() -> None:
    told = [comparison_text(evaluated(RESULT), saw_no_label=saw_none) for saw_none in (True, False)]
    assert ["learned without labels" in each for each in told] == [True, False]


def test_that_an_evaluation_from_before_there_were_intervals_is_printed_without() -> None:
    line = next(
        line for line in comparison_text(evaluated(RESULT, dataset="Shapes")).splitlines() if line.startswith("SimCLR")
    )
    assert line.split() == ["SimCLR", "90.0", "%", "80.0", "%"]


def test_that_progress_writes_per_cents_as_the_window_does(capsys: pytest.CaptureFixture[str]) -> None:
    play(iter([dataclasses.replace(measured(5), progress=0.5, top1=0.25)]), Control())
    told = capsys.readouterr().err
    assert "  50 %  " in told
    assert "finds its partner  25 %  " in told


def test_that_errors_and_progress_name_paths_without_steering(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["evaluate", f"{tmp_path}/a\x1b]0;evil\x07"]) == 2
    play(iter([Announced("Looking through b\x1b[31m")]), Control())
    told = capsys.readouterr().err
    assert "/a\\x1b]0;evil\\x07 is not a run folder" in told
    assert "Looking through b\\x1b[31m" in told
    assert "\x1b" not in told


def test_that_a_code_page_without_a_letter_gets_its_escape(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(printed, encoding="cp1252", errors="strict"))
    use_any_alphabet()
    say("Bär und 猫")
    assert printed.getvalue() == "Bär und \\u732b".encode("cp1252") + os.linesep.encode()


class Broken(io.StringIO):
    """A stream whose reader has gone, or whose disk is full."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._target = os.open(os.devnull, os.O_WRONLY)

    def fileno(self) -> int:
        return self._target

    def flush(self) -> None:
        raise OSError(self._number, os.strerror(self._number))


@pytest.mark.parametrize("number", [32, 5])
def test_that_a_program_whose_reader_has_gone_ends_quietly(
    number: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stream = Broken(number)
    monkeypatch.setattr(sys, "stdout", stream)
    with pytest.raises(ReaderGone):
        say("anything")
    assert main(["--help"]) == 141
    assert capsys.readouterr().err == ""
    os.close(stream.fileno())


def test_that_what_is_cancelled_since_nobody_reads_on_ends_quietly_too(monkeypatch: pytest.MonkeyPatch) -> None:
    control = Control()

    def reading() -> Generator[Event, None, None]:
        yield Announced("Reading")
        pytest.fail("it went on")

    stream = Broken(32)
    monkeypatch.setattr(sys, "stderr", stream)
    with pytest.raises(ReaderGone):
        play(cancellable(reading(), control), control)
    os.close(stream.fileno())


def test_that_results_that_find_the_disk_full_are_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stream = Broken(28)
    monkeypatch.setattr(sys, "stdout", stream)
    assert main(["--help"]) == 2
    assert "cannot be printed: no space left on device" in capsys.readouterr().err
    os.close(stream.fileno())


def test_that_a_stream_closed_before_the_start_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    say("a result")
    tell("a word")
    play(iter([Announced("Looking")]), Control())
    assert main(["evaluate", "/nowhere"]) == 2


def test_that_a_training_whose_progress_nobody_reads_is_asked_to_save(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Broken(32)
    monkeypatch.setattr(sys, "stderr", stream)
    control, seen = Control(), []

    def events():
        for number in range(3):
            seen.append(control.should_leave())
            yield Announced(f"step {number}")

    with pytest.raises(ReaderGone):
        play(events(), control)
    assert seen == [False, True, True]
    os.close(stream.fileno())


def test_that_a_training_goes_on_where_its_log_finds_the_disk_full(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Broken(28)
    monkeypatch.setattr(sys, "stderr", stream)
    control = Control()
    play(iter([Announced("one"), Announced("two")]), control)
    assert not control.should_leave()
    os.close(stream.fileno())
