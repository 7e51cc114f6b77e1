"""Boxes of choices that the wheel does not change: it scrolls the page on which they lie."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QComboBox, QWidget


class StillWheel(QObject):
    """Keeps the wheel from a control: a value under the pointer must not change on the way."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def keep_wheel_from_boxes(place: QWidget) -> None:
    """Of all boxes in a page or a part; those that were told already stay as they are."""
    for box in place.findChildren(QComboBox):
        if box.findChild(StillWheel) is None:
            box.installEventFilter(StillWheel(box))
