"""A window that was closed for good leaves nothing in the style's memory."""

import pyqtgraph as pg
from PySide6.QtCore import SIGNAL
from PySide6.QtWidgets import QComboBox, QLabel, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from simclr_gui.gui.application import build_application
from simclr_gui.gui.look.style_cache import let_go_of_styles
from simclr_gui.gui.look.theme import Theme

DESTROYED = SIGNAL("destroyed(QObject*)")


def parts_of_which_no_end_is_heard(box: QWidget) -> list[str]:
    """What the style would keep for ever: it listens for the end of each widget of which it keeps something."""
    return [part.metaObject().className() for part in box.findChildren(QWidget) if not part.receivers(DESTROYED)]


def test_that_the_style_hears_of_the_end_of_every_part(qtbot: QtBot) -> None:
    Theme(build_application([])).apply()
    window, label, number, choice, chart = QWidget(), QLabel("words"), QSpinBox(), QComboBox(), pg.PlotWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    for widget in (label, number, choice, chart):
        layout.addWidget(widget)
    choice.addItem("first")
    label.ensurePolished()
    assert label.receivers(DESTROYED) == 1, "or else this tells nothing of what the style listens for"
    boxes = number, choice, chart.getPlotItem().ctrl.maxTracesSpin
    assert all(parts_of_which_no_end_is_heard(box) for box in boxes), "or else there is nothing to be let go of"
    let_go_of_styles(window)
    assert not any(parts_of_which_no_end_is_heard(box) for box in boxes)
