"""Maps: coordinates of the same images in the same order, whole files."""

from pathlib import Path

import numpy as np
import pytest
from sklearn.manifold import trustworthiness
from umap import UMAP

from simclr_gui.engine.datasets.images import DataSet
from simclr_gui.engine.events import ImagesChosen, MapComputed, NeighboursFound, Warned
from simclr_gui.engine.events.streams import result_of
from simclr_gui.engine.features.features import FeatureSource
from simclr_gui.engine.mapping import computation as drawing
from simclr_gui.engine.mapping.computation import compute_maps
from simclr_gui.engine.mapping.faithfulness import faithfulness
from simclr_gui.engine.mapping.files import KINDS, MapFiles
from simclr_gui.engine.mapping.layouts import aligned, find_space, layout_task, principal_plane
from simclr_gui.engine.mapping.settings import MapSettings, map_settings_with
from simclr_gui.engine.mapping.umap_layout import umap_layout
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.run_folder import RunFolder
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
    space = result_of(find_space(features, 15, ""))
    one, other = (umap_layout(layout_task(space, MapSettings())) for _ in range(2))
    assert one.shape == (90, 2)
    assert one.dtype == np.float32
    np.testing.assert_array_equal(one, other)
    centres = np.stack([one[labels == k].mean(axis=0) for k in range(3)])
    spread = max(one[labels == k].std(axis=0).max() for k in range(3))
    apart = min(np.linalg.norm(centres[a] - centres[b]) for a, b in ((0, 1), (0, 2), (1, 2)))
    assert apart > 2 * spread


def test_that_the_knobs_change_the_map() -> None:
    space = result_of(find_space(clusters()[0], 15, ""))
    plain = umap_layout(layout_task(space, MapSettings()))
    for changed in ({"neighbours": 5}, {"min_dist": 0.8}, {"seed": 3}):
        assert not np.allclose(umap_layout(layout_task(space, MapSettings(**changed))), plain)
    assert np.isfinite(umap_layout(layout_task(space, MapSettings(pace="fast")))).all()


def test_that_a_knob_out_of_range_is_told_in_a_sentence() -> None:
    with pytest.raises(UserError, match=r"Neighbours cannot be 1: .* Usual: 5 to 50"):
        map_settings_with(MapSettings(), {"neighbours": 1})


def test_that_our_neighbours_give_umap_what_it_finds_itself() -> None:
    features, _ = clusters()
    space = result_of(find_space(features, 15, ""))
    ours = umap_layout(layout_task(space, MapSettings()))
    theirs = UMAP(n_neighbors=15, random_state=0, n_jobs=1).fit_transform(features)
    kept, _ = result_of(faithfulness(space, ours))
    assert kept == pytest.approx(result_of(faithfulness(space, theirs))[0], abs=0.08)


def test_that_the_kept_neighbours_are_counted_right() -> None:
    plane = np.random.default_rng(0).normal(size=(60, 2)).astype(np.float32)
    space = result_of(find_space(plane, 15, ""))
    assert result_of(faithfulness(space, space.values)) == pytest.approx((1.0, 1.0))
    shuffled = space.values[np.random.default_rng(1).permutation(60)]
    assert result_of(faithfulness(space, shuffled))[0] < 0.45


@pytest.mark.parametrize("count", [40, 300])
def test_that_trustworthiness_is_that_of_sklearn(count: int) -> None:
    rng = np.random.default_rng(count)
    space = result_of(find_space(rng.normal(size=(count, 8)).astype(np.float32), 15, ""))
    plane = principal_plane(space.values)
    _, trust = result_of(faithfulness(space, plane))
    assert trust == pytest.approx(trustworthiness(space.values, plane, n_neighbors=15), abs=1e-6)
    assert 0.5 < trust < 0.95


def test_that_a_sample_of_a_large_map_has_nearly_the_same_trustworthiness(monkeypatch: pytest.MonkeyPatch) -> None:
    space = result_of(find_space(np.random.default_rng(0).normal(size=(500, 8)).astype(np.float32), 15, ""))
    plane = principal_plane(space.values)
    whole = result_of(faithfulness(space, plane))[1]
    monkeypatch.setattr("simclr_gui.engine.mapping.faithfulness.MOST_ANCHORS", 200)
    sampled = result_of(faithfulness(space, plane))[1]
    assert sampled != whole
    assert sampled == pytest.approx(whole, abs=0.02)


def test_that_the_space_holds_exact_neighbours_and_reduces_newcomers_alike() -> None:
    features, _ = clusters()
    space = result_of(find_space(features, 4, ""))
    assert space.neighbours.shape == (90, 16)
    gaps = np.linalg.norm(space.values[:, None] - space.values[None], axis=2)
    np.testing.assert_array_equal(space.neighbours[:, 0], np.arange(90))
    np.testing.assert_allclose(space.distances, np.sort(gaps, axis=1)[:, :16], atol=2e-2)
    np.testing.assert_allclose(space.reduction.of(features[3:4])[0], space.values[3], atol=1e-5)


def test_that_principal_components_keep_their_variances_and_features_do_not() -> None:
    rng = np.random.default_rng(0)
    features = (rng.normal(size=(60, 4)) * (100, 1, 1, 1)).astype(np.float32)
    of_pixels, of_network = (result_of(find_space(features, 15, "", kind)).values for kind in ("pca", "simclr"))
    assert of_pixels.std(axis=0).max() > 50 * of_pixels.std(axis=0)[1]
    assert of_network.std(axis=0).max() < 2 * of_network.std(axis=0).min()


