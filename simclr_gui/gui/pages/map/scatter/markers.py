"""Up to some ten thousand points: each in the form of its class, thinly outlined."""

import math

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols, drawSymbol
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap, QTransform

from simclr_gui.engine.events import Floats
from simclr_gui.gui.look.theme import MARKERS, class_marker
from simclr_gui.gui.pages.map.scatter.point_set import FAINT_ALPHA, PointSet
from simclr_gui.gui.pages.map.scatter.view_transform import ViewTransform

SIZES_PX, OUTLINE_PX = ((600, 11), (1_500, 9), (4_000, 6)), 0.5  # so many points, so large
SMALLEST_PX = 5
FORM_OF_LABEL = np.array([MARKERS.index(class_marker(label)) for label in range(len(MARKERS) ** 2)])  # then repeated
STAMPS_A_ROW = 64


class Markers:
    """Draws `PointSet` of up to some ten thousand points.

    pyqtgraph's own item takes a second to colour 20,000 points in thousands of colours, because it draws every
    pair of form and colour by itself. Here forms are drawn once, and numpy colours them.
    """

    def __init__(self) -> None:
        self._kept: tuple[PointSet, int, float, str] | None = None
        self.sheet = QPixmap()
        self._corners: NDArray[np.int64] = np.empty((0, 2), np.int64)
        self._side = 0
        self._fragments = PrimitiveArray(QPainter.PixmapFragment, 10)

    def image(self, dots: PointSet, sight: ViewTransform, dots_per_px: float, outline: str) -> QImage:
        """The points in sight on a transparent ground."""
        if self._kept != (dots, dots.looks, dots_per_px, outline):
            self._make_stamps(dots, dots_per_px, outline)
            self._kept = dots, dots.looks, dots_per_px, outline
        size = math.ceil(sight.width_px * dots_per_px), math.ceil(sight.height_px * dots_per_px)
        image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        xs, ys = (pixels * np.float32(dots_per_px) for pixels in dots.on_screen(sight))
        reach = self._side
        near = np.flatnonzero((xs > -reach) & (xs < size[0] + reach) & (ys > -reach) & (ys < size[1] + reach))
        with QPainter(image) as painter:
            self._stamp(painter, xs, ys, near[near < dots.faint_count])
            if dots.faint_count:  # all at once: one by one they would add up where they lie close
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
                painter.fillRect(image.rect(), QColor(0, 0, 0, FAINT_ALPHA))
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            self._stamp(painter, xs, ys, near[near >= dots.faint_count])
        image.setDevicePixelRatio(dots_per_px)
        return image

    def draw(self, painter: QPainter, dots: PointSet, sight: ViewTransform, outline: str) -> None:
        """The same as forms, for a drawing that can be enlarged; about 0.1 ms a point."""
        size_px = marker_px(dots.count)
        forms = [QTransform.fromScale(size_px, size_px).map(Symbols[form]) for form in MARKERS]
        xs, ys = dots.on_screen(sight)
        inside = (xs >= 0) & (xs <= sight.width_px) & (ys >= 0) & (ys <= sight.height_px)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(outline), OUTLINE_PX))
        for number in np.flatnonzero(inside).tolist():
            place = dots.order[number]
            colour = QColor(*dots.colours[place].tolist())
            colour.setAlpha(FAINT_ALPHA if number < dots.faint_count else 255)
            painter.setBrush(colour)
            form = forms[FORM_OF_LABEL[dots.labels[place] % len(FORM_OF_LABEL)]]
            painter.drawPath(form.translated(float(xs[number]), float(ys[number])))
        painter.restore()

    def _stamp(self, painter: QPainter, xs: Floats, ys: Floats, which: NDArray[np.int64]) -> None:
        if len(which) == 0:
            return
        self._fragments.resize(len(which))
        fragment = self._fragments.ndarray()
        fragment[:, 0], fragment[:, 1] = np.rint(xs[which]), np.rint(ys[which])  # whole dots stay crisp
        fragment[:, 2:4] = self._corners[which]
        fragment[:, 4:6] = self._side
        fragment[:, 6:10] = 1, 1, 0, 1  # scales, rotation, opacity
        first, count = self._fragments.drawargs()
        painter.drawPixmapFragments(first, count, self.sheet)

    def _make_stamps(self, dots: PointSet, dots_per_px: float, outline: str) -> None:
        """A sheet of all pairs of form and colour, and where on it each point finds its own."""
        forms = FORM_OF_LABEL[dots.labels[dots.order] % len(FORM_OF_LABEL)]
        red, green, blue = dots.colours[dots.order].T.astype(np.int64)
        looks, look = np.unique((forms << 24) | (red << 16) | (green << 8) | blue, return_inverse=True)
        fills, edges = form_coverages(dots_per_px, marker_px(dots.count))
        self._side = fills.shape[1]
        colours = np.stack([(looks >> shift) & 255 for shift in (0, 8, 16)], axis=1).astype(np.float32)
        stamps = _coloured(fills[looks >> 24], edges[looks >> 24], colours, QColor(outline))
        self.sheet = _sheet(stamps)
        self._corners = np.stack([look % STAMPS_A_ROW, look // STAMPS_A_ROW], axis=1) * self._side


def marker_px(count: int) -> int:
    """Many points are drawn smaller, or they would hide each other."""
    return next((size for most, size in SIZES_PX if count <= most), SMALLEST_PX)


def form_coverages(dots_per_px: float, size_px: float) -> tuple[Floats, Floats]:
    """How far each pixel lies in the fill and on the outline of each form, 0 to 1; shape (forms, side, side)."""
    side = 2 * math.ceil((size_px / 2 + OUTLINE_PX) * dots_per_px)  # even, so that whole dots are its middle
    fills: list[Floats] = []
    edges: list[Floats] = []
    for form in MARKERS:
        for layers, pen, brush in (
            (fills, pg.mkPen(None), pg.mkBrush("k")),
            (edges, QPen(pg.mkPen("k", width=OUTLINE_PX * dots_per_px)), pg.mkBrush(None)),
        ):
            image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
            image.fill(Qt.GlobalColor.transparent)
            with QPainter(image) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.translate(side / 2, side / 2)
                drawSymbol(painter, form, size_px * dots_per_px, pen, brush)
            pixels = np.frombuffer(image.constBits(), np.uint8).reshape(side, side, 4)
            layers.append(np.divide(pixels[:, :, 3], 255, dtype=np.float32))
    return np.stack(fills), np.stack(edges)


def _coloured(fills: Floats, edges: Floats, colours: Floats, outline: QColor) -> NDArray[np.uint8]:
    """Outlined stamps, premultiplied, in the order of Qt's bytes (blue, green, red, alpha)."""
    inner = fills * (1 - edges)
    edge_colour = np.array([outline.blue(), outline.green(), outline.red()], np.float32)
    stamps = np.empty((*fills.shape, 4), np.uint8)
    stamps[..., :3] = np.rint(inner[..., None] * colours[:, None, None] + edges[..., None] * edge_colour)
    stamps[..., 3] = np.rint(255 * (inner + edges))
    return stamps


def _sheet(stamps: NDArray[np.uint8]) -> QPixmap:
    """Stamps side by side in rows."""
    count, side = stamps.shape[:2]
    rows = max(1, math.ceil(count / STAMPS_A_ROW))
    sheet = np.zeros((rows * STAMPS_A_ROW, side, side, 4), np.uint8)
    sheet[:count] = stamps
    sheet = sheet.reshape(rows, STAMPS_A_ROW, side, side, 4).transpose(0, 2, 1, 3, 4)
    pixels = np.ascontiguousarray(sheet).reshape(rows * side, STAMPS_A_ROW * side, 4)
    width, height = STAMPS_A_ROW * side, rows * side
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    return QPixmap.fromImage(image.copy())
