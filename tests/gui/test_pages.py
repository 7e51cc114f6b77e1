"""Pages: feed events and read what is shown, click and read the wish."""

import dataclasses
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.settings import SECTIONS
from simclr_gui.engine.events import (
    Announced,
    EvaluationFinished,
    ImagesRead,
    PairsTaken,
    RunEnded,
)
from simclr_gui.engine.messages.errors import Proposal
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.gui.look.figures import percent_done
from simclr_gui.gui.main_window import MainWindow
from simclr_gui.gui.pages.features.mosaic import GROUND, mosaic
from simclr_gui.gui.pages.names import FEATURES, MAP, RUNS, TRAIN, VIEWS
from simclr_gui.gui.pages.registry import PAGES
from simclr_gui.gui.pages.train.page import CURVES_TAB
from simclr_gui.gui.parts.chart import running_mean
from simclr_gui.gui.words.finding import finding_words
from simclr_gui.jobs.player import Failure
from simclr_gui.state.experiment import Phase
from tests.gui.conftest import Shown
from tests.listed import wait_until_quiet
from tests.small import SMALL, evaluated, train_small
from tests.state.test_state import RESULT, looked, measured, started


def texts(widget: QWidget) -> str:
    """All words of the labels that are on show."""
    return " | ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def feed(shown: Shown, *events: object) -> None:
    for event in events:
        shown.session.stream.played.emit(event)


def begin(shown: Shown, steps: int = 30) -> None:
    shown.session.experiment.begin(Path("run"))
    feed(shown, started(), *(measured(step, loss=3.0 - step / 20) for step in range(1, steps + 1)))


def test_that_every_page_says_something_before_there_is_anything(shown: Shown, qtbot: QtBot) -> None:
    for name, page in (
        (TRAIN, shown.window.pages.train),
        (VIEWS, shown.window.pages.views),
        (FEATURES, shown.window.pages.features),
        (MAP, shown.window.pages.map),
        (RUNS, shown.window.pages.runs),
    ):
        shown.window.show_page(name)
        assert len(page.sentence.text()) > 10
        wait_until_quiet(shown.session.library, qtbot)
        if name in (FEATURES, MAP, RUNS):
            button = next(b for b in page.findChildren(QPushButton) if b.isVisible() and b.text() == "Start training")
            assert button.isEnabled()


def test_that_start_is_one_click_and_wishes_a_run(shown: Shown, qtbot: QtBot) -> None:
    assert shown.window.header.main_button.text() == "Start"
    with qtbot.waitSignal(shown.window.header.start_requested):
        qtbot.mouseClick(shown.window.header.main_button, Qt.MouseButton.LeftButton)
    assert shown.session.experiment.phase is Phase.PREPARING


def test_that_the_large_button_pauses_and_goes_on(shown: Shown, qtbot: QtBot) -> None:
    header = shown.window.header
    begin(shown)
    assert header.main_button.text() == "Pause"
    with qtbot.waitSignal(header.pause_requested):
        qtbot.mouseClick(header.main_button, Qt.MouseButton.LeftButton)
    shown.session.experiment.set_phase(Phase.PAUSED)
    assert header.main_button.text() == "Resume"
    with qtbot.waitSignal(header.go_on_requested):
        qtbot.keyClick(shown.window, Qt.Key.Key_Space)
    with qtbot.waitSignal(header.stop_requested):
        qtbot.mouseClick(header.stop_button, Qt.MouseButton.LeftButton)


def test_that_start_and_stop_are_closed_when_they_would_do_nothing(shown: Shown) -> None:
    header, experiment = shown.window.header, shown.session.experiment
    expected = {
        Phase.IDLE: (True, False),
        Phase.PREPARING: (False, True),
        Phase.TRAINING: (True, True),
        Phase.PAUSED: (True, True),
        Phase.STOPPING: (True, False),
        Phase.EVALUATING: (True, True),
        Phase.DONE: (True, False),
        Phase.FAILED: (True, False),
    }
    for phase, (main, stop) in expected.items():
        experiment.set_phase(phase)
        assert (header.main_button.isEnabled(), header.stop_button.isEnabled()) == (main, stop), phase


