"""One thing changed about a run folder: bytes, files in each other's places, values, arrays, checkpoints."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import torch
from safetensors.torch import load, save

from simclr_gui.engine.runs.manifests import manifest_files, read_manifest, weights_beside, with_checksum
from tests.campaign.files.array_changes import change_arrays
from tests.campaign.files.changes import RAW_JSON, change_value


def mutate(run_dir: Path, chance: Random) -> str:
    """Changes one thing about the run; says what."""
    files = sorted(path for path in run_dir.rglob("*") if path.is_file() and path.name != "lock")
    small = [path for path in files if path.parent.name != "checkpoints"]
    file = chance.choice(chance.choice([files, small]))
    kinds: list[Callable[[Path, Random], str]] = [_change_bytes, replace_file]
    if file.suffix in (".json", ".jsonl"):
        kinds += 4 * [_change_json_file]
    if file.suffix == ".npz":
        kinds += 4 * [change_arrays]
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


def replace_file(file: Path, chance: Random) -> str:
    """Puts something else in the place of a file; says what."""
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


def _change_json_file(file: Path, chance: Random) -> str:
    lines = file.read_text().splitlines() if file.suffix == ".jsonl" else [file.read_text()]
    number = chance.randrange(len(lines))
    values = json.loads(lines[number])
    way = change_value(values, chance)
    raw = chance.choice([None, None, None, None, *RAW_JSON])
    lines[number] = json.dumps(values) if raw is None else raw
    if file.parent.name == "checkpoints" and raw is None and chance.random() < 0.5:
        values.pop("manifest_sha256", None)  # an older version wrote none
        lines[number] = json.dumps(values | {"schema_version": 1})
    file.write_text("\n".join(lines) + "\n")
    return way if raw is None else raw[:20]


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
