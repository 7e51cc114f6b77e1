"""The lessons: each shows what it computes, and answers when it is touched."""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QSettings, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractButton, QSlider, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import Announced, EvaluationFinished
from simclr_gui.engine.experiments.experiment import experiment
from simclr_gui.engine.lessons.contrast import contrast, pull_and_push
from simclr_gui.engine.lessons.layer_shapes import demonstrate_layer_shapes
from simclr_gui.engine.losses.nt_xent import NT_XENT
from simclr_gui.engine.mapping.umap_layout import umap_layout
from simclr_gui.engine.storage.places import settings_dir
from simclr_gui.engine.training.control import Control
from simclr_gui.gui.application import build_application
from simclr_gui.gui.look.language import CHINESE, ENGLISH, Language
from simclr_gui.gui.pages.learn import LearnPage
from simclr_gui.gui.pages.learn.array_view import ArrayView, written
from simclr_gui.gui.pages.learn.convolution import ConvolutionLesson
from simclr_gui.gui.pages.learn.evaluation import EvaluationLesson
from simclr_gui.gui.pages.learn.lesson import Lesson
from simclr_gui.gui.pages.learn.waiting_words import waiting_words
from simclr_gui.gui.pages.names import LEARN
from simclr_gui.gui.parts.chart import caption_font
from simclr_gui.state import durations
from simclr_gui.state.durations import last_duration_s, remember_duration
from simclr_gui.state.experiment import Phase
from simclr_gui.state.lesson_progress import LessonProgress, Standing
from simclr_gui.state.remembered import finish_remembering
from simclr_gui.state.waiting import HEAD as HEAD_KIND
from simclr_gui.state.waiting import Wait, Waiting
from tests.gui.conftest import Shown
from tests.gui.test_pages import feed, texts
from tests.small import SMALL, evaluated, small_config
from tests.state.test_state import RESULT, measured, started

CONTRAST, EVALUATION, HEAD, CONVOLUTION, POOLING, CHAIN, SIZES, RESIDUAL, DEGRADATION, GRADIENTS = range(10)


@pytest.fixture
def learning(shown: Shown, qtbot: QtBot) -> Shown:
    """The Learn page with the engine loaded."""
    session = shown.session
    session.experiment.replace_config(SMALL)
    session.load_engine()
    qtbot.waitUntil(lambda: session.is_loaded, timeout=60_000)
    shown.window.show_page(LEARN)
    return shown


def opened(shown: Shown, number: int) -> Lesson:
    shown.window.pages.learn.list.setCurrentRow(number)
    made: Lesson = shown.window.pages.learn.lesson
    return made


def lesson(shown: Shown, number: int) -> Lesson:
    """A lesson that was touched: it tells what it shows."""
    made = opened(shown, number)
    made.touch()
    return made


@pytest.fixture
def convolution(learning: Shown, qtbot: QtBot) -> ConvolutionLesson:
    view = lesson(learning, CONVOLUTION)
    assert isinstance(view, ConvolutionLesson)
    qtbot.waitUntil(lambda: learning.session.lessons.images is not None, timeout=60_000)
    return view


def test_that_the_size_is_written_out_and_what_does_not_divide_is_told(convolution: ConvolutionLesson) -> None:
    assert "1 + (16 + 2·0 − 3) / 1 = 14." in texts(convolution)
    assert convolution.seen.seen_until is None
    convolution.stride.slider.setValue(2)
    assert "1 + (16 + 2·0 − 3) / 2 = 7." in texts(convolution)
    assert "the last 1 px are skipped" in texts(convolution)
    assert convolution.seen.seen_until == 15
    convolution.padding.slider.setValue(1)
    assert convolution.result.shape == (8, 8)
    assert convolution.seen.rows == 18, "the zeros around the image are shown"


def test_that_the_example_is_a_button_and_a_second_filter_gives_a_second_map(
    convolution: ConvolutionLesson, qtbot: QtBot
) -> None:
    convolution.padding.slider.setValue(2)
    qtbot.mouseClick(convolution.example, Qt.MouseButton.LeftButton)
    assert "32×32×3 with a filter of 5×5×3 gives 28×28×1" in texts(convolution)
    assert not convolution.second_map.isVisible()
    convolution.second.setChecked(True)
    assert "32×32×3 with two filters of 5×5×3 gives 28×28×2" in texts(convolution)
    assert convolution.second_map.isVisible()
    assert convolution.map.rows == convolution.second_map.rows == 28
    assert not np.allclose(convolution.result, convolution.other_result)


