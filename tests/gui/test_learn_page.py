"""The lessons: each shows what it computes, and answers when it is touched."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from simclr_gui.engine.control import Control
from simclr_gui.engine.events import EvaluationFinished
from simclr_gui.engine.experiment import experiment
from simclr_gui.engine.lessons.contrast import chance_loss, contrast
from simclr_gui.engine.mapping.umap_layout import umap_layout
from simclr_gui.gui.pages.learn.lesson import Lesson
from simclr_gui.state.experiment import Phase
from tests.gui.conftest import Shown
from tests.gui.test_pages import feed, texts
from tests.small import SMALL, small_config
from tests.state.test_state import RESULT

LEARN = 5
CONVOLUTION, SIZES, POOLING, CHAIN, RESIDUAL, DEGRADATION, GRADIENTS, CONTRAST, EVALUATION = range(9)


@pytest.fixture
def learning(shown: Shown, qtbot: QtBot) -> Shown:
    """The Learn page with the engine loaded."""
    session = shown.session
    session.experiment.replace_config(SMALL)
    session.load_engine()
    qtbot.waitUntil(lambda: session._is_loaded, timeout=60_000)
    shown.window.show_page(LEARN)
    return shown


def lesson(shown: Shown, number: int) -> Lesson:
    shown.window.learn_page.list.setCurrentRow(number)
    made: Lesson = shown.window.learn_page._made[number]
    return made


def test_that_the_size_is_written_out_and_what_does_not_divide_is_told(learning: Shown, qtbot: QtBot) -> None:
    view = lesson(learning, CONVOLUTION)
    qtbot.waitUntil(lambda: learning.session.lessons.pictures is not None, timeout=60_000)
    assert "1 + (16 + 2·0 − 3) / 1 = 14" in texts(view)
    view.stride.slider.setValue(2)
    assert "1 + (16 + 2·0 − 3) / 2 = 7" in texts(view)
    assert "the last 1 px are never seen" in texts(view)
    view.padding.slider.setValue(1)
    assert view._result.shape == (8, 8)


def test_that_pointing_at_the_map_shows_its_products_and_their_sum(learning: Shown, qtbot: QtBot) -> None:
    view = lesson(learning, CONVOLUTION)
    qtbot.waitUntil(lambda: learning.session.lessons.pictures is not None, timeout=60_000)
    view.map.pointed.emit(3, 5)
    assert view.products._values.sum() == pytest.approx(view._result[3, 5])
    assert f"sum of the products: {view._result[3, 5]:.2f}" in texts(view)
    assert view.seen._frame == (3, 5, 3)


def test_that_the_kernel_walks_to_the_end(learning: Shown, qtbot: QtBot) -> None:
    view = lesson(learning, CONVOLUTION)
    qtbot.waitUntil(lambda: learning.session.lessons.pictures is not None, timeout=60_000)
    view.stride.slider.setValue(4)
    view._timer.setInterval(1)
    qtbot.mouseClick(view.play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not view._timer.isActive(), timeout=10_000)
    assert view._at == (view._result.shape[0] - 1, view._result.shape[1] - 1)


def test_that_a_picture_that_shrinks_too_early_is_told_and_the_small_stem_mends_it(
    learning: Shown, qtbot: QtBot
) -> None:
    view = lesson(learning, SIZES)
    view.encoder.setCurrentIndex(view.encoder.findData("resnet18"))
    view.stem.setCurrentIndex(view.stem.findData("imagenet"))
    view.side.slider.setValue(16)
    qtbot.waitUntil(lambda: "(red)" in texts(view), timeout=30_000)
    view.stem.setCurrentIndex(view.stem.findData("small"))
    view.walk()
    qtbot.waitUntil(lambda: "16 px in, 512 numbers out" in texts(view) and "(red)" not in texts(view), timeout=30_000)
    assert view.table.item(0, 2).text() == "16×16"


def test_that_pooling_tells_the_numbers_of_the_square_pointed_at(learning: Shown, qtbot: QtBot) -> None:
    view = lesson(learning, POOLING)
    qtbot.waitUntil(lambda: learning.session.lessons.pictures is not None, timeout=60_000)
    view.pooled["max"].pointed.emit(2, 3)
    square = view._map[4:6, 6:8]
    words = f"largest {square.max():.2f}, average {square.mean():.2f}, sum {square.sum():.2f}"
    assert words in texts(view)


def test_that_the_five_networks_stand_with_their_published_sizes(learning: Shown, qtbot: QtBot) -> None:
    view = lesson(learning, RESIDUAL)
    qtbot.waitUntil(lambda: view.table.item(4, 3) is not None, timeout=60_000)
    parameters = [view.table.item(row, 3).text() for row in range(5)]
    assert parameters == ["11.2 million", "21.3 million", "23.5 million", "42.5 million", "58.1 million"]
    assert [view.table.item(row, 1).text() for row in (0, 2)] == ["2, 2, 2, 2", "3, 4, 6, 3"]
    assert [view.table.item(row, 2).text() for row in (1, 2)] == ["basic", "bottleneck"]


def test_that_a_block_whose_weights_are_turned_to_zero_is_the_identity(learning: Shown, qtbot: QtBot) -> None:
    view = lesson(learning, RESIDUAL)
    qtbot.waitUntil(lambda: "differs from the input by" in texts(view), timeout=60_000)
    view.scale.slider.setValue(0)
    qtbot.waitUntil(lambda: "the block is the identity" in texts(view), timeout=60_000)
    assert "17 times fewer" in texts(view)


def test_that_gradients_vanish_and_the_way_around_brings_them_back(learning: Shown, qtbot: QtBot) -> None:
    view = lesson(learning, GRADIENTS)
    qtbot.waitUntil(lambda: "It vanishes" in texts(view), timeout=60_000)
    assert len(view.bars._sizes) == 20
    view.residual.setChecked(True)
    qtbot.waitUntil(lambda: "It arrives" in texts(view), timeout=60_000)
    view.layers.slider.setValue(8)
    qtbot.waitUntil(lambda: len(view.bars._sizes) == 8, timeout=60_000)


def test_that_the_loss_is_told_for_where_the_views_lie(learning: Shown, qtbot: QtBot) -> None:
    view = lesson(learning, CONTRAST)
    expected = contrast(view.points, 0.5)
    assert f"Loss {expected.loss:.2f}; guessing would be {chance_loss(8):.2f}" in texts(view)
    view._drag(0, QPointF(0.0, 2.0))
    np.testing.assert_allclose(view.points[0], (0, 1))
    view.circle.chosen.emit(3)
    assert f"{contrast(view.points, 0.5).losses[3]:.2f}" in view.terms.accessibleName()


def test_that_the_views_move_towards_a_lower_loss_and_a_collapse_is_named(learning: Shown, qtbot: QtBot) -> None:
    view = lesson(learning, CONTRAST)
    before = contrast(view.points, 0.5).loss
    view._timer.setInterval(1)
    qtbot.mouseClick(view.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: contrast(view.points, 0.5).loss < before - 0.2, timeout=20_000)
    qtbot.mouseClick(view.collapse_button, Qt.MouseButton.LeftButton)
    assert "Collapsed" in texts(view)
    assert not view._timer.isActive()


def test_that_a_race_shows_four_errors_and_can_be_stopped(learning: Shown, qtbot: QtBot) -> None:
    view = lesson(learning, DEGRADATION)
    qtbot.mouseClick(view.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Training error now" in texts(view), timeout=60_000)
    assert len(learning.session.lessons.errors) == 4
    qtbot.mouseClick(view.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not learning.session.lessons.is_racing, timeout=30_000)
    assert "Start the race" in view.start.text()


def test_that_no_race_begins_while_a_network_is_trained(learning: Shown) -> None:
    view = lesson(learning, DEGRADATION)
    learning.session.experiment.set_phase(Phase.TRAINING)
    assert not view.start.isEnabled()
    learning.session.lessons.start_race()
    assert not learning.session.lessons.is_racing
    learning.session.experiment.set_phase(Phase.DONE)


def test_that_the_chain_shows_the_maps_of_the_network_in_hand(learning: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    view = lesson(learning, CHAIN)
    assert "Train a network first" in texts(view)
    list(experiment(small_config(budget__epochs=1), tmp_path / "run", Control(), umap_layout))
    learning.session.open_run(tmp_path / "run")
    qtbot.waitUntil(lambda: learning.session.experiment.phase is Phase.DONE, timeout=60_000)
    view.enter()
    qtbot.waitUntil(lambda: "h" in view._taken, timeout=60_000)
    assert list(view._taken) == ["stem", "layer1.2", "layer2.2", "layer3.2", "layer4.2", "h"]
    view._group.button(5).click()
    assert "128 numbers" in texts(view)


def test_that_the_notes_figures_stand_beside_those_of_the_run(learning: Shown) -> None:
    view = lesson(learning, EVALUATION)
    assert "64%" in view.theirs.accessibleName() and "36%" in view.theirs.accessibleName()
    assert not view.ours.isVisible()
    feed(learning, EvaluationFinished(RESULT))
    assert view.ours.isVisible()
    assert "SimCLR 90.0%" in texts(view)


def test_that_every_lesson_has_an_idea_a_question_a_formula_and_a_way_on(learning: Shown, qtbot: QtBot) -> None:
    for number in range(9):
        view = lesson(learning, number)
        assert learning.window.learn_page.sentence.text() == view.idea
        assert view.question.text().startswith("Try: ")
        assert not view.formula.isVisible()
        view.formula_button.setChecked(True)
        assert view.formula.isVisible() and view.formula.text()
        with qtbot.waitSignal(learning.window.learn_page.page_wished):
            view.link_button.click()
        learning.window.show_page(LEARN)


def test_that_the_arrow_keys_step_through_the_lessons(learning: Shown, qtbot: QtBot) -> None:
    page = learning.window.learn_page
    page.list.setCurrentRow(3)
    learning.window._show_next_picture()
    assert page.list.currentRow() == 4
    learning.window._show_previous_picture()
    learning.window._show_previous_picture()
    assert page.list.currentRow() == 2
