"""The map of a run as small as a stamp."""

import os
from pathlib import Path

import numpy as np
import pytest

from simclr_gui.engine.mapping.files import IMAGES_FILE, map_file
from simclr_gui.engine.mapping.small_maps import LARGEST_PLACE, MOST_POINTS, SmallMapRead, read_small_maps
from simclr_gui.engine.runs.array_files import write_arrays
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.small import SMALL


def drawn_run(path: Path, coordinates: np.ndarray, labels: np.ndarray) -> RunFolder:
    """A run with SimCLR's map, as drawing it leaves it."""
    folder = RunFolder.create(path, SMALL)
    names = np.array(["a", "b", "c"], dtype=np.str_)
    images = np.zeros((len(labels), 4, 4, 3), np.uint8)
    index = np.arange(len(labels), dtype=np.int64)
    write_arrays(
        folder, folder.maps_dir / IMAGES_FILE, pictures=images, labels=labels, image_index=index, class_names=names
    )
    write_arrays(folder, folder.maps_dir / map_file("simclr", "umap"), coordinates=coordinates.astype(np.float32))
    return folder


def read(folder: Path, stamp: tuple[int, int] | None = None) -> SmallMapRead | None:
    events = list(read_small_maps([(str(folder), stamp)]))
    assert all(isinstance(event, SmallMapRead) for event in events)
    return events[0] if events else None


def test_that_points_lie_in_a_square_as_they_lie_on_the_map(tmp_path: Path) -> None:
    corners = np.array([[0, 0], [10, 0], [0, 5], [10, 5]])
    labels = np.array([0, 1, 2, -1], dtype=np.int64)
    drawn_run(tmp_path / "run", np.repeat(corners, 50, axis=0), np.repeat(labels, 50))
    small = read(tmp_path / "run").map
    assert small.labels.tolist() == np.repeat(labels, 50).tolist()
    middle, quarter = LARGEST_PLACE / 2, LARGEST_PLACE / 4
    for place, corner in zip(small.places, np.repeat(corners, 50, axis=0), strict=True):
        expected = np.array([LARGEST_PLACE * (corner[0] > 0), middle + quarter * (1 if corner[1] else -1)])
        assert np.abs(place - expected).max() <= 1, "as wide as high: the map was half as high"


def test_that_of_many_points_some_are_taken_from_everywhere(tmp_path: Path) -> None:
    count = 10 * MOST_POINTS
    labels = np.sort(np.arange(count, dtype=np.int64) % 3)
    drawn_run(tmp_path / "run", np.random.default_rng(0).normal(size=(count, 2)), labels)
    small = read(tmp_path / "run").map
    assert len(small.labels) == len(small.places) == MOST_POINTS
    assert np.bincount(small.labels).tolist() == [MOST_POINTS // 3] * 3


def test_that_points_in_one_place_stay_there(tmp_path: Path) -> None:
    drawn_run(tmp_path / "run", np.full((5, 2), 3.0), np.zeros(5, np.int64))
    assert len(np.unique(read(tmp_path / "run").map.places, axis=0)) == 1


def test_that_nothing_is_read_twice_until_the_map_is_drawn_anew(tmp_path: Path) -> None:
    folder = drawn_run(tmp_path / "run", np.eye(2), np.zeros(2, np.int64))
    first = read(folder.path)
    assert read(folder.path, first.stamp) is None
    file = folder.maps_dir / map_file("simclr", "umap")
    os.utime(file, ns=(0, first.stamp[0] + 10**9))
    assert read(folder.path, first.stamp).map is not None
    file.unlink()
    assert read(folder.path, first.stamp).map is None
    assert read(folder.path, None) is None, "there was none before either"


@pytest.mark.parametrize("file", [map_file("simclr", "umap"), IMAGES_FILE])
def test_that_a_damaged_map_is_no_map(tmp_path: Path, file: str) -> None:
    folder = drawn_run(tmp_path / "run", np.eye(2), np.zeros(2, np.int64))
    (folder.maps_dir / file).write_bytes(b"PK\x03\x04 and no more")
    assert read(folder.path).map is None


def test_that_a_map_of_other_images_is_no_map(tmp_path: Path) -> None:
    folder = drawn_run(tmp_path / "run", np.eye(2), np.zeros(2, np.int64))
    write_arrays(folder, folder.maps_dir / map_file("simclr", "umap"), coordinates=np.zeros((3, 2), np.float32))
    assert read(folder.path).map is None
