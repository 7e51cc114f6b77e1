"""Every panel can be saved alone and copied: as pixels, as a drawing, as numbers; with the mouse and with keys."""

from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from pyqtgraph import PlotWidget
from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import ImagesChosen, MapComputed
from simclr_gui.engine.lessons.contrast import contrast
from simclr_gui.gui.application import build_application
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.pages.features.mosaic import Mosaic
from simclr_gui.gui.pages.features.network_strip import NetworkStrip
from simclr_gui.gui.pages.learn.array_view import ArrayView
from simclr_gui.gui.pages.learn.block_scheme import CONVOLUTION, SUM, BlockScheme, Part
from simclr_gui.gui.pages.learn.circle import Circle
from simclr_gui.gui.pages.learn.gradients import LayerPowers
from simclr_gui.gui.pages.learn.stages import Box, StageOfBoxes, Stages
from simclr_gui.gui.pages.learn.terms import Terms
from simclr_gui.gui.pages.map.confusion import ConfusionView
from simclr_gui.gui.pages.map.likely_classes import LikelyClasses
from simclr_gui.gui.pages.map.scatter import Scatter
from simclr_gui.gui.pages.map.scatter.widget import MOST_MARKERS
from simclr_gui.gui.pages.map.scores.label_lines import LabelLine, LabelLines
from simclr_gui.gui.pages.map.scores.layer_bars import LayerBars, LayerScore
from simclr_gui.gui.pages.map.thumbnails import Thumbnails
from simclr_gui.gui.pages.names import LEARN
from simclr_gui.gui.pages.views.network import EDGES, SimilarityHistogram
from simclr_gui.gui.pages.views.strip import StepStrip
from simclr_gui.gui.parts.card import Card, Page
from simclr_gui.gui.parts.chart import Chart, ChartText, Line
from simclr_gui.gui.parts.histogram import Bars
from simclr_gui.gui.parts.image import Image
from simclr_gui.gui.parts.matrix import MatrixView
from simclr_gui.gui.parts.panel_menu import PanelMenu, fill_with_panels, panel_menus
from simclr_gui.gui.parts.paper import PAPER_MARGIN_PX
from simclr_gui.gui.parts.score_bars import Score, ScoreBars
from simclr_gui.gui.parts.sheet import Sheet
from tests.gui.conftest import Shown
from tests.gui.test_pages import FEATURES, MAP, TRAIN, VIEWS
from tests.gui.test_sizes import finished  # noqa: F401 - a fixture
from tests.gui.test_views_page import view

SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
FORMS = ("path", "rect", "polyline", "polygon", "line", "circle", "ellipse")
RNG = np.random.default_rng(1)
PIXELS = RNG.integers(0, 255, (8, 8, 3), np.uint8)
PANEL_PX = QSize(420, 300)
NO_PANELS = {
    "LegendEntries": "explains a panel, and is painted below it",
    "RunBox": "a control",
    "Elided": "a line of words",
    "ImageRow": "part of a button that chooses data",
    "DropSign": "covers the window while a file is dragged",
}
"""Classes that paint themselves and are no panel, each with its reason."""


def _chart(theme: Theme) -> QWidget:
    lines = (Line("ours", "accent"), Line("theirs", "pca"))
    chart = Chart(ChartText("Loss", "NT-Xent", "It falls.", "loss"), lambda value: f"{value:.2f}", theme, lines)
    chart.show_values(np.arange(100.0), np.linspace(2, 1, 100), np.linspace(0, 1, 100))
    return chart


def _score_bars(_theme: Theme) -> QWidget:
    bars = ScoreBars()
    bars.show_scores([Score("SimCLR", 0.91, "#7da2ff", (0.9, 0.92)), Score("PCA", 0.2, "#f0a63c")], 0.1, "chance")
    return bars


def _layer_bars(theme: Theme) -> QWidget:
    bars = LayerBars(theme)
    bars.show_layers([LayerScore("Stem", 0.3, None, 16), LayerScore("h", 0.9, (0.88, 0.92), 64, is_used=True)], 0.1)
    return bars


