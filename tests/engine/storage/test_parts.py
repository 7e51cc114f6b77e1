"""What is half written tells whose it is; what killed processes left is swept by whoever writes there next."""

import os
from pathlib import Path

import pytest

from simclr_gui.engine.experiments.run_evaluator import RunEvaluator
from simclr_gui.engine.runs.about import About, write_about
from simclr_gui.engine.runs.array_files import write_arrays
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.parts import host_name, is_recent
from simclr_gui.engine.storage.whole_files import whole_file, whole_folder
from tests.campaign.files.run_folders import quick_layout
from tests.small import SMALL, small_config, small_data, train_small

GONE = 999_999_999
HERE = host_name()


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder.create(tmp_path / "run", SMALL)


def half(path: Path) -> Path:
    path.write_bytes(b"half")
    return path


def test_that_any_file_of_a_run_that_is_written_sweeps_what_killed_processes_left(folder: RunFolder) -> None:
    left = [half(folder.path / f".status.json.{GONE}@{HERE}.part"), half(folder.path / f".status.json.{GONE}.part")]
    in_maps = half(folder.maps_dir / f".pca.npz.{GONE}@{HERE}.part")
    write_about(folder, About("a name"))
    assert [path.exists() for path in (*left, in_maps)] == [False, False, True]
    write_arrays(folder, folder.maps_dir / "pca.npz")
    assert not in_maps.exists()


def test_that_what_living_processes_and_other_machines_write_is_left_alone(folder: RunFolder) -> None:
    kept = [
        half(folder.path / f".status.json.{os.getppid()}@{HERE}.part"),
        half(folder.path / f".status.json.{GONE}@{HERE}-2.part"),
        half(folder.path / "mine.part"),
    ]
    write_about(folder, About("a name"))
    assert all(path.exists() for path in kept)
    os.utime(kept[1], (1, 1))
    assert not is_recent(kept[1])
    write_about(folder, About("another name"))
    assert [path.exists() for path in kept] == [True, False, True]


def test_that_an_export_sweeps_what_was_left_of_the_same_name_and_nothing_else(tmp_path: Path) -> None:
    left = half(tmp_path / f".run.zip.{GONE}@{HERE}.part")
    others = [
        half(tmp_path / f".film.mp4.{GONE}@{HERE}.part"),
        half(tmp_path / ".run.zip.part"),
        half(tmp_path / ".part"),
    ]
    with whole_file(tmp_path / "run.zip") as part:
        part.write_bytes(b"whole")
    assert not left.exists()
    assert all(path.exists() for path in others)


def test_that_a_folder_that_was_half_exported_is_swept(tmp_path: Path) -> None:
    left = tmp_path / f".encoder.{GONE}@{HERE}.part"
    left.mkdir()
    half(left / "weights")
    with whole_folder(tmp_path / "encoder") as part:
        half(part / "weights")
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["encoder"]


def test_that_whoever_evaluates_a_run_sweeps_all_of_its_folders(tmp_path: Path) -> None:
    train_small(tmp_path / "run", small_config(budget__epochs=1))
    folder = RunFolder(tmp_path / "run")
    left = half(folder.checkpoints_dir / f".step-00000004.json.{GONE}@{HERE}.part")
    list(RunEvaluator(folder, quick_layout, small_data()).evaluate())
    assert not left.exists()
