"""torch's own files, which are programs in disguise: read only as data, in a process of its own with bounded memory.

What comes out is a safetensors file and a JSON file with a few plain facts, so that nothing else reaches the program.
"""

import argparse
import contextlib
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Generator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

import psutil

from simclr_gui.engine.events import Announced
from simclr_gui.engine.exchange.foreign_names import unwrapped
from simclr_gui.engine.exchange.weight_file import LONGEST_NAME, MOST_TENSORS, NAMES
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.processes.children import end_with_input, keeping_signals_from_children
from simclr_gui.engine.processes.own_program import call_command
from simclr_gui.engine.storage.files import damaged, reason_of
from simclr_gui.engine.storage.json_files import Text, read_as

if TYPE_CHECKING:
    from torch import Tensor

WITHOUT_A_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows alone has it
WEIGHTS_FILE, FACTS_FILE = "weights.safetensors", "facts.json"
SECONDS_BETWEEN_LOOKS = 0.1
MOST_SECONDS = 300.0
LEAST_BYTES_ALLOWED, COPIES_ALLOWED = 2**30, 4  # of the file: as it is read, as tensors, and as they are written
MOST_KEYS, LONGEST_TEXT = 50, 200
GLOBAL = re.compile(r"(?:GLOBAL|global|class) ([\w.]+)")
REMEDY = said("Get the file again, or save it again with the program that made it.")


@dataclass(frozen=True)
class Facts:
    """What the process has written down.

    Attributes:
        route: the names under which the weights were kept, outermost first.
        keys: all outermost names.
        refused: why there are no weights, in one word, with a detail; empty where there are.
    """

    route: tuple[Text, ...] = ()
    keys: tuple[Text, ...] = ()
    refused: Text = ""
    detail: Text = ""


def taken_out(file: Path, scratch: Path) -> Generator[Announced, None, Facts]:
    """Lets a process read a file of torch's, and write its weights to `WEIGHTS_FILE` in `scratch`.

    Raises:
        UserError: the file would run code, is damaged, holds no weights, or takes too much memory or time.
    """
    most_bytes = bytes_allowed(file)
    with keeping_signals_from_children():
        process = subprocess.Popen(
            call_command(f"{__name__}:{serve.__name__}", str(file.absolute()), str(scratch), str(most_bytes)),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=WITHOUT_A_WINDOW,
        )
    ends_at = time.monotonic() + MOST_SECONDS
    try:
        while process.poll() is None:
            yield Announced("Reading the file")
            if _resident_bytes(process.pid) > most_bytes + LEAST_BYTES_ALLOWED:  # torch itself takes some
                raise _too_large(file)
            if time.monotonic() > ends_at:
                raise UserError(said("{name} takes too long to read.", name=file.name), REMEDY)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(SECONDS_BETWEEN_LOOKS)
    finally:
        process.kill()
        process.communicate()
    return facts_in(file, scratch)


def bytes_allowed(file: Path) -> int:
    """What reading it may take beside torch."""
    return LEAST_BYTES_ALLOWED + COPIES_ALLOWED * file.stat().st_size


def facts_in(file: Path, scratch: Path) -> Facts:
    """What the process has written down; UserError where it is a refusal, or nothing."""
    if not (scratch / FACTS_FILE).is_file():
        raise damaged(file, said("reading it ends the program that reads it"), REMEDY)
    facts = read_as(Facts, scratch / FACTS_FILE, REMEDY)
    match facts.refused:
        case "":
            return facts
        case "code":
            raise UserError(
                said(
                    "{name} is not opened: reading it could run a program, as it holds {what}.",
                    name=file.name,
                    what=facts.detail,
                ),
                said(
                    "If you trust it, save its weights alone where it was made: "
                    'weights = torch.load("{name}", weights_only=False)["state_dict"]; '
                    'torch.save(weights, "weights.pth")',
                    name=file.name,
                ),
            )
        case "memory":
            raise _too_large(file)
        case "script":
            raise UserError(
                said("{name} is a program for TorchScript, not weights.", name=file.name),
                'Save its weights alone: torch.save(torch.jit.load("…").state_dict(), "weights.pth")',
            )
        case "empty":
            raise UserError(said("{name} holds no weights.", name=file.name), "Choose the file of an encoder.")
        case "cut":
            raise damaged(file, said("it is cut off, or was changed"), REMEDY)
        case "foreign":
            raise UserError(said("{name} is not a file that torch has written.", name=file.name), REMEDY)
    raise damaged(file, said("torch cannot read it ({reason})", reason=facts.detail), REMEDY)


