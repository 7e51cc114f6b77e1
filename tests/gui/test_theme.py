"""The two designs: the choice is remembered, and what is disabled keeps its shape in both."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

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
