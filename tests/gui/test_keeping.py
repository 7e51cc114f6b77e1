"""A change of language: the new window shows what the old one did, as it was set up there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import ImagesRead, MapComputed
from simclr_gui.engine.mapping.files import KINDS
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.gui.application import build_application
from simclr_gui.gui.look.language import CHINESE, ENGLISH, Language
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.main_window import MainWindow
from simclr_gui.gui.pages.names import MAP
from simclr_gui.gui.pages.train.page import CURVES_TAB
from simclr_gui.gui.window_host import WindowHost
from simclr_gui.jobs.player import Failure
from simclr_gui.state.experiment import Phase
from simclr_gui.state.session import Session
from tests.gui.conftest import Shown
from tests.gui.test_maps_view import COUNT, chosen, predicted
from tests.gui.test_pages import begin, feed


@dataclass
class Spoken:
    """A window with a run in it, that can be asked to speak Chinese."""

    keeper: WindowHost
    session: Session
    choose: Callable[[str], None]

    @property
    def window(self) -> MainWindow:
        return self.keeper.window


@pytest.fixture
def spoken(qtbot: QtBot) -> Iterator[Spoken]:
    application = build_application([])
    theme, session, language = Theme(application), Session(), Language()
    language.choose(ENGLISH)
    keeper = WindowHost(session, theme, language)
    keeper.window.show()
    shown = Shown(session, keeper.window, theme)
    begin(shown)
    feed(shown, predicted(), chosen())
    places = np.random.default_rng(1).normal(size=(COUNT, 2)).astype(np.float32)
    for kind in KINDS:
        feed(shown, MapComputed(kind, "umap", places, 0.5, 0.9))
    session.experiment.set_phase(Phase.DONE)
    yield Spoken(keeper, session, language.choose)
    language.choose(ENGLISH)
    with qtbot.waitSignal(session.left, timeout=60_000, raising=True):
        session.leave()
    keeper.window.hand_over()


def test_that_charts_and_maps_are_painted_from_what_is_there(spoken: Spoken, qtbot: QtBot) -> None:
    spoken.choose(CHINESE)
    spoken.window.pages.train.tabs.setCurrentIndex(CURVES_TAB)
    charts = spoken.window.pages.train.charts
    qtbot.waitUntil(lambda: len(charts.loss.time) == len(spoken.session.curves.steps) > 0, timeout=10_000)
    for kind in KINDS:
        assert len(spoken.window.pages.map.maps.cards[kind].scatter.goal) == COUNT


def test_that_page_tabs_and_choices_stay(spoken: Spoken) -> None:
    window = spoken.window
    window.show_page(MAP)
    window.pages.map.tabs.setCurrentIndex(2)
    window.pages.map.mistakes.orders.setCurrentIndex(1)
    window.pages.views.tabs.setCurrentIndex(1)
    window.pages.train.charts.tabs.setCurrentIndex(2)
    window.pages.train.setup.expert.setChecked(True)
    window.pages.features.sorting.setCurrentIndex(2)
    window.pages.map.maps.tools.search.insert("7")
    spoken.choose(CHINESE)
    new = spoken.window
    assert new is not window
    assert new.page == MAP
    assert new.pages.map.tabs.currentIndex() == 2
    assert new.pages.views.tabs.currentIndex() == 1
    assert new.pages.train.charts.tabs.currentIndex() == 2
    assert new.pages.train.setup.expert.isChecked()
    assert new.pages.features.sorting.currentIndex() == 2
    assert new.pages.map.maps.tools.search.text() == "7"


def test_that_what_was_circled_and_hidden_stays(spoken: Spoken) -> None:
    spoken.session.selection.select(np.arange(5))
    spoken.session.selection.toggle_class(1)
    spoken.choose(CHINESE)
    scatter = spoken.window.pages.map.maps.cards["simclr"].scatter
    assert len(spoken.session.selection.selected) == 5
    assert spoken.window.pages.map.maps.gallery.isVisibleTo(spoken.window.pages.map.maps)
    assert scatter is not None


def test_that_what_was_told_is_told_again_in_the_other_language(spoken: Spoken, tmp_path: Path) -> None:
    spoken.window.banner.show_saved(tmp_path / "maps.png")
    spoken.choose(CHINESE)
    assert spoken.window.banner.sentence.text() == f"已保存：{tmp_path / 'maps.png'}"
    error = UserError("Choose another folder.")
    spoken.window.banner.show_failure(Failure(error.sentence, error.remedy))
    spoken.choose(ENGLISH)
    assert spoken.window.banner.sentence.text() == "Choose another folder."
    spoken.window.banner.show_read(ImagesRead(14, 1, ("empty (1)",), ("a.png: empty",), ("train/ as given.",)))
    spoken.choose(CHINESE)
    assert "train/ as given." in spoken.window.banner.sentence.text()
    assert "已跳过" in spoken.window.banner.sentence.text()
    assert spoken.window.banner.details == "a.png: empty"
    spoken.window.banner.hide()
    spoken.choose(ENGLISH)
    assert spoken.window.banner.isHidden()
