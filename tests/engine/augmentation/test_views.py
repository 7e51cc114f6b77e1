"""Views against torchvision's own functions with the same parameters, and how their parameters are drawn."""

import errno
import sys
from collections.abc import Callable
from pathlib import Path

import numba
import pytest
import torch
import torchvision.transforms.v2.functional as reference
from hypothesis import given, settings
from hypothesis import strategies as st
from numba.core.caching import IndexDataCacheFile

from simclr_gui.engine.augmentation import ViewParameters, compiled, rendering, sample_parameters, sample_views
from simclr_gui.engine.augmentation.compiled import kept, render_each
from simclr_gui.engine.augmentation.operations.blur import BLUR_SIGMA_RANGE_PX, blur_kernel_size_px
from simclr_gui.engine.augmentation.operations.crop import resize_matrix
from simclr_gui.engine.augmentation.operations.jitter import HUE, turn_hue
from simclr_gui.engine.config.views import ViewSettings

RenderViews = Callable[[torch.Tensor, ViewParameters, int], torch.Tensor]
STRONG = ViewSettings(crop_area_min=0.08, hue=0.5, blur_probability=0.5)
NOTHING = ViewSettings(
    crop_area_min=1.0, flip_probability=0.0, jitter_probability=0.0, grey_probability=0.0, blur_probability=0.0
)
ADJUST = (
    lambda x, p, i: reference.adjust_brightness(x, float(p.brightness[i])),
    lambda x, p, i: reference.adjust_contrast(x, float(p.contrast[i])),
    lambda x, p, i: reference.adjust_saturation(x, float(p.saturation[i])),
    lambda x, p, i: reference.adjust_hue(x, float(p.hue[i])),
)


def noise(count: int, side_px: int, seed: int = 0) -> torch.Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randint(0, 256, (count, 3, side_px, side_px), generator=generator, dtype=torch.uint8)


def view_by_torchvision(pixels: torch.Tensor, p: ViewParameters, i: int, side_px: int = 0) -> torch.Tensor:
    side_px = side_px or pixels.shape[-1]
    x = pixels[i].float() / 255
    place = (int(p.top[i]), int(p.left[i]), int(p.height[i]), int(p.width[i]))
    x = reference.resized_crop(x, *place, [side_px, side_px], antialias=True)
    x = reference.horizontal_flip(x) if p.flipped[i] else x
    for change in p.order[i].tolist():
        x = ADJUST[change](x, p, i)
    x = reference.rgb_to_grayscale(x, num_output_channels=3) if p.grey[i] else x
    if p.sigma_px[i] > 0:
        kernel = blur_kernel_size_px(side_px)
        x = reference.gaussian_blur(x, [kernel, kernel], [float(p.sigma_px[i])] * 2)
    return x


@pytest.mark.parametrize(
    ("side_px", "view_px", "count"),
    [(32, 32, 3_000), (96, 96, 600), (224, 224, 60), (96, 32, 600), (224, 96, 100), (32, 96, 300), (97, 65, 200)],
)
@pytest.mark.parametrize("render", [render_each, rendering.render_at_once])
def test_that_views_equal_torchvision_with_the_same_parameters(
    side_px: int, view_px: int, count: int, render: RenderViews
) -> None:
    """On a CPU the first way is taken, on a GPU the second; both run here."""
    pixels = noise(count, side_px)
    parameters = sample_parameters(count, side_px, STRONG, torch.Generator().manual_seed(1))
    for start in range(0, count, 200):
        some = parameters.select(torch.arange(start, min(count, start + 200)))
        ours = render(pixels[start : start + 200], some, view_px)
        theirs = torch.stack(
            [view_by_torchvision(pixels[start : start + 200], some, i, view_px) for i in range(len(some))]
        )
        torch.testing.assert_close(ours, theirs, rtol=0, atol=1e-4)


EDGES = {
    "a crop of one pixel": {"top": 5, "left": 9, "height": 1, "width": 1},
    "a crop of one line at the border": {"top": 31, "left": 0, "height": 1, "width": 32},
    "a crop of one column at the border": {"top": 0, "left": 31, "height": 32, "width": 1},
    "the whole image, mirrored": {"top": 0, "left": 0, "height": 32, "width": 32, "flipped": True},
    "all light taken away": {"brightness": 0.0},
    "all contrast taken away": {"contrast": 0.0},
    "all colour taken away": {"saturation": 0.0},
    "everything doubled": {"brightness": 2.0, "contrast": 2.0, "saturation": 2.0},
    "half a turn of the colours": {"hue": 0.5},
    "half a turn back": {"hue": -0.5},
}


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("render", [render_each, rendering.render_at_once])
def test_that_views_equal_torchvision_at_the_edges(edge: str, render: RenderViews) -> None:
    count = 48
    pixels = noise(count, 32)
    pixels[:8] //= 255  # black and almost black
    pixels[8:16] = pixels[8:16] // 128 * 255  # pure colours
    pixels[16:24] = pixels[16:24, :1]  # grey
    parameters = sample_parameters(count, 32, STRONG, torch.Generator().manual_seed(1))
    for name, value in EDGES[edge].items():
        getattr(parameters, name).fill_(value)
    ours = render(pixels, parameters, 32)
    theirs = torch.stack([view_by_torchvision(pixels, parameters, i) for i in range(count)])
    torch.testing.assert_close(ours, theirs, rtol=0, atol=1e-4)


def test_that_blur_happens_from_64_px_on_only() -> None:
    small = sample_parameters(500, 32, STRONG, torch.Generator().manual_seed(0))
    large = sample_parameters(500, 64, STRONG, torch.Generator().manual_seed(0))
    assert not small.sigma_px.any()
    blurred = large.sigma_px[large.sigma_px > 0]
    assert 200 < len(blurred) < 300
    assert blurred.min() >= BLUR_SIGMA_RANGE_PX[0]
    assert blurred.max() <= BLUR_SIGMA_RANGE_PX[1]


