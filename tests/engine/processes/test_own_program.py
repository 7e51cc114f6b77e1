"""A function of ours is called in a process of its own, whether Python starts it or a program with its own Python."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import simclr_gui
from simclr_gui.engine.processes import own_program
from simclr_gui.engine.processes.own_program import answer_call, call_command

HERE = f"{__name__}:write_down"


def write_down() -> None:
    """Where, at which priority, and that it is a process of its own."""
    Path(sys.argv[1]).write_text(f"{os.getpid()} {os.getpriority(os.PRIO_PROCESS, 0) if os.name == 'posix' else 19}")


@pytest.mark.parametrize("aside", [False, True])
def test_that_a_function_is_called_in_a_process_of_its_own(tmp_path: Path, aside: bool) -> None:
    subprocess.run(call_command(HERE, str(tmp_path / "told"), aside=aside), check=True)
    pid, priority = map(int, (tmp_path / "told").read_text().split())
    assert pid != os.getpid()
    assert (priority == 19) is aside


def test_that_a_program_with_its_own_python_starts_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    program, *given = call_command(HERE, str(tmp_path / "told"))
    assert program == sys.executable and "-c" not in given
    monkeypatch.setattr(sys, "argv", ["simclr-gui", *given])
    with pytest.raises(SystemExit) as ended:
        answer_call()
    assert ended.value.code == 0 and (tmp_path / "told").exists()


@pytest.mark.parametrize("before", [None, "/their/libraries"])
def test_that_what_it_starts_of_others_does_not_get_its_libraries(
    monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/ours")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    if before:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    own_program.keep_libraries_to_ourselves()
    assert os.environ.get("LD_LIBRARY_PATH") == before


@pytest.mark.parametrize("words", [[], ["train"], ["--call"], ["--selftest"]])
def test_that_other_words_on_its_command_line_are_no_call(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["simclr-gui", *words])
    answer_call()


def test_that_nothing_else_starts_python_by_itself() -> None:
    """In a program with its own Python, `sys.executable` is the program, which takes no `-c` and no `-m`."""
    root = Path(simclr_gui.__file__).parent
    allowed = {Path(own_program.__file__), root / "terminal" / "desktop_entry.py", root / "terminal" / "launching.py"}
    named = {path for path in root.rglob("*.py") if "sys.executable" in path.read_text(encoding="utf-8")}
    assert {path for path in named - allowed if path.parent.name != "bench"} == set()
    for path in allowed:
        assert "is_frozen()" in path.read_text(encoding="utf-8"), path
