"""Every page at every size, in both languages, presented and not: no words are cut, and nothing overlaps or leaves."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QPushButton, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.events import CheckpointsKept, EvaluationFinished, MapComputed, NeighboursFound
from simclr_gui.engine.mapping.files import KINDS
from simclr_gui.gui.application import build_application
from simclr_gui.gui.look.language import CHINESE, ENGLISH, Language
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.main_window import MainWindow
from simclr_gui.gui.pages.features.channel import WANTED_BARS_PX
from simclr_gui.gui.pages.names import FEATURES
from simclr_gui.gui.pages.registry import PAGES
from simclr_gui.gui.parts.card import Words
from simclr_gui.gui.parts.image import Image
from simclr_gui.gui.window_host import WindowHost
from simclr_gui.gui.words.experiment import story
from simclr_gui.gui.words.finding import finding_words
from simclr_gui.state.experiment import Phase
from simclr_gui.state.session import Session
from tests.gui.conftest import Shown
from tests.gui.test_maps_view import COUNT, chosen, predicted
from tests.gui.test_pages import begin, feed
from tests.small import evaluated
from tests.state.test_state import RESULT, looked

SIZES = ((1024, 700), (1280, 720), (1366, 768), (1920, 1080), (2560, 1440))
PRESENTED = ((1280, 720), (1920, 1080), (2560, 1440))  # screens of projectors
SLACK_PX = 2  # of a shared edge, and of rounding


@pytest.fixture(params=(ENGLISH, CHINESE))
def finished(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Shown]:
    """A run that was trained, tested and mapped, its layers looked at, in a window of a language."""
    application = build_application([])
    language, theme = Language(application), Theme(application)
    language.choose(request.param)
    theme.apply()
    session = Session()
    window = WindowHost(session, theme, language).window
    qtbot.addWidget(window, before_close_func=lambda closing: setattr(closing, "may_close", True))
    window.show()
    shown = Shown(session, window, theme)
    begin(shown)
    feed(shown, CheckpointsKept((0, 15, 30)), looked(step=30, channels=16))
    feed(shown, EvaluationFinished(evaluated(RESULT)), predicted(), chosen())
    rng = np.random.default_rng(1)
    for kind in KINDS:
        feed(shown, NeighboursFound(kind, np.stack([(at + np.arange(1, 13)) % COUNT for at in range(COUNT)])))
        feed(shown, MapComputed(kind, "umap", rng.normal(size=(COUNT, 2)).astype(np.float32), 0.5, 0.9))
    session.experiment.set_phase(Phase.DONE)
    yield shown
    theme.stop_presenting()
    language.choose(ENGLISH)
    with qtbot.waitSignal(session.left, timeout=60_000, raising=True):
        session.leave()


def test_that_nothing_is_cut_and_nothing_overlaps_at_any_size(finished: Shown) -> None:
    found = [fault for size in SIZES for fault in faults_of_all_pages(finished, size)]
    assert not found, "\n".join(found)


def test_that_nothing_is_cut_and_nothing_overlaps_when_presented(finished: Shown) -> None:
    found = []
    for size in PRESENTED:
        finished.theme.present(size[1])
        found += faults_of_all_pages(finished, size)
    assert not found, "\n".join(found)


def test_that_nothing_is_cut_and_nothing_overlaps_while_somebody_is_shown_around(finished: Shown) -> None:
    finished.session.tour.begin()
    found = [fault for size in SIZES for fault in faults_of_all_pages(finished, size)]
    finished.session.tour.leave()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("is_presented", [False, True])
def test_that_a_page_that_is_made_late_says_and_offers_what_one_that_was_there_does(
    is_presented: bool, finished: Shown, qtbot: QtBot
) -> None:
    old, theme = finished.window, finished.theme
    for entry in PAGES:
        old.pages.page(entry.name)
    theme.choose(Qt.ColorScheme.Dark)
    if is_presented:
        theme.present(PRESENTED[0][1])
    new = MainWindow(finished.session, theme)
    qtbot.addWidget(new, before_close_func=lambda closing: setattr(closing, "may_close", True))
    new.show()
    for window in (old, new):
        window.resize(*PRESENTED[0])

    def require_alike() -> None:
        assert what_there_is(old.pages.on_show) == what_there_is(new.pages.on_show)

    for entry in PAGES:
        for window in (old, new):
            window.show_page(entry.name)
        qtbot.waitUntil(require_alike, timeout=60_000)  # lists are read, everything is laid out
    new.hand_over()
    theme.choose(Qt.ColorScheme.Light)


def what_there_is(page: QWidget) -> list[str]:
    """What is to be read and pressed on a page."""
    return [
        part.text()
        for part in page.findChildren(QWidget)
        if isinstance(part, QLabel | QAbstractButton) and part.isVisible()
    ]


def test_that_presenting_hides_what_an_audience_has_no_use_for_until_escape(finished: Shown, qtbot: QtBot) -> None:
    train, views, maps = finished.window.pages.train, finished.window.pages.views, finished.window.pages.map.maps
    hidden = (train.setup, views.settings, maps.tools.search, finished.window.rail.language_button)
    for key, is_hidden in ((Qt.Key.Key_F11, True), (Qt.Key.Key_Escape, False)):
        qtbot.keyClick(finished.window, key)
        qtbot.waitUntil(lambda expected=is_hidden: finished.theme.is_presented is expected)
        assert [widget.isHidden() for widget in hidden] == [is_hidden] * len(hidden)


def test_that_the_values_of_a_map_are_seen_and_the_box_beside_them_is_not_cut(finished: Shown) -> None:
    finished.window.show_page(FEATURES)
    channel = finished.window.pages.features.channel
    for size in SIZES:
        finished.window.resize(*size)
        for _ in range(5):  # until everything is laid out
            QApplication.processEvents()
        assert channel.bars.height() >= WANTED_BARS_PX - SLACK_PX, size
        assert channel.pooling.width() >= channel.pooling.sizeHint().width(), size


def test_that_the_longest_headlines_move_nothing(finished: Shown) -> None:
    page = finished.window.pages.train
    for size in SIZES[:2]:
        finished.window.resize(*size)
        for words in longest_headlines():
            page.sentence.setText("")
            QApplication.processEvents()
            top = page.tabs.mapTo(page, QPoint())
            page.sentence.setText(words)
            QApplication.processEvents()
            assert page.tabs.mapTo(page, QPoint()) == top, f"{size}: {words}"
            assert page.sentence.heightForWidth(page.sentence.width()) <= page.sentence.height(), f"{size}: {words}"


def longest_headlines() -> list[str]:
    """Of results, with what neighbours say, and of colours."""
    config = config_with(TrainingConfig(), {"views.jitter_probability": 0.0, "views.grey_probability": 0.0})
    scores = [(0.814, 0.442, 0.401, 0.563), (0.442, 0.814, 0.563, 0.401), (0.442, 0.814, 0.401, 0.563)]
    results = [
        evaluated(
            RESULT,
            simclr={"linear": a, "knn": c},
            pca={"components": 64, "linear": b, "knn": d},
            test_images=10_000,
        )
        for a, b, c, d in scores
    ]
    return [*(finding_words(result, config, 1.0) for result in results), story(results[0], results[1], 0.99)]


def test_that_the_pair_grows_with_the_window(finished: Shown) -> None:
    sides = []
    for size in SIZES[0], SIZES[3], SIZES[4]:
        finished.window.resize(*size)
        QApplication.processEvents()
        sides.append(finished.window.pages.train.pair.findChildren(Image)[0].width())
    assert sides == sorted(set(sides))


def test_that_a_number_and_its_per_cent_are_never_parted(qtbot: QtBot) -> None:
    words = Words("PCA 20 %")
    qtbot.addWidget(words)
    assert QLabel.text(words) == "PCA 20\u00a0%"
    assert words.text() == "PCA 20 %"


def faults_of_all_pages(shown: Shown, size: tuple[int, int]) -> list[str]:
    window, found = shown.window, []
    window.resize(*size)
    for page in (entry.name for entry in PAGES):
        window.show_page(page)
        for _ in range(3):  # layouts within layouts take their turns
            QApplication.processEvents()
        if (window.width(), window.height()) != size:
            found.append(f"{size} page {page}: the window grew to {window.width()} x {window.height()}")
        found += [f"{size} page {page}: {fault}" for fault in faults(window)]
    return found


def faults(window: QWidget) -> list[str]:
    """What a person would see to be wrong."""
    visible = [widget for widget in window.findChildren(QWidget) if widget.isVisible() and widget.window() is window]
    return [*cut(visible), *outside(window, visible), *overlapping(visible)]


def cut(widgets: list[QWidget]) -> list[str]:
    """Words in less room than they need; where that is meant for a label or a list, a tooltip tells them."""
    found = []
    for widget in widgets:
        if isinstance(widget, (QPushButton, QTabBar)) or (
            isinstance(widget, (QLabel, QComboBox)) and not widget.toolTip()
        ):
            room, needed = widget.width(), needed_px(widget)
            if needed > room + SLACK_PX:
                found.append(f"cut: {words_of(widget)!r} needs {needed} of {room} px")
            if isinstance(widget, QLabel) and widget.wordWrap():
                high = widget.heightForWidth(widget.width())
                if high > widget.height() + SLACK_PX:
                    found.append(f"cut: {words_of(widget)!r} needs a height of {high}, has {widget.height()} px")
    return found


def needed_px(widget: QWidget) -> int:
    if isinstance(widget, QLabel):
        if widget.wordWrap() or not widget.text():
            return 0
        return max(map(widget.fontMetrics().horizontalAdvance, widget.text().split("\n")))
    if isinstance(widget, QComboBox):
        return widget.fontMetrics().horizontalAdvance(widget.currentText())
    return widget.minimumSizeHint().width() if isinstance(widget, QPushButton) else widget.sizeHint().width()


def words_of(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.tabText(0) if isinstance(widget, QTabBar) else widget.text()  # type: ignore[attr-defined]


def outside(window: QWidget, widgets: list[QWidget]) -> list[str]:
    """Of words and buttons: others may scroll."""
    inner = window.rect().adjusted(-SLACK_PX, -SLACK_PX, SLACK_PX, SLACK_PX)
    kinds = (QLabel, QPushButton, QTabBar, QComboBox)
    return [
        f"outside: {words_of(widget)!r}"
        for widget in widgets
        if isinstance(widget, kinds)
        and not inner.contains(QRect(widget.mapTo(window, QPoint()), widget.size()))
        and not widget.visibleRegion().isEmpty()
    ]


def overlapping(widgets: list[QWidget]) -> list[str]:
    """Siblings in a layout of their parent; what is laid over on purpose is in none."""
    found = []
    for parent in {widget.parentWidget() for widget in widgets}:
        if parent is None or parent.layout() is None:
            continue
        siblings = [
            w for w in widgets if w.parentWidget() is parent and in_layout(parent.layout(), w) and not is_empty(w)
        ]
        for number, one in enumerate(siblings):
            for other in siblings[number + 1 :]:
                shared = one.geometry().intersected(other.geometry())
                if shared.width() > SLACK_PX and shared.height() > SLACK_PX:
                    found.append(f"overlapping: {name_of(one)} and {name_of(other)} by {shared.size().toTuple()}")
    return found


def is_empty(widget: QWidget) -> bool:
    """A label that says nothing is not seen, wherever it lies."""
    return type(widget) in (QLabel, Words) and not words_of(widget) and widget.pixmap().isNull()


def in_layout(layout: object, widget: QWidget) -> bool:
    if layout.indexOf(widget) >= 0:  # type: ignore[attr-defined]
        return True
    inner = (layout.itemAt(number).layout() for number in range(layout.count()))  # type: ignore[attr-defined]
    return any(each is not None and in_layout(each, widget) for each in inner)


def name_of(widget: QWidget) -> str:
    kinds = (QLabel, QPushButton, QTabBar, QComboBox)
    return f"{type(widget).__name__} {words_of(widget)!r}" if isinstance(widget, kinds) else type(widget).__name__
