"""Buttons whose icons follow the theme."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton

from simclr_gui.gui.look.icons import icon
from simclr_gui.gui.look.theme import Theme

ICON_PX = 18


class IconColourer(QObject):
    """Keeps a button's icon in the colour of its text.

    A child of the button, no mixin: PySide leaves what a mixin has connected when a button of a derived class goes.
    """

    def __init__(self, button: QAbstractButton, icon_name: str, theme: Theme, *, on_accent: bool = False) -> None:
        super().__init__(button)
        self._button, self._icon_name, self._theme, self._on_accent = button, icon_name, theme, on_accent
        theme.changed.connect(self.colour)
        self.colour()

    def show(self, icon_name: str) -> None:
        """Another bundled icon from now on, in every theme."""
        if icon_name != self._icon_name:
            self._icon_name = icon_name
            self.colour()

    @Slot()
    def colour(self) -> None:
        colours = self._theme.colours
        colour = colours.on_accent if self._on_accent else colours.text
        self._button.setIcon(icon(self._icon_name, colour, colours.quiet))
        side_px = round(ICON_PX * self._theme.larger)
        self._button.setIconSize(QSize(side_px, side_px))


class ActionButton(QPushButton):
    """A button with words and an icon."""

    def __init__(self, text: str, icon_name: str, theme: Theme, *, primary: bool = False) -> None:
        super().__init__(text)
        if primary:
            self.setProperty("role", "primary")
        self._colourer = IconColourer(self, icon_name, theme, on_accent=primary)

    def show_icon(self, icon_name: str) -> None:
        self._colourer.show(icon_name)


class ToolButton(QToolButton):
    """A small button with an icon alone; its words are tooltip and accessible name."""

    def __init__(self, text: str, icon_name: str, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "tool")
        self.say(text)
        self._colourer = IconColourer(self, icon_name, theme)

    def show_icon(self, icon_name: str) -> None:
        self._colourer.show(icon_name)

    def say(self, text: str) -> None:
        """What it does from now on."""
        self.setToolTip(text)
        self.setAccessibleName(text)


class SpacePasser(QObject):
    """Lets a button leave the space key to the window, which pauses and resumes with it."""

    def __init__(self, button: QAbstractButton, when: Callable[[], bool]) -> None:
        super().__init__(button)
        self.when = when
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space and self.when():
            event.ignore()  # then it goes on to whoever holds the button
            return True
        return super().eventFilter(watched, event)


def pass_space_on(button: QAbstractButton, when: Callable[[], bool] = lambda: True) -> None:
    """For buttons that start a training: in front of an audience the space key must never do that."""
    SpacePasser(button, when)
