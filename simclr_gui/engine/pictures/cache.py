"""Decoded pictures on the disk: one file of bytes that is mapped into memory, so that opening it costs nothing.

An entry is a folder, named by what was decoded: pixels.bin and index.json, which is written last.
"""

import contextlib
import dataclasses
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
import torch
from torch import Tensor

from simclr_gui.engine.disk import require_room
from simclr_gui.engine.errors import UserError
from simclr_gui.engine.images import DataSet, ImageSet
from simclr_gui.engine.json_files import read_json, write_json_atomically
from simclr_gui.engine.mapped_file import MappedFile
from simclr_gui.engine.places import cache_dir
from simclr_gui.engine.sentences import said

SCHEMA_VERSION = 2
MOST_BYTES_KEPT = 20 * 2**30
PIXELS_FILE, INDEX_FILE = "pixels.bin", "index.json"


@dataclass(frozen=True)
class Index:
    """What lies in pixels.bin, picture by picture.

    Attributes:
        labels: one a picture, -1 without a class.
        train: so many of the first are for training, the rest for testing.
        left_out: names and reasons of files that could not be read.
        class_names: what the labels stand for.
        content: digest of what is in the files; empty where nothing else can lie under the entry's name.
        seen: where the files lay and when they were changed, when their content was last read.
    """

    side_px: int
    train: int
    labels: list[int]
    left_out: list[tuple[str, str]]
    class_names: list[str]
    content: str = ""
    seen: str = ""
    schema_version: int = SCHEMA_VERSION


@dataclass(frozen=True)
class CachedPictures:
    """Decoded pictures, uint8 (count, 3, side_px, side_px), what is known of them, and the file if they lie in one."""

    pixels: Tensor
    index: Index
    file: MappedFile | None = None

    def data_set(self, name: str, *, learn_from_unlabelled_only: bool = False) -> DataSet:
        """The pictures as training and test pictures."""
        labels = torch.tensor(self.index.labels, dtype=torch.int64)
        whole = ImageSet(self.pixels, labels, self.file)
        end = self.index.train
        begin = int((labels[:end] >= 0).sum()) if learn_from_unlabelled_only else 0
        return DataSet(
            name,
            tuple(self.index.class_names),
            whole.part(begin, end),
            whole.part(end, len(whole)),
            whole.part(0, begin) if begin else None,
        )


def pictures_cache_dir() -> Path:
    return cache_dir() / "pictures"


def open_cached(key: str) -> CachedPictures | None:
    """Maps an entry; None where there is none that is whole."""
    folder = pictures_cache_dir() / key
    try:
        values = read_json(folder / INDEX_FILE)
        index = Index(**values)
        shape = (len(index.labels), 3, index.side_px, index.side_px)
        if index.schema_version != SCHEMA_VERSION or (folder / PIXELS_FILE).stat().st_size != int(np.prod(shape)):
            return None
        file = MappedFile(folder / PIXELS_FILE)
        (folder / INDEX_FILE).touch()
    except (UserError, OSError, TypeError, ValueError):
        return None
    return CachedPictures(file.bytes.view(shape), index, file)


def note_seen(key: str, index: Index, seen: str) -> None:
    """The files of an entry were found to be the same at another place or time; a disk that is closed forgets it."""
    with contextlib.suppress(OSError):
        write_json_atomically(pictures_cache_dir() / key / INDEX_FILE, asdict(dataclasses.replace(index, seen=seen)))


class CacheWriter:
    """Writes one entry beside its place and moves it there when it is whole; used with `with`.

    Raises:
        UserError: the disk has not enough room, or is closed to us.
    """

    def __init__(self, key: str, expected_bytes: int) -> None:
        self._place = pictures_cache_dir() / key
        self._beside = self._place.with_name(f"{key}.{os.getpid()}.part")
        self._expected_bytes = expected_bytes
        self._file: BinaryIO | None = None

    def __enter__(self) -> "CacheWriter":
        with telling_cache_trouble():
            shutil.rmtree(self._beside, ignore_errors=True)
            self._beside.parent.mkdir(parents=True, exist_ok=True)
            forget_oldest(max(0, MOST_BYTES_KEPT - self._expected_bytes))
            require_room(
                self._beside.parent,
                self._expected_bytes,
                said("The decoded pictures"),
                said("Free some space, choose a smaller picture side or fewer pictures."),
            )
            self._beside.mkdir()
            self._file = (self._beside / PIXELS_FILE).open("wb")
        return self

    def append(self, pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> None:
        """Adds pictures of shape (count, 3, side_px, side_px)."""
        assert self._file is not None, "append within `with`"
        with telling_cache_trouble():
            self._file.write(np.ascontiguousarray(pixels).data)

    def finish(self, index: Index) -> None:
        """The entry is whole."""
        assert self._file is not None, "finish within `with`"
        with telling_cache_trouble():
            self._file.close()
            write_json_atomically(self._beside / INDEX_FILE, asdict(index))
            shutil.rmtree(self._place, ignore_errors=True)
            self._beside.rename(self._place)

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()
        shutil.rmtree(self._beside, ignore_errors=True)


class telling_cache_trouble:  # noqa: N801 - reads as a phrase after `with`
    """Turns an OSError into a sentence."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, OSError):
            raise UserError(
                said(
                    "The decoded pictures cannot be kept in {folder}: {reason}.",
                    folder=pictures_cache_dir(),
                    reason=(error.strerror or "").lower(),
                ),
                "Free some space on that disk, or move the program's folder with SIMCLR_EXPLORER_HOME.",
            ) from error


def forget_oldest(bytes_kept: int) -> None:
    """Deletes entries, those not used for longest first, until the rest fits."""
    entries = [
        (index.stat().st_mtime, index.parent, (index.parent / PIXELS_FILE).stat().st_size)
        for index in pictures_cache_dir().glob(f"*/{INDEX_FILE}")
        if (index.parent / PIXELS_FILE).is_file()
    ]
    total = sum(size for _, _, size in entries)
    for _, folder, size in sorted(entries, key=lambda entry: entry[0]):
        if total <= bytes_kept:
            return
        shutil.rmtree(folder, ignore_errors=True)
        total -= size
