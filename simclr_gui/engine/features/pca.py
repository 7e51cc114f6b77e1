"""Principal components, computed by torch: its decompositions let other threads run, scipy's stop a window."""

from dataclasses import dataclass

import torch
from torch import Tensor

from simclr_gui.engine.background import is_still_wanted
from simclr_gui.engine.messages.errors import Cancelled
from simclr_gui.engine.randomness import seeded

MOST_FEATURES_FOR_EXACT = 1_000
OVERSAMPLING = 10
POWER_ITERATIONS = 7  # as scikit-learn takes for so few components
SEED = 0
SILENT_SHARE = 1e-5  # of the widest spread; rounding alone gives about 1e-6 in float32


@dataclass(frozen=True)
class PrincipalComponents:
    """A fitted PCA.

    Attributes:
        mean: float64 or float32, shape (features,).
        directions: shape (features, components), most variance first; orthonormal, but zero where the fitted values
            do not vary: what other values did along such a direction would be counted in units of rounding.
        solver: how they were found.
    """

    mean: Tensor
    directions: Tensor
    solver: str

    def transform(self, values: Tensor) -> Tensor:
        """The components of `values` (rows, features); float32, shape (rows, components)."""
        return ((values.to(self.mean.dtype) - self.mean) @ self.directions).float()


def fit_principal_components(values: Tensor, components: int) -> PrincipalComponents:
    """Finds the first components of `values` (rows, features), as many as there are at most.

    Up to 1,000 features exactly, by the eigenvectors of the covariance in float64; above by randomized subspace
    iteration (Halko et al. 2011) with a fixed seed.
    """
    components = min(components, *values.shape)
    if values.shape[1] <= MOST_FEATURES_FOR_EXACT:
        exact = values.double()
        mean = exact.mean(dim=0)
        centred = exact - mean
        _, vectors = torch.linalg.eigh(centred.T @ centred)
        directions = _zero_where_silent(vectors.flip(1)[:, :components], centred)
        return PrincipalComponents(mean, directions, "covariance, eigh in float64")
    mean = values.mean(dim=0, dtype=torch.float64).float()
    centred = values - mean
    leading = _leading_directions(centred, min(components + OVERSAMPLING, *values.shape))
    directions = _zero_where_silent(leading[:, :components], centred)
    return PrincipalComponents(mean, directions, f"randomized, {POWER_ITERATIONS} power iterations")


def _zero_where_silent(directions: Tensor, centred: Tensor) -> Tensor:
    spreads = (centred @ directions).std(dim=0, correction=0)
    return directions * (spreads > SILENT_SHARE * spreads.max())


def _leading_directions(centred: Tensor, rank: int) -> Tensor:
    """Halko et al. 2011, algorithm 4.4 and 5.1; torch's own svd_lowrank does the same in one call that cannot be left.

    Raises:
        Cancelled: nobody waits for them any more.
    """
    with seeded(SEED):
        start = torch.randn(centred.shape[1], rank)
    basis = torch.linalg.qr(centred @ start).Q
    for _ in range(POWER_ITERATIONS):
        for matrix in (centred.T, centred):
            if not is_still_wanted():
                raise Cancelled
            basis = torch.linalg.qr(matrix @ basis).Q
    directions: Tensor = torch.linalg.svd(basis.T @ centred, full_matrices=False).Vh.T
    return directions
