"""What those meet who listen or use keys alone: names, roles, descriptions, and where the keys go."""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QFontMetrics, QHelpEvent, QTextLayout
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from simclr_gui.engine.datasets.shape_names import CLASS_NAMES
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.gui.application import build_application
from simclr_gui.gui.look.language import CHINESE, ENGLISH, Language
from simclr_gui.gui.pages.learn.pooling import PoolingLesson
from simclr_gui.gui.pages.map.colouring import OWN
from simclr_gui.gui.pages.map.legend import Legend, LegendEntries
from simclr_gui.gui.pages.map.mistakes import MistakesView
from simclr_gui.gui.pages.names import FEATURES, LEARN, MAP, RUNS, TRAIN, VIEWS
from simclr_gui.gui.parts.card import Words, unbroken
from simclr_gui.gui.parts.chart import Chart, ChartText
from simclr_gui.gui.parts.sheet import Sheet
from simclr_gui.state.experiment import Phase
from tests.gui.conftest import Shown
from tests.gui.test_maps_view import COUNT
from tests.gui.test_mistakes import mistakes  # noqa: F401 - a fixture
from tests.gui.test_network_view import TAKEN, looked_at
from tests.gui.test_pages import feed
from tests.gui.test_sizes import finished  # noqa: F401 - a fixture
from tests.gui.test_tab_order import PLACES
from tests.listed import read_runs, wait_until_quiet
from tests.small import SMALL

ROLE = QAccessible.Role


