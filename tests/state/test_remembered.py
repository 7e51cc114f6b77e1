"""What the window remembers is known at once, and on the disk soon."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from simclr_gui.state import remembered as module
from simclr_gui.state.remembered import finish_remembering, remember, remembered


def on_disk(home: Path, key: str) -> object:
    found: object = QSettings(str(home / "settings" / "window.ini"), QSettings.Format.IniFormat).value(key)
    return found


def test_that_nothing_is_remembered_at_first() -> None:
    assert remembered("design") is None
    assert remembered("design", "light") == "light"


def test_that_the_last_word_holds_and_is_on_the_disk(home: Path) -> None:
    for number in range(50):
        remember("order", f"number {number}")
        assert remembered("order") == f"number {number}"
    finish_remembering()
    assert remembered("order") == on_disk(home, "order") == "number 49"


def test_that_whoever_says_something_does_not_wait_for_the_disk(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    asked: list[object] = []
    monkeypatch.setattr(module._writer, "start", asked.append)
    remember("design", "dark")
    assert remembered("design") == "dark"
    assert on_disk(home, "design") is None
    (write,) = asked
    write()  # type: ignore[operator]
    assert on_disk(home, "design") == "dark"


def test_that_a_disk_that_takes_nothing_is_borne(home: Path) -> None:
    home.mkdir()
    (home / "settings").write_text("no folder")
    remember("design", "dark")
    finish_remembering()


class Touches:
    """Unpickled, it makes a file."""

    def __init__(self, marker: Path) -> None:
        self._marker = marker

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self._marker,)


GUISES = [
    lambda text: text,
    lambda text: text.replace('"@Variant', '"\\x40Variant'),
    lambda text: text.replace('"@Variant', '"\\100Variant'),
    lambda text: text.replace('"@Variant', '@Var"iant'),
    lambda text: text.replace('"@Variant', '"@ByteArray(a)", "@Variant'),
    lambda text: text.replace('"@Variant', '@ByteArray(a), "@Variant'),
    lambda text: text.replace("design=", "other=1\rdesign="),
]


@pytest.mark.parametrize("guise", GUISES)
def test_that_nothing_in_the_file_is_run_and_it_is_put_aside_when_written(
    guise: Callable[[str], str], home: Path, tmp_path: Path
) -> None:
    file, marker = home / "settings" / "window.ini", tmp_path / "it-ran"
    settings = QSettings(str(file), QSettings.Format.IniFormat)
    settings.setValue("design", Touches(marker))
    settings.sync()
    del settings
    file.write_text(guise(file.read_text()))
    assert remembered("design", "light") == "light"
    remember("order", "new")
    finish_remembering()
    assert remembered("order") == on_disk(home, "order") == "new"
    assert not marker.exists()
    assert (file.parent / "window.ini.damaged").exists()


@pytest.mark.parametrize("way", ["pipe", "folder", "large"])
def test_that_what_is_no_such_file_is_not_waited_for(way: str, home: Path) -> None:
    file = home / "settings" / "window.ini"
    file.parent.mkdir(parents=True)
    if way == "pipe":
        os.mkfifo(file)
    elif way == "folder":
        file.mkdir()
    else:
        file.write_text("a=1\n" * 2**20)
    assert remembered("design", "light") == "light"
    remember("design", "dark")
    finish_remembering()
    assert remembered("design") == on_disk(home, "design") == "dark"


def test_that_bytes_and_numbers_come_back_as_they_were_said(home: Path) -> None:
    said = {
        "lessons/deep/er": "x",
        "geometry": QByteArray(bytes(range(256)) * 3),
        "lessons/seconds_a_lesson": 12.5,
        "language": "zh_CN",
    }
    for key, value in said.items():
        remember(key, value)
        finish_remembering()
    for key, value in said.items():
        found = remembered(key)
        assert found == value or str(found) == str(value)
    assert not list((home / "settings").glob("*.damaged"))
