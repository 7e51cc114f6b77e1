"""What this machine has, and what to do about what it lacks."""

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch

from simclr_gui.display import display_trouble, missing_libraries
from simclr_gui.engine.devices import (
    device_name,
    device_trouble,
    fastest_precision,
    machine_description,
    multiplies_bfloat16,
)
from simclr_gui.engine.kept_precision import precision_file
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.system_reasons import system_reason
from simclr_gui.engine.storage.places import log_file, runs_dir, usual_cache_dir

ENOUGH_MEMORY_BYTES = 4 * 2**30
ENOUGH_DISK_BYTES = 2 * 2**30


@dataclass(frozen=True)
class Finding:
    """One line: `ok` or worth a look, with what to do where there is something."""

    ok: bool
    subject: str
    sentence: str
    remedy: str = ""


def findings() -> list[Finding]:
    """Looks at everything that training and the window need."""
    return [
        Finding(True, "Machine", machine_description()),
        *[_device(torch.device(name)) for name in ("cuda", "mps", "cpu")],
        _precision(),
        _memory(),
        *[
            _folder(name, where)
            for name, where in (
                ("Runs", runs_dir),
                ("Cache", usual_cache_dir),
                ("Log", lambda: log_file().parent),
            )
        ],
        _display(),
    ]


def _device(device: torch.device) -> Finding:
    trouble = device_trouble(device)
    if trouble is None:
        return Finding(True, device.type, f"{device_name(device)} has done a training step.")
    remedy = "" if device.type != "cpu" else "Reinstall torch."
    return Finding(device.type != "cpu", device.type, f"not used: {trouble}.", remedy)


def _precision() -> Finding:
    if not multiplies_bfloat16():
        return Finding(True, "Precision", "float32 (the processor has no instructions for bfloat16).")
    precision = str(fastest_precision(torch.device("cpu"))).removeprefix("torch.")
    file = precision_file()
    kept = f"kept in {file}" if file.is_file() else f"not kept, as {file} cannot be written"
    return Finding(True, "Precision", f"{precision} (measured once, {kept}).")


def _memory() -> Finding:
    try:
        free = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_AVPHYS_PAGES")
    except (ValueError, OSError, AttributeError):
        return Finding(True, "Memory", "this system does not tell.")
    enough = free >= ENOUGH_MEMORY_BYTES
    remedy = "" if enough else "Close other programs before you train."
    return Finding(enough, "Memory", f"{free / 2**30:.1f} GiB free.", remedy)


def _folder(name: str, where: Callable[[], Path]) -> Finding:
    try:
        path = where()
    except UserError as error:
        return Finding(False, name, f"none: {error.sentence}", error.remedy)
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            pass
        free = shutil.disk_usage(path).free
    except OSError as error:
        return Finding(
            False,
            name,
            f"{path} cannot be written: {system_reason(error)}.",
            "Give yourself the right to write there, or set SIMCLR_EXPLORER_HOME to another folder.",
        )
    enough = free >= ENOUGH_DISK_BYTES
    remedy = "" if enough else "Make room: a run of a large network takes hundreds of megabytes."
    return Finding(enough, name, f"{path}, {free / 2**30:.1f} GiB free.", remedy)


def _display() -> Finding:
    trouble = display_trouble()
    if trouble is None:
        return Finding(True, "Display", "the window can be shown.")
    missing = missing_libraries()
    remedy = (
        f"sudo apt-get install {' '.join(missing.values())}"
        if missing
        else "Use a desktop session or ssh -X; demo --no-window and train work without."
    )
    return Finding(False, "Display", trouble, remedy)
