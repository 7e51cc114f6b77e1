"""The result as an image to hand on: what stands on it, and when it can be had."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import EvaluationFinished, ImagesChosen, MapComputed
from simclr_gui.gui import result_sheet as module
from simclr_gui.gui.look.theme import LIGHT, PETROFF_10
from simclr_gui.gui.result_sheet import result_sheet
from simclr_gui.state.experiment import Phase
from tests.gui.conftest import Shown
from tests.gui.test_pages import begin, feed, texts
from tests.small import evaluated
from tests.state import test_state

RESULT: dict[str, Any] = test_state.RESULT
COUNT = 30


def end(shown: Shown, *, classes: int = 2, **of_result: Any) -> None:
    """A run is over, tested and mapped."""
    begin(shown)
    labels = np.arange(COUNT) % classes
    images = np.zeros((COUNT, 8, 8, 3), np.uint8)
    names = tuple(f"class {label}" for label in range(classes))
    feed(
        shown, EvaluationFinished(evaluated(RESULT, **of_result)), ImagesChosen(images, labels, np.arange(COUNT), names)
    )
    places = np.random.default_rng(0).normal(size=(COUNT, 2)).astype(np.float32)
    feed(shown, MapComputed("simclr", "umap", places, 0.5, 0.9))
    shown.session.experiment.run_dir = Path("2026-11-26-101500-shapes")
    shown.session.experiment.done_at = 1_795_687_200.0
    shown.session.experiment.set_phase(Phase.DONE)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All words that are painted."""
    words: list[str] = []

    class Painter(QPainter):
        def drawText(self, *of: Any) -> None:  # type: ignore[override]
            words.append(of[-1].replace("\u00a0", " "))
            super().drawText(*of)

    monkeypatch.setattr(module, "QPainter", Painter)
    return words


def colours_of(image: QImage, place: QRect) -> set[str]:
    part = image.copy(place)
    return {part.pixelColor(x, y).name() for y in range(part.height()) for x in range(part.width())}


def test_that_it_says_what_the_window_says_and_whose_result_it_is(shown: Shown, written: list[str]) -> None:
    end(shown)
    image = result_sheet(shown.session, shown.theme)
    assert (image.width(), image.height()) == (1200, 675)
    assert shown.window.pages.train.sentence.text() in written
    assert "Shapes  ·  thin ResNet-18" in written
    for kind in ("simclr", "pca", "untrained"):
        assert f"{100 * RESULT[kind]['linear']:.1f} %" in written
    for name in ("class 0", "class 1", "SimCLR Explorer", "chance"):
        assert name in written
    facts = next(words for words in written if "2026-11-26-101500-shapes" in words)
    step = shown.session.experiment.last_step
    assert step is not None
    assert facts.startswith(f"Trained for {step.elapsed_s:.0f} s, {step.epoch:.1f} epochs")
    assert "2026-11-2" in facts.split("  ·  ")[1]


def test_that_it_is_white_in_either_design_and_at_any_size_of_type(shown: Shown) -> None:
    end(shown)
    light = result_sheet(shown.session, shown.theme)
    shown.theme.choose(Qt.ColorScheme.Dark)
    shown.theme.present(1_080)
    dark = result_sheet(shown.session, shown.theme)
    shown.theme.stop_presenting()
    shown.theme.choose(Qt.ColorScheme.Light)
    assert light == dark
    assert light.pixelColor(2, 2) == QColor("white")


def test_that_bars_are_as_long_as_they_say_and_points_have_the_colours_of_their_classes(shown: Shown) -> None:
    end(shown)
    image = result_sheet(shown.session, shown.theme)
    left, right = QRect(0, 0, 580, 675), QRect(600, 80, 600, 460)
    assert {LIGHT.simclr, LIGHT.pca, LIGHT.untrained} <= colours_of(image, left)
    assert {PETROFF_10[0], PETROFF_10[1]} <= colours_of(image, right)
    lengths = {
        kind: max(
            sum(image.pixelColor(x, y).name() == getattr(LIGHT, kind) for x in range(580)) for y in range(330, 530)
        )
        for kind in ("simclr", "pca")
    }
    ratio = RESULT["simclr"]["linear"] / RESULT["pca"]["linear"]
    assert lengths["simclr"] / lengths["pca"] == pytest.approx(ratio, rel=0.06)


def test_that_numbers_that_nobody_should_trust_do_not_travel_without_saying_so(
    shown: Shown, written: list[str]
) -> None:
    end(shown, frozen_verified=False)
    result_sheet(shown.session, shown.theme)
    assert any("The network CHANGED during the test" in words for words in written)


def test_that_very_many_classes_are_counted_and_not_named(shown: Shown, written: list[str]) -> None:
    end(shown, classes=30)
    images = shown.session.feature_space.images
    assert images is not None
    many = tuple(f"a class with a long name {label}" for label in range(100))
    feed(shown, ImagesChosen(images.images, images.labels, images.image_index, many))
    feed(shown, MapComputed("simclr", "umap", np.eye(COUNT, 2).astype(np.float32), 0.5, 0.9))
    result_sheet(shown.session, shown.theme)
    assert "100 classes" in written
    assert many[0] not in written


def test_that_without_a_map_the_bars_have_the_whole_width(shown: Shown, written: list[str]) -> None:
    begin(shown)
    feed(shown, EvaluationFinished(evaluated(RESULT)))
    image = result_sheet(shown.session, shown.theme)
    assert "SimCLR's map, coloured by class" not in written
    assert LIGHT.raised in colours_of(image, QRect(700, 330, 380, 200))


def test_that_it_can_be_had_only_when_there_is_a_result(shown: Shown) -> None:
    button, menu = shown.window.pages.train.result.copy_button, shown.window.header.more.menu()
    for control in (button, menu.copy_result, menu.save_result):  # type: ignore[attr-defined]
        assert not control.isEnabled()
        assert "There is no result yet: train first" in control.toolTip()
    end(shown)
    for control in (button, menu.copy_result, menu.save_result):  # type: ignore[attr-defined]
        assert control.isEnabled()
        assert "to paste into a chat" in control.toolTip()
    shown.session.experiment.begin(Path("another"))
    assert not menu.copy_result.isEnabled(), "another run has begun"  # type: ignore[attr-defined]
    assert not button.isEnabled()


def test_that_a_click_copies_it_and_says_so(shown: Shown, qtbot: QtBot) -> None:
    end(shown)
    QGuiApplication.clipboard().clear()
    qtbot.mouseClick(shown.window.pages.train.result.copy_button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().image()
    assert copied.convertToFormat(QImage.Format.Format_RGB32) == result_sheet(shown.session, shown.theme)
    assert "The result is in the clipboard" in texts(shown.window.banner)


def test_that_the_menu_saves_it_under_the_name_of_the_run(
    shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    end(shown)
    asked = []

    def answer(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        asked.append(name)
        return str(tmp_path / name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    shown.window.header.more.menu().save_result.trigger()  # type: ignore[attr-defined]
    assert asked == ["2026-11-26-101500-shapes.png"]
    saved = QImage(str(tmp_path / asked[0]))
    assert (saved.width(), saved.height()) == (1200, 675)
    assert "Saved: " in texts(shown.window.banner)
