"""What TensorBoard's own readers find in an exported folder: the curves, and h with its images."""

from pathlib import Path

import numpy as np
import pytest
from google.protobuf import text_format
from PIL import Image
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.plugins.projector.projector_config_pb2 import ProjectorConfig
from tensorboard.plugins.projector.projector_plugin import _read_tensor_tsv_file

from simclr_gui.engine.events import StepMeasured
from simclr_gui.engine.events.sharing import EncoderExported
from simclr_gui.engine.events.streams import result_of
from simclr_gui.engine.exchange import projector_files
from simclr_gui.engine.exchange.exporting import export_encoder
from simclr_gui.engine.exchange.training_curves import read_curves
from simclr_gui.engine.features.features import FeatureSource
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.event_records import event_from
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.small import SMALL, small_data
from tests.tested_runs import make_mapped_run

TEST = SMALL.data.test_images


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_mapped_run(tmp_path_factory.mktemp("projector") / "run")


def exported(run: Path, output: Path) -> EncoderExported:
    *_, last = export_encoder(run, "tensorboard", output)
    assert isinstance(last, EncoderExported)
    assert sorted(last.files) == sorted(output.iterdir())
    return last


def steps_of(run: Path) -> list[StepMeasured]:
    events = (event_from(record) for record in RunFolder(run).events())
    return [event for event in events if isinstance(event, StepMeasured)]


def test_that_tensorboard_reads_the_curves(run: Path, tmp_path: Path) -> None:
    told = exported(run, tmp_path / "board")
    assert told.lines == f'tensorboard --logdir "{tmp_path}/board"'
    accumulator = EventAccumulator(str(told.place), size_guidance={"scalars": 0}).Reload()
    steps = steps_of(run)
    loss = accumulator.Scalars("loss")
    assert [point.step for point in loss] == [step.step for step in steps]
    assert np.allclose([point.value for point in loss], [step.loss for step in steps])
    assert np.allclose([point.wall_time for point in loss], [step.time for step in steps])
    names = {curve.name for curve in read_curves(RunFolder(run))}
    assert {"contrastive_top1", "learning_rate", "live/knn_accuracy", "inside/effective_rank"} <= names
    assert set(accumulator.Tags()["scalars"]) == names


def test_that_the_projector_reads_h_names_and_images(run: Path, tmp_path: Path) -> None:
    told = exported(run, tmp_path / "board")
    config = text_format.Parse((told.place / "projector_config.pbtxt").read_text(), ProjectorConfig())
    (embedding,) = config.embeddings
    h = _read_tensor_tsv_file(str(told.place / embedding.tensor_path))
    assert np.array_equal(np.float32(h), result_of(FeatureSource(SMALL, small_data(), RunFolder(run)).simclr()).test)
    titles, *rows = (told.place / embedding.metadata_path).read_text(encoding="utf-8").splitlines()
    assert titles.split("\t") == ["file_name", "label", "prediction"]
    assert len(rows) == TEST
    assert rows[7].split("\t")[:2] == ["test-000008", small_data().class_names[small_data().test.labels[7]]]
    sprite = np.asarray(Image.open(told.place / embedding.sprite.image_path))
    side_px = SMALL.data.side_px
    assert list(embedding.sprite.single_image_dim) == [side_px, side_px]
    assert sprite.shape == (7 * side_px, 7 * side_px, 3)
    eighth = sprite[side_px : 2 * side_px, 0:side_px]  # seven stand in the first line
    assert np.array_equal(eighth, small_data().test.pixels[7].permute(1, 2, 0))


def test_that_a_sprite_is_never_larger_than_browsers_take(
    run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projector_files, "LARGEST_SPRITE_PX", 60)
    monkeypatch.setattr(projector_files, "MOST_POINTS", 30)
    told = exported(run, tmp_path / "board")
    assert Image.open(told.place / "sprite.png").size == (60, 60)
    assert "single_image_dim: 10" in (told.place / "projector_config.pbtxt").read_text()
    assert len((told.place / "tensors.tsv").read_text().splitlines()) == 30
    assert told.remarks == ("Only the first 30 test images are there.",)


def test_that_long_curves_are_thinned_to_their_end(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simclr_gui.engine.exchange.training_curves.MOST_POINTS", 3)
    loss = next(curve for curve in read_curves(RunFolder(run)) if curve.name == "loss")
    assert loss.steps.tolist() == [1, loss.steps[1], steps_of(run)[-1].step]


def test_that_whoever_leaves_it_leaves_nothing_and_nobodys_folder_is_replaced(run: Path, tmp_path: Path) -> None:
    stream = export_encoder(run, "tensorboard", tmp_path / "board")
    while not list(tmp_path.glob(".*part")):
        next(stream)
    stream.close()
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == []
    exported(run, tmp_path / "board")
    with pytest.raises(UserError, match="is there already"):
        exported(run, tmp_path / "board")
