"""Charts: what they show, what they keep still, and what can be taken out of them."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import BatchStatisticsTaken, LiveKnnMeasured, LiveProbeMeasured, RankMeasured
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.pages.train.charts import INSIDE_TAB, PAIRS_TAB
from simclr_gui.gui.pages.train.inside import InsideCharts, PairCharts
from simclr_gui.gui.pages.train.page import CURVES_TAB
from simclr_gui.gui.parts.card import Page, page_around
from simclr_gui.gui.parts.chart import Chart, ChartText, Line, caption_font
from simclr_gui.gui.parts.chart.widget import MOST_VALUES
from simclr_gui.state.experiment import Phase
from tests.gui.conftest import Shown
from tests.gui.test_pages import TRAIN, VIEWS, begin, feed
from tests.listed import read_runs
from tests.small import small_config, train_small
from tests.state.test_state import measured, started

TEXT = ChartText("Loss", "NT-Xent", "It falls.", "loss")
BATCH_STATISTICS = BatchStatisticsTaken(
    step=10,
    epoch=1.0,
    top5=0.5,
    positive=0.8,
    negative=0.1,
    alignment=0.4,
    uniformity=-3.0,
    watched=(0.5, 0.7),
    gradients=(1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6),
    memory_bytes=1_500_000_000,
    elapsed_s=10.0,
)


@pytest.fixture
def shown(shown: Shown) -> Shown:
    """The curves are looked at."""
    shown.window.pages.train.tabs.setCurrentIndex(CURVES_TAB)
    return shown


@pytest.fixture
def chart(qtbot: QtBot, shown: Shown) -> Iterator[Chart]:
    """Two lines of a hundred points, on a page of their own."""
    page = Page()
    qtbot.addWidget(page)
    page.resize(600, 400)
    lines = (Line("ours", "accent"), Line("theirs", "pca"))
    chart = Chart(TEXT, lambda value: f"{value:.2f}", shown.theme, lines, parent=page)
    chart.resize(500, 300)
    chart.scales.set_time_range(100)
    chart.scales.set_value_range(0, 2)
    page.show()
    qtbot.waitExposed(page)
    chart.show_values(np.arange(100.0), np.linspace(2, 1, 100), np.linspace(0, 1, 100))
    yield chart
    page.close()


def view_of(chart: Chart) -> np.ndarray:
    return np.array(chart.plot.getPlotItem().getViewBox().viewRange())


def test_that_the_last_values_are_written_and_the_mouse_reads_off_any_other(chart: Chart, qtbot: QtBot) -> None:
    assert chart.head.value.text() == "1.00 · 1.00"
    box = chart.plot.getPlotItem().getViewBox()
    chart.pointer.point_at(box.mapViewToScene(box.viewRect().center()))
    assert chart.head.value.text() == "1.49 · 0.51 at 50.0 s"


def test_that_a_view_that_was_moved_stays_while_points_come_and_double_click_resets_it(
    chart: Chart, qtbot: QtBot
) -> None:
    whole = view_of(chart)
    chart.scales.look_at(20, 30)
    moved = view_of(chart)
    chart.show_values(np.arange(120.0), np.linspace(2, 1, 120), np.linspace(0, 1, 120))
    chart.scales.set_time_range(100)
    np.testing.assert_allclose(view_of(chart), moved)
    qtbot.mouseDClick(chart.plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 100))
    np.testing.assert_allclose(view_of(chart), whole)


def test_that_a_chart_is_saved_as_numbers_and_as_a_drawing(chart: Chart, tmp_path: Path) -> None:
    chart.write_csv(tmp_path / "loss.csv")
    lines = (tmp_path / "loss.csv").read_text().splitlines()
    assert lines[0] == "training_time_s,ours,theirs"
    np.testing.assert_allclose(np.loadtxt(lines[1:], delimiter=",")[-1], [99, 1, 1])
    chart.panel_menu.write(tmp_path / "loss.svg")
    root = ElementTree.parse(tmp_path / "loss.svg").getroot()
    assert root.tag.endswith("svg")
    assert len(list(root.iter())) > 20


def test_that_a_chart_is_saved_as_a_picture(
    chart: Chart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "loss.png"), ""))
    menu = chart.panel_menu.make_menu()
    save = next(action for action in menu.actions() if action.text() == "Save as picture…")
    with qtbot.waitSignal(page_around(chart).saved):
        save.trigger()
    image = QImage(str(tmp_path / "loss.png"))
    assert image.width() == 3 * (500 + 2 * 16), "three times the pixels, and margins"
    assert image.height() > 3 * (300 + 2 * 16), "and room for the name of the run"
    assert image.pixelColor(2, 2).name() == "#ffffff"
    assert chart.more.isVisible()


@pytest.mark.parametrize(("height", "value"), [(220, 1.95), (220, 0.02), (300, 1.0)])
def test_that_the_name_of_a_line_is_never_cut_and_lies_on_no_curve_where_there_is_room(
    height: int, value: float, chart: Chart
) -> None:
    chart.resize(400, height)
    chart.set_references([(value, "guessing 5.54")])
    chart.plot.getPlotItem().layout.activate()
    chart.plot.place_names()
    box, references = chart.plot.getPlotItem().getViewBox(), chart.plot.references
    line, spot = references.lines[0], references.spots[0]
    place = references.place_of(line, spot)
    assert place.top() >= 0 and place.bottom() <= box.height()
    assert references.cost(line, spot, ()) == 0


def ink_of(chart: Chart, colour: str) -> int:
    """How many pixels of the chart are of a line's colour."""
    image = chart.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)
    return int((pixels == QColor(colour).rgb()).sum())


