"""The points of a map as arrays: where they lie, in which colours, which are hidden and which are faint."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from simclr_gui.engine.events import Floats, Pixels
from simclr_gui.gui.look.theme import PETROFF_10, class_colour
from simclr_gui.gui.pages.map.scatter.view_transform import ViewTransform

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

FAINT_ALPHA = 60  # of 255
NO_COORDINATES: Floats = np.empty((0, 2), np.float32)


class PointSet:
    """Points in the order in which they are drawn: the faint ones first, so that the strong ones lie on top.

    Attributes:
        labels: the class of every point, shape (count,); it decides on the form.
        coordinates: float32, shape (count, 2), or (0, 2) while there is no map; not a number where a point has none.
        colours: uint8, shape (count, 3).
        order: places of the points that are drawn; `xs` and `ys` are their coordinates.
        faint_count: so many of them, the first, are faint.
        moves, looks: counted up when points move, and when they look different; whoever keeps an image compares.
    """

    def __init__(self, labels: Places) -> None:
        self.labels = checked_labels(labels)
        self.coordinates = NO_COORDINATES
        self.colours: Pixels = _class_colours()[self.labels % len(PETROFF_10)]
        self.moves = self.looks = 0
        self._is_shown: Flags = np.ones(len(labels), np.bool_)
        self.is_selected: Flags = np.zeros(len(labels), np.bool_)
        self._arrange()

    @property
    def count(self) -> int:
        return len(self.labels)

    @property
    def are_placed(self) -> bool:
        return len(self.coordinates) > 0

    def fit(self, coordinates: Floats) -> bool:
        """Whether they are places of as many points, one known at least, none infinite."""
        has_shape = coordinates.shape == (self.count, 2) and coordinates.dtype.kind == "f"
        return has_shape and not np.isinf(coordinates).any() and bool(are_known(coordinates).any())

    def place(self, coordinates: Floats) -> None:
        """Puts the points somewhere; float32, shape (count, 2). Those whose place is not a number are not drawn.

        Raises:
            ValueError: the coordinates do not fit.
        """
        if not self.fit(coordinates):
            raise ValueError(f"no places for {self.count} points: {coordinates.dtype} of shape {coordinates.shape}")
        has_same = self.are_placed and bool((are_known(coordinates) == are_known(self.coordinates)).all())
        self.coordinates = coordinates
        if has_same:
            self._locate()
        else:
            self._arrange()

    def colour(self, colours: Pixels) -> None:
        """Gives every point its colour; ValueError where they do not fit."""
        if colours.shape != (self.count, 3) or colours.dtype != np.uint8:
            raise ValueError(f"no colours for {self.count} points: {colours.dtype} of shape {colours.shape}")
        self.colours = colours
        self.looks += 1

    def show_only(self, mask: Flags | None) -> None:
        self._is_shown = np.ones(self.count, np.bool_) if mask is None else mask
        self._arrange()

    def select(self, places: Places) -> None:
        self.is_selected = np.zeros(self.count, np.bool_)
        self.is_selected[places] = True
        self._arrange()

    def is_shown(self, place: int) -> bool:
        is_wanted = self.are_placed and 0 <= place < self.count and bool(self._is_shown[place])
        return is_wanted and bool(np.isfinite(self.coordinates[place, 0]))

    def at(self, place: int) -> tuple[float, float]:
        x, y = self.coordinates[place].tolist()
        return x, y

    def nearest(self, x: float, y: float) -> tuple[int, float]:
        """Place and distance of the nearest point that is drawn; (-1, inf) where there is none."""
        if len(self.order) == 0:
            return -1, np.inf
        squares = (self.xs - np.float32(x)) ** 2 + (self.ys - np.float32(y)) ** 2
        nearest = int(squares.argmin())
        return int(self.order[nearest]), float(squares[nearest]) ** 0.5

    def on_screen(self, sight: ViewTransform) -> tuple[Floats, Floats]:
        """Pixels from the left and from the top of the points that are drawn."""
        return sight.pixels(self.xs, self.ys)

    def _arrange(self) -> None:
        has_place = are_known(self.coordinates) if self.are_placed else np.zeros(self.count, np.bool_)
        drawn: Flags = self._is_shown & has_place
        has_selection = bool(self.is_selected.any())
        faint = np.flatnonzero(drawn & ~self.is_selected) if has_selection else np.empty(0, np.int64)
        strong = np.flatnonzero(drawn & self.is_selected if has_selection else drawn)
        self.order: Places = np.concatenate([faint, strong])
        self.faint_count = len(faint)
        self.looks += 1
        self._locate()

    def _locate(self) -> None:
        source = self.coordinates if self.are_placed else np.empty((self.count, 2), np.float32)
        self.xs: Floats = source[self.order, 0]
        self.ys: Floats = source[self.order, 1]
        self.moves += 1


def are_known(coordinates: Floats) -> Flags:
    """Which points have a place, shape (count,)."""
    known: Flags = ~np.isnan(coordinates.sum(axis=1))
    return known


def checked_labels(labels: Places) -> Places:
    """One whole number for every point, 0 where no class is known; ValueError where they are something else."""
    if labels.ndim != 1 or labels.dtype.kind not in "iu":
        raise ValueError(f"no labels: {labels.dtype} of shape {labels.shape}")
    return np.maximum(labels, 0)


def _class_colours() -> Pixels:
    """The ten colours of classes, shape (10, 3)."""
    colours = [QColor(class_colour(label)) for label in range(len(PETROFF_10))]
    return np.array([(colour.red(), colour.green(), colour.blue()) for colour in colours], np.uint8)
