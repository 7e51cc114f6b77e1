"""The maps of a run: live while it trains, then drawn for good."""

import math

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import ImagesChosen, LiveMapBegun, LiveMapComputed, MapComputed, NeighboursFound
from simclr_gui.state.feature_space import FeatureSpace

COUNT = 6


def chosen(seed: int = 0) -> ImagesChosen:
    images = np.random.default_rng(seed).integers(0, 255, (COUNT, 4, 4, 3)).astype(np.uint8)
    return ImagesChosen(images, np.arange(COUNT) % 2, np.arange(COUNT), ("cat", "dog"))


def live(step: int, features: str = "simclr", method: str = "umap") -> LiveMapComputed:
    return LiveMapComputed(step, features, method, np.full((COUNT, 2), step, np.float32))


@pytest.fixture
def space(qtbot: QtBot) -> FeatureSpace:
    """A training has shown its map twice."""
    space = FeatureSpace()
    for event in (LiveMapBegun(chosen()), live(4, method="pca"), live(4, "pca"), live(8)):
        space.take(event)
    return space


def test_that_the_newest_live_map_is_shown_without_a_measure_of_its_truth(space: FeatureSpace) -> None:
    assert space.live_step == 8
    assert space.maps["simclr"].coordinates[0, 0] == 8
    assert math.isnan(space.maps["simclr"].neighbours_kept)


def test_that_the_maps_for_good_take_the_places_of_the_live_ones_one_by_one(space: FeatureSpace) -> None:
    fresh: list[bool] = []
    space.images_changed.connect(lambda: fresh.append(True))
    space.take(chosen())
    assert fresh == [], "the same images: their points stay where they are"
    space.take(MapComputed("simclr", "pca", np.ones((COUNT, 2), np.float32), 0.5))
    assert space.maps["simclr"].coordinates[0, 0] == 8, "until UMAP is done"
    space.take(MapComputed("simclr", "umap", np.full((COUNT, 2), 9, np.float32), 0.9))
    assert space.maps["simclr"].coordinates[0, 0] == 9
    space.let_go_of_live_maps()
    assert set(space.umaps) == {"simclr"}


def test_that_a_larger_map_grows_out_of_the_live_one(space: FeatureSpace) -> None:
    few = chosen()
    more = 3
    images = np.concatenate([few.images, few.images[:more]])
    labels = np.concatenate([few.labels, few.labels[:more]])
    space.take(ImagesChosen(images, labels, np.arange(COUNT + more), few.class_names))
    grown = space.maps["simclr"].coordinates
    assert (grown[:COUNT] == 8).all(), "those that were seen stay where they are"
    assert np.isnan(grown[COUNT:]).all(), "nobody knows yet where the others lie"
    assert set(space.umaps) == {"simclr", "pca"}


def test_that_other_images_than_those_of_the_live_map_begin_anew(space: FeatureSpace) -> None:
    space.take(chosen(seed=1))
    assert not space.maps


def test_that_a_run_that_was_not_mapped_keeps_no_live_map(space: FeatureSpace) -> None:
    space.take(NeighboursFound("simclr", np.zeros((COUNT, 2), np.int32)))
    space.let_go_of_live_maps()
    assert space.images is None
    assert not space.maps and not space.neighbours


def test_that_an_opened_run_has_nothing_to_let_go_of(qtbot: QtBot) -> None:
    space = FeatureSpace()
    space.take(chosen())
    space.take(MapComputed("simclr", "umap", np.zeros((COUNT, 2), np.float32), 0.9))
    space.let_go_of_live_maps()
    assert "simclr" in space.umaps
