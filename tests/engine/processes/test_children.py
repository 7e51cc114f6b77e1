"""Processes that the program starts hear no Ctrl+C, and end with it, however it ends."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

import simclr_gui
from tests.handled_signals import started_with

STARTS = "subprocess.Popen(", 'get_context("spawn")'
PROGRAM = """
import multiprocessing, time
from simclr_gui.engine.processes.children import end_with_parent, keeping_signals_from_children

def work():
    end_with_parent()
    print("working", flush=True)
    while True:
        pass  # as compiled code does

if __name__ == "__main__":
    process = multiprocessing.get_context("spawn").Process(target=work)
    with keeping_signals_from_children():
        process.start()
    process.join()
"""


@contextmanager
def ending(program: subprocess.Popen[str]) -> Iterator[None]:
    """Whatever a test finds, nobody waits for what would go on for ever."""
    try:
        yield
    finally:
        program.kill()


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_that_what_works_for_a_program_hears_no_signal_to_it_and_ends_when_it_is_killed(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM)
    with started_with(signal.SIGINT, signal.default_int_handler), started_with(signal.SIGHUP, signal.SIG_DFL):
        program = subprocess.Popen([sys.executable, str(tmp_path / "program.py")], stdout=subprocess.PIPE, text=True)
    with program, ending(program):
        assert program.stdout is not None and program.stdout.readline() == "working\n"
        children = psutil.Process(program.pid).children()
        assert len(children) == 2, "what works, and Python's own, which keeps account of what processes share"
        for child in children:
            child.send_signal(signal.SIGINT)
            child.send_signal(signal.SIGHUP)
        psutil.wait_procs(children, timeout=0.5)
        assert not [child for child in children if not child.is_running() or child.status() == psutil.STATUS_ZOMBIE]
        program.kill()
        gone, left = psutil.wait_procs(children, timeout=30)
        assert gone and not left


def test_that_another_process_ends_with_its_input() -> None:
    program = "from simclr_gui.engine.processes.children import end_with_input; end_with_input(); import time; "
    program += "time.sleep(100)"
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE) as process:
        assert process.poll() is None and process.stdin is not None
        process.stdin.close()
        assert process.wait(timeout=60) == 1


def test_that_whoever_starts_a_process_keeps_signals_from_it() -> None:
    root = Path(simclr_gui.__file__).parent
    sources = {path: path.read_text(encoding="utf-8") for path in root.rglob("*.py") if path.parent.name != "bench"}
    starting = [path for path, source in sources.items() if any(start in source for start in STARTS)]
    assert len(starting) >= 5
    for path in starting:
        assert "keeping_signals_from_children()" in sources[path], path
