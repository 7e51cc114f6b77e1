"""Run folders that nobody wrote: a whole one, changed at random, then listed, opened, evaluated, mapped and resumed.

`python -m tests.engine.runs.run_mutations 2000 [seed]` tries so many and prints a table of what became of them.
"""

import io
import json
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.lib import format as npy
from safetensors.torch import load, save

from simclr_gui.engine.events import EvaluationFinished, Event, ImagesChosen, MapComputed, StepMeasured, StepsRead
from simclr_gui.engine.experiments.experiment import recorded_training
from simclr_gui.engine.experiments.replay import follow
from simclr_gui.engine.experiments.run_evaluator import RunEvaluator
from simclr_gui.engine.listing.known_run import summarise
from simclr_gui.engine.mapping.umap_layout import LayoutTask
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.manifests import manifest_files, read_manifest, weights_beside, with_checksum
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.control import Control
from tests.small import small_config, small_data, train_small

CONFIG = small_config(budget__epochs=40)
Random = random.Random


@dataclass(frozen=True)
class Outcome:
    """What became of one way of using a folder: "right", "refused" (in words), or the traceback of an error."""

    use: str
    result: str
    details: str = ""


def quick_layout(task: LayoutTask) -> np.ndarray[Any, Any]:
    """Stands for UMAP, which has tests of its own."""
    return np.random.default_rng(0).normal(size=(len(task.values), 2)).astype(np.float32)


def make_whole_run(run_dir: Path) -> None:
    """A run that was stopped after two checkpoints, evaluated and mapped."""
    for steps in (3, 6):
        control = Control()
        stopper = StopAfter(steps, control)
        train_small(run_dir, CONFIG, control, [stopper])
    list(RunEvaluator(RunFolder(run_dir), quick_layout, small_data(CONFIG)).evaluate_and_map(lambda: False))


class StopAfter:
    """An observer that ends the training at a step."""

    def __init__(self, step: int, control: Control) -> None:
        self._step, self._control = step, control

    def observe(self, moment: Any) -> Iterator[Event]:
        if moment.learner.step >= self._step:
            self._control.request_stop()
        yield from ()


def mutate(run_dir: Path, chance: Random) -> str:
    """Changes one thing about the run; says what."""
    files = sorted(path for path in run_dir.rglob("*") if path.is_file() and path.name != "lock")
    small = [path for path in files if path.parent.name != "checkpoints"]
    file = chance.choice(chance.choice([files, small]))
    kinds: list[Callable[[Path, Random], str]] = [_change_bytes, _replace]
    if file.suffix in (".json", ".jsonl"):
        kinds += 4 * [_change_json]
    if file.suffix == ".npz":
        kinds += 4 * [_change_arrays]
    if file.parent.name == "checkpoints":
        kinds += 4 * [_change_checkpoints]
    kind = chance.choice(kinds)
    return f"{file.name}: {kind(file, chance)}"


def _change_bytes(file: Path, chance: Random) -> str:
    content = bytearray(file.read_bytes())
    way = chance.choice(["cut", "flipped", "zeros", "longer", "no text"])
    place = chance.randrange(max(1, len(content)))
    if way == "cut":
        content = content[:place]
    elif way == "flipped" and content:
        content[place] ^= 1 << chance.randrange(8)
    elif way == "zeros":
        content[place : place + 64] = bytes(64)
    elif way == "longer":
        content += chance.randbytes(chance.randrange(1, 2_000))
    else:
        content[place:place] = b"\xff\xfe\x80"
    file.write_bytes(content)
    return way


def _replace(file: Path, chance: Random) -> str:
    way = chance.choice(["gone", "empty", "folder", "full folder", "pipe", "dangling", "loop", "sparse", "other file"])
    others = [path for path in file.parent.iterdir() if path.is_file() and path != file]
    other = chance.choice(others).read_bytes() if others else b"?"
    file.unlink()
    if way == "empty":
        file.touch()
    elif way in ("folder", "full folder"):
        file.mkdir()
        if way == "full folder":
            (file / "x").touch()
    elif way == "pipe":
        os.mkfifo(file)
    elif way == "dangling":
        file.symlink_to("nowhere")
    elif way == "loop":
        file.symlink_to(file.name)
    elif way == "sparse":
        with file.open("wb") as sparse:
            sparse.truncate(64 * 2**20)
    elif way == "other file":
        file.write_bytes(other)
    return way


def _odd_values() -> list[Any]:
    deep: Any = 0
    for _ in range(900):
        deep = [deep]
    numbers = [0, -1, 1, 7, 2**31, 2**63, 2**70, 10**400, -(10**400), 0.5, 1.5, -0.5, 1e308, 1e-320]
    odd = [float("nan"), float("inf"), None, True, False, "", "x", "\x00", "\ud800", "9" * 5_000, [], {}, [1], {"a": 1}]
    return [*numbers, *odd, [[0.1, 0.2, 0.3]], [0.9, 0.1], "2026-01-01", deep]