def test_that_a_filter_that_does_not_fit_is_told(convolution: ConvolutionLesson) -> None:
    convolution.side.slider.setMinimum(4)
    convolution.side.slider.setValue(4)
    convolution.width_of_kernel.slider.setValue(7)
    assert "A kernel of 7 px does not fit into 4 px. Take a smaller one, or pad more." in texts(convolution)


def test_that_pointing_at_the_map_shows_its_products_and_their_sum_by_colours(convolution: ConvolutionLesson) -> None:
    convolution.map.pointed.emit(3, 5)
    assert convolution.products.values.sum() == pytest.approx(convolution.result[3, 5])
    assert "Sum of 27 products" in texts(convolution)
    assert texts(convolution).count(f": {convolution.result[3, 5]:.2f}") or abs(convolution.result[3, 5]) < 0.005
    assert convolution.seen.framed == (3, 5, 3)


@pytest.mark.parametrize("cell_px", [60, 40, 30, 24, 18])
@pytest.mark.parametrize("strongest", [0.004, 0.66, 7.0, 25.0, 1_234.5])
def test_that_numbers_stay_inside_their_cells(learning: Shown, cell_px: int, strongest: float) -> None:
    view = ArrayView(learning.theme, "numbers")
    values = np.linspace(-strongest, strongest, 25).reshape(5, 5)
    view.show_values(values, with_numbers=True)
    fitting = view.fitting(cell_px)
    if fitting is None:
        assert cell_px <= 30, "there is room for one figure at least"
        return
    font, decimals = fitting
    words = [written(value, decimals) for value in values.reshape(-1)]
    assert max(map(QFontMetricsF(font).horizontalAdvance, words)) < cell_px
    assert float(words[-1]) == pytest.approx(strongest, rel=0.5), "the strongest value can be read"
    assert not any(float(word) == 0 and word.startswith("-") for word in words)


def test_that_the_filter_walks_to_the_end(convolution: ConvolutionLesson, qtbot: QtBot) -> None:
    convolution.stride.slider.setValue(4)
    convolution.timer.setInterval(1)
    qtbot.mouseClick(convolution.play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not convolution.timer.isActive(), timeout=10_000)
    assert convolution.map.framed == (convolution.result.shape[0] - 1, convolution.result.shape[1] - 1, 1)


def test_that_nothing_walks_on_when_another_lesson_is_opened(
    learning: Shown, convolution: ConvolutionLesson, qtbot: QtBot
) -> None:
    qtbot.mouseClick(convolution.play, Qt.MouseButton.LeftButton)
    assert convolution.timer.isActive()
    lesson(learning, SIZES)
    assert not convolution.timer.isActive()


def test_that_a_lesson_says_from_the_first_moment_what_it_waits_for(shown: Shown, qtbot: QtBot) -> None:
    shown.session.experiment.replace_config(SMALL)
    shown.window.show_page(LEARN)
    for number in (CONVOLUTION, SIZES, POOLING, CHAIN, RESIDUAL, GRADIENTS, CONTRAST, HEAD):
        view = lesson(shown, number)
        assert view.card.waiting_line.isVisible()
        assert "Starting up: loading PyTorch, which computes the lessons…" in texts(view)
    assert not lesson(shown, DEGRADATION).start.isEnabled(), "no race can begin yet"
    view = lesson(shown, SIZES)
    assert not view.switch.isVisible(), "a button without words says nothing"
    shown.session.load_engine()
    qtbot.waitUntil(lambda: "16 px in" in texts(view), timeout=60_000)
    qtbot.waitUntil(lambda: shown.session.lessons.is_quiet, timeout=60_000)
    assert not view.card.waiting_line.isVisible()
    assert view.switch.isVisible()
    assert lesson(shown, DEGRADATION).start.isEnabled()


def test_that_what_the_engine_announces_is_told_with_its_share(learning: Shown, qtbot: QtBot) -> None:
    view, lessons = lesson(learning, HEAD), learning.session.lessons
    qtbot.waitUntil(lambda: lessons.requests.kind == "head" and not lessons.is_quiet, timeout=60_000)
    lessons.requests.played.emit(Announced("Testing what h and z still know"))
    assert "Testing what h and z still know…" in texts(view)
    assert view.card.waiting_line.maximum() == 0, "it moves"
    lessons.requests.played.emit(Announced("Testing what h and z still know", 0.4))
    assert "Testing what h and z still know… 40 % of this step" in texts(view)
    assert view.card.waiting_line.value() / view.card.waiting_line.maximum() == 0.4
    qtbot.waitUntil(lambda: lessons.head is not None and lessons.is_quiet, timeout=120_000)
    assert not view.card.waiting_line.isVisible()


