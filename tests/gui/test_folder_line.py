"""A chosen folder is looked through before anything is trained on it, and the window says what it holds."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import ImagesRead
from simclr_gui.gui.pages.train.folder_line import ReportDialog
from tests.gui.conftest import Shown


@pytest.fixture
def pets(tmp_path: Path) -> Path:
    """train/ and test/ with two classes, one image beside them, one file that is no image."""
    random = np.random.default_rng(0)
    for part, count in (("train", 5), ("test", 2)):
        for name in ("cat", "dog"):
            folder = tmp_path / "pets" / part / name
            folder.mkdir(parents=True)
            for number in range(count):
                pixels = random.integers(0, 256, (20, 30, 3), np.uint8)
                Image.fromarray(pixels).save(folder / f"{number}.png")
    Image.new("RGB", (8, 8)).save(tmp_path / "pets" / "preview.png")
    (tmp_path / "pets" / "scan.dcm").write_bytes(b"x")
    return tmp_path / "pets"


def choose(shown: Shown, folder: Path, qtbot: QtBot) -> None:
    report = shown.session.folder_report
    with qtbot.waitSignal(report.changed, timeout=20_000):
        shown.window.pages.train.setup.choose_folder(folder)
    qtbot.waitUntil(lambda: report.latest is not None or report.failure is not None, timeout=20_000)


def test_that_the_window_says_what_a_chosen_folder_holds(shown: Shown, pets: Path, qtbot: QtBot) -> None:
    line = shown.window.pages.train.setup.folder_line
    assert not line.isVisible()
    choose(shown, pets, qtbot)
    assert line.isVisible()
    assert line.words.text() == (
        "10 images to train on, 4 for the test, 2 classes. train/ and test/ as given; 1 image beside them left out. "
        "1 .dcm file is not an image that can be read here: convert it to PNG or TIFF."
    )


def test_that_the_whole_report_is_one_click_away(shown: Shown, pets: Path, qtbot: QtBot) -> None:
    choose(shown, pets, qtbot)
    line = shown.window.pages.train.setup.folder_line
    qtbot.mouseClick(line.details, Qt.MouseButton.LeftButton)
    (dialog,) = line.findChildren(ReportDialog)
    text = dialog.text.toPlainText().splitlines()
    assert "cat: 5 to train on, 2 for the test" in text
    assert "Kinds of files: .png (15)" in text
    assert "Sizes of the images measured: 30 × 20 px (14)" in text
    assert "Exact copies of other files: 0" in text
    assert "preview.png: beside the parts" in text
    dialog.close()


def test_that_a_folder_that_cannot_be_used_is_told_at_once(shown: Shown, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "empty").mkdir()
    choose(shown, tmp_path / "empty", qtbot)
    line = shown.window.pages.train.setup.folder_line
    assert line.words.text().endswith("holds no images. Choose a folder of images.")
    assert not line.details.isVisible()


def test_that_the_report_goes_when_other_data_is_chosen(shown: Shown, pets: Path, qtbot: QtBot) -> None:
    choose(shown, pets, qtbot)
    qtbot.mouseClick(shown.window.pages.train.setup.shapes_button, Qt.MouseButton.LeftButton)
    assert not shown.window.pages.train.setup.folder_line.isVisible()


def test_that_what_was_decided_is_told_when_the_images_are_read(shown: Shown) -> None:
    event = ImagesRead(14, 1, ("beside the parts (1)",), ("preview.png: beside the parts",), ("train/ as given.",))
    shown.session.stream.played.emit(event)
    assert shown.window.banner.sentence.text() == "train/ as given. Left out: beside the parts (1)."


def test_that_what_the_line_says_already_is_not_told_again(shown: Shown, pets: Path, qtbot: QtBot) -> None:
    choose(shown, pets, qtbot)
    found = shown.session.folder_report.latest
    assert found is not None
    shown.session.stream.played.emit(ImagesRead(14, 0, (), (), found.notes))
    assert shown.window.banner.isHidden()
    shown.session.stream.played.emit(ImagesRead(14, 0, (), (), (*found.notes, "Two images are new.")))
    assert shown.window.banner.sentence.text().endswith("Two images are new.")


def test_that_the_suggested_batch_is_one_that_the_images_fill(shown: Shown, pets: Path, qtbot: QtBot) -> None:
    choose(shown, pets, qtbot)
    experiment = shown.session.experiment
    assert experiment.config.optimisation.batch_size == 8, "of 10 images"
    assert experiment.suggestion is None, "nothing else is suggested"


def test_that_a_batch_set_by_hand_stays(shown: Shown, pets: Path, qtbot: QtBot) -> None:
    experiment = shown.session.experiment
    experiment.change_config({"optimisation.batch_size": 64})
    choose(shown, pets, qtbot)
    assert experiment.config.optimisation.batch_size == 64
    assert experiment.suggestion is not None
    assert experiment.suggestion.optimisation.batch_size == 8
