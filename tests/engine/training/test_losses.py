"""NT-Xent, its bounds, and what it must not depend on."""

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from simclr_gui.engine.losses.decoupled import decoupled
from simclr_gui.engine.losses.nt_xent import NT_XENT, nt_xent
from simclr_gui.engine.losses.table import LOSSES
from simclr_gui.engine.training.comparison import compare, contrastive_top1


def random_views(count: int, dim: int, seed: int) -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(count, dim, generator=generator), torch.randn(count, dim, generator=generator)


def nt_xent_by_hand(first: torch.Tensor, second: torch.Tensor, temperature: float) -> float:
    """The formula of the paper, term by term."""
    views = [v / v.norm() for v in torch.cat([first, second]).double()]
    count = len(first)
    total = 0.0
    for i, view in enumerate(views):
        positive = (i + count) % (2 * count)
        terms = [math.exp(float(view @ other) / temperature) for k, other in enumerate(views) if k != i]
        total -= math.log(math.exp(float(view @ views[positive]) / temperature) / sum(terms))
    return total / len(views)


@pytest.mark.parametrize(("temperature", "expected"), [(0.5, 0.23954), (1.0, 0.55144)])
def test_that_two_orthogonal_perfect_pairs_give_the_known_value(temperature: float, expected: float) -> None:
    views = torch.eye(2)
    assert nt_xent(compare(views, views, temperature)).item() == pytest.approx(expected, abs=1e-5)


@given(count=st.integers(2, 6), seed=st.integers(0, 10_000), temperature=st.floats(0.07, 2.0))
@settings(max_examples=30, deadline=None)
def test_that_nt_xent_is_the_formula_of_the_paper(count: int, seed: int, temperature: float) -> None:
    first, second = random_views(count, 5, seed)
    loss = nt_xent(compare(first, second, temperature)).item()
    assert loss == pytest.approx(nt_xent_by_hand(first, second, temperature), rel=1e-4, abs=1e-5)


def test_that_the_decoupled_loss_leaves_the_partner_out_of_the_denominator() -> None:
    first, second = random_views(4, 6, seed=3)
    similarities = compare(first, second, 0.5)
    coupled = torch.logsumexp(similarities.logits, dim=1)
    positive = similarities.logits[torch.arange(8), similarities.positives]
    expected = torch.log(coupled.exp() - positive.exp()) - positive
    assert decoupled(similarities).item() == pytest.approx(expected.mean().item(), rel=1e-5)


@pytest.mark.parametrize("loss", sorted(LOSSES))
def test_that_the_loss_does_not_care_which_view_comes_first_nor_how_pairs_are_ordered(loss: str) -> None:
    first, second = random_views(8, 16, seed=0)
    order = torch.randperm(8, generator=torch.Generator().manual_seed(1))
    value = LOSSES[loss](compare(first, second, 0.2))
    torch.testing.assert_close(value, LOSSES[loss](compare(second, first, 0.2)))
    torch.testing.assert_close(value, LOSSES[loss](compare(first[order], second[order], 0.2)))


def test_that_the_length_of_a_projection_does_not_matter() -> None:
    first, second = random_views(8, 16, seed=0)
    torch.testing.assert_close(nt_xent(compare(first, second, 0.2)), nt_xent(compare(7 * first, 0.1 * second, 0.2)))


def test_that_similarities_are_float32_inside_autocast() -> None:
    first, second = random_views(8, 16, seed=0)
    outside = compare(first.bfloat16(), second.bfloat16(), 0.1)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        inside = compare(first.bfloat16(), second.bfloat16(), 0.1)
    assert inside.logits.dtype == torch.float32
    torch.testing.assert_close(inside.logits, outside.logits, rtol=0, atol=0)


@pytest.mark.parametrize(("batch", "chance", "floor"), [(128, 5.541, 3.551), (256, 6.236, 4.241), (512, 6.931, 4.933)])
def test_that_chance_and_floor_lines_have_the_known_values(batch: int, chance: float, floor: float) -> None:
    assert NT_XENT.chance(batch) == pytest.approx(chance, abs=1e-3)
    assert NT_XENT.floor(batch, 0.5) == pytest.approx(floor, abs=1e-3)


@pytest.mark.parametrize("loss", sorted(LOSSES))
def test_that_equal_views_meet_the_chance_line_and_a_simplex_meets_the_floor(loss: str) -> None:
    count, temperature = 6, 0.5
    same = torch.ones(count, 4)
    assert LOSSES[loss](compare(same, same, temperature)).item() == pytest.approx(LOSSES[loss].chance(count), abs=1e-5)
    simplex = torch.eye(count) - 1 / count
    perfect = LOSSES[loss](compare(simplex, simplex, temperature)).item()
    assert perfect == pytest.approx(LOSSES[loss].floor(count, temperature), abs=1e-5)


def test_that_top1_counts_views_whose_nearest_other_view_is_the_partner() -> None:
    first = torch.tensor([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]])
    second = torch.tensor([[1.0, 0.1], [0.1, 1.0], [1.0, -0.3]])  # the third partner lies with the first pair
    similarities = compare(first, second, 0.5)
    views = torch.nn.functional.normalize(torch.cat([first, second]), dim=1)
    by_hand = 0
    for i in range(6):
        others = [(float(views[i] @ views[k]), k) for k in range(6) if k != i]
        by_hand += max(others)[1] == (i + 3) % 6
    assert 0 < by_hand < 6
    assert contrastive_top1(similarities).item() == pytest.approx(by_hand / 6)


def test_that_the_gradient_pulls_partners_together() -> None:
    first, second = random_views(8, 16, seed=5)
    first.requires_grad_()
    nt_xent(compare(first, second, 0.5)).backward()
    assert first.grad is not None
    moved = (first - 0.5 * first.grad).detach()
    cosine = torch.nn.functional.cosine_similarity
    assert cosine(moved, second).mean() > cosine(first.detach(), second).mean()
