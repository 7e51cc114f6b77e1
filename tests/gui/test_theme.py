"""The two designs: the choice is remembered, and what is disabled keeps its shape in both."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon
from PySide6.QtWidgets import QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from simclr_gui import gui
from simclr_gui.gui.application import build_application
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.parts.buttons import ActionButton, ToolButton
from simclr_gui.gui.parts.card import Card

LEAST_DIFFERENCE = 20  # of 255: an outline that is seen


@pytest.fixture(params=(Qt.ColorScheme.Light, Qt.ColorScheme.Dark))
def theme(request: pytest.FixtureRequest) -> Iterator[Theme]:
    theme = Theme(build_application([]))
    theme.choose(request.param)
    yield theme
    theme.choose(Qt.ColorScheme.Unknown)


def test_that_the_choice_is_remembered_at_the_next_start(theme: Theme) -> None:
    chosen = theme.is_dark
    QGuiApplication.styleHints().setColorScheme(Qt.ColorScheme.Unknown)  # as a new process finds it
    assert Theme().is_dark is chosen


def test_that_the_system_decides_until_something_is_chosen_and_again_when_that_is_taken_back(theme: Theme) -> None:
    theme.choose(Qt.ColorScheme.Unknown)
    assert Theme().is_dark is (QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark)


@pytest.mark.parametrize("role", ["", "primary", "tool"])
def test_that_a_disabled_button_keeps_its_shape(theme: Theme, qtbot: QtBot, role: str) -> None:
    card = Card()
    button = ToolButton("Play", "play", theme) if role == "tool" else ActionButton("Play", "play", theme)
    button.setProperty("role", role)
    button.setEnabled(False)
    card.body.addWidget(button)
    qtbot.addWidget(card)
    card.resize(200, 80)
    card.show()
    assert difference(edge_colour(button), QColor(theme.colours.surface)) > LEAST_DIFFERENCE


def test_that_a_disabled_buttons_icon_is_as_quiet_as_its_words(theme: Theme, qtbot: QtBot) -> None:
    button = ActionButton("Start", "play", theme, primary=True)
    qtbot.addWidget(button)
    for mode, colour in ((QIcon.Mode.Normal, theme.colours.on_accent), (QIcon.Mode.Disabled, theme.colours.quiet)):
        image = button.icon().pixmap(48, mode).toImage()
        assert image.pixelColor(image.rect().center()).name() == colour


def edge_colour(widget: QWidget) -> QColor:
    image = widget.grab().toImage()
    return image.pixelColor(image.width() // 2, 0)


def difference(one: QColor, other: QColor) -> int:
    return max(abs(one.red() - other.red()), abs(one.green() - other.green()), abs(one.blue() - other.blue()))


class _Derived(ToolButton):
    """As the button that copies a table is."""


def test_that_a_button_of_a_derived_class_that_has_gone_is_coloured_no_more(theme: Theme, qtbot: QtBot) -> None:
    around = QWidget()
    button = _Derived("Copy", "copy", theme)
    button.setParent(around)
    delete(around)
    with capture_exceptions() as errors:
        theme.changed.emit()
    assert not isValid(button)
    assert errors == []


def test_that_slots_stand_in_classes_of_qt_alone() -> None:
    """PySide does not take back what a mixin has connected when an object of a derived class goes."""
    for module in pkgutil.walk_packages(gui.__path__, f"{gui.__name__}."):
        importlib.import_module(module.name)
    kinds, waiting = set(), [QObject]
    while waiting:
        below = set(waiting.pop().__subclasses__()) - kinds
        kinds |= below
        waiting += below
    mixins = {base for kind in kinds for base in kind.__mro__ if not issubclass(base, QObject)}
    ours = [mixin for mixin in mixins if mixin.__module__.startswith(gui.__name__)]
    assert [mixin for mixin in ours if any(hasattr(each, "_slots") for each in vars(mixin).values())] == []
