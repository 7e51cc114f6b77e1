"""The map: points that glide from map to map, and what is pointed at, clicked and circled in it."""

import logging
import time

import numpy as np
from PySide6.QtCore import QEasingCurve, QPointF, QRectF, QSize, QVariantAnimation, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from simclr_gui.engine.events import Floats, ImagesChosen, MapComputed, Pixels
from simclr_gui.gui.look.language import spoken_in_a_row
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.pages.map.scatter.lasso import paint_loop, points_inside
from simclr_gui.gui.pages.map.scatter.markers import Markers
from simclr_gui.gui.pages.map.scatter.near_images import NearImages, are_few_images
from simclr_gui.gui.pages.map.scatter.pan_zoom_canvas import PanZoomCanvas
from simclr_gui.gui.pages.map.scatter.point_set import Flags, Places, PointSet, are_known
from simclr_gui.gui.pages.map.scatter.query_marker import paint_query_marker
from simclr_gui.gui.pages.map.scatter.raster import Raster
from simclr_gui.gui.pages.map.scatter.view_transform import EDGE_PX, Area, turn_along_longer_side
from simclr_gui.gui.parts.image import as_image
from simclr_gui.gui.parts.painting import dots_per_px, is_drawing, painting
from simclr_gui.gui.parts.panel_menu import PanelMenu, Table
from simclr_gui.gui.words.names import class_names_of

MOST_MARKERS = 20_000
RING_PX, RING_LINE_PX = 22, 2
GLIDE_MS = 220
SECONDS_BETWEEN_FRAMES = 0.03
POINTED_FROM_PX = 18
IMAGES_EDGE_PX = 22  # half of an image that is seen from afar, with its frames
CORNER = 0.71  # so many sides is the corner of a square away from its middle
SMALLEST_PX, REQUESTED_PX = 120, 320
log = logging.getLogger(__name__)