def test_that_the_first_step_leaves_no_page_without_a_sentence(shown: Shown) -> None:
    begin(shown, steps=1)
    assert shown.window.pages.train.sentence.text()


def test_that_of_a_run_that_ended_early_the_header_tells_how_far_it_came(shown: Shown) -> None:
    begin(shown)
    shown.session.fail(Failure("The disk is full.", "Make room."))
    header = shown.window.header
    percent = percent_done(shown.session.experiment.last_step.progress)
    assert header.left.text() == f"ended early at {percent:.0f} %"
    assert header.findChild(QProgressBar).value() > 0


def test_that_the_train_page_judges_the_training_in_numbers_that_were_measured(shown: Shown, qtbot: QtBot) -> None:
    begin(shown, steps=60)
    sentence = shown.window.pages.train.sentence
    qtbot.waitUntil(lambda: "finds its partner 20 % of the time" in sentence.text())
    assert "chance is 0.8 %" in sentence.text()


def test_that_the_loss_chart_shows_every_point_and_its_lines(shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    shown.window.pages.train.tabs.setCurrentIndex(CURVES_TAB)
    begin(shown, steps=40)
    chart = shown.window.pages.train.charts.loss
    qtbot.waitUntil(lambda: len(chart.time) == 40, timeout=3_000)
    assert [name for _, name in chart.reference_lines] == ["chance 4.84", "perfect pairs 0.58"]
    assert chart.head.value.text() == f"{np.mean([3.0 - step / 20 for step in range(16, 41)]):.3f}"
    chart.write_csv(tmp_path / "loss.csv")
    lines = (tmp_path / "loss.csv").read_text().splitlines()
    assert lines[0] == "training_time_s,loss"
    assert [float(v) for v in lines[40].split(",")] == [40.0, 1.0]


def test_that_the_running_mean_is_over_what_there_is() -> None:
    np.testing.assert_allclose(running_mean(np.array([2.0, 4.0, 6.0, 8.0]), 2), [2, 3, 5, 7])


def test_that_the_result_card_tells_the_scores_in_plain_words(shown: Shown) -> None:
    begin(shown)
    feed(shown, EvaluationFinished(evaluated(RESULT)))
    shown.session.experiment.set_phase(Phase.DONE)
    page = shown.window.pages.train
    assert page.sentence.text() == (
        "Better than PCA: 90 % against 20 % of 40 unseen images recognised; the difference is 70 ± 15 points. "
        "It never saw a class label."
    )
    experiment = shown.session.experiment
    assert experiment.run is not None
    experiment.run = replace(experiment.run, began_elsewhere=True)
    experiment.result_changed.emit()
    assert "label" not in page.sentence.text(), "nobody knows what its first weights saw"
    assert page.result.bars.accessibleName() == "SimCLR 90 %, PCA 20 %, untrained 25 %"
    assert "did not change the network (checked)" in texts(page.result)


def test_that_the_maps_are_one_click_from_the_result(shown: Shown, qtbot: QtBot) -> None:
    button = shown.window.pages.train.result.maps_button
    assert not button.isVisible()
    feed(shown, EvaluationFinished(evaluated(RESULT)))
    shown.session.experiment.set_phase(Phase.DONE)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown.window.pages.map.isVisible()


def test_that_a_network_that_was_not_frozen_is_not_praised(shown: Shown) -> None:
    begin(shown)
    feed(shown, EvaluationFinished(evaluated(RESULT | {"frozen_verified": False})))
    assert "do not trust" in texts(shown.window.pages.train.result)


def test_that_pairs_are_shown_with_their_similarity_and_rank(shown: Shown) -> None:
    begin(shown)
    views = np.zeros((6, 16, 16, 3), np.uint8)
    feed(shown, PairsTaken(3, views, views, views, tuple(range(6)), (0.83, *[0.1] * 5), (1, 2, 3, 4, 5, 31), 31))
    assert "Alike: 0.83 (cosine). Among 31 other views the partner comes 1st." in texts(shown.window.pages.train.pair)
    assert shown.window.pages.train.pair.title.text() == "A pair right now"
    shown.session.experiment.set_phase(Phase.DONE)
    assert shown.window.pages.train.pair.title.text() == "The last pair"


def test_that_feature_maps_follow_the_choice_of_layer_and_picture(shown: Shown, qtbot: QtBot) -> None:
    begin(shown)
    feed(shown, looked(step=12))
    shown.window.show_page(FEATURES)
    page = shown.window.pages.features
    assert "after 12 steps: 8 maps of 4" in page.sentence.text()
    with qtbot.waitSignal(shown.session.feature_maps.choice_changed):
        qtbot.mouseClick(page.network.slabs[1], Qt.MouseButton.LeftButton)
    assert shown.session.feature_maps.layer == "layer1.1"
    qtbot.mouseClick(page.next, Qt.MouseButton.LeftButton)
    qtbot.keyClick(shown.window, Qt.Key.Key_Right)
    assert shown.session.feature_maps.image_index == 2


def test_that_a_mosaic_holds_every_map_unchanged() -> None:
    maps = np.random.default_rng(0).integers(0, 255, (10, 5, 5)).astype(np.uint8)
    image = mosaic(maps, columns=4)
    is_map = image != GROUND
    assert image.shape == (3 * 6, 4 * 6)
    assert is_map.sum() == maps.size
    assert sorted(image[is_map].tolist()) == sorted(maps.flatten().tolist())


def test_that_every_setting_stands_in_the_expert_view_with_its_explanation(shown: Shown, qtbot: QtBot) -> None:
    qtbot.mouseClick(shown.window.pages.train.setup.expert, Qt.MouseButton.LeftButton)
    expert = shown.window.pages.train.expert
    assert expert is not None
    assert expert.isVisible()
    for section, model in SECTIONS.items():
        for name, field in model.model_fields.items():
            row = expert.forms[section].row(name)
            assert row.caption.text() == field.title
            assert "Usual:" in row.help.text()


def test_that_settings_are_changed_in_the_form_and_refused_beside_it(shown: Shown, qtbot: QtBot) -> None:
    qtbot.mouseClick(shown.window.pages.train.setup.expert, Qt.MouseButton.LeftButton)
    expert = shown.window.pages.train.expert
    assert expert is not None
    expert.forms["optimisation"].editor("batch_size").control.setValue(32)
    assert shown.session.experiment.config.optimisation.batch_size == 32
    decay = expert.forms["optimisation"].editor("weight_decay").control
    assert decay.value() == 0.0005
    decay.setValue(0.0002)
    assert shown.session.experiment.config.optimisation.weight_decay == 0.0002
    views = expert.forms["views"]
    views.editor("crop_area_max").control.setValue(0.3)
    assert shown.session.experiment.config.views.crop_area_max == 1.0
    qtbot.waitUntil(lambda: "smallest crop must not be larger" in texts(views), timeout=2_000)
    assert "crop_area_max" in str(shown.session.experiment.unfit)
    shown.window.header.main_button.click()
    assert "A setting does not fit" in shown.window.banner.sentence.text()
    views.editor("crop_area_min").control.setValue(0.2)
    assert shown.session.experiment.config.views.crop_area_max == 0.3  # what clashed fits now
    assert not shown.session.experiment.unfit
    assert shown.window.banner.isHidden(), "what was said about it is over"


def test_that_settings_are_closed_while_the_engine_works(shown: Shown) -> None:
    setup = shown.window.pages.train.setup
    begin(shown)
    assert not setup.network.isEnabled()
    assert shown.window.pages.views.settings.isEnabled()  # they are for the next training, and say so
    shown.session.experiment.set_phase(Phase.DONE)
    assert setup.network.isEnabled()


def test_that_the_easy_view_changes_data_network_and_time(shown: Shown, tmp_path: Path) -> None:
    setup, experiment = shown.window.pages.train.setup, shown.session.experiment
    setup.network.setCurrentIndex(setup.network.findData("resnet18"))
    setup.network.activated.emit(1)
    setup.time.setCurrentIndex(setup.time.findData(300.0))
    setup.time.activated.emit(2)
    assert (experiment.config.model.encoder, experiment.config.budget.seconds) == ("resnet18", 300.0)
    setup.choose_folder(tmp_path)
    assert experiment.config.data.folder == tmp_path
    assert setup.folder_button.text() == tmp_path.name
    assert setup.folder_button.isChecked()


@pytest.mark.parametrize("page", [entry.name for entry in PAGES])
def test_that_nothing_moves_out_of_the_way_of_a_message(shown: Shown, page: str) -> None:
    window, banner = shown.window, shown.window.banner
    window.show_page(page)
    QApplication.processEvents()
    places = {widget: widget.geometry() for widget in window.findChildren(QWidget) if widget.isVisible()}
    shown.session.fail(Failure("The disk is full. " * 12, "Make room.", details="Traceback: deep"))
    QApplication.processEvents()
    assert {widget: widget.geometry() for widget in places} == places
    sentence = window.pages.currentWidget().sentence
    assert not seen(banner).intersects(seen(sentence))
    assert not seen(banner).intersects(seen(window.pages.train.setup)) or page != TRAIN
    assert banner.height() >= banner.layout().heightForWidth(banner.width())
    assert seen(window).contains(seen(banner))


def seen(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint()), widget.size())


