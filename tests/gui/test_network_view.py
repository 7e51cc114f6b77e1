"""The pairs as the network sees them: the matrix, the chosen view, its partner and its rivals."""

import dataclasses
import re
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import SimilaritiesTaken
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.gui.pages.views.network import WEIGHTS, NetworkView
from simclr_gui.state.experiment import Phase
from tests.engine.features.test_similarity_analysis import COSINE
from tests.gui.conftest import Shown
from tests.gui.test_pages import VIEWS, begin, feed, texts
from tests.small import SMALL, train_small

NETWORK = 2
TAKEN = SimilaritiesTaken(
    step=40,
    temperature=0.2,
    cosine=COSINE,
    views=np.zeros((6, 16, 16, 3), np.uint8),
    labels=np.array([0, 1, 1]),
    class_names=("heart", "star"),
    unseen=False,
)


def looked_at(shown: Shown) -> NetworkView:
    begin(shown)
    shown.window.show_page(VIEWS)
    shown.window.pages.views.tabs.setCurrentIndex(NETWORK)
    feed(shown, TAKEN)
    return shown.window.pages.views.network


def test_that_before_training_the_tab_says_what_it_will_show_and_offers_to_start(shown: Shown, qtbot: QtBot) -> None:
    shown.window.show_page(VIEWS)
    shown.window.pages.views.tabs.setCurrentIndex(NETWORK)
    button = next(
        b for b in shown.window.pages.views.findChildren(QPushButton) if b.isVisible() and b.text() == "Start training"
    )
    with qtbot.waitSignal(shown.window.pages.views.start_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown.session.experiment.phase is Phase.PREPARING


def test_that_the_sentence_counts_found_partners_and_false_negatives(shown: Shown) -> None:
    looked_at(shown)
    sentence = shown.window.pages.views.sentence.text()
    assert "After 40 steps, 3 of 6 views of the batch are closest to their partner" in sentence
    assert "33 % of the other images pushed away are of the same class" in sentence


def test_that_the_chosen_view_shows_its_partner_and_marks_rivals_of_its_class(shown: Shown) -> None:
    network = looked_at(shown)
    shown.session.similarities.choose(1)
    words = texts(network)
    assert "Similarity: 0.40. Its partner ranks 3rd of 5 other views." in words
    rivals = [label.text().split("\n") for _, label in network.hardest_negatives]
    assert [first for first, *_ in rivals if first] == ["0.60", "0.50", "0.20", "0.00"]
    assert [same for _, same in (r for r in rivals if len(r) == 2)] == ["same class", "same class", "", ""]


def test_that_a_click_chooses_the_row_and_the_mouse_reads_off_two_views(shown: Shown, qtbot: QtBot) -> None:
    network = looked_at(shown)
    place = network.matrix.square()
    cell = place.width() / 6
    at = QPoint(int(place.left() + 4.5 * cell), int(2.5 * cell))
    qtbot.mouseMove(network.matrix, at)
    qtbot.waitUntil(lambda: "same class, pushed apart all the same: similarity 0.10" in network.pointed.text())
    qtbot.mouseClick(network.matrix, Qt.MouseButton.LeftButton, pos=at)
    assert shown.session.similarities.view == 2
    qtbot.keyClick(network.matrix, Qt.Key.Key_Down)
    assert shown.session.similarities.view == 3


def test_that_the_temperature_recolours_the_weights_and_nothing_else(shown: Shown) -> None:
    network = looked_at(shown)
    experiment = shown.session.experiment
    assert not network.temperature.isVisible()
    network.shown.setCurrentIndex(WEIGHTS)
    assert network.temperature.isVisible()
    network.temperature.setValue(0.05)
    cold = network.matrix.image
    network.temperature.setValue(1.0)
    warm = network.matrix.image
    assert cold is not None
    assert warm is not None
    assert cold != warm
    assert experiment.config.optimisation.temperature == 0.2


def test_that_who_does_not_see_the_histogram_is_told_its_means(shown: Shown) -> None:
    name = looked_at(shown).histogram.accessibleName()
    assert re.fullmatch(r"How similar views are on average: partners \S+, other images \S+", name), name


def test_that_unknown_classes_are_not_called_false_negatives(shown: Shown) -> None:
    looked_at(shown)
    feed(shown, dataclasses.replace(TAKEN, labels=np.array([-1, -1, -1]), class_names=()))
    assert "same class" not in shown.window.pages.views.sentence.text()


def test_that_an_opened_run_is_compared_on_unseen_pictures_now_and_untrained(
    shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    train_small(tmp_path / "run", SMALL)
    session, page = shown.session, shown.window.pages.views
    session.load_engine()
    qtbot.waitUntil(lambda: session.is_loaded, timeout=60_000)
    shown.window.requests.open_run(tmp_path / "run")
    qtbot.waitUntil(lambda: session.experiment.phase is Phase.DONE, timeout=20_000)
    shown.window.show_page(VIEWS)
    page.tabs.setCurrentIndex(NETWORK)
    qtbot.waitUntil(lambda: session.similarities.latest is not None, timeout=20_000)
    now = session.similarities.latest
    assert now is not None
    assert now.unseen
    assert now.step == 8
    assert len(now.cosine) == 32
    qtbot.waitUntil(page.network.kept_steps.isVisible)
    page.network.kept_steps.slider.setValue(0)
    qtbot.waitUntil(lambda: session.similarities.latest is not now, timeout=20_000)
    then = session.similarities.latest
    assert then is not None
    assert then.step == 0
    assert (then.views == now.views).all()
    assert (then.cosine != now.cosine).any()
    assert page.sentence.text().startswith("Before training, ")
    assert RunFolder.open(tmp_path / "run").status() is not None


def test_that_the_colours_begin_at_the_temperature_of_the_run_that_is_shown(shown: Shown) -> None:
    network = looked_at(shown)
    assert network.temperature.value() == 0.2
    network.temperature.setValue(0.6)
    feed(shown, dataclasses.replace(TAKEN, step=50))
    assert network.temperature.value() == 0.6, "what was set by hand stays while the run is the same"
    feed(shown, dataclasses.replace(TAKEN, temperature=0.5))
    assert network.temperature.value() == 0.5, "another run has another"
