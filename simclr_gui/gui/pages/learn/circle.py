"""Views on a circle: images that can be dragged, and arrows for where the loss pulls and pushes them."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from simclr_gui.engine.events import Pixels
from simclr_gui.engine.lessons.contrast import Contrast, pull_and_push
from simclr_gui.gui.look.theme import Theme, class_colour
from simclr_gui.gui.parts.image import as_image
from simclr_gui.gui.parts.painting import painting
from simclr_gui.gui.parts.panel_menu import PanelMenu

SIDE_PX, FRAME_PX, ARROW_PX, HEAD_PX = 48, 3, 100, 8
LANE_PX = 9
SHARE_OF_CIRCLE = 1 / 6  # eight images spread evenly then leave a third of their side between them
WEAKEST_SHOWN = 0.02  # of the longest arrow
WEAKEST_FORCE = 1e-6  # below, everybody rests


class Circle(QWidget):
    """Signals: chosen(int), a view that was clicked; dragged(int, QPointF), and where to, the circle being 1 wide."""

    chosen = Signal(int)
    dragged = Signal(int, QPointF)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._points: NDArray[np.float64] = np.zeros((0, 2))
        self._taken: Contrast | None = None
        self._images: list[list[QImage]] = []
        self._drawn: Pixels | None = None
        self._temperature = 0.5
        self._chosen, self._held = 0, -1
        self.setAccessibleName(self.tr("Views on a circle"))
        self.panel_menu = PanelMenu(self, "circle")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._paint_again)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, 260)

    def show_points(
        self, points: NDArray[np.float64], taken: Contrast, temperature: float, chosen: int, drawn: Pixels | None
    ) -> None:
        """Shows points (2N, 2); i and i + N are two views of the image i.

        Args:
            drawn: uint8, shape (2, at least N, side_px, side_px, 3), None while there are none.
        """
        self._points, self._taken, self._temperature, self._chosen = points, taken, temperature, chosen
        if drawn is not self._drawn:
            self._drawn = drawn
            self._images = [] if drawn is None else [[as_image(view) for view in views] for views in drawn]
        self.update()

    @Slot()
    def _paint_again(self) -> None:
        self.update()

    @property
    def _side(self) -> float:
        """Of an image in pixels; they grow with the type while the window is presented, and shrink to stay apart."""
        return min(SIDE_PX * self._theme.larger, SHARE_OF_CIRCLE * min(self.width(), self.height()))

    def _radius(self) -> float:
        return min(self.width(), self.height()) / 2 - self._side

    def _at(self, point: NDArray[np.float64]) -> QPointF:
        radius = self._radius()
        return QPointF(self.width() / 2 + radius * point[0], self.height() / 2 - radius * point[1])

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            middle, radius = QPointF(self.width() / 2, self.height() / 2), self._radius()
            painter.setPen(QPen(QColor(self._theme.colours.line), 2))
            painter.drawEllipse(middle, radius, radius)
            if self._taken is None:
                return
            images = len(self._points) // 2
            for view in range(images):
                painter.setPen(QPen(QColor(class_colour(view)), 2, Qt.PenStyle.DotLine))
                painter.drawLine(self._at(self._points[view]), self._at(self._points[view + images]))
            for view, point in enumerate(self._points):
                self._paint_view(painter, view, self._at(point))
            self.paint_forces(painter, self._taken)

    def paint_forces(self, painter: QPainter, taken: Contrast) -> None:
        """Where each view goes; at the chosen one who pulls it and who pushes it, an arrow for each image."""
        images, colours = len(self._points) // 2, self._theme.colours
        along = _along_the_circle(self._points, taken.forces)
        strongest = max(float(np.abs(along).max()), WEAKEST_FORCE)
        for view, force in enumerate(along):
            if view != self._chosen:
                self.paint_arrow(painter, view, 0, force / strongest, QColor(colours.untrained))
        pull, pushes = pull_and_push(self._points, self._temperature, self._chosen)
        here = self._points[self._chosen][None]
        pushed = _along_the_circle(np.broadcast_to(here, pushes.shape), pushes).reshape(2, images).sum(axis=0)
        own = self._chosen % images
        pulled = float(_along_the_circle(here, pull[None])[0]) + pushed[own]  # what is satisfied pulls no more
        pushed[own] = 0
        strongest = max(abs(pulled), float(np.abs(pushed).max()), WEAKEST_FORCE)
        self.paint_arrow(painter, self._chosen, 0, pulled / strongest, QColor(colours.accent))
        lane = 1
        for image, push in enumerate(pushed):
            if abs(push) / strongest > WEAKEST_SHOWN:
                self.paint_arrow(painter, self._chosen, lane, push / strongest, QColor(class_colour(image)))
                lane += 1

    def _paint_view(self, painter: QPainter, view: int, at: QPointF) -> None:
        which, image = divmod(view, len(self._points) // 2)
        side = self._side
        place = QRectF(at.x() - side / 2, at.y() - side / 2, side, side)
        is_chosen = view == self._chosen
        painter.fillRect(place, QColor(self._theme.colours.text if is_chosen else class_colour(image)))
        inner = place.adjusted(FRAME_PX, FRAME_PX, -FRAME_PX, -FRAME_PX)
        if self._images and image < len(self._images[which]):
            painter.drawImage(inner, self._images[which][image])
        else:
            painter.fillRect(inner, QColor(self._theme.colours.raised))

    def paint_arrow(self, painter: QPainter, view: int, lane: int, force: float, colour: QColor) -> None:
        """Inside the circle, beside the view's image, one lane for each arrow; 1 is as long as they get."""
        if abs(force) < WEAKEST_SHOWN:
            return
        point = self._points[view]
        start = self._at(point * (1 - (self._side / 2 + LANE_PX * (lane + 1)) / self._radius()))
        longest = ARROW_PX * self._theme.larger
        end = QPointF(start.x() - longest * force * point[1], start.y() - longest * force * point[0])
        painter.setPen(QPen(colour, 2.5))
        painter.drawLine(start, end)
        angle = math.atan2(end.y() - start.y(), end.x() - start.x())
        corners = [
            QPointF(end.x() - HEAD_PX * math.cos(angle + turn), end.y() - HEAD_PX * math.sin(angle + turn))
            for turn in (0.5, -0.5)
        ]
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([end, *corners]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        gaps = [math.dist(event.position().toTuple(), self._at(point).toTuple()) for point in self._points]
        if gaps and min(gaps) < self._side:
            self._held = int(np.argmin(gaps))
            self.chosen.emit(self._held)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held >= 0:
            x, y = event.position().toTuple()
            self.dragged.emit(self._held, QPointF(x - self.width() / 2, self.height() / 2 - y))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = -1


def _along_the_circle(points: NDArray[np.float64], vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far vectors (count, 2) at points (count, 2) go along the circle, counter-clockwise; shape (count,)."""
    along: NDArray[np.float64] = points[:, 0] * vectors[:, 1] - points[:, 1] * vectors[:, 0]
    return along
