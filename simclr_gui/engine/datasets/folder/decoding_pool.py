"""Decoding many files at once, in threads or in processes. Loads no torch: every process imports this."""

import multiprocessing
import os
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

import numpy as np

from simclr_gui.engine.datasets.data_record import LevelScale
from simclr_gui.engine.datasets.folder.contents import digest, read_digests
from simclr_gui.engine.datasets.folder.decoding import NoImage, decode, read_content
from simclr_gui.engine.datasets.folder.reasons import ENDS_THE_DECODER
from simclr_gui.engine.events import Pixels
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence
from simclr_gui.engine.processes.children import end_with_parent, keeping_signals_from_children

FEWEST_FOR_PROCESSES = 5_000  # starting them takes half a second
BYTES_PER_TASK = 2 * 2**20
MOST_ENDS = 20  # one after the other, until it is not the files that end processes

_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True)
class Decoded:
    """What became of some files, in their order.

    Attributes:
        pixels: uint8 (count, 3, side_px, side_px), without the files that were left out.
        left_out: their places among the files, and why.
        digests: of what is in the files, all of them, joined.
        pages: how many of them hold more than one page or frame; the first is taken.
        channels: how many hold channels that are not taken: of two without opacity the first is grey, of more the
            first three are colours.
    """

    pixels: Pixels
    left_out: tuple[tuple[int, Sentence], ...]
    digests: bytes
    pages: int = 0
    channels: int = 0


@dataclass(frozen=True)
class _Task:
    paths: Sequence[str]
    result: Future[Decoded]


def decoded_in_parallel(paths: Sequence[str], side_px: int, scale: LevelScale | None = None) -> Iterator[Decoded]:
    """Chunks in order; a few are decoded ahead, and none any more once the reader stops asking.

    A file that ends the process that decodes it is found, and left out like every other that cannot be read.

    Raises:
        UserError: processes end whatever they read.
    """
    per_task = max(1, min(256, BYTES_PER_TASK // (3 * side_px**2)))
    chunks = deque(paths[start : start + per_task] for start in range(0, len(paths), per_task))
    while chunks:
        suspects = yield from _decoded_until_broken(chunks, len(paths), side_px, scale)
        for chunk in suspects:
            yield from _decoded_one_by_one(chunk, side_px, scale)


def _decoded_until_broken(
    chunks: deque[Sequence[str]], files: int, side_px: int, scale: LevelScale | None
) -> Generator[Decoded, None, list[Sequence[str]]]:
    """Takes chunks from the front until a process ends; returns those that may be to blame, and puts others back."""
    workers = os.cpu_count() or 1
    waiting: deque[_Task] = deque()
    with _pool(files, workers) as pool:
        try:
            while chunks or waiting:
                while chunks and len(waiting) <= 3 * workers:
                    waiting.append(_Task(chunks[0], _submitted(pool, chunks[0], side_px, scale)))
                    chunks.popleft()
                decoded = waiting[0].result.result()
                waiting.popleft()
                yield decoded
        except BrokenProcessPool:
            unknown = [task.paths for task in waiting]
            chunks.extendleft(reversed(unknown[2 * workers :]))
            return unknown[: 2 * workers]
        finally:
            for task in waiting:
                task.result.cancel()
    return []


def _decoded_one_by_one(paths: Sequence[str], side_px: int, scale: LevelScale | None) -> Iterator[Decoded]:
    """One file after the other in a process of its own kind, which is started anew wherever it ended."""
    waiting = deque(paths)
    ends = 0
    while waiting:
        with _processes(1) as pool:
            try:
                while waiting:
                    yield _submitted(pool, [waiting[0]], side_px, scale).result()
                    waiting.popleft()
                    ends = 0
            except BrokenProcessPool as error:
                ends += 1
                if ends == MOST_ENDS:
                    raise UserError(
                        "A process that reads images has ended unexpectedly.", "Close other programs and try again."
                    ) from error
                yield _ending(waiting.popleft(), side_px)


def _ending(path: str, side_px: int) -> Decoded:
    """What is told of a file that ended its process."""
    return Decoded(np.empty((0, 3, side_px, side_px), np.uint8), ((0, ENDS_THE_DECODER),), next(read_digests([path])))


def _pool(files: int, workers: int) -> Executor:
    """Python's lock lets threads decode large images side by side, but not many small ones."""
    if files < FEWEST_FOR_PROCESSES or multiprocessing.current_process().daemon:
        return ThreadPoolExecutor(workers)
    return _processes(workers)


def _processes(workers: int) -> ProcessPoolExecutor:
    """They hold both ends of what they wait for, and would wait for ever where the program was killed."""
    return ProcessPoolExecutor(workers, mp_context=_SPAWN, initializer=end_with_parent)


def _submitted(pool: Executor, paths: Sequence[str], side_px: int, scale: LevelScale | None) -> Future[Decoded]:
    """A pool starts its processes when it is given something to do."""
    with keeping_signals_from_children():
        return pool.submit(decode_files, paths, side_px, scale)


def decode_files(paths: Sequence[str], side_px: int, scale: LevelScale | None = None) -> Decoded:
    """Decodes some files, one after the other."""
    pixels = np.empty((len(paths), 3, side_px, side_px), np.uint8)
    left_out = []
    digests = []
    kept = pages = channels = 0
    for place, path in enumerate(paths):
        content = b""
        try:
            content = read_content(path)
            image = decode(content, side_px, scale)
            pixels[kept] = image.pixels.transpose(2, 0, 1)
            kept += 1
            pages += image.more_pages
            channels += image.more_channels
        except NoImage as error:
            left_out.append((place, error.reason))
        digests.append(digest(content))
    return Decoded(pixels[:kept], tuple(left_out), b"".join(digests), pages, channels)