def test_that_a_name_without_a_free_place_stands_faint_under_the_curves(chart: Chart, shown: Shown) -> None:
    chart.show_values(np.arange(100.0), np.tile([0.5, 1.5], 50), np.full(100, 1.0))
    colours = shown.theme.colours
    before = ink_of(chart, colours.accent)
    chart.set_references([(1.2, "chance 5.54")])
    name = chart.plot.references.lines[0].label
    assert name.isVisible()
    assert ink_of(chart, colours.accent) == before > 1_000, "no pixel of the curve is lost"
    assert name.color.alpha() < 255
    chart.show_values(np.arange(100.0), np.full(100, 0.2), np.full(100, 0.1))
    assert name.color.alpha() == 255


def test_that_a_name_stands_in_a_gap_between_the_curves(chart: Chart) -> None:
    chart.resize(700, 300)
    time_s = np.arange(100.0)
    chart.set_references([(1.0, "chance")])
    chart.show_values(time_s, np.where((time_s > 60) & (time_s < 90), 0.1, np.tile([0.8, 1.2], 50)), np.full(100, 0.1))
    references = chart.plot.references
    assert references.spots[0][0] == 0.75
    assert references.cost(references.lines[0], references.spots[0], ()) == 0


def test_that_a_name_that_is_wider_than_the_chart_is_left_out(chart: Chart, qtbot: QtBot) -> None:
    chart.set_references([(1.0, "perfect pairs 0.58")])
    name = chart.plot.references.lines[0].label
    assert name.isVisible()
    chart.resize(180, 300)
    qtbot.waitUntil(lambda: not name.isVisible(), timeout=2_000)
    chart.resize(500, 300)
    qtbot.waitUntil(name.isVisible, timeout=2_000)


@pytest.mark.parametrize(("width", "height"), [(500, 300), (150, 120), (110, 95)])
def test_that_the_numbers_of_an_axis_never_touch(width: int, height: int, chart: Chart, qtbot: QtBot) -> None:
    chart.scales.set_percent()
    chart.scales.set_value_range(0, 1)
    chart.resize(width, height)
    qtbot.wait(20)
    metrics = QFontMetrics(caption_font())
    box = chart.plot.getPlotItem().getViewBox()
    for side, room, (low, high) in zip(("bottom", "left"), (box.width(), box.height()), box.viewRange(), strict=True):
        axis = chart.plot.getAxis(side)
        ((spacing, ticks),) = axis.tickValues(low, high, room)
        words = axis.tickStrings(ticks, 1, spacing)
        needed = metrics.height() if side == "left" else max(map(metrics.horizontalAdvance, words))
        assert len(ticks) >= 1
        assert spacing * room / (high - low) >= needed


def test_that_a_title_without_room_ends_in_dots_and_is_told_by_a_tooltip(shown: Shown, qtbot: QtBot) -> None:
    title = "Finds its partner"
    chart = Chart(dataclasses.replace(TEXT, title=title), lambda value: f"{value:.2f}", shown.theme)
    qtbot.addWidget(chart)
    chart.show()
    chart.show_values(np.arange(9.0), np.ones(9))
    for width, is_whole in ((400, True), (150, False), (400, True)):
        chart.resize(width, 300)
        assert chart.width() == width
        assert chart.head.title.text().endswith("…") is not is_whole
        assert chart.head.title.toolTip() == ("" if is_whole else title)
        assert chart.head.value.text() == ("1.00" if is_whole else "")


