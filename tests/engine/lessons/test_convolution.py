"""Sizes, convolution and pooling against torch on random settings."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.nn import functional

from simclr_gui.engine.errors import UserError
from simclr_gui.engine.lessons.convolution import KERNELS, convolve, output_size, patches
from simclr_gui.engine.lessons.pooling import POOLINGS, pool


@st.composite
def layers(draw: st.DrawFn) -> tuple[int, int, int, int]:
    """Width, kernel, padding and stride that fit."""
    width = draw(st.integers(3, 20))
    padding = draw(st.integers(0, 3))
    kernel = draw(st.integers(1, min(7, width + 2 * padding)))
    return width, kernel, padding, draw(st.integers(1, 4))


@given(layers())
@settings(max_examples=60, deadline=None)
def test_that_a_convolution_is_torchs_and_its_size_is_the_formulas(layer: tuple[int, int, int, int]) -> None:
    width, kernel, padding, stride = layer
    random = torch.Generator().manual_seed(width * 7 + kernel)
    values = torch.randn(3, width, width, generator=random, dtype=torch.float64)
    weights = torch.randn(3, kernel, kernel, generator=random, dtype=torch.float64)
    theirs = functional.conv2d(values[None], weights[None], stride=stride, padding=padding)[0, 0]
    ours = convolve(values.numpy(), weights.numpy(), padding, stride)
    assert ours.shape == (output_size(width, kernel, padding, stride).side,) * 2
    np.testing.assert_allclose(ours, theirs.numpy(), atol=1e-10)


@given(layers())
@settings(max_examples=60, deadline=None)
def test_that_what_is_left_over_is_what_no_window_reaches(layer: tuple[int, int, int, int]) -> None:
    width, kernel, padding, stride = layer
    size = output_size(width, kernel, padding, stride)
    last_seen = (size.side - 1) * stride + kernel
    assert width + 2 * padding - last_seen == size.left_over
    assert 0 <= size.left_over < stride


@given(layers().filter(lambda layer: layer[2] == 0))
@settings(max_examples=40, deadline=None)
def test_that_pooling_is_torchs(layer: tuple[int, int, int, int]) -> None:
    width, kernel, _, stride = layer
    values = torch.randn(2, width, width, generator=torch.Generator().manual_seed(width), dtype=torch.float64)
    averaged = functional.avg_pool2d(values, kernel, stride)
    expected = {
        "max": functional.max_pool2d(values, kernel, stride),
        "average": averaged,
        "sum": averaged * kernel**2,
    }
    for kind in POOLINGS:
        np.testing.assert_allclose(pool(values.numpy(), kind, kernel, stride), expected[kind].numpy(), atol=1e-10)


def test_that_the_notes_own_case_comes_out() -> None:
    assert output_size(32, 5).side == 28
    maps = [convolve(np.ones((3, 32, 32)), np.ones((3, 5, 5))) for _ in range(2)]
    assert np.stack(maps, axis=-1).shape == (28, 28, 2)
    assert maps[0][0, 0] == 75


def test_that_each_place_sees_its_own_patch() -> None:
    values = np.arange(36.0).reshape(1, 6, 6)
    np.testing.assert_array_equal(patches(values, 3, 0, 2)[0, 1, 1], values[0, 2:5, 2:5])


def test_that_a_kernel_that_does_not_fit_is_told_in_a_sentence() -> None:
    with pytest.raises(UserError, match="A kernel of 5 px does not fit into 4 px"):
        output_size(4, 5)


def test_that_edges_are_found_by_the_edge_kernels_alone() -> None:
    picture = np.zeros((1, 8, 8))
    picture[:, :, 4:] = 1  # an upright edge
    upright, flat = (np.abs(convolve(picture, KERNELS[name][None])) for name in ("edge", "flat edge"))
    assert upright.max() == 4
    assert flat.max() == 0
    np.testing.assert_allclose(convolve(np.ones((1, 5, 5)), KERNELS["blur"][None]), 1, atol=1e-6)
