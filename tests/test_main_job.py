"""The main job end to end, in the real window: train, evaluate, map, close, reopen; and leaving at any moment."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.evaluation.result import read_evaluation
from simclr_gui.engine.listing.run_list import folders_of_runs
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.places import runs_dir
from simclr_gui.engine.training.checkpoints import list_checkpoints
from simclr_gui.gui.application import build_application
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.main_window import MainWindow
from simclr_gui.gui.pages.names import FEATURES
from simclr_gui.state.experiment import Phase
from simclr_gui.state.session import Session
from tests.small import small_config

LONG = small_config(budget__epochs=100_000)


class OpenWindow:
    """A real window on a real session; closed at the end of its test, if the test has not done so."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        theme = Theme(build_application([]))
        theme.apply()
        self.session = Session()
        self.window = MainWindow(self.session, theme)
        self.window.show()
        self.session.load_engine()

    def wait_for(self, *phases: Phase, seconds: float = 90) -> None:
        self._qtbot.waitUntil(lambda: self.session.experiment.phase in phases, timeout=int(1_000 * seconds))

    def close(self) -> None:
        if self.session.is_leaving:
            return
        with self._qtbot.waitSignal(self.session.left, timeout=60_000):
            self.window.close()
        self._qtbot.waitUntil(lambda: not self.window.isVisible())
        self.window.deleteLater()


@pytest.fixture
def open_window(qtbot: QtBot, home: Path) -> Iterator[Callable[[], OpenWindow]]:
    windows: list[OpenWindow] = []

    def opened() -> OpenWindow:
        windows.append(OpenWindow(qtbot))
        return windows[-1]

    yield opened
    for window in windows:
        window.close()


def test_that_a_run_is_trained_evaluated_mapped_closed_and_reopened(
    qtbot: QtBot, home: Path, open_window: Callable[[], OpenWindow]
) -> None:
    opened = open_window()
    opened.session.experiment.replace_config(small_config(budget__epochs=4))
    opened.session.start()
    opened.wait_for(Phase.DONE, Phase.FAILED)
    experiment = opened.session.experiment
    assert experiment.failure is None
    run_dir, result = experiment.run_dir, experiment.result
    assert run_dir is not None
    assert result == read_evaluation(RunFolder(run_dir))
    assert result.frozen_verified is True
    assert len(opened.session.curves.steps) == 16
    assert opened.session.pairs.latest is not None
    maps = {kind: drawn.coordinates for kind, drawn in opened.session.feature_space.maps.items()}
    assert {drawn.method for drawn in opened.session.feature_space.maps.values()} == {"umap"}
    opened.window.show_page(FEATURES)
    qtbot.waitUntil(lambda: opened.session.feature_maps.latest is not None, timeout=30_000)
    losses = opened.session.curves.steps.column("loss").copy()
    opened.close()

    again = open_window()
    again.session.open_run(run_dir)
    again.wait_for(Phase.DONE, Phase.FAILED)
    assert again.session.experiment.failure is None
    assert again.session.experiment.result == result
    np.testing.assert_array_equal(again.session.curves.steps.column("loss"), losses)
    for kind, coordinates in maps.items():
        np.testing.assert_array_equal(again.session.feature_space.maps[kind].coordinates, coordinates)
    assert f"{100 * result.simclr.linear:.0f} % against" in again.window.pages.train.sentence.text()
    again.window.show_page(FEATURES)
    qtbot.waitUntil(lambda: again.session.feature_maps.latest is not None, timeout=30_000)
    again.close()


def test_that_stopping_tests_what_was_learned_and_resuming_goes_on(
    qtbot: QtBot, home: Path, open_window: Callable[[], OpenWindow]
) -> None:
    opened = open_window()
    opened.session.experiment.replace_config(LONG)
    opened.session.start()
    opened.wait_for(Phase.TRAINING)
    qtbot.waitUntil(lambda: len(opened.session.curves.steps) > 5, timeout=30_000)
    opened.session.stop()
    opened.wait_for(Phase.DONE, Phase.FAILED)
    assert opened.session.experiment.result is not None
    run_dir = opened.session.experiment.run_dir
    steps = opened.session.curves.steps.column("step")
    assert RunFolder(run_dir).status().state == "stopped"

    last = int(steps[-1])
    opened.session.resume_run(run_dir)
    qtbot.waitUntil(lambda: opened.session.curves.steps.column("step").max(initial=0) > last + 3, timeout=60_000)
    resumed = opened.session.curves.steps.column("step")
    assert resumed.tolist() == list(range(1, len(resumed) + 1))
    opened.close()


