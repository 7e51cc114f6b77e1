"""What hands can do to a window: events at a place or of a key, which Qt gives to whatever is uppermost there."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QInputMethodEvent,
    QWindow,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NO_KEY = Qt.KeyboardModifier.NoModifier
KEYS = (
    *(Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6, Qt.Key.Key_7),
    *(Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab),
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_F5, Qt.Key.Key_F11),
    *(Qt.Key.Key_R, Qt.Key.Key_Question, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_0),
)
WITH_CONTROL = (Qt.Key.Key_S, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_A, Qt.Key.Key_Z, Qt.Key.Key_F, Qt.Key.Key_T)
TEXTS = (
    "0",
    "-1",
    "1e9",
    "99999999999999999999",
    "0.5",
    "8",
    "16",
    "abc",
    "",
    "NaN",
    "<img src=x>",
    "{x}",
    "%s",
    "猫",
    "\u202e",
)


class Gone(Exception):
    """The window has closed in the middle of a gesture."""


def _shown(window: QWidget) -> QWindow:
    handle = window.windowHandle() if isValid(window) else None
    if handle is None or not handle.isVisible():
        raise Gone
    return handle


def click(window: QWidget, point: QPoint, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
    QTest.mouseClick(_shown(window), LEFT, modifier, point)


def double_click(window: QWidget, point: QPoint) -> None:
    QTest.mouseDClick(_shown(window), LEFT, NO_KEY, point)


def right_click(window: QWidget, point: QPoint) -> None:
    QTest.mouseClick(_shown(window), RIGHT, NO_KEY, point)


def hover(window: QWidget, point: QPoint) -> None:
    QTest.mouseMove(_shown(window), point)


def drag(window: QWidget, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(_shown(window), LEFT, NO_KEY, start)
    for share in (1, 2, 3):
        QTest.mouseMove(_shown(window), start + (end - start) * (share / 3))
    QTest.mouseRelease(_shown(window), LEFT, NO_KEY, end)


def draw(window: QWidget, corners: Sequence[QPoint]) -> None:
    """A line with the button held down."""
    QTest.mousePress(_shown(window), LEFT, NO_KEY, corners[0])
    for corner in corners[1:]:
        QTest.mouseMove(_shown(window), corner)
    QTest.mouseRelease(_shown(window), LEFT, NO_KEY, corners[-1])


def wheel(window: QWidget, point: QPoint, steps: int, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
    QTest.wheelEvent(_shown(window), QPointF(point), QPoint(0, 120 * steps), stateKey=modifier)


def press(window: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
    QTest.keyClick(_shown(window), key, modifier)


def type_text(text: str) -> None:
    """As an input method does, which has all letters of the world."""
    receiver = QApplication.focusWidget()
    if receiver is not None:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QCoreApplication.sendEvent(receiver, event)


def replace_text(window: QWidget, text: str) -> None:
    press(window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(window, Qt.Key.Key_Delete)
    type_text(text)


def carry_over(window: QWidget, paths: Sequence[Path], point: QPoint, *, drops: bool) -> None:
    """Files from another program are carried over the window, and dropped or taken away."""
    data, copies = QMimeData(), Qt.DropAction.CopyAction
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    QCoreApplication.sendEvent(window, QDragEnterEvent(point, copies, data, LEFT, NO_KEY))
    if drops:
        QCoreApplication.sendEvent(window, QDropEvent(QPointF(point), copies, data, LEFT, NO_KEY))
    else:
        QCoreApplication.sendEvent(window, QDragLeaveEvent())


def fill_clipboard(random: Random, paths: Sequence[Path]) -> None:
    """With an image, an address, a file or words."""
    data = QMimeData()
    match random.randrange(4):
        case 0:
            image = QImage(random.choice((1, 40, 700)), random.choice((1, 30)), QImage.Format.Format_RGB32)
            image.fill(random.randrange(1 << 24))
            data.setImageData(image)
        case 1:
            data.setText(random.choice(("data:image/png;base64,AAAA", "data:image/png;base64,?", *TEXTS)))
        case 2:
            data.setUrls([QUrl.fromLocalFile(str(random.choice(paths)))])
        case 3:
            data.setUrls([QUrl("https://example.org/cat.png")])
    QGuiApplication.clipboard().setMimeData(data)