def interface(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


@pytest.fixture
def legend(qtbot: QtBot) -> Iterator[Legend]:
    """Between two buttons, the first of which has the focus."""
    window, legend, before = QWidget(), Legend(), QPushButton("before")
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for widget in (before, legend, QPushButton("after")):
        column.addWidget(widget)
    legend.show_classes(("cat", "dog", "horse", "ship", "truck", "frog"))
    window.resize(280, 320)  # room for the highest style that another test may have left behind
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    before.setFocus()
    qtbot.waitUntil(before.hasFocus)
    yield legend


def test_that_keys_reach_every_class_of_the_legend_and_do_what_a_click_does(legend: Legend, qtbot: QtBot) -> None:
    toggled: list[int] = []
    legend.toggled.connect(toggled.append)
    entries = legend.entries
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is entries
    met = []
    for _ in range(6):
        met.append(entries.accessibleName())
        qtbot.keyClick(entries, Qt.Key.Key_Right)
    assert met == [f"Class {name}: shown" for name in ("cat", "dog", "horse", "ship", "truck", "frog")]
    assert entries.accessibleName() == "Class cat: shown", "round and round"
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        qtbot.keyClick(entries, key)
    qtbot.keyClick(entries, Qt.Key.Key_End)
    qtbot.keyClick(entries, Qt.Key.Key_Space)
    assert toggled == [0, 0, 5]
    legend.show_hidden(frozenset({5}))
    assert entries.accessibleName() == "Class frog: hidden"
    QTest.keyClick(entries, Qt.Key.Key_Tab)
    assert QApplication.focusWidget().text() == "after"


def test_that_up_and_down_go_from_row_to_row_of_the_legend(legend: Legend, qtbot: QtBot) -> None:
    entries = legend.entries
    first = entries.place_of(0)
    qtbot.keyClick(entries, Qt.Key.Key_Down)
    below = entries.place_of(entries.current)
    assert below.top() > first.top() and below.left() == first.left()
    qtbot.keyClick(entries, Qt.Key.Key_Up)
    assert entries.current == 0
    qtbot.keyClick(entries, Qt.Key.Key_Up)
    assert entries.current == 0, "there is no row above"


def test_that_the_class_that_the_keys_reach_is_framed_and_in_sight(legend: Legend, qtbot: QtBot) -> None:
    legend.show_classes(tuple(f"class {number}" for number in range(100)))
    entries = legend.entries
    before = entries.grab().toImage()
    entries.setFocus(Qt.FocusReason.TabFocusReason)
    assert entries.grab().toImage() != before
    qtbot.waitUntil(lambda: entries.rect().contains(entries.place_of(99)))  # it is laid out
    bar, room = legend.area.verticalScrollBar(), legend.area.viewport()
    qtbot.waitUntil(lambda: bar.maximum() == entries.height() - room.height())
    qtbot.waitUntil(lambda: entries.visibleRegion().boundingRect().height() == room.height())  # nothing cuts it off
    qtbot.keyClick(entries, Qt.Key.Key_End)
    assert entries.visibleRegion().contains(entries.place_of(99).center())
    assert entries.accessibleName() == "Class class 99: shown"


def test_that_what_is_searched_for_is_what_the_keys_reach(legend: Legend, qtbot: QtBot) -> None:
    legend.show_classes(tuple(f"class {number}" for number in range(100)))
    qtbot.keyClicks(legend.search, "class 7")
    assert legend.entries.accessibleName() == "Class class 7: shown"
    qtbot.keyClick(legend.entries, Qt.Key.Key_Right)
    assert legend.entries.accessibleName() == "Class class 70: shown"
    qtbot.keyClicks(legend.search, "nothing")
    assert legend.entries.focusPolicy() == Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize("finished", [ENGLISH], indirect=True)
def test_that_maps_tell_what_they_hold_and_follow_what_changes(finished: Shown) -> None:  # noqa: F811
    finished.window.show_page(MAP)
    maps, names = finished.window.pages.map.maps, finished.session.feature_space.images.class_names
    told = {kind: card.scatter.accessibleDescription() for kind, card in maps.cards.items()}
    counted = f"{COUNT} images of {len(names)} classes, laid out by"
    assert told["simclr"].startswith(f"{counted} SimCLR's features; coloured by class.")
    assert told["untrained"].startswith(f"{counted} the untrained network's features; coloured by class.")
    assert told["pca"].startswith(f"{counted} their raw pixels (PCA); coloured by class.")
    maps.colouring.choose(OWN)
    finished.session.selection.toggle_class(0)
    changed = maps.cards["pca"].scatter.accessibleDescription()
    assert "coloured by each image's own colour. 1 class is hidden." in changed
    overview = finished.window.pages.train.overview.scatter.accessibleDescription()
    assert "coloured by class. 1 class is hidden." in overview


def test_that_a_map_without_points_claims_none(shown: Shown) -> None:
    scatter = shown.window.pages.map.maps.cards["simclr"].scatter
    assert scatter.accessibleDescription().startswith("Drag moves")


def test_that_the_matrix_tells_how_alike_pairs_are(shown: Shown) -> None:
    network = looked_at(shown)
    views = len(TAKEN.cosine)
    alike = np.mean([TAKEN.cosine[view, (view + views // 2) % views] for view in range(views)])
    told = network.matrix.accessibleDescription()
    assert told.startswith(f"Similarity of {views // 2} pairs: partners {alike:.2f} on average, views of other images ")
    assert "View 1 of 6 is chosen" in told
    network.matrix.chosen.emit(2)
    assert "View 3 of 6 is chosen" in network.matrix.accessibleDescription()
    network.shown.setCurrentIndex(1)
    assert "repulsion weights at a temperature of 0.20" in network.matrix.accessibleDescription()


def test_that_the_confusion_matrix_and_its_images_tell_what_they_hold(mistakes: MistakesView) -> None:  # noqa: F811
    assert mistakes.confusion.accessibleDescription().startswith(
        "6 test images of 2 classes: 4 predicted correctly, 2 not."
    )
    assert mistakes.sheet.accessibleDescription().startswith("6 images: dog → cat 95 %, ")
    mistakes.confusion.chosen.emit(1, 0)
    assert mistakes.sheet.accessibleDescription() == "1 image: dog → cat 95 %."


@pytest.mark.parametrize("finished", [ENGLISH], indirect=True)
def test_that_feature_maps_and_near_images_tell_what_they_hold(finished: Shown) -> None:  # noqa: F811
    finished.window.show_page(FEATURES)
    told = finished.window.pages.features.mosaics[0].accessibleDescription()
    assert told.startswith("Stage ") or told.startswith("Stem")
    assert "16 maps of " in told and told.endswith("is chosen.")
    finished.window.show_page(MAP)
    finished.session.selection.pin(0)
    near = finished.window.pages.map.maps.image.neighbours["simclr"].accessibleDescription()
    images = finished.session.feature_space.images
    neighbours = finished.session.feature_space.neighbours["simclr"][0]
    same = int((images.labels[neighbours] == images.labels[0]).sum())
    assert near == f"Nearest for SimCLR: {len(neighbours)} images, {same} of its class."


def chart_of(qtbot: QtBot, shown: Shown, height: int) -> Chart:
    chart = Chart(ChartText("Recognises", "", "", "scores"), lambda value: f"{value:.2f}", shown.theme)
    qtbot.addWidget(chart)
    chart.resize(230, height)
    chart.scales.set_time_range(100)
    chart.scales.set_value_range(0, 1)
    chart.show()
    qtbot.waitExposed(chart)
    chart.set_references([(0.5, "chance")])
    return chart


def test_that_in_a_low_chart_the_name_of_chance_never_lies_on_the_curve(shown: Shown, qtbot: QtBot) -> None:
    chart = chart_of(qtbot, shown, 130)
    name, references = chart.plot.references.lines[0].label, chart.plot.references
    for level in (0.55, 0.6, 0.7, 0.4, 0.3):
        chart.show_values(np.arange(100.0), np.full(100, level))
        assert not name.isVisible() or references.cost(references.lines[0], references.spots[0], ()) == 0, level
    chart.show_values(np.arange(100.0), np.full(100, 0.7))
    assert name.isVisible() and references.spots[0][1] < 0, "below the line, for the curve is above it"
    chart.show_values(np.arange(100.0), np.tile([0.1, 0.9], 50))
    assert not name.isVisible(), "no room on either side"
    chart.show_values(np.arange(100.0), np.full(100, 0.95))
    assert name.isVisible()


def test_that_the_name_of_a_line_keeps_off_the_dot_at_the_end_of_a_curve(shown: Shown, qtbot: QtBot) -> None:
    chart = chart_of(qtbot, shown, 300)
    references = chart.plot.references
    place = references.place_of(references.lines[0], (1.0, 1.08))
    box = chart.plot.getPlotItem().getViewBox()
    end = box.mapToView(QPointF(place.left() + 2, place.center().y()))
    chart.show_values(np.array([end.x() - 1, end.x()]), np.array([1.0, end.y()]))
    assert references.cost(references.lines[0], (1.0, 1.08), ()) > 0


def test_that_the_shown_run_else_the_newest_is_where_the_keys_begin(shown: Shown, qtbot: QtBot, home: Path) -> None:
    paths = [home / "runs" / name for name in ("2026-01-03-c", "2026-01-02-b", "2026-01-01-a")]
    for path in paths:
        RunFolder.create(path, SMALL)
    page, opened = shown.window.pages.runs, []
    page.open_requested.connect(opened.append)
    shown.window.show_page(RUNS)
    wait_until_quiet(shown.session.library, qtbot)
    assert (page.table.currentIndex().row(), page.run_actions.show_folder.isEnabled()) == (0, True)
    shown.session.experiment.begin(paths[1])
    shown.session.experiment.set_phase(Phase.DONE)
    assert page.table.currentIndex().row() == 1
    qtbot.mouseClick(
        page.table.viewport(),
        Qt.MouseButton.LeftButton,
        pos=page.table.visualRect(page.table.model().index(2, 0)).center(),
    )
    RunFolder.create(home / "runs" / "2026-01-04-d", SMALL)
    read_runs(shown.session.library, qtbot)
    assert page.selected().path == paths[2], "what was chosen stays, wherever it stands"
    shown.session.experiment.set_phase(Phase.FAILED)
    assert page.selected().path == paths[2]
    assert not opened


def test_that_a_name_and_its_value_stay_on_one_line(qtbot: QtBot) -> None:
    assert unbroken("kNN: 66.5 %. Next") == "kNN:\u00a066.5\u00a0%. Next"
    assert unbroken("≈ 66 %") == "≈\u00a066\u00a0%"
    for said in ("kNN: 66.5 %", "kNN：66.5 %。"):
        words = Words(said)
        qtbot.addWidget(words)
        assert words.text() == said
    layout = QTextLayout(unbroken("线性评估。kNN：80.0 %。"))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(QFontMetrics(layout.font()).horizontalAdvance("线性评估。kNN：8"))
    layout.endLayout()
    assert not layout.text()[: line.textLength()].endswith("：")


def test_that_names_and_values_below_a_map_are_never_parted(finished: Shown) -> None:  # noqa: F811
    card = finished.window.pages.map.maps.cards["simclr"]
    shown_words = next(text for text in map(QLabel.text, card.findChildren(QLabel)) if "kNN" in text)
    for pair in shown_words.replace("，", ",").replace("\n", ",").split(","):
        assert " " not in pair.strip(" "), pair
    assert "kNN\u00a0" in shown_words


def test_that_names_under_images_are_whole_where_there_is_room(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    cut: list[str] = []
    build_application([])
    monkeypatch.setattr(
        "simclr_gui.gui.parts.sheet.QFontMetrics.elidedText", lambda *_: cut.append("cut") or "…", raising=False
    )
    captions = [f"{name}\n→ {other} 98 %" for name in CLASS_NAMES for other in CLASS_NAMES][:24]
    sheet = Sheet()
    qtbot.addWidget(sheet)
    for width in range(420, 720, 7):
        sheet.resize(width, 505)
        sheet.show_images(np.zeros((24, 32, 32, 3), np.uint8), "hardest", captions)
        sheet.grab()
    assert not cut


def test_that_a_name_that_has_no_room_is_told_in_full_under_the_mouse(qtbot: QtBot) -> None:
    long = "a name that is longer than any image is wide, and longer still"
    sheet = Sheet()
    qtbot.addWidget(sheet)
    sheet.resize(300, 300)
    sheet.show_images(np.zeros((2, 32, 32, 3), np.uint8), "hardest", [long, "cat"])
    sheet.show()
    at = QPoint(10, 10)
    QApplication.sendEvent(sheet, QHelpEvent(QEvent.Type.ToolTip, at, sheet.mapToGlobal(at)))
    assert long in QToolTip.text()
    assert sheet.caption_at(QPointF(299, 299)) in ("", "cat")
    QToolTip.hideText()


@pytest.fixture
def chinese(qtbot: QtBot) -> Iterator[Language]:
    build_application([])
    language = Language()
    language.choose(CHINESE)
    yield language
    language.choose(ENGLISH)


def test_that_kinds_of_pooling_are_named_in_the_language_of_the_window(chinese: Language, shown: Shown) -> None:
    lesson = PoolingLesson(shown.session.lessons, shown.theme)
    assert [view.accessibleName() for view in lesson.pooled.values()] == [lesson.titles[kind] for kind in lesson.pooled]
    assert not any(name.isascii() for name in lesson.titles.values())
    lesson.deleteLater()


def test_that_exclusive_choices_are_told_as_such(shown: Shown) -> None:
    window = shown.window
    rail = window.rail.button
    window.show_page(VIEWS)
    told = {name: interface(rail(name)) for name in (TRAIN, VIEWS, LEARN)}
    assert [each.role() for each in told.values()] == [ROLE.RadioButton] * 3
    assert [bool(each.state().checked) for each in told.values()] == [False, True, False]
    assert told[TRAIN].text(QAccessible.Text.Name) == "Train"
    told[TRAIN].doAction("Press")
    assert (window.page, bool(told[TRAIN].state().checked)) == (TRAIN, True)
    start = window.pages.train.start
    cards = [interface(card) for card in (start.shapes, start.folder, start.published)]
    assert [card.role() for card in cards] == [ROLE.RadioButton] * 3
    assert [bool(card.state().checked) for card in cards] == [True, False, False]
    setup = window.pages.train.setup
    assert interface(setup.shapes_button).role() == ROLE.RadioButton
    assert interface(setup.expert).role() == ROLE.CheckBox, "that one opens and closes"


def test_that_being_told_as_a_choice_changes_no_key(shown: Shown, qtbot: QtBot) -> None:
    start = shown.window.pages.train.start
    start.shapes.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(start.shapes, key)
    assert start.shapes.isChecked() and not start.folder.isChecked()
    assert all(card.focusPolicy() & Qt.FocusPolicy.TabFocus for card in (start.shapes, start.folder, start.published))


def test_that_entries_without_classes_take_no_focus(qtbot: QtBot) -> None:
    entries = LegendEntries()
    qtbot.addWidget(entries)
    entries.show_classes(())
    assert entries.focusPolicy() == Qt.FocusPolicy.NoFocus


def told_faults(shown: Shown, place: str) -> Iterator[str]:
    """What is nameless, or English in the Chinese window, among all that a screen reader meets."""
    of_combo_boxes = (ROLE.ComboBox, ROLE.ScrollBar)  # on Linux told by what is chosen; scroll bars belong to others
    for widget in shown.window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not shown.window:
            continue
        told = interface(widget)
        name, about = told.text(QAccessible.Text.Name), told.text(QAccessible.Text.Description)
        takes_focus = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and told.role() not in of_combo_boxes
        if takes_focus and widget.isEnabled() and not name and not widget.accessibleName():
            yield f"{place}: {type(widget).__name__} has no name"
        if is_chinese(shown) and re.search(r"[A-Za-z]{2,} [a-z]{2,}", f"{name}|{about}"):
            yield f"{place}: {type(widget).__name__} speaks English: {name} | {about}"


def is_chinese(shown: Shown) -> bool:
    return shown.window.rail.button(TRAIN).text() != "Train"


def test_that_everything_that_takes_keys_has_a_name_in_the_language_of_the_window(
    finished: Shown,  # noqa: F811
    home: Path,
) -> None:
    RunFolder.create(home / "runs" / "2026-01-01-a", SMALL)
    feed(finished, TAKEN)
    found = []
    for place, (page, prepare) in PLACES.items():
        finished.window.show_page(page)
        if prepare is not None:
            prepare(finished.window)
        QApplication.processEvents()
        found += told_faults(finished, place)
    assert not found, "\n".join(dict.fromkeys(found))
