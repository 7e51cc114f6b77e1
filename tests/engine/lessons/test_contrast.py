"""NT-Xent taken apart: the exact values, and the forces against autograd."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from simclr_gui.engine.lessons.contrast import collapsed, contrast, pull_and_push
from simclr_gui.engine.losses.nt_xent import NT_XENT, nt_xent
from simclr_gui.engine.training.comparison import compare


def points(images: int, dim: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(2 * images, dim))


@given(st.integers(2, 6), st.integers(2, 4), st.integers(0, 999), st.floats(0.1, 2.0))
@settings(max_examples=40, deadline=None)
def test_that_loss_and_forces_are_those_of_training(images: int, dim: int, seed: int, temperature: float) -> None:
    chosen = points(images, dim, seed)
    z = torch.from_numpy(chosen / np.linalg.norm(chosen, axis=1, keepdims=True)).requires_grad_()
    loss = nt_xent(compare(*(z / z.norm(dim=1, keepdim=True)).chunk(2), temperature))
    loss.backward()
    taken = contrast(chosen, temperature)
    assert taken.loss == pytest.approx(float(loss.detach()), rel=1e-4)
    np.testing.assert_allclose(taken.forces, -z.grad.numpy(), atol=2e-4)


@pytest.mark.parametrize(("temperature", "expected"), [(0.5, 0.23954), (1.0, 0.55144)])
def test_that_two_orthogonal_perfect_pairs_have_their_exact_loss(temperature: float, expected: float) -> None:
    pairs = np.array([[1.0, 0.0], [0.0, 1.0]] * 2)
    assert contrast(pairs, temperature).loss == pytest.approx(expected, abs=1e-5)


def test_that_weights_are_a_softmax_over_the_others() -> None:
    weights = contrast(points(4, 2, 0), 0.5).weights
    np.testing.assert_allclose(weights.sum(axis=1), 1)
    assert (np.diag(weights) == 0).all()


def test_that_collapse_is_chance_and_nothing_moves() -> None:
    taken = contrast(collapsed(8), 0.5)
    assert taken.loss == pytest.approx(NT_XENT.chance(4))
    np.testing.assert_allclose(taken.forces, 0, atol=1e-12)


def test_that_a_small_step_along_the_forces_lowers_the_loss() -> None:
    chosen = points(3, 2, 5)
    chosen /= np.linalg.norm(chosen, axis=1, keepdims=True)
    before = contrast(chosen, 0.5)
    assert contrast(chosen + 0.01 * before.forces, 0.5).loss < before.loss


def test_that_the_partner_pulls_and_near_strangers_push_hardest() -> None:
    angles = np.radians([0, 100, 200, 40, 110, 230])  # view 0 and its partner 3
    chosen = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    pull, pushes = pull_and_push(chosen, 0.5, 0)
    assert pull[1] > 0, "towards the partner at 40 degrees"
    sizes = np.linalg.norm(pushes, axis=1)
    assert pushes[1][1] < 0, "away from the stranger at 100 degrees"
    assert sizes[1] > sizes[2]
    total = pull + pushes.sum(axis=0)
    own = torch.tensor(chosen[:1], requires_grad=True)
    z = torch.cat([own, torch.from_numpy(chosen[1:])])
    logits = (own / own.norm() @ z.T / 0.5)[0]
    loss = torch.logsumexp(logits[1:], 0) - logits[3]
    loss.backward()
    np.testing.assert_allclose(total, -own.grad[0].numpy(), atol=1e-9)
