"""Whether pixels.bin still holds what was written: a checksum for every block of it.

Up to 256 MB are read whole at every opening (0.1 s). A larger file is read whole once after every start of the machine
and every change of the file (1 s for 2.4 GB where it is in memory, else as long as the disk takes); at further openings
only blocks spread over it are. What a failing disk changes in between, without a restart, in other blocks is not seen.
"""

import contextlib
import json
import os
import time
import zlib
from pathlib import Path
from typing import BinaryIO

from simclr_gui.engine.storage.json_files import write_json_atomically

BLOCK_BYTES = 2**20
BYTES_ALWAYS_READ = 256 * 2**20
BLOCKS_SPREAD = 64
SECONDS_BETWEEN_STARTS = 5.0  # no machine starts again as fast
SEAL_FILE = "whole.json"


class Checksums:
    """CRC-32 of every block of what is written piece by piece."""

    def __init__(self) -> None:
        self._whole: list[int] = []
        self._last, self._last_bytes = 0, 0

    def update(self, content: memoryview) -> None:
        while content:
            part = content[: BLOCK_BYTES - self._last_bytes]
            self._last, self._last_bytes = zlib.crc32(part, self._last), self._last_bytes + len(part)
            content = content[len(part) :]
            if self._last_bytes == BLOCK_BYTES:
                self._whole.append(self._last)
                self._last, self._last_bytes = 0, 0

    def values(self) -> list[int]:
        return [*self._whole, self._last] if self._last_bytes else list(self._whole)


def is_whole(file: BinaryIO, checksums: list[int], entry: Path) -> bool:
    """Compares an open pixels.bin with its checksums; `entry` is the folder in which it lies."""
    length = os.fstat(file.fileno()).st_size
    blocks = -(-length // BLOCK_BYTES)
    if blocks != len(checksums):
        return False
    if length <= BYTES_ALWAYS_READ:
        return are_right(file, checksums, range(blocks))
    if _is_sealed(file, entry):
        return are_right(file, checksums, range(0, blocks, max(1, blocks // BLOCKS_SPREAD)))
    if not are_right(file, checksums, range(blocks)):
        return False
    seal(file, entry)
    return True


def seal(file: BinaryIO, entry: Path) -> None:
    """Notes that the file was seen whole since the machine was started, where it is too large to be always read."""
    if os.fstat(file.fileno()).st_size <= BYTES_ALWAYS_READ:
        return
    with contextlib.suppress(OSError):
        write_json_atomically(entry / SEAL_FILE, _mark(file))


def are_right(file: BinaryIO, checksums: list[int], blocks: range) -> bool:
    """Whether these blocks of an open pixels.bin have their checksums."""
    for block in blocks:
        file.seek(block * BLOCK_BYTES)
        if zlib.crc32(file.read(BLOCK_BYTES)) != checksums[block]:
            return False
    return True


def _is_sealed(file: BinaryIO, entry: Path) -> bool:
    try:
        *kept, started = json.loads((entry / SEAL_FILE).read_bytes())
        *mark, now_started = _mark(file)
        return bool(kept == mark and abs(started - now_started) < SECONDS_BETWEEN_STARTS)
    except Exception:  # damaged or missing: the file is read whole once more
        return False


def _mark(file: BinaryIO) -> list[float]:
    """Changes with every write to the file and every start of the machine (seconds since 1970, last)."""
    status = os.fstat(file.fileno())
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    since_start = time.clock_gettime(clock) if clock is not None else time.monotonic()
    return [status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns, time.time() - since_start]
