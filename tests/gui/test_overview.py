"""The Overview: the map of unseen images while they gather, and what stands there before."""

import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import EvaluationFinished, ImagesChosen, LiveMapBegun, LiveMapComputed
from simclr_gui.gui.look.theme import SPACE
from simclr_gui.gui.pages.names import TRAIN
from simclr_gui.gui.pages.train.overview import Overview
from simclr_gui.gui.parts.card import Card
from simclr_gui.state.experiment import Phase
from tests.gui.conftest import Shown
from tests.gui.test_pages import MAP, begin, feed, texts
from tests.small import evaluated
from tests.state.test_state import RESULT, started

COUNT = 12
PLACES = np.random.default_rng(0).normal(size=(COUNT, 2)).astype(np.float32)
IMAGES = ImagesChosen(
    np.random.default_rng(1).integers(0, 255, (COUNT, 8, 8, 3), np.uint8),
    np.arange(COUNT) % 3,
    np.arange(COUNT),
    ("cat", "dog", "eel"),
)


@pytest.fixture
def overview(shown: Shown) -> Overview:
    begin(shown)
    return shown.window.pages.train.overview


@pytest.fixture
def living(shown: Shown, overview: Overview) -> Overview:
    feed(shown, LiveMapBegun(IMAGES), LiveMapComputed(40, "simclr", "umap", PLACES))
    return overview


def test_that_before_the_first_map_it_promises_one(overview: Overview) -> None:
    assert overview.empty_state.text.text().startswith("Every test image becomes a point here.")
    assert overview.empty_state.waiting.isVisible()


def test_that_too_few_test_images_promise_nothing(shown: Shown, overview: Overview) -> None:
    feed(shown, dataclasses.replace(started(), test_images=4))
    shown.session.experiment.phase_changed.emit()
    assert overview.empty_state.text.text() == "A map needs 5 test images or more."
    assert not overview.empty_state.waiting.isVisible()


def test_that_nothing_moves_while_the_training_is_paused(shown: Shown, overview: Overview) -> None:
    shown.session.experiment.set_phase(Phase.PAUSED)
    assert not overview.empty_state.waiting.isVisible()


def test_that_a_run_without_maps_offers_to_draw_them(shown: Shown, overview: Overview, qtbot: QtBot) -> None:
    feed(shown, EvaluationFinished(evaluated(RESULT)))
    shown.session.experiment.set_phase(Phase.DONE)
    assert overview.empty_state.button.text() == "Draw the maps"
    with qtbot.waitSignal(overview.drawing_requested):
        qtbot.mouseClick(overview.empty_state.button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("phase", [Phase.DONE, Phase.FAILED])
def test_that_a_run_without_a_test_offers_that_one_thing_which_draws_its_map_too(
    shown: Shown, overview: Overview, phase: Phase
) -> None:
    shown.session.experiment.set_phase(phase)
    assert overview.empty_state.text.text().endswith("Testing it draws them.")
    assert not overview.empty_state.button.isVisible()
    assert shown.window.pages.train.result.test_button.isVisible()


def test_that_the_map_of_a_run_that_another_process_trains_is_promised_for_its_end(
    shown: Shown, overview: Overview
) -> None:
    shown.session.experiment.set_phase(Phase.FOLLOWING)
    assert overview.empty_state.text.text() == "Scores and maps come when training is over."


def test_that_the_live_map_says_of_which_moment_it_is(living: Overview, shown: Shown) -> None:
    assert living.scatter.isVisible()
    assert living.when.text() == "after 40 steps"
    feed(shown, LiveMapComputed(80, "simclr", "umap", PLACES + 1))
    assert living.when.text() == "after 80 steps"


def test_that_a_point_shows_its_image_and_class_beside_it(living: Overview, qtbot: QtBot) -> None:
    at = living.scatter.on_screen(4).toPoint()
    qtbot.mouseMove(living.scatter, at - QPoint(2, 2))
    qtbot.mouseMove(living.scatter, at)
    qtbot.waitUntil(living.pointed.isVisible)
    assert texts(living.pointed) == "dog"
    assert living.scatter.rect().contains(living.pointed.geometry())


def test_that_a_click_shows_what_lies_near_on_the_map_page(living: Overview, shown: Shown, qtbot: QtBot) -> None:
    at = living.scatter.on_screen(4).toPoint()
    qtbot.mouseClick(living.scatter, Qt.MouseButton.LeftButton, pos=at)
    assert shown.window.page == MAP
    assert shown.session.selection.pinned == 4


def test_that_maps_are_not_missed_while_they_are_being_drawn(shown: Shown) -> None:
    begin(shown)
    feed(shown, EvaluationFinished(evaluated(RESULT)))
    window, experiment = shown.window, shown.session.experiment
    for phase, words in ((Phase.MAPPING, "The maps are being drawn…"), (Phase.DONE, "No maps have been drawn")):
        experiment.set_phase(phase)
        window.show_page(TRAIN)
        assert words in window.pages.train.overview.empty_state.text.text()
        window.show_page(MAP)
        assert words in texts(window.pages.map)


def test_that_a_map_that_is_still_to_come_is_promised_and_one_that_never_came_is_not(
    living: Overview, shown: Shown
) -> None:
    shown.window.show_page(MAP)
    card = shown.window.pages.map.maps.cards["pca"]
    assert card.words == "This map is still to come…"
    feed(shown, LiveMapComputed(40, "pca", "umap", PLACES))
    assert card.words == ""
    untrained = shown.window.pages.map.maps.cards["untrained"]
    shown.session.experiment.set_phase(Phase.DONE)
    assert untrained.words == ""


def test_that_the_age_of_the_map_follows_its_title(living: Overview, qtbot: QtBot) -> None:
    card = living.when.parentWidget()
    assert isinstance(card, Card)
    title = card.title
    title.setText("Short")
    living.when.setText("after 1 step")
    qtbot.waitUntil(lambda: title.width() == title.sizeHint().width())
    assert living.when.x() - title.geometry().right() <= 2 * SPACE
