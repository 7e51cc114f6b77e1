"""Encoders of other programs, broken or hostile: imported as numbers, or refused; nothing in them runs."""

import io
import json
import os
import struct
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from safetensors.torch import save

from simclr_gui.engine.events import Announced
from simclr_gui.engine.events.sharing import EncoderRecognised, RunImported
from simclr_gui.engine.exchange import foreign_file, unpickling
from simclr_gui.engine.exchange.importing import import_encoder
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.origin import read_origin
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.checkpoints import newest_tensors
from tests.campaign.files.border import home_in, tried
from tests.campaign.files.changes import change_value, changed_json, damaged
from tests.campaign.files.zip_changes import change_entries
from tests.campaign.trial import Trial
from tests.engine.exchange.layouts import LAYOUTS, Layout, made

THINNER = 4  # than the network of the layout: a file has 3 MB instead of 45
HEAD_BYTES = 4_096
ODD_NAMES: tuple[Any, ...] = ("", ".", "../../out", "x" * 100_000, "a\0b", "\ud800", 3, None, b"conv1.weight", (1, 2))
ODD_KINDS = (torch.float64, torch.float16, torch.bfloat16, torch.complex64, torch.int8, torch.bool, torch.float8_e4m3fn)


class Calls:
    """Unpickled by a careless program, it calls a function."""

    def __init__(self, function: Callable[..., Any], *arguments: object) -> None:
        self._call = function, arguments

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[object, ...]]:
        return self._call


@cache
def thin_layout(name: str) -> Layout:
    """A layout of another program with a network of a quarter of the width."""
    layout = made(name)
    return replace(layout, tree=_thinned(layout.tree), network=torch.nn.Identity())


