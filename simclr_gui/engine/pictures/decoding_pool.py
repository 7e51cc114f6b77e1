"""Decoding many files at once, in threads or in processes. Loads no torch: every process imports this."""

import multiprocessing
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

import numpy as np

from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import Pixels
from simclr_gui.engine.pictures.contents import digest
from simclr_gui.engine.pictures.decoding import NoPicture, decode_content, read_content

FEWEST_FOR_PROCESSES = 5_000  # starting them takes half a second
BYTES_PER_TASK = 2 * 2**20


@dataclass(frozen=True)
class Decoded:
    """What became of some files, in their order.

    Attributes:
        pixels: uint8 (count, 3, side_px, side_px), without the files that were left out.
        left_out: their places among the files, and why.
        digests: of what is in the files, all of them, joined.
    """

    pixels: Pixels
    left_out: tuple[tuple[int, str], ...]
    digests: bytes


def decoded_in_parallel(paths: Sequence[str], side_px: int) -> Iterator[Decoded]:
    """Chunks in order; a few are decoded ahead, and none any more once the reader stops asking."""
    per_task = max(1, min(256, BYTES_PER_TASK // (3 * side_px**2)))
    workers = os.cpu_count() or 1
    waiting: deque[Future[Decoded]] = deque()
    with _pool(len(paths), workers) as pool:
        try:
            for start in range(0, len(paths), per_task):
                waiting.append(pool.submit(decode_files, paths[start : start + per_task], side_px))
                if len(waiting) > 3 * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise UserError(
                "A process that reads pictures has ended unexpectedly.", "Close other programs and try again."
            ) from error
        finally:
            for task in waiting:
                task.cancel()


def _pool(files: int, workers: int) -> Executor:
    """Python's lock lets threads decode large pictures side by side, but not many small ones."""
    if files < FEWEST_FOR_PROCESSES or multiprocessing.current_process().daemon:
        return ThreadPoolExecutor(workers)
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


def decode_files(paths: Sequence[str], side_px: int) -> Decoded:
    """Decodes some files, one after the other."""
    pixels = np.empty((len(paths), 3, side_px, side_px), np.uint8)
    left_out = []
    digests = []
    kept = 0
    for place, path in enumerate(paths):
        content = b""
        try:
            content = read_content(path)
            pixels[kept] = decode_content(content, side_px).transpose(2, 0, 1)
            kept += 1
        except NoPicture as error:
            left_out.append((place, str(error.reason)))
        digests.append(digest(content))
    return Decoded(pixels[:kept], tuple(left_out), b"".join(digests))