def _label_lines(theme: Theme) -> QWidget:
    lines = LabelLines(theme)
    lines.show_lines(
        [10, 100], [LabelLine("simclr", "SimCLR", (0.5, 0.8), (0.02, None)), LabelLine("pca", "PCA", (0.2,), (None,))]
    )
    return lines


def _confusion(theme: Theme) -> QWidget:
    matrix = ConfusionView(theme)
    matrix.show_counts(np.array([[35, 4], [1, 38]]), ("cat", "dog"))
    return matrix


def _matrix(_theme: Theme) -> QWidget:
    matrix = MatrixView()
    matrix.setAccessibleName("Similarity of every two views")
    matrix.show_values(RNG.uniform(-1, 1, (6, 6)).astype(np.float32), -1, 1, 2)
    return matrix


def _bars(_theme: Theme) -> QWidget:
    bars = Bars("Values of the map")
    bars.show_values(np.arange(100.0), 4)
    return bars


def _similarities(theme: Theme) -> QWidget:
    histogram = SimilarityHistogram(theme)
    shares = np.full(len(EDGES) - 1, 1 / (len(EDGES) - 1))
    histogram.show_shares(shares, shares)
    return histogram


def _mosaic(theme: Theme) -> QWidget:
    mosaic = Mosaic(theme)
    mosaic.setAccessibleName("Feature maps: image")
    mosaic.show_maps(RNG.integers(0, 255, (6, 8, 8), np.uint8), 3, 100, 1)
    return mosaic


def _image(_theme: Theme) -> QWidget:
    image = Image(96)
    image.show_pixels(PIXELS, "View A")
    return image


def _scatter(theme: Theme, count: int = 400) -> QWidget:
    scatter = Scatter(theme)
    scatter.resize(PANEL_PX)
    scatter.setAccessibleName("Map: SimCLR")
    labels = np.arange(count) % 2
    scatter.show_images(ImagesChosen(np.zeros((count, 2, 2, 3), np.uint8), labels, np.arange(count), ("cat", "dog")))
    scatter.show_map(MapComputed("simclr", "umap", RNG.normal(size=(count, 2)).astype(np.float32), 0.5, 0.9))
    return scatter


def _strip(_theme: Theme) -> QWidget:
    strip = StepStrip("View A, step by step")
    strip.show_view(view(120, (0, 0, 8, 16)), 16)
    return strip


def _sheet(_theme: Theme) -> QWidget:
    sheet = Sheet()
    sheet.show_images([PIXELS] * 4, "The hardest images", ["cat\n→ dog 95 %"] * 4)
    return sheet


def _thumbnails(_theme: Theme) -> QWidget:
    thumbnails = Thumbnails(48)
    thumbnails.show_images([PIXELS] * 3, (1, 2, 3), ("cat", "dog", "cat"), [LIGHT_BLUE] * 3, "Neighbours")
    return thumbnails


def _array(theme: Theme) -> QWidget:
    array = ArrayView(theme, "Filter")
    array.show_values(np.array([[-1.0, 0.5], [0.25, 1.0]]), with_numbers=True)
    return array


def _stages(theme: Theme) -> QWidget:
    return Stages(theme, (StageOfBoxes("Training", (Box("image"), Box("network", "accent"))),))


def _block(theme: Theme) -> QWidget:
    block = BlockScheme(theme, "Basic block")
    block.show_parts((Part(CONVOLUTION, "3 × 3"), Part(SUM, "+")), "2 weights")
    return block


def _powers(theme: Theme) -> QWidget:
    powers = LayerPowers(theme)
    powers.show_sizes((1e-3, 1e-2), (1e-4, 1e-2))
    return powers


def _terms(theme: Theme) -> QWidget:
    terms = Terms(theme)
    terms.show_terms(contrast(_points(), 0.5), 0.5, 0)
    return terms


def _circle(theme: Theme) -> QWidget:
    circle = Circle(theme)
    circle.show_points(_points(), contrast(_points(), 0.5), 0.5, 0, None)
    return circle


