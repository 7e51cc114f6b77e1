"""From features to what UMAP needs: fewer numbers, exact neighbours, a place to start from."""

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from simclr_gui.engine.background import run_in_thread
from simclr_gui.engine.events import Announced, Floats
from simclr_gui.engine.features.neighbours import nearest_to, rows_at_a_time
from simclr_gui.engine.features.pca import PrincipalComponents, fit_principal_components
from simclr_gui.engine.mapping.settings import MapSettings
from simclr_gui.engine.mapping.umap_layout import LayoutTask

REDUCED_DIM = 50
NEIGHBOURS_KNOWN = 15  # of every image at least: those that a map should keep
EXTENT = 10  # UMAP's maps reach about as far


@dataclass(frozen=True)
class Reduction:
    """At most 50 principal components of features: the space in which neighbours are looked for."""

    mean: Floats
    spread: Floats
    components: PrincipalComponents

    def of(self, features: Floats) -> Floats:
        """Shape (count, at most 50), float32."""
        standardised = torch.from_numpy((features - self.mean) / self.spread)
        result: Floats = self.components.transform(standardised).numpy()
        return result


def fit_reduction(features: Floats, kind: str) -> Reduction:
    """h is standardised first: a feature that never changes says nothing and counts as 0.

    Principal components of pixels are not: the last ones are noise, and would count as much as the first.
    """
    mean, spread = features.mean(axis=0), features.std(axis=0)
    spread = np.where((spread > 1e-6) & (kind != "pca"), spread, np.float32(1))
    components = fit_principal_components(torch.from_numpy((features - mean) / spread), REDUCED_DIM)
    return Reduction(mean, spread, components)


@dataclass(frozen=True)
class Space:
    """Reduced features, and the exact nearest neighbours of every image.

    Attributes:
        values: float32, shape (count, at most 50).
        neighbours: int64, shape (count, k), nearest first, each image itself first of all.
        distances: float32, shape (count, k).
    """

    reduction: Reduction
    values: Floats
    neighbours: NDArray[np.int64]
    distances: Floats


def find_space(
    features: Floats, neighbours: int, sentence: str, kind: str = "simclr"
) -> Generator[Announced, None, Space]:
    """Reduces features (count, dim) and finds `neighbours` neighbours of each, itself included, at least 16."""
    reduction = yield from run_in_thread(lambda: fit_reduction(features, kind), sentence)
    values = torch.from_numpy(reduction.of(features))
    count = min(max(neighbours, NEIGHBOURS_KNOWN + 1), len(values))
    indices, distances = [], []
    rows = rows_at_a_time(len(values))
    for begin in range(0, len(values), rows):
        index, distance = nearest_to(values, begin, begin + rows, count)
        indices.append(index)
        distances.append(distance)
        yield Announced(sentence, min(1.0, (begin + rows) / len(values)))
    return Space(reduction, values.numpy(), torch.cat(indices).numpy(), torch.cat(distances).numpy())


def principal_plane(values: Floats) -> Floats:
    """The first two components of reduced features, scaled to the extent of a UMAP map."""
    plane = np.pad(values[:, :2], ((0, 0), (0, max(0, 2 - values.shape[1]))))
    return scaled(plane)


def scaled(plane: Floats) -> Floats:
    """Coordinates (count, 2) so that the outermost is 10 away from the middle in its direction."""
    result: Floats = (plane * EXTENT / max(float(np.abs(plane).max()), 1e-9)).astype(np.float32)
    return result


def layout_task(space: Space, settings: MapSettings, start: Floats | None = None) -> LayoutTask:
    """What UMAP needs; it starts from the two principal components, or where an earlier map left off."""
    ties = min(settings.neighbours, len(space.values) - 1)
    begin = principal_plane(space.values) if start is None else start
    noise = np.random.default_rng(settings.seed).normal(scale=1e-3, size=begin.shape)  # parts equal images
    return LayoutTask(
        space.values,
        space.neighbours[:, :ties],
        space.distances[:, :ties].astype(np.float32),
        (begin + noise).astype(np.float32),
        seed=settings.seed if settings.pace == "reproducible" else None,
        min_dist=settings.min_dist,
        epochs=_epochs(len(space.values)),
    )


def _epochs(points: int) -> int:
    """UMAP itself takes 500 up to 10,000 points and 200 above; started from the plane, 300 keep as much."""
    return next((epochs for most, epochs in ((5_000, 500), (10_000, 300)) if points <= most), 200)


def aligned(coordinates: Floats, reference: Floats) -> Floats:
    """The map turned, mirrored, moved and scaled so that it lies as near as can be to another of the same points.

    Orthogonal Procrustes (Schönemann 1966). Shapes (count, 2).
    """
    middle, goal = coordinates.mean(axis=0), reference.mean(axis=0)
    ours, theirs = coordinates - middle, reference - goal
    left, strengths, right = np.linalg.svd(ours.T @ theirs)
    size = strengths.sum() / max(float(np.square(ours).sum()), 1e-12)
    result: Floats = (size * ours @ (left @ right) + goal).astype(np.float32)
    return result
