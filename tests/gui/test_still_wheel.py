"""The wheel over boxes of choices: it scrolls the page."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox

from simclr_gui.gui.pages.names import COMPARE, FEATURES, LEARN, MAP, RUNS, TRAIN, VIEWS
from tests.gui.conftest import Shown


def turn_wheel(box: QComboBox) -> QWheelEvent:
    middle = QPointF(box.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(box.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, event)
    return event


def test_that_the_wheel_chooses_nothing_on_any_page(shown: Shown) -> None:
    tried = 0
    for name in (TRAIN, VIEWS, FEATURES, MAP, RUNS, COMPARE, LEARN):
        shown.window.show_page(name)
        for box in shown.window.pages.page(name).findChildren(QComboBox):
            before = box.currentIndex()
            assert not turn_wheel(box).isAccepted(), "what lies around it scrolls"
            assert box.currentIndex() == before
            tried += box.count() > 1
    assert tried > 10