@pytest.mark.parametrize("larger", [False, True])
def test_that_the_lessons_keep_their_names_in_a_narrow_window(learning: Shown, larger: bool) -> None:
    page = learning.window.pages.learn
    if larger:
        learning.theme.present(800)
    page.resize(932, 636)
    metrics = page.list.fontMetrics()
    for number in range(page.list.count()):
        item = page.list.item(number)
        assert item.text().replace("\n", " ") == f"{number + 1}  {page.entries[number].title}"
        widest = max(map(metrics.horizontalAdvance, item.text().split("\n")))
        assert widest < page.list.visualItemRect(item).width()
    learning.theme.stop_presenting()


def test_that_a_picture_that_shrinks_too_early_is_told_and_the_small_stem_mends_it(
    learning: Shown, qtbot: QtBot
) -> None:
    view = lesson(learning, SIZES)
    view.encoder.setCurrentIndex(view.encoder.findData("resnet18"))
    view.stem.setCurrentIndex(view.stem.findData("imagenet"))
    view.side.slider.setValue(16)
    qtbot.waitUntil(lambda: "(red)" in texts(view), timeout=30_000)
    assert view.table.item(1, 2).foreground().color() != view.table.item(5, 2).foreground().color()
    qtbot.mouseClick(view.switch, Qt.MouseButton.LeftButton)
    assert view.stem.currentData() == "small"
    qtbot.waitUntil(lambda: "16 px in, 512 numbers out" in texts(view) and "(red)" not in texts(view), timeout=30_000)
    assert view.table.item(0, 2).text() == "16×16×64"
    qtbot.waitUntil(lambda: "ImageNet" in view.switch.text())


def test_that_pooling_tells_the_numbers_of_the_square_pointed_at(learning: Shown, qtbot: QtBot) -> None:
    view = lesson(learning, POOLING)
    qtbot.waitUntil(lambda: learning.session.lessons.chain is not None, timeout=60_000)
    view.number.slider.setValue(2)
    chain = learning.session.lessons.chain
    assert chain.links[1].kind == "relu", "it is a real map of the network"
    view.pooled["max"].pointed.emit(2, 3)
    square = chain.links[1].maps[1][4:6, 6:8].astype(np.float64)
    words = f"largest {square.max():.2f}, average {square.mean():.2f}, sum {square.sum():.2f}"
    assert words in texts(view)
    assert view.values["sum"].text() == f"{square.sum():.2f}"
    assert view.chance.isVisible()
    with qtbot.waitSignal(learning.window.pages.learn.start_requested):
        view.chance.button.click()


def test_that_the_five_networks_stand_with_their_published_sizes(learning: Shown, qtbot: QtBot) -> None:
    view = lesson(learning, RESIDUAL)
    qtbot.waitUntil(lambda: view.table.item(4, 3) is not None, timeout=60_000)
    parameters = [view.table.item(row, 2).text() for row in range(5)]
    assert parameters == ["11.2 million", "21.3 million", "23.5 million", "42.5 million", "58.1 million"]
    assert [view.table.item(row, 1).text() for row in (0, 2)] == ["2, 2, 2, 2", "3, 4, 6, 3"]
    qtbot.waitUntil(lambda: "69,632 weights" in view.bottleneck.accessibleName(), timeout=60_000)
    assert view.bottleneck.accessibleName().count("ReLU") == 3, "two inside, and one after the sum"
    assert view.basic.accessibleName().count("ReLU") == 2


def test_that_a_block_whose_weights_are_turned_to_zero_is_the_identity(learning: Shown, qtbot: QtBot) -> None:
    view = lesson(learning, RESIDUAL)
    qtbot.waitUntil(lambda: "differs from the input x by" in texts(view), timeout=60_000)
    view.scale.slider.setValue(0)
    qtbot.waitUntil(lambda: "the block is the identity" in texts(view), timeout=60_000)
    assert "17 times fewer" in texts(view)


def test_that_the_difference_is_told_of_the_map_that_is_shown(learning: Shown, qtbot: QtBot) -> None:
    view = lesson(learning, RESIDUAL)
    answered = learning.session.lessons.answered
    with qtbot.waitSignal(answered, timeout=60_000, check_params_cb=lambda kind, _: kind == "block") as probed:
        view.scale.slider.setValue(50)
    block = probed.args[1]
    changed = np.sqrt(np.square(block.after - block.before).mean() / np.square(block.before).mean())
    words = f"in the map shown, the output y differs from the input x by {100 * changed:.0f} % of its size"
    qtbot.waitUntil(lambda: words in texts(view))


