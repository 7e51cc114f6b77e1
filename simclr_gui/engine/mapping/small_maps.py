"""The map of a run as small as a stamp: some of its points and their classes, without the images. Loads no torch."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.events import Event, Floats
from simclr_gui.engine.mapping.files import IMAGES, IMAGES_FILE, MAP, map_file
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.array_files import read_arrays
from simclr_gui.engine.runs.run_folder import RunFolder

MOST_POINTS = 300  # more run into each other at this size
OUTER_SHARE = 0.01  # of the points at each side: the farthest would push all others together
LARGEST_PLACE = 255

Stamp = tuple[int, int] | None
"""When a file was written last (ns since 1970), and its size; None where it is missing."""


@dataclass(frozen=True, eq=False)  # each reading is another
class SmallMap:
    """Attributes:
    places: uint8, shape (count, 2): right and up, 0 to 255.
    labels: the class of every point, -1 where none is known.
    """

    places: NDArray[np.uint8]
    labels: NDArray[np.int64]


@dataclass(frozen=True)
class SmallMapRead(Event):
    """The map of the run in a folder, as it was at that moment; None where it has none that can be read."""

    folder: str
    stamp: Stamp
    map: SmallMap | None


def read_small_maps(wanted: Sequence[tuple[str, Stamp]]) -> Iterator[Event]:
    """UMAP of SimCLR's features of these runs: `SmallMapRead` for each whose file is not as it was when it was read.

    Args:
        wanted: folders, each with the stamp that is known of its map.
    """
    for folder, known in wanted:
        run = RunFolder(Path(folder))
        stamp = _stamp_of(run.maps_dir / map_file("simclr", "umap"))
        if stamp != known:
            yield SmallMapRead(folder, stamp, None if stamp is None else _map_of(run))


def _stamp_of(file: Path) -> Stamp:
    try:
        about = os.stat(file)  # noqa: PTH116 - what the list of runs asks of each of its files
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size


def _map_of(run: RunFolder) -> SmallMap | None:
    """What is wrong with a damaged file is told where its run is opened."""
    try:
        drawn = read_arrays(run.maps_dir / map_file("simclr", "umap"), {"coordinates": MAP["coordinates"]})
        images = read_arrays(run.maps_dir / IMAGES_FILE, {name: IMAGES[name] for name in ("class_names", "labels")})
    except UserError:
        return None
    coordinates, labels = drawn["coordinates"], images["labels"]
    if not len(coordinates) or len(labels) != len(coordinates):
        return None
    chosen = np.linspace(0, len(labels) - 1, min(MOST_POINTS, len(labels))).astype(np.int64)
    return SmallMap(_fitted(coordinates[chosen]), labels[chosen])


def _fitted(coordinates: Floats) -> NDArray[np.uint8]:
    """Into a square, as wide as it is high."""
    low, high = np.quantile(coordinates, (OUTER_SHARE, 1 - OUTER_SHARE), axis=0)
    side = max(float((high - low).max()), np.finfo(np.float32).tiny)
    shares = 0.5 + (coordinates - (low + high) / 2) / side
    places: NDArray[np.uint8] = np.round(LARGEST_PLACE * shares.clip(0, 1)).astype(np.uint8)
    return places