def test_that_a_failure_is_a_sentence_with_remedy_and_details_to_copy(shown: Shown, qtbot: QtBot) -> None:
    shown.session.fail(Failure("The disk is full.", "Make room.", details="Traceback: deep"))
    banner = shown.window.banner
    assert banner.isVisible()
    assert "The disk is full. | Make room." in texts(banner)
    assert "simclr-gui.log" in texts(banner)
    copy = next(button for button in banner.findChildren(QPushButton) if button.text() == "Copy details")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert "Traceback: deep" in QGuiApplication.clipboard().text()
    assert shown.session.experiment.phase is Phase.FAILED
    assert shown.window.header.main_button.isEnabled()


def test_that_a_failure_that_names_a_setting_is_told_once(shown: Shown) -> None:
    shown.session.fail(Failure("A batch of 100 is too large.", "Choose 64.", "optimisation.batch_size"))
    assert texts(shown.window).count("A batch of 100 is too large.") == 1
    assert "Choose 64." in texts(shown.window.banner)


def test_that_runs_are_listed_and_opened_or_resumed(shown: Shown, qtbot: QtBot, home: Path) -> None:
    finished = home / "runs" / "2026-01-02-a"
    train_small(finished)
    RunFolder.create(home / "runs" / "2026-01-01-b", SMALL)
    shown.window.show_page(RUNS)
    wait_until_quiet(shown.session.library, qtbot)
    page = shown.window.pages.runs
    assert "2 runs." in page.sentence.text()
    page.select(finished)
    assert page.open_button.isEnabled()
    assert not page.resume_button.isEnabled()
    with qtbot.waitSignal(page.open_requested) as caught:
        qtbot.mouseClick(page.open_button, Qt.MouseButton.LeftButton)
    assert caught.args == [finished]
    qtbot.waitUntil(lambda: shown.session.experiment.phase is Phase.DONE, timeout=20_000)
    assert len(shown.session.curves.steps) == 8
    page.select(home / "runs" / "2026-01-01-b")
    assert page.resume_button.isEnabled()