def test_that_gradients_vanish_and_the_skip_connection_brings_them_back(learning: Shown, qtbot: QtBot) -> None:
    view = lesson(learning, GRADIENTS)
    qtbot.waitUntil(lambda: "It vanishes" in texts(view), timeout=60_000)
    assert len(view.bars.sizes) == len(view.bars.products) == 20
    slope = view.bars.products[0] / view.bars.products[1]
    assert 0.15 < slope <= 0.25, "a sigmoid's derivative"
    assert view.bars.products[-1] == view.bars.sizes[-1]
    view.residual.setChecked(True)
    qtbot.waitUntil(lambda: "It arrives" in texts(view), timeout=60_000)
    view.layers.slider.setValue(8)
    qtbot.waitUntil(lambda: len(view.bars.sizes) == 8, timeout=60_000)


def test_that_the_loss_is_told_for_where_the_views_lie(learning: Shown, qtbot: QtBot) -> None:
    view = lesson(learning, CONTRAST)
    expected = contrast(view.points, 0.5)
    assert f"makes small: {expected.loss:.2f}; with random guessing {NT_XENT.chance(4):.2f}" in texts(view)
    view.drag(0, QPointF(0.0, 2.0))
    np.testing.assert_allclose(view.points[0], (0, 1))
    view.circle.chosen.emit(3)
    assert f"{contrast(view.points, 0.5).losses[3]:.2f}" in view.terms.accessibleName()


def test_that_the_views_move_towards_a_lower_loss_and_a_collapse_is_named(learning: Shown, qtbot: QtBot) -> None:
    view = lesson(learning, CONTRAST)
    before = contrast(view.points, 0.5).loss
    view.timer.setInterval(1)
    qtbot.mouseClick(view.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: contrast(view.points, 0.5).loss < before - 0.2, timeout=20_000)
    qtbot.mouseClick(view.collapse_button, Qt.MouseButton.LeftButton)
    assert "Collapsed" in texts(view)
    assert not view.timer.isActive()


def test_that_a_low_temperature_does_not_throw_the_views_about(learning: Shown) -> None:
    view = lesson(learning, CONTRAST)
    view.temperature.slider.setValue(1)
    for _ in range(400):
        view.timer.timeout.emit()
    assert contrast(view.points, 0.05).loss < NT_XENT.chance(4)


def test_that_the_arrows_of_the_chosen_view_add_up_to_its_own_force(learning: Shown) -> None:
    view = lesson(learning, CONTRAST)
    view.circle.chosen.emit(1)
    painted = []
    view.circle.paint_arrow = lambda _painter, who, _lane, force, _colour: painted.append((who, force))
    view.circle.paint_forces(None, contrast(view.points, 0.5))
    of_chosen = [force for who, force in painted if who == 1]
    pull, pushes = pull_and_push(view.points, 0.5, 1)
    here, force = view.points[1], pull + pushes.sum(axis=0)
    along = here[0] * force[1] - here[1] * force[0]
    net_pull = pull + pushes[1] + pushes[5]
    longest = max(abs(here[0] * net_pull[1] - here[1] * net_pull[0]), 1e-6)
    assert of_chosen[0] == pytest.approx(np.sign(of_chosen[0])) or abs(of_chosen[0]) < 1
    scale = longest / abs(of_chosen[0])
    assert sum(of_chosen) * scale == pytest.approx(along, abs=0.05 * scale * len(of_chosen))


def test_that_gradients_that_are_huge_in_every_layer_are_not_called_learning(learning: Shown, qtbot: QtBot) -> None:
    view = lesson(learning, GRADIENTS)
    view.activation.setCurrentIndex(2)
    view.scale.slider.setValue(40)
    qtbot.waitUntil(lambda: "It explodes" in texts(view), timeout=60_000)


def test_that_signals_that_die_everywhere_are_not_called_learning(learning: Shown, qtbot: QtBot) -> None:
    view = lesson(learning, GRADIENTS)
    view.activation.setCurrentIndex(1)
    view.scale.slider.setValue(1)
    qtbot.waitUntil(lambda: "Nothing arrives anywhere" in texts(view), timeout=60_000)


