"""The Map page: linked maps, colours of the dots, and two runs side by side."""

import json
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from simclr_gui.engine.config.presets import with_and_without_colour_changes, without_colour_changes
from simclr_gui.engine.events import Announced, EvaluationFinished, ImagesChosen, MapComputed
from simclr_gui.engine.planning.queue import Queue
from simclr_gui.engine.runs.about import read_about
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.gui.look.theme import LIGHT
from simclr_gui.gui.pages.map.colouring import BY_CLASS, OWN, colour_dots, own_colours
from simclr_gui.gui.pages.map.page import MAPS_TAB, MISTAKES_TAB
from simclr_gui.state.experiment import Phase
from tests.gui.conftest import Shown
from tests.gui.test_pages import MAP, VIEWS, feed, texts
from tests.small import SMALL, evaluated, small_config
from tests.state.test_state import RESULT


def test_that_pointing_in_one_map_rings_the_same_picture_in_both(shown: Shown) -> None:
    rng = np.random.default_rng(0)
    images = rng.integers(0, 255, (30, 8, 8, 3)).astype(np.uint8)
    labels = np.arange(30) % 2
    coordinates = rng.normal(size=(2, 30, 2)).astype(np.float32)
    feed(
        shown,
        ImagesChosen(images, labels, np.arange(30), ("cat", "dog")),
        MapComputed("simclr", "umap", coordinates[0], 0.5),
        MapComputed("pca", "umap", coordinates[1], 0.25),
        EvaluationFinished(evaluated(RESULT)),
    )
    shown.window.show_page(MAP)
    page = shown.window.pages.map
    assert "Linear 90.0 %, kNN 80.0 %\nNeighbours kept 50 %" in texts(page)
    page.maps.cards["simclr"].scatter.pointed.emit(7)
    for number, kind in enumerate(("simclr", "pca")):
        np.testing.assert_allclose(page.maps.cards[kind].scatter.ring_place, coordinates[number, 7])
    assert "dog" in texts(page)
    assert "Test image 8." in texts(page)


def test_that_the_mouse_finds_the_nearest_point(shown: Shown, qtbot: QtBot) -> None:
    coordinates = np.array([[-5, -5], [5, 5], [0, 0], [5, -5], [-5, 5]], np.float32)
    feed(
        shown,
        ImagesChosen(np.zeros((5, 4, 4, 3), np.uint8), np.zeros(5, np.int64), np.arange(5), ("a", "b")),
        MapComputed("simclr", "umap", coordinates, 0.5),
    )
    shown.window.show_page(MAP)
    scatter = shown.window.pages.map.maps.cards["simclr"].scatter
    qtbot.wait(50)
    with qtbot.waitSignal(scatter.pointed) as caught:
        qtbot.mouseMove(scatter, scatter.on_screen(2).toPoint())
    assert caught.args == [2]


@pytest.fixture
def trained_twice(shown: Shown, qtbot: QtBot, home: Path) -> Shown:
    """Both small trainings of the plan are through."""
    session = shown.session
    session.experiment.replace_config(small_config(budget__epochs=1))
    shown.window.show_page(VIEWS)
    session.load_engine()
    with qtbot.waitSignal(session.compared, timeout=120_000):
        qtbot.mouseClick(shown.window.pages.views.settings.compare, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.other_map.is_quiet, timeout=20_000)
    return shown


def test_that_one_click_trains_with_and_without_colour_and_shows_both_maps(trained_twice: Shown, home: Path) -> None:
    shown, session = trained_twice, trained_twice.session
    page = shown.window.pages.map
    assert page.isVisible()
    assert session.experiment.phase is Phase.DONE
    assert (Queue().contents().entries, Queue().contents().done) == ((), ())
    without, colourful = session.experiment.run_dir, session.other_map.run_dir
    assert without is not None and colourful is not None
    configs = [RunFolder(path).config() for path in (colourful, without)]
    assert [read_about(RunFolder(path)).name for path in (colourful, without)] == [
        "with colour changes",
        "without colour changes",
    ], "so they are found in the list of runs"
    assert configs[0].views == SMALL.views
    assert configs[1].views == without_colour_changes(SMALL.views)
    assert configs[0].model_copy(update={"views": configs[1].views}) == configs[1]
    assert page.maps.other_card.isVisible()
    np.testing.assert_allclose(
        page.maps.other_card.scatter.goal, np.load(colourful / "maps" / "simclr.npz")["coordinates"], rtol=1e-6
    )
    results = [json.loads((path / "evaluation.json").read_text())["simclr"]["linear"] for path in (without, colourful)]
    for share in results:
        assert f"{100 * share:.0f} %" in page.sentence.text()
    assert page.maps.cards["simclr"].title.text() == "Without colour changes"
    assert page.maps.other_card.title.text() == "With colour changes"
    assert page.maps.colouring.colouring == OWN
    assert session.experiment.config == small_config(budget__epochs=1), "the person's own settings are as they were"


