"""The Features page: three mosaics in one order, a channel close up, the network at other moments."""

import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import MomentsKept
from simclr_gui.gui.pages.features import FeaturesPage
from simclr_gui.gui.pages.features.mosaic import mosaic
from tests.gui.conftest import Shown
from tests.gui.test_pages import FEATURES, begin, feed, texts
from tests.state.test_state import looked


@pytest.fixture
def page(shown: Shown) -> FeaturesPage:
    begin(shown)
    feed(shown, MomentsKept((0, 8, 12)), looked(step=12))
    shown.window.show_page(FEATURES)
    return shown.window.features_page


def test_that_the_sentence_tells_layer_moment_and_similarity(page: FeaturesPage) -> None:
    assert page.sentence.text() == (
        "Stem: 8 feature maps after 12 steps, none silent. Similarity of the two views: 0.75."
    )


def test_that_a_click_in_any_mosaic_brings_the_channel_close(page: FeaturesPage, qtbot: QtBot) -> None:
    clicked, channel = page.mosaics[1], 4
    qtbot.mouseClick(clicked, Qt.MouseButton.LeftButton, pos=clicked.tile(channel).center().toPoint())
    assert f"Channel {channel + 1}:" in texts(page.channel)
    assert all(m._chosen == channel for m in page.mosaics)


def test_that_arrows_go_from_channel_to_channel_and_stay_within(page: FeaturesPage, qtbot: QtBot) -> None:
    mosaic_, columns = page.mosaics[0], page.mosaics[0]._columns
    page._choose_channel(0)
    for key, channel in (
        (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, 1 + columns),
        (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_PageDown, 2),
    ):
        qtbot.keyClick(mosaic_, key)
        assert f"Channel {channel + 1}:" in texts(page.channel)


def test_that_the_strongest_channel_is_chosen_by_itself_and_a_dark_one_never(page: FeaturesPage, shown: Shown) -> None:
    maps = np.full((3, 8, 4, 4), 40, np.uint8)
    maps[:, 0] = 0
    maps[:, 5, 1:] = 200
    maps[:, 6] = 255  # the same everywhere: nothing to see
    feed(shown, dataclasses.replace(looked(step=20), layer="layer1.0", maps=maps))
    assert "Channel 6:" in texts(page.channel)
    assert [each._chosen for each in page.mosaics] == [5, 5, 5]


def test_that_a_chosen_channel_stays_while_the_layer_is_the_same(page: FeaturesPage, shown: Shown) -> None:
    page._choose_channel(2)
    feed(shown, looked(step=20))
    assert "Channel 3:" in texts(page.channel)


def test_that_the_red_frame_is_as_large_as_the_map_it_is_around(page: FeaturesPage, shown: Shown) -> None:
    feed(shown, dataclasses.replace(looked(step=20), maps=np.zeros((3, 8, 4, 4), np.uint8)))
    first = page.mosaics[0]
    image, danger = first.grab().toImage(), QColor(shown.theme.colours.danger)
    red = [
        QPoint(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y) == danger
    ]
    tile = first.tile(first._chosen)
    assert red
    assert all(tile.adjusted(-1, -1, 1, 1).contains(QPointF(at)) for at in red)


@pytest.mark.parametrize(
    ("channels", "aspect", "columns"),
    [(16, 220 / 300, 4), (64, 0.78, 8), (64, 0.7, 7), (8, 1.0, 3), (12, 0.75, 3), (5, 20.0, 5), (3, 0.01, 1)],
)
def test_that_maps_are_laid_out_as_large_as_they_can_be(channels: int, aspect: float, columns: int) -> None:
    _, found, _ = mosaic(np.zeros((channels, 12, 12), np.uint8), aspect)
    assert found == columns


def test_that_a_channel_is_at_the_same_place_in_all_three(page: FeaturesPage, shown: Shown, qtbot: QtBot) -> None:
    feed(shown, looked(step=20, channels=64))
    for width in (1024, 1291, 1366):
        shown.window.resize(width, 720)
        qtbot.waitUntil(lambda width=width: shown.window.width() == width)
        qtbot.wait(20)
        assert len({each._columns for each in page.mosaics}) == 1
        assert max(each.width() for each in page.mosaics) - min(each.width() for each in page.mosaics) <= 2


def test_that_no_value_is_a_minus_zero(page: FeaturesPage, shown: Shown) -> None:
    feed(shown, dataclasses.replace(looked(step=20), low=-0.0, high=0.0, cosine=-0.001))
    assert "-0" not in texts(page)
    assert "Similarity of the two views: 0.00." in page.sentence.text()


def test_that_the_slider_and_the_moment_it_shows_stand_on_one_line(page: FeaturesPage) -> None:
    slider, words = page.moments.slider.geometry(), page.moments.words.geometry()
    assert abs(slider.center().y() - words.center().y()) <= 1
    assert slider.right() < words.left()


def test_that_another_order_keeps_the_chosen_channel(page: FeaturesPage) -> None:
    page._choose_channel(2)
    page.sorting.setCurrentIndex(page.sorting.findData("activity"))
    assert page._order.tolist() == list(range(7, -1, -1))
    assert page.mosaics[0]._chosen == 5
    assert "Channel 3:" in texts(page.channel)


def test_that_the_frame_is_what_the_strongest_unit_sees(page: FeaturesPage) -> None:
    frame = page._picture.frame()
    assert frame is not None
    scale = page._picture.width() / 16
    expected = np.array([6.5 - 1.5, 6.5 - 1.5, 3, 3]) * scale  # the last unit of 4 x 4, 2 px apart
    np.testing.assert_allclose([frame.x(), frame.y(), frame.width(), frame.height()], expected)


def test_that_values_of_the_channel_are_told_in_the_layers_own_units(page: FeaturesPage) -> None:
    page._choose_channel(0)
    words = texts(page.channel)
    highest = -0.5 + 2.5 * 143 / 255  # the grey levels of the channel's maps are 0 to 15 and 128 to 143
    assert f"Channel 1: -0.5 to {highest:.2g}" in words
    assert "Each unit sees 3 × 3 px." in words


def test_that_other_moments_are_wished_and_the_present_is_marked(
    page: FeaturesPage, shown: Shown, qtbot: QtBot
) -> None:
    slider, words = page.moments.slider, page.moments.words
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
    assert (page.mosaics[2]._maps == 77).all()
    assert "image, untrained" in texts(page)
    assert not page._attention[1].isVisible()
    page.beside.click()
    feed(shown, looked(step=12))
    assert not (page.mosaics[2]._maps == 77).all()
    assert "view B" in texts(page)


def test_that_in_training_there_is_the_present_alone(page: FeaturesPage, shown: Shown) -> None:
    begin(shown)
    feed(shown, looked(step=20))
    assert not page.moments.isVisible()


def test_that_two_thousand_channels_are_laid_out(shown: Shown, page: FeaturesPage) -> None:
    feed(shown, looked(step=30, channels=2_048))
    assert "2,048 feature maps" in page.sentence.text()
    assert all(each._maps is not None and len(each._maps) == 2_048 for each in page.mosaics)


def test_that_h_is_called_numbers_and_not_maps(shown: Shown, page: FeaturesPage) -> None:
    h = dataclasses.replace(looked(step=30), layer="h", maps=np.zeros((3, 128, 1, 1), np.uint8), receptive_field=None)
    feed(shown, h)
    assert "h, the features: 128 numbers after 30 steps, all silent." in page.sentence.text()
    assert page._picture.frame() is None
    assert "It sees the whole image." in texts(page.channel)
