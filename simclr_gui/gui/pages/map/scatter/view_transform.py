"""The part of the plane that is in sight, and where its points lie on the screen."""

import math
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QSize

from simclr_gui.engine.events import Floats

EDGE_PX = 14
ROUND_UP_TO = 1.1  # a cloud that is not longer than this times its width has no axis worth turning


class Area(NamedTuple):
    """A rectangle of the plane, or of the plane as it is turned."""

    left: float
    bottom: float
    right: float
    top: float

    @staticmethod
    def of(coordinates: Floats, turn: float = 0.0) -> "Area":
        """What holds all points of shape (count, 2), at least one, once they are turned."""
        xs, ys = turned(coordinates[:, 0], coordinates[:, 1], turn)
        return Area(float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max()))

    def towards(self, goal: "Area", share: float) -> "Area":
        """The rectangle that lies `share` of the way to another."""
        return Area(*(start + share * (end - start) for start, end in zip(self, goal, strict=True)))


@dataclass(frozen=True)
class ViewTransform:
    """`scale` pixels of the screen are one unit of the plane; y goes up in the plane and down on the screen.

    Attributes:
        turn: radians by which the plane is turned against the clock before it is shown.
        edge_px: what stays free around everything when everything is shown.
    """

    centre_x: float
    centre_y: float
    scale: float
    width_px: int
    height_px: int
    turn: float = 0.0
    edge_px: int = EDGE_PX

    @staticmethod
    def of(area: Area, size: QSize, turn: float = 0.0, edge_px: int = EDGE_PX) -> "ViewTransform":
        """All of an area of the turned plane, as large as it fits."""
        room = max(1, size.width() - 2 * edge_px), max(1, size.height() - 2 * edge_px)
        extents = area.right - area.left, area.top - area.bottom
        scales = [px / extent for px, extent in zip(room, extents, strict=True) if extent > 0]
        centre_x, centre_y = _turned_place((area.left + area.right) / 2, (area.bottom + area.top) / 2, -turn)
        return ViewTransform(centre_x, centre_y, min(scales, default=1.0), size.width(), size.height(), turn, edge_px)

    @property
    def area_within_edges(self) -> Area:
        """The one of the turned plane that `of` would show just like this."""
        x, y = _turned_place(self.centre_x, self.centre_y, self.turn)
        half_width = (self.width_px / 2 - self.edge_px) / self.scale
        half_height = (self.height_px / 2 - self.edge_px) / self.scale
        return Area(x - half_width, y - half_height, x + half_width, y + half_height)

    def pixels(self, xs: Floats, ys: Floats) -> tuple[Floats, Floats]:
        """Where many points lie on the screen, float32, from the left and from the top."""
        right, up = turned(xs - np.float32(self.centre_x), ys - np.float32(self.centre_y), self.turn)
        scale = np.float32(self.scale)
        return np.float32(self.width_px / 2) + scale * right, np.float32(self.height_px / 2) - scale * up

    def on_screen(self, x: float, y: float) -> QPointF:
        right, up = _turned_place(x - self.centre_x, y - self.centre_y, self.turn)
        return QPointF(self.width_px / 2 + self.scale * right, self.height_px / 2 - self.scale * up)

    def in_plane(self, at: QPointF) -> tuple[float, float]:
        x, y = self._step_in_plane(at - QPointF(self.width_px / 2, self.height_px / 2))
        return self.centre_x + x, self.centre_y + y

    def _step_in_plane(self, by: QPointF) -> tuple[float, float]:
        return _turned_place(by.x() / self.scale, -by.y() / self.scale, -self.turn)

    def resized(self, size: QSize) -> "ViewTransform":
        return replace(self, width_px=size.width(), height_px=size.height())

    def dragged(self, by: QPointF) -> "ViewTransform":
        """The plane goes along with the mouse."""
        x, y = self._step_in_plane(by)
        return replace(self, centre_x=self.centre_x - x, centre_y=self.centre_y - y)

    def zoomed(self, factor: float, about: QPointF) -> "ViewTransform":
        """What lies at `about` on the screen stays there."""
        x, y = self.in_plane(about)
        return replace(
            self,
            centre_x=x + (self.centre_x - x) / factor,
            centre_y=y + (self.centre_y - y) / factor,
            scale=self.scale * factor,
        )


def turned(xs: Floats, ys: Floats, turn: float) -> tuple[Floats, Floats]:
    """Points turned about the origin against the clock, by radians."""
    if turn == 0:
        return xs, ys
    cosine, sine = np.float32(math.cos(turn)), np.float32(math.sin(turn))
    return cosine * xs - sine * ys, sine * xs + cosine * ys


def _turned_place(x: float, y: float, turn: float) -> tuple[float, float]:
    cosine, sine = math.cos(turn), math.sin(turn)
    return cosine * x - sine * y, sine * x + cosine * y


def turn_along_longer_side(coordinates: Floats, size: QSize) -> float:
    """The smallest turn, in radians, that lays the longest axis of a cloud along the longer side of a screen.

    It follows from the points and from which side is longer alone, so that a map always lies in the same way.

    Args:
        coordinates: shape (count, 2), at least one.
    """
    xs, ys = coordinates.T.astype(np.float64)
    xs, ys = xs - xs.mean(), ys - ys.mean()
    across, both, up = float(np.dot(xs, xs)), float(np.dot(xs, ys)), float(np.dot(ys, ys))
    middle, reach = (across + up) / 2, math.hypot((across - up) / 2, both)
    if middle + reach <= ROUND_UP_TO**2 * (middle - reach) or reach == 0:
        return 0.0
    axis = math.atan2(2 * both, across - up) / 2
    turn = -axis if size.width() >= size.height() else math.pi / 2 - axis
    return turn - math.pi if turn > math.pi / 2 else turn
