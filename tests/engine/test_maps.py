"""Maps: coordinates of the same pictures in the same order, whole files."""

from pathlib import Path

import numpy as np
import pytest
from umap import UMAP

from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import MapDrawn, PicturesChosen
from simclr_gui.engine.features import FeatureSource
from simclr_gui.engine.images import DataSet
from simclr_gui.engine.maps import draw_maps, layout_task, neighbours_kept, principal_plane, read_maps
from simclr_gui.engine.run_folder import RunFolder
from simclr_gui.engine.umap_layout import umap_layout
from tests.small import SMALL, small_data, train_small


def clusters(count: int = 90, dim: int = 12) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    labels = np.arange(count) % 3
    return (6 * np.eye(dim)[labels] + rng.normal(size=(count, dim))).astype(np.float32), labels


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    run_dir = tmp_path_factory.mktemp("maps") / "run"
    train_small(run_dir)
    return RunFolder(run_dir)


def test_that_umap_keeps_clusters_apart_and_repeats_itself() -> None:
    features, labels = clusters()
    one, other = umap_layout(layout_task(features)), umap_layout(layout_task(features))
    assert one.shape == (90, 2)
    assert one.dtype == np.float32
    np.testing.assert_array_equal(one, other)
    centres = np.stack([one[labels == k].mean(axis=0) for k in range(3)])
    spread = max(one[labels == k].std(axis=0).max() for k in range(3))
    apart = min(np.linalg.norm(centres[a] - centres[b]) for a, b in ((0, 1), (0, 2), (1, 2)))
    assert apart > 2 * spread


def test_that_our_neighbours_give_umap_what_it_finds_itself() -> None:
    features, _ = clusters()
    ours = umap_layout(layout_task(features))
    theirs = UMAP(n_neighbors=15, random_state=0, n_jobs=1).fit_transform(features)
    assert neighbours_kept(features, ours) == pytest.approx(neighbours_kept(features, theirs), abs=0.08)


def test_that_the_kept_neighbours_are_counted_right() -> None:
    plane = np.random.default_rng(0).normal(size=(60, 2)).astype(np.float32)
    assert neighbours_kept(plane / plane.std(axis=0), plane / plane.std(axis=0)) == pytest.approx(1.0, abs=0.02)
    shuffled = plane[np.random.default_rng(1).permutation(60)]
    assert neighbours_kept(plane, shuffled) < 0.45


def test_that_features_without_any_spread_can_be_mapped() -> None:
    same = np.ones((30, 8), np.float32)
    assert np.isfinite(principal_plane(same)).all()
    assert np.isfinite(umap_layout(layout_task(same))).all()


def test_that_maps_show_the_same_pictures_in_the_same_order_and_come_back_from_the_folder(run: RunFolder) -> None:
    events = list(draw_maps(FeatureSource(SMALL, small_data(), run), run, umap_layout))
    drawn = [event for event in events if isinstance(event, MapDrawn)]
    assert [(event.features, event.method) for event in drawn] == [
        ("simclr", "pca"),
        ("pca", "pca"),
        ("simclr", "umap"),
        ("pca", "umap"),
    ]
    assert {event.coordinates.shape for event in drawn} == {(40, 2)}
    chosen, simclr, pca = read_maps(run)
    assert isinstance(chosen, PicturesChosen)
    test = small_data().test
    np.testing.assert_array_equal(chosen.pictures, test.pixels.permute(0, 2, 3, 1).numpy())
    np.testing.assert_array_equal(chosen.labels, test.labels.numpy())
    np.testing.assert_array_equal(simclr.coordinates, drawn[2].coordinates)
    np.testing.assert_array_equal(pca.coordinates, drawn[3].coordinates)
    with np.load(run.maps_dir / "simclr.npz") as file:
        np.testing.assert_array_equal(file["image_index"], np.arange(40))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and nothing more", b"not a zip"])
def test_that_a_damaged_map_is_told_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    folder = RunFolder.create(tmp_path / "run", SMALL)
    (folder.maps_dir / "pictures.npz").write_bytes(content)
    with pytest.raises(UserError, match="damaged"):
        list(read_maps(folder))


def test_that_a_map_with_pickled_objects_is_not_opened(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path / "run", SMALL)
    names = ("pictures", "labels", "image_index", "class_names")
    np.savez(folder.maps_dir / "pictures.npz", **dict.fromkeys(names, np.array([print], dtype=object)))
    with pytest.raises(UserError, match="damaged"):
        list(read_maps(folder))


def test_that_a_handful_of_pictures_is_too_few_for_a_map(run: RunFolder) -> None:
    data = small_data()
    few = DataSet(data.name, data.class_names, data.train, data.test.subset(4))
    with pytest.raises(UserError, match="too few for a map"):
        list(draw_maps(FeatureSource(SMALL, few, run), run, umap_layout))
