"""One moment for all pages: what is chosen on one is seen on every other, in any language, until another run comes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from simclr_gui.engine.experiments.experiment import experiment
from simclr_gui.engine.mapping.umap_layout import umap_layout
from simclr_gui.engine.training.checkpoints import CheckpointPace
from simclr_gui.engine.training.control import Control
from simclr_gui.gui.application import build_application
from simclr_gui.gui.look.language import CHINESE, ENGLISH, Language
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.main_window import MainWindow
from simclr_gui.gui.parts.checkpoint_slider import CheckpointSlider
from simclr_gui.gui.window_host import WindowHost
from simclr_gui.state.experiment import Phase
from simclr_gui.state.session import Session
from tests.gui.test_pages import FEATURES, MAP, TRAIN, VIEWS
from tests.small import SMALL

NETWORK_TAB = 2
KEPT = tuple(range(9))  # untrained, and after each of eight steps


@pytest.fixture(scope="module")
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that was scored and mapped, with a checkpoint of every step."""
    path = tmp_path_factory.mktemp("slider") / "run"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(CheckpointPace, "is_due", lambda *_: True)
        list(experiment(SMALL, path, Control(), umap_layout))
    return path


class Watcher:
    """Somebody at the window, who goes from page to page."""

    def __init__(self, qtbot: QtBot) -> None:
        application = build_application([])
        self.theme, self.session, self.language = Theme(application), Session(), Language()
        self.language.choose(ENGLISH)
        self.keeper = WindowHost(self.session, self.theme, self.language)
        self.window.show()
        self._qtbot = qtbot

    @property
    def window(self) -> MainWindow:
        return self.keeper.window

    def open(self, run_dir: Path) -> None:
        self.session.load_engine()
        self._qtbot.waitUntil(lambda: self.session.is_loaded, timeout=60_000)
        self.session.open_run(run_dir)
        self._qtbot.waitUntil(lambda: self.session.experiment.phase is Phase.DONE, timeout=60_000)
        self._qtbot.waitUntil(lambda: bool(self.session.timeline.steps), timeout=20_000)

    def go_to(self, page: str) -> CheckpointSlider:
        """The slider of a page, once it shows."""
        self.window.show_page(page)
        if page == VIEWS:
            self.window.pages.views.tabs.setCurrentIndex(NETWORK_TAB)
        self._qtbot.waitUntil(lambda: any(each.isVisible() for each in self._sliders()), timeout=20_000)
        return next(each for each in self._sliders() if each.isVisible())

    def _sliders(self) -> list[CheckpointSlider]:
        return self.window.findChildren(CheckpointSlider)

    def waits_until_seen(self, step: int) -> None:
        """Until what the page shows is of that step."""
        session, page = self.session, self.window.page
        owner = {TRAIN: session.pairs, VIEWS: session.similarities, FEATURES: session.feature_maps}[page]
        self._qtbot.waitUntil(lambda: owner.latest is not None and owner.latest.step == step, timeout=20_000)


@pytest.fixture
def watcher(qtbot: QtBot, run_dir: Path) -> Iterator[Watcher]:
    watcher = Watcher(qtbot)
    watcher.open(run_dir)
    yield watcher
    watcher.language.choose(ENGLISH)
    with qtbot.waitSignal(watcher.session.left, timeout=60_000, raising=True):
        watcher.session.leave()
    watcher.window.hand_over()


def test_that_one_choice_is_seen_on_all_four_pages(watcher: Watcher) -> None:
    watcher.go_to(FEATURES).slider.setValue(3)
    watcher.waits_until_seen(3)
    assert "after 3 steps" in watcher.window.pages.features.sentence.text()
    assert watcher.go_to(VIEWS).words.text() == "after 3 steps"
    watcher.waits_until_seen(3)
    assert "After 3 steps, " in watcher.window.pages.views.sentence.text()
    assert watcher.go_to(TRAIN).words.text() == "after 3 steps"
    watcher.waits_until_seen(3)
    assert watcher.window.pages.train.pair.title.text() == "An unseen pair after 3 steps"
    assert watcher.go_to(MAP).words.text() == "after 3 steps"
    assert "There is no map after 3 steps." in watcher.window.pages.map.sentence.text()


