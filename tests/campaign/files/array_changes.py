"""Changes to files of arrays: other kinds and shapes of numbers, headers that lie, entries packed otherwise."""

import io
import zipfile
from pathlib import Path
from random import Random

import numpy as np
from numpy.lib import format as npy


def change_arrays(file: Path, chance: Random) -> str:
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