def test_that_the_highest_tick_has_room_above_it(chart: Chart) -> None:
    assert chart.plot.getPlotItem().layout.getContentsMargins()[1] > 0


def test_that_saving_leaves_the_focus_where_it_was(chart: Chart, tmp_path: Path) -> None:
    chart.more.setFocus()
    chart.panel_menu.write(tmp_path / "loss.png")
    assert chart.more.hasFocus()


def test_that_the_numbers_are_shown_as_a_table(chart: Chart, qtbot: QtBot) -> None:
    dialog = chart.show_numbers()
    model = dialog.table.model()
    assert (model.rowCount(), model.columnCount()) == (100, 3)
    assert [model.headerData(column, Qt.Orientation.Horizontal) for column in range(3)] == [
        "training_time_s",
        "ours",
        "theirs",
    ]
    assert model.data(model.index(99, 2)) == "1"
    dialog.close()


def open_every_tab(shown: Shown) -> None:
    tabs = shown.window.pages.train.charts.tabs
    for tab in range(tabs.count()):
        tabs.setCurrentIndex(tab)


def test_that_top5_is_drawn_with_top1_and_written_where_it_was_measured(shown: Shown, tmp_path: Path) -> None:
    begin(shown, steps=12)
    feed(shown, BATCH_STATISTICS)
    charts = shown.window.pages.train.charts
    charts.paint_top1()
    x, y = charts.top1.plot.accompanying.getOriginalDataset()
    assert (x.tolist(), y.tolist()) == ([BATCH_STATISTICS.elapsed_s], [BATCH_STATISTICS.top5])
    charts.top1.write_csv(tmp_path / "top1.csv")
    lines = (tmp_path / "top1.csv").read_text().splitlines()
    assert lines[0] == "training_time_s,first,among_five"
    assert [line.rsplit(",", 1)[1] for line in lines[1:]] == [*[""] * 9, str(BATCH_STATISTICS.top5), "", ""]


def test_that_lines_are_told_apart_by_more_than_colour(shown: Shown) -> None:
    open_every_tab(shown)
    for chart in shown.window.pages.train.charts.charts:
        drawn = {(line.colour, line.style) for line in chart.lines}
        styles = [line.style for line in chart.lines]
        assert len(drawn) == len(chart.lines)
        assert len(styles) <= 5 or len(set(styles)) == 5
        if len(styles) == 2:
            assert styles[0] != styles[1]


def test_that_every_chart_has_a_name_and_can_be_reached_by_the_keyboard(shown: Shown) -> None:
    open_every_tab(shown)
    for chart in shown.window.pages.train.charts.charts:
        assert len(chart.accessibleName()) > 20
        assert chart.more.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert chart.more.accessibleName()


def test_that_who_does_not_see_a_curve_is_told_where_it_began_and_where_it_stands(shown: Shown, qtbot: QtBot) -> None:
    open_every_tab(shown)
    begin(shown, steps=2)
    chart = shown.window.pages.train.charts.loss
    qtbot.waitUntil(lambda: chart.accessibleDescription().startswith("From 2.9"))
    chart.show_nothing()
    assert not chart.accessibleDescription()


def test_that_the_inside_of_the_network_is_shown_as_it_was_measured(shown: Shown, qtbot: QtBot) -> None:
    begin(shown)
    feed(
        shown,
        BATCH_STATISTICS,
        RankMeasured(10, 1.0, 33.5, 128, 10.0),
        LiveKnnMeasured(10, 1.0, 0.4, 800, 400, 10.0),
        LiveProbeMeasured(10, 1.0, 0.5, 10.0),
    )
    charts = shown.window.pages.train.charts
    qtbot.waitUntil(lambda: charts.scores.head.value.text().startswith("50 %"), timeout=5_000)
    charts.tabs.setCurrentIndex(PAIRS_TAB)
    pairs = charts.closer[PAIRS_TAB]
    assert isinstance(pairs, PairCharts)
    assert pairs.cosines.head.value.text() == "+0.80 · +0.10"
    assert pairs.spread.head.value.text() == f"{BATCH_STATISTICS.alignment:+.1f} · {BATCH_STATISTICS.uniformity:+.1f}"
    charts.tabs.setCurrentIndex(INSIDE_TAB)
    inside = charts.closer[INSIDE_TAB]
    assert isinstance(inside, InsideCharts)
    assert inside.rank.head.value.text() == "33.5"
    np.testing.assert_allclose([line.yData[-1] for line in inside.gradients.plot.drawn], range(-1, -7, -1))
    charts.tabs.setCurrentIndex(0)
    charts.paint_speed()
    assert charts.speed.head.text.term == "1.5 GB"


