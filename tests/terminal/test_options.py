"""Options: a wrong one meets the nearest of its own command, or the command that it belongs to."""

import argparse
from pathlib import Path

import pytest

from simclr_gui.cli import main
from simclr_gui.terminal.options import place


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["train", "--batchsize", "3"], "Did you mean --batch-size?"),
        (["map", "run", "--epochs", "3"], "--epochs belongs to `simclr-gui train`"),
        (["map", "run", "--epochs=3"], "--epochs belongs to `simclr-gui train`"),
        (["evaluate", "run", "--neighbours", "3"], "--neighbours belongs to `simclr-gui map`."),
        (["train", "--layers"], "--layers belongs to `simclr-gui evaluate`."),
        (["bench", "judging", "--net", "resnet50"], "--net belongs to `simclr-gui bench engine`."),
        (["evaluate", "run", "--batchsize", "3"], "Try simclr-gui evaluate --help."),
        (["doctor", "more"], "Try simclr-gui doctor --help."),
        (["--temperature", "1"], "Try simclr-gui --help."),
    ],
)
def test_that_a_wrong_option_gets_advice_about_the_command_that_was_typed(
    arguments: list[str], advice: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert advice in capsys.readouterr().err


def test_that_an_empty_path_is_not_taken_for_the_current_folder(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["train", "--run-dir", ""], ["train", "--folder", " "], ["evaluate", ""], ["map", ""]):
        assert main(arguments) == 2
        assert "the path is empty" in capsys.readouterr().err


def test_that_a_path_may_begin_with_a_home_that_exists(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert place("~/runs/one") == tmp_path / "runs" / "one"
    with pytest.raises(argparse.ArgumentTypeError, match="no user ~nobody-of-this-name"):
        place("~nobody-of-this-name/runs")
