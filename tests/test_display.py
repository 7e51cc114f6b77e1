"""What the window needs of the system is known before Qt, which ends the process where something is missing."""

import importlib.util
import re
import sys
from pathlib import Path

import pytest

from simclr_gui.display import X11_LIBRARIES, display_trouble

OF_THE_DISPLAY = re.compile(rb"lib(?:xcb|xkbcommon|X11|GL|EGL|glib)[\w.\-]*\.so\.\d+")
QTS_OWN_PARTS = ("plugins/platforms/libqxcb.so", "lib/libQt6XcbQpa.so.6", "lib/libQt6Gui.so.6")
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems bring what Qt needs")


def test_that_every_library_of_the_system_that_qt_names_is_looked_for() -> None:
    """The names of what it is linked with stand in each of its files as they are."""
    specification = importlib.util.find_spec("PySide6")
    assert specification is not None and specification.origin is not None
    qt = Path(specification.origin).parent / "Qt"
    named = {name.decode() for part in QTS_OWN_PARTS for name in OF_THE_DISPLAY.findall((qt / part).read_bytes())}
    assert "libxcb-shape.so.0" in named
    assert named <= set(X11_LIBRARIES)


def test_that_a_missing_library_is_told_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr("simclr_gui.display.loads", lambda name: name != "libxcb-shape.so.0")
    assert display_trouble() == "The window needs libxcb-shape.so.0: sudo apt-get install libxcb-shape0."
