"""The map while training: the test images laid out by the features of right now, each map starting from the last."""

import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import torch

from simclr_gui.engine.datasets.images import ImageSet
from simclr_gui.engine.events import Event, Floats, LiveMapBegun, LiveMapComputed, Warned
from simclr_gui.engine.events.evaluation import BaselineKind, ComparedKind
from simclr_gui.engine.features.features import chunks, encode, pixel_components
from simclr_gui.engine.features.neighbours import nearest
from simclr_gui.engine.mapping.computation import chosen_images, found_neighbours
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
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.observers.interval import Interval
from simclr_gui.engine.training.learner import Learner
from simclr_gui.engine.training.observer import StepContext

POINTS, BANK_IMAGES = 1_000, 1_000
BASELINES: tuple[BaselineKind, ...] = ("pca", "untrained")
SECONDS_BETWEEN, SHARE_OF_TIME = 2.0, 0.04
ROUNDS = 10  # of UMAP, from where the points lie: enough to follow, and done in some 30 ms
TURNS_OF_A_BASELINE = 6  # of so many rounds
SECONDS_WAITED = 0.1
SETTINGS = MapSettings(points=POINTS, neighbours=NEIGHBOURS_KNOWN)


class Layouts(Protocol):
    """Somebody who lays points out while the training goes on."""

    def begin(self, task: LayoutTask) -> bool:
        """Takes a task; False while there is another, or while nobody is ready to take one."""
        ...

    def finished(self, within_s: float = 0.0, /) -> Floats | None:
        """The coordinates of the task, once, as soon as they are there; None where that takes longer.

        Raises:
            Exception: the layout failed, or whoever computed it is gone.
        """
        ...


@dataclass(frozen=True)
class Waiting:
    """Features whose map is to be laid out, and the step that they are of."""

    kind: ComparedKind
    step: int
    space: Space


class LiveMapObserver:
    """Draws SimCLR's map again and again, and those of PCA and of the untrained network, which soon stand still.

    Two principal components stand for a map until the first layout is there. The training waits for each layout: it
    is soon done, and threads that compute a step beside it would wait for each other for longer than it takes.
    """

    def __init__(self, layouts: Layouts, points: int = POINTS) -> None:
        self._layouts, self._points = layouts, points
        self._interval = Interval(SECONDS_BETWEEN, SHARE_OF_TIME)
        self._images: ImageSet | None = None
        self._parts: list[ImageSet] = []
        self._unknown_baselines = deque(BASELINES)
        self._baselines: deque[Waiting] = deque()  # one for every turn that is left
        self._newest: Waiting | None = None  # SimCLR's, until somebody lays it out
        self._asked: Waiting | None = None
        self._lie: dict[ComparedKind, Floats] = {}  # where the points lay last
        self._is_laid_out = self._is_baselines_turn = self._has_told = False

    def observe(self, context: StepContext) -> Iterator[Event]:
        yield from self._taken()
        if self._newest is not None:
            self._hand_over()
        if self._is_due(context):
            if self._images is None:
                yield self._begun(context)
            elif self._unknown_baselines:
                yield from self._baseline(self._unknown_baselines.popleft(), context)
            began = time.perf_counter()  # what is done once does not keep the next map waiting, nor do rivals
            events = [*self._seen(context), *self._laid_out()]
            self._interval.looked(began)
            yield from events
            yield from self._laid_out()

    def _is_due(self, context: StepContext) -> bool:
        """Not while the last look has not been laid out: nobody would see what another one found."""
        is_awaited = self._newest is not None and self._is_laid_out
        is_possible = not is_awaited and len(context.data.test) >= FEWEST_POINTS
        return is_possible and self._interval.is_due(time.perf_counter())

    def _laid_out(self) -> Iterator[Event]:
        """The next layout, waited for."""
        if self._hand_over():
            yield from self._taken(SECONDS_WAITED)

    def _taken(self, within_s: float = 0.0) -> Iterator[Event]:
        """What has been laid out."""
        if self._asked is None:
            return
        try:
            coordinates = self._layouts.finished(within_s)
        except Exception as error:  # the next look is laid out anew, by whoever is there then
            self._asked = None
            yield from self._told_once(str(error))
            return
        if coordinates is None:
            return
        asked, self._asked = self._asked, None
        self._is_laid_out |= asked.kind == "simclr"
        if asked.kind in self._lie:
            coordinates = aligned(coordinates, self._lie[asked.kind])
        self._lie[asked.kind] = coordinates
        yield LiveMapComputed(asked.step, asked.kind, "umap", coordinates)

    def _told_once(self, reason: str) -> Iterator[Event]:
        if not self._has_told:
            self._has_told = True
            yield Warned(said("The map that forms during the training has missed a step: {reason}", reason=reason))

    def _hand_over(self) -> bool:
        """Asks for the next layout, SimCLR's and a rival's in turns; False where there is none, or nobody takes it."""
        baseline = self._baselines[0] if self._baselines and self._is_laid_out else None
        waiting = baseline or self._newest if self._is_baselines_turn else self._newest or baseline
        if self._asked is not None or waiting is None:
            return False
        task = layout_task(waiting.space, SETTINGS, self._lie.get(waiting.kind))
        if not self._layouts.begin(replace(task, epochs=ROUNDS)):
            return False
        self._asked, self._is_baselines_turn = waiting, waiting is self._newest
        if waiting is self._newest:
            self._newest = None
        else:
            self._baselines.popleft()
        return True

    def _begun(self, context: StepContext) -> LiveMapBegun:
        test, learner = context.data.test, context.learner
        self._images = test.subset(min(self._points, len(test)))
        self._parts = list(chunks(learner.evaluated_encoder, self._images, learner.machine))
        return LiveMapBegun(chosen_images(context.data, self._points))

    def _baseline(self, kind: BaselineKind, context: StepContext) -> Iterator[Event]:
        """A map that does not depend on the training."""
        assert self._images is not None
        if kind == "pca":
            features = pixel_components(context.data.bank.subset(BANK_IMAGES), self._images)[0].test
        else:
            features = self._features(context.learner.as_it_began())
        space = space_of(features, kind)
        self._baselines.extend([Waiting(kind, context.learner.step, space)] * TURNS_OF_A_BASELINE)
        self._lie[kind] = principal_plane(space.values)
        yield found_neighbours(kind, space)
        yield LiveMapComputed(context.learner.step, kind, "pca", self._lie[kind])

    def _seen(self, context: StepContext) -> Iterator[Event]:
        """SimCLR's features of now, which wait for their layout."""
        step = context.learner.step
        features = self._features(context.learner)
        if not np.isfinite(features).all():
            return  # the weights have run away; the next step's loss says so
        space = space_of(features, "simclr")
        yield found_neighbours("simclr", space)
        if not self._is_laid_out:
            plane = principal_plane(space.values)
            self._lie["simclr"] = aligned(plane, self._lie["simclr"]) if "simclr" in self._lie else plane
            yield LiveMapComputed(step, "simclr", "pca", self._lie["simclr"])
        self._newest = Waiting("simclr", step, space)

    def _features(self, learner: Learner) -> Floats:
        return np.concatenate([encode(learner.evaluated_encoder, part, learner.machine) for part in self._parts])


def space_of(features: Floats, kind: str) -> Space:
    """Reduced features and their neighbours at once: of a thousand images both take milliseconds."""
    reduction = fit_reduction(features, kind)
    values = reduction.of(features)
    count = min(NEIGHBOURS_KNOWN + 1, len(values))
    index, distances = nearest(torch.from_numpy(values), count)
    return Space(reduction, values, index.numpy(), distances.numpy())
