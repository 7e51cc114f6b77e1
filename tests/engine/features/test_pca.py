"""Principal components against scikit-learn's whole decomposition, of ordinary and of degenerate values."""

import numpy as np
import pytest
import torch
from sklearn.decomposition import PCA
from torch import Tensor

from simclr_gui.engine.datasets.shapes import shapes_data
from simclr_gui.engine.features.leading_eigenvectors import leading_eigenvectors
from simclr_gui.engine.features.pca import PrincipalComponents, fit_principal_components
from simclr_gui.engine.features.scatter import feature_scatter, row_scatter

COUNT = 20


def generator() -> torch.Generator:
    return torch.Generator().manual_seed(0)


def correlated(rows: int, features: int) -> Tensor:
    """Values whose variances fall like those of pictures."""
    mixing = torch.randn(features, features, generator=generator()) / torch.arange(1, features + 1)[:, None]
    return torch.randn(rows, features, generator=generator()) @ mixing


def levels(rows: int, side_px: int = 20) -> Tensor:
    return shapes_data(side_px, rows, 10, 0).train.pixels.flatten(1)


def require_same_directions(ours: PrincipalComponents, values: Tensor, count: int = COUNT) -> None:
    theirs = PCA(count, svd_solver="full").fit(values.double().numpy())
    cosines = np.abs((ours.directions.numpy() * theirs.components_.T).sum(axis=0))
    assert cosines.min() > 1 - 1e-8
    np.testing.assert_allclose(ours.mean.numpy(), theirs.mean_, atol=1e-9)
    np.testing.assert_allclose(ours.transform(values).double().var(dim=0), theirs.explained_variance_, rtol=1e-5)


@pytest.mark.parametrize(
    ("rows", "features", "solver"),
    [
        (300, 200, "covariance, eigh"),
        (1_200, 1_100, "covariance, block Krylov"),
        (300, 1_100, "products of rows, eigh"),
        (1_000, 1_001, "products of rows, eigh"),
    ],
)
def test_that_components_are_those_of_the_whole_decomposition(rows: int, features: int, solver: str) -> None:
    values = correlated(rows, features)
    ours = fit_principal_components(values, COUNT)
    assert ours.solver.startswith(solver)
    require_same_directions(ours, values)


@pytest.mark.parametrize("rows", [400, 1_300])
def test_that_levels_taken_in_blocks_give_what_floats_give(rows: int) -> None:
    pixels = levels(rows)
    ours, floats = (fit_principal_components(values, COUNT) for values in (pixels, pixels.double() / 255))
    assert ours.solver == floats.solver
    torch.testing.assert_close(ours.directions, floats.directions, atol=1e-7, rtol=0)
    torch.testing.assert_close(ours.mean, floats.mean, atol=1e-12, rtol=0)
    torch.testing.assert_close(ours.transform(pixels), floats.transform(pixels.double() / 255), atol=1e-5, rtol=0)
    require_same_directions(ours, pixels.double() / 255)


def test_that_sums_of_products_of_levels_are_exact() -> None:
    pixels = torch.randint(0, 256, (2_500, 30), generator=generator(), dtype=torch.uint8)
    pixels[:, 0] = 255  # the largest products of all, one after the other
    pixels[:, 1] = 0
    mean, sums = feature_scatter(pixels)
    centred = pixels.numpy().astype(np.float64) - pixels.numpy().mean(axis=0, dtype=np.float64)
    np.testing.assert_allclose(sums, centred.T @ centred, atol=1e-5)
    assert not sums[:2].any() and not sums[:, :2].any()
    np.testing.assert_allclose(row_scatter(pixels)[1], centred @ centred.T, atol=1e-5)
    assert mean[:2].tolist() == [255, 0]


def test_that_a_large_mean_does_not_drown_small_changes() -> None:
    values = 1e6 + correlated(1_300, 1_100).double() * 1e-3
    require_same_directions(fit_principal_components(values, COUNT), values)