def _points() -> np.ndarray:
    angles = np.array([0.1, 2.0, 0.4, 2.5])
    return np.stack([np.cos(angles), np.sin(angles)], axis=1)


def _likely(_theme: Theme) -> QWidget:
    likely = LikelyClasses()
    likely.show_classes((("cat", 0.9, "#3f90da"), ("dog", 0.1, "#ffa90e")))
    return likely


def _network(theme: Theme) -> QWidget:
    strip = NetworkStrip(theme)
    strip.show_network({"stem": (16, 8), "h": (64, 1)}, PIXELS)
    return strip


LIGHT_BLUE = "#3f90da"
PANELS: dict[str, tuple[Callable[[Theme], QWidget], tuple[str, ...], bool]] = {
    "chart": (_chart, ("Loss", "ours", "time (s)"), True),
    "score bars": (_score_bars, ("SimCLR", "91.0 %", "chance"), True),
    "layer bars": (_layer_bars, ("Stem", "90.0 %"), True),
    "few labels": (_label_lines, ("labels per class", "100"), True),
    "confusion matrix": (_confusion, ("cat", "dog", "35"), True),
    "similarity matrix": (_matrix, ("Similarity of every two views",), False),
    "histogram": (_bars, ("Values of the map", "99"), True),
    "histogram of similarities": (_similarities, (), True),
    "mosaic": (_mosaic, ("Feature maps: image",), False),
    "image": (_image, ("View A",), False),
    "map": (_scatter, ("Map: SimCLR",), True),
    "steps of a view": (_strip, ("View A, step by step", "contrast", "× 1.50"), True),
    "gallery": (_sheet, ("The hardest images", "→ dog 95 %"), False),
    "thumbnails": (_thumbnails, ("Neighbours",), False),
    "array": (_array, ("Filter", "0.25"), False),
    "stages": (_stages, ("Scheme", "Training", "network"), True),
    "block": (_block, ("Basic block", "3 × 3"), True),
    "gradients": (_powers, ("1e-16",), True),
    "terms of the loss": (_terms, ("its partner",), True),
    "circle": (_circle, ("Views on a circle",), True),
    "likely classes": (_likely, ("cat", "90 %"), True),
    "network": (_network, ("Stem",), True),
}
"""How each is made, what stands in it, and whether it is made of forms, not of pixels."""


@pytest.fixture
def theme() -> Iterator[Theme]:
    """Dark, for paper is white all the same."""
    theme = Theme(build_application([]))
    theme.choose(Qt.ColorScheme.Dark)
    yield theme
    theme.choose(Qt.ColorScheme.Unknown)


@pytest.fixture(params=PANELS)
def panel(request: pytest.FixtureRequest, theme: Theme, qtbot: QtBot) -> QWidget:
    """On a page of its own, of the run "my-run"."""
    widget = PANELS[request.param][0](theme)
    widget.setProperty("kind", request.param)
    put_on_page(widget, qtbot)
    return widget


def put_on_page(widget: QWidget, qtbot: QtBot) -> Page:
    page = Page()
    page.source = lambda: "my-run"
    setattr(widget, "page", page)  # noqa: B010 - Python would let it go
    qtbot.addWidget(page)
    page.resize(600, 500)
    widget.setParent(page)
    widget.setGeometry(20, 60, max(widget.minimumWidth(), PANEL_PX.width()), PANEL_PX.height())
    page.show()
    qtbot.waitExposed(page)
    return page


def menu_of(widget: QWidget) -> PanelMenu:
    return next(menu for menu in widget.findChildren(PanelMenu) if menu.panel is widget)


