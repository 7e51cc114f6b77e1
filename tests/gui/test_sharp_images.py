"""The map's image and the mistakes show files as sharp as they are; what is shrunk is averaged."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import ImagesPredicted
from simclr_gui.engine.experiments.sharp_test_images import SIDE_PX as SHARP_PX
from simclr_gui.gui.pages.map.page import MAPS_TAB, MISTAKES_TAB
from simclr_gui.gui.pages.names import TRAIN
from simclr_gui.gui.parts.image import as_image, draw_image
from tests.gui.conftest import Shown
from tests.gui.test_pages import MAP, feed
from tests.photographs import NAMES, SIDE_PX, run_on_photographs


@pytest.fixture
def mapped(shown: Shown, tmp_path: Path) -> Shown:
    """The Map page of a run on photographs; the first one is gone."""
    run, chosen = run_on_photographs(tmp_path)
    (tmp_path / "photographs" / NAMES[0]).unlink()
    shown.session.experiment.begin(run.path, config=run.config())
    sure = np.array([0.9, 0.8, 0.7], np.float32)
    feed(shown, ImagesPredicted(np.arange(3), np.arange(3), sure, sure, NAMES), chosen)
    shown.window.show_page(MAP)
    return shown


def panel_side(shown: Shown) -> int:
    image = shown.window.pages.map.maps.image.image.image
    assert image is not None
    return image.width()


def sheet_sides(shown: Shown) -> list[int]:
    view = shown.window.pages.map.mistakes
    assert view is not None
    return [image.width() for image in view.sheet.images]


def has_read(shown: Shown) -> Callable[[], bool]:
    """Whether all that is looked at was read, or cannot be."""
    sharp = shown.session.sharp_images
    return lambda: not sharp.rest.isActive() and sharp.is_quiet


def test_that_the_picture_that_is_pointed_at_or_pinned_becomes_sharp(mapped: Shown, qtbot: QtBot) -> None:
    mapped.session.feature_space.point_at(1)
    assert panel_side(mapped) == SIDE_PX
    qtbot.waitUntil(lambda: panel_side(mapped) == SHARP_PX, timeout=20_000)
    mapped.session.selection.pin(2)
    qtbot.waitUntil(lambda: panel_side(mapped) == SHARP_PX, timeout=20_000)
    mapped.session.selection.pin(0)
    qtbot.waitUntil(has_read(mapped), timeout=20_000)
    assert panel_side(mapped) == SIDE_PX


def test_that_mistakes_become_sharp_once_they_are_seen(mapped: Shown, qtbot: QtBot) -> None:
    tabs = mapped.window.pages.map.tabs
    tabs.setCurrentIndex(MISTAKES_TAB)
    assert sheet_sides(mapped) == [SIDE_PX] * 3
    qtbot.waitUntil(has_read(mapped), timeout=20_000)  # the one that is gone may come last
    assert sorted(sheet_sides(mapped)) == [SIDE_PX, SHARP_PX, SHARP_PX]
    tabs.setCurrentIndex(MAPS_TAB)


def test_that_nothing_is_read_for_a_page_that_nobody_sees(mapped: Shown) -> None:
    mapped.window.show_page(TRAIN)
    mapped.session.selection.pin(1)
    assert not mapped.session.sharp_images.rest.isActive()
    mapped.window.show_page(MAP)
    assert mapped.session.sharp_images.rest.isActive()


def drawn(pixels: np.ndarray, side_px: int) -> set[int]:
    """The grey levels that are seen of an image in so large a square."""
    canvas = QImage(side_px, side_px, QImage.Format.Format_RGB32)
    painter = QPainter(canvas)
    draw_image(painter, QRectF(canvas.rect()), as_image(pixels))
    painter.end()
    return {canvas.pixelColor(x, y).red() for x in range(side_px) for y in range(side_px)}


def test_that_fine_stripes_become_grey_where_they_are_shrunk_and_small_pixels_stay_pixels() -> None:
    stripes = np.zeros((480, 480, 3), np.uint8)
    stripes[:, ::2] = 255
    assert all(abs(level - 128) < 25 for level in drawn(stripes, 120))
    assert drawn(stripes[:16, :16], 120) == {0, 255}
