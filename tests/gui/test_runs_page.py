"""The list on the Runs page."""

import json
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QDateTime, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from simclr_gui.engine.listing import trash
from simclr_gui.engine.listing.arrangement import arranged
from simclr_gui.engine.runs.about import About, read_about, write_about
from simclr_gui.engine.runs.array_files import write_arrays
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.runs.run_status import RunStatus
from simclr_gui.gui.look.theme import class_colour
from simclr_gui.gui.pages.names import RUNS, TRAIN
from simclr_gui.gui.pages.runs import RunsPage
from simclr_gui.gui.pages.runs.table_view import RunList
from simclr_gui.jobs.player import Failure
from simclr_gui.state import run_library
from simclr_gui.state.experiment import Phase
from tests.gui.conftest import Shown
from tests.listed import wait_until_quiet
from tests.small import SMALL, small_config
from tests.tested_runs import make_tested_run


def test_that_a_column_is_as_wide_as_qt_would_make_it(qtbot: QtBot) -> None:
    table, model = RunList(), QStandardItemModel()
    qtbot.addWidget(table)
    table.setModel(model)
    assert table.sizeHintForColumn(0) <= 0
    for words in ("interrupted", "", "WWWWWWWWWW", "iiiiiiiiiiiiiii"):
        model.appendRow(QStandardItem(words))
    assert table.sizeHintForColumn(0) == QTableView.sizeHintForColumn(table, 0)


@pytest.fixture
def page(shown: Shown, qtbot: QtBot, home: Path) -> RunsPage:
    """Six runs on show: three seeds, one without colour, one untested, one archived."""
    labels = np.arange(100, dtype=np.int64) % 4
    for number, (name, right, settings, about) in enumerate(
        (
            ("a", 90, {}, About("baseline", tags=("colour",))),
            ("b", 94, {"machine__seed": 1}, None),
            ("c", 98, {"machine__seed": 2}, None),
            ("d", 20, {"views__jitter_probability": 0.0, "views__grey_probability": 0.0}, About("no colour")),
            ("f", 50, {"optimisation__temperature": 0.1}, About(archived=True)),
        )
    ):
        path = make_tested_run(home / "runs" / name, np.arange(100) < right, labels, **settings)
        status = RunStatus("finished", 1, "elsewhere", 1_000_000.0 + number)
        (path / "status.json").write_text(json.dumps(asdict(status)))
        if about is not None:
            write_about(RunFolder(path), about)
    RunFolder.create(home / "runs" / "e", small_config(optimisation__batch_size=8))
    shown.window.show_page(RUNS)
    wait_until_quiet(shown.session.library, qtbot)
    runs_page = shown.window.pages.runs
    qtbot.waitUntil(lambda: len(runs_page.model.lines) == 5)
    return runs_page


def listed(page: RunsPage) -> str:
    return "".join(line.first.path.name for line in page.model.lines)


def sort(page: RunsPage, key: str) -> None:
    """A click on the title of a column."""
    header, number = page.table.horizontalHeader(), page.model.number_of(key)
    place = header.sectionViewportPosition(number) + header.sectionSize(number) // 2
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, header.height() // 2))


def test_that_the_newest_come_first_and_archived_ones_when_asked_for(page: RunsPage) -> None:
    assert listed(page) == "dcbae", "a run that was never trained comes last"
    page.filter_bar.archived.click()
    assert listed(page) == "fdcbae"
    assert "archived" in page.model.columns[page.model.number_of("state")].text(page.model.lines[0])


def test_that_numbers_are_sorted_as_numbers_and_nothing_comes_last_both_ways(page: RunsPage) -> None:
    sort(page, "simclr")
    assert listed(page) == "cbade"
    sort(page, "simclr")
    assert listed(page) == "dabce"
    sort(page, "run")
    assert [page.model.columns[0].text(line) for line in page.model.lines] == ["b", "baseline", "c", "e", "no colour"]


def test_that_words_and_choices_find_runs_and_escape_shows_all(page: RunsPage, qtbot: QtBot) -> None:
    page.run_actions.find.trigger()
    QTest.keyClicks(page.filter_bar.search, "batch 8")
    qtbot.waitUntil(lambda: listed(page) == "e")
    assert page.sentence.text().endswith(" found. 6 in all.")
    page.let_go()
    assert listed(page) == "dcbae"
    page.filter_bar.tag_box.setCurrentIndex(1)
    page.filter_bar.tag_box.activated.emit(1)
    assert listed(page) == "a"


