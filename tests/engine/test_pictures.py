"""A folder of the user's pictures, good and bad."""

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from simclr_gui.engine.config import DataSettings
from simclr_gui.engine.data import load_data
from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import Announced
from simclr_gui.engine.images import DataSet
from simclr_gui.engine.pictures import decode_picture


def picture(
    path: Path, colour: tuple[int, ...] = (200, 30, 60), size: tuple[int, int] = (40, 30), **how: object
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = "RGBA" if len(colour) == 4 else "RGB"
    Image.new(mode, size, colour).save(path, **how)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for part, count in (("train", 6), ("test", 3)):
        for label, name in enumerate(("cat", "dog")):
            for number in range(count):
                picture(tmp_path / "pets" / part / name / f"{number}.png", (100 * label + number, 10, 20))
    return tmp_path / "pets"


def read(folder: Path, **settings: object) -> tuple[DataSet, list[Announced]]:
    told = []
    steps = load_data(
        DataSettings(source="folder", folder=folder, side_px=16, train_images=0, test_images=0, **settings)
    )
    while True:
        try:
            told.append(next(steps))
        except StopIteration as end:
            return end.value, told


def test_that_a_folder_is_read_with_its_classes(folder: Path) -> None:
    data, told = read(folder)
    assert data.name == "pets"
    assert data.class_names == ("cat", "dog")
    assert data.train.pixels.shape == (12, 3, 16, 16)
    assert len(data.test) == 6
    red = data.train.pixels[:, 0, 0, 0].long()
    assert ((red >= 100).long() == data.train.labels).all()
    assert told[-1].share == 1.0


def test_that_a_subset_is_the_same_every_time_and_mixes_classes(folder: Path) -> None:
    settings = DataSettings(source="folder", folder=folder, side_px=16, train_images=8, test_images=0)
    one, other = (_value(load_data(settings)) for _ in range(2))
    assert len(one.train) == 8
    assert (one.train.pixels == other.train.pixels).all()
    assert len(set(one.train.labels.tolist())) == 2


def test_that_files_that_are_no_pictures_are_left_out_and_counted(folder: Path) -> None:
    (folder / "train" / "cat" / "broken.jpg").write_bytes(b"not a picture")
    (folder / "train" / "cat" / "empty.png").write_bytes(b"")
    good = (folder / "train" / "cat" / "0.png").read_bytes()
    (folder / "train" / "dog" / "cut.png").write_bytes(good[: len(good) // 2])
    (folder / "train" / "dog" / "notes.txt").write_text("no picture, and not called one")
    data, told = read(folder)
    assert len(data.train) == 12
    assert any("3 files could not be read" in event.sentence for event in told)


def test_that_pictures_are_turned_upright_and_brought_to_rgb(tmp_path: Path) -> None:
    pixels = np.zeros((8, 16, 3), np.uint8)
    pixels[:, :8] = (250, 0, 0)
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    Image.fromarray(pixels).save(tmp_path / "turned.png", exif=exif)
    turned = decode_picture(tmp_path / "turned.png", 8)
    assert turned is not None
    assert turned[0, 4, 0] > 200
    assert turned[7, 4, 0] < 50
    for name, mode in (("grey", "L"), ("palette", "P"), ("alpha", "RGBA"), ("deep", "I;16"), ("one", "1")):
        Image.new(mode, (20, 20)).save(tmp_path / f"{name}.png")
        decoded = decode_picture(tmp_path / f"{name}.png", 16)
        assert decoded is not None
        assert decoded.shape == (16, 16, 3)


@pytest.mark.parametrize("missing", ["train", "test", "."])
def test_that_a_folder_laid_out_otherwise_is_refused_with_a_sentence(folder: Path, missing: str) -> None:
    (folder / missing).rename(folder.parent / "elsewhere")
    with pytest.raises(UserError) as caught:
        read(folder)
    assert caught.value.field == "data.folder"
    assert str(folder) in str(caught.value)


def test_that_a_class_unknown_to_train_is_refused(folder: Path) -> None:
    picture(folder / "test" / "bird" / "0.png")
    with pytest.raises(UserError, match="bird"):
        read(folder)


def test_that_a_folder_without_one_readable_picture_is_refused(folder: Path) -> None:
    for file in folder.rglob("*.png"):
        file.write_bytes(b"x")
    with pytest.raises(UserError, match="None of the files"):
        read(folder)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nobody can be kept out here")
def test_that_a_folder_without_rights_is_refused_with_a_sentence(folder: Path) -> None:
    (folder / "train").chmod(0)
    try:
        with pytest.raises(UserError, match="cannot be opened"):
            read(folder)
    finally:
        (folder / "train").chmod(0o755)


def test_that_a_refused_listing_becomes_a_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(UserError, match="cannot be opened: permission denied"):
        read(folder)


def _value(steps: object) -> DataSet:
    while True:
        try:
            next(steps)  # type: ignore[call-overload]
        except StopIteration as end:
            return end.value
