"""The part of the plane that is in sight, and where its points lie on the screen."""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QSize

from simclr_gui.engine.events import Floats

EDGE_PX = 18


class Area(NamedTuple):
    """A rectangle of the plane."""

    left: float
    bottom: float
    right: float
    top: float

    @staticmethod
    def of(coordinates: Floats) -> "Area":
        """What holds all points of shape (count, 2), at least one."""
        (left, bottom), (right, top) = coordinates.min(axis=0).tolist(), coordinates.max(axis=0).tolist()
        return Area(left, bottom, right, top)

    def towards(self, goal: "Area", share: float) -> "Area":
        """The rectangle that lies `share` of the way to another."""
        return Area(*(start + share * (end - start) for start, end in zip(self, goal, strict=True)))


@dataclass(frozen=True)
class Sight:
    """`scale` pixels of the screen are one unit of the plane; y goes up in the plane and down on the screen."""

    centre_x: float
    centre_y: float
    scale: float
    width_px: int
    height_px: int

    @staticmethod
    def of(area: Area, size: QSize) -> "Sight":
        """All of an area, as large as it fits."""
        room = max(1, size.width() - 2 * EDGE_PX), max(1, size.height() - 2 * EDGE_PX)
        extents = area.right - area.left, area.top - area.bottom
        scales = [px / extent for px, extent in zip(room, extents, strict=True) if extent > 0]
        return Sight(
            (area.left + area.right) / 2,
            (area.bottom + area.top) / 2,
            min(scales, default=1.0),
            size.width(),
            size.height(),
        )

    @property
    def area(self) -> Area:
        half_width, half_height = self.width_px / 2 / self.scale, self.height_px / 2 / self.scale
        return Area(
            self.centre_x - half_width,
            self.centre_y - half_height,
            self.centre_x + half_width,
            self.centre_y + half_height,
        )

    @property
    def area_within_edges(self) -> Area:
        """The one that `of` would show just like this."""
        edge = EDGE_PX / self.scale
        left, bottom, right, top = self.area
        return Area(left + edge, bottom + edge, right - edge, top - edge)

    def x_px(self, x: Floats) -> Floats:
        return np.float32(self.scale) * (x - np.float32(self.centre_x)) + np.float32(self.width_px / 2)

    def y_px(self, y: Floats) -> Floats:
        return np.float32(self.height_px / 2) - np.float32(self.scale) * (y - np.float32(self.centre_y))

    def on_screen(self, x: float, y: float) -> QPointF:
        return QPointF(
            self.width_px / 2 + self.scale * (x - self.centre_x), self.height_px / 2 - self.scale * (y - self.centre_y)
        )

    def in_plane(self, at: QPointF) -> tuple[float, float]:
        return (
            self.centre_x + (at.x() - self.width_px / 2) / self.scale,
            self.centre_y - (at.y() - self.height_px / 2) / self.scale,
        )

    def resized(self, size: QSize) -> "Sight":
        return replace(self, width_px=size.width(), height_px=size.height())

    def dragged(self, by: QPointF) -> "Sight":
        """The plane goes along with the mouse."""
        return replace(self, centre_x=self.centre_x - by.x() / self.scale, centre_y=self.centre_y + by.y() / self.scale)

    def zoomed(self, factor: float, about: QPointF) -> "Sight":
        """What lies at `about` on the screen stays there."""
        x, y = self.in_plane(about)
        return replace(
            self,
            centre_x=x + (self.centre_x - x) / factor,
            centre_y=y + (self.centre_y - y) / factor,
            scale=self.scale * factor,
        )