@pytest.mark.parametrize("is_asked", [True, False])
def test_that_a_folder_is_opened_and_named_whatever_shows_it(
    shown: Shown, qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch, *, is_asked: bool
) -> None:
    run = home / "runs" / "2026-01-02-a"
    train_small(run)
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or is_asked)
    shown.window.show_page(RUNS)
    wait_until_quiet(shown.session.library, qtbot)
    shown.window.pages.runs.select(run)
    shown.window.pages.runs.run_actions.show_folder.trigger()
    banner = shown.window.banner
    assert opened == [str(run)]
    assert banner.sentence.text() == f"Folder: {run}"
    assert banner.remedy.text().startswith("If no window shows it" if is_asked else "No program here shows folders")
    copy = next(button for button in banner.findChildren(QPushButton) if button.text() == "Copy path")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == str(run)


def test_that_every_column_of_the_runs_is_read_in_a_small_window(shown: Shown, qtbot: QtBot, home: Path) -> None:
    train_small(home / "runs" / "2026-01-02-120000-photographs-of-insects-with-colour")
    shown.window.resize(1024, 700)
    shown.window.show_page(RUNS)
    wait_until_quiet(shown.session.library, qtbot)
    table = shown.window.pages.runs.table
    model, header = table.model(), table.horizontalHeader()
    qtbot.waitUntil(lambda: header.length() <= table.viewport().width())
    for column in (number for number in range(1, model.columnCount()) if not table.isColumnHidden(number)):
        if column == model.number_of("differs"):
            continue  # its end is not needed: the details tell all of it
        needed = max(table.sizeHintForColumn(column), header.sectionSizeHint(column))
        assert header.sectionSize(column) >= needed, model.headerData(column, Qt.Orientation.Horizontal)
    assert table.textElideMode() is Qt.TextElideMode.ElideMiddle
    role = Qt.ItemDataRole.ToolTipRole
    assert "photographs-of-insects-with-colour" in model.data(model.index(0, 0), role)
    assert "linear evaluation" in model.headerData(
        shown.window.pages.runs.model.number_of("simclr"), Qt.Orientation.Horizontal, role
    )


