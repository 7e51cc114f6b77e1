"""The maps of the run in hand: the same pictures as several kinds of features lay them out, now and earlier."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from simclr_gui.engine.events import Event, MapDrawn, MomentMapped, NeighboursFound, PicturePlaced, PicturesChosen

Maps = dict[str, MapDrawn]


class FeatureSpace(QObject):
    """Signals:
    pictures_changed(): other pictures, or none; all that was known of the last ones is gone.
    map_changed(str): a map of these features is new, or another is shown.
    moments_changed(): maps of earlier checkpoints are new (`moments`), or another is shown (`moment`).
    placed(): `newcomer` is a picture from outside, or None.
    pointed(int): a picture is pointed at, -1 for none.
    """

    pictures_changed = Signal()
    map_changed = Signal(str)
    moments_changed = Signal()
    placed = Signal()
    pointed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shows_planes = False
        self.pointed_at = -1
        self._forget()

    def _forget(self) -> None:
        self.pictures: PicturesChosen | None = None
        self.umaps: Maps = {}
        self.planes: Maps = {}
        self.neighbours: dict[str, NDArray[np.int32]] = {}
        self.moments: dict[int, MomentMapped] = {}
        self.moment: int | None = None
        self.newcomer: PicturePlaced | None = None
        self.pointed_at = -1

    def clear(self) -> None:
        self._forget()
        self.pictures_changed.emit()

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
        return sorted(self.moments)

    def show_planes(self, planes: bool) -> None:
        """Shows two principal components instead of UMAP."""
        self.shows_planes = planes
        self.moment = None
        for kind in self.planes:
            self.map_changed.emit(kind)
        self.moments_changed.emit()

    def show_moment(self, step: int | None) -> None:
        """Shows SimCLR's map as it was at an earlier moment, None as it is."""
        if step != self.moment:
            self.moment = step
            self.moments_changed.emit()

    def point_at(self, point: int) -> None:
        """Points at one picture in all maps, -1 at none."""
        if point != self.pointed_at:
            self.pointed_at = point
            self.pointed.emit(point)

    def forget_newcomer(self) -> None:
        if self.newcomer is not None:
            self.newcomer = None
            self.placed.emit()

    def take(self, event: Event) -> None:
        match event:
            case PicturesChosen():
                self._forget()
                self.pictures = event
                self.pointed.emit(-1)
                self.pictures_changed.emit()
            case NeighboursFound():
                self.neighbours[event.features] = event.neighbours
            case MapDrawn():
                (self.umaps if event.method == "umap" else self.planes)[event.features] = event
                self.map_changed.emit(event.features)
            case MomentMapped():
                self.moments[event.step] = event
                self.moments_changed.emit()
            case PicturePlaced():
                self.newcomer = event
                self.placed.emit()