def test_that_seeds_are_joined_to_a_line_with_mean_and_deviation(page: RunsPage, qtbot: QtBot) -> None:
    page.filter_bar.seeds.click()
    assert listed(page) == "dce"
    assert page.model.columns[page.model.number_of("simclr")].text(page.model.lines[1]) == "94.0 % ± 4.0"
    assert page.model.columns[0].text(page.model.lines[1]) == "baseline · 3 seeds", "one of them has a name"
    number = page.model.number_of("simclr")
    qtbot.waitUntil(lambda: page.table.columnWidth(number) >= page.table.sizeHintForColumn(number))
    page.table.selectRow(1)
    assert page.compare_button.text() == "Compare 3"
    requested: list[list[Path]] = []
    page.compare_requested.connect(requested.append)
    page.compare_button.click()
    assert [[path.name for path in paths] for paths in requested] == [["c", "b", "a"]]


def test_that_two_to_eight_runs_can_be_compared_and_one_alone_cannot(page: RunsPage) -> None:
    page.table.selectRow(0)
    assert not page.compare_button.isEnabled()
    page.table.selectAll()
    assert (page.compare_button.text(), page.compare_button.isEnabled()) == ("Compare 5", True)
    assert not page.open_button.isEnabled()


def test_that_what_differs_is_said_in_short(page: RunsPage) -> None:
    column = page.model.columns[page.model.number_of("differs")]
    assert "colour off" in column.text(page.model.lines[0])


def test_that_a_name_is_kept_when_the_field_is_left_and_the_row_alone_is_told(
    page: RunsPage, shown: Shown, qtbot: QtBot, home: Path
) -> None:
    page.table.selectRow(1)
    resets: list[None] = []
    page.model.modelReset.connect(lambda: resets.append(None))
    page.run_actions.rename.trigger()
    page.details.name.setText("a better name")
    page.details.tags.setText("x, y，x ,")
    page.details.note.setPlainText("why\nnot")
    with qtbot.waitSignal(page.model.dataChanged, timeout=10_000) as told:
        QTest.keyClick(page.details.name, Qt.Key.Key_Return)
    assert (told.args[0].row(), told.args[1].row()) == (1, 1)
    assert read_about(RunFolder(home / "runs" / "c")) == About("a better name", "why\nnot", ("x", "y"))
    assert page.model.columns[0].text(page.model.lines[1]) == "a better name"
    assert page.selected().path.name == "c"
    assert not resets
    wait_until_quiet(shown.session.library, qtbot)


def test_that_the_selection_stays_when_a_run_comes(page: RunsPage, shown: Shown, qtbot: QtBot, home: Path) -> None:
    page.table.selectRow(1)
    page.table.selectionModel().select(
        page.model.index(3, 0),
        QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
    )
    path = RunFolder.create(home / "runs" / "g", SMALL).path
    RunFolder(path).write_status("running")
    shown.session.library.follow()
    qtbot.waitUntil(lambda: listed(page) == "gdcbae", timeout=10_000)
    assert [line.first.path.name for line in page.selected_lines()] == ["c", "a"]
    assert not page.run_actions.trash.isEnabled() or all(not line.first.is_live for line in page.selected_lines())
    page.select(path)
    assert not page.run_actions.trash.isEnabled(), "it is being trained"
    RunFolder(path).write_status("finished")
    wait_until_quiet(shown.session.library, qtbot)


def test_that_selected_rows_are_copied_as_a_table(page: RunsPage) -> None:
    page.table.selectRow(0)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    page.run_actions.copy.trigger()
    data = QGuiApplication.clipboard().mimeData()
    head, line, _ = data.text().split("\n")
    assert head.split("\t")[0] == "Run"
    assert line.split("\t")[0] == "no colour"
    assert "<td>no colour</td>" in data.html()