class Scatter(PanZoomCanvas):
    """One map. Points are named by their places among the images.

    Signals:
        pointed(int): the point under the mouse, -1 for none.
        clicked(int): the point that was clicked, -1 for empty ground.
        lassoed(object): Places, those inside a loop, perhaps none.
    """

    pointed = Signal(int)
    clicked = Signal(int)
    lassoed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._images: ImagesChosen | None = None
        self.dots = PointSet(np.empty(0, np.int64))
        self._markers, self._raster, self.near = Markers(), Raster(), NearImages()
        self._layer = QImage()
        self._layer_of: tuple[object, ...] = ()
        self._ringed = -1
        self.query_marker: tuple[float, float] | None = None
        self._query_shown = QImage()
        self._start = self.goal = self.dots.coordinates
        self._turned_like: Floats | None = None
        self._start_area = self._goal_area = self._home
        self._start_turn = self.goal_turn = 0.0
        self._goal_is_wide = True
        self._last_moved_s = 0.0
        self.glide = QVariantAnimation(self)
        self.glide.setDuration(GLIDE_MS)
        self.glide.setStartValue(0.0)
        self.glide.setEndValue(1.0)
        self.glide.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self.glide.valueChanged.connect(self._move)
        self.panel_menu = PanelMenu(self, "map", numbers=self.numbers)
        self.describe("")
        self.hovered.connect(self._point_at)
        self.left.connect(self._point_at_none)
        self.tapped.connect(self._click)
        self.looped.connect(self._circle)
        self.looked_around.connect(self._look_nearer)
        theme.changed.connect(self._paint_again)

    def sizeHint(self) -> QSize:
        return QSize(REQUESTED_PX, REQUESTED_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(SMALLEST_PX, SMALLEST_PX)

    def describe(self, words: str) -> None:
        """Tells those who listen what the map shows, then what can be done in it."""
        keys = self.tr("Drag moves, the wheel zooms, Shift and drag circles points. Keys: plus, minus, arrows, Home.")
        self.setAccessibleDescription(spoken_in_a_row(words, keys))

    # what is shown

    def show_images(self, images: ImagesChosen | None) -> None:
        """Takes over the images and their classes; the points come with a map, in the colours of the classes.

        The same images again change nothing: colours, filter and selection are still about them.
        """
        if images is self._images:
            return
        self.glide.stop()
        self._images = images
        self.dots = PointSet(np.empty(0, np.int64) if images is None else images.labels)
        self.near.take(None if images is None else images.images)
        self._edge_px = IMAGES_EDGE_PX if are_few_images(self.dots.count) else EDGE_PX
        self.goal = self.dots.coordinates
        self._ringed, self.query_marker = -1, None
        self._look_nearer()

    def show_map(self, drawn: MapComputed, turned_like: Floats | None = None) -> None:
        """Lets the points glide to a map's coordinates; those that are new, or very many, are there at once.

        The map is turned so that it fills the widget; the coordinates stay what they are.

        Args:
            turned_like: the coordinates whose turn is taken instead of this map's own.
        """
        is_shown = drawn.coordinates is self.goal  # then the view stays as well
        if is_shown or self.dots.count == 0:
            return
        if not self.dots.fit(drawn.coordinates):
            log.warning("a map of %s does not fit its %d points", drawn.features, self.dots.count)
            return
        self.glide.stop()
        self.goal, self._turned_like = drawn.coordinates, turned_like
        self._find_goal()
        if not self.dots.are_placed or self.dots.count > MOST_MARKERS or not self.isVisible():
            self.dots.place(self.goal)
            self.set_home(self._goal_area, self.goal_turn)
            return
        self._start, self._start_area = known_or(self.dots.coordinates, self.goal), self.sight.area_within_edges
        self._start_turn = self.sight.turn
        self.set_home(self._start_area, self._start_turn)
        self.glide.start()

    def _find_goal(self) -> None:
        """How the map lies when everything is seen."""
        known = self.goal[are_known(self.goal)]
        self.goal_turn = turn_along_longer_side(known if self._turned_like is None else self._turned_like, self.size())
        self._goal_area, self._goal_is_wide = Area.of(known, self.goal_turn), self._is_wide

    def place(self, coordinates: Floats) -> None:
        """Puts the points somewhere at once, float32, shape (count, 2); the view stays."""
        self.dots.place(coordinates)
        self.update()

    def set_colours(self, colours: Pixels) -> None:
        """Gives each point its colour; uint8, shape (count, 3)."""
        self.dots.colour(colours)
        self.update()

    def show_only(self, mask: Flags | None) -> None:
        """Hides all points but those of the mask, None for none; the view stays where it is."""
        self.dots.show_only(mask)
        self._look_nearer()

    def select(self, places: Places) -> None:
        """Lets all other points fade; without any place all are strong."""
        self.dots.select(places)
        self._look_nearer()

    def ring(self, point: int) -> None:
        """Marks one point, -1 none; the mark goes along when the points glide."""
        self._ringed = point
        self.update()

    def show_query_marker(self, coordinates: Floats | None, pixels: Pixels | None) -> None:
        """Marks where an image from outside lands, None for nowhere.

        Args:
            coordinates: shape (2,).
            pixels: uint8, shape (height, width, 3).
        """
        self.query_marker = None
        if coordinates is not None and pixels is not None:
            x, y = np.ravel(coordinates).tolist()
            self.query_marker, self._query_shown = (x, y), as_image(pixels)
        self.update()

    def on_screen(self, point: int) -> QPointF:
        """Where a point is painted, in pixels of the widget."""
        return self.sight.on_screen(*self.dots.at(point))

    @property
    def ring_place(self) -> tuple[float, float] | None:
        """Coordinates of the ring, None while no point is marked."""
        return self.dots.at(self._ringed) if self.dots.is_shown(self._ringed) else None

    # what happens

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A map that was wide and is high now is turned; who looked nearer stays there."""
        if len(self.goal) and self._goal_is_wide != self._is_wide:
            self._find_goal()
            if not self._is_gliding:
                self._home, self._home_turn = self._goal_area, self.goal_turn
        super().resizeEvent(event)

    @property
    def _is_wide(self) -> bool:
        return self.width() >= self.height()

    @property
    def _is_gliding(self) -> bool:
        return self.glide.state() == QVariantAnimation.State.Running

    @Slot(object)
    def _move(self, share: float) -> None:
        """Every frame moves all points of a map: few frames glide well enough."""
        if share < 1 and time.perf_counter() - self._last_moved_s < SECONDS_BETWEEN_FRAMES:
            return
        self._last_moved_s = time.perf_counter()
        coordinates = self.goal if share == 1 else self._start + (self.goal - self._start) * np.float32(share)
        self.dots.place(coordinates)
        turn = self._start_turn + share * (self.goal_turn - self._start_turn)
        self.move_home(self._start_area.towards(self._goal_area, share), self.goal_turn if share == 1 else turn)

    @Slot()
    def _paint_again(self) -> None:
        self.update()

    @Slot()
    def _look_nearer(self) -> None:
        self.near.look(self.dots, self.sight, self.zoom)
        self.update()

    def _point_near(self, at: QPointF) -> int:
        place, distance = self.dots.nearest(*self.sight.in_plane(at))
        return place if distance * self.sight.scale < max(POINTED_FROM_PX, CORNER * self.near.side_px) else -1

    @Slot(QPointF)
    def _point_at(self, at: QPointF) -> None:
        if self.dots.are_placed:
            self.pointed.emit(self._point_near(at))

    @Slot()
    def _point_at_none(self) -> None:
        self.pointed.emit(-1)

    @Slot(QPointF)
    def _click(self, at: QPointF) -> None:
        if self.dots.are_placed:
            self.clicked.emit(self._point_near(at))

    @Slot(object)
    def _circle(self, loop: list[QPointF]) -> None:
        """Whoever circles a group points at nothing: no ring stays beside it."""
        if self.dots.are_placed:
            self.pointed.emit(-1)
            inside = points_inside(loop, *self.dots.on_screen(self.sight))
            self.lassoed.emit(np.sort(self.dots.order[inside]))

    # how it looks

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            self.print_points(painter)
            if Theme.is_printing():
                return
            colours = self._theme.colours
            if self._loop is not None:
                paint_loop(painter, self._loop, colours.accent)
            if self._has_focus_by_keys:
                painter.setPen(QPen(QColor(colours.accent), 1))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def print_points(self, painter: QPainter) -> None:
        """The points or images, and where an image from outside lands; nobody points at paper."""
        colours, is_printed = self._theme.colours, Theme.is_printing()
        if self.near.are_on:
            ringed = -1 if is_printed else self._ringed
            self.near.paint(painter, self.dots, self.sight, ringed, colours.text)
        elif self.dots.are_placed:
            if is_drawing(painter) and self.dots.count <= MOST_MARKERS:
                self._markers.draw(painter, self.dots, self.sight, colours.surface)
            elif is_printed:
                painter.drawImage(0, 0, self._drawn_dots(dots_per_px(painter), colours.surface))
            else:
                painter.drawImage(0, 0, self._dots_image(dots_per_px(painter)))
                self._paint_ring(painter)
        if self.query_marker is not None:
            paint_query_marker(painter, self.sight.on_screen(*self.query_marker), self._query_shown, colours)

    def numbers(self) -> Table:
        """Where each point lies that is shown, and of which class it is."""
        images = self._images
        if images is None or not self.dots.are_placed:
            return ()
        head = (self.tr("test image"), self.tr("class"), "x", "y")
        places = np.sort(self.dots.order).tolist()
        names = class_names_of(images.class_names)
        labels = [int(images.labels[place]) for place in places]
        named = [names[label] if 0 <= label < len(names) else "" for label in labels]
        rows = zip(images.image_index[places].tolist(), named, self.dots.coordinates[places].tolist(), strict=True)
        return (head, *((number + 1, name, *at) for number, name, at in rows))

    def _dots_image(self, dots_per_px: float) -> QImage:
        """The points, drawn anew only where something about them has changed."""
        surface = self._theme.colours.surface
        shown: tuple[object, ...] = (self.dots, self.dots.moves, self.dots.looks, self.sight, dots_per_px, surface)
        if shown != self._layer_of:
            self._layer, self._layer_of = self._drawn_dots(dots_per_px, surface), shown
        return self._layer

    def _drawn_dots(self, dots_per_px: float, surface: str) -> QImage:
        if self.dots.count <= MOST_MARKERS:
            return self._markers.image(self.dots, self.sight, dots_per_px, surface)
        return self._raster.image(self.dots, self.sight, dots_per_px, self.zoom)

    def _paint_ring(self, painter: QPainter) -> None:
        if self.ring_place is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.colours.text), RING_LINE_PX))
        painter.drawEllipse(self.sight.on_screen(*self.ring_place), RING_PX / 2, RING_PX / 2)


def known_or(coordinates: Floats, others: Floats) -> Floats:
    """The coordinates, and the others where they are not known: who had no place is at once where it belongs."""
    places: Floats = np.where(are_known(coordinates)[:, None], coordinates, others)
    return places
