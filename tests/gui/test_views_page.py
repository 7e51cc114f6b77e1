"""The Views page: what the lab draws, under presets and sliders."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent
from pytestqt.qtbot import QtBot

from simclr_gui.engine.config.presets import PAPER_VIEWS, SHAPES
from simclr_gui.engine.config.settings import SECTIONS
from simclr_gui.engine.events import SampledView, ViewsInspected, ViewStep
from simclr_gui.gui.pages.views.page import DRAWS_TAB
from simclr_gui.gui.parts.sheet import best_columns
from simclr_gui.jobs.player import Failure
from simclr_gui.state.views_preview import FIRST_DRAW
from tests.gui.conftest import Shown
from tests.gui.test_pages import VIEWS, begin, texts

SIDE_PX = 16
ORDER = ("crop", "flip", "hue", "contrast", "brightness", "saturation", "grey", "blur")
AMOUNTS = {"hue": -0.25, "contrast": 1.5, "blur": 1.25, "grey": 1.0}


def view(level: int, crop: tuple[int, int, int, int]) -> SampledView:
    pixels = np.full((SIDE_PX, SIDE_PX, 3), level, np.uint8)
    return SampledView(crop, tuple(ViewStep(name, AMOUNTS.get(name), pixels) for name in ORDER))


def show(shown: Shown) -> None:
    """The page with made-up views: crop A is the upper half, B the whole."""
    sheet = np.zeros((24, SIDE_PX, SIDE_PX, 3), np.uint8)
    original = np.full((SIDE_PX, SIDE_PX, 3), 90, np.uint8)
    first, second = view(10, (0, 0, 8, 16)), view(200, (0, 0, 16, 16))
    shown.session.preview.requests.played.emit(ViewsInspected(4, 64, "heart", original, first, second, 0.5, sheet))
    shown.window.show_page(VIEWS)


def test_that_the_page_tells_what_was_drawn(shown: Shown) -> None:
    show(shown)
    page = shown.window.pages.views
    assert page.sentence.text() == (
        "Two random views of one image, overlapping by 50 %. "
        "Whatever differs between them, the network learns to ignore."
    )
    assert "heart (image 5)" in texts(page)
    assert "Overlap: 50 %" in texts(page)


def test_that_the_sentence_speaks_of_the_draws_where_they_are_seen(shown: Shown, qtbot: QtBot) -> None:
    show(shown)
    page = shown.window.pages.views
    qtbot.mouseClick(page.tabs, Qt.MouseButton.LeftButton, pos=page.tabs.tabRect(DRAWS_TAB).center())
    assert page.sentence.text().startswith("24 random views of the same image. ")
    qtbot.mouseClick(page.tabs, Qt.MouseButton.LeftButton, pos=page.tabs.tabRect(0).center())
    assert page.sentence.text().startswith("Two random views of one image")


def test_that_a_step_not_applied_leaves_its_place_empty_and_others_are_not_faded(shown: Shown) -> None:
    show(shown)
    strip = shown.window.pages.views.steps.strips[1]
    image = strip.grab().toImage()
    level = QColor(200, 200, 200)
    seen = {image.pixelColor(x, 20).name() == level.name() for x in range(6, 30)}
    assert seen == {True}  # the crop, which always is applied
    columns = 4 if strip.rows() == 2 else 8
    left = strip.width() // columns
    assert level.name() not in {image.pixelColor(x, 20).name() for x in range(left + 4, left + 24)}  # the mirror, not


def test_that_the_large_images_grow_and_shrink_with_the_window(shown: Shown, qtbot: QtBot) -> None:
    show(shown)
    page, sides = shown.window.pages.views, []
    for width, height in ((1900, 1060), (1200, 900)):
        shown.window.resize(width, height)
        qtbot.waitUntil(lambda width=width: shown.window.width() == width)
        qtbot.wait(20)
        sides.append(page.steps.crops.width())
        assert {view.width() for view in page.steps.views} == {sides[-1]}
        assert page.steps.views[1].geometry().right() <= page.steps.width()
    assert sides[0] > 300
    assert sides[1] < sides[0]


def test_that_every_step_names_its_amount_in_its_own_unit_in_the_order_drawn(shown: Shown) -> None:
    show(shown)
    words = shown.window.pages.views.steps.strips[0].accessibleName()
    assert words == (
        "crop 50 %, mirror not applied, hue -90°, contrast × 1.50, brightness not applied, "
        "saturation not applied, grey ✓, blur σ 1.2 px"
    )


def test_that_an_operation_without_a_name_of_its_own_is_called_as_its_setting(shown: Shown) -> None:
    show(shown)
    strip = shown.window.pages.views.steps.strips[0]
    pixels = np.zeros((SIDE_PX, SIDE_PX, 3), np.uint8)
    steps = (ViewStep("flip_probability", True, pixels), ViewStep("posterise", 0.5, pixels))
    strip.show_view(SampledView((0, 0, 8, 16), steps), SIDE_PX)
    assert strip.accessibleName() == "Mirrored ✓, posterise 0.50"


def test_that_both_crops_are_drawn_where_they_lie(shown: Shown) -> None:
    show(shown)
    crops = shown.window.pages.views.steps.crops
    image = crops.grab().toImage()
    colours = shown.theme.colours
    scale = crops.width() / SIDE_PX * image.devicePixelRatio()
    seen = {image.pixelColor(image.width() // 2, y).name() for y in range(int(6 * scale), int(9 * scale))}
    assert colours.view_a in seen  # the lower edge of crop A runs through the middle
    edge = {image.pixelColor(x, image.height() - 5).name() for x in range(image.width())}
    assert colours.view_b in edge
    assert colours.view_a not in edge


def test_that_crops_lie_where_they_were_drawn_on_a_sharper_image_too(shown: Shown) -> None:
    show(shown)
    crops = shown.window.pages.views.steps.crops
    latest = shown.session.preview.latest
    assert latest is not None
    sharper = dataclasses.replace(latest, sharp=np.full((240, 240, 3), (20, 160, 220), np.uint8))
    shown.session.preview.requests.played.emit(sharper)
    sharp = crops.grab().toImage()
    scale = crops.width() / SIDE_PX * sharp.devicePixelRatio()
    seen = {sharp.pixelColor(sharp.width() // 2, y).name() for y in range(int(6 * scale), int(9 * scale))}
    assert shown.theme.colours.view_a in seen
    assert sharp.pixelColor(sharp.width() // 2, int(12 * scale)).name() == QColor(20, 160, 220).name()


def test_that_views_are_said_to_be_as_large_as_the_network_sees_them_where_there_is_room(
    shown: Shown, qtbot: QtBot
) -> None:
    show(shown)
    steps = shown.window.pages.views.steps
    shown.window.resize(1900, 1060)
    qtbot.waitUntil(lambda: steps.crops.width() > 250)
    assert texts(steps).count("Network sees 16 × 16 px") == 2
    shown.window.resize(shown.window.minimumSizeHint())
    qtbot.waitUntil(lambda: steps.crops.width() < 200)
    assert "Network sees" not in texts(steps)


def test_that_arrows_the_button_and_the_pin_wish_pictures_and_draws(shown: Shown, qtbot: QtBot) -> None:
    show(shown)
    preview, page = shown.session.preview, shown.window.pages.views
    qtbot.keyClick(shown.window, Qt.Key.Key_Right)
    assert (preview.number, preview.draw) == (5, FIRST_DRAW + 1)
    qtbot.keyClick(shown.window, Qt.Key.Key_Left)
    assert (preview.number, preview.draw) == (4, FIRST_DRAW + 2)
    qtbot.mouseClick(page.keep, Qt.MouseButton.LeftButton)
    qtbot.keyClick(shown.window, Qt.Key.Key_Right)
    assert preview.draw == FIRST_DRAW + 2
    qtbot.mouseClick(page.again, Qt.MouseButton.LeftButton)
    assert preview.draw == FIRST_DRAW + 3


def test_that_presets_are_the_training_configuration(shown: Shown) -> None:
    card, experiment = shown.window.pages.views.settings, shown.session.experiment
    assert card.presets.currentData() == "shapes"
    card.presets.activated.emit(card.presets.findData("paper"))
    assert experiment.config.views == PAPER_VIEWS
    assert card.form.editor("crop_area_min").control.value() == pytest.approx(0.08)
    card.presets.activated.emit(card.presets.findData("colour off"))
    assert (experiment.config.views.jitter_probability, experiment.config.views.grey_probability) == (0, 0)
    assert experiment.config.views.crop_area_min == PAPER_VIEWS.crop_area_min
    assert card.presets.currentData() == "colour off"
    card.form.editor("hue").control.setValue(0.2)
    card.form.editor("jitter_probability").control.setValue(0.5)
    assert card.presets.currentIndex() == -1


def test_that_a_badge_says_when_the_run_in_hand_has_other_views(shown: Shown, qtbot: QtBot) -> None:
    shown.window.show_page(VIEWS)
    card, experiment = shown.window.pages.views.settings, shown.session.experiment
    assert card.badge.text() == "The next training uses these."
    begin(shown)
    assert card.badge.text() == "The open run used these."
    assert not card.back.isVisible()
    card.form.editor("flip_probability").control.setValue(0.0)
    assert card.badge.text() == "The open run used others."
    assert experiment.active_config.views == SHAPES.views
    qtbot.mouseClick(card.back, Qt.MouseButton.LeftButton)
    assert experiment.config.views == SHAPES.views
    assert card.badge.text() == "The open run used these."


@pytest.mark.parametrize("has_banner", [False, True])
def test_that_a_small_window_cuts_neither_fields_nor_the_images_name(
    shown: Shown, qtbot: QtBot, has_banner: bool
) -> None:
    if has_banner:
        shown.session.fail(Failure("It broke off.", ""))
    shown.window.resize(1024, 700)
    shown.window.show_page(VIEWS)
    show(shown)
    page = shown.window.pages.views
    qtbot.wait(50)
    for name in SECTIONS["views"].model_fields:
        for stop in page.settings.form.editor(name).stops():
            assert stop.height() >= stop.minimumSizeHint().height(), name
    assert page.which.fontMetrics().horizontalAdvance(page.which.text()) <= page.which.width()
    assert page.which.toolTip() == "heart (image 5)"


def test_that_a_dropped_picture_comes_under_the_glass(shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    Image.new("RGB", (20, 30), (10, 200, 40)).save(tmp_path / "green.png")
    shown.window.show_page(VIEWS)
    shown.session.load_engine()
    qtbot.waitUntil(lambda: shown.session.preview.latest is not None, timeout=60_000)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "green.png"))])
    event = QDropEvent(
        QPointF(40, 40), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    shown.window.dropEvent(event)
    qtbot.waitUntil(lambda: "green.png" in texts(shown.window.pages.views), timeout=5_000)
    assert shown.session.experiment.config.data.source == "shapes"


@pytest.mark.parametrize(
    ("count", "width", "height", "columns"), [(24, 600, 400, 6), (24, 400, 600, 4), (1, 50, 50, 1)]
)
def test_that_a_sheet_fills_its_room(count: int, width: int, height: int, columns: int) -> None:
    found, side = best_columns(count, width, height, 0, count)
    assert found == columns
    assert found * (side + 8) - 8 <= width + 1e-6
    assert -(-count // found) * (side + 8) - 8 <= height + 1e-6


def test_that_draws_say_that_they_are_on_their_way_before_the_engine_is_loaded(shown: Shown, qtbot: QtBot) -> None:
    page = shown.window.pages.views
    shown.window.show_page(VIEWS)
    page.tabs.setCurrentIndex(DRAWS_TAB)
    assert page.draws.waiting.isVisible() and page.draws.text.isVisible()
    shown.session.load_engine()
    qtbot.waitUntil(page.sheet.isVisible, timeout=60_000)
    assert not page.draws.waiting.isVisible()
