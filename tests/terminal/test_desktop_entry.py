"""The entry in the desktop's menu: what is written, that nothing of anybody else's is touched, and what is refused."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from simclr_gui.cli import main
from simclr_gui.terminal import desktop_entry
from simclr_gui.terminal.desktop_entry import entry_file, entry_for, icon_file, quoted_for_exec

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems keep no such files")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that is installed, in a home that holds nothing else."""
    script = tmp_path / "bin" / "simclr-gui"
    script.parent.mkdir()
    script.touch(0o755)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv(desktop_entry.LAUNCHER_VARIABLE, raising=False)
    monkeypatch.setattr(sys, "argv", [str(script)])
    return script


def files_below(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def exec_line(entry: str) -> str:
    (line,) = (line for line in entry.splitlines() if line.startswith("Exec="))
    return line


def test_that_the_entry_starts_the_program_as_installed(
    program: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["install-desktop"]) == 0
    assert exec_line(entry_file().read_text(encoding="utf-8")) == f'Exec="{program}" %f'
    assert icon_file().read_bytes().startswith(b"<svg")
    assert set(files_below(tmp_path / "data")) == {entry_file(), icon_file()}
    assert capsys.readouterr().out.splitlines() == [str(icon_file()), str(entry_file())]


def test_that_a_program_with_its_own_python_is_started_itself(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program.with_name("renamed")))
    assert desktop_entry.program_command() == [str(program.with_name("renamed"))]


def test_that_a_second_time_changes_nothing_and_removal_leaves_nothing(program: Path, tmp_path: Path) -> None:
    assert main(["install-desktop"]) == 0
    written = files_below(tmp_path / "data")
    assert main(["install-desktop"]) == 0
    assert files_below(tmp_path / "data") == written
    assert main(["install-desktop", "--remove"]) == 0
    assert main(["install-desktop", "--remove"]) == 0
    assert not files_below(tmp_path / "data")


def test_that_a_new_icon_replaces_that_of_an_earlier_version(program: Path) -> None:
    assert main(["install-desktop"]) == 0
    icon_file().write_text("<svg/>")
    assert main(["install-desktop"]) == 0
    assert icon_file().read_text() != "<svg/>"


@pytest.mark.parametrize("action", [[], ["--remove"]])
@pytest.mark.parametrize("place", [entry_file, icon_file])
def test_that_files_of_others_stay(
    program: Path, tmp_path: Path, place: object, action: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = place()  # type: ignore[operator]
    path.parent.mkdir(parents=True)
    path.write_text("somebody else's")
    before = files_below(tmp_path)
    assert main(["install-desktop", *action]) == 2
    assert files_below(tmp_path) == before
    assert "not from this command" in capsys.readouterr().err


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="needs desktop-file-utils")
@pytest.mark.parametrize("command", [["/bin/simclr-gui"], ['/a b/$c`"\\%/simclr-gui', "-m", "x"], ["/程序/simclr-gui"]])
def test_that_desktops_accept_the_entry(command: list[str], tmp_path: Path) -> None:
    path = tmp_path / "simclr-explorer.desktop"
    path.write_text(entry_for(command), encoding="utf-8")
    told = subprocess.run(["desktop-file-validate", path], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (0, "")


def test_that_letters_with_a_meaning_are_quoted_for_the_line_and_for_the_file() -> None:
    assert quoted_for_exec('a "b" 100 %') == r'"a \\"b\\" 100 %%"'
    assert quoted_for_exec("back\\slash $") == r'"back\\\\slash \\$"'


def test_that_a_launcher_is_what_the_entry_starts(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(desktop_entry.LAUNCHER_VARIABLE, "/usr/bin/simclr-gui")
    assert desktop_entry.program_command() == ["/usr/bin/simclr-gui"]


def test_that_what_runs_from_a_cache_is_not_entered(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "uv" / "archive-v0" / "abc"))
    assert main(["install-desktop"]) == 2
    assert "not installed" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("home", ["", "/dev/null/home"])
def test_that_a_home_that_cannot_be_written_is_told(
    program: Path, monkeypatch: pytest.MonkeyPatch, home: str, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", home)
    monkeypatch.setenv("HOME", "/dev/null/home")
    assert main(["install-desktop"]) == 2
    (sentence,) = capsys.readouterr().err.splitlines()
    assert "/dev/null/home" in sentence


def test_that_other_systems_are_told_in_a_sentence(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert main(["install-desktop"]) == 0
    assert "no desktop entries" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()
