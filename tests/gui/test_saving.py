"""Saving: every file that was written is confirmed, everything that was not is told with its reason."""

import csv
import os
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from simclr_gui.engine.events import ImagesChosen, ImagesPredicted
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.storage.spreadsheet_cells import spreadsheet_cell
from simclr_gui.gui.pages.map.exporting import export_images
from simclr_gui.gui.pages.train.charts import PAIRS_TAB
from simclr_gui.gui.parts.saving import encoded, save_file, with_ending
from tests.gui.conftest import Shown
from tests.gui.test_pages import begin


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | str, kind: str = "") -> None:
    """The next dialog is answered with this path."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), kind))


def told(shown: Shown) -> str:
    banner = shown.window.banner
    words = f"{banner.sentence.text()} {banner.remedy.text()}".strip() if banner.isVisible() else ""
    banner.hide()
    return words


def save_page(shown: Shown) -> None:
    QTest.keyClick(shown.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_that_the_picture_of_a_page_is_written_and_confirmed(
    shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "page.png")
    save_page(shown)
    assert told(shown) == f"Saved: {tmp_path / 'page.png'}"
    assert QImage(str(tmp_path / "page.png")).width() == 2 * shown.window.pages.width()
    assert shown.window.banner.property("mood") == "calm"


def test_that_a_dialog_that_was_closed_saves_and_says_nothing(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, "")
    save_page(shown)
    assert told(shown) == ""


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nowhere/page.png", "cannot be written: no such file or directory. Choose another folder."),
        ("file/page.png", "cannot be written: not a directory. Choose another folder."),
        ("x" * 300 + ".png", "cannot be written: file name too long. Choose another folder."),
        ("folder.png", "is not a file. Choose another name."),
        ("page.pdf", "Cannot save as .pdf. Use .png, .jpg or .jpeg."),
    ],
)
def test_that_a_picture_that_cannot_be_written_is_told(
    name: str, words: str, shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder.png").mkdir()
    choose(monkeypatch, f"{tmp_path}/{name}")
    save_page(shown)
    assert words in told(shown)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "home") == ["file", "folder.png"]


def test_that_charts_are_saved_and_refused_with_the_same_words(
    shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(shown)
    chart = shown.window.pages.train.charts.charts[0]
    picture = chart.panel_menu.save_picture
    for save, ending, kind in ((picture, ".png", ""), (picture, ".svg", "(*.svg)"), (chart.save_csv, ".csv", "")):
        choose(monkeypatch, tmp_path / "chart", kind)
        save()
        assert told(shown) == f"Saved: {tmp_path / 'chart'}{ending}"
        choose(monkeypatch, tmp_path / "nowhere" / f"chart{ending}")
        save()
        assert "cannot be written: no such file or directory" in told(shown)
        choose(monkeypatch, tmp_path / "chart.xyz")
        save()
        assert told(shown).startswith("Cannot save as .xyz. Use ")
    assert ElementTree.parse(tmp_path / "chart.svg").getroot().tag.endswith("svg")
    assert (tmp_path / "chart.csv").read_text().startswith("training_time_s,")
    assert not QImage(str(tmp_path / "chart.png")).isNull()


def test_that_a_chart_that_was_made_late_tells_what_it_saved(
    shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(shown)
    charts = shown.window.pages.train.charts
    charts.tabs.setCurrentIndex(PAIRS_TAB)
    choose(monkeypatch, tmp_path / "pairs")
    charts.closer[PAIRS_TAB].charts[0].save_csv()
    assert told(shown) == f"Saved: {tmp_path / 'pairs.csv'}"


@pytest.mark.parametrize(
    ("name", "kind", "completed"),
    [
        ("map", "", "map.gif"),
        ("map", "Films (*.mp4)", "map.mp4"),
        ("run-0.5", "Films (*.gif *.mp4)", "run-0.5.gif"),
        ("map.MP4", "", "map.MP4"),
        ("Shapes. 1 min", "", "Shapes. 1 min.gif"),
        ("map.", "", "map.gif"),
    ],
)
def test_that_a_name_without_an_ending_gets_that_of_the_chosen_kind(name: str, kind: str, completed: str) -> None:
    assert with_ending(Path("/some") / name, (".gif", ".mp4"), kind) == Path("/some") / completed


def test_that_an_unknown_ending_names_those_that_can_be_written() -> None:
    with pytest.raises(UserError, match=r"^Cannot save as \.avi\. Use \.gif or \.mp4\.$"):
        with_ending(Path("film.avi"), (".gif", ".mp4"))


def test_that_a_completed_name_replaces_no_file_that_nobody_was_asked_about(tmp_path: Path) -> None:
    (tmp_path / "map.gif").write_text("mine")
    with pytest.raises(UserError, match=r"map\.gif is there already"):
        with_ending(tmp_path / "map", (".gif",))
    assert with_ending(tmp_path / "map.gif", (".gif",)) == tmp_path / "map.gif"


def test_that_what_stood_there_stays_where_the_new_file_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "loss.csv").write_text("old")

    def fail(path: Path, content: bytes) -> int:
        path.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(UserError, match="no space left on device"):
        save_file(tmp_path / "loss.csv", b"new")
    assert (tmp_path / "loss.csv").read_text() == "old"
    assert [path.name for path in tmp_path.glob("*loss*")] == ["loss.csv"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are POSIX's")
def test_that_a_pipe_or_a_device_is_neither_waited_for_nor_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for path in (tmp_path / "pipe.csv", Path(os.devnull)):
        with pytest.raises(UserError, match="is not a file"):
            save_file(path, b"new")
        assert path.exists() and not path.is_file()


def test_that_a_name_that_no_system_takes_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"cannot be written: .*null"):
        save_file(tmp_path / "a\0b.csv", b"new")


def test_that_an_empty_image_is_refused_in_words() -> None:
    with pytest.raises(UserError, match="An image of 0 x 0 pixels cannot be saved as png"):
        encoded(QImage())


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("-2.5e-3", "-2.5e-3"),
        ("cat", "cat"),
        ("", ""),
        ("a=b", "a=b"),
    ],
)
def test_that_a_spreadsheet_computes_nothing_that_a_name_tells_it_to(text: str, cell: str) -> None:
    assert spreadsheet_cell(text) == cell


def test_that_exported_classes_are_text_and_the_table_reads_back(tmp_path: Path) -> None:
    names = ('=HYPERLINK("http://x")', 'a,"b"\nc')
    pixels, labels = np.zeros((2, 8, 8, 3), np.uint8), np.array([0, 1])
    images = ImagesChosen(pixels, labels, np.array([0, 1]), names)
    predicted = ImagesPredicted(labels, labels[::-1].copy(), np.array([0.5, 0.25]), np.array([0.5, 0.5]), names)
    export_images(tmp_path / "out", images, predicted, np.array([0, 1]))
    with (tmp_path / "out" / "pictures.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["class"] for row in rows] == [f"'{names[0]}", names[1]]
    assert rows[1]["taken_for"] == f"'{names[0]}"
    assert [row["file"] for row in rows] == ["test-000001.png", "test-000002.png"]
    assert QImage(str(tmp_path / "out" / "test-000002.png")).height() == 8
