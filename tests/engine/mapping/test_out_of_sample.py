"""An image from outside: it lands beside itself, and is told where it cannot."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from simclr_gui.engine.datasets.data_record import LevelScale
from simclr_gui.engine.events import QueryImagePlaced
from simclr_gui.engine.experiments import run_evaluator as run_evaluator_module
from simclr_gui.engine.experiments.run_evaluator import RunEvaluator
from simclr_gui.engine.mapping.files import KINDS
from simclr_gui.engine.mapping.umap_layout import umap_layout
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.small import small_data, train_small


@pytest.fixture(scope="module")
def run_evaluator(tmp_path_factory: pytest.TempPathFactory) -> RunEvaluator:
    run_dir = tmp_path_factory.mktemp("placing") / "run"
    train_small(run_dir)
    run_evaluator = RunEvaluator(RunFolder(run_dir), umap_layout)
    list(run_evaluator.compute_maps())
    return run_evaluator


def content_of(pixels: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def test_that_a_picture_of_the_map_lands_on_itself_in_every_space(run_evaluator: RunEvaluator) -> None:
    image = small_data().test.pixels[7].permute(1, 2, 0).numpy()
    placed = list(run_evaluator.place(content_of(image), 40))[-1]
    assert isinstance(placed, QueryImagePlaced)
    np.testing.assert_array_equal(placed.pixels, image)
    assert set(placed.placements) == set(KINDS)
    for kind, placement in placed.placements.items():
        assert placement.neighbours[0] == 7
        with np.load(run_evaluator.folder.maps_dir / f"{kind}.npz") as file:
            np.testing.assert_allclose(placement.coordinates, file["coordinates"][7], atol=0.2)


def test_that_it_is_recognised_as_the_linear_classifier_says(run_evaluator: RunEvaluator) -> None:
    list(run_evaluator.evaluate())
    with np.load(run_evaluator.folder.path / "predictions.npz") as predictions:
        prediction = str(predictions["class_names"][predictions["guesses"][7]])
        confidence = float(predictions["confidence"][7])
    image = small_data().test.pixels[7].permute(1, 2, 0).numpy()
    placed = list(run_evaluator.place(content_of(image), 40))[-1]
    name, probability = placed.recognised[0]
    assert name == prediction
    assert probability == pytest.approx(confidence, abs=1e-3)
    assert len(placed.recognised) == 3


def test_that_a_file_of_any_size_can_be_placed(run_evaluator: RunEvaluator, tmp_path: Path) -> None:
    file = tmp_path / "large.png"
    file.write_bytes(content_of(np.full((90, 120, 3), 200, np.uint8)))
    placed = list(run_evaluator.place(file, 40))[-1]
    assert placed.pixels.shape == (16, 16, 3)
    assert all(np.isfinite(placement.coordinates).all() for placement in placed.placements.values())


def test_that_what_is_no_picture_is_told_in_a_sentence(run_evaluator: RunEvaluator, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="What was pasted cannot be placed on the map: it is not an image"):
        list(run_evaluator.place(b"words", 40))
    (tmp_path / "empty.png").touch()
    with pytest.raises(UserError, match=r"empty\.png cannot be placed"):
        list(run_evaluator.place(tmp_path / "empty.png", 40))


def test_that_without_maps_it_is_said_to_draw_them_first(tmp_path: Path) -> None:
    train_small(tmp_path / "run")
    with pytest.raises(UserError, match="no maps yet"):
        list(
            RunEvaluator(RunFolder(tmp_path / "run"), umap_layout).place(content_of(np.zeros((9, 9, 3), np.uint8)), 40)
        )


def test_that_a_deep_picture_is_placed_by_the_scale_of_the_runs_own(tmp_path: Path) -> None:
    """Without it an image of 12 bits would land as an almost black one."""
    Image.fromarray(np.full((16, 16), 4_095, np.uint16)).save(tmp_path / "bright.png")
    scale = LevelScale(low=0, high=4_095, words="")
    for image in (tmp_path / "bright.png", (tmp_path / "bright.png").read_bytes()):
        assert run_evaluator_module.decoded_image(image, 16, scale)[0].min() == 255