def test_that_the_five_networks_keep_their_sizes_when_another_lesson_walks_them(learning: Shown, qtbot: QtBot) -> None:
    view = lesson(learning, RESIDUAL)
    qtbot.waitUntil(lambda: view.table.item(0, 3) is not None, timeout=60_000)
    before = view.table.item(0, 3).text()
    lessons = learning.session.lessons
    with qtbot.waitSignal(lessons.answered, timeout=60_000, check_params_cb=lambda kind, _: kind == "sizes"):
        lessons.ask_of_every_network("sizes of resnet18", lambda: demonstrate_layer_shapes("resnet18", "small", 224))
    assert view.table.item(0, 3).text() == before


def test_that_a_wish_of_before_is_not_taken_for_the_network_in_hand(learning: Shown, qtbot: QtBot) -> None:
    lessons = learning.session.lessons
    qtbot.waitUntil(lambda: lessons.is_quiet, timeout=60_000)
    lessons.compare_head()
    lessons.follow_chain()
    assert "chain" in lessons.requests, "it waits"
    learning.session.experiment.change_config({"data.drawing_seed": 5})
    assert "chain" not in lessons.requests
    qtbot.waitUntil(lambda: lessons.is_quiet, timeout=120_000)
    assert lessons.head is None, "it was of the network of before"


def test_that_whoever_leaves_h_and_z_does_not_wait_for_them(learning: Shown, qtbot: QtBot) -> None:
    lessons = learning.session.lessons
    lesson(learning, HEAD)
    qtbot.waitUntil(lambda: lessons.requests.kind == "head", timeout=60_000)
    lesson(learning, SIZES)
    qtbot.waitUntil(lambda: lessons.is_quiet, timeout=60_000)
    view = lesson(learning, HEAD)
    qtbot.waitUntil(lambda: lessons.head is not None, timeout=120_000)
    assert "From h, colour or grey is predicted correctly for" in texts(view)


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


@pytest.fixture(scope="module")
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("runs") / "run"
    list(experiment(small_config(budget__epochs=1), path, Control(), umap_layout))
    return path


def test_that_the_chain_shows_chance_before_a_run_and_then_the_network_in_hand(
    learning: Shown, qtbot: QtBot, run_dir: Path
) -> None:
    view, lessons = lesson(learning, CHAIN), learning.session.lessons
    qtbot.waitUntil(lambda: lessons.chain is not None, timeout=60_000)
    assert "the weights are random" in texts(view)
    names = [button.text() for button in view.group.buttons()]
    assert names == [
        *("Conv", "ReLU", "Conv", "ReLU", "Conv", "+ skip"),
        *("Stage 1", "Stage 2", "Stage 3", "Stage 4", "Average: h", "Head: z"),
    ]
    chance = lessons.chain
    learning.session.open_run(run_dir)
    qtbot.waitUntil(lambda: learning.session.experiment.phase is Phase.DONE, timeout=60_000)
    learning.window.show_page(LEARN)
    qtbot.waitUntil(lambda: lessons.chain is not None and lessons.chain.step > 0, timeout=60_000)
    assert not view.chance.isVisible()
    assert not np.allclose(chance.links[-1].maps, lessons.chain.links[-1].maps)
    view.group.button(10).click()
    assert "128 numbers" in texts(view)
    shown = lessons.chain.image
    qtbot.mouseClick(view.another, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: lessons.chain is not None and (lessons.chain.image != shown).any(), timeout=60_000)
    assert view.group.checkedId() == 10, "the link that is looked at stays"


def test_that_h_and_z_are_asked_three_questions(learning: Shown, qtbot: QtBot, run_dir: Path) -> None:
    learning.session.open_run(run_dir)
    qtbot.waitUntil(lambda: learning.session.experiment.phase is Phase.DONE, timeout=60_000)
    learning.window.show_page(LEARN)
    view = lesson(learning, HEAD)
    qtbot.waitUntil(lambda: learning.session.lessons.head is not None, timeout=120_000)
    h, z, _ = learning.session.lessons.head.answers["colour"]
    assert f"predicted correctly for {100 * h:.0f} % of 40 unseen images; from z for {100 * z:.0f} %" in texts(view)
    for name, bars in view.bars.items():
        h, z, _ = learning.session.lessons.head.answers[name]
        assert bars.accessibleName() == f"h {100 * h:.0f} %, z {100 * z:.0f} %"


