"""The race while training: how many unseen images are recognised from each kind of features, so far."""

import functools
from dataclasses import dataclass

import numpy as np

from simclr_gui.engine.evaluation.intervals import difference_interval
from simclr_gui.engine.events.evaluation import ComparedKind
from simclr_gui.state.curves import Curves


@dataclass(frozen=True)
class Race:
    """Estimates on a small sample, from 0 to 1, of those features that were measured so far.

    Attributes:
        images: how many test images the sample has.
        ahead_since_s: when SimCLR got ahead of PCA by more than chance explains, and stayed there; None if it is not.
    """

    estimates: dict[ComparedKind, float]
    images: int
    ahead_since_s: float | None


def race_of(curves: Curves) -> Race:
    """How it stands after what was measured so far."""
    accuracy, baselines = curves.probe.column("accuracy"), curves.baselines
    estimates: dict[ComparedKind, float] = {baseline: probed.accuracy for baseline, probed in baselines.items()}
    if len(accuracy):
        estimates["simclr"] = float(accuracy[-1])
    if "pca" not in baselines or not len(accuracy):
        return Race(estimates, next((probed.test_images for probed in baselines.values()), 0), None)
    pca = baselines["pca"]
    is_ahead = accuracy >= surely_ahead_from(pca.accuracy, pca.test_images)
    behind = np.flatnonzero(~is_ahead)
    first_ahead = int(behind[-1]) + 1 if len(behind) else 0
    since_s = float(curves.probe.column("elapsed_s")[first_ahead]) if is_ahead[-1] else None
    return Race(estimates, pca.test_images, since_s)


@functools.cache
def surely_ahead_from(accuracy: float, images: int) -> float:
    """The least share of so many images that is surely more than this one; above 1 where none is."""
    for right in range(images + 1):
        if difference_interval(right / images, accuracy, images)[0] > 0:
            return right / images
    return 2.0
