"""The user's own images: what is found, how it is split, what is kept, what is left out."""

import multiprocessing
import os
import shutil
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from simclr_gui.engine.config.settings import DataSettings
from simclr_gui.engine.datasets.data import load_data
from simclr_gui.engine.datasets.folder import cache, decoding_pool
from simclr_gui.engine.datasets.folder import folder as folder_module
from simclr_gui.engine.datasets.images import DataSet
from simclr_gui.engine.events import Announced, Event, ImagesRead
from simclr_gui.engine.messages.errors import UserError


def image(path: Path, colour: tuple[int, ...] = (200, 30, 60), size: tuple[int, int] = (40, 30)) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, colour).save(path)


@pytest.fixture
def pets(tmp_path: Path) -> Path:
    """Cats are dark, dogs are bright; train/ and test/."""
    for part, count in (("train", 6), ("test", 3)):
        for label, name in enumerate(("cat", "dog")):
            for number in range(count):
                image(tmp_path / "pets" / part / name / f"{number}.png", (100 * label + number, 10, 20))
    return tmp_path / "pets"


@pytest.fixture
def cached(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a few images are worth keeping."""
    monkeypatch.setattr(folder_module, "FEWEST_FOR_CACHE", 1)


def read(folder: Path, **settings: object) -> tuple[DataSet, list[Event]]:
    values = {"source": "folder", "folder": folder, "side_px": 16, "train_images": 0, "test_images": 0} | settings
    told = []
    steps = load_data(DataSettings(**values))
    while True:
        try:
            told.append(next(steps))
        except StopIteration as end:
            return end.value, told


def sentences(events: list[Event]) -> list[str]:
    return [event.sentence for event in events if isinstance(event, Announced)]


def classes_fit_the_colours(data: DataSet) -> bool:
    return all(bool(((part.pixels[:, 0, 0, 0] >= 100).long() == part.labels).all()) for part in (data.train, data.test))


def test_that_train_and_test_folders_are_honoured(pets: Path) -> None:
    data, told = read(pets)
    assert data.name == "pets"
    assert data.class_names == ("cat", "dog")
    assert data.train.pixels.shape == (12, 3, 16, 16)
    assert len(data.test) == 6
    assert classes_fit_the_colours(data)
    assert isinstance(told[-2], Announced) and told[-2].share == 1.0
    assert isinstance(told[-1], ImagesRead)
    assert (told[-1].read, told[-1].left_out, told[-1].counts) == (18, 0, (("cat", 6, 3), ("dog", 6, 3)))
    assert told[-1].notes[0] == "train/ and test/ as given."


def test_that_class_folders_alone_are_split_in_every_class_the_same_way_each_time(tmp_path: Path) -> None:
    for number in range(20):
        image(tmp_path / "pets" / "cat" / f"{number}.png", (number, 0, 0))
        image(tmp_path / "pets" / "dog" / "deeper" / f"{number}.png", (100 + number, 0, 0))
    data, told = read(tmp_path / "pets")
    again, _ = read(tmp_path / "pets")
    other, _ = read(tmp_path / "pets", drawing_seed=1)
    assert (len(data.train), len(data.test)) == (33, 7), "a fifth by the names of the files, not by count"
    assert isinstance(told[-1], ImagesRead)
    assert told[-1].notes == (
        "About a fifth of every class is held out for the test, chosen by the names of the files.",
    )
    assert data.test.labels.bincount().min() >= 1
    assert classes_fit_the_colours(data)
    assert (data.test.pixels == again.test.pixels).all()
    assert data.test.pixels[:, :, 0, 0].tolist() != other.test.pixels[:, :, 0, 0].tolist()


def test_that_pictures_without_classes_are_read_and_split(tmp_path: Path) -> None:
    for number in range(10):
        image(tmp_path / "holiday" / f"{number}.jpg", (number, 0, 0))
    data, _ = read(tmp_path / "holiday")
    assert not data.has_classes
    assert (len(data.train), len(data.test)) == (9, 1)
    assert (data.train.labels == -1).all()
    assert len(data.bank) == 9


@pytest.mark.parametrize("header", ["filename,label", "image,category,split", "id,class"])
def test_that_a_table_gives_classes_and_parts(tmp_path: Path, header: str) -> None:
    rows = [header]
    for number in range(10):
        label = number % 2
        image(tmp_path / "pets" / "all" / f"p{number}.png", (100 * label + number, 0, 0))
        name = f"p{number}" if header.startswith("id") else f"all/p{number}.png"
        rows.append(f"{name},{('cat', 'dog')[label]}" + (",test" if "split" in header and number < 4 else ""))
    (tmp_path / "pets" / "labels.csv").write_text("\n".join(rows))
    data, _ = read(tmp_path / "pets")
    assert data.class_names == ("cat", "dog")
    assert classes_fit_the_colours(data)
    assert len(data.test) == (4 if "split" in header else 2)


def test_that_unlabelled_pictures_join_the_training_behind_those_with_a_class(pets: Path) -> None:
    for number in range(5):
        image(pets / "unlabeled" / f"{number}.png", (250, 0, 0))
    data, _ = read(pets)
    assert len(data.train) == 17
    assert (data.train.labels[:12] >= 0).all()
    assert (data.train.labels[12:] == -1).all()
    assert len(data.bank) == 12


@pytest.mark.parametrize("packed", ["pets.zip", "pets.tar.gz"])
def test_that_an_archive_is_unpacked_once_and_read_like_its_folder(pets: Path, tmp_path: Path, packed: str) -> None:
    archive = Path(
        shutil.make_archive(
            str(tmp_path / "pets"), "zip" if packed.endswith("zip") else "gztar", tmp_path, base_dir="pets"
        )
    )
    assert archive.name == packed
    data, told = read(archive)
    assert data.name == "pets"
    assert len(data.train) == 12
    assert classes_fit_the_colours(data)
    assert any("Unpacking" in event.sentence for event in told if isinstance(event, Announced))
    _, told = read(archive)
    assert not any("Unpacking" in event.sentence for event in told if isinstance(event, Announced))


def test_that_an_archive_that_leads_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as file:
        file.writestr("../../outside.png", b"x")
    with pytest.raises(UserError, match="leads out"):
        read(tmp_path / "bad.zip")
    image(tmp_path / "p.png")
    with tarfile.open(tmp_path / "bad.tar", "w") as file:
        file.add(tmp_path / "p.png", "../outside.png")
    with pytest.raises(UserError, match="damaged"):
        read(tmp_path / "bad.tar")
    (tmp_path / "worse.zip").write_bytes(b"no archive")
    with pytest.raises(UserError, match="damaged"):
        read(tmp_path / "worse.zip")
    assert not list(tmp_path.rglob("outside.png"))


def test_that_a_link_in_an_archive_is_left_out(pets: Path, tmp_path: Path) -> None:
    link = tarfile.TarInfo("pets/train/cat/link.png")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
    with tarfile.open(tmp_path / "linked.tar", "w") as file:
        file.add(pets, "pets")
        file.addfile(link)
    data, _ = read(tmp_path / "linked.tar")
    assert len(data.train) == 12


def test_that_a_subset_is_the_same_every_time_and_mixes_classes(pets: Path) -> None:
    one, _ = read(pets, train_images=8)
    other, _ = read(pets, train_images=8)
    assert len(one.train) == 8
    assert (one.train.pixels == other.train.pixels).all()
    assert len(set(one.train.labels.tolist())) == 2


def test_that_chosen_classes_alone_are_read(pets: Path) -> None:
    image(pets / "train" / "bird" / "0.png")
    data, _ = read(pets, classes="dog, bird")
    assert data.class_names == ("bird", "dog")
    assert len(data.train) == 7
    with pytest.raises(UserError, match="no class called cow") as caught:
        read(pets, classes="cow")
    assert caught.value.field == "data.classes"


def test_that_bad_files_are_left_out_and_reported_each_with_its_reason(pets: Path) -> None:
    cat = pets / "train" / "cat"
    good = (cat / "0.png").read_bytes()
    (cat / "text.jpg").write_bytes(b"not a picture")
    (cat / "empty.png").write_bytes(b"")
    (cat / "cut.png").write_bytes(good[: len(good) // 2])
    (cat / "notes.txt").write_text("no image, and not called one")
    data, told = read(pets)
    (health,) = (event for event in told if isinstance(event, ImagesRead))
    assert len(data.train) == 12
    assert (health.read, health.left_out) == (18, 3)
    assert set(health.reasons) == {"not an image (1)", "empty (1)", "cut short or damaged (1)"}
    assert "1 .txt file is no image and is left out." not in health.notes, "a .txt may be a table"
    assert set(health.names) == {
        "train/cat/text.jpg: not an image",
        "train/cat/empty.png: empty",
        "train/cat/cut.png: cut short or damaged",
    }


def test_that_pictures_are_kept_and_opened_again_with_the_same_report(
    pets: Path, cached: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pets / "train" / "cat" / "empty.png").write_bytes(b"")
    first, told = read(pets)
    monkeypatch.setattr(decoding_pool, "decode", None)
    again, told_again = read(pets)
    assert (first.train.pixels == again.train.pixels).all()
    assert (first.test.labels == again.test.labels).all()
    reports = [[e for e in events if isinstance(e, ImagesRead)] for events in (told, told_again)]
    assert reports[0] == reports[1]


def test_that_a_changed_picture_is_decoded_again(pets: Path, cached: None) -> None:
    before, _ = read(pets)
    image(pets / "train" / "dog" / "0.png", (255, 255, 255), size=(41, 30))
    after, _ = read(pets)
    assert not (before.train.pixels == after.train.pixels).all()


def test_that_kept_pictures_are_known_by_content_where_folder_and_times_have_changed(
    pets: Path, tmp_path: Path, cached: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = read(pets)
    expected = first.train.pixels.clone()
    moved = tmp_path / "moved"
    pets.rename(moved)
    for file in moved.rglob("*.png"):
        os.utime(file, (1, 1))
    monkeypatch.setattr(decoding_pool, "decode", None)
    again, told = read(moved)
    assert (expected == again.train.pixels).all()
    assert "Comparing the images with those that were kept" in sentences(told)
    assert "Comparing the images with those that were kept" not in sentences(read(moved)[1])


def test_that_another_content_of_the_same_size_and_name_is_decoded_again(pets: Path, cached: None) -> None:
    file = pets / "train" / "dog" / "plain.bmp"
    image(file)
    size = file.stat().st_size
    before, _ = read(pets)
    expected = before.train.pixels.clone()
    image(file, (1, 2, 3))
    assert file.stat().st_size == size, "the test needs a file of the same length"
    after, _ = read(pets)
    assert not (expected == after.train.pixels).all()


def test_that_another_table_is_read_again_though_the_pictures_are_the_same(tmp_path: Path, cached: None) -> None:
    for name in "abcd":
        image(tmp_path / f"{name}.png")
    table = tmp_path / "classes.csv"
    table.write_text("file,class\na.png,x\nb.png,x\nc.png,y\nd.png,y\n")
    assert read(tmp_path)[0].class_names == ("x", "y")
    table.write_text("file,class\na.png,x\nb.png,x\nc.png,z\nd.png,z\n")
    assert read(tmp_path)[0].class_names == ("x", "z")


@pytest.mark.parametrize("damage", ["cut", "garbage"])
def test_that_a_damaged_cache_is_written_anew(pets: Path, cached: None, damage: str) -> None:
    first, _ = read(pets)
    (pixels,) = cache.images_cache_dir().glob("*/pixels.bin")
    file = pixels if damage == "cut" else pixels.with_name("index.json")
    expected = first.train.pixels.clone()
    file.unlink()
    file.write_bytes(b"{")
    again, _ = read(pets)
    assert (expected == again.train.pixels).all()


def test_that_the_oldest_kept_pictures_make_room(pets: Path, cached: None, monkeypatch: pytest.MonkeyPatch) -> None:
    read(pets)
    read(pets, side_px=32)
    (large,) = (f for f in cache.images_cache_dir().glob("*/pixels.bin") if f.stat().st_size == 18 * 3 * 32**2)
    cache.forget_oldest(large.stat().st_size)
    assert [*cache.images_cache_dir().glob("*/pixels.bin")] == [large]
    cache.forget_oldest(0)
    assert not [*cache.images_cache_dir().glob("*/pixels.bin")]


def test_that_too_little_room_is_told_before_anything_is_decoded(
    pets: Path, cached: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(pets)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1_000_000))
    with pytest.raises(UserError, match=r"need 14 kB on the disk, where 268 MB are to stay free; 1\.0 MB are free"):
        read(pets)
    assert not [*cache.images_cache_dir().iterdir()]


def test_that_reading_can_be_left_at_any_moment(pets: Path, cached: None) -> None:
    steps = load_data(DataSettings(source="folder", folder=pets, side_px=16, train_images=0, test_images=0))
    next(steps)
    next(steps)
    steps.close()
    assert not [*cache.images_cache_dir().iterdir()]
    assert len(read(pets)[0].train) == 12


def test_that_processes_decode_what_threads_do(pets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_threads, _ = read(pets)
    monkeypatch.setattr(decoding_pool, "FEWEST_FOR_PROCESSES", 1)
    in_processes, _ = read(pets)
    assert multiprocessing.active_children() == []
    assert (in_threads.train.pixels == in_processes.train.pixels).all()


def test_that_a_missing_or_empty_folder_is_refused_with_a_sentence(tmp_path: Path) -> None:
    for folder in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(UserError) as caught:
            read(folder)
        assert caught.value.field == "data.folder"
        assert str(folder) in str(caught.value)


def test_that_one_picture_alone_is_refused(tmp_path: Path) -> None:
    image(tmp_path / "one.png")
    with pytest.raises(UserError, match="no image to test on"):
        read(tmp_path)


def test_that_a_folder_without_one_readable_picture_is_refused(pets: Path) -> None:
    for file in pets.rglob("*.png"):
        file.write_bytes(b"x")
    with pytest.raises(UserError, match="None of the training files"):
        read(pets)


def test_that_a_refused_listing_becomes_a_sentence(pets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(UserError, match="cannot be opened: permission denied"):
        read(pets)


def test_that_sizes_from_32_to_224_px_are_squares(tmp_path: Path) -> None:
    for number in range(3):
        image(tmp_path / f"{number}.png", size=(300, 100 + number))
    for side_px in (32, 224):
        data, _ = read(tmp_path, side_px=side_px)
        assert data.train.pixels.shape[1:] == (3, side_px, side_px)
        assert np.abs(data.train.pixels.float().mean(dim=(0, 2, 3)).numpy() - (200, 30, 60)).max() < 1
