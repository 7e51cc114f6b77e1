"""A caption without enough room."""

from pytestqt.qtbot import QtBot

from simclr_gui.gui.parts.elided import Elided


def test_that_what_is_left_out_stands_in_the_tooltip_and_asks_for_no_room(qtbot: QtBot) -> None:
    words = "Run 1 of 2: with colour changes. Next: without colour changes."
    caption = Elided()
    qtbot.addWidget(caption)
    caption.setText(words)
    assert caption.toolTip()
    caption.resize(60, 20)
    caption.show()
    short = caption.grab().toImage()
    caption.setText(words[:5])
    assert caption.grab().toImage() != short, "it is painted as far as there is room"
    assert caption.text() == words[:5]
