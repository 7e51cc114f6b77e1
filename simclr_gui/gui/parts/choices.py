"""Buttons of which one holds: to a screen reader they are a choice, not boxes to tick."""

from functools import cache
from typing import Any

from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QButtonGroup, QToolButton


def tell_as_choice(button: QAbstractButton) -> None:
    """Qt tells exclusive buttons as radio buttons.

    One that is in no group gets a group for itself, which excludes nobody: its siblings, and what Tab and the arrows
    do, stay as they were.
    """
    if button.group() is None:
        alone = QButtonGroup(button)
        alone.setExclusive(False)
        alone.addButton(button)
    button.setAutoExclusive(True)


class ToolChoice(QToolButton):
    """A checkable tool button that is one of several: Qt would tell it as a box to tick even so."""


class ToolChoiceInterface(QAccessibleWidget):
    """What a screen reader meets in place of the button."""

    def __init__(self, button: ToolChoice) -> None:
        super().__init__(button, QAccessible.Role.RadioButton)

    def text(self, kind: QAccessible.Text) -> str:
        button = self.widget()
        said = super().text(kind)
        return button.text() if not said and kind is QAccessible.Text.Name and isinstance(button, ToolChoice) else said

    def state(self) -> QAccessible.State:
        state, button = super().state(), self.widget()
        if isinstance(button, ToolChoice):
            state.checkable, state.checked = True, button.isChecked()
        return state

    def actionNames(self) -> list[str]:
        return [QAccessibleActionInterface.pressAction(), *super().actionNames()]

    def doAction(self, name: str) -> None:
        button = self.widget()
        if name == QAccessibleActionInterface.pressAction() and isinstance(button, ToolChoice):
            button.click()
        else:
            super().doAction(name)


@cache
def install_choices() -> None:
    """Lets Qt ask here how a tool button is told; to call it again changes nothing."""
    QAccessible.installFactory(_interface_of)


def _interface_of(_class_name: str, thing: Any) -> ToolChoiceInterface | None:
    return ToolChoiceInterface(thing) if isinstance(thing, ToolChoice) else None
