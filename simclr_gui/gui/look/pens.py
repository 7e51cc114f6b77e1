"""Pens for plots, as wide on every screen and on paper: Qt measures those of a plot in the screen's own dots."""

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QWidget

from simclr_gui.gui.look.theme import Theme


def plot_pen(
    on: QWidget, colour: str | QColor, width_px: float = 1, style: Qt.PenStyle = Qt.PenStyle.SolidLine
) -> QPen:
    """A pen of `width_px` pixels of the desktop, for a plot in the widget `on`."""
    pen: QPen = pg.mkPen(colour, width=width_px * Theme.dots_per_px(on), style=style)
    return pen
