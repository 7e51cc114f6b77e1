"""The tour in the window: by keys, over the real pages, left at any point."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from simclr_gui.gui.words.tour import scene_hint, scene_sentence
from simclr_gui.state.experiment import Phase
from simclr_gui.state.tour import SCENES, Scene
from tests.gui.conftest import Shown
from tests.gui.test_pages import begin

PAGES = {
    "images": "train",
    "views": "views",
    "training": "train",
    "layers": "features",
    "result": "train",
    "colours": "map",
}


@pytest.fixture
def toured(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> Shown:
    """Nothing is trained."""
    monkeypatch.setattr(shown.session, "start", lambda: None)
    monkeypatch.setattr(shown.session, "train_without_colour", lambda: None)
    shown.window.menu.tour.trigger()
    return shown


def test_that_arrow_keys_go_through_the_scenes_and_each_shows_its_page(toured: Shown, qtbot: QtBot) -> None:
    bar, pages = toured.window.tour_bar, []
    for place, scene in enumerate(SCENES):
        assert bar.isVisible()
        assert bar.sentence.text() == scene_sentence(scene)
        assert bar.hint.text() == scene_hint(scene)
        assert bar.back.isEnabled() == (place > 0)
        pages.append((scene.value, toured.window.page))
        qtbot.keyClick(bar.next, Qt.Key.Key_Right)
    assert dict(pages) == PAGES
    assert not bar.isVisible()


def test_that_the_left_arrow_goes_back(toured: Shown, qtbot: QtBot) -> None:
    qtbot.keyClick(toured.window.tour_bar.next, Qt.Key.Key_Right)
    qtbot.keyClick(toured.window.tour_bar.next, Qt.Key.Key_Left)
    assert toured.session.tour.scene is Scene.IMAGES


def test_that_escape_leaves_it_and_the_settings_are_there_again(toured: Shown, qtbot: QtBot) -> None:
    assert toured.window.pages.train.setup.isHidden()
    qtbot.keyClick(toured.window, Qt.Key.Key_Escape)
    assert toured.session.tour.scene is None
    assert not toured.window.tour_bar.isVisible()
    assert not toured.window.pages.train.setup.isHidden()


def test_that_the_mouse_goes_the_same_way(toured: Shown, qtbot: QtBot) -> None:
    bar = toured.window.tour_bar
    qtbot.mouseClick(bar.next, Qt.MouseButton.LeftButton)
    assert toured.session.tour.scene is Scene.VIEWS
    qtbot.mouseClick(bar.back, Qt.MouseButton.LeftButton)
    assert toured.session.tour.scene is Scene.IMAGES
    qtbot.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
    assert toured.session.tour.scene is None


@pytest.mark.parametrize("size", [(1024, 700), (1920, 1080)])
def test_that_the_bar_and_the_page_have_room(toured: Shown, size: tuple[int, int]) -> None:
    toured.window.resize(*size)
    for _ in SCENES:
        QApplication.processEvents()
        bar = toured.window.tour_bar
        assert toured.window.size().toTuple() == size
        assert bar.sentence.heightForWidth(bar.sentence.width()) <= bar.sentence.height()
        toured.session.tour.go_on()


def test_that_it_begins_with_the_images_whatever_run_is_shown(shown: Shown) -> None:
    begin(shown)
    shown.session.experiment.set_phase(Phase.DONE)
    assert not shown.window.pages.train.start.isVisible()
    shown.window.menu.tour.trigger()
    assert shown.window.pages.train.start.isVisible()
    assert shown.window.pages.train.sentence.text() == "These are the images it learns from."
    shown.session.tour.leave()
    assert not shown.window.pages.train.start.isVisible(), "the run again"
