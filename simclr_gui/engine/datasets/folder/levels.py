"""One scale for all deep images of a kind in a data set: which levels become black and white. Loads no torch."""

import os
from collections import defaultdict
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.datasets.data_record import LevelScale
from simclr_gui.engine.datasets.folder.decoding import read_content
from simclr_gui.engine.datasets.folder.deep import Levels, deep_netpbm, is_deep_png, kind_of
from simclr_gui.engine.datasets.folder.formats import is_tiff, open_image
from simclr_gui.engine.datasets.folder.opening import open_content
from simclr_gui.engine.datasets.folder.tiffs import tiff_head
from simclr_gui.engine.events import Announced
from simclr_gui.engine.messages.sentences import Sentence, counted, in_a_row, kept, said

_USUAL = (b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM", b"\x89PNG")  # with 8 bits where they are not known as deep
NEVER_DEEP = (".jpg", ".jpeg", ".jfif", ".jpe", ".webp", ".gif", ".bmp", ".heic", ".heif", ".hif", ".avif", ".ico")
HEAD_BYTES = 2_000
FILES_PER_NEWS = 500
MOST_READ = 400
PIXELS_READ = 4_096  # of each image

SHARE_CUT = 0.001  # at either end: a hot pixel does not decide for all
NEARLY_FULL = 0.75
FEWEST_GREYS = 16 / 256  # of what a floating-point image may hold, else it counts as measured
EMPTY_SHARE = 0.0005
FEWEST_LEVELS = 16

_Values = NDArray[np.float64]


@dataclass(frozen=True)
class _Sample:
    """Levels of some pixels of one deep image, and what its kind of file may hold."""

    values: _Values
    kind: str
    low: float
    high: float


def find_level_scale(paths: Sequence[str]) -> Generator[Announced, None, LevelScale | None]:
    """Looks through the heads of the files, then reads some of the deep ones; the same files give the same scale.

    Returns:
        None where no image is deeper than 8 bits. Files that cannot be read do not count.
    """
    deep = yield from _deep_among(sorted(paths))
    samples = yield from _samples(deep)
    return _scale(len(deep), samples) if samples else None


def _deep_among(paths: Sequence[str]) -> Generator[Announced, None, list[str]]:
    candidates = [path for path in paths if not path.lower().endswith(NEVER_DEEP)]
    deep = []
    for number, path in enumerate(candidates):
        if number % FILES_PER_NEWS == FILES_PER_NEWS - 1:
            yield Announced("Looking for images of more than 8 bits", number / len(candidates))
        if is_deep(path):
            deep.append(path)
    return deep


def is_deep(path: str) -> bool:
    """After the head of the file alone."""
    try:
        if not Path(path).is_file():
            return False  # a pipe would keep us waiting
        with open(path, "rb") as file:
            head = file.read(HEAD_BYTES)
        if is_tiff(head):
            with tiff_head(path) as tiff:
                return tiff is not None and tiff.is_deep
        if is_deep_png(head) or deep_netpbm(head):
            return True
        return not head.startswith(_USUAL) and open_image(head).mode.startswith(("I", "F"))
    except Exception:  # it will be left out when it is decoded, with the reason
        return False


def _samples(paths: Sequence[str]) -> Generator[Announced, None, list[_Sample]]:
    """Of some of the files, evenly spread."""
    places = np.unique(np.linspace(0, len(paths) - 1, min(MOST_READ, len(paths))).round().astype(int))
    samples = []
    pool = ThreadPoolExecutor(min(4, os.cpu_count() or 1))
    try:
        for done, sample in enumerate(pool.map(_sample, places, (paths[place] for place in places)), 1):
            samples.append(sample)
            yield Announced("Reading levels of images of more than 8 bits", done / len(places))
    finally:
        pool.shutdown(cancel_futures=True)
    return [sample for sample in samples if sample is not None]


def _sample(place: int, path: str) -> _Sample | None:
    """Pixels of one image, always the same ones; None for one that cannot be read."""
    try:
        levels = open_content(read_content(path)).image
    except Exception:
        return None
    if not isinstance(levels, Levels) or not levels.is_deep:
        return None
    pixels = levels.colours.reshape(-1, levels.colours.shape[-1])
    if len(pixels) > PIXELS_READ:
        pixels = pixels[np.random.default_rng(int(place)).integers(0, len(pixels), PIXELS_READ)]
    with np.errstate(all="ignore"):  # files may hold any number there is
        values = pixels.astype(np.float64).ravel()
        values = values[np.isfinite(values) & ~levels.without_value(values)]
    return _Sample(values, levels.colours.dtype.kind, levels.low, levels.high)


def _scale(count: int, samples: Sequence[_Sample]) -> LevelScale:
    """One for each kind of image in the set: levels of a camera and shares of light have nothing in common."""
    of_kind: dict[str, list[_Sample]] = defaultdict(list)
    for sample in samples:
        of_kind[kind_of(sample.kind, sample.low, sample.high)].append(sample)
    ends = {
        kind: _ends(_without_marks(np.concatenate([sample.values for sample in every])), every)
        for kind, every in of_kind.items()
    }
    main = max(of_kind, key=lambda kind: len(of_kind[kind]))
    others = {kind: each for kind, each in ends.items() if kind != main}
    low, high = ends[main]
    return LevelScale(low=low, high=high, words=kept(_words(count, low, high, others)), other_kinds=others)


def _without_marks(values: _Values) -> _Values:
    """Without -9999, 65535 and the like where they stand for "no value": one level, at an end, farther from all others
    than these are from each other, and in too many places to be a hot pixel."""
    for end in (np.min, np.max, np.min, np.max):
        if not len(values):
            break
        mark = end(values)
        others = values[(values != values.min()) & (values != values.max())]
        if (values == mark).mean() < EMPTY_SHARE or len(np.unique(others)) < FEWEST_LEVELS:
            continue
        low, high = np.quantile(others, (SHARE_CUT, 1 - SHARE_CUT), method="nearest")
        if max(low - mark, mark - high) > high - low:
            values = values[values != mark]
    return values


def _ends(values: _Values, samples: Sequence[_Sample]) -> tuple[float, float]:
    """All that the kind of file holds where the levels use it, else where all but a thousandth at either end lie."""
    whole = min(sample.low for sample in samples), max(sample.high for sample in samples)
    if not len(values):
        return whole
    floats = all(sample.kind == "f" for sample in samples)
    if floats and values.max() > 1:
        whole = 0.0, 255.0  # what 8 bits would be
    low, high = np.quantile(values, (SHARE_CUT, 1 - SHARE_CUT), method="nearest")
    if low == high:
        low, high = values.min(), values.max()
    one_kind = len({(sample.kind, sample.low, sample.high) for sample in samples}) == 1
    fits = one_kind and whole[0] <= values.min() and values.max() <= whole[1]
    enough = FEWEST_GREYS if floats and whole[1] == 1 else NEARLY_FULL
    if fits and (low == high or high - low >= enough * (whole[1] - whole[0])):
        return whole
    return float(low), float(high) if high > low else float(low) + 1


def _words(count: int, low: float, high: float, others: dict[str, tuple[float, float]]) -> Sentence:
    sentence = counted(
        "1 image of more than 8 bits: levels {low} to {high} become black to white.",
        "{count:,} images of more than 8 bits: levels {low} to {high} become black to white.",
        count=count,
        low=_level(low),
        high=_level(high),
    )
    for kind, (least, most) in sorted(others.items()):
        other = said("Those of the kind {kind}: {low} to {high}.", kind=kind, low=_level(least), high=_level(most))
        sentence = in_a_row(sentence, other)
    return sentence


def _level(level: float) -> str:
    return f"{level:,.0f}" if abs(level) >= 1_000 or level == round(level) else f"{level:.3g}"
