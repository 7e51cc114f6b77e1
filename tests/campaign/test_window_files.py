"""A few broken run folders in the real window; one that crashes or hangs is known, and followed by another."""

import sys
from pathlib import Path

import pytest

from tests.campaign import window_files

SAYS = """
import json, os, sys, time
number = int(sys.argv[3])
print(json.dumps({"begins": number, "what": "x"}), flush=True)
if number == 7:
    print(json.dumps({"wrong": "", "seconds": 0.5}), flush=True)
    print(json.dumps({"begins": 8, "what": "y"}), flush=True)
    os.kill(os.getpid(), 11)
if number == 9:
    time.sleep(600)
for each in range(number, number + int(sys.argv[2])):
    print(json.dumps({"begins": each, "what": "z"}), flush=True)
    print(json.dumps({"wrong": "torn" if each == 11 else "", "seconds": 0.5}), flush=True)
"""


def test_that_broken_run_folders_are_shown_without_an_error() -> None:
    trials = list(window_files.trials(2, seed=0))
    assert len(trials) == 2
    assert [trial for trial in trials if trial.wrong] == []


def test_that_a_window_that_crashes_or_hangs_is_counted_and_another_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "says.py"
    program.write_text(SAYS)
    monkeypatch.setattr(window_files, "PROGRAM", [sys.executable, str(program)])
    monkeypatch.setattr(window_files, "SECONDS_ALLOWED", 10.0)
    trials = list(window_files.shown(tmp_path / "whole", tmp_path, count=6, seed=7))
    told = {int(trial.what.split()[2]): trial.wrong for trial in trials}
    assert len(trials) == 6 and list(told) == list(range(7, 13))
    assert "SIGSEGV" in told[8] and "it hangs" in told[9]
    assert told[11] == "torn"
    assert [told[number] for number in (7, 10, 12)] == ["", "", ""]
