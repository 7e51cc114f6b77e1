"""A plot on a page that scrolls: the axes of the charts, and a wheel that belongs to the page."""

from collections.abc import Callable

import pyqtgraph as pg
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontMetrics, QWheelEvent
from PySide6.QtWidgets import QWidget

from simclr_gui.gui.look.theme import SPACE, Theme
from simclr_gui.gui.parts.chart import caption_font
from simclr_gui.gui.parts.chart.axes import ValueAxis
from simclr_gui.gui.parts.panel_menu import PanelMenu

WIDEST_TICKS = ("0.000", "100 %", "1e-10")


class RunPlot(pg.PlotWidget):
    """Dresses itself in the colours of the design that is on; `axes` are the one below and the one of values.

    Args:
        recolour: gives what is drawn in it the colours of the moment.
    """

    def __init__(
        self, theme: Theme, file_name: str, recolour: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        self.across, self.values = ValueAxis("bottom"), ValueAxis("left")
        super().__init__(
            parent, background=None, axisItems={"bottom": self.across, "left": self.values}, enableMenu=False
        )
        self._theme, self._words = theme, ""
        for widget in (self, self.viewport()):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.setMenuEnabled(False)
        for axis in (self.across, self.values):
            axis.setStyle(tickLength=0, maxTickLevel=0, tickTextOffset=6, autoExpandTextSpace=False)
            axis.enableAutoSIPrefix(False)
        self.setCacheMode(self.CacheModeFlag.CacheNone)  # there is no background, and on paper it would be an image
        self._recolour = recolour
        self.panel_menu = PanelMenu(self, file_name, title=self.accessibleName)
        theme.changed.connect(self.dress)
        self.dress()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def dress_for_paper(self, _dots_per_px: float | None) -> None:
        """Pens are coloured before it is painted."""
        self.dress()
        self._recolour()

    def name_axis(self, words: str) -> None:
        """What is measured across."""
        self._words = words
        self.dress()

    def show_percent(self, is_percent: bool) -> None:
        """The values are shares of 1, or plain numbers."""
        self.values.is_percent = is_percent
        self.values.picture = None  # the axis keeps what it painted
        self.values.update()

    @Slot()
    def dress(self) -> None:
        """Fonts and colours as they are now."""
        colours, font = self._theme.colours, caption_font()
        metrics = QFontMetrics(font)
        for axis in (self.across, self.values):
            axis.setTickFont(font)
            axis.setPen(pg.mkPen(colours.line))
            axis.setTextPen(pg.mkPen(colours.quiet))
        self.values.setWidth(max(map(metrics.horizontalAdvance, WIDEST_TICKS)) + 12)
        self.across.setHeight(2 * metrics.height() + 6)
        plot = self.getPlotItem()
        plot.layout.setContentsMargins(0, metrics.height() // 2, 2 * SPACE, 0)
        plot.setLabel("bottom", self._words, **{"font-size": f"{font.pointSizeF():g}pt"})
