"""The maps of the open run: images as several kinds of features lay them out, live, in the end, and earlier."""

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from simclr_gui.engine.events import (
    CheckpointMapped,
    Event,
    ImagesChosen,
    LiveMapBegun,
    LiveMapComputed,
    MapComputed,
    NeighboursFound,
    QueryImagePlaced,
)
from simclr_gui.engine.events.evaluation import ComparedKind
from simclr_gui.engine.events.sharing import EncoderRecognised
from simclr_gui.state.timeline import Timeline

Maps = dict[ComparedKind, MapComputed]


class FeatureSpace(QObject):
    """Signals:
    images_changed(): other images, or none; all that was known of the last ones is gone.
    map_changed(str): a map of these features is new, or another is shown.
    kept_steps_changed(): maps of earlier checkpoints are new (`kept_steps`), or another moment is chosen (`moment`).
    placed(): `query_image` is an image from outside, or None.
    pointed(int): an image is pointed at, -1 for none.
    """

    images_changed = Signal()
    map_changed = Signal(str)
    kept_steps_changed = Signal()
    placed = Signal()
    pointed = Signal(int)

    def __init__(self, timeline: Timeline | None = None, parent: QObject | None = None) -> None:
        """Without a timeline it is seen as it is in the end."""
        super().__init__(parent)
        self.is_imported = False  # whether the features are of an encoder that was not trained here
        self._timeline = timeline or Timeline(self)
        for signal in (self._timeline.steps_changed, self._timeline.step_changed):
            signal.connect(self.kept_steps_changed)
        self.shows_planes = False
        self.pointed_at = -1
        self._forget()

    def _forget(self) -> None:
        self.images: ImagesChosen | None = None
        self.live_step: int | None = None  # how far the training was at SimCLR's map; None once it is over
        self.umaps: Maps = {}
        self.planes: Maps = {}
        self.neighbours: dict[ComparedKind, NDArray[np.int32]] = {}
        self.kept_steps: dict[int, CheckpointMapped] = {}
        self.query_image: QueryImagePlaced | None = None
        self.pointed_at = -1

    def clear(self) -> None:
        self.is_imported = False
        self._forget()
        self.images_changed.emit()

    @property
    def maps(self) -> Maps:
        """What is shown of each kind of features: UMAP where it is there, or two principal components."""
        return dict(self.planes) if self.shows_planes else self.planes | self.umaps

    @property
    def is_sketch(self) -> bool:
        """Whether UMAP is still to come."""
        return bool(self.planes) and set(self.planes) != set(self.umaps)

    @property
    def steps(self) -> list[int]:
        """The moments that have a map, the earliest first; the newest is not among them."""
        return sorted(self.kept_steps)

    @property
    def moment(self) -> int | None:
        """The moment whose map of SimCLR is shown: the chosen one or the nearest that has a map; None is the newest."""
        chosen = self._timeline.step
        if chosen is None or self.shows_planes:
            return None
        newest = self._timeline.steps[-1]
        nearest = min((*self.steps, newest), key=lambda step: abs(step - chosen))
        return None if nearest == newest else nearest

    def show_planes(self, planes: bool) -> None:
        """Shows two principal components instead of UMAP."""
        self.shows_planes = planes
        for kind in self.planes:
            self.map_changed.emit(kind)
        self.kept_steps_changed.emit()

    def point_at(self, point: int) -> None:
        """Points at one image in all maps, -1 at none."""
        if point != self.pointed_at:
            self.pointed_at = point
            self.pointed.emit(point)

    def forget_query_image(self) -> None:
        if self.query_image is not None:
            self.query_image = None
            self.placed.emit()

    def let_go_of_live_maps(self) -> None:
        """Training and drawing are over: what was seen along the way is no map of the run."""
        if self.live_step is not None:
            self.clear()
            return
        for kind in [kind for kind, drawn in self.umaps.items() if math.isnan(drawn.neighbours_kept)]:
            del self.umaps[kind]
            self.map_changed.emit(kind)

    def _begin(self, images: ImagesChosen) -> None:
        self._forget()
        self.images = images
        self.pointed.emit(-1)
        self.images_changed.emit()

    def _grow(self, images: ImagesChosen) -> None:
        """The live maps stay until those that are drawn for good take their places, which may show more images."""
        shown = self.images
        if shown is None or not _begin_alike(shown, images):
            self._begin(images)
            return
        missing = len(images.labels) - len(shown.labels)
        if missing:
            live = self.planes, self.umaps
            self._begin(images)
            self.planes, self.umaps = (
                {kind: _with_unknown_places(drawn, missing) for kind, drawn in maps.items()} for maps in live
            )
            for kind in self.maps:
                self.map_changed.emit(kind)

    def _show_live(self, live: LiveMapComputed) -> None:
        if live.features == "simclr":
            self.live_step = live.step
        drawn = MapComputed(
            live.features, live.method, live.coordinates, math.nan
        )  # nobody has measured how true it is
        (self.umaps if live.method == "umap" else self.planes)[live.features] = drawn
        self.map_changed.emit(live.features)

    def take(self, event: Event) -> None:
        match event:
            case EncoderRecognised():
                self.is_imported = True
            case LiveMapBegun():
                self._begin(event.images)
                self.live_step = 0
            case LiveMapComputed():
                self._show_live(event)
            case ImagesChosen():
                if self.live_step is None:
                    self._begin(event)
                else:
                    self._grow(event)
                self.live_step = None
            case NeighboursFound():
                self.neighbours[event.features] = event.neighbours
            case MapComputed():
                (self.umaps if event.method == "umap" else self.planes)[event.features] = event
                self.map_changed.emit(event.features)
            case CheckpointMapped():
                self.kept_steps[event.step] = event
                self.kept_steps_changed.emit()
            case QueryImagePlaced():
                self.query_image = event
                self.placed.emit()


def _begin_alike(few: ImagesChosen, many: ImagesChosen) -> bool:
    """Whether the few are the first of the many; large numbers of images are kept smaller."""
    count = len(few.labels)
    if not np.array_equal(few.labels, many.labels[:count]):
        return False
    first = many.images[:count]
    return first.shape != few.images.shape or np.array_equal(first, few.images)


def _with_unknown_places(drawn: MapComputed, count: int) -> MapComputed:
    """So many more points, of which nobody knows yet where they lie."""
    unknown = np.full((count, 2), np.nan, drawn.coordinates.dtype)
    return replace(drawn, coordinates=np.concatenate([drawn.coordinates, unknown]))
