"""Features as NPZ, CSV and Parquet: h as the scores saw it, read back by numpy and pyarrow, by pandas where it is."""

import csv
import io
import json
import shutil
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow
import pyarrow.compute
import pytest
import torch
from PIL import Image
from pyarrow import parquet

from simclr_gui.engine import load_encoder
from simclr_gui.engine.datasets.data import load_data
from simclr_gui.engine.datasets.folder.decoding import decode_image
from simclr_gui.engine.evaluation.predictions import read_predictions
from simclr_gui.engine.events import MapComputed, NeighboursFound
from simclr_gui.engine.events.sharing import EncoderExported
from simclr_gui.engine.events.streams import result_of
from simclr_gui.engine.exchange import export_kinds
from simclr_gui.engine.exchange.exporting import export_encoder
from simclr_gui.engine.exchange.feature_rows import feature_rows
from simclr_gui.engine.exchange.feature_tables import write_table
from simclr_gui.engine.experiments.experiment import new_run, recorded_training
from simclr_gui.engine.features.features import Features, FeatureSource
from simclr_gui.engine.mapping.files import MapFiles
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.manifests import newest_manifest
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.control import Control
from tests.small import SMALL, small_config, small_data
from tests.tested_runs import make_mapped_run
from tests.untrained_runs import make_untrained_run

IMAGES_PER_CLASS = 20
TEST, TRAIN = SMALL.data.test_images, SMALL.data.train_images


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_mapped_run(tmp_path_factory.mktemp("features") / "run")


@pytest.fixture(scope="module")
def expected(run: Path) -> Features:
    """What the scores saw."""
    return result_of(FeatureSource(SMALL, small_data(), RunFolder(run)).simclr())


def exported(run: Path, output: Path) -> EncoderExported:
    *_, last = export_encoder(run, "features", output)
    assert isinstance(last, EncoderExported)
    assert last.files == (output,)
    return last


