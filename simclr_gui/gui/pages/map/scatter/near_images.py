"""Seen from near, or where there are few, the points are their images."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from simclr_gui.engine.events import Floats, Pixels
from simclr_gui.gui.pages.map.scatter.point_set import Places, PointSet
from simclr_gui.gui.pages.map.scatter.view_transform import ViewTransform
from simclr_gui.gui.parts.image import SMOOTH_FROM_PX, as_image
from simclr_gui.gui.parts.painting import dots_per_px

MOST_IMAGES, FEW = 150, 300  # so many from near; so few are images from afar as well
NEAR_FROM_ZOOM = 1.05
SIDES_PX = (24, 32, 48, 64)  # steps, so that images do not breathe while the map is moved
SIDES_FROM_AFAR_PX, SHARE_OF_SCREEN = (16, 24, 32), 0.3
OVERLAP = 1.2  # of neighbours, before a smaller side is taken
FRAME_PX, RING_PX = 2, 3
FAINT_OPACITY = 0.25


class NearImages:
    """Which points are shown as images, and how large; the images of those on show are kept."""

    def __init__(self) -> None:
        self._images: Pixels | None = None
        self._painted: dict[int, QImage] = {}
        self._drawn: Places = np.empty(0, np.int64)
        self.side_px = 0

    @property
    def are_on(self) -> bool:
        return self.side_px > 0

    def take(self, images: Pixels | None) -> None:
        """Images of shape (count, height, width, 3)."""
        self._images = images
        self._painted.clear()
        self.side_px = 0

    def look(self, dots: PointSet, sight: ViewTransform, zoom: float) -> None:
        """Decides whether the points in sight are few enough, and the view near enough."""
        self.side_px = 0
        is_near, are_few = zoom >= NEAR_FROM_ZOOM, are_few_images(dots.count)
        if self._images is None or not (is_near or are_few):
            return
        xs, ys = dots.on_screen(sight)
        inside = _within(xs, ys, sight, 0)
        if not 0 < len(inside) <= (FEW if are_few else MOST_IMAGES):
            return
        self.side_px = fitting_side_px(xs[inside], ys[inside]) if is_near else side_from_afar_px(dots.count, sight)
        # those that hang over an edge do not vanish while the map is moved
        self._drawn = _within(xs, ys, sight, self.side_px / 2 + RING_PX)

    def paint(self, painter: QPainter, dots: PointSet, sight: ViewTransform, ringed: int, ring_colour: str) -> None:
        """Each image in a frame of its dot's colour; the ringed one on top, in a second frame."""
        assert self._images is not None
        places = dots.order[self._drawn].tolist()
        self._painted = {place: self._painted.get(place) or as_image(self._images[place]) for place in places}
        xs, ys = dots.on_screen(sight)
        painter.save()
        for number, place in sorted(zip(self._drawn.tolist(), places, strict=True), key=lambda pair: pair[1] == ringed):
            middle = QPointF(round(float(xs[number])), round(float(ys[number])))
            painter.setOpacity(FAINT_OPACITY if number < dots.faint_count and place != ringed else 1)
            if place == ringed:
                painter.fillRect(square(middle, self.side_px + 2 * (FRAME_PX + RING_PX)), QColor(ring_colour))
            painter.fillRect(square(middle, self.side_px + 2 * FRAME_PX), QColor(*dots.colours[place].tolist()))
            paint_small(painter, square(middle, self.side_px), self._painted[place])
        painter.restore()


def are_few_images(count: int) -> bool:
    """So few that each can be seen as an image from afar."""
    return count <= FEW


def _within(xs: Floats, ys: Floats, sight: ViewTransform, reach: float) -> Places:
    """Which points lie on the screen, or at most `reach` pixels beside it."""
    in_x = (xs >= -reach) & (xs <= sight.width_px + reach)
    return np.flatnonzero(in_x & (ys >= -reach) & (ys <= sight.height_px + reach))


def side_from_afar_px(count: int, sight: ViewTransform) -> int:
    """The largest side at which images leave some of the screen free; it stays while points glide or are hidden."""
    room = SHARE_OF_SCREEN * sight.width_px * sight.height_px / count
    return max((side for side in SIDES_FROM_AFAR_PX if side**2 <= room), default=SIDES_FROM_AFAR_PX[0])


def fitting_side_px(xs: Floats, ys: Floats) -> int:
    """The largest side at which most images hardly cover each other, else the smallest."""
    gaps = np.hypot(xs[:, None] - xs, ys[:, None] - ys)
    np.fill_diagonal(gaps, np.inf)
    room = OVERLAP * float(np.median(gaps.min(axis=1)))
    return max((side for side in SIDES_PX if side <= room), default=SIDES_PX[0])


def square(middle: QPointF, side_px: float) -> QRectF:
    return QRectF(middle.x() - side_px / 2, middle.y() - side_px / 2, side_px, side_px)


def paint_small(painter: QPainter, place: QRectF, image: QImage) -> None:
    """Pixels stay pixels where a small image is enlarged; what is shrunk must be smooth, or lines drop out."""
    is_shrunk = image.width() > place.width() * dots_per_px(painter)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_shrunk or image.width() >= SMOOTH_FROM_PX)
    painter.drawImage(place, image)