def test_that_features_without_any_spread_can_be_mapped() -> None:
    space = result_of(find_space(np.ones((30, 8), np.float32), 15, ""))
    assert np.isfinite(principal_plane(space.values)).all()
    assert np.isfinite(umap_layout(layout_task(space, MapSettings()))).all()
    assert np.isfinite(result_of(faithfulness(space, principal_plane(space.values)))).all()


def test_that_a_turned_map_is_laid_over_the_other() -> None:
    reference = np.random.default_rng(0).normal(size=(50, 2)).astype(np.float32)
    turn = np.array([[0.0, -2.0], [-2.0, 0.0]], np.float32)  # a turn, a mirror, twice as large
    np.testing.assert_allclose(aligned(reference @ turn + 5, reference), reference, atol=1e-5)


def test_that_maps_show_the_same_pictures_in_the_same_order_and_come_back_from_the_folder(run: RunFolder) -> None:
    events = list(compute_maps(FeatureSource(SMALL, small_data(), run), run, umap_layout))
    drawn = [event for event in events if isinstance(event, MapComputed)]
    assert [(event.features, event.method) for event in drawn] == [
        (kind, method) for method in ("pca", "umap") for kind in ("simclr", "pca", "untrained")
    ]
    assert {event.coordinates.shape for event in drawn} == {(40, 2)}
    chosen, *read = MapFiles(run).read()
    assert isinstance(chosen, ImagesChosen)
    test = small_data().test
    np.testing.assert_array_equal(chosen.images, test.pixels.permute(0, 2, 3, 1).numpy())
    np.testing.assert_array_equal(chosen.labels, test.labels.numpy())
    maps = {(event.features, event.method): event for event in read if isinstance(event, MapComputed)}
    assert len(maps) == 6
    for event in drawn:
        back = maps[event.features, event.method]
        np.testing.assert_array_equal(back.coordinates, event.coordinates)
        assert back.neighbours_kept == event.neighbours_kept
        assert back.trustworthiness == event.trustworthiness
    neighbours = {event.features: event.neighbours for event in read if isinstance(event, NeighboursFound)}
    assert {kind: found.shape for kind, found in neighbours.items()} == dict.fromkeys(KINDS, (40, 12))
    with np.load(run.maps_dir / "simclr.npz") as file:
        np.testing.assert_array_equal(file["image_index"], np.arange(40))


def test_that_neighbours_are_those_of_the_features(run: RunFolder) -> None:
    source = FeatureSource(SMALL, small_data(), run)
    events = list(compute_maps(source, run, umap_layout))
    found = {event.features: event for event in events if isinstance(event, NeighboursFound)}
    features = result_of(source.untrained()).test
    standardised = (features - features.mean(axis=0)) / np.where(features.std(axis=0) > 1e-6, features.std(axis=0), 1)
    gaps = np.linalg.norm(standardised[5] - standardised, axis=1)
    assert found["untrained"].neighbours[5].tolist() == np.argsort(gaps)[1:13].tolist()


def test_that_the_same_maps_are_not_drawn_twice_and_other_knobs_draw_anew(run: RunFolder) -> None:
    def never(_task: object) -> np.ndarray:
        pytest.fail("drawn again")

    source = FeatureSource(SMALL, small_data(), run)
    first = list(compute_maps(source, run, umap_layout))
    again = list(compute_maps(source, run, never))
    assert len([event for event in again if isinstance(event, MapComputed)]) == 6
    list(compute_maps(source, run, umap_layout, MapSettings(points=20, neighbours=5)))
    chosen, *_ = MapFiles(run).read()
    assert len(chosen.labels) == 20 < len(first[0].labels)


def test_that_a_drawing_that_was_left_leaves_the_maps_of_before(run: RunFolder) -> None:
    source = FeatureSource(SMALL, small_data(), run)
    list(compute_maps(source, run, umap_layout))
    before = {path.name: path.read_bytes() for path in run.maps_dir.iterdir()}
    events = compute_maps(source, run, umap_layout, MapSettings(seed=7))
    next(event for event in events if isinstance(event, MapComputed) and event.method == "umap")
    events.close()
    assert {path.name: path.read_bytes() for path in run.maps_dir.iterdir()} == before


def test_that_pictures_kept_beside_the_maps_are_made_smaller_where_they_would_take_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = small_data()
    test = data.test
    monkeypatch.setattr(drawing, "MOST_IMAGE_BYTES", test.pixels.numel() // 3)
    small = drawing.chosen_images(data, len(test)).images
    assert small.shape == (40, 8, 8, 3)
    mean = test.pixels[0, 0, :2, :2].float().mean()
    assert abs(int(small[0, 0, 0, 0]) - float(mean)) <= 0.5


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and nothing more", b"not a zip"])
def test_that_a_damaged_map_is_told_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    folder = RunFolder.create(tmp_path / "run", SMALL)
    (folder.maps_dir / "pictures.npz").write_bytes(content)
    (warned,) = MapFiles(folder).read()
    assert isinstance(warned, Warned)
    assert "pictures.npz is damaged" in warned.sentence


def test_that_a_map_with_pickled_objects_is_not_opened(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path / "run", SMALL)
    names = ("pictures", "labels", "image_index", "class_names")
    np.savez(folder.maps_dir / "pictures.npz", **dict.fromkeys(names, np.array([print], dtype=object)))
    (warned,) = MapFiles(folder).read()
    assert isinstance(warned, Warned)
    assert "pictures.npz is damaged" in warned.sentence


def test_that_a_handful_of_pictures_is_too_few_for_a_map(run: RunFolder) -> None:
    data = small_data()
    few = DataSet(data.name, data.class_names, data.train, data.test.subset(4))
    with pytest.raises(UserError, match="too few for a map"):
        list(compute_maps(FeatureSource(SMALL, few, run), run, umap_layout))
