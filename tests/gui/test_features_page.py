"""The Features page: the network as a strip, three mosaics in one order, a map close up, other moments."""

import dataclasses
import itertools

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import CheckpointsKept
from simclr_gui.gui.pages.features import FeaturesPage
from simclr_gui.gui.pages.features.map_columns import SMALLEST_CELL_PX
from simclr_gui.gui.pages.features.mosaic import columns_of_largest, suited
from tests.gui.conftest import Shown
from tests.gui.test_pages import FEATURES, begin, feed, texts
from tests.state.test_state import looked


@pytest.fixture
def page(shown: Shown) -> FeaturesPage:
    begin(shown)
    feed(shown, CheckpointsKept((0, 8, 12)), looked(step=12))
    shown.window.show_page(FEATURES)
    return shown.window.pages.features


def test_that_the_sentence_tells_layer_image_moment_and_order(page: FeaturesPage, shown: Shown) -> None:
    assert page.sentence.text() == (
        "What the stem makes of test image 1 after 12 steps: 8 maps of 4 × 4, strongest first."
    )
    assert "view B; similarity to A: 0.75" in texts(page)
    maps = looked(step=2).maps.copy()
    maps[:, 3:5] = 9
    feed(shown, dataclasses.replace(looked(step=2), layer="layer3.2", image_index=6, maps=maps))
    assert page.sentence.text() == (
        "What stage 3, block 2 makes of test image 7 after 2 steps: 8 maps of 4 × 4, strongest first. "
        "2 of them are silent and come last."
    )
    page.sorting.setCurrentIndex(page.sorting.findData("as they are"))
    assert page.sentence.text().endswith("in the network's order. 2 of them are silent.")


def test_that_the_network_is_drawn_as_it_is(page: FeaturesPage) -> None:
    feed_shapes = {"stem": (16, 16), "layer1.1": (16, 16), "layer1.2": (16, 16), "layer2.1": (64, 8), "h": (64, 1)}
    page.network.show_network(feed_shapes, np.zeros((32, 32, 3), np.uint8))
    assert [slab.accessibleName() for slab in page.network.slabs] == [
        "Stem: 16 maps of 16\u00a0×\u00a016",
        "Stage 1, block 1: 16 maps of 16\u00a0×\u00a016",
        "Stage 1, block 2: 16 maps of 16\u00a0×\u00a016",
        "Stage 2, block 1: 64 maps of 8\u00a0×\u00a08",
        "h, the features: 64 numbers",
    ]
    stem, *_, second, h = (slab.slab() for slab in page.network.slabs)
    assert stem.height() == pytest.approx(2 * second.height(), abs=2), "maps half as wide"
    assert second.width() == pytest.approx(2 * stem.width(), abs=2), "the area tells how many: four times"
    assert h.height() < second.height()
    lefts = [slab.mapTo(page, QPoint()).x() for slab in page.network.slabs]
    assert lefts == sorted(lefts)
    assert all(slab.geometry().right() < page.network.width() for slab in page.network.slabs)


def test_that_a_slab_and_the_caption_of_a_stage_choose_a_layer(page: FeaturesPage, shown: Shown, qtbot: QtBot) -> None:
    maps, (stem, block) = shown.session.feature_maps, page.network.slabs
    qtbot.mouseClick(block, Qt.MouseButton.LeftButton)
    assert maps.layer == "layer1.1"
    assert block.isChecked() and not stem.isChecked()
    below = QPoint(stem.geometry().center().x(), page.network.height() - 5)
    qtbot.mouseClick(page.network, Qt.MouseButton.LeftButton, pos=below)
    assert maps.layer == "stem"


def test_that_arrow_keys_walk_through_the_network_and_leave_the_image(
    page: FeaturesPage, shown: Shown, qtbot: QtBot
) -> None:
    maps, (stem, block) = shown.session.feature_maps, page.network.slabs
    stem.setFocus()
    for slab, key, layer in (
        (stem, Qt.Key.Key_Left, "stem"),
        (stem, Qt.Key.Key_Right, "layer1.1"),
        (block, Qt.Key.Key_Right, "layer1.1"),
        (block, Qt.Key.Key_Home, "stem"),
        (stem, Qt.Key.Key_End, "layer1.1"),
    ):
        qtbot.keyClick(slab, key)
        assert maps.layer == layer
        assert next(each for each in page.network.slabs if each.layer == layer).hasFocus()
    assert maps.image_index == 0


def test_that_a_network_of_many_blocks_has_room(page: FeaturesPage, shown: Shown) -> None:
    layers = [f"layer{stage}.{block + 1}" for stage, blocks in enumerate((3, 8, 36, 3), 1) for block in range(blocks)]
    feed(shown, dataclasses.replace(looked(step=20), shapes=dict.fromkeys(("stem", *layers, "h", "z"), (2_048, 4))))
    shown.window.resize(1024, 700)
    assert len(page.network.slabs) == 53
    assert min(slab.slab().width() for slab in page.network.slabs) >= 2
    places = [slab.geometry() for slab in page.network.slabs]
    assert all(before.right() < after.left() for before, after in itertools.pairwise(places))


