"""Views on a circle: pictures that can be dragged, and arrows for where the loss pulls and pushes them."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from simclr_gui.engine.events import Pixels
from simclr_gui.engine.lessons.contrast import Contrast
from simclr_gui.gui.look.theme import Theme, class_colour
from simclr_gui.gui.parts.picture import as_image

SIDE_PX, FRAME_PX, ARROW_PX, HEAD_PX = 40, 3, 90, 7
WEAKEST_SHOWN = 0.02


class Circle(QWidget):
    """Signals: chosen(int), a view that was clicked; dragged(int, QPointF), and where to, the circle being 1 wide."""

    chosen = Signal(int)
    dragged = Signal(int, QPointF)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._points: NDArray[np.float64] = np.zeros((0, 2))
        self._taken: Contrast | None = None
        self._images: list[QImage] = []
        self._shown_pixels: Pixels | None = None
        self._chosen, self._held = 0, -1
        self.setAccessibleName(self.tr("Views on a circle"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._paint_again)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, 260)

    def show_points(self, points: NDArray[np.float64], taken: Contrast, chosen: int, pixels: Pixels | None) -> None:
        """Shows points (2N, 2); i and i + N are two views of the picture i."""
        self._points, self._taken, self._chosen = points, taken, chosen
        if pixels is not self._shown_pixels:
            self._shown_pixels = pixels
            self._images = [] if pixels is None else [as_image(picture) for picture in pixels]
        self.update()

    @Slot()
    def _paint_again(self) -> None:
        self.update()

    def _radius(self) -> float:
        return min(self.width(), self.height()) / 2 - SIDE_PX

    def _at(self, point: NDArray[np.float64]) -> QPointF:
        radius = self._radius()
        return QPointF(self.width() / 2 + radius * point[0], self.height() / 2 - radius * point[1])

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, radius = QPointF(self.width() / 2, self.height() / 2), self._radius()
        painter.setPen(QPen(QColor(self._theme.colours.line), 2))
        painter.drawEllipse(middle, radius, radius)
        if self._taken is None:
            return
        pictures = len(self._points) // 2
        for view in range(pictures):
            painter.setPen(QPen(QColor(class_colour(view)), 2, Qt.PenStyle.DotLine))
            painter.drawLine(self._at(self._points[view]), self._at(self._points[view + pictures]))
        for view, point in enumerate(self._points):
            self._paint_view(painter, view, self._at(point))
        strongest = max(float(np.linalg.norm(self._taken.forces, axis=1).max()), 1e-9)
        for view, force in enumerate(self._taken.forces):
            length = float(np.linalg.norm(force)) / strongest
            if length > WEAKEST_SHOWN and strongest > 1e-6:
                self._paint_arrow(painter, self._at(self._points[view]), force, length)

    def _paint_view(self, painter: QPainter, view: int, at: QPointF) -> None:
        picture = view % (len(self._points) // 2)
        place = QRectF(at.x() - SIDE_PX / 2, at.y() - SIDE_PX / 2, SIDE_PX, SIDE_PX)
        is_chosen = view == self._chosen
        painter.fillRect(place, QColor(self._theme.colours.text if is_chosen else class_colour(picture)))
        inner = place.adjusted(FRAME_PX, FRAME_PX, -FRAME_PX, -FRAME_PX)
        if picture < len(self._images):
            painter.drawImage(inner, self._images[picture])
        else:
            painter.fillRect(inner, QColor(self._theme.colours.raised))

    def _paint_arrow(self, painter: QPainter, start: QPointF, force: NDArray[np.float64], share: float) -> None:
        direction = force / max(float(np.linalg.norm(force)), 1e-12)
        length = ARROW_PX * share
        end = QPointF(start.x() + length * direction[0], start.y() - length * direction[1])
        colour = QColor(self._theme.colours.accent)
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
        if gaps and min(gaps) < SIDE_PX:
            self._held = int(np.argmin(gaps))
            self.chosen.emit(self._held)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held >= 0:
            x, y = event.position().toTuple()
            self.dragged.emit(self._held, QPointF(x - self.width() / 2, self.height() / 2 - y))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = -1
