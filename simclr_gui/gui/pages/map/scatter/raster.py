"""Very many points: each a small disc of plain colour, written straight into an image."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from simclr_gui.engine.events import Pixels
from simclr_gui.gui.pages.map.scatter.point_set import FAINT_ALPHA, PointSet
from simclr_gui.gui.pages.map.scatter.view_transform import ViewTransform

DISC_PX, LARGEST_DISC_PX = 3, 7
Argb = NDArray[np.uint32]


class Raster:
    """Draws `PointSet` of any count; the colours of the discs are kept between frames."""

    def __init__(self) -> None:
        self._kept: tuple[PointSet, int] | None = None
        self._argb: Argb = np.empty(0, np.uint32)

    def image(self, dots: PointSet, sight: ViewTransform, dots_per_px: float, zoom: float) -> QImage:
        """The points in sight on a transparent ground.

        Args:
            zoom: how many times larger than at home; the discs grow a little with it.
        """
        if self._kept != (dots, dots.looks):
            colours = dots.colours[dots.order]
            faint = premultiplied(colours[: dots.faint_count], FAINT_ALPHA)
            self._argb = np.concatenate([faint, premultiplied(colours[dots.faint_count :], 255)])
            self._kept = dots, dots.looks
        side = disc_side(dots_per_px, zoom)
        width, height = math.ceil(sight.width_px * dots_per_px), math.ceil(sight.height_px * dots_per_px)
        stride = width + 2 * side  # the margin takes up what hangs over the edges
        canvas = np.zeros((height + 2 * side) * stride, np.uint32)
        xs, ys = dots.on_screen(sight)
        column = np.floor(xs * np.float32(dots_per_px)).astype(np.int64) + side
        row = np.floor(ys * np.float32(dots_per_px)).astype(np.int64) + side
        reach = side // 2
        is_near = (column >= reach) & (column < stride - side) & (row >= reach) & (row < height + side)
        at = row * stride + column
        for of_kind in (slice(0, dots.faint_count), slice(dots.faint_count, None)):  # no faint one over a strong one
            near = is_near[of_kind]
            _stamp(canvas, at[of_kind][near], self._argb[of_kind][near], stride, side)
        inner = np.ascontiguousarray(canvas.reshape(-1, stride)[side : side + height, side : side + width])
        image = QImage(inner.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied).copy()
        image.setDevicePixelRatio(dots_per_px)
        return image


def disc_side(dots_per_px: float, zoom: float) -> int:
    """How many of the screen's own dots a disc is wide."""
    return round(min(LARGEST_DISC_PX, DISC_PX * math.sqrt(max(1.0, zoom))) * dots_per_px)


def premultiplied(colours: Pixels, alpha: int) -> Argb:
    """Colours of shape (count, 3) as Qt stores them."""
    red, green, blue = (colours.T.astype(np.uint32) * alpha + 127) // 255
    argb: Argb = np.uint32(alpha << 24) | (red << np.uint32(16)) | (green << np.uint32(8)) | blue
    return argb


def _stamp(canvas: Argb, at: NDArray[np.int64], argb: Argb, stride: int, side: int) -> None:
    """Writes a disc around every index, one of its pixels for all points at a time."""
    steps = np.arange(side) - side // 2
    middle = (side - 1) / 2 - side // 2
    for down in steps:
        for right in steps:
            if side <= DISC_PX or np.hypot(down - middle, right - middle) <= side / 2:
                canvas[at + (down * stride + right)] = argb