@pytest.mark.parametrize(("score_s", "words"), [(0.0, "50 % (0 s)"), (25.0, "50 % · 40 %")])
def test_that_an_old_score_is_not_shown_as_the_result(score_s: float, words: str, shown: Shown) -> None:
    begin(shown)
    feed(shown, LiveKnnMeasured(0, 0.0, 0.4, 800, 400, score_s), LiveProbeMeasured(0, 0.0, 0.5, score_s))
    charts = shown.window.pages.train.charts
    charts.scores.resize(230, 200)
    charts.paint_scores()
    assert charts.scores.head.candidates[-1 if score_s == 0 else 0] == words
    assert charts.scores.head.value.text()


def test_that_charts_that_were_out_of_sight_show_the_newest_at_once(shown: Shown) -> None:
    begin(shown)
    shown.window.show_page(VIEWS)
    feed(shown, measured(31, loss=0.5))
    feed(shown, LiveKnnMeasured(31, 7.75, 0.4, 800, 400, 31.0), LiveProbeMeasured(31, 7.75, 0.5, 31.0))
    shown.window.show_page(TRAIN)
    charts = shown.window.pages.train.charts
    assert [len(chart.time) for chart in (charts.loss, charts.top1, charts.scores, charts.rate)] == [31, 31, 1, 31]
    assert len(charts.speed.time) == 30


def test_that_a_training_that_ends_is_shown_to_its_end_at_once(shown: Shown) -> None:
    begin(shown)
    shown.session.experiment.set_phase(Phase.EVALUATING)
    assert len(shown.window.pages.train.charts.loss.time) == 30


def test_that_a_new_run_does_not_keep_the_axis_of_the_last_one(shown: Shown) -> None:
    speed = shown.window.pages.train.charts.speed
    fresh = view_of(speed)[1]
    begin(shown)
    shown.window.pages.train.charts.paint_speed()
    assert view_of(speed)[1][1] > 100
    shown.session.curves.clear()
    np.testing.assert_allclose(view_of(speed)[1], fresh, atol=0.1)
    feed(shown, started(), measured(1), measured(2))
    shown.window.pages.train.charts.paint_speed()
    assert view_of(speed)[1][1] > 100


def test_that_a_narrow_board_leaves_out_the_learning_rate(shown: Shown) -> None:
    begin(shown)
    charts = shown.window.pages.train.charts
    for size, larger, is_shown in (((1024, 700), False, False), ((1280, 720), False, True), ((1280, 720), True, False)):
        shown.theme.present(size[1]) if larger else shown.theme.stop_presenting()
        shown.window.resize(*size)
        QApplication.processEvents()
        assert charts.rate.isVisible() is is_shown
    shown.theme.stop_presenting()


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800)])
def test_that_every_chart_has_room_for_its_last_value(size: tuple[int, int], shown: Shown) -> None:
    shown.window.resize(*size)
    begin(shown)
    feed(shown, BATCH_STATISTICS, RankMeasured(10, 1.0, 33.5, 128, 10.0))
    feed(shown, LiveKnnMeasured(30, 1.0, 1.0, 800, 400, 30.0), LiveProbeMeasured(30, 1.0, 1.0, 30.0))
    shown.session.experiment.set_phase(Phase.EVALUATING)  # then all is painted at once
    charts, seen = shown.window.pages.train.charts, set()
    for tab in range(charts.tabs.count()):
        charts.tabs.setCurrentIndex(tab)
        QApplication.processEvents()
        for chart in (chart for chart in charts.charts if chart.isVisible()):
            assert chart.head.value.text() or len(chart.lines) > MOST_VALUES, chart.head.text.title
            seen.add(chart)
    assert len(seen) >= 8