def test_that_pointing_rings_the_picture_in_the_other_run_too(trained_twice: Shown, qtbot: QtBot) -> None:
    page, session = trained_twice.window.pages.map, trained_twice.session
    page.maps.other_card.scatter.pointed.emit(3)
    assert session.feature_space.pointed_at == 3
    for card, space in (
        (page.maps.cards["simclr"], session.feature_space),
        (page.maps.other_card, session.other_map.space),
    ):
        goal = space.maps["simclr"].coordinates[3]
        scatter = card.scatter  # its points may still glide there
        qtbot.waitUntil(lambda scatter=scatter, goal=goal: np.allclose(scatter.ring_place, goal), timeout=2_000)


def test_that_a_run_with_other_pictures_is_not_put_beside(trained_twice: Shown, qtbot: QtBot) -> None:
    page, other = trained_twice.window.pages.map, trained_twice.session.other_map
    images = np.zeros((5, 4, 4, 3), np.uint8)
    feed(trained_twice, ImagesChosen(images, np.zeros(5, np.int64), np.arange(5), ("a", "b")))
    trained_twice.session.experiment.set_phase(Phase.DONE)
    assert other.run_dir is not None
    assert not page.maps.other_card.isVisible()
    assert "no map of these images" in page.sentence.text()


def test_that_after_a_stop_the_second_training_waits_until_somebody_wants_it(shown: Shown, qtbot: QtBot) -> None:
    session = shown.session
    session.experiment.replace_config(small_config(budget__epochs=1_000))
    session.load_engine()
    with qtbot.waitSignal(session.experiment.progressed, timeout=60_000):
        session.train_twice()
    assert shown.window.header.next.text() == "Run 1 of 2: with colour changes. Next: without colour changes."
    session.stop()
    qtbot.waitUntil(lambda: session.experiment.phase is Phase.DONE, timeout=60_000)
    qtbot.waitUntil(lambda: session.queue.is_quiet)
    assert shown.window.header.next.text() == "Queue: 1 waiting"
    (waiting,) = Queue().contents().entries
    assert waiting.training.config.views == without_colour_changes(SMALL.views)


def test_that_views_without_colour_are_compared_with_those_of_the_preset() -> None:
    plain = SMALL.model_copy(update={"views": without_colour_changes(SMALL.views)})
    colourful, colourless = with_and_without_colour_changes(plain)
    assert colourless == plain
    assert colourful == SMALL


def test_that_dots_take_the_colour_of_what_is_colourful_in_the_picture() -> None:
    images = np.full((2, 4, 4, 3), 128, np.uint8)
    images[0, :2, :2] = (250, 10, 10)
    red, grey = own_colours(images).astype(int)
    assert red[0] > 240 and max(red[1:]) < 20
    assert grey.tolist() == [128, 128, 128]
    chosen = ImagesChosen(images, np.array([0, 1]), np.arange(2), ("a", "b"))
    assert colour_dots(chosen, None, OWN, LIGHT).colours[1].tolist() == [128, 128, 128]
    assert len(np.unique(colour_dots(chosen, None, BY_CLASS, LIGHT).colours, axis=0)) == 2


def test_that_the_end_of_the_colour_experiment_opens_the_maps_whatever_tab_was_used_last(shown: Shown) -> None:
    page = shown.window.pages.map
    page.tabs.setCurrentIndex(MISTAKES_TAB)
    shown.session.compared.emit()
    assert page.tabs.currentIndex() == MAPS_TAB
    assert shown.window.page == MAP


def test_that_escape_and_the_next_run_put_the_circling_tool_away(shown: Shown, qtbot: QtBot) -> None:
    page, space = shown.window.pages.map, shown.session.feature_space
    images = ImagesChosen(np.zeros((5, 4, 4, 3), np.uint8), np.zeros(5, np.int64), np.arange(5), ("a", "b"))
    for end in (lambda: qtbot.keyClick(shown.window, Qt.Key.Key_Escape), space.clear):
        feed(shown, images)
        shown.window.show_page(MAP)
        page.maps.tools.lasso.setChecked(True)
        end()
        assert not page.maps.tools.lasso.isChecked()


@pytest.mark.parametrize("phase", [Phase.EVALUATING, Phase.MAPPING])
def test_that_what_is_in_progress_is_never_told_to_be_whole(shown: Shown, phase: Phase) -> None:
    images = ImagesChosen(np.zeros((5, 4, 4, 3), np.uint8), np.zeros(5, np.int64), np.arange(5), ("a", "b"))
    feed(shown, images)
    shown.session.experiment.set_phase(phase)
    feed(shown, Announced("Looking at all images", 1.0))
    assert shown.window.pages.map.sentence.text().endswith("Looking at all images 99 %…")
    assert "100" not in texts(shown.window.header)