def test_that_h_and_z_are_not_asked_beside_a_training(learning: Shown, qtbot: QtBot) -> None:
    learning.session.experiment.set_phase(Phase.TRAINING)
    view = lesson(learning, HEAD)
    assert "Not available while something is running. Press Stop to cancel it." in texts(view)
    qtbot.waitUntil(lambda: learning.session.lessons.is_quiet, timeout=60_000)
    assert learning.session.lessons.head is None
    learning.session.experiment.set_phase(Phase.DONE)


def test_that_figures_that_a_lecture_states_stand_beside_those_of_the_run(learning: Shown) -> None:
    view = lesson(learning, EVALUATION)
    assert "64 %" in view.theirs.accessibleName() and "36 %" in view.theirs.accessibleName()
    assert not view.ours.isVisible()
    feed(learning, EvaluationFinished(evaluated(RESULT)))
    assert view.ours.isVisible()
    assert "SimCLR 90.0 %" in texts(view)


def test_that_every_lesson_has_an_idea_a_question_a_formula_and_a_way_on(learning: Shown, qtbot: QtBot) -> None:
    for number in range(10):
        view = opened(learning, number)
        assert learning.window.pages.learn.sentence.text() == view.idea
        assert view.card.question.text().endswith("?")
        assert not view.card.formula.isVisible()
        view.card.formula_button.setChecked(True)
        assert view.card.formula.isVisible() and view.card.formula.text()
        with qtbot.waitSignal(learning.window.pages.learn.page_requested):
            view.card.link_button.click()
        learning.window.show_page(LEARN)


def test_that_the_chosen_view_has_its_own_arrows(learning: Shown, qtbot: QtBot) -> None:
    view = lesson(learning, CONTRAST)
    qtbot.waitUntil(lambda: learning.session.lessons.images is not None, timeout=60_000)
    drawn = learning.session.lessons.images.views
    assert (drawn[0] != drawn[1]).any(), "two views of an image, not the image twice"
    painted = []
    view.circle.paint_arrow = lambda _painter, who, lane, force, _colour: painted.append((who, lane, force))
    view.circle.chosen.emit(2)
    view.circle.grab()
    others = [who for who, lane, _ in painted if who != 2]
    assert sorted(others) == [0, 1, 3, 4, 5, 6, 7]
    of_chosen = [(lane, force) for who, lane, force in painted if who == 2]
    assert len(of_chosen) > 1 and of_chosen[0][0] == 0
    assert max(abs(force) for _, force in of_chosen) == pytest.approx(1)


def test_that_the_type_grows_and_the_list_makes_room_while_it_is_presented(learning: Shown) -> None:
    page, theme = learning.window.pages.learn, learning.theme
    before = page.sentence.font().pointSizeF(), caption_font().pointSizeF(), page.list.width()
    theme.present(800)
    during = page.sentence.font().pointSizeF(), caption_font().pointSizeF(), page.list.width()
    assert (
        page.list.item(1).text() == "2  Testing what\nwas learned"
        and page.list.item(1).toolTip() == "Linear evaluation"
    )
    theme.stop_presenting()
    after = page.sentence.font().pointSizeF(), caption_font().pointSizeF(), page.list.width()
    assert during[0] == before[0] * 1.25 and during[1] == pytest.approx(before[1] * 1.25)
    assert during[2] < before[2]
    assert after == before


def test_that_pictures_that_cannot_be_read_are_told_while_shapes_are_shown(learning: Shown, qtbot: QtBot) -> None:
    lessons, page = learning.session.lessons, learning.window.pages.learn
    learning.session.experiment.change_config({"data.source": "stl10"})
    lesson(learning, CHAIN)
    qtbot.waitUntil(lambda: lessons.chain is not None, timeout=60_000)
    assert page.note.text() == "STL-10 is not on this machine. The lessons show Shapes meanwhile."
    assert page.note.isVisible() and not learning.window.banner.isVisible()
    learning.session.experiment.change_config({"data.source": "shapes"})
    assert not page.note.isVisible()


def test_that_a_larger_screen_shows_larger_type(shown: Shown) -> None:
    shown.theme.present(1_080)
    assert shown.theme.larger == pytest.approx(1.25 * 1_080 / 800)
    shown.theme.present(600)
    assert shown.theme.larger == 1.25
    shown.theme.stop_presenting()
    assert shown.theme.larger == 1


@pytest.fixture
def chinese(qtbot: QtBot) -> Iterator[None]:
    """Every window that is made speaks Chinese."""
    build_application([])
    language = Language()
    language.choose(CHINESE)
    yield
    language.choose(ENGLISH)