def _change_json(file: Path, chance: Random) -> str:
    lines = file.read_text().splitlines() if file.suffix == ".jsonl" else [file.read_text()]
    number = chance.randrange(len(lines))
    values = json.loads(lines[number])
    way = _change_value(values, chance)
    raw = chance.choice(
        [None, None, None, None, "[" * 100_000, "{" * 2_000, '{"a":' * 500, "NaN", "1e999", "null", "[1]"]
    )
    lines[number] = json.dumps(values) if raw is None else raw
    if file.parent.name == "checkpoints" and raw is None and chance.random() < 0.5:
        values.pop("manifest_sha256", None)  # an older version wrote none
        lines[number] = json.dumps(values | {"schema_version": 1})
    file.write_text("\n".join(lines) + "\n")
    return way if raw is None else raw[:20]


def _change_value(values: Any, chance: Random) -> str:
    """Changes one value somewhere inside."""
    while isinstance(values, (dict, list)) and values:
        key = chance.choice(list(values) if isinstance(values, dict) else list(range(len(values))))
        inner = values[key]
        if isinstance(inner, (dict, list)) and inner and chance.random() < 0.7:
            values = inner
            continue
        if isinstance(values, dict) and chance.random() < 0.2:
            del values[key]
            return f"without {key}"
        odd = chance.choice(_odd_values())
        values[key] = odd
        return f"{key} = {str(odd)[:20]!r}"
    return "nothing"


