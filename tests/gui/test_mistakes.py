"""The mistakes: the confusion matrix, and the pictures of a cell."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import PicturesChosen, PicturesGuessed
from simclr_gui.gui.pages.map.mistakes import MistakesView
from simclr_gui.gui.pages.map.page import MISTAKES_TAB
from tests.gui.conftest import Shown
from tests.gui.test_pages import MAP, feed, texts

LABELS = np.array([0, 0, 0, 1, 1, 1])
GUESSES = np.array([0, 0, 1, 1, 0, 1])
CONFIDENCE = np.array([0.9, 0.6, 0.7, 0.8, 0.95, 0.51], np.float32)
OWN = np.where(LABELS == GUESSES, CONFIDENCE, 1 - CONFIDENCE)


@pytest.fixture
def mistakes(shown: Shown) -> MistakesView:
    feed(
        shown,
        PicturesGuessed(LABELS, GUESSES, CONFIDENCE, OWN, ("cat", "dog")),
        PicturesChosen(np.zeros((6, 4, 4, 3), np.uint8), LABELS, np.arange(6), ("cat", "dog")),
    )
    shown.window.show_page(MAP)
    shown.window.map_page.tabs.setCurrentIndex(MISTAKES_TAB)
    view = shown.window.map_page.mistakes
    assert view is not None
    return view


def test_that_the_matrix_counts_and_the_sentence_sums_up(mistakes: MistakesView, shown: Shown) -> None:
    assert mistakes.confusion._counts.tolist() == [[2, 1], [1, 2]]
    assert shown.window.map_page.sentence.text().startswith("2 of 6 test pictures were taken for another class.")


def test_that_a_click_on_a_cell_opens_its_pictures(mistakes: MistakesView, shown: Shown, qtbot: QtBot) -> None:
    left, top, side = mistakes.confusion._edges()
    place = QPoint(round(left + side / 2), round(top + 1.5 * side))
    qtbot.mouseClick(mistakes.confusion, Qt.MouseButton.LeftButton, pos=place)
    assert shown.session.judgement.cell == (1, 0)
    assert shown.session.judgement.places().tolist() == [4]
    assert mistakes.sheet._captions == ["cat 95%"]
    assert "1 of class dog taken for cat." in texts(mistakes)
    qtbot.keyClick(mistakes.confusion, Qt.Key.Key_Right)
    assert mistakes.sheet._captions == ["dog 80%", "dog 51%"]


def test_that_hardest_and_surest_come_first(mistakes: MistakesView, shown: Shown) -> None:
    assert shown.session.judgement.places()[:2].tolist() == [4, 2]
    mistakes.orders.activated.emit(mistakes.orders.findData("surest"))
    assert shown.session.judgement.places().tolist() == [4, 0, 3, 2, 1, 5]
    assert mistakes.sheet._captions[0] == "cat 95%"


def test_that_without_guesses_the_page_says_why(shown: Shown) -> None:
    feed(shown, PicturesChosen(np.zeros((6, 4, 4, 3), np.uint8), LABELS, np.arange(6), ()))
    shown.window.show_page(MAP)
    shown.window.map_page.tabs.setCurrentIndex(MISTAKES_TAB)
    assert "only of pictures with classes" in shown.window.map_page.sentence.text()