def test_that_a_run_that_was_stopped_can_be_resumed_where_it_is_shown(shown: Shown, qtbot: QtBot) -> None:
    button = shown.window.pages.train.result.resume_button
    begin(shown)
    assert not button.isVisible()
    shown.window.pages.train.result.resume_requested.disconnect()
    for reason, is_offered in (("finished", False), ("stopped", True)):
        feed(shown, RunEnded(reason, 30, 7.5, 30.0, 0.0))
        shown.session.experiment.set_phase(Phase.DONE)
        assert button.isVisible() is is_offered
        shown.session.experiment.set_phase(Phase.TRAINING)
    shown.session.experiment.set_phase(Phase.DONE)
    with qtbot.waitSignal(shown.window.pages.train.result.resume_requested) as caught:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert caught.args == [Path("run")]


def test_that_a_number_of_epochs_is_not_cut(shown: Shown, qtbot: QtBot) -> None:
    time = shown.window.pages.train.setup.time
    shown.session.experiment.change_config({"budget.epochs": 10_000})
    assert time.currentText() == "10,000 epochs"
    qtbot.waitUntil(lambda: time.width() >= time.sizeHint().width())
    assert time.sizeHint().width() > time.fontMetrics().horizontalAdvance("10,000 epochs")


def test_that_a_suggestion_tells_times_with_their_unit_and_moves_no_button(shown: Shown, qtbot: QtBot) -> None:
    setup, experiment = shown.window.pages.train.setup, shown.session.experiment
    before = setup.time.mapTo(shown.window, QPoint())
    experiment.change_config({"budget.seconds": 300.0, "optimisation.batch_size": 32})
    qtbot.waitUntil(setup.suggestion_button.isVisible)
    assert "Suggested for these images: Batch 64, Time 1 min." in texts(setup)
    qtbot.wait(50)
    assert setup.time.mapTo(shown.window, QPoint()) == before
    qtbot.mouseClick(setup.suggestion_button, Qt.MouseButton.LeftButton)
    assert not setup.suggestion_button.isVisible()


def test_that_nothing_is_suggested_where_only_the_precision_differs(shown: Shown) -> None:
    shown.session.experiment.change_config({"machine.precision": "float32"})
    assert not shown.window.pages.train.setup.suggestion_button.isVisible()


