"""A file of images as memory, of which only what was read lately counts as used."""

import contextlib
import mmap
from pathlib import Path
from typing import BinaryIO

import torch

BYTES_READ_BETWEEN_RETURNS = 10_000_000  # around what is read the system maps up to a hundred times as much


class MappedFile:
    """Maps a file, by its path or as it was opened; pages that were read are given back to the system now and then.

    An epoch reads every page of the file in random order. The system could take them back at any time, but until then
    they are counted as memory of the program: by the user's task manager, and by limits that end it.

    Attributes:
        bytes: the file as a uint8 tensor, shape (length,).

    Raises:
        OSError, ValueError: the file cannot be read, or is empty.
    """

    def __init__(self, source: Path | BinaryIO) -> None:
        with source.open("rb") if isinstance(source, Path) else contextlib.nullcontext(source) as file:
            # copy-on-write: nobody writes, but torch warns of memory that forbids it
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
        self.bytes = torch.frombuffer(self._map, dtype=torch.uint8)
        self._read = 0

    def note_read(self, read_bytes: int) -> None:
        """To be called after reading; what was handed out stays valid, and is read from the file again."""
        self._read += read_bytes
        if self._read >= BYTES_READ_BETWEEN_RETURNS and hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)
            self._read = 0
