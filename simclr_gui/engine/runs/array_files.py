"""Arrays of numbers and names in a run folder: written whole or not at all, read with care, never as code."""

import math
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.lib import format as npy
from numpy.typing import DTypeLike, NDArray

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.files import is_file, made_whole, telling_disk_trouble, unreadable, written_beside

LARGEST_BYTES = 512 * 2**20
REMEDY = said("Evaluate the run and draw its maps again.")

Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True)
class Wanted:
    """What an array must be like.

    Attributes:
        dtype: what it is given as; in the file it may be wider, but of the same kind (integer, float, text).
        shape: numbers, or names of sizes, which must be the same in all arrays of the file ("n", 2).
        low, high: the values allowed, both ends included; `high` may name a size, which is then too high itself.
        may_be_nan: whether a number may be missing.
    """

    dtype: DTypeLike
    shape: tuple[int | str, ...]
    low: float = -math.inf
    high: float | str = math.inf
    may_be_nan: bool = False


def write_arrays(folder: RunFolder, path: Path, **arrays: NDArray[Any]) -> None:
    """Writes arrays by name as an npz file in the run's folder.

    Raises:
        UserError: the disk is full or closed to us; an older file is untouched.
    """
    with telling_disk_trouble(folder.path):
        path.parent.mkdir(exist_ok=True)
        with written_beside(path) as beside, beside.open("wb") as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]  # compressed, 10,000 images take a second to write


def read_arrays(path: Path, wanted: Mapping[str, Wanted], defaults: Mapping[str, NDArray[Any]] | None = None) -> Arrays:
    """Reads arrays of numbers and names. Their sizes are known before anything is unpacked, their values are checked.

    Where one is not there, its value in `defaults` is taken.

    Raises:
        UserError: the file is damaged, or an array is not as it is wanted.
    """
    if not is_file(path):
        raise unreadable(path, said("it is not a file"))
    return made_whole(path, lambda: _read(path, wanted, defaults or {}), REMEDY)


def _read(path: Path, wanted: Mapping[str, Wanted], defaults: Mapping[str, NDArray[Any]]) -> Arrays:
    """Raises whatever zipfile and numpy raise where the content is not what it should be."""
    arrays: Arrays = {}
    with path.open("rb") as file:
        if file.seek(0, 2) > 2 * LARGEST_BYTES:
            raise _too_large(path)
        with zipfile.ZipFile(file) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_BYTES:
                raise _too_large(path)
            names = archive.namelist()
            for name, like in wanted.items():
                if f"{name}.npy" in names or name not in defaults:
                    entry = archive.getinfo(f"{name}.npy")
                    with archive.open(entry) as member:
                        arrays[name] = _array(member, entry.file_size, np.dtype(like.dtype))  # type: ignore[arg-type]
                else:
                    arrays[name] = defaults[name]
    sizes: dict[str, int] = {}
    for name, like in wanted.items():
        _require_shape(name, arrays[name], like, sizes)
    for name, like in wanted.items():
        _require_values(name, arrays[name], like, sizes)
    return {name: arrays[name] for name in wanted}


def _too_large(path: Path) -> UserError:
    return UserError(said("{path} is larger than anything that is kept there.", path=path), "It is probably damaged.")


def _array(member: BinaryIO, size: int, dtype: np.dtype[Any]) -> NDArray[Any]:
    """One array of an npz file, whose header must account for every byte of it."""
    shape, is_by_columns, stored = _header(member)
    if stored.hasobject or stored.kind not in _KINDS[dtype.kind] or stored.itemsize == 0:
        raise ValueError(f"{stored} where {dtype} is meant")
    count = math.prod(shape)
    if min(shape, default=0) < 0 or member.tell() + count * stored.itemsize != size:
        raise ValueError("the length does not fit the header")
    content = bytearray(count * stored.itemsize)
    if member.readinto(content) != len(content) or member.read(1):  # type: ignore[attr-defined]
        raise ValueError("the length does not fit the header")  # at its end the checksum is looked at, too
    values = np.frombuffer(content, stored).reshape(shape, order="F" if is_by_columns else "C")
    if dtype.kind == "U":
        return values
    with np.errstate(over="ignore"):  # a float that does not fit becomes infinite, and is refused as such
        converted = values.astype(dtype)
    if dtype.kind in "iu" and (converted != values).any():
        raise ValueError("a number is too large")
    return converted


_KINDS = {"i": "iu", "u": "u", "f": "f", "U": "U"}
_HEADERS = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}


def _header(member: BinaryIO) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    version = npy.read_magic(member)
    shape, is_by_columns, dtype = _HEADERS[version](member)
    return shape, is_by_columns, dtype


def _require_shape(name: str, values: NDArray[Any], like: Wanted, sizes: dict[str, int]) -> None:
    """Learns the sizes that have names."""
    is_right = values.ndim == len(like.shape) and all(
        size == (sizes.setdefault(wanted, size) if isinstance(wanted, str) else wanted)
        for size, wanted in zip(values.shape, like.shape, strict=True)
    )
    if not is_right:
        raise ValueError(f"{name} has the shape {values.shape}")


def _require_values(name: str, values: NDArray[Any], like: Wanted, sizes: dict[str, int]) -> None:
    if values.dtype.kind == "U":
        values.tolist()  # not every number is a letter
        return
    known = values[~np.isnan(values)] if like.may_be_nan else values
    if not known.size:
        return
    low, high = known.min(), known.max()  # NaN where there is one
    is_below = high < sizes[like.high] if isinstance(like.high, str) else high <= like.high
    if not (np.isfinite(low) and np.isfinite(high) and like.low <= low and is_below):
        raise ValueError(f"{name} has values that cannot be")
