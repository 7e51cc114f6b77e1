"""One map: points coloured and formed by class; the point under the mouse is told."""

import time

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEasingCurve, QEvent, QObject, QVariantAnimation, Signal, Slot
from PySide6.QtWidgets import QWidget

from simclr_gui.engine.events import Floats, MapDrawn, PicturesChosen
from simclr_gui.gui.look.pens import plot_pen
from simclr_gui.gui.look.theme import Theme, class_marker
from simclr_gui.gui.pages.map.colouring import BY_CLASS, dot_colours

POINT_PX, RING_PX = 8, 22
GLIDE_MS = 220
SECONDS_BETWEEN_FRAMES = 0.03
NEAR_PX = 18


class _Points(pg.ScatterPlotItem):
    """Points of all classes in one item, which can be moved without being made anew."""

    def move(self, coordinates: Floats) -> None:
        """Moves every point; shape (count, 2), the count it was made with."""
        self.data["x"], self.data["y"] = coordinates[:, 0], coordinates[:, 1]
        self.bounds = [None, None]
        self.prepareGeometryChange()
        self.informViewBoundsChanged()
        self.update()


class Scatter(pg.PlotWidget):
    """Signals: pointed(int), the place of the point under the mouse, -1 for none."""

    pointed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self._theme = theme
        self._pictures: PicturesChosen | None = None
        self._colouring = BY_CLASS
        self._ringed = -1
        self._shown: Floats = np.empty((0, 2), np.float32)
        self._goal: Floats = self._shown
        self._start: Floats = self._shown
        self._points = _Points(size=POINT_PX)
        self._last_moved_s = 0.0
        self._ring = pg.ScatterPlotItem(size=RING_PX, symbol="o", brush=None)
        self._ring.setZValue(10)
        self._glide = QVariantAnimation(self)
        self._glide.setDuration(GLIDE_MS)
        self._glide.setStartValue(0.0)
        self._glide.setEndValue(1.0)
        self._glide.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._glide.valueChanged.connect(self._move)
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.setMenuEnabled(False)
        plot.hideAxis("left")
        plot.hideAxis("bottom")
        plot.setAspectLocked(True)
        plot.addItem(self._points)
        plot.addItem(self._ring)
        self.scene().sigMouseMoved.connect(self._look_under)
        self.viewport().installEventFilter(self)
        theme.changed.connect(self._colour)
        self._colour()

    def show_pictures(self, pictures: PicturesChosen | None) -> None:
        """Takes over the classes of the points; the points come with a map."""
        self._glide.stop()
        self._points.clear()
        self._shown = self._goal = np.empty((0, 2), np.float32)
        self._pictures = pictures

    def show_map(self, drawn: MapDrawn) -> None:
        """Lets the points glide to a map's coordinates."""
        self._glide.stop()
        self._goal = drawn.coordinates
        is_first = len(self._shown) != len(self._goal)
        self._start = self._goal if is_first else self._shown
        self.getPlotItem().enableAutoRange()
        if is_first:
            self._place(self._goal)
        else:
            self._glide.start()

    def colour_by(self, colouring: str) -> None:
        """Colours the points by class or by the picture's own colour; forms are always those of the classes."""
        self._colouring = colouring
        if len(self._shown):
            self._glide.stop()
            self._place(self._goal)

    def ring(self, point: int) -> None:
        """Marks one point, -1 none; the mark goes along when the points glide."""
        self._ringed = point
        if 0 <= point < len(self._shown):
            self._ring.setData(self._shown[point : point + 1, 0], self._shown[point : point + 1, 1])
        else:
            self._ring.setData([], [])

    @Slot(object)
    def _move(self, share: float) -> None:
        """Every frame moves all points of a map: few frames glide well enough."""
        if share < 1 and time.perf_counter() - self._last_moved_s < SECONDS_BETWEEN_FRAMES:
            return
        self._last_moved_s = time.perf_counter()
        self._shown = (self._start + (self._goal - self._start) * share).astype(np.float32)
        self._points.move(self._shown)
        self.ring(self._ringed)

    def _place(self, coordinates: Floats) -> None:
        """Makes the points, each in its colour and the form of its class."""
        if self._pictures is None:
            return
        self._shown = coordinates
        colours = dot_colours(self._pictures, self._colouring)
        brushes = {colour: pg.mkBrush(colour) for colour in set(colours)}
        self._points.setData(
            coordinates[:, 0],
            coordinates[:, 1],
            symbol=[class_marker(max(0, int(label))) for label in self._pictures.labels],
            brush=[brushes[colour] for colour in colours],
            pen=plot_pen(self, self._theme.colours.surface, 0.5),
        )

    @Slot()
    def _colour(self) -> None:
        colours = self._theme.colours
        self._ring.setPen(plot_pen(self, colours.text, 2))
        self._points.setPen(plot_pen(self, colours.surface, 0.5))

    @Slot(object)
    def _look_under(self, place: object) -> None:
        if len(self._shown) == 0:
            return
        box = self.getPlotItem().getViewBox()
        at = box.mapSceneToView(place)
        gaps = np.hypot(self._shown[:, 0] - at.x(), self._shown[:, 1] - at.y())
        nearest = int(gaps.argmin())
        pixel_width = box.viewPixelSize()[0]
        self.pointed.emit(nearest if gaps[nearest] < NEAR_PX * pixel_width else -1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.pointed.emit(-1)
        elif event.type() == QEvent.Type.MouseButtonDblClick:
            self.getPlotItem().enableAutoRange()
            return True
        return bool(super().eventFilter(watched, event))
