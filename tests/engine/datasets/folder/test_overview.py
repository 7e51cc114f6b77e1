"""What is told of a folder before anything is trained on it."""

import shutil
from pathlib import Path

import pytest
from PIL import Image

from simclr_gui.engine.datasets.folder import overview as module
from simclr_gui.engine.datasets.folder.overview import overview
from simclr_gui.engine.events import Announced, Event, FolderLookedThrough
from simclr_gui.engine.messages.errors import UserError
from tests.engine.datasets.folder.brought import bring, settings_for


def image(path: Path, size: tuple[int, int], colour: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, (colour, 20, 30)).save(path)


@pytest.fixture
def pets(tmp_path: Path) -> Path:
    """Six images to train on, three to test on; one of them damaged, one a copy, and things beside them."""
    root = tmp_path / "pets"
    for number in range(3):
        image(root / "train" / "cat" / f"{number}.png", (40, 30), number)
        image(root / "train" / "dog" / f"{number}.JPG", (20, 20), 100 + number)
    image(root / "test" / "cat" / "0.png", (40, 30), 50)
    image(root / "test" / "dog" / "0.png", (8, 9), 60)
    shutil.copy(root / "train" / "cat" / "0.png", root / "test" / "cat" / "copy.png")
    (root / "train" / "cat" / "2.png").write_bytes(b"damaged")
    bring(root, "preview.png", "train/cat/scan.dcm")
    return root


def told_of(root: Path, **values: object) -> FolderLookedThrough:
    (report,) = (e for e in overview(settings_for(root, **values)) if isinstance(e, FolderLookedThrough))
    return report


def test_that_everything_is_told(pets: Path) -> None:
    assert told_of(pets) == FolderLookedThrough(
        folder=pets,
        name="pets",
        train_images=6,
        test_images=3,
        counts=(("cat", 3, 2), ("dog", 3, 1)),
        kinds=((".png", 7), (".jpg", 3)),
        sizes=(((40, 30), 4), ((20, 20), 3), (None, 1), ((8, 9), 1)),
        unreadable=1,
        copies=1,
        notes=(
            "train/ and test/ as given; 1 image beside them left out.",
            "1 .dcm file is not an image that can be read here: convert it to PNG or TIFF.",
        ),
        left_out=("preview.png: beside the parts",),
        copied=(str(pets / "test/cat/copy.png"), str(pets / "train/cat/0.png")),
    )


def test_that_an_archive_is_looked_through_like_its_folder(pets: Path, tmp_path: Path) -> None:
    archive = Path(shutil.make_archive(str(tmp_path / "pets"), "zip", tmp_path, base_dir="pets"))
    folder, packed = told_of(pets), told_of(archive)
    assert packed.folder == archive
    for name in ("name", "train_images", "test_images", "counts", "kinds", "unreadable", "copies", "notes"):
        assert getattr(packed, name) == getattr(folder, name)


def test_that_an_archive_without_images_is_called_by_its_own_name(tmp_path: Path) -> None:
    bring(tmp_path / "inner", "a.dcm", "b.dcm")
    archive = Path(shutil.make_archive(str(tmp_path / "outer"), "zip", tmp_path / "inner"))
    with pytest.raises(UserError) as caught:
        told_of(archive)
    assert str(archive) in str(caught.value)


def test_that_chosen_classes_alone_are_counted(pets: Path) -> None:
    report = told_of(pets, classes="dog")
    assert (report.train_images, report.test_images, report.counts) == (3, 1, (("dog", 3, 1),))


def test_that_of_many_images_some_are_measured(pets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_MEASURED", 3)
    assert sum(count for _, count in told_of(pets).sizes) == 3


def test_that_copies_are_not_looked_for_where_it_would_take_too_long(
    pets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_COMPARED", 1)
    assert told_of(pets).copies is None


def test_that_it_can_be_left_without_a_report(pets: Path) -> None:
    events: list[Event] = list(overview(settings_for(pets), lambda: True))
    assert events[1:] == [Announced("Measuring the images"), Announced("Looking for copies")]
