"""The scores of the features: what each card shows, what it says of the numbers, and what its buttons ask for."""

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from simclr_gui.engine.evaluation.seed_summary import SeedSummary
from simclr_gui.engine.events import Announced, EvaluationFinished, RunEnded
from simclr_gui.gui.look.theme import DARK, LIGHT
from simclr_gui.gui.pages.map.scores import ScoresView
from simclr_gui.gui.pages.map.scores.label_lines import moved_apart, scale_of
from simclr_gui.gui.parts.score_bars import Band, Score, ScoreBars
from simclr_gui.gui.parts.tip_below import tip_place
from simclr_gui.state.experiment import Phase
from simclr_gui.state.phases import Happening
from tests.gui.conftest import Shown
from tests.gui.test_pages import feed, texts
from tests.small import evaluated
from tests.state.test_state import RESULT, started

LAYERS = ("stem", "layer1", "layer2", "layer3", "layer4", "h", "z")


def accuracies(linear: float, knn: float, half: float = 0.02) -> dict[str, Any]:
    return {
        "linear": linear,
        "knn": knn,
        "linear_interval": [linear - half, linear + half],
        "knn_interval": [knn - half, knn + half],
    }


FULL: dict[str, Any] = {
    "dataset": "CIFAR-10",
    "simclr": accuracies(0.841, 0.812),
    "pca": {"components": 128, "solver": "exact"} | accuracies(0.198, 0.312),
    "untrained": accuracies(0.254, 0.281),
    "chance": 0.1,
    "test_images": 10_000,
    "frozen_verified": True,
}
SUPERVISED = {"supervised": accuracies(0.913, 0.906)}


def layers(h: float = 0.841, z: float = 0.71, stage4: float = 0.8) -> dict[str, Any]:
    linear = (0.452, 0.583, 0.671, 0.792, stage4, h, z)
    scored = zip(LAYERS, linear, strict=True)
    return {"layers": [{"name": name, "numbers": 1_024} | accuracies(value, value - 0.1) for name, value in scored]}


def few_labels(simclr: tuple[float, ...], supervised: tuple[float, ...], pca: float = 0.2) -> dict[str, Any]:
    sizes = [10, 20, 50, 100][: len(simclr)]
    drawn = [{"linear": value, "deviation": 0.03} for value in simclr]
    return {
        "few_labels": {
            "labels_a_class": sizes,
            "simclr": drawn,
            "pca": [{"linear": pca, "deviation": 0.01} for _ in sizes],
            "supervised": [{"linear": value, "deviation": None} for value in supervised],
        }
    }


@pytest.fixture
def view(shown: Shown, qtbot: QtBot) -> ScoresView:
    """Of ResNet-18 on CIFAR-10 after 100 epochs, before it is scored."""
    view = ScoresView(shown.session.experiment, shown.session.evaluation_requests, shown.theme)
    qtbot.addWidget(view)
    view.resize(1160, 560)
    view.show()
    qtbot.waitExposed(view)
    shown.session.experiment.begin(Path("run"))
    run = dataclasses.replace(started(), data="CIFAR-10", encoder="resnet18", stem="small")
    feed(shown, run, RunEnded("finished", 100, 100.0, 9.0, 0.0))
    shown.session.experiment.set_phase(Phase.DONE)
    return view


