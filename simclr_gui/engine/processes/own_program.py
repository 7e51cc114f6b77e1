"""The program as something that can be started again: where a folder holds it with its own Python, that takes no `-c`.

Imports nothing that takes its time: it is asked before everything else.
"""

import os
import sys
from importlib import import_module

from simclr_gui.engine.processes.priority import yield_to_others

CALL, CALL_ASIDE = "--call", "--call-aside"
LIBRARIES = "LD_LIBRARY_PATH"
PROGRAM = "from simclr_gui.engine.processes.own_program import answer_call; answer_call()"


def is_frozen() -> bool:
    """Whether the program lies in a folder with its own Python, whose executable is the program itself."""
    return bool(getattr(sys, "frozen", False))


def keep_libraries_to_ourselves() -> None:
    """In a frozen program: its libraries are its own, and no place for the file manager that it opens to look for some.

    They were needed to start it; its own processes find them by themselves.
    """
    before = os.environ.pop(f"{LIBRARIES}_ORIG", None)
    os.environ.pop(LIBRARIES, None)
    if before:
        os.environ[LIBRARIES] = before


def call_command(function: str, *arguments: str, aside: bool = False) -> list[str]:
    """The command of a process that calls a function of ours, which finds the arguments in `sys.argv[1:]`.

    Args:
        function: its module and name, as in "simclr_gui.engine.storage.places:runs_dir".
        aside: it has the lowest priority before anything is loaded, which takes seconds of a core.
    """
    python = [sys.executable] if is_frozen() else [sys.executable, "-c", PROGRAM]
    return [*python, CALL_ASIDE if aside else CALL, function, *arguments]


def answer_call() -> None:
    """In that process: calls the function and ends; comes back where no call was asked for."""
    program, *given = sys.argv
    if len(given) < 2 or given[0] not in (CALL, CALL_ASIDE):
        return
    if given[0] == CALL_ASIDE:
        yield_to_others()
    module, _, name = given[1].partition(":")
    sys.argv = [program, *given[2:]]
    getattr(import_module(module), name)()
    sys.exit(0)