def test_that_number_keys_show_pages_and_the_theme_can_be_switched(shown: Shown, qtbot: QtBot) -> None:
    qtbot.keyClick(shown.window, Qt.Key.Key_4)
    assert shown.window.pages.map.isVisible()
    was_dark = shown.theme.is_dark
    with qtbot.waitSignal(shown.theme.changed):
        shown.window.rail.theme_requested.emit()
    assert shown.theme.is_dark is not was_dark
    shown.window.rail.theme_requested.emit()


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (1920, 1080)])
def test_that_no_word_is_cut_off(shown: Shown, qtbot: QtBot, size: tuple[int, int]) -> None:
    begin(shown)
    feed(shown, EvaluationFinished(evaluated(RESULT)))
    shown.window.resize(*size)
    for page in (TRAIN, VIEWS, FEATURES, MAP, RUNS):
        shown.window.show_page(page)
        qtbot.wait(150)
        for word in shown.window.findChildren(QLabel):
            if word.isVisible() and word.text() and not word.wordWrap():
                assert word.width() >= word.fontMetrics().horizontalAdvance(word.text()) - 1, word.text()


def test_that_a_published_data_set_is_chosen_from_the_menu(shown: Shown) -> None:
    setup, experiment = shown.window.pages.train.setup, shown.session.experiment
    actions = {action.data(): action for action in setup.published_button.menu().actions()}
    actions["stl10"].trigger()
    assert (experiment.config.data.source, experiment.config.data.side_px) == ("stl10", 96)
    assert setup.published_button.text() == "STL-10"
    assert setup.published_button.isChecked()
    assert "STL-10" in texts(shown.window.header)


def test_that_a_dropped_folder_or_archive_becomes_the_data(shown: Shown, tmp_path: Path) -> None:
    archive = tmp_path / "pets.zip"
    archive.write_bytes(b"")
    for path, is_taken in ((tmp_path, True), (archive, True), (tmp_path / "notes.txt", False)):
        shown.window.show_page(RUNS)
        shown.session.experiment.replace_config(SMALL)
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        no_button, no_key = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, no_button, no_key)
        shown.window.dropEvent(drop)
        assert (shown.session.experiment.config.data.folder == path) is is_taken


def test_that_a_proposal_is_a_button_that_does_it(shown: Shown, qtbot: QtBot) -> None:
    proposal = Proposal("Batch of 32", {"optimisation.batch_size": 32})
    shown.session.fail(Failure("It does not fit.", "Take less.", proposals=(proposal,)))
    button = next(b for b in shown.window.banner.findChildren(QPushButton) if b.text() == "Batch of 32")
    assert shown.session.experiment.config.optimisation.batch_size == 64
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown.session.experiment.config.optimisation.batch_size == 32
    assert shown.session.experiment.phase is Phase.PREPARING
    assert not shown.window.banner.isVisible()
    shown.session.stop()


def test_that_files_left_out_are_told_with_their_names_to_copy(shown: Shown) -> None:
    feed(shown, ImagesRead(read=10, left_out=3, reasons=("empty (2)", "not an image (1)"), names=("a.png: empty",)))
    assert "Left out: empty (2), not an image (1)." in texts(shown.window.banner)
    shown.window.banner.copy_details()
    assert "a.png: empty" in QGuiApplication.clipboard().text()


def test_that_the_cost_of_the_network_is_found_out_before_it_is_trained(shown: Shown, qtbot: QtBot) -> None:
    shown.session.experiment.replace_config(SMALL)
    qtbot.mouseClick(shown.window.pages.train.setup.expert, Qt.MouseButton.LeftButton)
    expert = shown.window.pages.train.expert
    assert expert is not None
    qtbot.mouseClick(expert.check_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "images/s" in expert.cost.text(), timeout=30_000)
    assert "0.7 million parameters" in expert.cost.text()
    shown.session.experiment.change_config({"model.encoder": "resnet18"})
    assert "parameters" not in expert.cost.text()


def test_that_pictures_without_classes_are_not_called_untested(shown: Shown) -> None:
    begin(shown)
    feed(shown, dataclasses.replace(started(), class_names=()))
    shown.session.experiment.set_phase(Phase.DONE)
    assert "no classes" in shown.window.pages.train.sentence.text()
    assert "Scores need classes" in texts(shown.window.pages.train.result)
    assert shown.window.pages.train.result.maps_button.isVisible()