def test_that_the_pair_of_the_last_batch_stays_until_somebody_looks_back(watcher: Watcher) -> None:
    slider = watcher.go_to(TRAIN)
    assert watcher.session.pairs.latest is None, "an opened run has none, and nothing is computed unasked"
    slider.slider.setValue(0)
    watcher.waits_until_seen(0)
    before = watcher.session.pairs.latest
    slider.slider.setValue(8)
    watcher.waits_until_seen(8)
    now = watcher.session.pairs.latest
    assert before is not None
    assert now is not None
    assert (before.first == now.first).all(), "the same views at every moment"
    assert before.cosine != now.cosine


def test_that_arrow_keys_choose_and_space_starts_nothing(watcher: Watcher, qtbot: QtBot) -> None:
    slider = watcher.go_to(FEATURES).slider
    slider.setFocus()
    image = watcher.session.feature_maps.image_index
    for key, step in ((Qt.Key.Key_Left, 7), (Qt.Key.Key_Left, 6), (Qt.Key.Key_Right, 7), (Qt.Key.Key_Home, 0)):
        qtbot.keyClick(slider, key)
        assert watcher.session.timeline.step == step
        assert slider.accessibleName() == f"When: {f'after {step} steps' if step else 'untrained'}"
    qtbot.keyClick(slider, Qt.Key.Key_Left)
    assert watcher.session.feature_maps.image_index == image, "the slider's keys are its own, at its ends too"
    qtbot.keyClick(slider, Qt.Key.Key_Space)
    assert not watcher.session.timeline.playing
    assert watcher.session.experiment.phase is Phase.DONE


def test_that_what_plays_on_one_page_plays_on_over_the_others_and_shows_every_moment(
    watcher: Watcher, qtbot: QtBot
) -> None:
    session = watcher.session
    session.timeline.timer.setInterval(100)
    seen: list[int] = []
    session.feature_maps.taken.connect(lambda: seen.append(session.feature_maps.latest.step))
    slider = watcher.go_to(FEATURES)
    watcher.waits_until_seen(8)
    seen.clear()
    qtbot.mouseClick(slider.play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.timeline.step == 4, timeout=20_000)
    slider = watcher.go_to(VIEWS)
    assert session.timeline.playing
    assert slider.play.accessibleName() == "Pause"
    qtbot.waitUntil(lambda: not session.timeline.playing, timeout=20_000)
    assert slider.words.text() == "after 8 steps"
    assert seen[:4] == [0, 1, 2, 3]
    watcher.waits_until_seen(8)


def test_that_who_takes_the_slider_stops_the_playing(watcher: Watcher, qtbot: QtBot) -> None:
    slider = watcher.go_to(MAP)
    qtbot.mouseClick(slider.play, Qt.MouseButton.LeftButton)
    slider.slider.setValue(5)
    assert (watcher.session.timeline.playing, watcher.session.timeline.step) == (False, 5)


def test_that_the_choice_stays_in_another_language(watcher: Watcher) -> None:
    watcher.go_to(FEATURES).slider.setValue(3)
    watcher.waits_until_seen(3)
    watcher.language.choose(CHINESE)
    slider = watcher.go_to(FEATURES)
    assert watcher.session.timeline.step == 3
    assert slider.slider.value() == 3
    assert "3" in slider.words.text()
    assert slider.words.text() != "after 3 steps"


def test_that_another_run_is_shown_as_it_is_now(watcher: Watcher, run_dir: Path) -> None:
    watcher.go_to(FEATURES).slider.setValue(3)
    watcher.open(run_dir)
    assert watcher.session.timeline.step is None
    assert watcher.go_to(FEATURES).words.text() == "after 8 steps"
    watcher.waits_until_seen(8)