def read(svg: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def words_in(root: ElementTree.Element) -> str:
    return " | ".join("".join(text.itertext()).strip() for text in root.iter(f"{SVG}text"))


def forms_in(root: ElementTree.Element) -> int:
    return sum(1 for element in root.iter() if element.tag.removeprefix(SVG) in FORMS)


def images_in(root: ElementTree.Element) -> list[ElementTree.Element]:
    return list(root.iter(f"{SVG}image"))


def test_that_a_panel_is_a_drawing_whose_words_are_words_and_whose_forms_are_forms(panel: QWidget) -> None:
    _, words, is_made_of_forms = PANELS[panel.property("kind")]
    root = read(menu_of(panel).svg())
    written = words_in(root)
    assert [word for word in words if word not in written] == []
    assert "my-run" in written, "whose it is"
    images = images_in(root)
    if is_made_of_forms:
        assert forms_in(root) > 1, "more than the paper"
        widest = max((float(image.get("width", 0)) for image in images), default=0)
        assert widest < panel.width() / 2, "no screenshot in a wrapper"
    else:
        assert images
    assert all(image.get(LINK, "").startswith("data:image/") for image in images), "nothing lies elsewhere"


def test_that_a_panel_is_an_image_on_white_with_three_times_its_pixels(panel: QWidget) -> None:
    image = menu_of(panel).image()
    assert image.width() >= 3 * (panel.width() + 2 * PAPER_MARGIN_PX)
    assert image.height() > 3 * (panel.height() + 2 * PAPER_MARGIN_PX), "and room for the name of the run"
    assert image.pixelColor(2, 2).name() == image.pixelColor(image.width() - 3, 2).name() == "#ffffff"
    content = image.copy(48, 48, image.width() - 96, 3 * panel.height())
    assert len({content.pixel(x, y) for x in range(0, content.width(), 5) for y in range(0, content.height(), 5)}) > 2


def test_that_neither_focus_nor_pointing_is_on_paper_and_nothing_of_the_panel_changes(panel: QWidget) -> None:
    menu = menu_of(panel)
    panel.grab()  # the first time a plot finds its range
    seen, before = panel.grab().toImage(), menu.svg()
    assert panel.grab().toImage() == seen, "painted on paper it looks on the screen as before"
    panel.setFocus(Qt.FocusReason.TabFocusReason)
    assert menu.svg() == before


def test_that_a_panel_is_copied_as_a_picture_and_the_page_says_so(panel: QWidget, qtbot: QtBot) -> None:
    page = panel.parentWidget()
    assert isinstance(page, Page)
    QGuiApplication.clipboard().clear()
    with qtbot.waitSignal(page.copied):
        action(menu_of(panel).make_menu(), "Copy as picture").trigger()
    copied = QGuiApplication.clipboard().image()
    assert not copied.isNull()
    assert copied.size() == menu_of(panel).image().size()


def action(menu: QMenu, words: str):
    return next(each for each in menu.actions() if each.text() == words)


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("chart", ["training_time_s\tours\ttheirs", "0\t2\t0"]),
        ("score bars", ["features\taccuracy (%)\t95 % from\t95 % to", "SimCLR\t91\t90\t92"]),
        ("layer bars", ["layer\taccuracy (%)\t95 % from\t95 % to", "Stem\t30"]),
        ("few labels", ["labels per class\tSimCLR (%)\tPCA (%)", "10\t50\t20", "100\t80\t"]),
        ("confusion matrix", ["\tcat\tdog", "cat\t35\t4", "dog\t1\t38"]),
        ("histogram", ["from\tto\tcount", "0\t24.75\t25"]),
        ("array", ["-1\t0.5", "0.25\t1"]),
        ("gradients", ["layer\tgradient\tderivatives alone", "1\t0.001\t0.0001"]),
        ("likely classes", ["class\tcertainty (%)", "cat\t90"]),
    ],
)
def test_that_numbers_are_copied_as_a_spreadsheet_takes_them(
    kind: str, lines: list[str], theme: Theme, qtbot: QtBot
) -> None:
    widget = PANELS[kind][0](theme)
    page = put_on_page(widget, qtbot)
    with qtbot.waitSignal(page.copied):
        action(menu_of(widget).make_menu(), "Copy numbers").trigger()
    assert QGuiApplication.clipboard().text().split("\n")[: len(lines)] == lines


