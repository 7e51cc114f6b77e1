"""The leading eigenvectors of a symmetric matrix, found much sooner than all of them and as exactly."""

from dataclasses import dataclass

import torch
from torch import Tensor

from simclr_gui.engine.errands import is_still_wanted
from simclr_gui.engine.messages.errors import Cancelled
from simclr_gui.engine.randomness import seeded

LARGEST_SOLVED_WHOLE = 1_000
OVERSAMPLING = 20
CHECKED_AFTER = (5, 7, 9, 11)  # products with the matrix; a check takes as long as one or two of them
LARGEST_RESIDUAL = (
    1e-5  # of each eigenvalue; on images the cosine of its vector with the true one is then 1 − 1e-10 or nearer
)
SMALLEST_RESIDUAL = 1e-13  # of the largest eigenvalue; float64 gets no further down
LEAST_PROGRESS = 10  # times smaller has a residual to be at each check, else all eigenvectors are sooner found
SEED = 0


@dataclass(frozen=True)
class Eigenvectors:
    """Of a symmetric matrix, float64, largest eigenvalue first.

    Attributes:
        values: shape (count,).
        vectors: shape (size, count), orthonormal.
        solver: how they were found.
    """

    values: Tensor
    vectors: Tensor
    solver: str


def leading_eigenvectors(matrix: Tensor, count: int) -> Eigenvectors:
    """Those of the `count` largest eigenvalues of a symmetric matrix, float64, none of them negative.

    Raises:
        Cancelled: nobody waits for them any more.
    """
    size = len(matrix)
    if size > LARGEST_SOLVED_WHOLE and CHECKED_AFTER[-1] * (count + OVERSAMPLING) < size:
        found = _by_block_krylov(matrix, count)
        if found is not None:
            return found
    values, vectors = torch.linalg.eigh(matrix)
    return Eigenvectors(values.flip(0)[:count], vectors.flip(1)[:, :count], "eigh in float64")


def _by_block_krylov(matrix: Tensor, count: int) -> Eigenvectors | None:
    """Block Lanczos with full orthogonalisation: Ritz vectors of span(S, CS, C²S…) for a random block S.

    Musco and Musco 2015, algorithm 2, on the matrix itself. The block is wider than `count`, so that an eigenvalue
    which occurs so often is found as often. It goes on until every residual ‖Cq − λq‖ is small.

    Returns:
        None where that would take longer than finding all eigenvectors.
    """
    krylov = _KrylovSpace(matrix, count + OVERSAMPLING)
    before = torch.inf
    for products in range(1, CHECKED_AFTER[-1] + 1):
        krylov.grow()
        if products not in CHECKED_AFTER:
            continue
        values, combinations = krylov.ritz_pairs(count)
        allowed = (LARGEST_RESIDUAL * values).clamp(min=SMALLEST_RESIDUAL * float(values[0]))
        excess = float((krylov.residuals(combinations) / allowed).nan_to_num(0.0).max())
        if excess <= 1:
            return Eigenvectors(values, krylov.basis.T @ combinations, f"block Krylov, {products} products, in float64")
        if excess * LEAST_PROGRESS > before:
            return None
        before = excess
    return None


class _KrylovSpace:
    """An orthonormal basis that grows by a block at a time.

    Attributes:
        basis: float64, shape (vectors, size): a vector is a row, as a symmetric matrix may stand on either side.
        projected: the matrix along the basis, shape (vectors, vectors).
    """

    def __init__(self, matrix: Tensor, width: int) -> None:
        self._matrix, self._width = matrix, width
        with seeded(SEED):
            start = torch.randn(len(matrix), width, dtype=matrix.dtype)
        self._next = torch.linalg.qr(start).Q.T
        self._left_over = start  # replaced before it is read
        self.basis = self._next[:0]
        self.projected = torch.zeros(0, 0, dtype=matrix.dtype)

    def grow(self) -> None:
        """Takes the next block in, by one product with the matrix, and prepares the one after it."""
        if not is_still_wanted():
            raise Cancelled
        self.basis = torch.cat([self.basis, self._next])
        image = self._next @ self._matrix
        along = self.basis @ image.T
        image = image - along.T @ self.basis
        self._extend(along)
        direction, self._left_over = torch.linalg.qr(image.T)
        again = direction - self.basis.T @ (self.basis @ direction)  # once is not enough: Giraud et al. 2005
        self._next = torch.linalg.qr(again).Q.T

    def _extend(self, along: Tensor) -> None:
        known, width = len(self.projected), self._width
        projected = torch.zeros(known + width, known + width, dtype=along.dtype)
        projected[:known, :known] = self.projected
        projected[:, known:] = along
        projected[known:, :known] = along[:known].T
        self.projected = projected

    def ritz_pairs(self, count: int) -> tuple[Tensor, Tensor]:
        """The largest eigenvalues along the basis (count,), and their vectors in terms of it (vectors, count)."""
        values, combinations = torch.linalg.eigh(self.projected)
        return values.flip(0)[:count], combinations.flip(1)[:, :count]

    def residuals(self, combinations: Tensor) -> Tensor:
        """‖Cq − λq‖ of Ritz pairs, shape (count,): what the last product has left over outside of the basis."""
        norms: Tensor = (self._left_over @ combinations[-self._width :]).norm(dim=0)
        return norms
