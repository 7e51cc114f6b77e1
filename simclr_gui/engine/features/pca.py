"""Principal components, computed by torch: its decompositions let other threads run, scipy's stop a window."""

from dataclasses import dataclass

import torch
from torch import Tensor

from simclr_gui.engine.errands import is_still_wanted
from simclr_gui.engine.features.leading_eigenvectors import leading_eigenvectors
from simclr_gui.engine.features.scatter import AT_A_TIME, feature_scatter, row_scatter
from simclr_gui.engine.messages.errors import Cancelled
from simclr_gui.engine.randomness import seeded

MOST_FEATURES_FOR_EXACT = 4_096  # and no more features than rows
MOST_ROWS_FOR_EXACT = 1_000  # and more features than rows
OVERSAMPLING = 10
POWER_ITERATIONS = 7  # as scikit-learn takes for so few components
SEED = 0
SILENT_SHARE = 1e-5  # of the widest spread; rounding alone gives about 1e-6 in float32
LEVELS = 255


@dataclass(frozen=True)
class PrincipalComponents:
    """A fitted PCA.

    Attributes:
        mean: float64 or float32, shape (features,).
        directions: shape (features, components), most variance first; orthonormal, but zero where the fitted values
            do not vary: what other values did along such a direction would be counted in units of rounding. The
            largest number of each is positive.
        solver: how they were found.
    """

    mean: Tensor
    directions: Tensor
    solver: str

    def transform(self, values: Tensor) -> Tensor:
        """The components of `values` (rows, features), float or uint8; float32, shape (rows, components)."""
        parts = (_numbers(part, self.mean.dtype) for part in values.split(AT_A_TIME))
        return torch.cat([((part - self.mean) @ self.directions).float() for part in parts])


def fit_principal_components(values: Tensor, components: int) -> PrincipalComponents:
    """Finds the first components of `values` (rows, features), as many as there are at most.

    Exactly where there are up to 4,096 features and as many rows, or up to 1,000 rows and more features: the
    eigenvectors of the covariance, or of the products of the rows, in float64. Else by randomized subspace iteration
    (Halko et al. 2011) with a fixed seed.

    Args:
        values: float, or uint8 levels that stand for 0 to 1.

    Raises:
        Cancelled: nobody waits for them any more.
    """
    rows, features = values.shape
    components = min(components, rows, features)
    if features <= min(rows, MOST_FEATURES_FOR_EXACT):
        return _by_covariance(values, components)
    if rows <= min(features, MOST_ROWS_FOR_EXACT):
        return _by_products_of_rows(values, components)
    return _randomized(_numbers(values, torch.float32), components)


def _numbers(values: Tensor, dtype: torch.dtype) -> Tensor:
    return values.to(dtype).div_(LEVELS) if values.dtype == torch.uint8 else values.to(dtype)


def _by_covariance(values: Tensor, components: int) -> PrincipalComponents:
    mean, sums = feature_scatter(values)
    found = leading_eigenvectors(sums, components)
    directions = _zero_where_silent(found.vectors, found.values.clamp(min=0).sqrt())
    return PrincipalComponents(_in_numbers(mean, values), _turned(directions), f"covariance, {found.solver}")


def _by_products_of_rows(values: Tensor, components: int) -> PrincipalComponents:
    """X Xᵀ u = λ u makes Xᵀ u an eigenvector of the covariance."""
    mean, sums = row_scatter(values)
    found = leading_eigenvectors(sums, components)
    directions = torch.linalg.qr((found.vectors.T @ (values.double() - mean)).T).Q
    directions = _zero_where_silent(directions, found.values.clamp(min=0).sqrt())
    return PrincipalComponents(_in_numbers(mean, values), _turned(directions), f"products of rows, {found.solver}")


def _in_numbers(mean: Tensor, values: Tensor) -> Tensor:
    return mean / LEVELS if values.dtype == torch.uint8 else mean


def _zero_where_silent(directions: Tensor, spreads: Tensor) -> Tensor:
    return directions * (spreads > SILENT_SHARE * spreads.max())


def _turned(directions: Tensor) -> Tensor:
    """Each of two opposite directions would do: the one whose largest number is positive is taken."""
    largest = directions.gather(0, directions.abs().argmax(dim=0, keepdim=True))
    return torch.where(largest < 0, -directions, directions)


def _randomized(values: Tensor, components: int) -> PrincipalComponents:
    mean = values.mean(dim=0, dtype=torch.float64).float()
    centred = values - mean
    leading = _leading_directions(centred, min(components + OVERSAMPLING, *values.shape))[:, :components]
    directions = _zero_where_silent(leading, (centred @ leading).std(dim=0, correction=0))
    return PrincipalComponents(mean, _turned(directions), f"randomized, {POWER_ITERATIONS} power iterations")


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