def test_that_selected_rows_are_copied_for_a_paper(page: RunsPage) -> None:
    copy_as = next(each for each in page.more_button.menu().actions() if each.text() == "Copy as")
    page.table.clearSelection()
    assert not copy_as.isEnabled()
    page.table.selectRow(0)
    assert copy_as.isEnabled()
    latex = next(each for each in copy_as.menu().actions() if each.text() == "As LaTeX")
    latex.trigger()
    assert QGuiApplication.clipboard().text().splitlines()[3].startswith("no colour & ")


def test_that_a_copied_table_names_days_by_their_dates(page: RunsPage, shown: Shown, qtbot: QtBot, home: Path) -> None:
    number, now = page.model.number_of("when"), QDateTime.currentDateTime()
    status = RunStatus("finished", 1, "elsewhere", float(now.toSecsSinceEpoch()))
    (home / "runs" / "d" / "status.json").write_text(json.dumps(asdict(status)))
    shown.session.library.refresh()
    when = page.model.columns[number].text
    qtbot.waitUntil(lambda: "today" in when(page.model.lines[0]) or "yesterday" in when(page.model.lines[0]))
    page.table.selectRow(0)
    page.run_actions.copy.trigger()
    assert now.toString("yyyy-MM-dd HH:mm") in QGuiApplication.clipboard().text().split("\t")
    wait_until_quiet(shown.session.library, qtbot)


def test_that_the_trash_asks_with_the_bytes_first(
    page: RunsPage, shown: Shown, qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "trash").mkdir()
    monkeypatch.setattr(trash, "send2trash", lambda path: Path(path).rename(home / "trash" / Path(path).name))
    page.table.selectRow(0)
    page.run_actions.trash.trigger()
    qtbot.waitUntil(lambda: page.tidying.question.box is not None)
    box = page.tidying.question.box
    assert box.text().startswith("Move d to the trash? That is ")
    assert (home / "runs" / "d").is_dir()
    move = next(button for button in box.buttons() if button.text() == "Move to trash")
    move.click()
    qtbot.waitUntil(lambda: listed(page) == "cbae", timeout=10_000)
    assert (home / "trash" / "d").is_dir()
    wait_until_quiet(shown.session.library, qtbot)


def test_that_the_open_run_is_not_moved_to_the_trash(page: RunsPage, shown: Shown, home: Path) -> None:
    shown.session.experiment.run_dir = home / "runs" / "d"
    told: list[Failure] = []
    page.failed.connect(told.append)
    page.table.selectRow(0)
    page.run_actions.trash.trigger()
    assert told[0].sentence == "The open run cannot be moved to the trash."
    shown.session.experiment.run_dir = None


def test_that_runs_are_archived_and_taken_out_again(page: RunsPage, shown: Shown, qtbot: QtBot) -> None:
    page.table.selectRow(0)
    page.run_actions.archive.trigger()
    assert "archived. Tick Archived to see " in shown.window.banner.sentence.text(), "its end is the translation's"
    qtbot.waitUntil(lambda: listed(page) == "cbae", timeout=10_000)
    page.filter_bar.archived.click()
    qtbot.waitUntil(lambda: "d" in listed(page), timeout=10_000)  # arranged on a thread
    page.select(next(run.path for run in shown.session.library.runs if run.path.name == "d"))
    assert page.run_actions.archive.text() == "Take out of the archive"
    page.run_actions.archive.trigger()
    qtbot.waitUntil(lambda: not page.selected().archived, timeout=10_000)
    wait_until_quiet(shown.session.library, qtbot)


def test_that_what_was_said_of_runs_can_be_taken_back(page: RunsPage, shown: Shown, qtbot: QtBot) -> None:
    undo, redo = page.run_actions.undo, page.run_actions.redo
    assert not undo.isEnabled()
    page.table.selectAll()
    page.run_actions.archive.trigger()
    qtbot.waitUntil(lambda: not page.model.lines, timeout=10_000)
    assert undo.text() == "Undo archiving"
    undo.trigger()
    qtbot.waitUntil(lambda: listed(page) == "dcbae", timeout=10_000)
    assert not undo.isEnabled(), "of all five it was one change"
    redo.trigger()
    qtbot.waitUntil(lambda: not page.model.lines, timeout=10_000)
    undo.trigger()
    qtbot.waitUntil(lambda: listed(page) == "dcbae", timeout=10_000)
    wait_until_quiet(shown.session.library, qtbot)


