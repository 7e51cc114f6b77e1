"""Decoded images on the disk: one file of bytes that is mapped into memory, so that opening it costs nothing.

An entry is a folder, named by what was decoded: pixels.bin and index.json, which is written last.
"""

import contextlib
import errno
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
import torch
from torch import Tensor

from simclr_gui.engine.datasets.folder.cache_index import DamagedIndex, Index, OtherVersion, read_index, write_index
from simclr_gui.engine.datasets.folder.leftovers import images_cache_dir, sweep_cache
from simclr_gui.engine.datasets.folder.pixels_check import Checksums, is_whole, seal
from simclr_gui.engine.datasets.images import DataSet, ImageSet
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence, said
from simclr_gui.engine.messages.system_reasons import system_reason
from simclr_gui.engine.storage.disk import require_room
from simclr_gui.engine.storage.mapped_file import MappedFile
from simclr_gui.engine.storage.parts import new_part

MOST_BYTES_KEPT = 20 * 2**30
PIXELS_FILE, INDEX_FILE = "pixels.bin", "index.json"
DAMAGED = said("The images that were kept are damaged; they are read again.")
TRIES = 3


@dataclass(frozen=True)
class CachedImages:
    """Decoded images, uint8 (count, 3, side_px, side_px), what is known of them, and the file if they lie in one."""

    pixels: Tensor
    index: Index
    file: MappedFile | None = None

    def data_set(self, name: str, *, learn_from_unlabelled_only: bool = False) -> DataSet:
        """The images as training and test images."""
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


def open_cached(key: str) -> CachedImages | None:
    """Maps an entry; None where there is none that is whole."""
    cached = cached_or_damage(key)
    return cached if isinstance(cached, CachedImages) else None


def cached_or_damage(key: str) -> CachedImages | Sentence | None:
    """Maps an entry; None where there is none, or one of an earlier version.

    Where there is one that is not what was written, it is deleted, and the sentence tells of it.
    """
    folder = images_cache_dir() / key
    for _ in range(TRIES):
        try:
            index = read_index(folder / INDEX_FILE)
            if index is None:
                return None
            cached = _opened(folder, index)
            if cached is not None:
                (folder / INDEX_FILE).touch()
                return cached
            if read_index(folder / INDEX_FILE) == index:
                break  # else somebody has replaced the entry meanwhile
        except OtherVersion:
            return None
        except DamagedIndex:
            break
        except OSError:
            return None
    shutil.rmtree(folder, ignore_errors=True)
    return DAMAGED


def _opened(folder: Path, index: Index) -> CachedImages | None:
    """The file is mapped that was checked, even if another takes its place."""
    path = folder / PIXELS_FILE
    if not path.is_file() or path.stat().st_size != np.prod(index.shape, dtype=object):
        return None
    with path.open("rb") as pixels:
        if not is_whole(pixels, index.pixels_checksum, folder):
            return None
        file = MappedFile(pixels)
    return CachedImages(file.bytes.view(index.shape), index, file)


def note_seen(key: str, index: Index, seen: str) -> None:
    """The files of an entry were found to be the same at another place or time; a disk that is closed forgets it."""
    with contextlib.suppress(OSError):
        write_index(images_cache_dir() / key / INDEX_FILE, index.model_copy(update={"seen": seen}))


class CacheWriter:
    """Writes one entry beside its place and moves it there when it is whole; used with `with`.

    Raises:
        UserError: the disk has not enough room, or is closed to us.
    """

    def __init__(self, key: str, expected_bytes: int) -> None:
        self._place = images_cache_dir() / key
        self.beside = new_part(self._place)
        self._checksums = Checksums()
        self._expected_bytes = expected_bytes
        self._file: BinaryIO | None = None

    def __enter__(self) -> "CacheWriter":
        with telling_cache_trouble():
            self.beside.parent.mkdir(parents=True, exist_ok=True)
            sweep_cache()
            forget_oldest(max(0, MOST_BYTES_KEPT - self._expected_bytes))
            require_room(
                self.beside.parent,
                self._expected_bytes,
                said("The decoded images"),
                said("Free some space, choose a smaller image side or fewer images."),
            )
            self.beside.mkdir()
            self._file = (self.beside / PIXELS_FILE).open("wb")
        return self

    def append(self, pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> None:
        """Adds images of shape (count, 3, side_px, side_px); there is none where no file of a part can be decoded."""
        assert self._file is not None, "append within `with`"
        if not len(pixels):
            return
        with telling_cache_trouble():
            content = memoryview(np.ascontiguousarray(pixels).data).cast("B")
            self._file.write(content)
            self._checksums.update(content)

    def finish(self, index: Index) -> None:
        """The entry is whole: the pixels are on the disk before the index says so, and then it takes its place.

        Where another process has made the same entry meanwhile, this one replaces it.
        """
        assert self._file is not None, "finish within `with`"
        with telling_cache_trouble():
            self._file.flush()
            os.fsync(self._file.fileno())
            seal(self._file, self.beside)
            self._file.close()
            checksums = self._checksums.values()
            write_index(self.beside / INDEX_FILE, index.model_copy(update={"pixels_checksum": checksums}))
            self._take_place()

    def _take_place(self) -> None:
        old = new_part(self._place)
        for attempt in range(TRIES):
            try:
                with contextlib.suppress(FileNotFoundError):
                    self._place.rename(old)
                self.beside.rename(self._place)
                break
            except OSError:  # another process was faster, or holds the old one open (Windows)
                if attempt == TRIES - 1 and not (self._place / INDEX_FILE).is_file():
                    raise
            finally:
                shutil.rmtree(old, ignore_errors=True)

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()
        shutil.rmtree(self.beside, ignore_errors=True)


class telling_cache_trouble:  # noqa: N801 - reads as a phrase after `with`
    """Turns an OSError into a sentence."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, OSError):
            raise UserError(
                said(
                    "The decoded images cannot be kept in {folder}: {reason}.",
                    folder=images_cache_dir(),
                    reason=system_reason(error),
                ),
                "Free some space on that disk."
                if error.errno in (errno.ENOSPC, errno.EDQUOT)
                else "Allow writing there, or move the program's folder with SIMCLR_EXPLORER_HOME.",
            ) from error


def forget_oldest(bytes_kept: int) -> None:
    """Deletes entries, those not used for longest first, until the rest fits."""
    entries = []
    for index in images_cache_dir().glob(f"*/{INDEX_FILE}"):
        if not index.parent.name.endswith(".part"):
            with contextlib.suppress(OSError):  # another process makes room at the same time
                size = (index.parent / PIXELS_FILE).stat().st_size
                entries.append((index.stat().st_mtime, index.parent, size))
    total = sum(size for _, _, size in entries)
    for _, folder, size in sorted(entries, key=lambda entry: entry[0]):
        if total <= bytes_kept:
            return
        shutil.rmtree(folder, ignore_errors=True)
        total -= size