def test_that_a_run_stopped_at_once_is_tested_only_when_asked(
    qtbot: QtBot, home: Path, open_window: Callable[[], OpenWindow]
) -> None:
    opened = open_window()
    opened.session.experiment.replace_config(config_with(LONG, {"data.train_images": 4_000}))
    opened.session.start()
    qtbot.waitUntil(lambda: len(opened.session.curves.steps) > 0, timeout=60_000)
    opened.session.stop()
    opened.wait_for(Phase.DONE)
    train, page = opened.window.pages.train, opened.window.pages.map
    assert opened.session.experiment.result is None
    assert train.sentence.text() == page.sentence.text() == "Trained, but not tested yet."
    assert train.result.test_button.isVisible()
    train.result.test_button.click()
    opened.wait_for(Phase.EVALUATING, Phase.MAPPING)
    opened.wait_for(Phase.DONE)
    assert opened.session.experiment.result is not None
    assert set(opened.session.feature_space.maps) == {"simclr", "pca", "untrained"}
    assert not train.result.test_button.isVisible()
    opened.close()


def test_that_a_run_stopped_before_its_first_step_leaves_nothing(
    qtbot: QtBot, home: Path, open_window: Callable[[], OpenWindow]
) -> None:
    opened = open_window()
    opened.session.experiment.replace_config(LONG)
    opened.session.start()
    opened.wait_for(Phase.TRAINING)
    opened.session.stop()
    opened.wait_for(Phase.DONE)
    if not len(opened.session.curves.steps):  # on a fast machine a step may be over by then
        assert opened.window.pages.train.sentence.text() == "Stopped before the first step: nothing was learned."
        assert not folders_of_runs(runs_dir())
    opened.close()


def test_that_a_pause_holds_the_run_and_says_so_in_its_folder(
    qtbot: QtBot, home: Path, open_window: Callable[[], OpenWindow]
) -> None:
    opened = open_window()
    opened.session.experiment.replace_config(LONG)
    opened.session.start()
    qtbot.waitUntil(lambda: len(opened.session.curves.steps) > 3, timeout=60_000)
    opened.session.pause()
    qtbot.wait(300)
    count = len(opened.session.curves.steps)
    qtbot.wait(300)
    assert len(opened.session.curves.steps) == count
    assert RunFolder(opened.session.experiment.run_dir).status().state == "paused"
    opened.session.go_on()
    qtbot.waitUntil(lambda: len(opened.session.curves.steps) > count, timeout=10_000)
    opened.close()


@pytest.mark.parametrize("moment", ["at once", "loading", "preparing", "training", "paused", "evaluating", "mapping"])
def test_that_closing_at_any_moment_saves_and_leaves(
    qtbot: QtBot, home: Path, open_window: Callable[[], OpenWindow], moment: str
) -> None:
    opened = open_window()
    session = opened.session
    session.experiment.replace_config(LONG if moment in ("training", "paused") else small_config())
    if moment != "at once":
        if moment != "loading":
            session.start()
        qtbot.wait(50)
    if moment in ("training", "paused"):
        qtbot.waitUntil(lambda: len(session.curves.steps) > 2, timeout=60_000)
    if moment == "paused":
        session.pause()
    if moment in ("evaluating", "mapping"):
        opened.wait_for(Phase.EVALUATING if moment == "evaluating" else Phase.MAPPING)
    opened.close()
    if moment in ("training", "paused"):
        folder = RunFolder(session.experiment.run_dir)
        assert folder.status().state == "stopped"
        manifest, _ = list_checkpoints(folder)[-1]
        assert manifest.step >= len(session.curves.steps)


def test_that_a_batch_larger_than_the_data_is_told_and_the_window_lives_on(
    qtbot: QtBot, home: Path, open_window: Callable[[], OpenWindow]
) -> None:
    opened = open_window()
    opened.session.experiment.replace_config(small_config(optimisation__batch_size=65))
    opened.session.start()
    opened.wait_for(Phase.FAILED)
    assert "larger than the data" in opened.window.banner.sentence.text()
    opened.session.experiment.replace_config(small_config(budget__epochs=1))
    opened.session.start()
    opened.wait_for(Phase.DONE)
    assert opened.session.experiment.result is not None
    opened.close()


def test_that_a_damaged_run_cannot_be_opened_and_says_why(
    qtbot: QtBot, home: Path, open_window: Callable[[], OpenWindow]
) -> None:
    opened = open_window()
    folder = RunFolder.create(home / "runs" / "damaged", small_config())
    folder.config_file.write_text("{")
    opened.session.open_run(folder.path)
    assert "damaged" in opened.window.banner.sentence.text()
    opened.close()