def test_that_a_click_in_any_mosaic_brings_the_channel_close(page: FeaturesPage, qtbot: QtBot) -> None:
    clicked, place = page.mosaics[1], 4
    qtbot.mouseClick(clicked, Qt.MouseButton.LeftButton, pos=clicked.tile(place).center().toPoint())
    assert "Map 4 of 8" in texts(page.channel), "place 5 of 8, the strongest being the last"
    assert all(m.marked == place for m in page.mosaics)


def test_that_arrows_go_from_channel_to_channel_and_stay_within(page: FeaturesPage, qtbot: QtBot) -> None:
    page.sorting.setCurrentIndex(page.sorting.findData("as they are"))
    mosaic_, columns = page.mosaics[0], page.mosaics[0].columns
    page.choose_channel(0)
    for key, channel in (
        (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, 1 + columns),
        (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_PageDown, 2),
    ):
        qtbot.keyClick(mosaic_, key)
        assert f"Map {channel + 1} of 8" in texts(page.channel)


def test_that_the_strongest_channel_is_chosen_by_itself_and_a_dark_one_never(page: FeaturesPage, shown: Shown) -> None:
    maps = np.full((3, 8, 4, 4), 40, np.uint8)
    maps[:, 0] = 0
    maps[:, 5, 1:] = 200
    maps[:, 6] = 255  # the same everywhere: nothing to see
    feed(shown, dataclasses.replace(looked(step=20), layer="layer1.0", maps=maps))
    assert "Map 6 of 8" in texts(page.channel)
    assert [each.marked for each in page.mosaics] == [0, 0, 0], "the strongest comes first"
    assert page.order[-7:].tolist() == [0, 1, 2, 3, 4, 6, 7], "all others are silent"


def test_that_a_chosen_channel_stays_while_the_layer_is_the_same(page: FeaturesPage, shown: Shown) -> None:
    page.choose_channel(2)
    feed(shown, looked(step=20))
    assert "Map 3 of 8" in texts(page.channel)


def test_that_the_red_frame_is_as_large_as_the_map_it_is_around(page: FeaturesPage, shown: Shown) -> None:
    feed(shown, dataclasses.replace(looked(step=20), maps=np.zeros((3, 8, 4, 4), np.uint8)))
    first = page.mosaics[0]
    image, danger = first.grab().toImage(), QColor(shown.theme.colours.danger)
    red = [
        QPoint(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y) == danger
    ]
    tile = first.tile(first.marked)
    assert red
    assert all(tile.adjusted(-1, -1, 1, 1).contains(QPointF(at)) for at in red)


@pytest.mark.parametrize(
    ("count", "aspect", "columns"),
    [(16, 220 / 300, 4), (64, 0.78, 8), (64, 0.7, 7), (8, 1.0, 3), (12, 0.75, 3), (5, 20.0, 5), (3, 0.01, 1)],
)
def test_that_maps_are_laid_out_as_large_as_they_can_be(count: int, aspect: float, columns: int) -> None:
    assert columns_of_largest(count, aspect) == columns


def test_that_a_channel_is_at_the_same_place_in_all_three(page: FeaturesPage, shown: Shown, qtbot: QtBot) -> None:
    feed(shown, looked(step=20, channels=64))
    for width in (1024, 1291, 1366):
        shown.window.resize(width, 720)
        qtbot.waitUntil(lambda width=width: shown.window.width() == width)
        qtbot.wait(20)
        assert len({each.columns for each in page.mosaics}) == 1
        assert max(each.width() for each in page.mosaics) - min(each.width() for each in page.mosaics) <= 2


def test_that_no_value_is_a_minus_zero(page: FeaturesPage, shown: Shown) -> None:
    feed(shown, dataclasses.replace(looked(step=20), low=-0.0, high=0.0, cosine=-0.001))
    assert "-0" not in texts(page)
    assert "similarity to A: 0.00" in texts(page)


def test_that_the_slider_and_the_moment_it_shows_stand_on_one_line(page: FeaturesPage) -> None:
    slider, words = page.kept_steps.slider.geometry(), page.kept_steps.words.geometry()
    assert abs(slider.center().y() - words.center().y()) <= 1
    assert slider.right() < words.left()


def test_that_another_order_keeps_the_chosen_channel(page: FeaturesPage) -> None:
    assert page.order.tolist() == list(range(7, -1, -1)), "strongest first"
    page.choose_channel(2)
    assert page.mosaics[0].marked == 5
    page.sorting.setCurrentIndex(page.sorting.findData("as they are"))
    assert page.order.tolist() == list(range(8))
    assert page.mosaics[0].marked == 2
    assert "Map 3 of 8" in texts(page.channel)


