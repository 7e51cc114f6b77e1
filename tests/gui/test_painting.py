"""Painting with wrong values: the window lives, an image of the page can be taken, and the fault is told once."""

import ast
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import ImagesChosen, MapComputed
from simclr_gui.gui import main_window
from simclr_gui.gui.application import UncaughtErrors
from simclr_gui.gui.pages.map.colouring import BY_CLASS, colour_dots
from simclr_gui.gui.pages.map.scatter import Scatter
from simclr_gui.gui.parts.painting import painting
from tests.gui.conftest import Shown

PACKAGE = Path(main_window.__file__).parent


class Torn(QWidget):
    """Raises in the middle of its painting while it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.trouble = "torn"
        self.painted = 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.save()
            painter.drawLine(0, 0, 5, 5)
            self.painted += 1
            if self.trouble:
                raise ValueError(self.trouble)
            painter.restore()


def test_that_a_fault_in_painting_is_told_once_and_again_when_it_is_another(qtbot: QtBot) -> None:
    widget = Torn()
    qtbot.addWidget(widget)
    with qtbot.capture_exceptions() as caught:
        for trouble in ("torn", "torn", "worn", "", "worn"):
            widget.trouble = trouble
            assert not widget.grab().isNull()
    assert widget.painted == 5
    assert [str(error) for _, error, _ in caught] == ["torn", "worn", "worn"]


@pytest.mark.logs_errors
def test_that_the_picture_of_a_page_with_wrong_values_is_saved_and_the_fault_is_a_sentence(
    shown: Shown, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    torn = Torn()
    torn.setParent(shown.window.pages.train)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "page.png"), ""))
    errors = UncaughtErrors()
    errors.caught.connect(shown.window.banner.show_failure)
    torn.show()
    torn.grab()
    assert shown.window.banner.sentence.text() == "Something went wrong inside the program: torn"
    for _ in range(3):
        shown.window.header.more.menu().save_page.trigger()
    assert torn.painted >= 4
    assert (tmp_path / "page.png").stat().st_size > 1_000
    torn.deleteLater()


def test_that_every_widget_paints_where_the_painter_is_sure_to_end() -> None:
    painting_methods = [
        (path.name, node)
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name == "paintEvent"
    ]
    assert len(painting_methods) > 20
    for name, method in painting_methods:
        assert "with painting(self" in ast.unparse(method), name
        assert "QPainter(" not in ast.unparse(method), name


COUNT = 6


@pytest.fixture
def scatter(shown: Shown, qtbot: QtBot) -> Scatter:
    widget = Scatter(shown.theme)
    qtbot.addWidget(widget)
    widget.resize(200, 200)
    pixels = np.zeros((COUNT, 8, 8, 3), np.uint8)
    labels = np.array([0, 1, 2, -1, 10**12, 3])
    widget.show_images(ImagesChosen(pixels, labels, np.arange(COUNT), ("a", "b", "c", "d")))
    return widget


@pytest.mark.parametrize(
    "coordinates",
    [
        np.zeros((COUNT, 1), np.float32),
        np.zeros((COUNT, 3), np.float32),
        np.zeros(COUNT, np.float32),
        np.zeros((COUNT - 1, 2), np.float32),
        np.full((COUNT, 2), np.nan, np.float32),
        np.full((COUNT, 2), np.inf, np.float32),
        np.zeros((COUNT, 2), "datetime64[s]"),
        np.zeros((COUNT, 2), np.complex64),
        np.full((COUNT, 2), "x"),
    ],
    ids=lambda values: f"{values.dtype}{values.shape}",
)
def test_that_a_map_that_does_not_fit_is_not_taken(scatter: Scatter, coordinates: np.ndarray) -> None:
    good = np.random.default_rng(0).normal(size=(COUNT, 2)).astype(np.float32)
    scatter.show_map(MapComputed("simclr", "umap", good, 1.0, 1.0))
    scatter.show_map(MapComputed("simclr", "umap", coordinates, 1.0, 1.0))
    np.testing.assert_array_equal(scatter.dots.coordinates, good)
    assert not scatter.grab().isNull()
    with pytest.raises(ValueError, match=f"no places for {COUNT} points"):
        scatter.place(coordinates)


@pytest.mark.parametrize(
    "labels", [np.zeros((COUNT, 1), np.int64), np.full(COUNT, "cat"), np.full(COUNT, 0.5), np.zeros(COUNT, "M8[s]")]
)
def test_that_labels_of_another_kind_are_refused_where_they_come_in(scatter: Scatter, labels: np.ndarray) -> None:
    pixels = np.zeros((COUNT, 8, 8, 3), np.uint8)
    with pytest.raises(ValueError, match="no labels"):
        scatter.show_images(ImagesChosen(pixels, labels, np.arange(COUNT), ("a",)))
    assert not scatter.grab().isNull()


def test_that_colours_need_no_more_memory_for_a_large_label(shown: Shown) -> None:
    labels = np.array([10**12, 10**12 + 1, -5])
    images = ImagesChosen(np.zeros((3, 8, 8, 3), np.uint8), labels, np.arange(3), ())
    colours = colour_dots(images, None, BY_CLASS, shown.theme.colours).colours
    assert colours.shape == (3, 3)
    assert not np.array_equal(colours[0], colours[1])