def executed(lines: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(lines, names)
    return names


def test_that_npz_holds_h_exactly_as_the_scores_saw_it(run: Path, expected: Features, tmp_path: Path) -> None:
    exported(run, tmp_path / "h.npz")
    with np.load(tmp_path / "h.npz", allow_pickle=False) as table:
        assert set(table) == {"h", "file_names", "labels", "class_names", "part", "checkpoint_sha256"}
        assert table["h"].dtype == np.float32
        assert np.array_equal(table["h"][table["part"] == "test"], expected.test)
        assert np.array_equal(table["h"][table["part"] == "train"], expected.train)
        assert table["labels"].dtype == np.int64
        assert np.array_equal(table["labels"][:TEST], small_data().test.labels)
        assert np.array_equal(table["labels"][TEST:], small_data().bank.labels)
        assert tuple(table["class_names"]) == small_data().class_names
        assert table["file_names"][0] == "test-000001"
        assert table["file_names"][TEST] == "train-000001"
        newest = newest_manifest(RunFolder(run).checkpoints_dir)
        assert newest is not None
        assert str(table["checkpoint_sha256"]) == newest.sha256


def test_that_the_copied_lines_open_each_table(run: Path, expected: Features, tmp_path: Path) -> None:
    whole = np.concatenate([expected.test, expected.train])
    for ending in (".npz", ".csv", ".parquet"):
        told = exported(run, tmp_path / f"h{ending}")
        if ending != ".npz" and find_spec("pandas") is None:  # where it is there, scikit-learn loads it, for 0.7 s
            continue
        h = executed(told.lines)["h"]
        assert h.dtype == np.float32
        assert np.array_equal(h, whole)


def test_that_csv_has_a_row_for_every_image(run: Path, tmp_path: Path) -> None:
    exported(run, tmp_path / "h.csv")
    with (tmp_path / "h.csv").open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    assert len(rows) == TEST + TRAIN
    assert [row["part"] for row in rows] == ["test"] * TEST + ["train"] * TRAIN
    names = small_data().class_names
    assert [row["label"] for row in rows[:TEST]] == [names[label] for label in small_data().test.labels]
    assert rows[0]["prediction"] in names
    assert rows[TEST]["prediction"] == rows[TEST]["x_simclr_umap"] == ""
    assert float(rows[3]["x_simclr_umap"]) == map_of(run, "simclr", "umap")[3, 0]


def map_of(run: Path, kind: str, method: str) -> np.ndarray:
    drawn = (event for event in MapFiles(RunFolder(run)).read() if isinstance(event, MapComputed))
    return next(event.coordinates for event in drawn if (event.features, event.method) == (kind, method))


def test_that_parquet_holds_places_neighbours_and_images(run: Path, expected: Features, tmp_path: Path) -> None:
    exported(run, tmp_path / "h.parquet")
    table = parquet.read_table(tmp_path / "h.parquet")
    assert str(table.schema.field("h").type) == "list<element: float>"
    assert str(table.schema.field("neighbours").type) == (
        "struct<ids: list<element: int64>, distances: list<element: float>>"
    )
    assert str(table.schema.field("thumbnail").type) == "struct<bytes: binary, path: string>"
    columns = table.to_pydict()
    assert np.array_equal(np.float32(columns["h"]), np.concatenate([expected.test, expected.train]))
    for kind in ("simclr", "untrained", "pca"):
        for method in ("umap", "pca"):
            places = np.float32([columns[f"{axis}_{kind}_{method}"][:TEST] for axis in "xy"]).T
            assert np.array_equal(places, map_of(run, kind, method))
    assert columns["x_simclr_umap"][TEST:] == [None] * TRAIN
    predicted = read_predictions(RunFolder(run))["simclr", "linear"]
    assert columns["prediction"][:TEST] == [small_data().class_names[each] for each in predicted]
    image = Image.open(io.BytesIO(columns["thumbnail"][5]["bytes"]))
    assert np.array_equal(np.asarray(image), small_data().test.pixels[5].permute(1, 2, 0))
    about = {name.decode(): value.decode() for name, value in table.schema.metadata.items()}
    assert tuple(json.loads(about["class_names"])) == small_data().class_names


def test_that_neighbours_are_those_of_the_maps_and_rows_of_the_test_images_alone(run: Path, tmp_path: Path) -> None:
    exported(run, tmp_path / "h.parquet")
    table = parquet.read_table(tmp_path / "h.parquet")
    tested = table.filter(pyarrow.compute.field("part") == "test")  # as Embedding Atlas is asked
    assert tested.column("file_name") == table.column("file_name").slice(0, TEST)
    found = next(
        event
        for event in MapFiles(RunFolder(run)).read()
        if isinstance(event, NeighboursFound) and event.features == "simclr"
    )
    neighbours = tested.column("neighbours").to_pylist()
    assert np.array_equal([each["ids"] for each in neighbours], found.neighbours)
    assert (np.diff([each["distances"] for each in neighbours], axis=1) >= 0).all()


def test_that_the_way_into_embedding_atlas_is_told(run: Path, tmp_path: Path) -> None:
    lines = exported(run, tmp_path / "h.parquet").lines
    assert lines.splitlines()[-1] == (
        f'# embedding-atlas "{tmp_path}/h.parquet" --query "SELECT * FROM data WHERE part = \'test\'" '
        "--x x_simclr_umap --y y_simclr_umap --neighbors neighbours --image thumbnail"
    )


def test_that_what_is_not_of_this_checkpoint_is_left_out_and_told(run: Path, tmp_path: Path) -> None:
    again = shutil.copytree(run, tmp_path / "again")
    for name, sentence in (("evaluation.json", "not tested"), ("maps/made_of.json", "not drawn")):
        (again / name).unlink()
        told = exported(again, tmp_path / f"{sentence}.npz")
        assert any(sentence in remark for remark in told.remarks), told.remarks
    rows = result_of(feature_rows(RunFolder(again)))
    assert rows.maps == {}
    assert set(rows.predictions) == {-1}
    assert rows.neighbours.shape == (TEST, 12)
    assert exported(run, tmp_path / "whole.npz").remarks == ()


def test_that_a_map_that_cannot_be_read_is_left_out_and_told(run: Path, tmp_path: Path) -> None:
    copy = tmp_path / "run"
    shutil.copytree(run, copy)
    (copy / "maps" / "pca.npz").write_bytes(b"half")
    told = exported(copy, tmp_path / "h.csv")
    assert any("pca.npz" in remark for remark in told.remarks), told.remarks
    assert "x_simclr_umap" in (titles := (tmp_path / "h.csv").read_text().splitlines()[0])
    assert "x_pca_umap" not in titles


def test_that_rows_are_named_like_the_files_that_they_come_from(tmp_path: Path) -> None:
    place = write_folder(tmp_path / "images")
    config = small_config(data__source="folder", data__folder=place, data__test_images=0, optimisation__batch_size=8)
    data = result_of(load_data(config.data))
    run = result_of(new_run(config, tmp_path / "run", data))
    list(recorded_training(run, data, Control(), ()))
    exported(run.path, tmp_path / "h.npz")
    with np.load(tmp_path / "h.npz", allow_pickle=False) as table:
        names, labels, classes, h = (table[name] for name in ("file_names", "labels", "class_names", "h"))
    assert len(set(names)) == len(names) == 2 * IMAGES_PER_CLASS
    encoder = load_encoder(run.path)
    for row, name in enumerate(names):
        assert name.startswith(f"{classes[labels[row]]}/")
        pixels = torch.from_numpy(decode_image(place / name, config.data.side_px)).permute(2, 0, 1)
        with torch.inference_mode():
            assert np.abs(encoder(pixels[None].float() / 255)[0].numpy() - h[row]).max() < 1e-4


def write_folder(place: Path) -> Path:
    """Images of noise, brighter in one class than in the other."""
    numbers = np.random.default_rng(0)
    for brightness, name in ((60, "dark"), (160, "light")):
        (place / name).mkdir(parents=True)
        for image in range(IMAGES_PER_CLASS):
            pixels = numbers.integers(brightness - 60, brightness + 60, (16, 16, 3), np.uint8)
            Image.fromarray(pixels).save(place / name / f"{image}.png")
    return place


def test_that_a_name_cannot_become_a_formula(run: Path, tmp_path: Path) -> None:
    rows = replace(result_of(feature_rows(RunFolder(run))), file_names=("=1+1.png",) * (TEST + TRAIN))
    list(write_table(rows, tmp_path / "h.csv", tmp_path / "h.csv"))
    assert (tmp_path / "h.csv").read_text(encoding="utf-8").splitlines()[1].startswith("'=1+1.png,")


def test_that_parquet_alone_needs_a_package(run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_kinds, "find_spec", lambda _name: None)
    with pytest.raises(UserError, match="not installed: pyarrow"):
        exported(run, tmp_path / "h.parquet")
    exported(run, tmp_path / "h.npz")
    assert export_kinds.export_name("run", "features") == "run.npz"
    monkeypatch.undo()
    assert export_kinds.export_name("run", "features") == "run.parquet"


@pytest.mark.parametrize("ending", [".npz", ".csv", ".parquet"])
def test_that_whoever_leaves_it_or_a_full_disk_leaves_nothing(
    run: Path, ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = export_encoder(run, "features", tmp_path / f"h{ending}")
    while not list(tmp_path.glob(".*part")):
        next(stream)
    stream.close()
    assert [path for path in tmp_path.iterdir() if path.is_file()] == []
    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(UserError, match="no space left on device"):
        exported(run, tmp_path / f"h{ending}")
    assert [path for path in tmp_path.iterdir() if path.is_file()] == []


def refuse(_descriptor: int) -> None:
    raise OSError(28, "No space left on device")


def test_that_a_network_without_classes_or_maps_can_be_exported_too(tmp_path: Path) -> None:
    run = make_untrained_run(tmp_path / "run")
    told = exported(run, tmp_path / "h.parquet")
    assert len(told.remarks) == 2
    table = parquet.read_table(tmp_path / "h.parquet")
    assert table.column("prediction").null_count == len(table)
    assert "--vector h" in told.lines
