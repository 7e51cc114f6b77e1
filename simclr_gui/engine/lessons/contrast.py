"""NT-Xent on a handful of points of the circle, term by term, with who is pulled and who is pushed. Loads no torch.

2N points; i and i + N are the two views of one image.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Contrast:
    """The loss of every view, taken apart.

    Attributes:
        cosine: of every two views, shape (2N, 2N).
        weights: the softmax over the others: how much each counts; rows sum to 1, the diagonal is 0.
        losses: -log of the positive's weight, shape (2N,).
        loss: their mean.
        forces: minus the gradient of the loss with respect to the points on the sphere, shape (2N, dim): along
            the sphere each point would go there.
    """

    cosine: Values
    weights: Values
    losses: Values
    loss: float
    forces: Values


def contrast(points: Values, temperature: float) -> Contrast:
    """NT-Xent (Chen et al. 2020, equation 1) of points (2N, dim), which are brought to length 1 first."""
    z = points / np.linalg.norm(points, axis=1, keepdims=True)
    count = len(z)
    positive = (np.arange(count) + count // 2) % count
    cosine = z @ z.T
    logits = np.where(np.eye(count, dtype=bool), -np.inf, cosine / temperature)
    highest = logits.max(axis=1, keepdims=True)
    weights = np.exp(logits - highest)
    weights /= weights.sum(axis=1, keepdims=True)
    losses = -np.log(weights[np.arange(count), positive])
    forces = _along_the_sphere(_pulls(z, weights, positive, temperature), z)
    return Contrast(cosine, weights, losses, float(losses.mean()), forces)


def pull_and_push(points: Values, temperature: float, view: int) -> tuple[Values, Values]:
    """What its own loss does to one view: the pull of the positive (dim,), and the push of each view (2N, dim).

    Both along the sphere; the positive's push is the part of its pull that is already satisfied.
    """
    taken = contrast(points, temperature)
    z = points / np.linalg.norm(points, axis=1, keepdims=True)
    positive = (view + len(z) // 2) % len(z)
    pull = _along_the_sphere(z[positive][None], z[view][None])[0] / temperature
    pushes = -taken.weights[view][:, None] * z / temperature
    return pull, _along_the_sphere(pushes, np.broadcast_to(z[view], z.shape))


def collapsed(views: int, dim: int = 2) -> Values:
    """Every image gets the same answer."""
    points = np.zeros((views, dim))
    points[:, 0] = 1
    return points


def _pulls(z: Values, weights: Values, positive: NDArray[np.int64], temperature: float) -> Values:
    """Minus the gradient with respect to z: each view acts as an anchor, and as somebody else's other."""
    count = len(z)
    target = np.zeros_like(weights)
    target[np.arange(count), positive] = 1
    wanted = target - weights
    result: Values = (wanted + wanted.T) @ z / (temperature * count)
    return result


def _along_the_sphere(vectors: Values, z: Values) -> Values:
    """What is left of vectors at z when the part that would change the length is taken away."""
    along: Values = vectors - (vectors * z).sum(axis=1, keepdims=True) * z
    return along
