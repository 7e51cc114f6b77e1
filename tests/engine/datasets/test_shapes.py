"""The embedded data set."""

import numpy as np
import pytest
import torch

from simclr_gui.engine.datasets.shape_drawing import SMALLEST_BRIGHTNESS_STEP
from simclr_gui.engine.datasets.shape_names import CLASS_NAMES
from simclr_gui.engine.datasets.shapes import draw_shapes, shapes_data


@pytest.mark.parametrize("side_px", [16, 32, 96])
def test_that_shapes_have_the_asked_size_count_and_even_classes(side_px: int) -> None:
    images = draw_shapes(105, side_px, seed=0)
    assert images.pixels.shape == (105, 3, side_px, side_px)
    assert images.pixels.dtype == torch.uint8
    counts = images.labels.bincount(minlength=10)
    assert counts.max() - counts.min() <= 1


def test_that_the_same_seed_draws_the_same_and_another_seed_others() -> None:
    assert torch.equal(draw_shapes(30, 32, seed=4).pixels, draw_shapes(30, 32, seed=4).pixels)
    assert not torch.equal(draw_shapes(30, 32, seed=4).pixels, draw_shapes(30, 32, seed=5).pixels)


def test_that_train_and_test_share_no_picture() -> None:
    data = shapes_data(16, 300, 300, seed=0)
    seen = {image.numpy().tobytes() for image in data.train.pixels}
    assert not any(image.numpy().tobytes() in seen for image in data.test.pixels)


def test_that_the_figure_can_be_seen_without_colour() -> None:
    images = draw_shapes(400, 48, seed=0)
    grey = (images.pixels.float() / 255 * torch.tensor([0.299, 0.587, 0.114])[:, None, None]).sum(dim=1)
    contrast = grey.flatten(1).amax(dim=1) - grey.flatten(1).amin(dim=1)
    assert (contrast > SMALLEST_BRIGHTNESS_STEP - 0.02).float().mean() > 0.97


def test_that_figures_of_different_classes_cover_different_areas_and_none_is_empty() -> None:
    images = draw_shapes(1_000, 48, seed=1)
    ground = images.pixels[:, :, :1, :1]
    covered = (images.pixels != ground).any(dim=1).float().mean(dim=(1, 2)).numpy()
    by_class = {name: covered[images.labels.numpy() == k].mean() for k, name in enumerate(CLASS_NAMES)}
    assert min(by_class.values()) > 0.05
    assert by_class["square"] > by_class["cross"] > 0
    assert by_class["circle"] > by_class["ring"]
    assert np.std(list(by_class.values())) > 0.02
