"""The mistakes: the confusion matrix, and the images of a cell."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import ImagesChosen, ImagesPredicted
from simclr_gui.gui.application import build_application
from simclr_gui.gui.look.contrast import READABLE, contrast, laid_over, readable_on
from simclr_gui.gui.look.theme import DARK, LIGHT, SPACE, Colours, Theme
from simclr_gui.gui.pages.map.confusion import ConfusionView
from simclr_gui.gui.pages.map.legend import Legend
from simclr_gui.gui.pages.map.mistakes import MistakesView
from simclr_gui.gui.pages.map.page import MISTAKES_TAB
from simclr_gui.gui.parts.sheet import Sheet, shortened
from tests.gui.conftest import Shown
from tests.gui.test_pages import MAP, feed, texts

LABELS = np.array([0, 0, 0, 1, 1, 1])
PREDICTIONS = np.array([0, 0, 1, 1, 0, 1])
CONFIDENCE = np.array([0.9, 0.6, 0.7, 0.8, 0.95, 0.51], np.float32)
OWN = np.where(LABELS == PREDICTIONS, CONFIDENCE, 1 - CONFIDENCE)


@pytest.fixture
def mistakes(shown: Shown) -> MistakesView:
    feed(
        shown,
        ImagesPredicted(LABELS, PREDICTIONS, CONFIDENCE, OWN, ("cat", "dog")),
        ImagesChosen(np.zeros((6, 4, 4, 3), np.uint8), LABELS, np.arange(6), ("cat", "dog")),
    )
    shown.window.show_page(MAP)
    shown.window.pages.map.tabs.setCurrentIndex(MISTAKES_TAB)
    view = shown.window.pages.map.mistakes
    assert view is not None
    return view


def test_that_the_matrix_counts_and_the_sentence_sums_up(mistakes: MistakesView, shown: Shown) -> None:
    assert mistakes.confusion.counts.tolist() == [[2, 1], [1, 2]]
    assert shown.window.pages.map.sentence.text().startswith("2 of 6 test images were misclassified.")


def test_that_a_click_on_a_cell_opens_its_pictures(mistakes: MistakesView, shown: Shown, qtbot: QtBot) -> None:
    left, top, side = mistakes.confusion.edges()
    place = QPoint(round(left + side / 2), round(top + 1.5 * side))
    qtbot.mouseClick(mistakes.confusion, Qt.MouseButton.LeftButton, pos=place)
    assert shown.session.predictions.cell == (1, 0)
    assert shown.session.predictions.places().tolist() == [4]
    assert mistakes.sheet.captions == ["dog\n→ cat 95 %"]
    assert "1 of class dog predicted as cat." in texts(mistakes)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_that_keys_go_from_cell_to_cell_and_choose_one(
    mistakes: MistakesView, shown: Shown, qtbot: QtBot, key: Qt.Key
) -> None:
    confusion = mistakes.confusion
    qtbot.keyClick(confusion, Qt.Key.Key_Down)
    assert shown.session.predictions.cell is None
    assert confusion.accessibleName().endswith("1 of 3 of class dog predicted as cat")
    qtbot.keyClick(confusion, Qt.Key.Key_Right)
    qtbot.keyClick(confusion, key)
    assert shown.session.predictions.cell == (1, 1)
    assert mistakes.sheet.captions == ["dog\n→ dog 80 %", "dog\n→ dog 51 %"]


@pytest.mark.parametrize(
    ("wrong", "found"),
    [(0, ""), (2, "Too few mistakes to name classes that are confused."), (3, "Most confused: cat predicted as dog.")],
)
def test_that_a_pair_of_classes_is_named_only_where_three_images_say_so(shown: Shown, wrong: int, found: str) -> None:
    labels = np.repeat([0, 1], 8)
    predictions = np.where(np.arange(16) < wrong, 1, labels)
    sure = np.full(16, 0.9, np.float32)
    feed(shown, ImagesPredicted(labels, predictions, sure, sure, ("cat", "dog")))
    shown.window.show_page(MAP)
    shown.window.pages.map.tabs.setCurrentIndex(MISTAKES_TAB)
    view = shown.window.pages.map.mistakes
    assert view is not None
    words = [label.text() for label in view.findChildren(QLabel)]
    assert found in words
    assert any("confused" in each for each in words) is bool(found)


def test_that_of_an_empty_cell_no_count_is_told(mistakes: MistakesView, shown: Shown) -> None:
    feed(shown, ImagesPredicted(LABELS, LABELS, CONFIDENCE, CONFIDENCE, ("cat", "dog")))
    mistakes.confusion.chosen.emit(0, 1)
    assert "No images in this cell." in texts(mistakes)


@pytest.mark.parametrize("width_px", [30, 80, 120])
def test_that_a_name_gives_way_and_never_the_per_cent(qtbot: QtBot, width_px: int) -> None:
    metrics = QFontMetrics(build_application([]).font())
    shown = shortened(metrics, "→ crescent moon 100 %", width_px)
    assert shown.endswith(" 100 %")
    assert metrics.horizontalAdvance(shown) <= max(width_px, metrics.horizontalAdvance("… 100 %"))
    assert shortened(metrics, "cat", width_px) == "cat"


@pytest.mark.parametrize("width", [400, 520, 900])
def test_that_captions_are_read_in_full(
    width: int, mistakes: MistakesView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[tuple[str, str]] = []
    monkeypatch.setattr(
        "simclr_gui.gui.parts.sheet.shortened",
        lambda metrics, line, width_px: drawn.append((line, shortened(metrics, line, width_px))) or line,
    )
    sheet = Sheet()
    qtbot.addWidget(sheet)
    sheet.resize(width, 470)
    sheet.show_images(np.zeros((24, 32, 32, 3), np.uint8), "hardest", ["hexagon\n→ crescent 100 %"] * 24)
    sheet.grab()
    assert len(drawn) >= 2 * 9
    assert all(line == shown for line, shown in drawn)


def test_that_hardest_and_surest_come_first(mistakes: MistakesView, shown: Shown) -> None:
    assert shown.session.predictions.places()[:2].tolist() == [4, 2]
    mistakes.orders.activated.emit(mistakes.orders.findData("surest"))
    assert shown.session.predictions.places().tolist() == [4, 0, 3, 2, 1, 5]
    assert mistakes.sheet.captions[0] == "dog\n→ cat 95 %"


def test_that_without_guesses_the_page_says_why(shown: Shown) -> None:
    feed(shown, ImagesChosen(np.zeros((6, 4, 4, 3), np.uint8), LABELS, np.arange(6), ()))
    shown.window.show_page(MAP)
    shown.window.pages.map.tabs.setCurrentIndex(MISTAKES_TAB)
    assert "only of images with classes" in shown.window.pages.map.sentence.text()


@pytest.fixture
def thousand(qtbot: QtBot) -> ConfusionView:
    """A matrix of 1,000 classes; class 700 is predicted as 300 once, all else is right."""
    view = ConfusionView(Theme(build_application([])))
    qtbot.addWidget(view)
    view.resize(600, 600)
    counts = np.diag(np.full(1_000, 5))
    counts[700, 300] = 1
    view.show_counts(counts, tuple(f"class {number}" for number in range(1_000)))
    view.show()
    return view


def test_that_a_single_error_among_a_thousand_classes_is_seen(thousand: ConfusionView) -> None:
    left, top, side = thousand.edges()
    assert side < 1
    image = thousand.grab().toImage()
    at = [round(edge + (place + 0.5) * side) for edge, place in ((left, 300), (top, 700))]
    near = {image.pixelColor(at[0] + x, at[1] + y).name() for x in (-1, 0, 1) for y in (-1, 0, 1)}
    assert len(near) > 1


def test_that_a_click_comes_nearer_and_a_cell_can_be_chosen_there(thousand: ConfusionView, qtbot: QtBot) -> None:
    chosen: list[tuple[int, int]] = []
    thousand.chosen.connect(lambda *cell: chosen.append(cell))
    left, top, side = thousand.edges()
    at = QPoint(round(left + 300.5 * side), round(top + 700.5 * side))
    qtbot.mouseClick(thousand, Qt.MouseButton.LeftButton, pos=at)
    assert chosen == []
    assert thousand.shown == 20
    qtbot.mouseClick(thousand, Qt.MouseButton.LeftButton, pos=at)
    (cell,) = chosen
    assert abs(cell[0] - 700) <= 2 and abs(cell[1] - 300) <= 2
    qtbot.mouseDClick(thousand, Qt.MouseButton.LeftButton, pos=at)
    assert thousand.shown == 1_000


def test_that_names_of_many_classes_are_found_by_searching(qtbot: QtBot) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    legend.resize(500, 100)
    legend.show()
    legend.show_classes(("cat", "dog"))
    assert not legend.search.isVisible()
    legend.show_classes(tuple(f"class {number}" for number in range(1_000)))
    assert legend.search.isVisible()
    assert legend.sizeHint().height() < 130
    toggled: list[int] = []
    legend.toggled.connect(toggled.append)
    qtbot.keyClicks(legend.search, "777")
    qtbot.mouseClick(legend.entries, Qt.MouseButton.LeftButton, pos=legend.entries.place_of(777).center())
    assert toggled == [777]


def test_that_a_matrix_of_two_classes_fills_its_room_and_names_stand_upright(qtbot: QtBot) -> None:
    view = ConfusionView(Theme(build_application([])))
    qtbot.addWidget(view)
    for width, height in ((400, 330), (560, 500)):
        view.resize(width, height)
        view.show_counts(np.array([[12, 3], [3, 12]]), ("cat", "dog"))
        left, top, side = view.edges()
        assert top < view.fontMetrics().height() + 2 * SPACE
        assert max((left + 2 * side) / width, (top + 2 * side) / height) == pytest.approx(1)
        view.show_counts(np.eye(2, dtype=np.int64), ("a class whose name is long", "dog"))
        assert view.edges()[2] > 0.9 * (min(width, height) - view.edges()[0]) / 2
    view.show_counts(np.eye(40, dtype=np.int64), tuple(f"class {number}" for number in range(40)))
    left, top, side = view.edges()
    assert left == top and top + 40 * side <= view.height(), "turned, where they would overlap"


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_that_every_share_can_be_read_on_its_cell(colours: Colours) -> None:
    for strong in (colours.simclr, colours.danger):
        for alpha in range(256):
            colour = QColor(strong)
            colour.setAlpha(alpha)
            ground = laid_over(colour, QColor(colours.raised))
            assert contrast(readable_on(ground, colours.text, colours.on_accent), ground) >= READABLE
