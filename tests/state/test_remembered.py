"""What the window remembers is known at once, and on the disk soon."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

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
