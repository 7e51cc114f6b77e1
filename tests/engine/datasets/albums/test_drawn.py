"""Shapes that are drawn without torch."""

import subprocess
import sys

import numpy as np
import pytest

from simclr_gui.engine.datasets.albums.drawn import DrawnShapes
from simclr_gui.engine.datasets.shapes import draw_shapes

HARDLY_ANOTHER = 1  # level of 255: the last digit is rounded otherwise
FEWEST_ALIKE = 0.97


@pytest.mark.parametrize(("count", "seed", "side_px"), [(300, 0, 32), (2_500, 7, 16)])
def test_that_numpy_draws_the_very_shapes_that_the_network_learns_from(count: int, seed: int, side_px: int) -> None:
    by_torch, by_numpy = draw_shapes(count, side_px, seed), DrawnShapes(count, seed)
    assert by_numpy.labels.tolist() == by_torch.labels.tolist()
    expected = by_torch.pixels.permute(0, 2, 3, 1).numpy().astype(int)
    apart = np.abs(by_numpy.read(range(count), side_px).astype(int) - expected).reshape(count, -1).max(axis=1)
    assert (apart <= HARDLY_ANOTHER).mean() >= FEWEST_ALIKE


def test_that_any_shape_can_be_drawn_alone() -> None:
    shapes = DrawnShapes(50, 3)
    assert np.array_equal(shapes.read([41], 32)[0], shapes.read(range(50), 32)[41])


def test_that_shapes_are_drawn_without_loading_torch() -> None:
    program = (
        "import sys; from simclr_gui.engine.datasets.albums.drawn import DrawnShapes; "
        "DrawnShapes(10, 0).read([1], 32); "
        "assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