def test_that_tags_are_added_to_several_runs_at_once(page: RunsPage, shown: Shown, qtbot: QtBot, home: Path) -> None:
    page.table.selectAll()
    page.run_actions.tag.trigger()
    page.tidying.tags_dialog.setTextValue("night, colour")
    page.tidying.tags_dialog.accept()
    said = lambda name: read_about(RunFolder(home / "runs" / name)).tags  # noqa: E731
    qtbot.waitUntil(lambda: all(said(name) for name in "abcde"), timeout=10_000)
    assert said("a") == ("colour", "night"), "what it had stays, nothing twice"
    assert said("d") == ("night", "colour")
    qtbot.waitUntil(page.run_actions.undo.isEnabled, timeout=10_000)  # the files are there before it is told
    page.run_actions.undo.trigger()
    qtbot.waitUntil(lambda: said("a") == ("colour",) and not said("d"), timeout=10_000)
    wait_until_quiet(shown.session.library, qtbot)


def test_that_each_run_shows_its_map(page: RunsPage, shown: Shown, qtbot: QtBot, home: Path) -> None:
    maps, number = shown.session.small_maps, page.model.number_of("map")
    folder = RunFolder(home / "runs" / "d")
    qtbot.waitUntil(lambda: maps.is_quiet)
    cell = page.table.visualRect(page.model.index(0, number))
    before = page.table.viewport().grab(cell).toImage()
    draw_map(folder, [[0, 0], [9, 9]])
    qtbot.waitUntil(lambda: maps.of(str(folder.path)) is not None, timeout=10_000)
    qtbot.waitUntil(lambda: page.table.viewport().grab(cell).toImage() != before)
    image = page.table.viewport().grab(cell).toImage()
    seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert {class_colour(0), class_colour(1)} <= seen
    wait_until_quiet(shown.session.library, qtbot)


def test_that_a_map_drawn_anew_is_shown_whether_the_page_is_in_sight_or_not(
    page: RunsPage, shown: Shown, qtbot: QtBot, home: Path
) -> None:
    maps, folder = shown.session.small_maps, RunFolder(home / "runs" / "d")
    first_point = lambda: maps.of(str(folder.path)) and maps.of(str(folder.path)).places[0].tolist()  # noqa: E731
    draw_map(folder, [[0, 0], [9, 9]])
    qtbot.waitUntil(lambda: first_point() == [0, 0], timeout=10_000)
    draw_map(folder, [[9, 0], [0, 9]])
    qtbot.waitUntil(lambda: first_point() == [255, 0], timeout=10_000)
    shown.window.show_page(TRAIN)
    wait_until_quiet(shown.session.library, qtbot)
    draw_map(folder, [[0, 9], [9, 0]])
    shown.window.show_page(RUNS)
    qtbot.waitUntil(lambda: first_point() == [0, 255], timeout=10_000)
    wait_until_quiet(shown.session.library, qtbot)


def draw_map(folder: RunFolder, places: list[list[int]]) -> None:
    """As the program does it after the scores: no other file of the run changes with it."""
    labels = np.arange(len(places), dtype=np.int64)
    images, names = np.zeros((len(places), 4, 4, 3), np.uint8), np.array(["p", "q"], np.str_)
    write_arrays(
        folder, folder.maps_dir / "pictures.npz", pictures=images, labels=labels, image_index=labels, class_names=names
    )
    write_arrays(folder, folder.maps_dir / "simclr.npz", coordinates=np.array(places, np.float32))


def test_that_maps_are_read_of_those_runs_that_are_seen(page: RunsPage) -> None:
    assert page.table.horizontalHeader().visualIndex(page.model.number_of("map")) == 0
    assert len(page.table.seen_folders) == 5
    sort(page, "map")
    assert page.table.sort_key == "when", "a picture is nothing to sort by"


