"""Compiles the loops of the views in a process of its own, once a machine, while torch's operations serve.

Compiling takes ten seconds of a core. Whoever starts the program for the first time need not wait for it, and at the
system's lowest priority it takes nothing from a training.
"""

import atexit
import contextlib
import hashlib
import os
import platform
import subprocess
import sys
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from simclr_gui.engine.augmentation.operations import table
from simclr_gui.engine.processes.children import end_with_input, keeping_signals_from_children
from simclr_gui.engine.processes.own_program import call_command
from simclr_gui.engine.storage.places import cache_dir

WITHOUT_A_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows alone has it
NEEDED = ("numba", "llvmlite", "numpy")


class Compilation:
    """Begun at most once; while it is pending and where it failed, torch's operations serve."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Starts the process, unless the loops of this version are kept already or there is no numba."""
        if self._process is None and find_spec("numba") is not None and not mark().exists():
            with contextlib.suppress(OSError), keeping_signals_from_children():  # no process: it is compiled here
                self._process = subprocess.Popen(
                    call_command(f"{__name__}:{compile_and_keep.__name__}", aside=True),
                    stdin=subprocess.PIPE,
                    creationflags=WITHOUT_A_WINDOW,
                )
                atexit.register(self.end)

    @property
    def is_pending(self) -> bool:
        """Whether torch's operations serve, for now or since it has failed."""
        process = self._process  # another thread may end it meanwhile
        return process is not None and process.poll() != 0

    def end(self) -> None:
        """Whoever needs the loops now compiles them."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()


def compile_and_keep() -> None:
    """What the process does; it ends with the program that has started it, and in failure where nothing was kept."""
    end_with_input()
    from simclr_gui.engine.augmentation.rendering import compile_views

    compile_views()
    if not mark().exists():
        sys.exit(1)


def note_kept() -> None:
    """The loops of this version lie on the disk; OSError where nothing can be kept there."""
    mark().parent.mkdir(parents=True, exist_ok=True)
    mark().touch()


def place_of_compiled() -> Path:
    """Where numba keeps what it has compiled, unless somebody told it another place."""
    return Path(os.environ.get("NUMBA_CACHE_DIR") or cache_dir() / "compiled")


@cache
def mark() -> Path:
    """The file that says so: another for other code, versions or another processor."""
    parts = [stamp_of_code().encode(), sys.version.encode(), *(version(name).encode() for name in NEEDED), _processor()]
    return place_of_compiled() / f"views-{hashlib.sha256(b' '.join(parts)).hexdigest()[:16]}.kept"


def stamp_of_code() -> str:
    """Another where any operation of the views is."""
    files = [*Path(table.__file__).parent.glob("*.py"), Path(__file__).parent / "compiled.py"]
    return hashlib.sha256(b"\n".join(path.read_bytes() for path in sorted(files))).hexdigest()[:16]


def _processor() -> bytes:
    """What the machine says of it: numba compiles for one alone."""
    try:
        lines = Path("/proc/cpuinfo").read_bytes().splitlines()
    except OSError:
        return platform.processor().encode()
    return b" ".join(sorted({line for line in lines if line.startswith((b"model name", b"flags", b"Features"))}))