def _thinned(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {name: _thinned(each) for name, each in tree.items()}
    if not isinstance(tree, torch.Tensor):
        return tree
    return tree[tuple(slice(size // THINNER if size % 64 == 0 else size) for size in tree.shape)].clone()


def _weights_in(tree: dict[Any, Any]) -> dict[Any, Any]:
    """The innermost dictionary that holds the most tensors."""
    found = [tree, *(_weights_in(each) for each in tree.values() if isinstance(each, dict) and each)]
    return max(found, key=lambda each: sum(isinstance(value, torch.Tensor) for value in each.values()))


def _copied(tree: Any) -> Any:
    return {name: _copied(each) for name, each in tree.items()} if isinstance(tree, dict) else tree


def _change_tree(tree: dict[Any, Any], place: Path, chance: Random) -> str:
    """Changes a tensor, a name, or puts in what no program of weights writes."""
    weights = _weights_in(tree)
    name = chance.choice([key for key, value in weights.items() if isinstance(value, torch.Tensor)])
    value = weights[name]
    odd: dict[str, Callable[[], Any]] = {
        "shape": lambda: torch.zeros(chance.choice([(), (0,), (2, 3), (1,) * 12, (3, 0, 4), value.shape[::-1]])),
        "kind": lambda: value.to(chance.choice(ODD_KINDS)),
        "no number": lambda: value.float() * float(chance.choice(["nan", "inf"])),
        "huge numbers": lambda: torch.full(value.shape, 1e30),
        "sparse": lambda: value.float().to_sparse(),
        "nowhere": lambda: value.to("meta"),
        "repeated": lambda: torch.zeros(1).expand(chance.choice([10**12, 10**8])),
        "quantized": lambda: torch.quantize_per_tensor(value.float(), 0.1, 0, torch.qint8),
        "turned": lambda: value.float().T if value.ndim == 2 else value.float()[..., None].expand(*value.shape, 2),
        "parameter": lambda: torch.nn.Parameter(value.float()),
        "no tensor": lambda: chance.choice([None, 3, "x", b"x", [], {}, [1, [2]], {1, 2}, 10**400, float("nan")]),
        "code": lambda: chance.choice(
            [
                Calls(os.system, f"touch {place / 'it-ran'}"),
                Calls(eval, f"open({str(place / 'it-ran')!r}, 'w').close()"),
                Calls(open, str(place / "it-ran"), "w"),
                Calls(torch.hub.load, "nobody/nothing", "net"),
                torch.nn.Linear(2, 2),
            ]
        ),
    }
    way = chance.choice([*odd, "missing", "name", "itself", "beside", "deep"])
    if way == "missing":
        del weights[name]
    elif way == "name":
        weights[chance.choice(ODD_NAMES)] = weights.pop(name)
    elif way == "itself":
        weights[name] = tree
    elif way == "beside":
        tree["extra"] = odd[chance.choice(list(odd))]()
    elif way == "deep":
        tree["extra"] = []
        for _ in range(chance.choice([50, 400])):
            tree["extra"] = [tree["extra"]]
    else:
        weights[name] = odd[way]()
    return f"{way} {str(name)[:60]}"


def _change_zip(content: bytes, chance: Random) -> tuple[bytes, str]:
    """The pickle in it, else any of its entries."""
    return change_entries(content, chance, "data.pkl" if chance.random() < 0.6 else "")


def _change_header(content: bytes, chance: Random) -> tuple[bytes, str]:
    """The list of contents of a safetensors file, in part or as a whole, and its length."""
    length = int.from_bytes(content[:8], "little")
    header, body = content[8 : 8 + length], content[8 + length :]
    if chance.random() < 0.2:
        lie = chance.choice([0, 1, length - 1, length + 1, 10 * 2**30, 2**64 - 1, len(content)])
        return struct.pack("<Q", lie) + content[8:], f"length {lie}"
    values = json.loads(header)
    what = change_value(chance.choice([values, *[each for each in values.values() if isinstance(each, dict)]]), chance)
    changed = json.dumps(values)
    if chance.random() < 0.2:
        changed, what = changed_json(header.decode(), chance)
    return struct.pack("<Q", len(changed.encode())) + changed.encode() + body, f"header {what}"


def _change_bytes(content: bytes, chance: Random) -> bytes:
    """Where names and sizes stand, half of the time: elsewhere there are only numbers."""
    rng = np.random.default_rng(chance.randrange(2**32))
    if chance.random() < 0.5:
        return damaged(content, rng)
    if chance.random() < 0.5:
        return damaged(content[:HEAD_BYTES], rng) + content[HEAD_BYTES:]
    return content[:-HEAD_BYTES] + damaged(content[-HEAD_BYTES:], rng)


def write_broken(place: Path, chance: Random) -> tuple[Path, str]:
    """Writes a file that another program wrote, and something happened to; says what."""
    name = chance.choice(list(LAYOUTS))
    layout = thin_layout(name)
    tree, way = _copied(layout.tree), chance.choice(["none", "tree", "tree", "bytes", "inside", "inside", "beside"])
    kind = chance.choice(["zip", "zip", "stream", "safetensors"])
    what = _change_tree(tree, place, chance) if way == "tree" and kind != "safetensors" else way
    if kind == "safetensors":
        weights = {key: each.contiguous() for key, each in _weights_in(tree).items() if isinstance(each, torch.Tensor)}
        if way == "tree":
            what = _change_weights(weights, chance)
        content = save(weights, {"made_by": "SimCLR Explorer", "stem": layout.stem, "side_px": "32"})
    else:
        stream = io.BytesIO()
        torch.save(tree, stream, _use_new_zipfile_serialization=kind == "zip")
        content = stream.getvalue()
    if way == "inside" and kind != "stream":
        content, what = (_change_zip if kind == "zip" else _change_header)(content, chance)
    elif way == "bytes" or (way == "inside" and kind == "stream"):
        content, what = _change_bytes(content, chance), "bytes"
    file = place / "other" / ("model.safetensors" if kind == "safetensors" else LAYOUTS[name][0])
    file.parent.mkdir()
    file.write_bytes(content)
    for beside, values in (layout.beside or {"config.json": {}, "args.json": {"backbone": {}}}).items():
        text = json.dumps(values)
        file.with_name(beside).write_text(changed_json(text, chance)[0] if way == "beside" else text)
    is_named_by_folder = kind == "safetensors" and chance.random() < 0.5
    return file.parent if is_named_by_folder else file, f"{name}, {kind}: {what}"


def _change_weights(weights: dict[str, torch.Tensor], chance: Random) -> str:
    name = chance.choice(list(weights))
    way = chance.choice(["missing", "shape", "kind", "no number", "name"])
    value = weights.pop(name)
    if way == "shape":
        weights[name] = torch.zeros(chance.choice([(), (0,), (2, 3), (1,) * 12]))
    elif way == "kind":
        weights[name] = value.to(chance.choice(ODD_KINDS)).contiguous()
    elif way == "no number":
        weights[name] = torch.full(value.shape, float(chance.choice(["nan", "inf"])))
    elif way == "name":
        weights[chance.choice([each for each in ODD_NAMES if isinstance(each, str) and each != "\ud800"])] = value
    return f"{way} {name}"


def taken_out_within(file: Path, scratch: Path) -> Iterator[Announced]:
    """As the program's process of its own does it, in this one: the limit of its memory goes when it is over."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    try:
        unpickling._bound_memory(unpickling.bytes_allowed(file))
        unpickling.take_out(file, scratch, unpickling.bytes_allowed(file))
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
    yield from ()
    return unpickling.facts_in(file, scratch)


def _wrong(file: Path, run_dir: Path, *, is_whole: bool) -> str:
    marker = run_dir.with_name("it-ran")
    try:
        told = list(import_encoder(file, run_dir))
    except UserError as error:
        if marker.exists():
            return "what was in it has run"
        if run_dir.exists():
            return "a run is left behind"
        if is_whole:
            return f"refused: {error}"
        raise
    if not isinstance(told[-1], RunImported) or not any(isinstance(each, EncoderRecognised) for each in told):
        return f"no run: {told[-1]}"
    found = newest_tensors(RunFolder.open(run_dir))
    if found is None or not all(bool(each.isfinite().all()) for each in found[1].values()):
        return "weights that are no numbers"
    if marker.exists():
        return "what was in it has run"
    return "" if read_origin(RunFolder(run_dir)) is not None else "no origin"


def trials(count: int, seed: int) -> Iterator[Trial]:
    """Imports so many."""
    for number in range(seed, seed + count):
        with tempfile.TemporaryDirectory() as folder, home_in(Path(folder) / "home"), _reading_here():
            place = Path(folder)
            file, what = write_broken(place, Random(number))

            def wrong(file: Path = file, what: str = what, place: Path = place) -> str:
                return _wrong(file, place / "run", is_whole=what.endswith(": none"))

            trial = tried("encoders of other programs", f"encoder {number} ({what})", wrong, place)
        yield trial


@contextmanager
def _reading_here() -> Iterator[None]:
    before = foreign_file.taken_out
    foreign_file.taken_out = taken_out_within
    try:
        yield
    finally:
        foreign_file.taken_out = before
