"""What a similarity matrix says: ranks, rivals, weights, and who is pushed apart by mistake. Knows no torch.

A batch has 2N views; views i and i + N are positives.
"""

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.events import Floats

Mask = NDArray[np.bool_]


def positives(views: int) -> NDArray[np.int64]:
    """The positive of each view, shape (views,)."""
    return (np.arange(views) + views // 2) % views


def ranks(cosine: Floats) -> NDArray[np.int64]:
    """The place of each view's positive among the others by similarity, 1 the most similar; shape (2N,)."""
    count = len(cosine)
    to_positive = cosine[np.arange(count), positives(count)]
    others = np.where(np.eye(count, dtype=bool), -np.inf, cosine)
    place: NDArray[np.int64] = 1 + (others > to_positive[:, None]).sum(axis=1)
    return place


def hardest_negatives(cosine: Floats, view: int, most: int = 5) -> NDArray[np.int64]:
    """The views most similar to `view` that are not its positive, the most similar first."""
    row = cosine[view].copy()
    row[[view, positives(len(cosine))[view]]] = -np.inf
    order: NDArray[np.int64] = np.argsort(-row, kind="stable")[: min(most, len(row) - 2)]
    return order


def softmax_weights(cosine: Floats, temperature: float) -> Floats:
    """How strongly each other view counts in a view's loss: rows sum to 1, the diagonal is 0; shape (2N, 2N)."""
    logits = np.where(np.eye(len(cosine), dtype=bool), -np.inf, cosine / temperature)
    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Floats = (weights / weights.sum(axis=1, keepdims=True)).astype(np.float32)
    return shares


def false_negatives(labels: NDArray[np.int64]) -> Mask:
    """Views of different images of the same class, which the loss pushes apart all the same; shape (2N, 2N)."""
    both = np.concatenate([labels, labels])
    image = np.tile(np.arange(len(labels)), 2)
    same_class = (both[:, None] == both[None, :]) & (both[:, None] >= 0)
    mask: Mask = same_class & (image[:, None] != image[None, :])
    return mask


def histograms(cosine: Floats, edges: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Shares of positives and of negatives in each bin of cosine between `edges`; each sums to 1."""
    of_positives, of_negatives = (
        np.histogram(np.clip(cosine[mask], edges[0], edges[-1]), edges)[0] / max(1, int(mask.sum()))
        for mask in _masks(len(cosine))
    )
    return of_positives, of_negatives


def means(cosine: Floats) -> tuple[float, float]:
    """The mean cosine of positives and of negatives; NaN where there are none."""
    of_positives, of_negatives = (
        float(cosine[mask].mean()) if mask.any() else float("nan") for mask in _masks(len(cosine))
    )
    return of_positives, of_negatives


def _masks(views: int) -> tuple[Mask, Mask]:
    """Where positives and where negatives stand in the matrix."""
    is_positive = np.zeros((views, views), bool)
    is_positive[np.arange(views), positives(views)] = True
    is_negative: Mask = ~is_positive & ~np.eye(views, dtype=bool)
    return is_positive, is_negative
