"""A walk by real Tab keys: whatever gets the focus shows it, and every control is reached."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)

from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.gui.look.language import ENGLISH
from simclr_gui.gui.pages.map.confusion import ConfusionView
from simclr_gui.gui.pages.map.scatter import Scatter
from simclr_gui.gui.pages.names import LEARN
from simclr_gui.gui.pages.train.page import CURVES_TAB
from simclr_gui.gui.parts.matrix import MatrixView
from tests.gui.conftest import Shown
from tests.gui.test_network_view import TAKEN
from tests.gui.test_pages import FEATURES, MAP, RUNS, TRAIN, VIEWS, feed
from tests.gui.test_sizes import finished  # noqa: F401 - a fixture
from tests.small import SMALL
from tests.state.test_state import looked

MOST_STOPS = 120
CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QComboBox,
    QLineEdit,
    QTabBar,
    ConfusionView,
    MatrixView,
    Scatter,
)
PARTS_OF_OTHERS = (QHeaderView, QScrollBar)
PLACES = {
    "Train": (TRAIN, None),
    "curves": (TRAIN, lambda window: window.pages.train.tabs.setCurrentIndex(CURVES_TAB)),
    "pairs": (TRAIN, lambda window: window.pages.train.charts.tabs.setCurrentIndex(1)),
    "inside": (TRAIN, lambda window: window.pages.train.charts.tabs.setCurrentIndex(2)),
    "settings": (TRAIN, lambda window: window.pages.train.setup.expert.setChecked(True)),
    "steps": (VIEWS, lambda window: window.pages.views.tabs.setCurrentIndex(0)),
    "draws": (VIEWS, lambda window: window.pages.views.tabs.setCurrentIndex(1)),
    "network": (VIEWS, lambda window: window.pages.views.tabs.setCurrentIndex(2)),
    "Features": (FEATURES, None),
    "maps": (MAP, lambda window: window.pages.map.tabs.setCurrentIndex(0)),
    "scores": (MAP, lambda window: window.pages.map.tabs.setCurrentIndex(1)),
    "mistakes": (MAP, lambda window: window.pages.map.tabs.setCurrentIndex(2)),
    "Runs": (RUNS, None),
    "Learn": (LEARN, None),
}


@pytest.mark.parametrize("finished", [ENGLISH], indirect=True)
def test_that_tab_reaches_every_control_and_every_stop_shows_that_it_has_the_focus(
    finished: Shown,  # noqa: F811
    home: Path,
) -> None:
    for name in ("2026-01-01-a", "2026-01-02-b"):
        RunFolder.create(home / "runs" / name, SMALL)
    feed(finished, looked(step=12), TAKEN)
    finished.window.activateWindow()
    found = [fault for name, (page, prepare) in PLACES.items() for fault in faults_of(finished, name, page, prepare)]
    assert not found, "\n".join(found)


def faults_of(shown: Shown, name: str, page: str, prepare: Callable[[QWidget], None] | None) -> list[str]:
    """What a person without a mouse would miss."""
    window = shown.window
    window.show_page(page)
    if prepare is not None:
        prepare(window)
    settle()
    stops, unseen = walk(window)
    reached = [widget for stop in stops for widget in (stop, *group_of(stop))]
    missed = [widget for widget in controls_of(window) if widget not in reached]
    return [
        *(f"{name}: {told(widget)} looks the same with the focus" for widget in unseen),
        *(f"{name}: {told(widget)} is not reached" for widget in missed),
    ]


def walk(window: QWidget) -> tuple[list[QWidget], list[QWidget]]:
    """All stops of Tab from the large button on until one comes again, and those that show no difference."""
    window.header.main_button.setFocus(Qt.FocusReason.TabFocusReason)  # type: ignore[attr-defined]
    stops: list[QWidget] = []
    unseen: list[QWidget] = []
    while (stop := QApplication.focusWidget()) not in stops and len(stops) < MOST_STOPS:
        stops.append(stop)
        focused = image_of(stop)
        QTest.keyClick(stop, Qt.Key.Key_Tab)
        if image_of(stop) == focused:
            unseen.append(stop)
    return stops, unseen


def image_of(widget: QWidget) -> QImage:
    """As the window shows it: a field may draw its frame around itself."""
    settle()
    framed = widget.parentWidget() if isinstance(widget.parentWidget(), QAbstractScrollArea) else widget
    return framed.grab().toImage()


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def group_of(widget: QWidget) -> list[QWidget]:
    """Buttons of which one is chosen are one stop: the arrows go on from there."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return list(group.buttons()) if group is not None and group.exclusive() else []


def controls_of(window: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and not isinstance(widget, PARTS_OF_OTHERS)
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parentWidget(), (QLineEdit, QAbstractItemView, QTabBar))
        and widget.isVisible()
        and widget.isEnabled()
        and widget.window() is window
    ]


def told(widget: QWidget) -> str:
    words = widget.accessibleName() or getattr(widget, "text", str)() or widget.toolTip()
    return f"{type(widget).__name__} {words!r}"