@pytest.mark.parametrize(
    ("rate", "words"),
    [(0.0596123, "0.0596"), (0.3, "0.3000"), (0.0012345, "0.0012"), (1.234e-5, "1.2e-05"), (0.0, "0.0000")],
)
def test_that_a_learning_rate_near_nothing_is_not_called_nothing(rate: float, words: str, shown: Shown) -> None:
    chart = shown.window.pages.train.charts.rate
    chart.resize(230, 200)
    chart.show_values(np.array([1.0]), np.array([rate]))
    assert chart.head.value.text() == words


def test_that_the_mouse_reads_off_a_narrow_chart_too(chart: Chart, qtbot: QtBot) -> None:
    chart.resize(170, 200)
    qtbot.mouseMove(chart.plot.viewport(), QPoint(100, 60))
    chart.pointer.point_at(chart.plot.getPlotItem().getViewBox().sceneBoundingRect().center())
    assert chart.head.value.text()
    assert " at " not in chart.head.value.text()


def test_that_every_tab_follows_a_training(shown: Shown, qtbot: QtBot) -> None:
    begin(shown, steps=3)
    charts = shown.window.pages.train.charts
    open_every_tab(shown)
    for tab in range(charts.tabs.count()):
        charts.tabs.setCurrentIndex(tab)
        feed(
            shown,
            *(measured(step) for step in range(4 + tab, 6 + tab)),
            dataclasses.replace(BATCH_STATISTICS, elapsed_s=11.0 + tab),
        )
        qtbot.waitUntil(lambda: not charts.timer.isActive(), timeout=5_000)
        assert not charts.unpainted & set(charts.shown_below())


def test_that_the_schedule_is_drawn_before_start_with_the_current_point_on_it(shown: Shown) -> None:
    shown.window.show_page(TRAIN)
    rate = shown.window.pages.train.charts.rate
    time_s, planned = rate.plot.planned.getOriginalDataset()
    assert (time_s[0], time_s[-1]) == (0, 60)
    assert planned.max() == pytest.approx(0.06, rel=0.01)
    assert planned[-1] == pytest.approx(0)
    begin(shown)
    shown.window.pages.train.charts.paint_rate()
    x, y = rate.plot.ends[0].getData()
    assert (x[0], y[0]) == (30.0, 0.1)


def test_that_the_charts_keep_to_the_run_in_hand_while_the_next_is_being_set_up(shown: Shown) -> None:
    begin(shown)
    loss = shown.window.pages.train.charts.loss
    before = loss.reference_lines
    shown.session.experiment.change_config({"optimisation.batch_size": 256})
    assert loss.reference_lines == before


def test_that_an_earlier_run_is_drawn_behind(shown: Shown, qtbot: QtBot, home: Path) -> None:
    train_small(home / "runs" / "earlier", small_config())
    begin(shown)
    box, charts = shown.window.pages.train.charts.earlier, shown.window.pages.train.charts
    read_runs(shown.session.library, qtbot)
    box.list_runs()
    place = box.findText("earlier", Qt.MatchFlag.MatchStartsWith)
    with qtbot.waitSignal(shown.session.other_curves.changed, timeout=20_000):
        box.setCurrentIndex(place)
        box.activated.emit(place)
    assert len(charts.loss.plot.earlier.getOriginalDataset()[0]) == 8
    box.list_runs()
    assert box.currentIndex() == place
    with qtbot.waitSignal(shown.session.other_curves.changed):
        box.activated.emit(0)
    drawn = charts.loss.plot.earlier.getOriginalDataset()[0]
    assert drawn is None or len(drawn) == 0


def test_that_a_verdict_says_what_to_do(shown: Shown, qtbot: QtBot) -> None:
    begin(shown, steps=0)
    feed(shown, *(measured(step, loss=4.84) for step in range(1, 200)))
    sentence = shown.window.pages.train.sentence
    qtbot.waitUntil(lambda: "No better than chance" in sentence.text(), timeout=3_000)
    assert "halve it, start again" in sentence.text()


def test_that_the_theme_recolours_every_line(chart: Chart, shown: Shown) -> None:
    theme: Theme = shown.theme
    before = chart.plot.drawn[0].opts["pen"].color().name()
    theme.choose(Qt.ColorScheme.Dark)
    after = chart.plot.drawn[0].opts["pen"].color().name()
    theme.choose(Qt.ColorScheme.Light)
    assert (before, after) == ("#2a5bd7", "#7da2ff")