def test_that_the_numbers_of_a_map_are_places_of_test_images(theme: Theme, qtbot: QtBot) -> None:
    scatter = _scatter(theme)
    put_on_page(scatter, qtbot)
    menu_of(scatter).copy_numbers()
    head, first, *_ = QGuiApplication.clipboard().text().split("\n")
    assert head == "test image\tclass\tx\ty"
    assert first.split("\t")[:2] == ["1", "cat"]


def test_that_a_class_whose_name_is_a_formula_is_copied_as_text(theme: Theme, qtbot: QtBot) -> None:
    matrix = ConfusionView(theme)
    matrix.show_counts(np.eye(2, dtype=np.int64), ("=1+1", "two\tparts"))
    put_on_page(matrix, qtbot)
    menu_of(matrix).copy_numbers()
    assert QGuiApplication.clipboard().text().split("\n")[0] == "\t'=1+1\ttwo parts"


def test_that_very_many_points_are_one_embedded_image_and_fewer_are_forms(theme: Theme, qtbot: QtBot) -> None:
    scatter = _scatter(theme)
    put_on_page(scatter, qtbot)
    root = read(menu_of(scatter).svg())
    assert forms_in(root) > 390 and images_in(root) == [], "those that hang over an edge are left out"
    many = _scatter(theme, MOST_MARKERS + 1)
    put_on_page(many, qtbot)
    root = read(menu_of(many).svg())
    assert len(images_in(root)) == 1 and forms_in(root) < 10


@pytest.mark.parametrize("ending", [".png", ".svg"])
def test_that_a_panel_is_saved_where_the_dialog_says(
    ending: str, theme: Theme, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    bars = _score_bars(theme)
    page, path = put_on_page(bars, qtbot), tmp_path / f"bars{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: asked.append(args[2]) or (str(path), ""))
    with qtbot.waitSignal(page.saved):
        action(menu_of(bars).make_menu(), "Save as picture…").trigger()
    assert asked == ["scores.png"]
    assert not QImage(str(path)).isNull() if ending == ".png" else read(path.read_bytes()).tag == f"{SVG}svg"


def test_that_what_cannot_be_written_is_told(
    theme: Theme, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bars = _score_bars(theme)
    page = put_on_page(bars, qtbot)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "bars.svg"), ""))
    with qtbot.waitSignal(page.failed) as failed:
        menu_of(bars).save_picture()
    assert "cannot be written" in failed.args[0].sentence


def test_that_the_title_is_that_of_the_card_around_the_panel(theme: Theme, qtbot: QtBot) -> None:
    card, bars = Card("Recognises unseen images"), _score_bars(theme)
    put_on_page(card, qtbot)
    card.body.addWidget(bars)
    assert "Recognises unseen images" in words_in(read(menu_of(bars).svg()))