def _too_large(file: Path) -> UserError:
    return UserError(said("{name} takes far more memory than its size says.", name=file.name), REMEDY)


def _resident_bytes(pid: int) -> int:
    """The memory of a process; 0 once it is gone."""
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0


# In the process


def serve() -> None:
    """What the process does; it ends with the program that has started it."""
    end_with_input()
    file, scratch, most_bytes = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    import torch

    torch.set_num_threads(1)
    _bound_memory(most_bytes)
    take_out(file, scratch, most_bytes)
    sys.stdout.flush()
    os._exit(0)  # whatever the file has left in memory needs no taking down


def _bound_memory(most_bytes: int) -> None:
    """From now on only so much more; where the system knows no limit, the parent watches."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        limit = int(psutil.Process().memory_info().vms) + most_bytes
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (limit if hard < 0 else min(limit, hard), hard))


def take_out(file: Path, scratch: Path, most_bytes: int) -> None:
    """Reads the file as data, and writes its weights and facts; whatever is wrong becomes a fact."""
    try:
        facts = _take_out(file, scratch, most_bytes)
    except Exception as error:  # torch and its parsers raise whatever they like
        facts = _refusal(error)
    (scratch / FACTS_FILE).write_text(json.dumps(asdict(facts)), encoding="utf-8")


def _take_out(file: Path, scratch: Path, most_bytes: int) -> Facts:
    import torch
    from safetensors.torch import save_file

    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            if sum(each.file_size for each in archive.infolist()) > most_bytes:
                raise MemoryError
    with torch.serialization.safe_globals([argparse.Namespace]):  # options: it holds values, and does nothing
        tree = torch.load(file, map_location="cpu", weights_only=True)
    route, weights = unwrapped(tree, _is_weight)
    if not weights or len(weights) > MOST_TENSORS or max(map(len, weights)) > LONGEST_NAME:
        return Facts(refused="empty")
    if sum(value.numel() * value.element_size() for value in weights.values()) > most_bytes:
        raise MemoryError  # a tensor may be one number, repeated
    save_file({name: value.detach().clone().contiguous() for name, value in weights.items()}, scratch / WEIGHTS_FILE)
    keys = [key[:LONGEST_TEXT] for key in tree if isinstance(key, str)] if route else []
    return Facts(route, tuple(keys[:MOST_KEYS]))


def _is_weight(value: object) -> "TypeGuard[Tensor]":
    """Plain numbers in memory, of a kind that safetensors knows."""
    import torch

    kinds = {getattr(torch, name) for name in NAMES.values()}
    if not isinstance(value, torch.Tensor) or value.layout is not torch.strided:
        return False
    return value.device.type == "cpu" and value.dtype in kinds


def _refusal(error: Exception) -> Facts:
    words = str(error)
    if isinstance(error, MemoryError) or "alloc" in words.lower() or "not enough memory" in words:
        return Facts(refused="memory")
    if "TorchScript" in words:
        return Facts(refused="script")
    is_refused = type(error).__name__ == "UnpicklingError"  # torch's unpickler, which knows plain data alone
    found = GLOBAL.search(words) if is_refused else None
    if found is not None:
        return Facts(refused="code", detail=found[1][:LONGEST_TEXT])
    if "zip archive" in words or "PytorchStreamReader" in words:
        return Facts(refused="cut")
    if is_refused or isinstance(error, (EOFError, zipfile.BadZipFile)):
        return Facts(refused="foreign")
    return Facts(refused="damaged", detail=reason_of(error)[:LONGEST_TEXT])
