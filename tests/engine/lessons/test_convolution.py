"""Sizes, convolution and pooling against torch on random settings."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.nn import functional

from simclr_gui.engine.lessons.convolution import KERNELS, colour_filter, convolve, output_size, patches, resized
from simclr_gui.engine.lessons.pooling import POOLINGS, pool
from simclr_gui.engine.messages.errors import UserError


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


@pytest.mark.parametrize("side", range(2, 8))
def test_that_edges_are_found_by_the_edge_kernels_alone(side: int) -> None:
    image = np.zeros((1, 16, 16))
    image[:, :, 8:] = 1  # an upright edge
    upright, flat = (np.abs(convolve(image, KERNELS[name](side)[None])) for name in ("edge", "flat edge"))
    assert upright.max() > 1
    np.testing.assert_allclose(flat, 0, atol=1e-12)


def test_that_the_edge_kernel_of_three_is_sobels() -> None:
    np.testing.assert_allclose(KERNELS["edge"](3), [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])


@pytest.mark.parametrize("side", range(2, 8))
def test_that_an_even_picture_stays_with_blur_and_sharpen_and_vanishes_with_outlines(side: int) -> None:
    even = np.ones((1, 8, 8))
    for name, expected in (("blur", 1), ("sharpen", 1), ("outline", 0), ("edge", 0)):
        np.testing.assert_allclose(convolve(even, KERNELS[name](side)[None]), expected, atol=1e-12)


def test_that_a_filter_has_a_kernel_for_each_colour() -> None:
    colours = colour_filter("blur", 5)
    assert colours.shape == (3, 5, 5)
    assert convolve(np.ones((3, 32, 32)), colours).shape == (28, 28)
    np.testing.assert_allclose(colours.sum(), 1)


def test_that_a_picture_is_brought_to_a_size_by_its_nearest_pixels() -> None:
    pixels = np.arange(4 * 4 * 3, dtype=np.uint8).reshape(4, 4, 3)
    np.testing.assert_array_equal(resized(pixels, 4), pixels)
    np.testing.assert_array_equal(resized(pixels, 8), pixels.repeat(2, axis=0).repeat(2, axis=1))
    np.testing.assert_array_equal(resized(pixels, 2), pixels[1::2, 1::2])