def test_that_a_run_that_another_process_trains_is_followed_to_its_end(
    shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    run_dir = tmp_path / "run"
    options = ["--side-px", "16", "--train-images", "64", "--test-images", "20", "--batch-size", "16"]
    trainer = subprocess.Popen(
        [sys.executable, "-m", "simclr_gui", "train", "--run-dir", str(run_dir), "--epochs", "60", *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    folder = RunFolder(run_dir)
    qtbot.waitUntil(lambda: folder.is_trained_elsewhere, timeout=60_000)
    shown.session.open_run(run_dir)
    assert shown.session.experiment.phase is Phase.FOLLOWING
    qtbot.waitUntil(lambda: len(shown.session.curves.steps) > 0, timeout=60_000)
    assert "Another process is training this run." in shown.window.pages.train.sentence.text()
    qtbot.waitUntil(lambda: shown.session.experiment.phase is Phase.DONE, timeout=120_000)
    assert trainer.wait(timeout=60) == 0
    assert len(shown.session.curves.steps) == 240


def test_that_the_first_window_is_no_larger_than_the_screen(qtbot: QtBot, shown: Shown) -> None:
    window = MainWindow(shown.session, shown.theme)
    qtbot.addWidget(window, before_close_func=lambda closing: setattr(closing, "may_close", True))
    free = window.screen().availableGeometry().size()
    least = window.minimumSize()
    assert window.width() <= max(free.width(), least.width())
    assert window.height() <= max(free.height(), least.height())


def test_that_a_suggested_time_has_its_unit(shown: Shown) -> None:
    shown.session.experiment.change_config({"budget.seconds": 30.0})
    assert "Suggested for these images: Time 1 min." in texts(shown.window.pages.train.setup)


def test_that_the_first_step_is_told_and_not_what_was_announced_before_it(shown: Shown) -> None:
    shown.session.experiment.begin(Path("run"))
    feed(shown, Announced("Getting the machine ready"))
    assert shown.window.pages.train.sentence.text() == "Getting the machine ready…"
    feed(shown, started())
    assert shown.window.pages.train.sentence.text() == "The first step is being computed…"


def test_that_a_headline_that_names_what_speaks_against_it_praises_nothing(shown: Shown) -> None:
    doubtful = {"simclr": {"linear": 0.9, "knn": 0.1}}
    plain, hedged = (finding_words(evaluated(RESULT, **parts), SMALL, None) for parts in ({}, doubtful))
    assert "label" in plain
    assert "PCA is ahead" in hedged
    assert "label" not in hedged


@pytest.mark.parametrize(
    ("jitter", "found", "advice"),
    [(0.0, 1.0, "colour changes would help"), (0.8, 1.0, "stronger changes would help"), (0.0, 0.4, "Longer training")],
)
def test_that_what_is_advised_of_poor_features_follows_from_what_was_found(
    shown: Shown, jitter: float, found: float, advice: str
) -> None:
    changes = {"views.jitter_probability": jitter, "views.grey_probability": 0.0}
    shown.session.experiment.begin(Path("run"), config=config_with(SMALL, changes))
    feed(shown, started(), dataclasses.replace(measured(8), top1=found))
    worse = {"simclr": {"linear": 0.2, "knn": 0.2}, "pca": {"components": 64, "linear": 0.9, "knn": 0.9}}
    feed(shown, EvaluationFinished(evaluated(RESULT, **worse)))
    shown.session.experiment.set_phase(Phase.DONE)
    shown.window.show_page(MAP)
    for page in (shown.window.pages.train, shown.window.pages.map):
        assert advice in page.sentence.text()


def test_that_the_header_of_a_paused_training_says_so(shown: Shown, qtbot: QtBot) -> None:
    begin(shown, steps=3)
    qtbot.waitUntil(lambda: shown.window.header.left.text().startswith("training "))
    shown.session.experiment.set_phase(Phase.PAUSED)
    assert shown.window.header.left.text().startswith("paused at ")
