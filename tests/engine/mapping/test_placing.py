"""An image from outside: it lands beside itself, and is told where it cannot."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from simclr_gui.engine import examiner as examiner_module
from simclr_gui.engine.data_record import LevelScale
from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import PicturePlaced
from simclr_gui.engine.examiner import Examiner
from simclr_gui.engine.mapping.files import KINDS
from simclr_gui.engine.mapping.umap_layout import umap_layout
from simclr_gui.engine.run_folder import RunFolder
from tests.small import small_data, train_small


@pytest.fixture(scope="module")
def examiner(tmp_path_factory: pytest.TempPathFactory) -> Examiner:
    run_dir = tmp_path_factory.mktemp("placing") / "run"
    train_small(run_dir)
    examiner = Examiner(RunFolder(run_dir), umap_layout)
    list(examiner.draw_maps())
    return examiner


def content_of(pixels: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def test_that_a_picture_of_the_map_lands_on_itself_in_every_space(examiner: Examiner) -> None:
    picture = small_data().test.pixels[7].permute(1, 2, 0).numpy()
    placed = list(examiner.place(content_of(picture), 40))[-1]
    assert isinstance(placed, PicturePlaced)
    np.testing.assert_array_equal(placed.pixels, picture)
    assert set(placed.placements) == set(KINDS)
    for kind, placement in placed.placements.items():
        assert placement.neighbours[0] == 7
        with np.load(examiner.folder.maps_dir / f"{kind}.npz") as file:
            np.testing.assert_allclose(placement.coordinates, file["coordinates"][7], atol=0.2)


def test_that_it_is_recognised_as_the_linear_classifier_says(examiner: Examiner) -> None:
    list(examiner.evaluate())
    with np.load(examiner.folder.path / "predictions.npz") as guesses:
        guess = str(guesses["class_names"][guesses["guesses"][7]])
        confidence = float(guesses["confidence"][7])
    picture = small_data().test.pixels[7].permute(1, 2, 0).numpy()
    placed = list(examiner.place(content_of(picture), 40))[-1]
    name, probability = placed.recognised[0]
    assert name == guess
    assert probability == pytest.approx(confidence, abs=1e-3)
    assert len(placed.recognised) == 3


def test_that_a_file_of_any_size_can_be_placed(examiner: Examiner, tmp_path: Path) -> None:
    file = tmp_path / "large.png"
    file.write_bytes(content_of(np.full((90, 120, 3), 200, np.uint8)))
    placed = list(examiner.place(file, 40))[-1]
    assert placed.pixels.shape == (16, 16, 3)
    assert all(np.isfinite(placement.coordinates).all() for placement in placed.placements.values())


def test_that_what_is_no_picture_is_told_in_a_sentence(examiner: Examiner, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="What was pasted cannot be placed on the map: it is not an image"):
        list(examiner.place(b"words", 40))
    (tmp_path / "empty.png").touch()
    with pytest.raises(UserError, match=r"empty\.png cannot be placed"):
        list(examiner.place(tmp_path / "empty.png", 40))


def test_that_without_maps_it_is_said_to_draw_them_first(tmp_path: Path) -> None:
    train_small(tmp_path / "run")
    with pytest.raises(UserError, match="no maps yet"):
        list(Examiner(RunFolder(tmp_path / "run"), umap_layout).place(content_of(np.zeros((9, 9, 3), np.uint8)), 40))


def test_that_a_deep_picture_is_placed_by_the_scale_of_the_runs_own(tmp_path: Path) -> None:
    """Without it an image of 12 bits would land as an almost black one."""
    Image.fromarray(np.full((16, 16), 4_095, np.uint16)).save(tmp_path / "bright.png")
    scale = LevelScale(low=0, high=4_095, words="")
    for picture in (tmp_path / "bright.png", (tmp_path / "bright.png").read_bytes()):
        assert examiner_module._decoded(picture, 16, scale)[0].min() == 255
