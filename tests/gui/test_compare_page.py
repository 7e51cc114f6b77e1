"""The Compare page: how one gets there, what it says of two, three and eight runs, and what can be clicked."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from simclr_gui.engine.runs.about import About, write_about
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.sharing.tables import Rows
from simclr_gui.gui.pages import names
from simclr_gui.gui.pages.compare.curves_card import smoothed
from simclr_gui.gui.pages.compare.page import ComparePage
from simclr_gui.gui.pages.compare.run_heading import caption_of
from simclr_gui.gui.pages.compare.words import signed
from simclr_gui.gui.parts.chart.values import running_mean
from simclr_gui.gui.parts.panel_menu import tabbed
from simclr_gui.state.comparison import Comparison
from tests.gui.conftest import Shown
from tests.small import train_small
from tests.state.test_comparison import draw_map
from tests.tested_runs import make_tested_run

IMAGES = 40
LABELS = np.arange(IMAGES, dtype=np.int64) % 4
PLACE = np.arange(IMAGES)
SVG = "{http://www.w3.org/2000/svg}"
Open = Callable[[int], tuple[ComparePage, list[Path]]]


@pytest.fixture
def open_page(shown: Shown, qtbot: QtBot, tmp_path: Path) -> Open:
    """Compares so many made-up runs; the later one recognises more."""

    def opened(count: int) -> tuple[ComparePage, list[Path]]:
        runs = [
            make_tested_run(
                tmp_path / f"run {number}",
                PLACE < 4 * number + 4,  # noqa: SIM300
                LABELS,
                optimisation__temperature=0.1 * (number + 1),
            )
            for number in range(count)
        ]
        shown.window.requests.compare_runs(runs)
        qtbot.waitUntil(lambda: shown.session.comparison.is_quiet, timeout=30_000)
        page = shown.window.pages.compare
        qtbot.waitUntil(lambda: page.turns.is_empty)
        return page, runs

    return opened


def settle(page: ComparePage, shown: Shown, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: shown.session.comparison.is_quiet and page.turns.is_empty, timeout=30_000)


@dataclass(frozen=True)
class ShownOfRuns:
    """What a person sees of the compared runs."""

    colours: dict[Path, int]
    chips: list[tuple[str, str, bool, bool]]
    headings: list[tuple[str, str]]
    rows: list[tuple[str, ...]]
    cells: dict[tuple[Path, Path], tuple[str, str, str]]
    visible_in_matrix: list[str]
    points: list[tuple[str, str]]
    bars: list[str]


def shown_of(page: ComparePage, comparison: Comparison) -> ShownOfRuns:
    cells, matrix = page.pairs.cells, page.pairs.matrix
    grid = page.pairs.matrix.findChildren(QPushButton)
    return ShownOfRuns(
        dict(comparison.colours),
        [
            (chip.badge.text(), chip.name.full, chip.left.isEnabled(), chip.right.isEnabled())
            for chip in page.strip.chips
        ],
        [(part.heading.badge.text(), part.heading.name.full) for part in page.maps.maps.values()],
        page.differences.model.rows,
        {pair: (cell.text(), cell.toolTip(), cell.property("role")) for pair, cell in cells.items()},
        sorted(cell.accessibleName() for cell in grid if cell.isVisibleTo(matrix)),
        [(point.letter, point.colour) for point in page.score_plot.points.points],
        [score.name for score in page.differences.bars["linear"].scores],
    )


def test_that_an_empty_page_says_how_runs_are_chosen_and_leads_there(shown: Shown, qtbot: QtBot) -> None:
    shown.window.show_page(names.COMPARE)
    page = shown.window.pages.compare
    assert "Choose two to eight runs on the Runs page" in page.empty_state.text.text()
    assert not page.strip.isVisible()
    qtbot.mouseClick(page.empty_state.button, Qt.MouseButton.LeftButton)
    assert shown.window.page == names.RUNS


def test_that_two_runs_are_compared_in_sentences(open_page: Open, shown: Shown) -> None:
    page, _ = open_page(2)
    assert shown.window.page == names.COMPARE
    words = page.sentence.text()
    assert words.startswith("B recognises the most unseen images: 20.0 %. 1 setting"), "its number is the translation's"
    assert page.differences.model.rows == [("Temperature", "0.1", "0.2")]
    assert not page.pairs.matrix.isVisible()
    words = page.pairs.sentences[0].text()
    assert words.startswith("Linear evaluation: B ")
    assert "in points: +10.0" in words
    assert not page.score_plot.isVisible()


def test_that_three_runs_have_a_matrix_whose_cells_choose_the_images(open_page: Open, qtbot: QtBot) -> None:
    page, runs = open_page(3)
    cell = page.pairs.cells[runs[0], runs[2]]
    assert cell.text() == "+20.0"
    assert page.pairs.cells[runs[2], runs[0]].text() == "−20.0"
    assert "C recognises 20.0 points more than A" in cell.toolTip()
    qtbot.mouseClick(cell, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.images.model.rowCount() == 5, timeout=10_000)
    assert page.images.model.data(page.images.model.index(0, 2)) == "8"
    page.images.table.setCurrentIndex(page.images.model.index(1, 2))
    assert "C recognises 2 test images that A gets wrong." in page.images.words.text()


def test_that_from_six_runs_on_a_setting_is_set_against_the_score(open_page: Open) -> None:
    page, _ = open_page(8)
    assert page.score_plot.isVisibleTo(page)
    assert [page.score_plot.settings.itemText(n) for n in range(page.score_plot.settings.count())] == ["Temperature"]
    assert not page.strip.add.isEnabled()
    before = page.score_plot.plot.grab().toImage()
    root = ElementTree.fromstring(page.score_plot.plot.panel_menu.svg())
    assert "H  run 7" in {(text.text or "").strip() for text in root.iter(f"{SVG}text")}
    assert page.score_plot.plot.grab().toImage() == before, "on the screen it is as it was"
    lines = tabbed(page.score_plot.numbers()).split("\n")
    assert lines[0] == "run\tTemperature\tlinear accuracy (%)"
    assert lines[1].split("\t")[:2] == ["A", "0.1"]


def test_that_what_is_shown_of_a_run_is_kept_wherever_it_moves_and_tells_its_new_letter(
    open_page: Open, shown: Shown, qtbot: QtBot
) -> None:
    page, runs = open_page(4)
    chips, maps = {chip.path: chip for chip in page.strip.chips}, dict(page.maps.maps)
    shown.session.comparison.move(runs[0], 3)
    order = [runs[1], runs[2], runs[3], runs[0]]
    assert [chip.path for chip in page.strip.chips] == order
    settle(page, shown, qtbot)
    assert list(page.maps.maps) == order
    assert all(chip is chips[chip.path] for chip in page.strip.chips)
    assert all(page.maps.maps[run] is maps[run] for run in runs)
    assert [chip.badge.text() for chip in page.strip.chips] == list("ABCD")
    assert [part.heading.badge.text() for part in page.maps.maps.values()] == list("ABCD")
    assert [part.heading.name.full for part in page.maps.maps.values()] == ["run 1", "run 2", "run 3", "run 0"]
    assert [chip.left.isEnabled() for chip in page.strip.chips] == [False, True, True, True]
    assert [chip.right.isEnabled() for chip in page.strip.chips] == [True, True, True, False]
    assert page.pairs.cells[runs[1], runs[0]].text() == "−10.0"


@pytest.mark.parametrize("change", ["moved", "removed", "added"])
def test_that_a_changed_page_shows_what_one_that_is_opened_so_shows(
    change: str, open_page: Open, shown: Shown, qtbot: QtBot
) -> None:
    page, runs = open_page(8 if change != "added" else 7)
    comparison = shown.session.comparison
    if change == "moved":
        comparison.move(runs[6], -4)
    elif change == "removed":
        comparison.remove(runs[2])
    else:
        comparison.remove(runs[5])
        comparison.add(runs[5])  # while the others are still being shown
    settle(page, shown, qtbot)
    changed = shown_of(page, comparison)
    order = list(comparison.paths)
    comparison.compare([])
    settle(page, shown, qtbot)
    comparison.colours = {path: changed.colours[path] for path in order}  # a run keeps its colour
    comparison.compare(order)
    settle(page, shown, qtbot)
    assert shown_of(page, comparison) == changed
    assert len(changed.cells) == len(order) * (len(order) - 1)
    assert len(changed.points) == len(order)


def test_that_a_run_removed_before_its_turn_is_not_made(open_page: Open, shown: Shown, qtbot: QtBot) -> None:
    page, runs = open_page(2)
    comparison = shown.session.comparison
    comparison.compare(runs[:1])
    comparison.compare(runs)
    comparison.remove(runs[1])
    settle(page, shown, qtbot)
    assert [chip.path for chip in page.strip.chips] == runs[:1]
    assert list(page.maps.maps) == runs[:1]


def test_that_what_arrives_for_a_run_that_was_just_removed_is_shown_to_nobody(open_page: Open, shown: Shown) -> None:
    page, runs = open_page(2)
    assert list(page.maps.maps) == runs
    shown.session.comparison.remove(runs[1])  # the page takes its turn later
    assert list(page.maps.maps) == runs[:1]


def test_that_a_point_stands_at_its_setting_and_score(open_page: Open, qtbot: QtBot) -> None:
    page, _ = open_page(8)
    points = page.score_plot.points.points
    assert [(round(point.x, 3), point.score, point.letter) for point in points[:2]] == [
        (0.1, 0.1, "A"),
        (0.2, 0.2, "B"),
    ]
    range_x, range_y = page.score_plot.plot.getPlotItem().viewRange()
    assert range_x[0] < 0.1
    assert range_x[1] > 0.8
    assert range_y[0] < min(end for point in points for end in (point.interval or (point.score,)))


def test_that_runs_are_hidden_moved_and_removed_by_clicks(open_page: Open, shown: Shown, qtbot: QtBot) -> None:
    page, runs = open_page(3)
    qtbot.mouseClick(page.strip.chips[0].eye, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: set(page.curves.drawn) == set(runs[1:]))
    qtbot.mouseClick(page.strip.chips[0].right, Qt.MouseButton.LeftButton)
    assert [chip.path for chip in page.strip.chips] == [runs[1], runs[0], runs[2]]
    qtbot.mouseClick(page.strip.chips[2].close_button, Qt.MouseButton.LeftButton)
    assert [chip.path for chip in page.strip.chips] == [runs[1], runs[0]]
    qtbot.waitUntil(lambda: shown.session.comparison.is_quiet, timeout=10_000)
    qtbot.waitUntil(lambda: page.differences.model.rows == [("Temperature", "0.2", "0.1")])


def test_that_a_run_is_added_from_the_list(shown: Shown, qtbot: QtBot, home: Path, open_page: Open) -> None:
    make_tested_run(home / "runs" / "late", PLACE < 30, LABELS)
    page, _ = open_page(2)
    with qtbot.waitSignal(shown.session.library.changed, timeout=10_000):
        shown.session.library.refresh()
    page.strip.offer_runs()
    offered = page.strip.menu.actions()[0]
    assert offered.text() == "late, 75 %"
    offered.trigger()
    qtbot.waitUntil(lambda: [chip.path.name for chip in page.strip.chips] == ["run 0", "run 1", "late"])
    qtbot.waitUntil(lambda: shown.session.comparison.is_quiet, timeout=10_000)


def test_that_names_of_ones_own_are_shown(open_page: Open, shown: Shown, qtbot: QtBot) -> None:
    page, runs = open_page(2)
    write_about(RunFolder(runs[0]), About(name="no <b>colour</b>"))
    shown.session.comparison.refresh()
    qtbot.waitUntil(lambda: page.strip.chips[0].name.full == "no <b>colour</b>", timeout=10_000)


def test_that_maps_are_called_by_letter_and_name_of_their_run(open_page: Open, shown: Shown, qtbot: QtBot) -> None:
    page, runs = open_page(2)
    write_about(RunFolder(runs[1]), About(name="warm colours"))
    shown.session.comparison.refresh()
    qtbot.waitUntil(lambda: page.strip.chips[1].name.full == "warm colours", timeout=10_000)
    settle(page, shown, qtbot)
    assert [page.maps.maps[run].scatter.accessibleName() for run in runs] == [
        "Map of run A  run 0",
        "Map of run B  warm colours",
    ]
    for run, look in page.looks.runs.items():
        assert look.mosaic.accessibleName() == f"Feature maps of run {caption_of(shown.session.comparison, run)}"


def test_that_an_image_pointed_at_on_one_map_is_marked_on_the_others(
    open_page: Open, shown: Shown, qtbot: QtBot
) -> None:
    page, runs = open_page(3)
    for run in runs[:2]:
        draw_map(run, np.zeros((IMAGES, 8, 8, 3), np.uint8))
    shown.session.comparison.refresh()
    qtbot.waitUntil(lambda: page.maps.maps[runs[1]].scatter.dots.are_placed, timeout=10_000)
    qtbot.waitUntil(lambda: page.turns.is_empty)
    page.maps.maps[runs[0]].scatter.pointed.emit(7)
    assert all(page.maps.maps[run].scatter.ring_place is not None for run in runs[:2])
    assert page.maps.maps[runs[2]].refusal.text() == "It has no map yet."


def test_that_a_run_that_cannot_be_read_is_told_and_can_be_removed(
    open_page: Open, shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    page, _ = open_page(2)
    (tmp_path / "empty").mkdir()
    shown.session.comparison.add(tmp_path / "empty")
    qtbot.waitUntil(lambda: shown.session.comparison.is_quiet, timeout=10_000)
    assert "not a run folder" in page.empty_state.text.text()
    qtbot.waitUntil(lambda: len(page.strip.chips) == 3)
    qtbot.mouseClick(page.strip.chips[2].close_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown.session.comparison.compared is not None, timeout=10_000)


def test_that_curves_are_drawn_over_the_chosen_axis(shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    runs = [tmp_path / name for name in ("first", "second")]
    for run in runs:
        train_small(run)
    shown.window.requests.compare_runs(runs)
    page = shown.window.pages.compare
    qtbot.waitUntil(lambda: shown.session.comparison.is_quiet, timeout=30_000)
    page.curves.axes.setCurrentIndex(2)
    page.curves.axes.activated.emit(2)
    qtbot.waitUntil(lambda: set(page.curves.drawn) == set(runs))
    assert page.curves.shown(runs[0])[0][-1] == 128, "8 steps of 16 images"
    qtbot.waitUntil(lambda: not page.curves.timer.isActive())
    root = ElementTree.fromstring(page.curves.plot.panel_menu.svg())
    written = [text.text or "" for text in root.iter(f"{SVG}text")]
    assert {"A  first", "B  second", "images seen"} <= {words.strip() for words in written}, "whose each curve is"
    assert not list(root.iter(f"{SVG}image")), "curves are forms"
    head, first, *_ = tabbed(page.curves.numbers()).split("\n")
    assert head == "run\timages seen\tloss"
    assert first.startswith("A\t16\t")


def test_that_a_very_long_curve_is_drawn_as_means_of_blocks() -> None:
    x, values = np.arange(1e6), np.random.default_rng(0).random(1_000_000)
    assert smoothed(x, values, 1)[1] is values
    shown_x, shown = smoothed(x, values, 25)
    assert len(shown_x) == len(shown) == 4_000
    assert np.abs(shown - 0.5).max() < 0.1
    few = values[:500]
    assert (smoothed(x[:500], few, 100)[1] == running_mean(few, 100)).all()


def test_that_points_have_a_true_minus_and_zero_has_no_sign() -> None:
    assert [signed(value) for value in (1.44, -0.31, -0.01, 0.0)] == ["+1.4", "−0.3", "0.0", "0.0"]


def test_that_settings_and_scores_are_copied_as_a_table(open_page: Open) -> None:
    page, _ = open_page(2)
    page.differences.copy.menu().actions()[1].trigger()
    lines = [line.split("\t") for line in QApplication.clipboard().text().splitlines()]
    assert [line[0] for line in lines] == ["Setting", "Temperature", "linear evaluation", "kNN"]
    assert lines[0][1:] == ["A  run 0", "B  run 1"]
    assert [cell.split(" ")[0] for cell in lines[2][1:]] == ["10.0", "20.0"]
    page.differences.copy.menu().actions()[3].trigger()
    assert "tabular" in QApplication.clipboard().text()


def test_that_the_table_that_is_copied_is_the_one_that_is_shown(open_page: Open, shown: Shown, qtbot: QtBot) -> None:
    page, runs = open_page(3)
    before = page.differences.table_rows()
    copied: list[Rows] = []
    shown.session.comparison.compared_changed.connect(lambda: copied.append(page.differences.table_rows()))
    shown.window.requests.compare_runs(runs[:2])
    settle(page, shown, qtbot)
    shown.session.comparison.compared_changed.disconnect()
    assert copied[-1] == before, "its turn has not come"
    assert {len(line) for line in page.differences.table_rows()} == {3}


def test_that_paired_differences_are_copied_as_a_table(open_page: Open) -> None:
    page, _ = open_page(3)
    page.pairs.copy.menu().actions()[1].trigger()
    head, *lines = [line.split("\t") for line in QApplication.clipboard().text().splitlines()]
    assert head == ["Runs", "Score", "Points", "From", "To", "p"]
    assert [line[:2] for line in lines[:3]] == [
        ["B  run 1 − A  run 0", "linear evaluation"],
        ["B  run 1 − A  run 0", "kNN"],
        ["C  run 2 − A  run 0", "linear evaluation"],
    ]
    pair = page.pairs._comparison.compared.pair(0, 1)
    assert float(lines[0][2]) == pytest.approx(100 * pair.differences["linear"].value, abs=0.05)
    page.pairs.copy.menu().actions()[2].trigger()
    assert QApplication.clipboard().text().startswith("Runs,Score,Points,From,To,p")