@given(
    start=st.integers(0, 20),
    length=st.integers(1, 40),
    side_px=st.integers(1, 48),
)
@settings(max_examples=60, deadline=None)
def test_that_a_resize_matrix_is_torchvisions_antialiased_resize_of_a_line(
    start: int, length: int, side_px: int
) -> None:
    line = torch.rand(1, 60, generator=torch.Generator().manual_seed(length))
    matrix = resize_matrix(torch.tensor([start]), torch.tensor([length]), 60, side_px)[0]
    crop = line[:, start : start + length][None]
    expected = reference.resize(crop, [1, side_px], antialias=True)[0, 0]
    torch.testing.assert_close((line @ matrix.T)[0], expected, rtol=0, atol=1e-5)
    torch.testing.assert_close(matrix.sum(dim=1), torch.ones(side_px))


@pytest.mark.parametrize("turn", [-0.5, -0.25, 0.0, 0.1, 0.5])
def test_that_hue_is_exact_for_grey_black_white_and_pure_colours(turn: float) -> None:
    colours = torch.tensor(
        [[0, 0, 0], [1, 1, 1], [0.5, 0.5, 0.5], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [0, 1, 1], [1, 0, 1.0]]
    )
    images = colours[:, :, None, None].expand(-1, 3, 4, 4)
    ours = images.clone()
    turn_hue(ours, torch.full((len(colours),), turn))
    theirs = torch.stack([reference.adjust_hue(image, turn) for image in images])
    torch.testing.assert_close(ours, theirs, rtol=0, atol=1e-5)


def test_that_settings_that_change_nothing_change_nothing() -> None:
    pixels = noise(20, 32)
    views = sample_views(pixels, NOTHING, torch.Generator().manual_seed(0))
    torch.testing.assert_close(views, pixels.float() / 255, rtol=0, atol=1e-6)


def test_that_every_picture_draws_its_own_parameters() -> None:
    parameters = sample_parameters(256, 96, STRONG, torch.Generator().manual_seed(0))
    for values in (parameters.top, parameters.hue, parameters.brightness, parameters.sigma_px):
        assert len(values.unique()) > 40
    assert len({tuple(order) for order in parameters.order.tolist()}) == 24


def test_that_parameters_keep_to_their_settings() -> None:
    settings_ = ViewSettings(crop_area_min=0.2, crop_area_max=0.6, brightness=0.4, hue=0.1, grey_probability=0.2)
    p = sample_parameters(4_000, 96, settings_, torch.Generator().manual_seed(0))
    area = (p.height * p.width) / 96**2
    aspect = p.width / p.height
    assert area.min() > 0.19
    assert area.max() < 0.61
    assert aspect.min() > 0.73
    assert aspect.max() < 1.37
    assert (p.top + p.height).max() <= 96
    assert (p.left + p.width).max() <= 96
    assert p.brightness.min() >= 0.6
    assert p.brightness.max() <= 1.4
    assert p.hue.abs().max() <= 0.1
    assert p.grey.float().mean() == pytest.approx(0.2, abs=0.03)
    assert p.flipped.float().mean() == pytest.approx(0.5, abs=0.04)
    assert (p.hue != 0).float().mean() == pytest.approx(0.8, abs=0.03)
    assert (p.order[:, 0] == HUE).float().mean() == pytest.approx(0.25, abs=0.03)


def test_that_the_same_generator_state_draws_the_same_views() -> None:
    pixels = noise(8, 32)
    first = sample_views(pixels, STRONG, torch.Generator().manual_seed(7))
    again = sample_views(pixels, STRONG, torch.Generator().manual_seed(7))
    other = sample_views(pixels, STRONG, torch.Generator().manual_seed(8))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


def twice(value: float) -> float:
    return 2 * value


def test_that_what_was_compiled_is_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numba.config, "CACHE_DIR", str(tmp_path))
    first, again = kept(twice, "float32(float32)"), kept(twice, "float32(float32)")
    assert first(2.0) == again(2.0) == 4.0
    assert list(tmp_path.rglob("*.nbc"))
    assert len(again.stats.cache_hits) == 1


def test_that_views_are_compiled_where_nothing_can_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(numba.config, "CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(IndexDataCacheFile, "save", full)
    assert kept(twice, "float32(float32)")(2.0) == 4.0


@pytest.mark.parametrize("broken", [b"", b"\x80\x05", b"no such thing"])
def test_that_a_broken_cache_of_compiled_functions_does_no_harm(
    broken: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numba.config, "CACHE_DIR", str(tmp_path))
    kept(twice, "float32(float32)")
    for file in tmp_path.rglob("*.nb?"):
        file.write_bytes(broken)
    assert kept(twice, "float32(float32)")(2.0) == 4.0


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_that_several_cores_compute_the_same_views(threads: int, monkeypatch: pytest.MonkeyPatch) -> None:
    pixels = noise(50, 32)
    parameters = sample_parameters(50, 32, STRONG, torch.Generator().manual_seed(1))
    alone = render_each(pixels, parameters, 32)
    monkeypatch.setattr(compiled, "LEAST_PIXELS_A_THREAD", 1)
    monkeypatch.setattr(torch, "get_num_threads", lambda: threads)
    assert torch.equal(render_each(pixels, parameters, 32), alone)


def test_that_a_machine_without_numba_computes_views_with_torch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "simclr_gui.engine.augmentation.compiled", None)
    monkeypatch.setattr(rendering, "looping_renderer", rendering.looping_renderer.__wrapped__)
    assert rendering.renderer_for("cpu") is rendering.render_at_once