def test_that_a_faint_pattern_on_bright_pixels_is_found() -> None:
    pixels = torch.full((1_500, 1_200), 254, dtype=torch.uint8)
    pixels[:, 7] += (torch.arange(1_500) % 2).byte()
    pixels[3, 9] -= 1
    directions = fit_principal_components(pixels, 4).directions
    assert directions.abs().argmax(dim=0)[:2].tolist() == [7, 9]
    assert not directions[:, 2:].any()


@pytest.mark.parametrize(("rows", "features"), [(300, 40), (1_500, 1_200), (300, 1_200), (1_100, 4_200)])
def test_that_one_direction_alone_is_found_and_the_others_are_zero(rows: int, features: int) -> None:
    along = torch.randn(features, generator=generator(), dtype=torch.float64)
    values = 0.3 + torch.randn(rows, 1, generator=generator(), dtype=torch.float64) * along
    directions = fit_principal_components(values, 6).directions
    cosine = float((directions[:, 0].double() @ along / along.norm()).abs())
    assert cosine == pytest.approx(1, abs=1e-6)
    assert not directions[:, 1:].any()


def test_that_features_that_never_change_or_come_twice_do_no_harm() -> None:
    values = correlated(1_500, 600)
    values = torch.cat([values, values, torch.full((1_500, 50), 0.1)], dim=1)
    ours = fit_principal_components(values, COUNT)
    assert "block Krylov" in ours.solver
    require_same_directions(ours, values)
    torch.testing.assert_close(ours.directions[:600], ours.directions[600:1_200], atol=1e-6, rtol=0)
    assert ours.directions[1_200:].abs().max() < 1e-6


def test_that_directions_are_orthonormal_and_their_largest_number_is_positive() -> None:
    for values in (correlated(1_200, 1_100), correlated(300, 1_100), correlated(300, 50), correlated(1_100, 4_200)):
        directions = fit_principal_components(values, COUNT).directions
        torch.testing.assert_close(
            directions.T @ directions, torch.eye(COUNT, dtype=directions.dtype), atol=1e-5, rtol=0
        )
        assert (directions.amax(dim=0) > -directions.amin(dim=0)).all()


def test_that_the_same_values_give_the_same_components_whatever_was_drawn_before() -> None:
    values = correlated(1_200, 1_100)
    first = fit_principal_components(values, COUNT).directions
    torch.rand(7)
    assert torch.equal(fit_principal_components(values, COUNT).directions, first)


@pytest.mark.parametrize("often", [1, 15, 60])
def test_that_an_eigenvalue_that_occurs_often_is_found_as_often(often: int) -> None:
    values = torch.cat([torch.full((often,), 10.0), torch.linspace(1, 0, 1_100 - often)]).double()
    axes = torch.linalg.qr(torch.randn(1_100, 1_100, generator=generator(), dtype=torch.float64)).Q
    matrix = (axes * values) @ axes.T
    found = leading_eigenvectors((matrix + matrix.T) / 2, COUNT)
    torch.testing.assert_close(found.values, values[:COUNT], rtol=1e-9, atol=0)
    residuals = matrix @ found.vectors - found.vectors * found.values
    assert residuals.norm(dim=0).max() < 1e-4
    torch.testing.assert_close(found.vectors.T @ found.vectors, torch.eye(COUNT).double(), atol=1e-10, rtol=0)


def test_that_eigenvalues_too_close_to_be_told_apart_soon_are_found_by_the_whole_decomposition() -> None:
    noise = torch.randn(3_000, 1_100, generator=generator())
    ours = fit_principal_components(noise, COUNT)
    assert ours.solver == "covariance, eigh in float64"
    require_same_directions(ours, noise)


def test_that_a_matrix_of_zeros_has_eigenvalues_of_zero() -> None:
    found = leading_eigenvectors(torch.zeros(1_100, 1_100, dtype=torch.float64), COUNT)
    assert not found.values.any()
    assert found.vectors.isfinite().all()
