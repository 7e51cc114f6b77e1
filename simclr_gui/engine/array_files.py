"""Arrays of numbers and names in a run folder: written whole or not at all, read with care, never as code."""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.errors import UserError
from simclr_gui.engine.run_folder import RunFolder, telling_disk_trouble
from simclr_gui.engine.sentences import said

LARGEST_BYTES = 512 * 2**20


def write_arrays(folder: RunFolder, path: Path, **arrays: NDArray[Any]) -> None:
    """Writes arrays by name as an npz file in the run's folder.

    Raises:
        UserError: the disk is full or closed to us; an older file is untouched.
    """
    with telling_disk_trouble(folder.path):
        path.parent.mkdir(exist_ok=True)
        beside = path.with_name(f".{path.name}.part")
        with beside.open("wb") as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]  # compressed, 10,000 pictures take a second to write
        beside.replace(path)


def read_arrays(path: Path, *names: str, defaults: Mapping[str, NDArray[Any]] | None = None) -> dict[str, NDArray[Any]]:
    """Reads arrays of numbers and names; sizes are checked before anything is unpacked.

    Where one is not there, its value in `defaults` is taken.

    Raises:
        UserError: the file is damaged, or lacks one of the names.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_BYTES:
                raise UserError(
                    said("{path} is larger than anything that is kept there.", path=path), "It is probably damaged."
                )
        with np.load(path, allow_pickle=False) as arrays:
            there = dict(defaults or {}) | {name: arrays[name] for name in names if name in arrays.files}
            return {name: there[name] for name in names}
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise UserError(
            said("{path} is damaged: {reason}.", path=path, reason=error), "Evaluate the run and draw its maps again."
        ) from error