def _change_arrays(file: Path, chance: Random) -> str:
    with np.load(file) as there:
        arrays = {name: there[name] for name in there.files}
    name = chance.choice(sorted(arrays))
    values = arrays[name]
    way = chance.choice(["dtype", "shape", "values", "missing", "object", "lie", "packed", "flags", "big-endian"])
    if way == "dtype":
        dtype = chance.choice(["f2", "f8", "g", "i1", "u8", "c8", "?", "U3", "S3", "M8[D]", "m8[s]", "V4"])
        arrays[name] = np.zeros(values.shape, dtype)
        way = f"dtype {dtype}"
    elif way == "shape":
        shapes = [values.reshape(-1), values[None], values[..., None], values[:0] if values.ndim else values, values.T]
        arrays[name] = chance.choice([*shapes, np.concatenate([values, values]) if values.ndim else values])
    elif way == "values" and values.dtype.kind != "U":
        changed = np.array(values, dtype=np.float64 if values.dtype.kind == "f" else np.int64)
        changed.reshape(-1)[: max(1, changed.size // 3)] = chance.choice(
            [np.nan, np.inf, -1e300, 1e30, -1] if values.dtype.kind == "f" else [-1, -2, 10**12, -(2**62), 2**33 + 1]
        )
        arrays[name] = changed
    elif way == "missing":
        del arrays[name]
    elif way == "object":
        arrays[name] = np.array([{"a": 1}] * max(1, values.size), dtype=object)
    elif way == "big-endian":
        arrays[name] = values.astype(values.dtype.newbyteorder(">"))
    np.savez(file, **arrays) if way != "packed" else np.savez_compressed(file, **arrays)
    if way == "lie":
        _lie(file, name, chance)
    elif way == "flags":
        content = bytearray(file.read_bytes())
        for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            content[content.index(sign) + place] ^= chance.choice([1, 8, 32])
            content[content.index(sign) + place + 2] = chance.choice([0, 9, 12, 14, 93, 99])
        file.write_bytes(content)
    return f"{name} {way}"


def _lie(file: Path, name: str, chance: Random) -> None:
    """The header of an array promises what is not there."""
    with zipfile.ZipFile(file) as archive:
        contents = {entry: archive.read(entry) for entry in archive.namelist()}
    member = io.BytesIO(contents[f"{name}.npy"])
    npy.read_magic(member)
    _, _, dtype = npy.read_array_header_1_0(member)
    shape = chance.choice([(10**12, 2), (2**62, 4), (-1,), (10**6,), (0, 2**60), ()])
    header = io.BytesIO()
    npy.write_array_header_1_0(header, {"shape": shape, "fortran_order": False, "descr": dtype.str})
    contents[f"{name}.npy"] = header.getvalue() + member.read()
    with zipfile.ZipFile(file, "w") as archive:
        for entry, content in contents.items():
            archive.writestr(entry, content)


def _change_checkpoints(file: Path, chance: Random) -> str:
    """Whole files in wrong places, and tensors of another network with a manifest that fits them."""
    newest = manifest_files(file.parent)[0]
    way = chance.choice(["swapped", "renamed", "no manifest", "other tensors", "folder gone", "bytes"])
    if way == "swapped":
        first, *_, last = sorted(file.parent.glob("*.safetensors"))
        first.rename(file.parent / "x")
        last.rename(first)
        (file.parent / "x").rename(last)
    elif way == "renamed":
        name = chance.choice(["step-00000099", "step-9999999999999999", "step-00000000", "step-x"])
        weights_beside(newest).rename(file.parent / f"{name}.safetensors")
        newest.rename(file.parent / f"{name}.json")
    elif way == "no manifest":
        newest.unlink()
    elif way == "folder gone":
        shutil.rmtree(file.parent)
    elif way == "bytes":
        return _change_bytes(weights_beside(newest), chance)
    else:
        return _change_tensors(newest, chance)
    return way


def _change_tensors(manifest_file: Path, chance: Random) -> str:
    import dataclasses
    import hashlib

    tensors = load(weights_beside(manifest_file).read_bytes())
    name = chance.choice(sorted(tensors))
    way = chance.choice(["missing", "another", "shape", "dtype", "optimizer of another kind", "optimizer.999"])
    if way == "missing":
        del tensors[name]
    elif way == "another":
        tensors["encoder.unknown.weight"] = torch.zeros(3)
    elif way == "shape":
        tensors[name] = torch.zeros(2, 3)
    elif way == "dtype":
        tensors[name] = tensors[name].to(chance.choice([torch.float64, torch.int32, torch.bfloat16]))
    elif way == "optimizer.999":
        tensors["optimizer.999.momentum_buffer"] = torch.zeros(3)
    else:
        tensors = {key.replace("momentum_buffer", "exp_avg"): value for key, value in tensors.items()}
    content = save({key: value.contiguous() for key, value in tensors.items()})
    manifest = dataclasses.replace(
        read_manifest(manifest_file), bytes=len(content), sha256=hashlib.sha256(content).hexdigest()
    )
    weights_beside(manifest_file).write_bytes(content)
    manifest_file.write_text(json.dumps(with_checksum(manifest)))
    return f"{way} {name}"


def use(run_dir: Path) -> list[Outcome]:
    """Lists the run, opens it, evaluates, maps and resumes it."""
    folder, data = RunFolder(run_dir), small_data(CONFIG)
    uses: dict[str, Callable[[], None]] = {
        "list": lambda: _list(run_dir),
        "open": lambda: _play(follow(RunFolder.open(run_dir), lambda: False)),
        "evaluate": lambda: _play(RunEvaluator(RunFolder.open(run_dir), quick_layout, data).evaluate()),
        "map": lambda: _play(RunEvaluator(RunFolder.open(run_dir), quick_layout, data).compute_maps()),
        "resume": lambda: _resume(folder),
    }
    return [_outcome(name, action) for name, action in uses.items()]


def _outcome(name: str, action: Callable[[], None]) -> Outcome:
    try:
        action()
    except UserError as error:
        assert error.sentence.endswith("."), error.sentence
        return Outcome(name, "refused", error.sentence)
    except Exception:
        return Outcome(name, "error", traceback.format_exc())
    return Outcome(name, "right")


def _list(run_dir: Path) -> None:
    """A damaged run is one line, like any other."""
    summary = summarise(run_dir)
    if summary.state == "damaged":
        raise UserError(summary.trouble)


def _play(events: Iterator[Event]) -> None:
    for event in events:
        _require_sound(event)


def _require_sound(event: Event) -> None:
    """What a painter relies on."""
    match event:
        case MapComputed():
            assert event.coordinates.shape[1] == 2, event.coordinates.shape
            assert np.isfinite(event.coordinates).all()
        case ImagesChosen():
            assert event.images.ndim == 4
            assert event.labels.max() < max(len(event.class_names), 0) or event.labels.max() == -1
        case StepsRead():
            assert all(np.isfinite(values).all() for values in event.columns.values())
            assert (np.diff(event.columns["step"]) > 0).all()
        case EvaluationFinished():
            for scores in event.result.compared.values():
                low, high = scores.interval("linear")
                assert 0 <= low <= high <= 1
        case StepMeasured():
            assert np.isfinite(event.loss)


def _resume(folder: RunFolder) -> None:
    """Up to the first step."""
    folder = RunFolder.open(folder.path)
    events = recorded_training(folder, small_data(folder.config()), Control(), ())
    try:
        for event in events:
            if isinstance(event, StepMeasured):
                break
    finally:
        events.close()  # type: ignore[attr-defined]


def trials(whole: Path, place: Path, count: int, seed: int) -> Iterator[tuple[str, list[Outcome]]]:
    """Mutates copies of a run and uses them; gives what was changed and what became of it."""
    for number in range(count):
        run_dir = place / f"mutated-{number}"
        shutil.copytree(whole, run_dir)
        what = mutate(run_dir, Random(seed + number))
        yield what, use(run_dir)
        assert summarise(whole).state == "stopped", "the run beside it is listed as before"
        shutil.rmtree(run_dir)


def main() -> int:
    """Prints a table; how many calls ended in an error that nobody should see."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    table: Counter[tuple[str, str]] = Counter()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        make_whole_run(Path(place) / "whole")
        for number, (what, outcomes) in enumerate(trials(Path(place) / "whole", Path(place), count, seed)):
            for outcome in outcomes:
                table[outcome.use, outcome.result] += 1
                if outcome.result == "error":
                    print(f"{seed + number} {what}: {outcome.use}\n{outcome.details}")  # noqa: T201
    print(f"{count} folders in {time.monotonic() - began:.0f} s")  # noqa: T201
    for name in ("list", "open", "evaluate", "map", "resume"):
        print(name, {result: table[name, result] for result in ("right", "refused", "error")})  # noqa: T201
    return sum(number for (_, result), number in table.items() if result == "error")


if __name__ == "__main__":
    sys.exit(main() > 0)
