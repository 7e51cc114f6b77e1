"""The map while training: the test images laid out by the features of right now, each map starting from the last."""

import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import torch

from simclr_gui.engine.events import Event, Floats, LiveMapBegun, LiveMapDrawn
from simclr_gui.engine.features import chunks, encode, pixel_components
from simclr_gui.engine.images import ImageSet
from simclr_gui.engine.learner import Learner
from simclr_gui.engine.mapping.drawing import chosen_pictures, found_neighbours
from simclr_gui.engine.mapping.layouts import (
    NEIGHBOURS_KNOWN,
    Space,
    aligned,
    fit_reduction,
    layout_task,
    principal_plane,
)
from simclr_gui.engine.mapping.settings import FEWEST_POINTS, MapSettings
from simclr_gui.engine.mapping.umap_layout import LayoutTask
from simclr_gui.engine.neighbours import nearest
from simclr_gui.engine.observers.interval import Interval
from simclr_gui.engine.training import Moment

POINTS, BANK_IMAGES = 1_000, 1_000
RIVALS = ("pca", "untrained")
SECONDS_BETWEEN, SHARE_OF_TIME = 2.0, 0.04
ROUNDS = 30  # of UMAP, from where the points lie: enough to follow, and soon done
SETTINGS = MapSettings(points=POINTS, neighbours=NEIGHBOURS_KNOWN)


class Layouts(Protocol):
    """Somebody who lays points out while the training goes on."""

    def begin(self, task: LayoutTask) -> bool:
        """Takes a task; False while there is another, or while nobody is ready to take one."""
        ...

    def finished(self) -> Floats | None:
        """The coordinates of the task, once; None before."""
        ...


@dataclass(frozen=True)
class Waiting:
    """A map that has been asked for: of which features, at which step."""

    features: str
    step: int
    task: LayoutTask


class LiveMapObserver:
    """Draws SimCLR's map again and again, and once those of PCA and of the untrained network.

    Two principal components stand for a map until the first layout is there.
    """

    def __init__(self, layouts: Layouts, points: int = POINTS) -> None:
        self._layouts, self._points = layouts, points
        self._interval = Interval(SECONDS_BETWEEN, SHARE_OF_TIME)
        self._images: ImageSet | None = None
        self._unknown_rivals = deque(RIVALS)
        self._rivals: deque[Waiting] = deque()
        self._asked: Waiting | None = None
        self._lie: Floats | None = None  # where SimCLR's points lay last
        self._is_laid_out = False

    def observe(self, moment: Moment) -> Iterator[Event]:
        yield from self._taken()
        began = time.perf_counter()
        if len(moment.data.test) < FEWEST_POINTS or not self._interval.is_due(began):
            return
        if self._images is None:
            yield self._begun(moment)
        elif self._unknown_rivals:
            yield from self._rival(self._unknown_rivals.popleft(), moment)
        began = time.perf_counter()  # what is done once does not keep the next map waiting
        events = list(self._drawn(moment))
        self._interval.looked(began)
        yield from events

    def _taken(self) -> Iterator[Event]:
        """What has been laid out meanwhile."""
        coordinates = self._layouts.finished() if self._asked is not None else None
        if coordinates is None or self._asked is None:
            return
        asked, self._asked = self._asked, None
        if asked.features == "simclr":
            self._is_laid_out = True
            coordinates = self._lie = coordinates if self._lie is None else aligned(coordinates, self._lie)
        yield LiveMapDrawn(asked.step, asked.features, "umap", coordinates)

    def _begun(self, moment: Moment) -> LiveMapBegun:
        test = moment.data.test
        self._images = test.subset(min(self._points, len(test)))
        return LiveMapBegun(chosen_pictures(moment.data, self._points))

    def _rival(self, kind: str, moment: Moment) -> Iterator[Event]:
        """A map that does not depend on the training."""
        assert self._images is not None
        if kind == "pca":
            features = pixel_components(moment.data.bank.subset(BANK_IMAGES), self._images)[0].test
        else:
            features = self._features(Learner(moment.config, moment.data, moment.learner.machine))
        space = space_of(features, kind)
        self._rivals.append(Waiting(kind, moment.learner.step, layout_task(space, SETTINGS)))
        yield found_neighbours(kind, space)
        yield LiveMapDrawn(moment.learner.step, kind, "pca", principal_plane(space.values))

    def _drawn(self, moment: Moment) -> Iterator[Event]:
        """Asks for the next layout; one rival's between two of SimCLR's."""
        step = moment.learner.step
        features = self._features(moment.learner)
        if not np.isfinite(features).all():
            return  # the weights have run away; the next step's loss says so
        space = space_of(features, "simclr")
        yield found_neighbours("simclr", space)
        if not self._is_laid_out:
            plane = principal_plane(space.values)
            self._lie = plane if self._lie is None else aligned(plane, self._lie)
            yield LiveMapDrawn(step, "simclr", "pca", self._lie)
        if self._asked is not None:
            return
        task = replace(layout_task(space, SETTINGS, self._lie), epochs=ROUNDS)
        waiting = self._rivals[0] if self._rivals and self._is_laid_out else Waiting("simclr", step, task)
        if self._layouts.begin(waiting.task):
            self._asked = waiting
            if self._rivals and waiting is self._rivals[0]:
                self._rivals.popleft()

    def _features(self, learner: Learner) -> Floats:
        assert self._images is not None
        encoder, machine = learner.judged_encoder, learner.machine
        return np.concatenate([encode(encoder, part, machine) for part in chunks(encoder, self._images, machine)])


def space_of(features: Floats, kind: str) -> Space:
    """Reduced features and their neighbours at once: of a thousand images both take milliseconds."""
    reduction = fit_reduction(features, kind)
    values = reduction.of(features)
    count = min(NEIGHBOURS_KNOWN + 1, len(values))
    index, distances = nearest(torch.from_numpy(values), count)
    return Space(reduction, values, index.numpy(), distances.numpy())