def test_that_a_right_click_opens_the_menu_and_chooses_nothing(theme: Theme, qtbot: QtBot) -> None:
    matrix = _matrix(theme)
    assert isinstance(matrix, MatrixView)
    put_on_page(matrix, qtbot)
    chosen: list[int] = []
    matrix.chosen.connect(chosen.append)
    at = matrix.rect().center()
    QTest.mouseClick(matrix, Qt.MouseButton.RightButton, pos=at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, matrix.mapToGlobal(at))
    QCoreApplication.sendEvent(matrix, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [each.text() for each in menu.actions()] == ["Copy as picture", "Save as picture…", "Copy numbers"]
    menu.close()
    assert chosen == []


def press_menu_key(shown: Shown) -> QMenu:
    QTest.keyClick(shown.window.focusWidget() or shown.window, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_that_keys_open_the_menu_of_the_panel_that_has_the_focus(finished: Shown) -> None:  # noqa: F811
    window = finished.window
    window.show_page(MAP)
    scatter = window.pages.map.maps.cards["simclr"].scatter
    scatter.setFocus()
    menu = press_menu_key(finished)
    assert menu.title() == scatter.panel_menu.title
    assert len(menu.actions()) == 3
    menu.close()


def test_that_keys_reach_every_panel_of_a_page_from_any_control(finished: Shown) -> None:  # noqa: F811
    window = finished.window
    for name in (TRAIN, VIEWS, FEATURES, MAP):
        window.show_page(name)
        for control in (window.header.main_button, window.rail.findChildren(QPushButton)[:1]):
            if isinstance(control, QWidget):
                control.setFocus()
            menu = press_menu_key(finished)
            titles = [each.title for each in panel_menus(window.pages.on_show)]
            assert [each.text() for each in menu.actions()] == titles and titles
            menu.close()


def test_that_a_field_of_text_keeps_its_own_menu(finished: Shown, qtbot: QtBot) -> None:  # noqa: F811
    window = finished.window
    field = QLineEdit("text", window.pages.train)
    field.show()
    field.setFocus()
    menu = press_menu_key(finished)
    assert menu.parentWidget() is field
    menu.close()


def test_that_the_windows_menu_lists_the_panels_of_the_page(finished: Shown) -> None:  # noqa: F811
    window = finished.window
    window.show_page(MAP)
    for _ in range(2):  # the second time they are listed anew
        window.menu.aboutToShow.emit()
        window.menu.panels.aboutToShow.emit()
        titles = [each.title for each in panel_menus(window.pages.map)]
        assert [each.text() for each in window.menu.panels.actions()] == titles and titles
    assert all(each.menu().actions() for each in window.menu.panels.actions())


def test_that_panels_with_the_same_title_are_counted(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    line = QHBoxLayout(page)
    for title in ("image", "view A", "image"):
        panel = QWidget()
        panel.setAccessibleName(title)
        PanelMenu(panel, "file")
        line.addWidget(panel)
    page.show()
    menu = QMenu(page)
    fill_with_panels(menu, page)
    assert [each.text() for each in menu.actions()] == ["image (1/2)", "view A", "image (2/2)"]


def test_that_no_panel_of_any_page_is_without_the_menu(finished: Shown) -> None:  # noqa: F811
    window = finished.window
    while window.pages.make_more():
        pass
    for name in window.pages.made:
        window.show_page(name)
        if name == LEARN:
            make_all_lessons(finished)
    painters = [widget for widget in window.findChildren(QWidget) if paints_itself(widget)]
    assert len({type(widget) for widget in painters}) > 20
    without = {type(widget).__name__ for widget in painters if not has_menu(widget)}
    assert without == set(NO_PANELS), "a panel has no menu: make a PanelMenu in it, or say why it is none"


def make_all_lessons(shown: Shown) -> None:
    learn = shown.window.pages.learn
    for number in range(len(learn.entries)):
        learn.list.setCurrentRow(number)


def paints_itself(widget: QWidget) -> bool:
    """Whether its class, or one that it is of, is ours and paints; a plot of pyqtgraph is painted for us."""
    owners = [kind for kind in type(widget).__mro__ if "paintEvent" in vars(kind)]
    return isinstance(widget, PlotWidget) or bool(owners and owners[0].__module__.startswith("simclr_gui."))


def has_menu(widget: QWidget) -> bool:
    """Of its own, or of what it is a part of."""
    above: QWidget | None = widget
    while above is not None and not isinstance(above, Page):
        if any(menu.panel is above for menu in above.findChildren(PanelMenu)):
            return True
        above = above.parentWidget()
    return False


def test_that_paper_is_as_wide_as_the_name_of_the_run(theme: Theme, qtbot: QtBot) -> None:
    image = _image(theme)
    page = put_on_page(image, qtbot)
    narrow = menu_of(image).image().width()
    page.source = lambda: 40 * "long-"
    assert menu_of(image).image().width() > 2 * narrow
    assert 40 * "long-" in words_in(read(menu_of(image).svg()))
    assert image.mapTo(page, QPoint()) == QPoint(20, 60)


def test_that_an_empty_place_is_not_listed(theme: Theme, qtbot: QtBot) -> None:
    image = Image(96)
    page = put_on_page(image, qtbot)
    assert panel_menus(page) == []
    image.show_pixels(PIXELS, "View A")
    assert [menu.title for menu in panel_menus(page)] == ["View A"]