def test_that_maps_keep_their_places_while_one_goes_through_the_moments(page: FeaturesPage, shown: Shown) -> None:
    earlier = dataclasses.replace(looked(step=8), maps=looked(step=8).maps[:, ::-1])
    feed(shown, earlier)
    assert page.order.tolist() == list(range(7, -1, -1)), "as after 12 steps, though strongest these come last"
    feed(shown, dataclasses.replace(earlier, layer="layer1.1"))
    assert page.order.tolist() == list(range(8)), "another layer has its own order"


def test_that_the_frame_is_what_the_strongest_unit_sees(page: FeaturesPage) -> None:
    frame = page.channel.seen.frame()
    assert frame is not None
    scale = page.channel.seen.width() / 16
    expected = np.array([6.5 - 1.5, 6.5 - 1.5, 3, 3]) * scale  # the last unit of 4 x 4, 2 px apart
    np.testing.assert_allclose([frame.x(), frame.y(), frame.width(), frame.height()], expected)


def test_that_values_of_the_channel_are_told_in_the_layers_own_units(page: FeaturesPage) -> None:
    page.choose_channel(0)
    words = texts(page.channel)
    highest = -0.5 + 2.5 * 143 / 255  # the grey levels of the channel's maps are 0 to 15 and 128 to 143
    assert f"-0.5 to {highest:.2g}" in words
    assert "Each point sees 3 × 3 px of the image." in words


def test_that_other_moments_are_wished_and_the_present_is_marked(
    page: FeaturesPage, shown: Shown, qtbot: QtBot
) -> None:
    slider, words = page.kept_steps.slider, page.kept_steps.words
    assert slider.isVisible()
    assert words.text() == "after 12 steps"
    with qtbot.waitSignal(shown.session.timeline.step_changed):
        qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert shown.session.timeline.step == 0
    feed(shown, looked(step=0))
    assert words.text() == "untrained"
    assert "before training" in page.sentence.text()


def test_that_the_untrained_network_takes_the_place_of_view_b_when_asked(
    page: FeaturesPage, shown: Shown, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(shown.session.feature_maps.choice_changed):
        qtbot.mouseClick(page.beside, Qt.MouseButton.LeftButton, pos=QPoint(10, page.beside.height() // 2))
    assert shown.session.feature_maps.beside_beginning
    before = np.full((8, 4, 4), 77, np.uint8)
    feed(shown, dataclasses.replace(looked(step=12), before=before))
    assert (page.columns.maps[2] == 77).all()
    assert "image, untrained" in texts(page)
    assert not page.columns.attention[1].isVisible()
    page.beside.click()
    feed(shown, looked(step=12))
    assert not (page.columns.maps[2] == 77).all()
    assert "view B" in texts(page)


def test_that_in_training_there_is_the_present_alone(page: FeaturesPage, shown: Shown) -> None:
    begin(shown)
    feed(shown, looked(step=20))
    assert not page.kept_steps.isVisible()


def test_that_two_thousand_maps_are_large_enough_to_see_and_all_within_reach(
    shown: Shown, page: FeaturesPage, qtbot: QtBot
) -> None:
    feed(shown, looked(step=30, channels=2_048))
    assert "2,048 maps" in page.sentence.text()
    first, bar = page.mosaics[0], page.columns.bar
    assert bar.isVisible()
    assert first.cell_px >= SMALLEST_CELL_PX
    assert first.count < 2_048, "only what is seen is painted"
    bar.setValue(bar.maximum())
    seen = bar.value() * first.columns + first.count
    assert seen == 2_048
    page.choose_channel(int(page.order[0]))
    bar.setValue(0)
    for _ in range(page.columns.rows_seen):
        qtbot.keyClick(first, Qt.Key.Key_Down)
    assert bar.value() == 1, "what the keys choose comes into view"
    assert first.marked is not None
    feed(shown, looked(step=31))
    assert not bar.isVisible()


def test_that_h_is_called_numbers_and_not_maps(shown: Shown, page: FeaturesPage) -> None:
    h = dataclasses.replace(looked(step=30), layer="h", maps=np.zeros((3, 128, 1, 1), np.uint8), receptive_field=None)
    feed(shown, h)
    assert page.sentence.text() == (
        "The features h of test image 1 after 30 steps: 128 numbers, strongest first. All are silent."
    )
    assert page.channel.seen.frame() is None
    assert "It sees the whole image." in texts(page.channel)


def test_that_maps_of_few_units_have_narrow_gaps_and_large_ones_are_averaged() -> None:
    few = suited(np.arange(8, dtype=np.uint8).reshape(2, 2, 2), cell_px=30)
    assert few.shape == (2, 12, 12)
    assert (few[1, :6, :6] == 4).all() and (few[1, 6:, 6:] == 7).all()
    large = np.zeros((1, 64, 64), np.uint8)
    large[0, ::2] = 200
    assert (suited(large, cell_px=32) == 100).all()
    assert suited(large, cell_px=60) is large