def test_that_a_column_grows_with_its_words(page: RunsPage, shown: Shown, qtbot: QtBot, home: Path) -> None:
    number = page.model.number_of("state")
    before_px = page.table.columnWidth(number)
    RunFolder(home / "runs" / "d").write_status("stopped")
    shown.session.library.refresh()
    qtbot.waitUntil(lambda: "stopped early" in [page.model.columns[number].text(line) for line in page.model.lines])
    qtbot.waitUntil(lambda: page.table.columnWidth(number) >= page.table.sizeHintForColumn(number))
    assert page.table.columnWidth(number) > before_px
    wait_until_quiet(shown.session.library, qtbot)


def test_that_the_settings_of_a_run_become_those_of_the_next(page: RunsPage, shown: Shown) -> None:
    page.table.selectRow(0)
    page.settings_button.click()
    assert shown.session.experiment.config.views.jitter_probability == 0.0
    assert shown.window.page == TRAIN


def test_that_columns_and_order_are_remembered(page: RunsPage, shown: Shown) -> None:
    action = next(each for each in page.table.columns_menu().actions() if each.text() == "Epochs")
    assert not action.isChecked()
    action.trigger()
    sort(page, "simclr")
    again = RunsPage(shown.session.experiment, shown.session.library, shown.session.small_maps, shown.theme)
    assert not again.table.isColumnHidden(again.model.number_of("epochs"))
    assert (again.table.sort_key, again.table.descends) == ("simclr", True)
    again.deleteLater()


def test_that_a_folder_elsewhere_is_listed_and_its_run_opened(
    page: RunsPage, shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    run = RunFolder.create(tmp_path / "elsewhere" / "x", SMALL).path
    opened: list[Path] = []
    page.open_requested.disconnect()
    page.open_requested.connect(opened.append)
    page.open_place(run)
    qtbot.waitUntil(lambda: opened == [run], timeout=10_000)
    qtbot.waitUntil(lambda: page.model.row_of(str(run)) >= 0, timeout=10_000)
    page.select(run)
    assert page.run_actions.forget.isVisible()
    page.run_actions.forget.trigger()
    qtbot.waitUntil(lambda: page.model.row_of(str(run)) < 0, timeout=10_000)
    told: list[Failure] = []
    shown.session.failed.connect(told.append)
    page.open_place(tmp_path / "nowhere")
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert told[0].sentence.startswith("There is no run in")
    wait_until_quiet(shown.session.library, qtbot)


def test_that_details_tell_the_command_that_repeats_the_run(page: RunsPage, shown: Shown, qtbot: QtBot) -> None:
    page.table.selectRow(0)
    qtbot.waitUntil(page.details.command_button.isEnabled, timeout=10_000)
    page.details.command_button.click()
    command = QGuiApplication.clipboard().text()
    assert command.startswith("simclr-gui train --side-px 16")
    assert "--jitter-probability 0.0" in command
    wait_until_quiet(shown.session.library, qtbot)


def test_that_many_runs_are_arranged_on_a_thread_and_the_newest_request_counts(
    page: RunsPage, shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_library, "FEWEST_FOR_A_THREAD", 1)
    threads: list[threading.Thread] = []

    def noted(*given: Any, **named: Any) -> Any:
        threads.append(threading.current_thread())
        return arranged(*given, **named)

    monkeypatch.setattr("simclr_gui.gui.pages.runs.page.arranged", noted)
    for query in ("baseline", "nothing", "batch 8"):
        page.filter_bar.search.setText(query)
        page.filter_bar.changed.emit()
    qtbot.waitUntil(lambda: listed(page) == "e", timeout=10_000)
    wait_until_quiet(shown.session.library, qtbot)
    assert listed(page) == "e"
    assert threading.main_thread() not in threads


def test_that_the_run_in_hand_is_not_called_interrupted_nor_untested_while_it_is_worked_on(
    page: RunsPage, shown: Shown, home: Path
) -> None:
    def state() -> str:
        row, column = page.model.row_of(str(home / "runs" / "e")), page.model.number_of("state")
        return str(page.model.index(row, column).data())

    experiment = shown.session.experiment
    assert state() == "interrupted", "as its folder says"
    experiment.run_dir = home / "runs" / "e"
    for phase, words in (
        (Phase.PREPARING, "getting ready"),
        (Phase.EVALUATING, "being tested"),
        (Phase.MAPPING, "being mapped"),
        (Phase.DONE, "interrupted"),
    ):
        experiment.set_phase(phase)
        assert state() == words