@pytest.mark.usefixtures("chinese")
def test_that_every_lesson_speaks_chinese_in_the_chinese_window(learning: Shown, qtbot: QtBot) -> None:
    for number in range(10):
        view = lesson(learning, number)
        qtbot.waitUntil(lambda: learning.session.lessons.is_quiet, timeout=120_000)
        view.card.formula_button.setChecked(True)
        assert view.card.question.text().endswith("？")
        learning.window.pages.learn.reveal()
        buttons = " | ".join(button.text() for button in view.findChildren(QAbstractButton))
        names = " | ".join(widget.accessibleName() for widget in view.findChildren(QWidget))
        assert all(each.accessibleName() for each in view.findChildren(QTableWidget))
        assert all(": " in each.accessibleName() for each in view.findChildren(QSlider))
        words = " | ".join((learning.window.pages.learn.sentence.text(), texts(view), buttons, names))
        assert not re.search(r"[a-z]{2,} [a-z]{2,}", words), words


def test_that_the_arrow_keys_step_through_the_lessons(learning: Shown, qtbot: QtBot) -> None:
    page = learning.window.pages.learn
    page.list.setCurrentRow(3)
    learning.window.show_next_image()
    assert page.list.currentRow() == 4
    learning.window.show_previous_image()
    learning.window.show_previous_image()
    assert page.list.currentRow() == 2


def test_that_the_last_lesson_offers_only_what_fits_where_the_run_stands(shown: Shown) -> None:
    view = EvaluationLesson(shown.session.experiment, shown.theme)
    view.show_standing(Standing.TOUCHED)
    view.show()
    experiment = shown.session.experiment
    assert view.chance.isVisible()
    experiment.begin(Path("run"))
    assert not view.chance.isVisible()
    assert view.missing.text() == "Scores and maps come when training is over."
    feed(shown, started(), measured(1))
    experiment.set_phase(Phase.DONE)
    assert view.missing.text() == "Not tested yet. Open Map to test it."
    feed(shown, EvaluationFinished(evaluated(RESULT | {"dataset": "Shapes"})))
    assert "Shapes: SimCLR 90.0 %, PCA 20.0 % on 40 unseen images" in texts(view)
    view.close()


def test_that_a_question_is_asked_before_its_answer_is_told(learning: Shown, qtbot: QtBot) -> None:
    view = opened(learning, GRADIENTS)
    qtbot.waitUntil(lambda: view.bars.sizes != (), timeout=60_000)
    qtbot.waitUntil(lambda: "Try: the skip connection" in texts(view), timeout=60_000)
    assert "It vanishes" not in texts(view) and "Many small factors" not in texts(view)
    assert view.bars.isVisible(), "what is to be touched is there"
    qtbot.mouseClick(view.card.reveal_button, Qt.MouseButton.LeftButton)
    assert "Many small factors" in texts(view) and "It vanishes" in texts(view)
    assert not view.card.reveal_button.isVisible()


def test_that_whoever_touches_the_picture_is_told_what_it_shows_and_may_still_ask_for_the_answer(
    learning: Shown, qtbot: QtBot
) -> None:
    view = opened(learning, CONTRAST)
    assert "random guessing" not in texts(view)
    qtbot.mouseClick(view.scatter_button, Qt.MouseButton.LeftButton)
    assert "random guessing" in texts(view) and "pulls it" not in texts(view)
    assert view.card.reveal_button.isVisible()
    page = learning.window.pages.learn
    page.reveal()
    assert "pulls it" in texts(view)


def test_that_what_the_program_moves_by_itself_is_no_touch(learning: Shown, qtbot: QtBot) -> None:
    view = opened(learning, CONVOLUTION)
    qtbot.waitUntil(lambda: learning.session.lessons.images is not None, timeout=60_000)
    assert view.side.number == 16, "the slider has moved to the image's size"
    assert learning.session.lessons.progress.standing("convolution") is Standing.ASKED
    view.side.slider.setFocus()
    qtbot.keyClick(view.side.slider, Qt.Key.Key_Right)
    assert learning.session.lessons.progress.standing("convolution") is Standing.TOUCHED


def test_that_enter_shows_the_answer_and_then_leads_on(learning: Shown, qtbot: QtBot) -> None:
    page = learning.window.pages.learn
    view = opened(learning, EVALUATION)
    assert view.card.next_button.text() == "Next: Why the last step is dropped"
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert view.card.is_answered and page.list.currentRow() == EVALUATION
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.list.currentRow() == HEAD
    qtbot.mouseClick(page.lesson.card.next_button, Qt.MouseButton.LeftButton)
    assert page.list.currentRow() == CONVOLUTION
    assert not opened(learning, GRADIENTS).card.next_button.isVisible(), "nothing follows the last one"


