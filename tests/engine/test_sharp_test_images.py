"""Test images of a run are read sharp from where they lie now, and never a reason to fail."""

from pathlib import Path

import numpy as np
import pytest

from simclr_gui.engine import sharp_test_images
from simclr_gui.engine.events import Pixels
from simclr_gui.engine.run_images import name_place
from simclr_gui.engine.sharp_test_images import SIDE_PX, SharpTestImages
from tests.photographs import run_on_photographs


def read(images: SharpTestImages, number: int, like: Pixels) -> Pixels | None:
    (event,) = images.read(number, like)
    assert event.number == number
    return event.pixels


def test_that_a_test_image_is_as_sharp_as_it_is_ever_shown(tmp_path: Path) -> None:
    run, chosen = run_on_photographs(tmp_path)
    sharp = read(SharpTestImages(run), 1, chosen.pictures[1])
    assert sharp is not None
    assert sharp.shape == (SIDE_PX, SIDE_PX, 3)
    np.testing.assert_allclose(sharp.mean((0, 1)), chosen.pictures[1].mean((0, 1)), atol=2)


def test_that_images_that_have_moved_are_found_where_the_run_knows_them_now(tmp_path: Path) -> None:
    run, chosen = run_on_photographs(tmp_path)
    (tmp_path / "photographs").rename(tmp_path / "elsewhere")
    assert read(SharpTestImages(run), 1, chosen.pictures[1]) is None
    name_place(run, tmp_path / "elsewhere")
    assert read(SharpTestImages(run), 1, chosen.pictures[1]) is not None


@pytest.mark.parametrize("content", [None, "{", "{}"])
def test_that_without_a_record_nothing_is_sharp(content: str | None, tmp_path: Path) -> None:
    run, chosen = run_on_photographs(tmp_path)
    run.data_file.unlink()
    if content is not None:
        run.data_file.write_text(content)
    assert read(SharpTestImages(run), 1, chosen.pictures[1]) is None


def test_that_an_image_that_the_record_does_not_know_is_not_sharp(tmp_path: Path) -> None:
    run, chosen = run_on_photographs(tmp_path)
    assert read(SharpTestImages(run), 3, chosen.pictures[1]) is None


def test_that_a_record_that_would_hold_the_window_up_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, chosen = run_on_photographs(tmp_path)
    monkeypatch.setattr(sharp_test_images, "LARGEST_RECORD_BYTES", run.data_file.stat().st_size - 1)
    assert read(SharpTestImages(run), 1, chosen.pictures[1]) is None
