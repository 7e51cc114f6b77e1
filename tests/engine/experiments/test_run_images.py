"""A run knows its images: what it was trained on is never what it is tested on, whatever becomes of the folder."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.datasets.data import load_data
from simclr_gui.engine.datasets.images import DataSet
from simclr_gui.engine.events import Event, ImagesRead
from simclr_gui.engine.events.streams import result_of
from simclr_gui.engine.experiments.experiment import new_run, opened_run, recorded_training
from simclr_gui.engine.experiments.run_images import images_of, read_images
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.control import Control
from tests.small import small_config

IMAGES_A_CLASS = 12


def image(path: Path, seed: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.random.default_rng(seed).integers(0, 256, (16, 16, 3), np.uint8)).save(path)


@pytest.fixture
def pets(tmp_path: Path) -> Path:
    for label, name in enumerate(("cat", "dog")):
        for number in range(IMAGES_A_CLASS):
            image(tmp_path / "pets" / name / f"{number:02}.png", 100 * label + number)
    return tmp_path / "pets"


def config_of(folder: Path) -> TrainingConfig:
    changes = {"data__source": "folder", "data__folder": folder, "data__train_images": 0, "data__test_images": 0}
    return small_config(**changes, optimisation__batch_size=4, budget__epochs=1)


@pytest.fixture
def run(pets: Path, tmp_path: Path) -> RunFolder:
    """Trained for one epoch on the pets."""
    config = config_of(pets)
    data = result_of(load_data(config.data))
    folder = result_of(new_run(config, tmp_path / "run", data))
    list(recorded_training(folder, data, Control(), ()))
    return folder


def read(run: RunFolder, moved_to: Path | None = None) -> tuple[DataSet, list[str]]:
    """The images of the run, and what was told of them."""
    told: list[Event] = []
    steps = images_of(run, moved_to=moved_to)
    while True:
        try:
            told.append(next(steps))
        except StopIteration as end:
            return end.value, [note for event in told if isinstance(event, ImagesRead) for note in event.notes]


def train_digests(run: RunFolder) -> set[str]:
    record = read_images(run)
    assert record is not None
    return {image.digest for image in record.train}


def digests_tested(data: DataSet) -> set[str]:
    assert data.record is not None
    return {image.digest for image in data.record.test}


def test_that_a_run_writes_down_its_images_with_names_and_digests(run: RunFolder) -> None:
    record = read_images(run)
    assert record is not None
    assert record.class_names == ("cat", "dog")
    names = [image.name for image in record.train + record.test]
    assert sorted(names) == sorted(f"{c}/{n:02}.png" for c in ("cat", "dog") for n in range(IMAGES_A_CLASS))
    assert len({image.digest for image in record.train + record.test}) == 2 * IMAGES_A_CLASS
    assert all(image.label == ("cat", "dog").index(image.name.split("/")[0]) for image in record.train + record.test)


def test_that_an_untouched_folder_gives_the_same_images_again_without_a_word(run: RunFolder) -> None:
    before = read_images(run)
    data, notes = read(run)
    assert before is not None and data.record is not None
    assert (data.record.train, data.record.test) == (before.train, before.test)
    assert not [note for note in notes if "gone" in note or "changed" in note or "added" in note]


@pytest.mark.parametrize("number", range(5))
def test_that_an_image_that_is_added_takes_no_side(run: RunFolder, pets: Path, number: int) -> None:
    image(pets / "cat" / f"0{number}-new.png", 900 + number)
    data, _ = read(run)
    assert not digests_tested(data) & train_digests(run)
    assert len(data.train) + len(data.test) == 2 * IMAGES_A_CLASS
    fresh = result_of(load_data(config_of(pets).data))
    assert not digests_tested(fresh) & train_digests(run)  # a new run would not swap them either


def test_that_an_image_that_is_gone_is_told_of_and_moves_no_other(run: RunFolder, pets: Path) -> None:
    record = read_images(run)
    assert record is not None
    (pets / record.test[0].name).unlink()
    data, notes = read(run)
    assert len(data.test) == len(record.test) - 1
    assert len(data.train) == len(record.train)
    assert not digests_tested(data) & train_digests(run)
    assert f"1 image of this run is gone: {record.test[0].name}." in notes


def test_that_an_image_that_has_changed_is_left_out_and_told_of(run: RunFolder, pets: Path) -> None:
    record = read_images(run)
    assert record is not None
    shutil.copy(pets / record.train[0].name, pets / record.test[0].name)  # a test image becomes a training image
    data, notes = read(run)
    assert not digests_tested(data) & train_digests(run)
    assert len(data.test) == len(record.test) - 1
    assert f"1 image has changed since the run began and is left out: {record.test[0].name}." in notes


def test_that_a_run_does_not_go_on_without_an_image_that_it_learned_from(run: RunFolder, pets: Path) -> None:
    record = read_images(run)
    assert record is not None
    (pets / record.train[3].name).unlink()
    before = run.status_file.read_bytes()
    with pytest.raises(UserError, match=r"1 of its \d+ training images is gone or changed"):
        result_of(opened_run(run.path))
    assert run.status_file.read_bytes() == before


def test_that_images_that_have_moved_are_named_once_and_remembered(run: RunFolder, pets: Path) -> None:
    moved = pets.rename(pets.with_name("elsewhere"))
    with pytest.raises(UserError, match="--folder") as error:
        read(run)
    assert [proposal.asks_for_folder for proposal in error.value.proposals] == [True]
    data, _ = read(run, moved_to=moved)
    again, _ = read(run)
    assert len(data.train) == len(again.train) > 0
    assert json.loads(run.data_file.read_text())["folder"] == str(moved)


def test_that_another_folder_is_not_taken_for_that_of_the_run(run: RunFolder, tmp_path: Path) -> None:
    for number in range(8):
        image(tmp_path / "others" / "cat" / f"{number:02}.png", 5_000 + number)
        image(tmp_path / "others" / "dog" / f"{number:02}.png", 6_000 + number)
    with pytest.raises(UserError, match="not there any more"):
        read(run, moved_to=tmp_path / "others")
    assert json.loads(run.data_file.read_text())["folder"] is None


def test_that_a_damaged_list_of_images_is_not_believed(run: RunFolder) -> None:
    run.data_file.write_text('{"source": "folder", "train": [{"name": 3}]}')
    with pytest.raises(UserError, match="nobody knows which images"):
        read(run)


def test_that_a_run_of_an_earlier_version_keeps_its_test_images(run: RunFolder) -> None:
    """Such a run has no data.json; its images were split by their places in the list of names."""
    before = make_old(run)
    data, _ = read(run)
    assert digests_tested(data) == digests_tested(before)
    assert len(data.train) == len(before.train) == 20


def test_that_a_run_of_an_earlier_version_is_not_tested_when_its_folder_has_grown(run: RunFolder, pets: Path) -> None:
    make_old(run)
    for number in range(5):
        image(pets / "cat" / f"9{number}.png", 777 + number)
    with pytest.raises(UserError, match="did not write down"):
        read(run)


def test_that_a_run_whose_list_of_images_was_deleted_is_not_guessed_at(run: RunFolder) -> None:
    run.data_file.unlink()
    with pytest.raises(UserError, match="is missing: nobody knows which images"):
        read(run)


def make_old(run: RunFolder) -> DataSet:
    """Makes the run look as if an earlier version had trained it; gives the images that it would have taken."""
    run.data_file.unlink()
    data = result_of(load_data(run.config().data, as_before=True))
    lines = [json.loads(line) for line in run.events_file.read_text().splitlines()]
    for line in lines:
        if line["event"] == "started":
            del line["version"]
            line |= {"train_images": len(data.train), "test_images": len(data.test)}
    run.events_file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return data


def test_that_copies_of_training_images_are_not_held_out_for_the_test(pets: Path) -> None:
    """Every cat lies there twice: what is trained on is not tested on under another name."""
    for number in range(IMAGES_A_CLASS):
        shutil.copy(pets / "cat" / f"{number:02}.png", pets / "cat" / f"{number:02}-copy.png")
    data = result_of(load_data(config_of(pets).data))
    assert data.record is not None
    assert not digests_tested(data) & {image.digest for image in data.record.train}


def test_that_copies_put_into_test_by_the_user_are_told_of(pets: Path, tmp_path: Path) -> None:
    for name in ("cat", "dog"):
        (tmp_path / "parts" / "train" / name).mkdir(parents=True)
        (tmp_path / "parts" / "test" / name).mkdir(parents=True)
        for number in range(6):
            shutil.copy(pets / name / f"{number:02}.png", tmp_path / "parts" / "train" / name)
            shutil.copy(pets / name / f"{number + 1:02}.png", tmp_path / "parts" / "test" / name)
    steps = load_data(config_of(tmp_path / "parts").data)
    told = []
    while True:
        try:
            told.append(next(steps))
        except StopIteration as end:
            data = end.value
            break
    (notes,) = [event.notes for event in told if isinstance(event, ImagesRead)]
    assert "Exact copies of training images among the 12 test images: 10. Those are not unseen." in notes
    assert len(data.test) == 12
