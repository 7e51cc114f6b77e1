"""What a person has set up in the window's pages, taken over by a window that is made anew in another language.

Both windows are built by the same code, so that the same kind of control comes at the same place in both.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)

from simclr_gui.gui.parts.late import LatePart

Control = TypeVar("Control", bound=QWidget)
Place = tuple[tuple[str, int], ...]


def take_over(old: QWidget, new: QWidget) -> None:
    """Gives the new window the tabs, choices, marks, texts and places of the old one.

    Parts that are made late come first, then tabs and buttons that open something: what they open is made only then.
    """
    for late, counterpart in _pairs(old, new, LatePart):
        if late.is_made:
            counterpart.part()
    for kind in (QTabBar, QAbstractButton, QTabBar, QComboBox, QLineEdit, QAbstractSlider, QAbstractItemView):
        for before, after in _pairs(old, new, kind):
            _take_over(before, after)
    for before, after in _pairs(old, new, QAbstractScrollArea):
        for of_old, of_new in (
            (before.verticalScrollBar(), after.verticalScrollBar()),
            (before.horizontalScrollBar(), after.horizontalScrollBar()),
        ):
            of_new.setRange(of_old.minimum(), of_old.maximum())  # it is laid out only when it shows
            of_new.setValue(of_old.value())


def _pairs(old: QWidget, new: QWidget, kind: type[Control]) -> list[tuple[Control, Control]]:
    """Controls of a kind at the same places; what only one window has made so far has no counterpart."""
    of_new = dict(_placed(new, kind))
    return [(control, of_new[place]) for place, control in _placed(old, kind) if place in of_new]


def _placed(window: QWidget, kind: type[Control]) -> Iterator[tuple[Place, Control]]:
    """Controls by the way that leads to them: at each turn the kind of widget, and which one of its kind it is."""
    waiting: list[tuple[Place, QWidget]] = [((), window)]
    while waiting:
        place, widget = waiting.pop()
        if isinstance(widget, kind) and not isinstance(widget, QScrollBar):
            yield place, widget
        counts: Counter[str] = Counter()
        for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            name = type(child).__name__
            waiting.append(((*place, (name, counts[name])), child))
            counts[name] += 1


def _take_over(old: Any, new: Any) -> None:
    match old:
        case QTabBar():
            new.setCurrentIndex(old.currentIndex())
        case QAbstractButton() if old.isCheckable() and old.isChecked() != new.isChecked():
            new.setChecked(old.isChecked())
        case QComboBox() if old.count() == new.count() and old.currentIndex() != new.currentIndex():
            new.setCurrentIndex(old.currentIndex())
        case QLineEdit() if old.isModified() and old.text() != new.text():
            new.setText(old.text())
            new.setModified(True)
        case QAbstractSlider() if (old.minimum(), old.maximum()) == (new.minimum(), new.maximum()):
            new.setValue(old.value())
        case QAbstractItemView() if old.currentIndex().isValid():
            model = new.model()
            if model is not None:
                new.setCurrentIndex(model.index(old.currentIndex().row(), old.currentIndex().column()))