@pytest.fixture
def asked(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the view asks to be scored."""
    requests: list[dict[str, Any]] = []
    monkeypatch.setattr(shown.session.evaluation_requests, "evaluate", lambda **requested: requests.append(requested))
    return requests


def show(shown: Shown, **parts: Any) -> None:
    feed(shown, EvaluationFinished(evaluated(FULL, **parts)))


def click(qtbot: QtBot, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def words(view: ScoresView) -> str:
    return texts(view)


def point_at(widget: QWidget, place: QPointF) -> None:
    button = Qt.MouseButton.NoButton
    moved = QMouseEvent(QEvent.Type.MouseMove, place, place, button, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, moved)


def all_pixels(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_that_the_bars_tell_each_score_with_its_interval(view: ScoresView, shown: Shown) -> None:
    show(shown, **SUPERVISED)
    assert view.recognition.bars.accessibleName() == (
        "SimCLR 84 % (82.1 % to 86.1 %, published 85.4 % to 85.8 %), PCA-128 20 % (17.8 % to 21.8 %), "
        "untrained 25 % (23.4 % to 27.4 %), with labels 91 % (89.3 % to 93.3 %)"
    )
    row = view.recognition.bars.row(1).center()
    assert view.recognition.bars.words_at(row) == "PCA-128: 19.8 %\n95 % interval 17.8 to 21.8 %"
    assert "10,000 test images. The network is unchanged (checked)." in words(view)


def test_that_the_switch_to_knn_changes_bars_and_layers(view: ScoresView, shown: Shown, qtbot: QtBot) -> None:
    show(shown, **layers())
    assert "Stem 45.2 %" in view.layers.bars.accessibleName()
    click(qtbot, view.recognition.knn)
    assert view.recognition.bars.accessibleName().startswith(
        "SimCLR 81 % (79.2 % to 83.2 %, published 83.0 % to 83.4 %)"
    )
    assert "Stem 35.2 % (95 % interval 33.2 to 37.2 %)" in view.layers.bars.accessibleName()
    assert "h recognises 74.1 %" in words(view)
    assert view.layers.term.text() == "kNN"
    click(qtbot, view.recognition.linear)
    assert view.recognition.bars.accessibleName().startswith("SimCLR 84 %")


def test_that_a_whisker_ends_where_the_interval_does(qtbot: QtBot) -> None:
    bars = ScoreBars()
    qtbot.addWidget(bars)
    bars.resize(400, 60)
    bars.show_scores([Score("SimCLR", 0.5, "#2a5bd7", (0.3, 0.7))], None, "")
    bars.animation.stop()
    bars.grown = 1.0
    image, middle, dark = all_pixels(bars), round(bars.row(0).center().y()), bars.palette().text().color()
    for end in (0.3, 0.7):
        column = [image.pixelColor(round(bars.place_of(end)), middle + off) for off in (-4, -2, 2, 4)]
        assert all(distance(colour, dark) < 90 for colour in column), end
    beyond = image.pixelColor(round(bars.place_of(0.75)), middle)
    assert distance(beyond, dark) > 300
    bars.show_scores([Score("SimCLR", 0.5, "#2a5bd7")], None, "")
    bare = all_pixels(bars).pixelColor(round(bars.place_of(0.7)), middle + 2)
    assert distance(bare, dark) > 300


def distance(one: QColor, other: QColor) -> int:
    return sum(abs(a - b) for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))


def test_that_a_single_published_number_is_still_seen_as_a_band(qtbot: QtBot) -> None:
    bars = ScoreBars()
    qtbot.addWidget(bars)
    bars.keep_room_for_bands(True)
    bars.show_scores([Score("SimCLR", 0.2, "#2a5bd7", band=Band("published", 0.8, 0.8))], None, "")
    bars.resize(400, bars.sizeHint().height())
    image, row = all_pixels(bars), bars.row(0)
    ground = image.pixelColor(round(bars.place_of(0.6)), round(row.top()) + 2)
    changed = [
        x
        for x in range(round(bars.place_of(0.7)), round(bars.place_of(0.9)))
        if distance(image.pixelColor(x, round(row.top()) + 2), ground) > 60
    ]
    assert 2 <= len(changed) <= 4
    assert abs(np.mean(changed) - bars.place_of(0.8)) < 1.5


@pytest.mark.parametrize(
    ("run", "epochs", "linear", "knn"),
    [
        ({}, 100.0, "85.4 to 85.8 % (Kobak, simclr-cifar10; batch 512, SGD", "83.0 to 83.4 %"),
        ({}, 30.0, "66.3 % (Tong et al. 2023", ""),
        ({}, 50.0, "", ""),
        ({"stem": "imagenet"}, 100.0, "", ""),
        ({"encoder": "resnet18-thin"}, 100.0, "", ""),
    ],
)
def test_that_published_scores_are_shown_only_where_they_match(
    view: ScoresView, shown: Shown, qtbot: QtBot, run: dict[str, Any], epochs: float, linear: str, knn: str
) -> None:
    experiment = shown.session.experiment
    feed(shown, dataclasses.replace(experiment.run, **run), RunEnded("finished", 100, epochs, 9.0, 0.0))
    show(shown)
    for button, told in ((view.recognition.linear, linear), (view.recognition.knn, knn)):
        click(qtbot, button)
        assert ("Published for this data, network and length: " + told in words(view)) == bool(told)
        assert ("published" in view.recognition.bars.accessibleName()) == bool(told)


def test_that_other_data_have_no_published_score(view: ScoresView, shown: Shown) -> None:
    show(shown, dataset="Shapes")
    assert "Published" not in words(view)


def test_that_every_button_asks_for_its_part_and_keeps_the_components(
    view: ScoresView, shown: Shown, qtbot: QtBot, asked: list[dict[str, Any]]
) -> None:
    show(shown)
    for button in (view.recognition.compare, view.layers.button, view.few_labels.button):
        assert button.isVisible()
        click(qtbot, button)
    assert asked == [
        {"pca_components": 128, "supervised": True},
        {"pca_components": 128, "layers": True},
        {"pca_components": 128, "few_labels": True},
    ]
    with qtbot.waitSignal(view.seeds_requested):
        click(qtbot, view.recognition.seeds)


def test_that_a_question_reaches_whoever_answers(view: ScoresView, shown: Shown, qtbot: QtBot) -> None:
    evaluation_requests = shown.session.evaluation_requests
    evaluation_requests.asked.disconnect()
    show(shown)
    with qtbot.waitSignal(evaluation_requests.asked) as question:
        click(qtbot, view.layers.button)
    assert question.args[0].happening is Happening.EVALUATION_REQUESTED


def test_that_the_components_shown_are_those_that_were_scored(
    view: ScoresView, shown: Shown, asked: list[dict[str, Any]]
) -> None:
    show(shown)
    box = view.recognition.components
    assert [box.itemData(place) for place in range(box.count())] == [64, 128, 256]
    assert box.currentData() == 128
    box.activated.emit(box.findData(128))
    assert asked == []
    box.setCurrentIndex(box.findData(256))
    box.activated.emit(box.findData(256))
    assert asked == [{"pca_components": 256}]
    shown.session.experiment.set_phase(Phase.EVALUATING)
    assert box.currentData() == 256
    shown.session.experiment.set_phase(Phase.DONE)
    assert box.currentData() == 128
    show(shown, pca={"components": 40} | accuracies(0.2, 0.3))
    assert [box.itemData(place) for place in range(box.count())] == [40]


def test_that_what_is_not_asked_for_yet_is_drawn_as_an_outline(view: ScoresView, shown: Shown) -> None:
    show(shown)
    for card, chart in ((view.layers, view.layers.bars), (view.few_labels, view.few_labels.lines)):
        assert card.button.isVisible() and card.promise.isVisible() and not card.words.isVisible()
        assert chart.height() >= card.height() / 3, "it uses the room"
        inked = all_pixels(chart)
        colours = {inked.pixel(x, y) for x in range(inked.width()) for y in range(0, inked.height(), 2)}
        assert len(colours) > 10, "more than the ground is drawn"
        assert chart.accessibleName() == "", "nothing is known yet"
    show(shown, **layers(), **few_labels((0.5, 0.6), (0.3, 0.4)))
    for card in (view.layers, view.few_labels):
        assert not card.button.isVisible() and not card.promise.isVisible() and card.words.isVisible()


def test_that_nothing_is_promised_where_it_cannot_be_tried(view: ScoresView, shown: Shown) -> None:
    show(shown, **few_labels((), ()))
    assert not view.few_labels.lines.isVisible()
    assert not view.few_labels.button.isVisible()


def test_that_what_is_known_is_not_asked_for_again(view: ScoresView, shown: Shown) -> None:
    show(shown, **SUPERVISED, **layers(), **few_labels((0.61, 0.7), (0.38, 0.6)))
    for button in (view.recognition.compare, view.layers.button, view.few_labels.button):
        assert not button.isVisible()


def test_that_while_something_is_computed_the_controls_are_closed_and_say_why(view: ScoresView, shown: Shown) -> None:
    show(shown)
    card = view.recognition
    controls = (card.components, card.compare, card.seeds, view.layers.button, view.few_labels.button)
    assert all(control.isEnabled() for control in controls)
    assert "as long as this run" in card.compare.toolTip()
    shown.session.experiment.set_phase(Phase.EVALUATING)
    assert not any(control.isEnabled() for control in controls)
    assert {control.toolTip() for control in controls} == {
        "Not available while something is running. Press Stop to cancel it."
    }
    feed(shown, Announced("Training the same network with labels", 0.46))
    assert view.progress.words.text() == "Training the same network with labels… 46 %"
    assert view.progress.bar.isVisible()
    shown.session.experiment.set_phase(Phase.DONE)
    assert all(control.isEnabled() for control in controls)
    assert view.progress.words.text() == "Thin line at the end of a bar: 95 % interval."
    shown.session.experiment.set_phase(Phase.MAPPING)
    assert view.progress.words.text() == "Something is running. Press Stop to cancel it."


def test_that_no_bar_and_no_line_shines_through_the_closed_button(view: ScoresView, shown: Shown) -> None:
    show(shown)
    shown.session.experiment.set_phase(Phase.MAPPING)
    card = view.recognition
    card.compare.setText("")
    place = card.compare.geometry().adjusted(3, 3, -3, -3)
    assert place.left() < card.bars.place_of(RESULT["chance"]) < place.right(), "the line of chance lies behind it"
    seen = card.bars.grab(place).toImage()
    colours = {seen.pixelColor(x, y).name() for x in range(seen.width()) for y in range(seen.height())}
    assert colours == {shown.theme.colours.surface}


def test_that_nothing_moves_while_parts_become_known(view: ScoresView, shown: Shown, qtbot: QtBot) -> None:
    show(shown)
    cards = (view.recognition, view.layers, view.few_labels, view.recognition.bars)
    before = [card.geometry() for card in cards]
    for parts in (SUPERVISED, layers(), few_labels((0.61, 0.7), (0.38, 0.6))):
        shown.session.experiment.set_phase(Phase.EVALUATING)
        feed(shown, Announced("Working", 0.5))
        assert [card.geometry() for card in cards] == before
        show(shown, **parts)
        click(qtbot, view.recognition.knn)
        qtbot.wait(20)
        assert [card.geometry() for card in cards] == before


@pytest.mark.parametrize("size", [(1160, 560), (900, 430)])
def test_that_everything_fits(view: ScoresView, shown: Shown, qtbot: QtBot, size: tuple[int, int]) -> None:
    show(shown)
    view.resize(*size)
    qtbot.wait(20)
    assert (view.width(), view.height()) == size
    card = view.recognition
    for part in (card.bars, card.words, card.seeds, card.seeds_words):
        assert card.rect().contains(part.geometry())
    assert card.words.height() >= card.words.heightForWidth(card.words.width())
    assert card.bars.height() >= card.bars.minimumSizeHint().height()
    assert card.compare.height() >= card.compare.fontMetrics().height() + 14


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ({}, "h recognises 84.1 %, z only 71.0 %: the head discards what the loss does not need"),
        ({"z": 0.835}, "h recognises 84.1 %, z 83.5 %, no clear difference: the head discarded little."),
        ({"z": 0.9}, "z recognises 90.0 %, more than h with 84.1 %: here the head discarded nothing."),
        ({"stage4": 0.9}, "so h is used. Best layer: Stage 4, 90.0 %."),
    ],
)
def test_that_the_sentence_on_layers_follows_from_the_numbers(
    view: ScoresView, shown: Shown, numbers: dict[str, float], said: str
) -> None:
    show(shown, **layers(**numbers))
    assert said in words(view)


def test_that_layers_are_shown_in_order_with_their_numbers(view: ScoresView, shown: Shown) -> None:
    assert not view.layers.bars.isVisible()
    show(shown, **layers())
    told = view.layers.bars.accessibleName()
    assert told.startswith("Stem 45.2 % (95 % interval 43.2 to 47.2 %), Stage 1 58.3 %")
    assert told.endswith("z 71.0 % (95 % interval 69.0 to 73.0 %)")
    over_h = view.layers.bars.slot(5).center()
    assert view.layers.bars.words_at(over_h) == "h 84.1 % (95 % interval 82.1 to 86.1 %)\n1,024 numbers per image"
    assert view.layers.bars.place_of(0.841) < view.layers.bars.place_of(0.71) < view.layers.bars.place_of(0)


@pytest.mark.parametrize(
    ("simclr", "supervised", "pca", "said"),
    [
        ((0.61, 0.7), (0.38, 0.6), 0.2, "Up to 20 per class, labels alone do no better."),
        ((0.61, 0.7, 0.72), (0.38, 0.6, 0.8), 0.2, "From 50 on, labels alone do better."),
        ((0.61, 0.7), (0.7, 0.8), 0.2, "Here labels alone do better."),
        ((0.61, 0.7, 0.8), (0.5, 0.72, 0.78), 0.2, "Up to 50 per class, neither is always ahead."),
        ((0.61, 0.7), (0.38, 0.6), 0.65, "The raw pixels (PCA) reach 65 %, no worse than these features."),
    ],
)
def test_that_the_sentence_on_few_labels_follows_from_the_numbers(
    view: ScoresView, shown: Shown, simclr: tuple[float, ...], supervised: tuple[float, ...], pca: float, said: str
) -> None:
    show(shown, **few_labels(simclr, supervised, pca))
    first = (
        f"With 10 labels per class, the features recognise {simclr[0]:.0%}; a network trained on those labels "
        f"alone, {supervised[0]:.0%}."
    )
    assert f"{first.replace('%', ' %')} {said}" in words(view)


def test_that_few_labels_lie_on_a_logarithmic_axis_and_are_read_off(view: ScoresView, shown: Shown) -> None:
    show(shown, **few_labels((0.61, 0.7, 0.72, 0.75), (0.38, 0.6, 0.7, 0.74)))
    lines = view.few_labels.lines
    assert lines.accessibleName().startswith(
        "10 labels per class: SimCLR 61.0 ± 3.0 %, PCA 20.0 ± 1.0 %, with labels 38.0 %; 20 labels per class"
    )
    x = [lines.place_of(number, 0.5).x() for number in range(4)]
    assert (x[1] - x[0]) == pytest.approx(x[3] - x[2])  # 10 to 20 as wide as 50 to 100
    assert (x[2] - x[1]) / (x[1] - x[0]) == pytest.approx(np.log(2.5) / np.log(2))
    point_at(lines, QPointF(x[2] + 3, 30))
    assert lines.pointed == 2
    words = lines.accessibleName().split("; ")[lines.pointed]
    assert words == "50 labels per class: SimCLR 72.0 ± 3.0 %, PCA 20.0 ± 1.0 %, with labels 70.0 %"


def test_that_what_is_told_of_a_bar_lies_below_or_above_its_chart_and_in_the_window(
    view: ScoresView, shown: Shown
) -> None:
    show(shown, **layers())
    window = QRect(view.window().mapToGlobal(QPoint()), view.window().size())
    for chart in (view.recognition.bars, view.layers.bars):
        ground = QRect(chart.mapToGlobal(QPoint()), chart.size())
        for x in (1, chart.width() - 1):
            place = tip_place(chart, QPointF(x, 20), "Layer h: 84.1 % (95 % interval 82.1 to 86.1 %)\n1,024 numbers")
            assert window.contains(place)
            assert not ground.intersects(place)


def test_that_a_lone_number_of_labels_is_drawn(view: ScoresView, shown: Shown) -> None:
    show(shown, **few_labels((0.61,), (0.38,)))
    lines = view.few_labels.lines
    place, image = lines.place_of(0, 0.61), all_pixels(lines)
    assert distance(image.pixelColor(round(place.x()), round(place.y())), QColor(LIGHT.simclr)) < 60


def test_that_too_few_pictures_for_few_labels_are_told(view: ScoresView, shown: Shown) -> None:
    show(shown, few_labels={"labels_a_class": [], "simclr": [], "pca": [], "supervised": []})
    assert "The smallest class has fewer than 10 images" in words(view)
    assert not view.few_labels.button.isVisible()


def test_that_an_axis_has_few_ticks_around_its_values() -> None:
    assert scale_of(0.15, 0.82) == (0.0, 1.0, 0.5)
    assert scale_of(0.93, 0.99) == pytest.approx((0.9, 1.0, 0.05))
    assert scale_of(0.5, 0.5)[1] > scale_of(0.5, 0.5)[0]


def test_that_names_at_lines_ends_do_not_cover_each_other() -> None:
    assert moved_apart([10, 12, 50], 16, 100) == [10, 26, 50]
    assert moved_apart([90, 95, 98], 16, 100) == [68, 84, 100]


def test_that_seeds_are_summed_up_instead_of_offered(view: ScoresView, shown: Shown, qtbot: QtBot) -> None:
    show(shown)
    assert view.recognition.seeds.isVisible()
    evaluation_requests = shown.session.evaluation_requests
    evaluation_requests.seeds = SeedSummary(
        (0, 1, 2),
        {
            "simclr": {"linear": (0.841, 0.006), "knn": (0.81, 0.004)},
            "pca": {"linear": (0.198, 0.002), "knn": (0.31, 0.001)},
            "untrained": {"linear": (0.25, 0.01), "knn": (0.28, 0.01)},
        },
    )
    evaluation_requests.seeds_changed.emit()
    assert "Over 3 seeds: SimCLR 84.1 ± 0.6 %, PCA 19.8 ± 0.2 %" in words(view)
    assert "0, 1, 2" in view.recognition.seeds_words.toolTip()
    assert not view.recognition.seeds.isVisible()
    click(qtbot, view.recognition.knn)
    assert "SimCLR 81.0 ± 0.4 %, PCA 31.0 ± 0.1 %" in words(view)


def test_that_a_network_that_changed_is_not_praised(view: ScoresView, shown: Shown) -> None:
    show(shown, frozen_verified=False)
    assert "CHANGED during the test: do not trust" in words(view)
    assert "is unchanged" not in words(view)


def test_that_an_older_evaluation_is_shown_without_whiskers(view: ScoresView, shown: Shown, qtbot: QtBot) -> None:
    feed(shown, EvaluationFinished(evaluated(RESULT)))
    assert view.recognition.bars.accessibleName() == (
        "SimCLR 90 % (published 85.4 % to 85.8 %), PCA-64 20 %, untrained 25 %"
    )
    assert view.progress.words.text() == ""
    old = [{"name": name, "numbers": 8, "linear": 0.5, "knn": 0.4} for name in LAYERS]
    feed(shown, EvaluationFinished(evaluated(RESULT | {"layers": old})))
    assert "h 50.0 %, z 50.0 %" in view.layers.bars.accessibleName()
    assert "no clear difference" in words(view)
    all_pixels(view)


def test_that_pictures_without_classes_get_a_clear_sentence(view: ScoresView, shown: Shown) -> None:
    shown.session.experiment.begin(Path("run"))
    feed(shown, dataclasses.replace(started(), class_names=()))
    shown.session.experiment.set_phase(Phase.DONE)
    assert "These images have no classes" in words(view)
    assert not view.prompted.button.isVisible()
    assert not view.recognition.isVisible()


def test_that_a_run_that_was_not_scored_can_be(
    view: ScoresView, shown: Shown, qtbot: QtBot, asked: list[dict[str, Any]]
) -> None:
    assert "have not been scored" in words(view)
    click(qtbot, view.prompted.button)
    assert asked == [{}]
    shown.session.experiment.set_phase(Phase.EVALUATING)
    feed(shown, Announced("Testing what SimCLR recognises", 0.3))
    assert not view.prompted.button.isVisible()
    assert "Testing what SimCLR recognises… 30 %" in words(view)
    show(shown)
    assert view.recognition.isVisible()


def test_that_before_any_run_the_view_says_what_it_will_show(shown: Shown, qtbot: QtBot) -> None:
    view = ScoresView(shown.session.experiment, shown.session.evaluation_requests, shown.theme)
    qtbot.addWidget(view)
    view.show()
    assert "After training, the features are scored here" in words(view)
    assert not view.prompted.button.isVisible()


def test_that_the_keyboard_goes_through_the_controls_as_they_are_read(view: ScoresView, shown: Shown) -> None:
    show(shown)
    card = view.recognition
    expected = [card.linear, card.components, card.compare, card.seeds, view.layers.button, view.few_labels.button]
    card.linear.setFocus()
    met = [card.linear]
    for _ in expected[1:]:
        view.focusNextChild()
        met.append(view.focusWidget())
    assert met == expected


def test_that_the_theme_recolours_the_bars(view: ScoresView, shown: Shown) -> None:
    show(shown, **SUPERVISED)
    shown.theme.choose(Qt.ColorScheme.Dark)
    colours = [score.colour for score in view.recognition.bars.scores]
    shown.theme.choose(Qt.ColorScheme.Light)
    assert colours == [DARK.simclr, DARK.pca, DARK.untrained, DARK.text]


def test_that_the_train_page_tells_intervals_where_they_are_known(shown: Shown) -> None:
    feed(shown, EvaluationFinished(evaluated(FULL)))
    bars = shown.window.pages.train.result.bars
    assert bars.accessibleName() == (
        "SimCLR 84 % (82.1 % to 86.1 %), PCA 20 % (17.8 % to 21.8 %), untrained 25 % (23.4 % to 27.4 %)"
    )
    assert bars.words_at(QPointF(5, 5)) == "SimCLR: 84.1 %\n95 % interval 82.1 to 86.1 %"
