"""The first screen: what a person sees before anything is trained."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.presets import preset_for
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.engine.messages.errors import Proposal
from simclr_gui.gui.pages.train.start.gallery import Gallery
from simclr_gui.jobs.player import Failure
from simclr_gui.state.experiment import Phase
from tests.gui.conftest import Shown


@pytest.fixture
def pets(tmp_path: Path) -> Path:
    random = np.random.default_rng(0)
    for kind, count in (("cat", 12), ("dog", 12), ("newt", 3)):
        (tmp_path / "pets" / kind).mkdir(parents=True)
        for number in range(count):
            pixels = random.integers(0, 255, (24, 40, 3), dtype=np.uint8)
            Image.fromarray(pixels).save(tmp_path / "pets" / kind / f"{number}.png")
    (tmp_path / "pets" / "cat" / "0 again.png").write_bytes((tmp_path / "pets" / "cat" / "0.png").read_bytes())
    (tmp_path / "pets" / "cat" / "broken.png").write_bytes(b"")
    return tmp_path / "pets"


def gallery_of(qtbot: QtBot, shown: Shown) -> Gallery:
    start = shown.window.pages.train.start
    qtbot.waitUntil(start.browse.isEnabled, timeout=20_000)
    start.browse.click()
    return start.findChildren(Gallery)[-1]


def test_that_shapes_are_seen_at_once_without_the_engine(qtbot: QtBot, shown: Shown) -> None:
    start = shown.window.pages.train.start
    assert start.isVisible()
    qtbot.waitUntil(lambda: start.strip.has_images, timeout=20_000)
    assert start.shapes.faces.has_images
    assert start.amounts.text() == "6,000 images, 10 classes. The labels are hidden from the network."


def test_that_it_gives_way_to_a_training_and_comes_back_when_nothing_is_left(shown: Shown) -> None:
    page, experiment = shown.window.pages.train, shown.session.experiment
    experiment.set_phase(Phase.PREPARING)
    assert not page.start.isVisible()
    assert page.overview.isVisible()
    experiment.set_phase(Phase.IDLE)
    assert page.start.isVisible()


def test_that_all_settings_can_be_seen_before_anything_is_trained(shown: Shown) -> None:
    page = shown.window.pages.train
    page.setup.expert.click()
    assert page.expert is not None
    assert page.expert.isVisible()
    page.setup.expert.click()
    assert page.start.isVisible()


def test_that_cards_and_bar_choose_the_same(shown: Shown, pets: Path) -> None:
    page = shown.window.pages.train
    shown.session.experiment.choose_data(preset_for("folder", pets))
    assert page.start.folder.isChecked()
    page.start.shapes.click()
    assert shown.session.experiment.config.data.source == "shapes"
    assert page.setup.shapes_button.isChecked()
    assert not page.start.folder.isChecked()
    page.start.shapes.click()
    assert page.start.shapes.isChecked()  # a click on a choice does not undo it


def test_that_own_images_are_reported_on_before_they_are_trained_on(qtbot: QtBot, shown: Shown, pets: Path) -> None:
    start = shown.window.pages.train.start
    shown.session.experiment.choose_data(preset_for("folder", pets))
    qtbot.waitUntil(start.report.isVisible, timeout=20_000)
    assert "newt, 3 images" in start.report.warnings.text()
    assert "40 × 24 px" in start.report.facts.text()
    qtbot.waitUntil(lambda: start.folder.faces.has_images, timeout=20_000)


def test_that_data_which_are_not_here_are_told_of_with_their_size(qtbot: QtBot, shown: Shown) -> None:
    start = shown.window.pages.train.start
    shown.session.experiment.choose_data(preset_for("cifar10"))
    qtbot.waitUntil(lambda: "170 MB" in start.amounts.text(), timeout=60_000)
    assert not start.browse.isVisible()


def test_that_data_which_are_not_here_are_downloaded_when_somebody_asks(qtbot: QtBot, shown: Shown) -> None:
    start = shown.window.pages.train.start
    assert not start.download.isVisible()
    shown.session.experiment.choose_data(preset_for("cifar10"))
    qtbot.waitUntil(start.download.isVisible, timeout=60_000)
    assert start.download.text() == "Download CIFAR-10 and start"
    start.download_requested.disconnect()
    with qtbot.waitSignal(start.download_requested) as requested:
        qtbot.mouseClick(start.download, Qt.MouseButton.LeftButton)
    assert requested.args[0].download == "cifar10"
    shown.session.experiment.choose_data(preset_for("shapes"))
    assert not start.download.isVisible()
    assert start.browse.isVisible()


def test_that_a_question_whether_to_download_is_no_alarm(shown: Shown) -> None:
    banner = shown.window.banner
    banner.show_failure(Failure("It is not here.", "", proposals=(Proposal("Download it", download="cifar10"),)))
    assert banner.property("mood") == "calm"
    banner.show_failure(Failure("The disk is full.", "Make room."))
    assert banner.property("mood") == "alarmed"


def test_that_a_click_on_a_recent_run_opens_it(qtbot: QtBot, shown: Shown) -> None:
    start, library = shown.window.pages.train.start, shown.session.library
    assert not start.runs.isVisible()
    library.runs = [
        RunSummary(f"run {number}", "shapes", "resnet18-thin", "60 s", "finished", linear=0.97) for number in range(5)
    ]
    library.changed.emit()
    assert [button.isVisible() for button in start.runs.buttons] == [True, True, True]
    assert start.runs.buttons[0].text() == "Shapes, 60 s: 97 %"
    start.open_requested.disconnect()
    with qtbot.waitSignal(start.open_requested) as opened:
        start.runs.buttons[1].click()
    assert opened.args == [Path("run 1")]


def test_that_a_run_without_colour_changes_is_told_apart_from_one_with(shown: Shown) -> None:
    library, buttons = shown.session.library, shown.window.pages.train.start.runs.buttons
    without = config_with(TrainingConfig(), {"views.jitter_probability": 0.0, "views.grey_probability": 0.0})
    library.runs = [
        RunSummary(
            "run",
            "shapes",
            "resnet18-thin",
            "60 s",
            "finished",
            linear=linear,
            config_json=config.model_dump_json(),
        )
        for linear, config in ((0.15, without), (0.97, TrainingConfig()))
    ]
    library.changed.emit()
    assert [button.text() for button in buttons[:2]] == ["Shapes, no colour, 60 s: 15 %", "Shapes, 60 s: 97 %"]
    library.runs = [replace(library.runs[0], name="without grey")]
    library.changed.emit()
    assert buttons[0].text() == "without grey: 15 %"


def test_that_of_an_imported_run_which_has_no_budget_nothing_empty_is_said(shown: Shown) -> None:
    library, buttons = shown.session.library, shown.window.pages.train.start.runs.buttons
    scored = RunSummary("run", "shapes", "resnet18-thin", "", "imported", linear=0.4)
    library.runs = [scored, replace(scored, linear=None)]
    library.changed.emit()
    assert [button.text() for button in buttons[:2]] == ["Shapes: 40 %", "Shapes, not scored"]


def test_that_a_long_name_gives_way_and_the_score_stays(shown: Shown) -> None:
    library, button = shown.session.library, shown.window.pages.train.start.runs.buttons[0]
    name = "birds & bees {of} the garden, " * 12
    library.runs = [RunSummary("run", "shapes", "resnet18-thin", "60 s", "finished", linear=0.97, name=name)]
    library.changed.emit()
    for width_px in (600, 250):
        button.resize(width_px, button.height())
        assert button.text().startswith("birds && be")
        assert "…" in button.text()
        assert button.text().endswith(": 97 %")
        assert button.fontMetrics().horizontalAdvance(button.text().replace("&&", "&")) <= width_px
    assert button.accessibleName() == f"Open {name}: 97 %"
    assert "{of} the garden" in button.toolTip()


def test_that_of_many_classes_the_first_are_named_and_the_others_counted(shown: Shown) -> None:
    counts = [(f"class {number}", 4, 1) for number in range(12)]
    facts = shown.window.pages.train.start.report.classes
    assert facts(counts).endswith("class 7 5 and 4 more.")
    assert facts(counts[:2]) == "Classes: class 0 5, class 1 5."


def test_that_nothing_is_said_of_epochs_where_no_run_tells(qtbot: QtBot, shown: Shown) -> None:
    start = shown.window.pages.train.start
    qtbot.waitUntil(lambda: start.strip.has_images, timeout=20_000)
    assert not start.expected.isVisible()


def test_that_the_gallery_shows_parts_and_classes(qtbot: QtBot, shown: Shown) -> None:
    gallery = gallery_of(qtbot, shown)
    assert len(gallery.chosen_numbers()) == 6_000
    gallery.part.setCurrentIndex(2)
    assert gallery.chosen_numbers() == list(range(5_000, 6_000))
    gallery.classes.setCurrentIndex(4)
    assert gallery.classes.currentText() == "star: 600"
    assert len(gallery.chosen_numbers()) == 100
    gallery.close()


def test_that_the_gallery_tells_of_copies_sizes_and_colour(qtbot: QtBot, shown: Shown, pets: Path) -> None:
    shown.session.experiment.choose_data(preset_for("folder", pets))
    qtbot.waitUntil(lambda: shown.session.folder_report.latest is not None, timeout=20_000)
    gallery = gallery_of(qtbot, shown)
    assert gallery.copies.text() == "Exact copies only: 2"
    gallery.copies.click()
    assert len(gallery.chosen_numbers()) == 2
    qtbot.waitUntil(
        lambda: all(shown.session.album.shot(number) for number in gallery.chosen_numbers()), timeout=20_000
    )
    qtbot.keyClick(gallery.grid, Qt.Key.Key_Right)
    assert "cat · 40 × 24 px · in colour" in gallery.about.text()
    assert gallery.about.text().endswith("there more than once")
    gallery.close()


def test_that_the_gallery_asks_only_for_images_in_view(qtbot: QtBot, shown: Shown) -> None:
    gallery = gallery_of(qtbot, shown)
    grid = gallery.grid
    assert 0 < len(grid.in_view()) < 200
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    assert grid.in_view()[-1] == 5_999
    qtbot.waitUntil(lambda: shown.session.album.shot(5_999) is not None, timeout=20_000)
    gallery.close()


def test_that_the_gallery_closes_when_other_data_are_chosen(qtbot: QtBot, shown: Shown, pets: Path) -> None:
    gallery = gallery_of(qtbot, shown)
    with qtbot.waitSignal(gallery.destroyed):
        shown.session.experiment.choose_data(preset_for("folder", pets))