def test_that_done_lessons_are_marked_for_eyes_and_ears_and_remembered(learning: Shown) -> None:
    page = learning.window.pages.learn
    assert page.done.text() == "0 of 10 done"
    lesson(learning, CONTRAST)
    item = page.list.item(CONTRAST)
    assert item.text().startswith("✓") and page.list.item(HEAD).text().startswith("3")
    heard = Qt.ItemDataRole.AccessibleTextRole
    assert item.data(heard) == "Learning without labels, done"
    assert page.list.item(HEAD).data(heard) == "Why the last step is dropped, not done yet"
    assert page.done.text() == "1 of 10 done"
    after_a_start = LessonProgress()
    assert after_a_start.is_done("contrast") and not after_a_start.is_done("head")
    assert after_a_start.standing("contrast") is Standing.ASKED, "the question is asked again"


def test_that_a_window_made_anew_tells_what_was_told(learning: Shown, qtbot: QtBot) -> None:
    opened(learning, CONTRAST)
    learning.window.pages.learn.reveal()
    anew = LearnPage(learning.session, learning.theme)
    qtbot.addWidget(anew)
    anew.show()
    anew.list.setCurrentRow(CONTRAST)
    assert "pulls it" in texts(anew.lesson) and anew.list.item(CONTRAST).text().startswith("✓")


def test_that_no_black_image_and_no_zero_stands_for_what_is_not_there_yet(shown: Shown) -> None:
    shown.window.show_page(LEARN)
    view = lesson(shown, CONVOLUTION)
    assert view.sum.text() == "" and view.products.values is None
    empty = view.seen.grab().toImage()
    middle = empty.pixelColor(empty.width() // 2, empty.height() // 2)
    assert middle == view.seen.palette().alternateBase().color()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(2.0, "About 5 s left; last time it took 7 s."), (9.0, "Last time it took 7 s; so far 9 s.")],
)
def test_that_who_waits_is_told_for_what_and_how_long_it_took_last_time(seconds: float, words: str) -> None:
    waiting = Waiting(Wait.COMPUTING, HEAD_KIND, None, seconds, 7.0)
    assert waiting_words(waiting, is_engine_busy=False) == f"Testing what h and z still know… {words}"


def test_that_no_time_is_told_that_was_never_measured_here_or_beside_a_run() -> None:
    never = Waiting(Wait.COMPUTING, HEAD_KIND, None, 2.0, None)
    assert waiting_words(never, is_engine_busy=False) == "Testing what h and z still know…"
    known = Waiting(Wait.COMPUTING, HEAD_KIND, None, 2.0, 7.0)
    assert "left" not in waiting_words(known, is_engine_busy=True)


def test_that_a_duration_is_remembered_and_a_damaged_one_forgotten() -> None:
    assert last_duration_s("head") is None
    remember_duration("head", 6.54)
    assert last_duration_s("head") == 6.5
    remember_duration("head", 0.1)
    assert last_duration_s("head") == 6.5, "nobody waits for what was there already"
    finish_remembering()
    for damaged in ("soon", "nan", "-3"):
        settings = QSettings(str(settings_dir() / "window.ini"), QSettings.Format.IniFormat)
        settings.setValue("lessons/seconds_head", damaged)
        settings.sync()
        assert last_duration_s("head") is None


@pytest.fixture
def short_waits_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """However quickly the engine was there."""
    monkeypatch.setattr(durations, "SHORTEST_KEPT_S", 0.0)


def test_that_the_next_start_knows_how_long_a_lesson_took(
    short_waits_remembered: None, learning: Shown, qtbot: QtBot
) -> None:
    lessons = learning.session.lessons
    lesson(learning, HEAD)
    qtbot.waitUntil(lambda: lessons.head is not None and lessons.is_quiet, timeout=120_000)
    assert last_duration_s("loading") is not None
    assert lessons.watch.usual_s is None, "it was the first time"


def test_that_nothing_is_pointed_at_before_there_is_an_image(learning: Shown, qtbot: QtBot) -> None:
    view = ArrayView(learning.theme, "Map")
    qtbot.addWidget(view)
    told: list[tuple[int, int]] = []
    view.pointed.connect(lambda row, column: told.append((row, column)))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton)
    assert told == []
    view.show_values(np.zeros((1, 1)))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton)
    assert told == [(0, 0)]
