"""Buttons whose icons follow the theme."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton

from simclr_gui.gui.look.icons import icon
from simclr_gui.gui.look.theme import Theme

ICON_PX = 18


class IconColourer:
    """Mixed into a button: keeps its icon in the colour of its text."""

    _theme: Theme
    _icon_name: str
    _on_accent: bool

    def follow(self, theme: Theme, icon_name: str, *, on_accent: bool = False) -> None:
        """Shows the bundled icon from now on, in every theme."""
        self._theme, self._icon_name, self._on_accent = theme, icon_name, on_accent
        theme.changed.connect(self.colour_icon)
        self.colour_icon()

    def show_icon(self, icon_name: str) -> None:
        if icon_name != self._icon_name:
            self._icon_name = icon_name
            self.colour_icon()

    @Slot()
    def colour_icon(self) -> None:
        colours = self._theme.colours
        assert isinstance(self, QAbstractButton)
        colour = colours.on_accent if self._on_accent else colours.text
        self.setIcon(icon(self._icon_name, colour, colours.quiet))
        side_px = round(ICON_PX * self._theme.larger)
        self.setIconSize(QSize(side_px, side_px))


class ActionButton(IconColourer, QPushButton):
    """A button with words and an icon."""

    def __init__(self, text: str, icon_name: str, theme: Theme, *, primary: bool = False) -> None:
        super().__init__(text)
        if primary:
            self.setProperty("role", "primary")
        self.follow(theme, icon_name, on_accent=primary)


class ToolButton(IconColourer, QToolButton):
    """A small button with an icon alone; its words are tooltip and accessible name."""

    def __init__(self, text: str, icon_name: str, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "tool")
        self.say(text)
        self.follow(theme, icon_name)

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
